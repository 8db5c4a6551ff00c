// The planned way and the forecast: examples at the edges, and what must hold for every history.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../institution/calendar.rules.ts';
import {
  type DailyPoint,
  FORECAST,
  type ForecastInput,
  forecast,
  missedBy,
  quantileOf,
  seedOf,
  weekEnds,
  weeklyGains,
} from './trajectory-forecast.rules.ts';
import { drawnDays, type LineItem, plannedByNodes, plannedLine } from './trajectory-line.rules.ts';

const leaf = (over: Partial<LineItem> = {}): LineItem => ({
  id: 'a',
  parentId: null,
  state: 'in_progress',
  weight: null,
  ownNodesWeight: null,
  start: '2026-03-01',
  approvedDue: '2026-03-10',
  nodes: [],
  ...over,
});
const node = (date: string, weight: number) => ({ id: date, date, weight, verified: false, pendingClaimOn: null });

describe('the planned way', () => {
  it('of a leaf without nodes grows evenly from the first day to the due', () => {
    const line = plannedLine([leaf()]);
    expect(
      ['2026-02-28', '2026-03-01', '2026-03-05', '2026-03-10', '2026-04-01'].map((day) => line('a', day, 'line')),
    ).toEqual([0, 10, 50, 100, 100]);
  });

  it('bends at the nodes, and steps with them', () => {
    const nodes = [node('2026-03-05', 40), node('2026-03-10', 60)];
    const days = ['2026-03-01', '2026-03-04', '2026-03-05', '2026-03-07', '2026-03-10'];
    expect(days.map((day) => plannedByNodes('2026-03-01', nodes, day, 'line'))).toEqual([8, 32, 40, 64, 100]);
    expect(days.map((day) => plannedByNodes('2026-03-01', nodes, day, 'step'))).toEqual([0, 0, 40, 40, 100]);
  });

  it('of a parent is the weighted mean of what is active below it, and of its own nodes by W', () => {
    const parent = leaf({ id: 'p', ownNodesWeight: 20, nodes: [node('2026-03-10', 100)] });
    const child = leaf({ id: 'c', parentId: 'p', weight: 100 });
    const gone = leaf({ id: 'd', parentId: 'p', weight: 100, state: 'cancelled' });
    expect(plannedLine([parent, child, gone])('p', '2026-03-05', 'step')).toBe(40);
    expect(plannedLine([parent, child, gone])('p', '2026-03-05', 'line')).toBe(50);
  });

  it('never falls, and both paces agree on a node’s day', () => {
    const nodes = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 30 })), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(nodes, fc.integer({ min: 0, max: 80 }), (given, at) => {
        const dated = given.map(([day, weight]) => node(addDays('2026-03-01', day), weight));
        const on = (day: string, pace: 'line' | 'step') => plannedByNodes('2026-03-01', dated, day, pace);
        const day = addDays('2026-03-01', at);
        expect(on(addDays(day, 1), 'line')).toBeGreaterThanOrEqual(on(day, 'line'));
        expect(on(day, 'line')).toBeGreaterThanOrEqual(on(day, 'step'));
        for (const { date } of dated) expect(on(date, 'line')).toBe(on(date, 'step'));
      }),
    );
  });

  it('is drawn at its ends and bends, and not more often than a week', () => {
    expect(drawnDays('2026-03-01', '2026-03-20', ['2026-03-05', '2026-04-09'], 60)).toEqual([
      '2026-03-01',
      '2026-03-05',
      '2026-03-08',
      '2026-03-15',
      '2026-03-20',
    ]);
    expect(drawnDays('2026-01-01', '2030-12-31', [], 60).length).toBeLessThanOrEqual(63);
  });
});

const point = (day: string, verified: number | null, light = 'green'): DailyPoint => ({ day, verified, light });

describe('weekly gains', () => {
  it('are counted from Sunday to Sunday, a fall is none, weeks asleep are left out', () => {
    const points = [
      point('2026-03-04', 0),
      point('2026-03-10', 5),
      point('2026-03-18', 3),
      point('2026-03-24', 3, 'grey'),
      point('2026-03-31', 9),
    ];
    expect(weeklyGains(points, '2026-04-06')).toEqual([5, 0, 6]);
    expect(weekEnds(points, '2026-04-06')).toEqual(['2026-03-15', '2026-03-22', '2026-04-05']);
  });

  it('of a week that has not ended are not counted yet', () => {
    const points = [point('2026-03-01', 0), point('2026-03-05', 5)];
    expect(weeklyGains(points, '2026-03-08')).toEqual([]);
    expect(weeklyGains(points, '2026-03-09')).toEqual([5]);
  });
});

const asked = (over: Partial<ForecastInput> = {}): ForecastInput => ({
  itemId: 'item',
  today: '2026-06-01',
  due: '2026-12-31',
  state: 'in_progress',
  verified: 30,
  gains: [2, 0, 5, 1, 0, 4, 3],
  ...over,
});

const inputs = fc.record({
  itemId: fc.uuid(),
  today: fc.constant('2026-06-01'),
  due: fc.integer({ min: -100, max: 400 }).map((days) => addDays('2026-06-01', days)),
  state: fc.constant('in_progress'),
  verified: fc.integer({ min: 0, max: 9_999 }).map((value) => value / 100),
  gains: fc.array(
    fc.integer({ min: 0, max: 800 }).map((gain) => gain / 100),
    { minLength: 6, maxLength: 30 },
  ),
});

describe('a forecast', () => {
  it('is told only where the history bears it', () => {
    expect(forecast(asked({ gains: [1, 2, 3, 1, 1] }))).toEqual({ state: 'short_history', weeks: 5, needed: 6 });
    expect(forecast(asked({ gains: [0, 0, 0, 0, 0, 0] }))).toEqual({ state: 'no_gain', weeks: 6 });
    expect(forecast(asked({ state: 'closed' })).state).toBe('finished');
    expect(forecast(asked({ verified: 100 })).state).toBe('finished');
    expect(forecast(asked({ state: 'suspended' })).state).toBe('suspended');
  });

  it('of steady work is a day and no range: seven more weeks of ten', () => {
    const told = forecast(asked({ gains: Array(8).fill(10), due: '2026-07-20' }));
    expect(told).toMatchObject({
      finish: { early: '2026-07-20', middle: '2026-07-20', late: '2026-07-20' },
      inTime: 100,
    });
    expect(missedBy(told, '2026-07-20', '2026-06-01')).toBe(0);
    expect(missedBy(told, '2026-07-10', '2026-06-01')).toBe(10);
  });

  it('of work that never moves counts as late as can be, and of what nobody knows as nothing', () => {
    expect(missedBy({ state: 'no_gain', weeks: 9 }, '2026-06-01', '2026-06-01')).toBe(FORECAST.horizonWeeks * 7);
    expect(missedBy({ state: 'short_history', weeks: 1, needed: 6 }, '2026-06-01', '2026-06-01')).toBeNull();
  });

  it('is the same for the same item on the same day, and holds the present in its fan', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const told = forecast(input);
        expect(forecast(input)).toEqual(told);
        if (told.state !== 'forecast') return;
        expect(told.fan[0]).toMatchObject({ day: input.today, low: input.verified, high: input.verified });
        for (const [at, now] of told.fan.entries()) {
          const next = told.fan[at + 1] ?? now;
          expect(now.low).toBeLessThanOrEqual(now.middle);
          expect(now.middle).toBeLessThanOrEqual(now.high);
          for (const part of ['low', 'middle', 'high'] as const) {
            expect(next[part]).toBeGreaterThanOrEqual(now[part]);
            expect(now[part]).toBeGreaterThanOrEqual(input.verified);
            expect(now[part]).toBeLessThanOrEqual(100);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('names days in the order of their probability, all after today', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const told = forecast(input);
        if (told.state !== 'forecast') return;
        const days = [told.finish.early, told.finish.middle, told.finish.late].map((day) => day ?? '9999-12-31');
        expect(days).toEqual(days.toSorted());
        expect(days.every((day) => day > input.today)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('never grows later by a better history: every week a point more', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const told = forecast(input);
        const better = forecast({ ...input, gains: input.gains.map((gain) => gain + 1) });
        if (told.state !== 'forecast' || better.state !== 'forecast') return;
        expect(better.finish.middle ?? '9999').toSatisfy((day: string) => day <= (told.finish.middle ?? '9999'));
        expect(better.inTime).toBeGreaterThanOrEqual(told.inTime);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the parts of a forecast', () => {
  it('a quantile is one of the values and never falls with its part', () => {
    const values = fc.array(fc.integer(), { minLength: 1, maxLength: 50 }).map((given) => given.sort((a, b) => a - b));
    fc.assert(
      fc.property(
        values,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (ordered, a, b) => {
          expect(ordered).toContain(quantileOf(ordered, a));
          expect(quantileOf(ordered, Math.min(a, b))).toBeLessThanOrEqual(quantileOf(ordered, Math.max(a, b)));
        },
      ),
    );
    expect([0.1, 0.5, 0.9].map((part) => quantileOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], part))).toEqual([1, 5, 9]);
  });

  it('a seed is a whole number that changes with the text', () => {
    expect(seedOf('')).toBe(0x811c9dc5);
    expect(seedOf('a')).toBe(0xe40c292c);
  });
});
