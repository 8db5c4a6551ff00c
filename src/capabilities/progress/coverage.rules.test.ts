// Coverage against another way of counting it: not from parent to parent, but leaf by leaf, each with its whole weight in the tree.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomDay, randomTrees } from '../../../tests/support/random-trees.ts';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import { DEFAULT_PROGRESS_SETTINGS, type ItemFacts, type ProgressSettings } from './facts.rules.ts';
import { evaluateTree } from './tree.rules.ts';

const calendar = institutionCalendar({ official: true, closedDays: [] });
const counts = (item: ItemFacts) => item.state !== 'draft' && item.state !== 'cancelled';

/** What part of the whole an item's own nodes are; none where it has no node that weighs. */
const ownPart = (item: ItemFacts): number =>
  item.nodes.some((node) => node.weight > 0) ? (item.ownNodesWeight ?? 0) / 100 : 0;

/** Each child's part of its siblings' whole: by weight; even where nobody has one, nothing beside those that have. */
function partsOf(children: readonly ItemFacts[]): Map<string, number> {
  const total = children.reduce((sum, child) => sum + (child.weight ?? 0), 0);
  return new Map(children.map((child) => [child.id, total === 0 ? 1 / children.length : (child.weight ?? 0) / total]));
}

/** Walks down with the weight that is left and adds up whatever somebody has signed for. */
function oracle(items: readonly ItemFacts[], root: ItemFacts, carryToRank: number): number {
  let covered = 0;
  const open = [{ item: root, weight: 100 }];
  for (let at = open.pop(); at; at = open.pop()) {
    const { item, weight } = at;
    const children = items.filter((child) => child.parentId === item.id && counts(child));
    if (children.length === 0) {
      if (item.acceptedByPresentPerson && item.level >= carryToRank) covered += weight;
      continue;
    }
    const own = ownPart(item);
    if (item.acceptedByPresentPerson) covered += weight * own;
    const parts = partsOf(children);
    for (const child of children) open.push({ item: child, weight: weight * (1 - own) * (parts.get(child.id) ?? 0) });
  }
  return covered;
}

describe('coverage', () => {
  test('of every item is the weight of what its present people have signed for, whatever level must carry', () => {
    fc.assert(
      fc.property(randomTrees(25), randomDay, fc.integer({ min: 1, max: 6 }), (items, today, carryToRank) => {
        const settings: ProgressSettings = { ...DEFAULT_PROGRESS_SETTINGS, carryToRank };
        const values = evaluateTree(items, today, calendar, settings);
        for (const item of items) {
          const wanted = oracle(items, item, carryToRank);
          // rounded once at every level on the way up
          expect(Math.abs((values.get(item.id)?.coverage ?? -1) - wanted)).toBeLessThanOrEqual(0.005 * 8);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('never falls when one more person signs, nor when a level less must carry', () => {
    fc.assert(
      fc.property(randomTrees(15), randomDay, fc.nat(), fc.integer({ min: 2, max: 6 }), (items, today, at, rank) => {
        const coverageOf = (facts: readonly ItemFacts[], carryToRank: number) =>
          evaluateTree(facts, today, calendar, { ...DEFAULT_PROGRESS_SETTINGS, carryToRank });
        const signed = items.map((item, index) =>
          index === at % items.length ? { ...item, acceptedByPresentPerson: true } : item,
        );
        const before = coverageOf(items, rank);
        for (const after of [coverageOf(signed, rank), coverageOf(items, rank - 1)])
          for (const [id, values] of before)
            expect(after.get(id)?.coverage ?? 0).toBeGreaterThanOrEqual(values.coverage ?? 0);
      }),
    );
  });
});
