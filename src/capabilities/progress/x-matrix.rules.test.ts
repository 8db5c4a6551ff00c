// The X-matrix: every mark stands for a link of the data and every link has its mark, over random plans and by example.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { armOf, buildMatrix, type MatrixFilter, type MatrixInput, type MatrixItem } from './x-matrix.rules.ts';

const FILTER: MatrixFilter = { year: 2026, rootId: null, sectorId: null, carryToRank: 4, mostWorks: 500 };
const HORIZONS = ['five_year', 'mid_term', 'annual', 'task'] as const;

const item = (id: string, parent: MatrixItem | null, over: Partial<MatrixItem> = {}): MatrixItem => ({
  id,
  parentId: parent?.id ?? null,
  path: [...(parent?.path ?? []), id],
  horizon: 'annual',
  state: 'in_progress',
  level: 1,
  weight: 100,
  sectorId: null,
  start: '2026-01-01',
  due: '2026-12-31',
  leadUnitId: 'top',
  leadShare: 1,
  coUnits: [],
  annualAbove: parent !== null && (parent.horizon === 'annual' || parent.annualAbove),
  ...over,
});

/** Two goals, each with an objective and a key work with an indicator; the first also has a part in a department. */
function smallPlan(): MatrixInput & { of: (id: string) => MatrixItem } {
  const goal1 = item('G1', null, { horizon: 'five_year', due: '2030-12-31' });
  const goal2 = item('G2', null, { horizon: 'five_year', due: '2030-12-31' });
  const mid1 = item('M1', goal1, { horizon: 'mid_term', weight: 60 });
  const mid2 = item('M2', goal2, { horizon: 'mid_term' });
  const work1 = item('K1', mid1, { sectorId: 'S1', weight: 40 });
  const work2 = item('K2', mid2, { sectorId: 'S2', coUnits: [{ unitId: 'library', share: 0.4 }], leadShare: 0.6 });
  const part = item('K1-1', work1, { horizon: 'task', level: 3, leadUnitId: 'research' });
  const items = [goal1, goal2, mid1, mid2, work1, work2, part];
  return {
    items,
    supports: [{ itemId: 'K1-1', supportsId: 'K2' }],
    indicators: [
      { id: 'I1', itemId: 'K1', parentIndicatorId: null },
      { id: 'I2', itemId: 'K2', parentIndicatorId: null },
    ],
    of: (id) => items.find((one) => one.id === id) as MatrixItem,
  };
}
const marksOf = (input: MatrixInput, filter: Partial<MatrixFilter> = {}) =>
  buildMatrix(input, { ...FILTER, ...filter }).marks.map(
    ({ corner, upper, lower, strength }) => `${corner} ${upper} ${lower} ${strength}`,
  );

describe('a small plan', () => {
  test('what is broken down is strong, what supports another goal is weak, towards what it supports and not back', () => {
    expect(marksOf(smallPlan())).toEqual([
      'goal_objective G1 M1 strong',
      'goal_objective G2 M1 weak',
      'goal_objective G2 M2 strong',
      'objective_work M1 K1 strong',
      'objective_work M2 K1 weak',
      'objective_work M2 K2 strong',
      'work_indicator K1 I1 strong',
      'work_indicator K1 I2 weak',
      'work_indicator K2 I2 strong',
      'goal_indicator G1 I1 strong',
      'goal_indicator G2 I1 weak',
      'goal_indicator G2 I2 strong',
      'work_unit K1 top strong',
      'work_unit K1 research part',
      'work_unit K2 top strong',
      'work_unit K2 library weak',
    ]);
  });

  test('a mark gives its reason: the weight of a child, or the support link itself', () => {
    const marks = buildMatrix(smallPlan(), FILTER).marks;
    const of = (upper: string, lower: string) =>
      marks.find((mark) => mark.upper === upper && mark.lower === lower)?.reasons;
    expect(of('M1', 'K1')).toEqual([{ kind: 'parent', weight: 40, from: 'K1', to: 'M1' }]);
    expect(of('G2', 'M1')).toEqual([{ kind: 'support', weight: null, from: 'K1-1', to: 'K2' }]);
    expect(of('K2', 'library')).toEqual([{ kind: 'co', weight: 40, from: 'K2', to: null }]);
  });

  test('an indicator handed down between rows has one column, strong for all that carry it', () => {
    const plan = smallPlan();
    const handed = {
      ...plan,
      indicators: [
        { id: 'I0', itemId: 'G1', parentIndicatorId: null },
        { id: 'I1', itemId: 'K1', parentIndicatorId: 'I0' },
      ],
    };
    const matrix = buildMatrix(handed, FILTER);
    expect(matrix.indicatorIds).toEqual(['I0']);
    const found = matrix.marks.find((mark) => mark.corner === 'work_indicator' && mark.upper === 'K1');
    expect(found).toMatchObject({ lower: 'I0', strength: 'strong', reasons: [{ kind: 'handed_down', to: 'G1' }] });
    expect(matrix.marks.find((mark) => mark.upper === 'G1' && mark.lower === 'I0')?.reasons[0]?.kind).toBe('own');
  });

  test('a root, a sector or a year leave the line that they belong to', () => {
    const rows = (filter: Partial<MatrixFilter>) => [...buildMatrix(smallPlan(), { ...FILTER, ...filter }).arms.keys()];
    expect(rows({ rootId: 'G1' })).toEqual(['G1', 'M1', 'K1']);
    expect(rows({ rootId: 'K2' })).toEqual(['G2', 'M2', 'K2']);
    expect(rows({ sectorId: 'S2' })).toEqual(['G2', 'M2', 'K2']);
    expect(rows({ year: 2028 })).toEqual(['G1', 'G2']);
  });

  test('a part of a key work is no key work, and works beyond the limit are counted', () => {
    expect(armOf({ horizon: 'annual', annualAbove: true })).toBeNull();
    const matrix = buildMatrix(smallPlan(), { ...FILTER, mostWorks: 1 });
    expect(matrix.works).toBe(2);
    expect([...matrix.arms.values()].filter((arm) => arm === 'work')).toHaveLength(1);
  });
});

// --- over random plans ----------------------------------------------------------------------------------------------------------

const randomPlan = fc
  .record({
    items: fc.array(fc.record({ parent: fc.nat(), down: fc.nat(2), level: fc.integer({ min: 1, max: 5 }) }), {
      minLength: 1,
      maxLength: 24,
      size: 'max',
    }),
    supports: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 8 }),
    indicators: fc.array(fc.record({ item: fc.nat(), parent: fc.option(fc.nat()) }), { maxLength: 8 }),
  })
  .map((raw): MatrixInput => {
    const items: MatrixItem[] = [];
    for (const [at, one] of raw.items.entries()) {
      const parent = at === 0 || one.parent % 4 === 0 ? null : (items[one.parent % at] ?? null);
      const rank = Math.min(3, (parent ? HORIZONS.indexOf(parent.horizon) : 0) + one.down);
      items.push(
        item(`i${at}`, parent, { horizon: HORIZONS[rank] ?? 'task', level: one.level, leadUnitId: `u${at % 3}` }),
      );
    }
    const pick = (n: number) => items[n % items.length]?.id ?? '';
    return {
      items,
      supports: raw.supports
        .map(([a, b]) => ({ itemId: pick(a), supportsId: pick(b) }))
        .filter((link) => link.itemId !== link.supportsId),
      indicators: raw.indicators.map((one, at) => ({
        id: `n${at}`,
        itemId: pick(one.item),
        parentIndicatorId: one.parent === null || at === 0 ? null : `n${one.parent % at}`,
      })),
    };
  });

/** The oracle: asks of every pair, naively, whether a link of the data joins them. */
function linked(input: MatrixInput, upper: string, lower: string): 'strong' | 'weak' | null {
  const byId = new Map(input.items.map((one) => [one.id, one]));
  const climb = (id: string | null): string[] => (id === null ? [] : [id, ...climb(byId.get(id)?.parentId ?? null)]);
  if (climb(lower).includes(upper)) return 'strong';
  return input.supports.some((link) => climb(link.itemId).includes(lower) && climb(link.supportsId).includes(upper))
    ? 'weak'
    : null;
}

describe('over random plans', () => {
  test('goals, objectives and works: a mark exactly where a link joins two rows, strong by the tree, weak by support', () => {
    fc.assert(
      fc.property(randomPlan, (input) => {
        const { arms, marks } = buildMatrix(input, FILTER);
        for (const [corner, above, below] of [
          ['goal_objective', 'goal', 'objective'],
          ['objective_work', 'objective', 'work'],
        ] as const) {
          for (const [upper, upperArm] of arms) {
            for (const [lower, lowerArm] of arms) {
              if (upperArm !== above || lowerArm !== below) continue;
              const found = marks.filter(
                (mark) => mark.corner === corner && mark.upper === upper && mark.lower === lower,
              );
              expect(found.map((mark) => mark.strength)).toEqual([linked(input, upper, lower) ?? []].flat());
            }
          }
        }
      }),
    );
  });

  test('indicators: a mark exactly where a row has it, was handed it, lies above it or supports what has it', () => {
    fc.assert(
      fc.property(randomPlan, (input) => {
        const { arms, indicatorIds, marks } = buildMatrix(input, FILTER);
        const of = new Map(input.indicators.map((one) => [one.id, one]));
        const topOf = (id: string): string => {
          const above = of.get(of.get(id)?.parentIndicatorId ?? '');
          return above && arms.has(above.itemId) ? topOf(above.id) : id;
        };
        const onRows = input.indicators.filter((one) => arms.has(one.itemId));
        expect(new Set(indicatorIds)).toEqual(new Set(onRows.map((one) => topOf(one.id))));
        for (const [id, arm] of arms) {
          for (const top of indicatorIds) {
            const holder = of.get(top)?.itemId ?? '';
            const has = onRows.some((one) => one.itemId === id && topOf(one.id) === top);
            const path = input.items.find((one) => one.id === id)?.path ?? [];
            const expected =
              arm === 'work'
                ? has
                  ? 'strong'
                  : path.includes(holder)
                    ? null
                    : linked(input, holder, id)
                : arm === 'goal'
                  ? holder === id
                    ? 'strong'
                    : linked(input, id, holder)
                  : null;
            const corner = arm === 'work' ? 'work_indicator' : 'goal_indicator';
            const found = marks.filter((mark) => mark.corner === corner && mark.upper === id && mark.lower === top);
            expect(found.map((mark) => mark.strength)).toEqual([expected ?? []].flat());
          }
        }
      }),
    );
  });

  test('every reason names items of the plan, every key work has its lead unit', () => {
    fc.assert(
      fc.property(randomPlan, (input) => {
        const { arms, marks } = buildMatrix(input, FILTER);
        const ids = new Set(input.items.map((one) => one.id));
        for (const mark of marks) {
          expect(mark.reasons.length).toBeGreaterThan(0);
          for (const { from, to } of mark.reasons)
            for (const end of [from, to]) expect(end === null || ids.has(end)).toBe(true);
        }
        for (const [id, arm] of arms) {
          if (arm !== 'work') continue;
          const lead = input.items.find((one) => one.id === id)?.leadUnitId;
          expect(
            marks.some(
              (mark) =>
                mark.corner === 'work_unit' && mark.upper === id && mark.lower === lead && mark.strength === 'strong',
            ),
          ).toBe(true);
        }
      }),
    );
  });
});
