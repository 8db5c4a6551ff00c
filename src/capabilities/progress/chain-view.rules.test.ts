// Boxes and tempo of a chain: what is not seen is counted and never named, and nobody's acts are counted twice.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemFacts } from '../../../tests/support/item-facts.ts';
import { randomTrees } from '../../../tests/support/random-trees.ts';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import { shareOut } from './chain-shares.rules.ts';
import { type ChainRow, chainFactsOf, type Link, levelsOf, nodesOf, temposOf } from './chain-view.rules.ts';
import { type ItemFacts, DEFAULT_PROGRESS_SETTINGS as settings } from './facts.rules.ts';
import { evaluateTree } from './tree.rules.ts';
import { ownPart } from './values.rules.ts';

const calendar = institutionCalendar({ official: true, closedDays: [] });
const now = { today: '2026-06-10', calendar, settings };

const rowOf = (facts: ItemFacts): ChainRow => ({
  id: facts.id,
  code: `C${facts.id}`,
  title: `title ${facts.id}`,
  titleEn: null,
  horizon: facts.horizon,
  level: facts.level,
  unitId: 'unit',
  personId: `person ${facts.id}`,
  sectorId: null,
  position: 0,
  assignedOn: '2026-06-01',
  acceptBy: '2026-06-04',
  acceptedOn: '2026-06-03',
  path: [],
});

function linksOf(tree: readonly ItemFacts[], topId: string): Link[] {
  const kept = tree.filter((one) => one.state !== 'draft' || one.id === topId);
  const shares = shareOut(
    kept.map((one) => ({ ...one, ownPercent: ownPart(one) })),
    topId,
    4,
    6,
  );
  const values = evaluateTree(tree, now.today, calendar, settings);
  return kept.flatMap((facts): Link[] => {
    const [share, value] = [shares.items.get(facts.id), values.get(facts.id)];
    return share && value ? [{ row: rowOf(facts), facts, values: value, share, marks: [] }] : [];
  });
}

const treeTopAndSeen = randomTrees(30).chain((tree) =>
  fc.record({ tree: fc.constant(tree), top: fc.constantFrom(...tree), seen: fc.subarray(tree.map((one) => one.id)) }),
);

describe('boxes', () => {
  test('count every item once, show exactly the seen ones and name no other', () => {
    fc.assert(
      fc.property(treeTopAndSeen, ({ tree, top, seen }) => {
        const links = linksOf(tree, top.id);
        const nodes = nodesOf(links, new Set([...seen, top.id]));
        expect(nodes.reduce((sum, node) => sum + node.count, 0)).toBe(links.length);
        const shown = nodes.flatMap((node) => node.id ?? []);
        expect(new Set(shown)).toEqual(
          new Set(links.map((one) => one.row.id).filter((id) => id === top.id || seen.includes(id))),
        );
        for (const node of nodes) {
          if (node.id !== null) continue;
          expect([node.code, node.title, node.unitId, node.personId, node.light, node.loss, node.verified]).toEqual(
            Array(7).fill(null),
          );
          expect(node.marks).toEqual([]);
        }
      }),
    );
  });

  test('hang from boxes that stand before them, and bring no more than those have', () => {
    fc.assert(
      fc.property(treeTopAndSeen, ({ tree, top, seen }) => {
        const nodes = nodesOf(linksOf(tree, top.id), new Set([...seen, top.id]));
        const before = new Map<string, { share: number; ends: number; below: number }>();
        for (const node of nodes) {
          if (node.parentKey !== null) {
            const parent = before.get(node.parentKey);
            expect(parent).toBeDefined();
            if (parent) parent.below += node.share;
          }
          before.set(node.key, { share: node.share, ends: node.ends, below: 0 });
        }
        for (const { share, ends, below } of before.values()) expect(ends + below).toBeLessThanOrEqual(share + 0.01);
      }),
    );
  });

  test('levels count every item of the chain, seen or not', () => {
    fc.assert(
      fc.property(treeTopAndSeen, ({ tree, top }) => {
        const links = linksOf(tree, top.id);
        const levels = levelsOf(
          shareOut(
            links.map((one) => ({ ...one.facts, ownPercent: ownPart(one.facts) })),
            top.id,
            4,
            6,
          ).levels,
          links,
        );
        expect(levels.reduce((sum, level) => sum + level.items, 0)).toBe(links.length);
      }),
    );
  });
});

describe('tempo', () => {
  const item = (id: string, over: Partial<ChainRow> = {}) => {
    const facts = itemFacts({ id, horizon: 'five_year', start: '2026-03-02' });
    return { facts: chainFactsOf({ ...rowOf(facts), personId: 'ann', ...over }, facts, null), unitId: 'unit' };
  };
  const gate = (doneOn: string | null) => ({
    itemId: 'a',
    personId: 'bob',
    openedOn: '2026-06-01',
    due: '2026-06-08',
    doneOn,
  });

  test('people have their signing, reporting and deciding, units the work they lead; the late come first', () => {
    const chain = [
      item('a'),
      item('b', { acceptedOn: '2026-06-09' }),
      item('c', { assignedOn: '2026-01-05', acceptedOn: '2026-01-06' }),
    ];
    const { people, units } = temposOf(chain, [gate('2026-06-02'), gate(null)], '2026-04-01', now);
    expect(people.map((row) => row.id)).toEqual(['ann', 'bob']);
    expect(people[1]?.gate).toEqual({ count: 2, late: 1, medianDays: 4 });
    // what was signed before that day tells of other times
    expect(people[0]?.accept).toEqual({ count: 2, late: 1, medianDays: 4 });
    expect(units).toEqual([
      expect.objectContaining({
        id: 'unit',
        accept: { count: 2, late: 1, medianDays: 4 },
        gate: { count: 0, late: 0, medianDays: null },
      }),
    ]);
  });

  test("a step that waits for nobody is nobody's", () => {
    expect(temposOf([], [{ ...gate(null), personId: null }], '2026-04-01', now)).toEqual({ people: [], units: [] });
  });
});
