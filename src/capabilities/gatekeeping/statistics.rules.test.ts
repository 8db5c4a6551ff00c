// The figures of gates: the median against a plain one, delays in working days, rates and what counts in them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCalendar } from '../institution/calendar.rules.ts';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import { delayOf, figuresOf, medianOf, rateOf, type StepTally } from './statistics.rules.ts';

const PLAIN = buildCalendar({});
const TALLY: StepTally = {
  key: 'one',
  count: 1,
  look: false,
  openedOn: '2026-03-02',
  decidedOn: '2026-03-03',
  verdict: 'passed',
  overturned: false,
  expired: false,
  passedOver: false,
  waiting: false,
  overdue: false,
};

describe('the median', () => {
  const oracle = (values: number[]): number | null => {
    const sorted = [...values].sort((a, b) => a - b);
    if (sorted.length === 0) return null;
    const half = sorted.length / 2;
    return Number.isInteger(half)
      ? ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
      : (sorted[Math.floor(half)] ?? 0);
  };

  it('of counted values is the median of all of them written out', () => {
    const counted = fc.array(fc.record({ value: fc.nat(30), count: fc.nat(6) }), { maxLength: 12 });
    fc.assert(
      fc.property(counted, (values) => {
        const all = values.flatMap(({ value, count }) => new Array<number>(count).fill(value));
        expect(medianOf(values)).toBe(oracle(all));
      }),
    );
  });

  it('does not depend on the order or on how equal values are counted', () => {
    expect(medianOf([])).toBeNull();
    expect(medianOf([{ value: 4, count: 1 }])).toBe(4);
    const split = [
      { value: 5, count: 1 },
      { value: 0, count: 2 },
      { value: 5, count: 1 },
    ];
    expect(medianOf(split)).toBe(2.5);
  });
});

describe('a delay', () => {
  it('counts working days, the day of the opening being day 0', () => {
    expect(delayOf(PLAIN, '2026-03-02', '2026-03-02')).toBe(0);
    expect(delayOf(PLAIN, '2026-03-02', '2026-03-03')).toBe(1);
    expect(delayOf(PLAIN, '2026-03-06', '2026-03-09')).toBe(1);
    expect(delayOf(PLAIN, '2026-03-06', '2026-03-08')).toBe(0);
  });

  it('leaves a Spring Festival out and counts the Saturdays that make up for it', () => {
    const calendar = institutionCalendar({ official: true, closedDays: [] });
    expect(delayOf(calendar, '2026-02-13', '2026-02-24')).toBe(2);
  });
});

describe('the figures of a gate', () => {
  it('are empty, not zero, where nothing was decided', () => {
    expect(figuresOf(PLAIN, [])).toMatchObject({ count: 0, medianDelay: null, returnRate: null, overturnRate: null });
  });

  it('count returns among all verdicts and overturned ones among what passed', () => {
    const figures = figuresOf(PLAIN, [
      { ...TALLY, count: 5 },
      { ...TALLY, count: 1, overturned: true },
      { ...TALLY, count: 3, verdict: 'returned', decidedOn: '2026-03-20' },
    ]);
    expect(figures).toMatchObject({ count: 9, returned: 3, returnRate: 33.33, overturned: 1, overturnRate: 16.67 });
    expect(figures.delays).toEqual([0, 6, 0, 0, 0, 0, 3]);
    expect(figures.medianDelay).toBe(1);
  });

  it('leave looks out of the delay and count those that never came', () => {
    const figures = figuresOf(PLAIN, [
      { ...TALLY, look: true, count: 4 },
      { ...TALLY, look: true, count: 2, verdict: null, decidedOn: null, passedOver: true },
    ]);
    expect(figures).toMatchObject({ count: 4, medianDelay: null, looked: 4, notLookedAt: 2 });
  });

  it('count what was lost apart from what was decided', () => {
    expect(figuresOf(PLAIN, [{ ...TALLY, verdict: null, decidedOn: null, expired: true, count: 2 }])).toMatchObject({
      count: 0,
      expired: 2,
      medianDelay: null,
    });
  });

  it('count what waits on the desk, and what has passed its limit there', () => {
    const open = { ...TALLY, verdict: null, decidedOn: null, waiting: true } as const;
    expect(figuresOf(PLAIN, [open, { ...open, overdue: true, count: 2 }])).toMatchObject({
      count: 0,
      waiting: 3,
      overdue: 2,
    });
  });

  it('of two groups together are the sums of their counts, and rates stay within 0 and 100', () => {
    const tally = fc.record({
      key: fc.constant('one'),
      count: fc.integer({ min: 1, max: 9 }),
      look: fc.boolean(),
      openedOn: fc.constantFrom('2026-03-02', '2026-03-05'),
      decidedOn: fc.constantFrom('2026-03-05', '2026-03-18'),
      verdict: fc.constantFrom('passed', 'returned', null),
      overturned: fc.constant(false),
      expired: fc.boolean(),
      passedOver: fc.boolean(),
      waiting: fc.boolean(),
      overdue: fc.boolean(),
    }) as fc.Arbitrary<StepTally>;
    fc.assert(
      fc.property(fc.array(tally), fc.array(tally), (one, other) => {
        const [a, b, both] = [figuresOf(PLAIN, one), figuresOf(PLAIN, other), figuresOf(PLAIN, [...one, ...other])];
        expect(both.count).toBe(a.count + b.count);
        expect(both.expired).toBe(a.expired + b.expired);
        expect(both.delays).toEqual(a.delays.map((count, at) => count + (b.delays[at] ?? 0)));
        expect(both.returnRate ?? 0).toBeLessThanOrEqual(100);
        expect(rateOf(both.returned, both.count)).toBe(both.returnRate);
      }),
    );
  });
});
