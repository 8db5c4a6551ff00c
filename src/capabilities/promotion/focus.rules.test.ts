// The focus score against a plain reading of its formula, its exact boundaries, and the list that comes of it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, workingDaysBetween } from '../institution/calendar.rules.ts';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import {
  type Candidate,
  isFlagged,
  listFocus,
  planWeights,
  runsOn,
  SCORED_LIGHTS,
  scoreFocus,
  type WeightedItem,
} from './focus.rules.ts';

const calendar = institutionCalendar({ official: true, closedDays: [] });
const TODAY = '2026-03-31';
const candidate = (over: Partial<Candidate> & { id: string }): Candidate => ({
  code: over.id,
  light: 'yellow',
  planned: 40,
  waiting: 40,
  waitingItems: 0,
  leftGreenOn: TODAY,
  ...over,
});
const root = (id: string, weight: number | null = null): WeightedItem => ({ id, parentId: null, weight });

/** Section 8 written down once more, in floating point. */
function naive(candidates: readonly Candidate[], tree: readonly WeightedItem[]): Map<string, number> {
  const weight = (id: string): number => {
    const item = tree.find((one) => one.id === id);
    if (!item) return 0;
    const brothers = tree.filter((one) => one.parentId === item.parentId);
    const sum = brothers.reduce((total, one) => total + (one.weight ?? 0), 0);
    const share = sum === 0 ? 1 / brothers.length : (item.weight ?? 0) / sum;
    return item.parentId === null ? share : share * weight(item.parentId);
  };
  const largest = Math.max(0, ...candidates.map((one) => weight(one.id)));
  return new Map(
    candidates.map((one) => {
      const g = (one.planned ?? 0) - (one.waiting ?? 0);
      const days = one.leftGreenOn === null ? 0 : workingDaysBetween(calendar, one.leftGreenOn, TODAY);
      const sum =
        0.35 * (largest === 0 ? 0 : weight(one.id) / largest) +
        0.25 * Math.min(1, Math.max(0, g) / 30) +
        0.2 * { yellow: 1 / 3, orange: 2 / 3, red: 1 }[one.light] +
        0.1 * Math.min(1, one.waitingItems / 5) +
        0.1 * Math.min(1, days / 20);
      return [one.id, 100 * sum];
    }),
  );
}

const percent = fc.option(
  fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100),
  { nil: null },
);
const trees = fc
  .array(
    fc.record({
      above: fc.nat(1000),
      weight: fc.option(
        fc.integer({ min: 1, max: 10_000 }).map((n) => n / 100),
        { nil: null },
      ),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((rows) =>
    rows.map(({ above, weight }, at): WeightedItem => {
      const place = above % (at + 1);
      return { id: `i${at}`, parentId: place === at ? null : `i${place}`, weight };
    }),
  );
const seeds = fc.record({
  light: fc.constantFrom(...SCORED_LIGHTS),
  planned: percent,
  waiting: percent,
  waitingItems: fc.nat(8),
  leftGreenOn: fc.option(
    fc.integer({ min: 0, max: 60 }).map((days) => addDays(TODAY, -days)),
    { nil: null },
  ),
});
const cases = trees.chain((tree) =>
  fc.record({
    tree: fc.constant(tree),
    candidates: fc
      .array(fc.option(seeds, { nil: null }), { minLength: tree.length, maxLength: tree.length })
      .map((found) =>
        found.flatMap((seed, at): Candidate[] => (seed ? [{ id: `i${at}`, code: `C${at}`, ...seed }] : [])),
      ),
  }),
);

describe('the focus score', () => {
  test('equals a plain reading of the formula, the highest first, for every tree', () => {
    fc.assert(
      fc.property(cases, ({ tree, candidates }) => {
        const scored = scoreFocus(candidates, tree, TODAY, calendar);
        const expected = naive(candidates, tree);
        expect(scored.map((one) => one.id).sort()).toEqual(candidates.map((one) => one.id).sort());
        for (const [at, one] of scored.entries()) {
          expect(Math.abs(one.score - (expected.get(one.id) ?? Number.NaN))).toBeLessThanOrEqual(0.005 + 1e-9);
          expect(one.score).toBeLessThanOrEqual(100);
          const next = scored[at + 1];
          if (next) expect(one.score).toBeGreaterThanOrEqual(next.score);
        }
      }),
    );
  });

  test('shows parts whose points add up to it but for their own rounding', () => {
    fc.assert(
      fc.property(cases, ({ tree, candidates }) => {
        for (const { score, parts } of scoreFocus(candidates, tree, TODAY, calendar)) {
          expect(parts.map((one) => [one.name, one.weight])).toEqual([
            ['weight', 0.35],
            ['gap', 0.25],
            ['light', 0.2],
            ['waiting', 0.1],
            ['days', 0.1],
          ]);
          const sum = parts.reduce((total, one) => total + one.points, 0);
          expect(Math.abs(sum - score)).toBeLessThanOrEqual(0.03);
          for (const one of parts) expect(one.input >= 0 && one.input <= 1).toBe(true);
        }
      }),
    );
  });

  test('is 100 for the heaviest red item with everything at its worst', () => {
    const worst = candidate({
      id: 'a',
      light: 'red',
      planned: 90,
      waiting: 10,
      waitingItems: 9,
      leftGreenOn: '2026-01-05',
    });
    expect(scoreFocus([worst], [root('a')], TODAY, calendar)[0]?.score).toBe(100);
  });

  test('rounds half up: a third of the light and two thirds, and half a hundredth', () => {
    const tree = [root('a', 50), root('b', 50)];
    const [orange, yellow] = scoreFocus(
      [candidate({ id: 'a' }), candidate({ id: 'b', light: 'orange' })],
      tree,
      TODAY,
      calendar,
    );
    expect([orange?.score, yellow?.score]).toEqual([48.33, 41.67]);
    // 0.25 x 0.006 / 30 x 100 would need a third decimal; g of 0.03 gives 0.025 and is rounded up with the rest
    expect(scoreFocus([candidate({ id: 'a', light: 'red', planned: 40.03 })], tree, TODAY, calendar)[0]?.score).toBe(
      55.03,
    );
  });

  test('stops growing at a gap of 30, at five items that wait and at 20 working days', () => {
    const points = (over: Partial<Candidate>) =>
      scoreFocus([candidate({ id: 'a', ...over })], [root('a')], TODAY, calendar)[0]?.parts.map((one) => one.points);
    expect(points({ planned: 70 })).toEqual([35, 25, 6.67, 0, 0]);
    expect(points({ planned: 100, waiting: null })).toEqual([35, 25, 6.67, 0, 0]);
    expect(points({ planned: 10 })).toEqual([35, 0, 6.67, 0, 0]);
    expect(points({ waitingItems: 5 })).toEqual(points({ waitingItems: 50 }));
    // from 3 March to 31 March 2026 exclusive: 20 working days
    expect(points({ leftGreenOn: '2026-03-03' })).toEqual([35, 0, 6.67, 0, 10]);
    expect(points({ leftGreenOn: '2026-03-04' })).toEqual([35, 0, 6.67, 0, 9.5]);
    expect(points({ leftGreenOn: null })).toEqual([35, 0, 6.67, 0, 0]);
  });

  test('takes the Spring Festival and its make-up Saturdays out of and into the days', () => {
    const days = (from: string, to: string) =>
      scoreFocus([candidate({ id: 'a', leftGreenOn: from })], [root('a')], to, calendar)[0]?.parts[4]?.facts.days;
    // 9 to 14 February are six working days, the 14th a Saturday made up; 15 to 23 February are the holiday
    expect(days('2026-02-09', '2026-02-24')).toBe(6);
    // Saturday 28 February is made up
    expect(days('2026-02-24', '2026-03-02')).toBe(5);
  });

  test('puts equal scores in the order of their codes', () => {
    const tree = [root('x', 1), root('y', 1)];
    const found = scoreFocus(
      [candidate({ id: 'x', code: 'B' }), candidate({ id: 'y', code: 'A' })],
      tree,
      TODAY,
      calendar,
    );
    expect(found.map((one) => one.id)).toEqual(['y', 'x']);
  });
});

describe('the weight in the plan', () => {
  test('is the product of normalised weights down from the root, roots by their weights', () => {
    const tree: WeightedItem[] = [
      root('a', 30),
      root('b', 10),
      { id: 'c', parentId: 'a', weight: 20 },
      { id: 'd', parentId: 'a', weight: 60 },
      { id: 'e', parentId: 'd', weight: null },
      { id: 'f', parentId: 'd', weight: null },
    ];
    expect([...planWeights(tree, ['a', 'b', 'c', 'd', 'e'])]).toEqual([
      ['a', 0.75],
      ['b', 0.25],
      ['c', 0.1875],
      ['d', 0.5625],
      ['e', 0.28125],
    ]);
  });

  test('is even among roots where none has one', () => {
    expect([...planWeights([root('a'), root('b'), root('c')], ['a', 'c'])]).toEqual([
      ['a', 0.333333],
      ['c', 0.333333],
    ]);
  });

  test('totals 1 over the leaves of any tree in which every weight is given', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const given = tree.map((one) => ({ ...one, weight: one.weight ?? 1 }));
        const leaves = given.filter((one) => !given.some((other) => other.parentId === one.id)).map((one) => one.id);
        const sum = [...planWeights(given, leaves).values()].reduce((total, weight) => total + weight, 0);
        expect(sum).toBeCloseTo(1, 4);
      }),
    );
  });
});

describe('the list', () => {
  const scored = ['a', 'b', 'c'].map((id, at) => ({ id, score: 90 - at, parts: [] }));

  test('holds the first by score, then what is pinned beside them, those without a score last', () => {
    const pinned = [
      { id: 'z', code: '2' },
      { id: 'y', code: '1' },
      { id: 'c', code: '9' },
      { id: 'a', code: '5' },
    ];
    expect(listFocus(scored, pinned, 2).map(({ id, score, byScore }) => [id, score, byScore])).toEqual([
      ['a', 90, true],
      ['b', 89, true],
      ['c', 88, false],
      ['y', null, false],
      ['z', null, false],
    ]);
  });

  test('flags what stands on it the second time running, unless something was decided between', () => {
    expect(isFlagged(runsOn(0), false)).toBe(false);
    expect(isFlagged(runsOn(1), false)).toBe(true);
    expect(isFlagged(runsOn(1), true)).toBe(false);
    expect(isFlagged(runsOn(4), false)).toBe(true);
  });
});
