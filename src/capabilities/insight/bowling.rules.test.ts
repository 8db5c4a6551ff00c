// The bowling chart: targets by month, actuals by what was read, marks, quarters.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../institution/calendar.rules.ts';
import { type BowlingIndicator, bowlingRow, cellOf, monthEnds, spanStart, targetBy } from './bowling.rules.ts';

const indicator = (over: Partial<BowlingIndicator> = {}): BowlingIndicator => ({
  id: 'a',
  parentIndicatorId: null,
  base: 0,
  target: 12,
  polarity: 'up',
  rule: 'sum',
  start: '2026-01-01',
  due: '2026-12-31',
  readings: [],
  ...over,
});
const alone = new Map<string | null, BowlingIndicator[]>();
const reading = (date: string, value: number, verified = true) => ({ date, value, verified });

describe('the target of a month', () => {
  it('lies on the straight line from the base to the target', () => {
    const days = ['2025-12-31', '2026-06-30', '2026-12-31', '2027-01-31'];
    expect(days.map((day) => targetBy(indicator(), day))).toEqual([null, 5.9507, 12, 12]);
    expect(targetBy(indicator({ polarity: 'down', base: 20, target: 10 }), '2026-07-02')).toBe(14.9863);
  });

  it('is unset without a base where one is needed, and for bands', () => {
    expect(targetBy(indicator({ base: null }), '2026-06-30')).toBe(5.9507);
    expect(targetBy(indicator({ base: null, polarity: 'down' }), '2026-06-30')).toBeNull();
    expect(targetBy(indicator({ polarity: 'band', bandLow: 1, bandHigh: 2 }), '2026-06-30')).toBeNull();
    expect(targetBy(indicator({ target: null }), '2026-06-30')).toBeNull();
  });

  it('goes from base to target without turning back', () => {
    const line = fc.record({ base: fc.integer({ min: -50, max: 50 }), target: fc.integer({ min: -50, max: 50 }) });
    fc.assert(
      fc.property(line, fc.integer({ min: 0, max: 400 }), ({ base, target }, at) => {
        const one = indicator({ base, target });
        const [now, next] = [0, 1].map((more) => targetBy(one, addDays('2026-01-01', at + more)) ?? 0);
        expect(Math.sign((next ?? 0) - (now ?? 0)) * Math.sign(target - base)).toBeGreaterThanOrEqual(0);
        expect(targetBy(one, '2026-12-31')).toBe(target);
      }),
    );
  });
});

describe('a month', () => {
  const on = (one: BowlingIndicator, month: string, today = '2026-12-31') =>
    cellOf(one, monthEnds(2026).find((day) => day.startsWith(month)) ?? '', 1, today, alone);

  it('is met or missed by the last verified reading in it; unverified ones count only where there is none', () => {
    const one = indicator({
      readings: [reading('2026-03-10', 4), reading('2026-03-20', 2), reading('2026-03-25', 9, false)],
    });
    expect(on(one, '2026-03')).toMatchObject({ actual: 2, verified: true, mark: 'missed', gain: 2 });
    const open = indicator({ readings: [reading('2026-03-25', 9, false)] });
    expect(on(open, '2026-03')).toMatchObject({ actual: 9, verified: false, mark: 'met' });
  });

  it('without a reading carries the last verified one and judges nothing', () => {
    const one = indicator({ readings: [reading('2026-03-10', 4), reading('2026-03-12', 7, false)] });
    expect(on(one, '2026-05')).toMatchObject({ actual: 4, fresh: false, mark: 'none', gain: null });
    expect(on(indicator(), '2026-05')).toMatchObject({ actual: null, mark: 'none' });
  });

  it('exactly on the target is met, for rising and falling ones', () => {
    expect(on(indicator({ readings: [reading('2026-12-31', 12)] }), '2026-12')).toMatchObject({
      mark: 'met',
      attainment: 1,
    });
    const down = indicator({ polarity: 'down', base: 20, target: 12, readings: [reading('2026-12-30', 12)] });
    expect(on(down, '2026-12')).toMatchObject({ mark: 'met', attainment: 1 });
    expect(on({ ...down, readings: [reading('2026-12-30', 12.01)] }, '2026-12').mark).toBe('missed');
  });

  it('of a band is met inside, edges too', () => {
    const band = (value: number) =>
      indicator({
        polarity: 'band',
        base: null,
        target: null,
        bandLow: 3,
        bandHigh: 5,
        readings: [reading('2026-03-10', value)],
      });
    expect([3, 5, 5.1].map((value) => on(band(value), '2026-03').mark)).toEqual(['met', 'met', 'missed']);
  });

  it('that has not begun shows its target alone, and after the due nothing is asked', () => {
    expect(on(indicator(), '2026-09', '2026-08-31')).toMatchObject({ actual: null, mark: 'none' });
    expect(on(indicator({ due: '2026-04-30' }), '2026-05').target).toBeNull();
    expect(on(indicator({ due: '2026-05-10' }), '2026-05').target).toBe(12);
  });

  it('is read below where the figure was handed down, verified only if all of it is', () => {
    const below = new Map([
      [
        'a',
        [
          indicator({ id: 'b', readings: [reading('2026-03-05', 3)] }),
          indicator({ id: 'c', readings: [reading('2026-03-09', 4, false)] }),
        ],
      ],
    ]);
    expect(cellOf(indicator(), '2026-03-31', 1, '2026-12-31', below)).toMatchObject({
      actual: 7,
      verified: false,
      fresh: true,
    });
  });
});

describe('a combination', () => {
  it('of which some have not been read shows how many, and is not judged', () => {
    const [read, silent] = [indicator({ id: 'b', readings: [reading('2026-03-05', 3)] }), indicator({ id: 'c' })];
    const cell = (children: BowlingIndicator[]) =>
      cellOf(indicator(), '2026-03-31', 1, '2026-12-31', new Map([['a', children]]));
    expect(cell([read, silent])).toMatchObject({ actual: 3, read: 1, of: 2, mark: 'none', gain: null });
    expect(cell([read])).toMatchObject({ actual: 3, read: 1, of: 1, mark: 'met', gain: 3 });
  });
});

describe('a year', () => {
  it('has twelve months and four quarters; a quarter’s gain is the sum of its months’ where each was read', () => {
    expect(monthEnds(2024)[1]).toBe('2024-02-29');
    expect(spanStart('2026-03-31', 3)).toBe('2026-01-01');
    const values = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(values, (given) => {
        const readings = monthEnds(2026).map((day, at) => reading(day, given[at] ?? 0));
        const { months, quarters } = bowlingRow(indicator({ readings }), 2026, '2026-12-31', alone);
        expect(months).toHaveLength(12);
        for (const [at, quarter] of quarters.entries()) {
          const sum = months.slice(at * 3, at * 3 + 3).reduce((total, cell) => total + (cell.gain ?? 0), 0);
          expect(quarter.gain).toBe(sum);
          expect(quarter.actual).toBe(months[at * 3 + 2]?.actual);
          expect(quarter.mark).toBe(months[at * 3 + 2]?.mark);
        }
      }),
    );
  });
});
