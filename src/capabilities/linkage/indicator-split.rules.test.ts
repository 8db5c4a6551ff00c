// Splitting an indicator among children and a figure among units: nothing is lost and nothing appears, for every rule.
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type CombinationRule, combine, targetGap } from '../progress/indicator.rules.ts';
import { figuresByUnit, mustBeCarried, splitOf, unitParts, wholeIndicator } from './indicator-split.rules.ts';
import { largestRemainder } from './weights.rules.ts';

/** Ten-thousandths, so that the oracle counts in whole numbers. */
const UNITS = 10_000;
const figure = fc.integer({ min: -50_000_000, max: 50_000_000 });
const figures = fc.array(figure, { minLength: 1, maxLength: 30 });
const rules = fc.constantFrom<CombinationRule>('sum', 'mean', 'max', 'min');
const said = (whole: number): number => whole / UNITS;

/** By definition, in whole ten-thousandths; the mean half up, away from zero below it as decimals round. */
function naive(rule: CombinationRule, wholes: readonly number[]): number {
  if (rule === 'max') return wholes.reduce((a, b) => (b > a ? b : a));
  if (rule === 'min') return wholes.reduce((a, b) => (b < a ? b : a));
  const sum = wholes.reduce((a, b) => a + b, 0);
  if (rule === 'sum') return sum;
  const count = wholes.length;
  return Math.sign(sum) * Math.floor((2 * Math.abs(sum) + count) / (2 * count));
}

describe('the combination of targets below', () => {
  test('equals the naive one for every rule, without a trace of binary fractions', () => {
    fc.assert(
      fc.property(rules, figures, (rule, wholes) => {
        expect(combine(rule, wholes.map(said))).toBe(said(naive(rule, wholes)) || 0);
      }),
    );
  });

  test('does not depend on the order, nor on children that set nothing', () => {
    fc.assert(
      fc.property(rules, figures, fc.infiniteStream(fc.nat()), (rule, wholes, order) => {
        const shuffled = wholes
          .map((whole) => ({ whole, at: order.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ whole }) => said(whole));
        expect(combine(rule, [null, ...shuffled, null])).toBe(combine(rule, wholes.map(said)));
      }),
    );
  });

  test('conserves: a whole split at random is the whole again under its rule', () => {
    fc.assert(
      fc.property(figure, fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 12 }), (whole, proportions) => {
        const parts = largestRemainder(proportions, Math.abs(whole)).map((part) => said(Math.sign(whole) * part));
        const target = { base: null, target: said(whole), polarity: 'up' as const };
        expect(targetGap({ ...target, rule: 'sum' }, parts)).toBe(0);
        // as far above as below keeps the mean; somebody takes the extreme, nobody goes beyond
        const around = proportions.flatMap((step) => [said(whole + step), said(whole - step)]);
        expect(targetGap({ ...target, rule: 'mean' }, around)).toBe(0);
        const below = proportions.map((step) => said(whole - step));
        expect(targetGap({ ...target, rule: 'max' }, [...below, said(whole)])).toBe(0);
        const above = proportions.map((step) => said(whole + step));
        expect(targetGap({ ...target, rule: 'min' }, [...above, said(whole)])).toBe(0);
      }),
    );
  });
});

describe('a gap', () => {
  const polarity = fc.constantFrom('up' as const, 'down' as const);

  test('is 0 exactly where the combination equals the target, and its sign says which way', () => {
    fc.assert(
      fc.property(rules, polarity, figure, figures, (rule, direction, whole, wholes) => {
        const gap = targetGap({ base: null, target: said(whole), polarity: direction, rule }, wholes.map(said));
        const open = direction === 'up' ? whole - naive(rule, wholes) : naive(rule, wholes) - whole;
        expect(gap).toBe(said(open) || 0);
      }),
    );
  });

  test('moves against what one part gains, by as much, where parts are summed', () => {
    fc.assert(
      fc.property(figure, figures, figure, (whole, wholes, more) => {
        const target = { base: null, target: said(whole), polarity: 'up', rule: 'sum' } as const;
        const [first = 0, ...rest] = wholes;
        const before = targetGap(target, wholes.map(said)) ?? 0;
        const after = targetGap(target, [first + more, ...rest].map(said)) ?? 0;
        expect(new Decimal(before).minus(after).toNumber()).toBe(said(more) || 0);
      }),
    );
  });

  it('of 100 split 60 and 30 is 10, and an excess is below 0', () => {
    const own = { id: 'a', target: 100, rule: 'sum' } as const;
    const carried = (...targets: (number | null)[]) => targets.map((target) => ({ parentIndicatorId: 'a', target }));
    expect(splitOf(own, carried(60, 30))).toEqual({ gap: 10, combined: 90, carriers: 2 });
    expect(splitOf(own, carried(60, 40))).toEqual({ gap: 0, combined: 100, carriers: 2 });
    expect(splitOf(own, carried(60, 50))).toEqual({ gap: -10, combined: 110, carriers: 2 });
    expect(splitOf({ ...own, target: 30.3333, rule: 'mean' }, carried(30, 30, 31)).gap).toBe(0);
  });

  it('does not exist for none, bands, an unset target, or where nobody carries the indicator', () => {
    const below = [{ parentIndicatorId: 'a', target: 3 }];
    expect(splitOf({ id: 'a', target: 5, rule: 'none' }, below)).toEqual({ gap: null, combined: null, carriers: 1 });
    expect(splitOf({ id: 'a', target: 5, rule: 'sum', polarity: 'band' }, below).gap).toBeNull();
    expect(splitOf({ id: 'a', rule: 'sum' }, below)).toEqual({ gap: null, combined: 3, carriers: 1 });
    expect(splitOf({ id: 'b', target: 5, rule: 'sum' }, below)).toEqual({ gap: null, combined: null, carriers: 0 });
    expect(splitOf({ target: 5, rule: 'sum' }, [{ target: 3 }]).carriers).toBe(0);
    expect(splitOf({ id: 'a', target: 5, rule: 'sum' }, [{ parentIndicatorId: 'a' }]).gap).toBeNull();
  });

  it('must be carried where it is counted together, and only there', () => {
    for (const rule of ['sum', 'mean', 'max', 'min'] as const) expect(mustBeCarried({ rule })).toBe(true);
    expect(mustBeCarried({ rule: 'none' })).toBe(false);
    expect(mustBeCarried({})).toBe(false);
  });
});

describe('a shared figure', () => {
  const sharing = fc
    .array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 8 })
    .map((proportions) =>
      largestRemainder(
        proportions.map((part) => part + 1),
        UNITS,
      ),
    )
    .filter((parts) => parts.every((part) => part > 0));

  test('is whole again when its units are counted together, for random shares', () => {
    fc.assert(
      fc.property(figure, sharing, (whole, [lead = UNITS, ...rest]) => {
        const parts = unitParts(said(whole), {
          leadUnitId: 'lead',
          leadShare: lead / UNITS,
          coUnits: rest.map((share, at) => ({ unitId: `u${at}`, share: share / UNITS })),
        });
        expect(new Set(parts.map((part) => part.unitId)).size).toBe(rest.length + 1);
        expect(parts.reduce((sum, part) => sum.plus(part.value), new Decimal(0)).toNumber()).toBe(said(whole) || 0);
      }),
    );
  });

  it('goes to the lead unit alone where nobody shares it', () => {
    expect(unitParts(12.5, { leadUnitId: 'a', leadShare: 1, coUnits: [] })).toEqual([
      { unitId: 'a', share: 1, value: 12.5 },
    ]);
    const shared = { leadUnitId: 'a', leadShare: 0.6, coUnits: [{ unitId: 'b', share: 0.4 }] };
    expect(unitParts(0.3, shared)).toEqual([
      { unitId: 'a', share: 0.6, value: 0.18 },
      { unitId: 'b', share: 0.4, value: 0.12 },
    ]);
  });
});

describe('an indicator of a shared item', () => {
  it('shows each unit its part of target and actual, and nothing where one unit has it all', () => {
    const sharing = { leadUnitId: 'a', leadShare: 0.7, coUnits: [{ unitId: 'b', share: 0.3 }] };
    expect(figuresByUnit({ target: 10, actual: null }, sharing)).toEqual([
      { unitId: 'a', share: 0.7, target: 7, actual: null },
      { unitId: 'b', share: 0.3, target: 3, actual: null },
    ]);
    expect(figuresByUnit({ target: 10, actual: 5 }, { ...sharing, coUnits: [] })).toEqual([]);
  });
});

describe('an indicator as it is kept', () => {
  it('has every field, unset ones null, and four decimals, half up', () => {
    expect(wholeIndicator({ name: '论文' }, 'x')).toEqual({
      id: 'x',
      code: null,
      name: '论文',
      nameEn: null,
      unit: '',
      base: null,
      commit: null,
      target: null,
      challenge: null,
      bandLow: null,
      bandHigh: null,
      polarity: 'up',
      rule: 'none',
      parentIndicatorId: null,
    });
    const sent = { id: 'y', name: '率', unit: '%', base: 0.00005, target: 33.33335, challenge: 0, bandLow: 1.00004 };
    expect(wholeIndicator(sent, 'x')).toMatchObject({
      id: 'x',
      base: 0.0001,
      target: 33.3334,
      challenge: 0,
      bandLow: 1,
    });
  });
});
