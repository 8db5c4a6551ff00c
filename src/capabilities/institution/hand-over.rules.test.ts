// Who takes over: the named successor, else the unit's head, else as interim the head of the nearest unit above.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findHeir,
  type Holding,
  mayHold,
  postBehind,
  stillHolds,
  type UnitTree,
  unitsAbove,
} from './hand-over.rules.ts';

const TREE: UnitTree = new Map([
  ['top', null],
  ['college', 'top'],
  ['institute', 'college'],
  ['team', 'institute'],
  ['other', 'top'],
]);
const head = (unitId: string, personId: string, acting = false): Holding => ({ unitId, personId, head: true, acting });
const member = (unitId: string, personId: string): Holding => ({ unitId, personId, head: false, acting: false });
const HEADS = [head('top', 'president'), head('college', 'dean'), head('institute', 'chief')];
const item = { id: 'i', leadUnitId: 'institute', interim: false };
const left = { unitId: 'institute', successorId: null };

describe('an ended post', () => {
  it('hands over to the named successor, where his own posts carry the item', () => {
    const posts = [...HEADS, member('team', 'heir')];
    expect(findHeir(TREE, posts, 'leaver', { ...left, successorId: 'heir' }, item)).toEqual({
      personId: 'heir',
      interim: false,
    });
  });

  it('passes over a successor whose posts do not carry the item', () => {
    const posts = [...HEADS, member('other', 'heir')];
    expect(findHeir(TREE, posts, 'leaver', { ...left, successorId: 'heir' }, item)?.personId).toBe('chief');
  });

  it('hands over to the unit’s head, a full one before an acting one', () => {
    const posts = [head('institute', 'deputy', true), ...HEADS];
    expect(findHeir(TREE, posts, 'leaver', left, item)).toEqual({ personId: 'chief', interim: false });
    expect(findHeir(TREE, posts.slice(0, 1), 'leaver', left, item)).toEqual({ personId: 'deputy', interim: false });
  });

  it('goes up to the nearest unit that has a head, who holds it as interim', () => {
    const posts = HEADS.filter((post) => post.unitId !== 'institute');
    expect(findHeir(TREE, posts, 'leaver', left, item)).toEqual({ personId: 'dean', interim: true });
    expect(findHeir(TREE, posts.slice(0, 1), 'leaver', left, item)).toEqual({ personId: 'president', interim: true });
    expect(findHeir(TREE, [], 'leaver', left, item)).toBeNull();
  });

  it('makes the head of the lead unit itself no interim, though he heads a unit above the post', () => {
    const posts = HEADS.filter((post) => post.unitId !== 'institute');
    const collegeItem = { ...item, leadUnitId: 'college' };
    expect(findHeir(TREE, posts, 'leaver', left, collegeItem)).toEqual({ personId: 'dean', interim: false });
  });

  it('comes back to whoever leaves only as head of a unit above, when nobody else is left', () => {
    expect(findHeir(TREE, [head('top', 'leaver')], 'leaver', left, item)).toEqual({
      personId: 'leaver',
      interim: true,
    });
    expect(findHeir(TREE, [head('college', 'leaver'), head('top', 'president')], 'leaver', left, item)?.personId).toBe(
      'president',
    );
  });

  it('is the one that carried the item, of several that ended together', () => {
    const ended = [
      { unitId: 'other', successorId: 'a' },
      { unitId: 'team', successorId: 'b' },
    ];
    expect(postBehind(TREE, ended, item).successorId).toBe('b');
    expect(postBehind(TREE, [{ unitId: 'other', successorId: 'a' }], item)).toEqual({
      unitId: 'institute',
      successorId: null,
    });
  });
});

describe('holding an item', () => {
  it('needs a post in the lead unit or under it, or a headship above it and the mark of interim', () => {
    expect(mayHold(TREE, [member('team', 'x')], 'x', 'institute')).toEqual({ personId: 'x', interim: false });
    expect(mayHold(TREE, [member('college', 'x')], 'x', 'institute')).toBeNull();
    expect(stillHolds(TREE, [head('college', 'x')], 'x', item)).toBe(false);
    expect(stillHolds(TREE, [head('college', 'x')], 'x', { ...item, interim: true })).toBe(true);
  });

  it('holds for every heir that is found, in any tree', () => {
    const tree = fc
      .array(fc.nat(), { minLength: 1, maxLength: 12 })
      .map(
        (parents): UnitTree =>
          new Map(parents.map((parent, index) => [`u${index}`, index === 0 ? null : `u${parent % index}`])),
      );
    const world = tree.chain((units) => {
      const unit = fc.constantFrom(...units.keys());
      const post = fc.record({
        unitId: unit,
        personId: fc.constantFrom('a', 'b', 'c', 'd'),
        head: fc.boolean(),
        acting: fc.boolean(),
      });
      return fc.record({
        units: fc.constant(units),
        posts: fc.array(post, { maxLength: 10 }),
        ended: fc.record({ unitId: unit, successorId: fc.constantFrom(null, 'a', 'b') }),
        leadUnitId: unit,
      });
    });
    fc.assert(
      fc.property(world, ({ units, posts, ended, leadUnitId }) => {
        const held = { id: 'i', leadUnitId, interim: false };
        const heir = findHeir(units, posts, 'a', ended, held);
        if (heir) expect(mayHold(units, posts, heir.personId, leadUnitId)).toEqual(heir);
        else
          expect(
            posts.some((post) => post.head && post.unitId === 'u0' && unitsAbove(units, leadUnitId).includes('u0')),
          ).toBe(false);
      }),
    );
  });
});
