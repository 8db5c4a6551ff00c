// How weight comes down a chain: by example, by conservation, and against an oracle that follows single grains of weight.

import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomDay, randomTrees } from '../../../tests/support/random-trees.ts';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import { carriedAt, type LevelShare, type ShareItem, shareOut, splitWeight } from './chain-shares.rules.ts';
import { type ItemFacts, isActive, DEFAULT_PROGRESS_SETTINGS as settings } from './facts.rules.ts';
import { evaluateTree } from './tree.rules.ts';
import { ownPart } from './values.rules.ts';

const LEVELS = 6;
const CARRY_TO = 4;
const calendar = institutionCalendar({ official: true, closedDays: [] });

const item = (id: string, parentId: string | null, level: number, over: Partial<ShareItem> = {}): ShareItem => ({
  id,
  parentId,
  level,
  state: 'in_progress',
  weight: 100,
  ownPercent: 0,
  acceptedByPresentPerson: true,
  ...over,
});
const levelsOf = (items: readonly ShareItem[]) => shareOut(items, 'top', CARRY_TO, LEVELS).levels;
const at = (levels: readonly LevelShare[], level: number): LevelShare => {
  const found = levels.find((one) => one.level === level);
  if (!found) throw new Error(`no level ${level}`);
  return found;
};
const NOTHING = { not_accepted: 0, not_carried: 0, cancelled: 0 };

describe('weight on its way down', () => {
  test('what somebody signed on the level of colleges is kept for every level below', () => {
    const levels = levelsOf([
      item('top', null, 3),
      item('a', 'top', 4, { weight: 60 }),
      item('b', 'top', 4, { weight: 40 }),
    ]);
    expect(levels.map((one) => one.level)).toEqual([3, 4, 5, 6]);
    expect(at(levels, 4)).toMatchObject({ stands: 100, kept: 0, skipped: 0, lost: NOTHING });
    expect(at(levels, 6)).toMatchObject({ stands: 0, kept: 100, skipped: 0, lost: NOTHING });
  });

  test('what nobody signed for is lost from its own level on', () => {
    const levels = levelsOf([
      item('top', null, 3),
      item('a', 'top', 4, { weight: 60 }),
      item('b', 'top', 4, { weight: 40, state: 'assigned', acceptedByPresentPerson: false }),
    ]);
    expect(at(levels, 3).lost).toEqual(NOTHING);
    expect(at(levels, 4)).toMatchObject({ stands: 60, lost: { ...NOTHING, not_accepted: 40 } });
    expect(at(levels, 6)).toMatchObject({ kept: 60, lost: { ...NOTHING, not_accepted: 40 } });
  });

  test('what is signed for above the level that must carry is lost just below', () => {
    const levels = levelsOf([item('top', null, 2), item('a', 'top', 3)]);
    expect(at(levels, 3)).toMatchObject({ stands: 100, lost: NOTHING });
    expect(at(levels, 4)).toMatchObject({ stands: 0, kept: 0, lost: { ...NOTHING, not_carried: 100 } });
  });

  test('a level that is jumped carries nothing, and the weight comes back below it', () => {
    const levels = levelsOf([item('top', null, 3), item('a', 'top', 6)]);
    expect(at(levels, 4)).toMatchObject({ stands: 0, kept: 0, skipped: 100 });
    expect(at(levels, 6)).toMatchObject({ stands: 100, skipped: 0 });
  });

  test('a cancelled child has lost what the others do not take over, and nothing where they total 100 again', () => {
    const family = (weight: number) => [
      item('top', null, 3),
      item('a', 'top', 4, { weight }),
      item('gone', 'top', 4, { weight: 30, state: 'cancelled' }),
    ];
    expect(at(levelsOf(family(70)), 4).lost.cancelled).toBe(30);
    expect(at(levelsOf(family(90)), 4).lost.cancelled).toBe(10);
    expect(at(levelsOf(family(100)), 4).lost).toEqual(NOTHING);
  });

  test('own nodes stay with the parent: kept by a signature, else lost where they are', () => {
    const family = (acceptedByPresentPerson: boolean) => [
      item('top', null, 3, { ownPercent: 20, acceptedByPresentPerson }),
      item('a', 'top', 4),
    ];
    expect(at(levelsOf(family(true)), 4)).toMatchObject({ stands: 80, kept: 20 });
    expect(at(levelsOf(family(false)), 3)).toMatchObject({ stands: 80, lost: { ...NOTHING, not_accepted: 20 } });
  });

  test('a parent on the same level as its child counts that level once', () => {
    const levels = levelsOf([item('top', null, 1), item('goal', 'top', 1), item('a', 'goal', 4)]);
    expect(at(levels, 1)).toMatchObject({ stands: 100, skipped: 0 });
    expect(at(levels, 2)).toMatchObject({ stands: 0, skipped: 100 });
  });

  test('children without weights share alike, drafts take nothing', () => {
    const { items } = shareOut(
      [
        item('top', null, 3),
        ...['a', 'b', 'c'].map((id) => item(id, 'top', 4, { weight: null })),
        item('d', 'top', 4, { weight: null, state: 'draft' }),
      ],
      'top',
      CARRY_TO,
      LEVELS,
    );
    expect(items.get('a')?.share.toDecimalPlaces(6).toNumber()).toBe(33.333333);
    expect(items.has('d')).toBe(false);
  });
});

const shareItems = (tree: readonly ItemFacts[]): ShareItem[] =>
  tree.map((one) => ({ ...one, ownPercent: ownPart(one) }));
const treesWithTop = randomTrees(40).chain((tree) =>
  fc.record({ tree: fc.constant(tree), top: fc.constantFrom(...tree) }),
);

/** The oracle: follows every way from the top to an end one level after the other, and asks at each level who holds the grain. */
function partsByFollowing(items: readonly ShareItem[], top: ShareItem, level: number): Record<string, number> {
  const parts: Record<string, number> = { stands: 0, kept: 0, skipped: 0, ...NOTHING };
  const give = (part: string, share: number) => {
    parts[part] = (parts[part] ?? 0) + share;
  };
  const follow = (one: ShareItem, share: number, way: readonly ShareItem[]): void => {
    const children = isActive(one.state) || one === top ? items.filter((child) => child.parentId === one.id) : [];
    const active = children.filter((child) => isActive(child.state));
    const rest = active.length === 0 ? 0 : share * (1 - one.ownPercent / 100);
    const here = [...way, one];
    const ended = share - rest;
    const loss =
      one.state === 'cancelled'
        ? 'cancelled'
        : !one.acceptedByPresentPerson
          ? 'not_accepted'
          : active.length === 0 && one.level < CARRY_TO
            ? 'not_carried'
            : null;
    if (loss !== null && level >= one.level + (loss === 'not_carried' ? 1 : 0)) give(loss, ended);
    else if (level > one.level) give('kept', ended);
    else give(here.some((step) => step.level === level) ? 'stands' : 'skipped', ended);
    const cancelled = children.filter((child) => child.state === 'cancelled');
    const split = splitWeight(
      active.map((child) => child.weight),
      cancelled.map((child) => child.weight),
    );
    if (active.length === 0) return;
    for (const [index, child] of active.entries()) follow(child, rest * (split.active[index]?.toNumber() ?? 0), here);
    for (const [index, child] of cancelled.entries())
      follow(child, rest * (split.cancelled[index]?.toNumber() ?? 0), here);
  };
  follow(top, 100, []);
  return parts;
}

describe('over random trees', () => {
  test('at every level what is carried, skipped and lost totals exactly 100.00', () => {
    fc.assert(
      fc.property(treesWithTop, ({ tree, top }) => {
        const { levels } = shareOut(shareItems(tree), top.id, CARRY_TO, LEVELS);
        expect(levels).toHaveLength(LEVELS - top.level + 1);
        for (const one of levels) {
          const lost = Object.values(one.lost).reduce((sum, part) => sum.plus(part), new Decimal(0));
          expect(lost.plus(carriedAt(one)).plus(one.skipped).toNumber()).toBe(100);
        }
      }),
    );
  });

  test('every level says what following each grain of weight says', () => {
    fc.assert(
      fc.property(treesWithTop, ({ tree, top }) => {
        const items = shareItems(tree);
        const { levels } = shareOut(items, top.id, CARRY_TO, LEVELS);
        const first = items.find((one) => one.id === top.id);
        for (const { level, lost, ...one } of levels) {
          const expected = first ? partsByFollowing(items, first, level) : {};
          for (const [part, share] of Object.entries({ ...one, ...lost }))
            expect(Math.abs(share - (expected[part] ?? 0)), `${part} at ${level}`).toBeLessThanOrEqual(0.0101);
        }
      }),
    );
  });

  test('once lost is lost: no level has less lost than the one above it', () => {
    fc.assert(
      fc.property(treesWithTop, ({ tree, top }) => {
        const { levels } = shareOut(shareItems(tree), top.id, CARRY_TO, LEVELS);
        const lost = levels.map((one) => Object.values(one.lost).reduce((sum, part) => sum + part, 0));
        for (const [index, share] of lost.entries())
          expect(share).toBeGreaterThanOrEqual((lost[index - 1] ?? 0) - 0.031);
      }),
    );
  });

  test('a box has in all what ends with it and below it, and its children take the rest', () => {
    fc.assert(
      fc.property(treesWithTop, ({ tree, top }) => {
        const items = shareItems(tree);
        const shares = shareOut(items, top.id, CARRY_TO, LEVELS).items;
        for (const one of items) {
          const own = shares.get(one.id);
          if (!own) continue;
          const below = items.flatMap((child) => (child.parentId === one.id ? (shares.get(child.id) ?? []) : []));
          const sum = below.reduce((total, child) => total.plus(child.share), own.ends);
          expect(sum.minus(own.share).abs().toNumber()).toBeLessThan(1e-9);
          const lost = below.reduce(
            (total, child) => total.plus(child.lostInAll),
            own.loss ? own.ends : new Decimal(0),
          );
          expect(lost.minus(own.lostInAll).abs().toNumber()).toBeLessThan(1e-9);
        }
      }),
    );
  });

  test('what reaches the last level is the coverage, where nothing is cancelled', () => {
    fc.assert(
      fc.property(treesWithTop, randomDay, ({ tree, top }, day) => {
        const kept = tree.map((one) =>
          one.state === 'cancelled' || one.state === 'draft' ? { ...one, state: 'in_progress' as const } : one,
        );
        const values = evaluateTree(kept, day, calendar, { ...settings, carryToRank: CARRY_TO });
        const { levels } = shareOut(shareItems(kept), top.id, CARRY_TO, LEVELS + 1);
        const last = levels.at(-1);
        // coverage is rounded at every item on the way, shares once
        if (last) expect(Math.abs(carriedAt(last) - (values.get(top.id)?.coverage ?? 0))).toBeLessThan(0.1);
      }),
    );
  });
});
