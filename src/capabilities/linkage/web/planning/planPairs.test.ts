// This year's work beside next year's: nothing lost, nothing twice, goals in order.
import { expect, it } from 'vitest';
import { groupsOf, mayChoose, pairsOf } from './planPairs.ts';
import type { PlanRow } from './planQueries.ts';

const row = (id: string, over: Partial<PlanRow> = {}): PlanRow =>
  ({ id, title: id, under: null, carriedFromId: null, abilities: { carryOver: true }, ...over }) as PlanRow;
const goal = { id: 'goal', code: 'G', title: '目标', titleEn: null };

it('puts each row beside what goes on from it, and what begins anew after them', () => {
  const pairs = pairsOf([row('a'), row('b')], [row('n'), row('b2', { carriedFromId: 'b' })]);
  expect(pairs.map((pair) => [pair.now?.id ?? null, pair.next?.id ?? null])).toEqual([
    ['a', null],
    ['b', 'b2'],
    [null, 'n'],
  ]);
});

it('groups by the goal above, what hangs from nothing first', () => {
  const groups = groupsOf(pairsOf([row('a', { under: goal }), row('b')], [row('n', { under: goal })]));
  expect(groups.map((group) => [group.under?.id ?? null, group.pairs.length])).toEqual([
    [null, 1],
    ['goal', 2],
  ]);
});

it('lets only what the server allows be chosen', () => {
  const [yes, no, fresh] = pairsOf([row('a'), row('b', { abilities: {} })], [row('n')]);
  expect([yes, no, fresh].map((pair) => pair !== undefined && mayChoose(pair))).toEqual([true, false, false]);
});
