// What goes on into a later year: the order of days, weights that total 100, indicators that start where the last year ended.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, dayOfNumber, isWorkingDay, workingDaysBetween } from '../institution/calendar.rules.ts';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import {
  fitSpan,
  inPlanOf,
  nextBase,
  remainingNodes,
  sameDate,
  shiftDay,
  stillOpen,
  whyNotCarried,
} from './planning.rules.ts';

const calendar = institutionCalendar({ official: true, closedDays: ['2026-07-20', '2026-07-21'] });
const day = fc.integer({ min: 19_358, max: 21_914 }).map(dayOfNumber); // 2023 to 2029
const shift = fc.constantFrom('workingDay' as const, 'date' as const);

describe('days of another year', () => {
  it('keep their order, so that what lay inside an item lies inside it still', () => {
    fc.assert(
      fc.property(day, day, fc.integer({ min: -2, max: 3 }), shift, (a, b, years, how) => {
        const [first, last] = a <= b ? [a, b] : [b, a];
        expect(shiftDay(calendar, first, years, how) <= shiftDay(calendar, last, years, how)).toBe(true);
      }),
    );
  });

  it('stay in the year asked for', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -2, max: 3 }), shift, (one, years, how) => {
        expect(Number(shiftDay(calendar, one, years, how).slice(0, 4))).toBe(Number(one.slice(0, 4)) + years);
      }),
    );
  });

  it('keep a working day’s place among the working days of its year', () => {
    fc.assert(
      fc.property(day, (one) => {
        fc.pre(isWorkingDay(calendar, one) && !one.endsWith('-12-31'));
        const moved = shiftDay(calendar, one, 1, 'workingDay');
        const place = (of: Day) => workingDaysBetween(calendar, `${of.slice(0, 4)}-01-01`, addDays(of, 1));
        expect(place(moved) === place(one) || moved.endsWith('-12-31')).toBe(true);
      }),
    );
  });

  it('take the first and the last day of a year for what they are, and a 29 February for the 28th', () => {
    expect(shiftDay(calendar, '2026-01-01', 1, 'workingDay')).toBe('2027-01-01');
    expect(shiftDay(calendar, '2026-12-31', 1, 'workingDay')).toBe('2027-12-31');
    expect(sameDate('2028-02-29', 1)).toBe('2029-02-28');
    expect(sameDate('2026-03-31', 1)).toBe('2027-03-31');
    expect(shiftDay(calendar, '2026-05-06', 0, 'workingDay')).toBe('2026-05-06');
  });
});

describe('what remains of an item', () => {
  const node = (weight: number, state: string, date: Day = '2026-11-10') => ({
    title: '验收',
    titleEn: null,
    date,
    weight,
    state,
  });
  const span = { start: '2027-01-01', due: '2027-06-30' };

  it('is its open milestones, whose weights total 100 again and whose days lie inside', () => {
    const move = (one: Day) => sameDate(one, 1);
    const carried = remainingNodes(
      [node(40, 'verified'), node(40, 'planned', '2026-04-10'), node(20, 'claimed'), node(0, 'planned')],
      move,
      span,
    );
    expect(carried.map((one) => [one.date, one.weight])).toEqual([
      ['2027-04-10', 66.67],
      ['2027-06-30', 33.33],
    ]);
    expect(remainingNodes([node(100, 'verified')], move, span)).toEqual([]);
  });

  it('totals exactly 100 whatever was verified', () => {
    const nodes = fc.array(
      fc.record({ weight: fc.integer({ min: 1, max: 10_000 }).map((w) => w / 100), done: fc.boolean() }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(nodes, (given) => {
        const carried = remainingNodes(
          given.map((one) => node(one.weight, one.done ? 'verified' : 'planned')),
          (one) => one,
          span,
        );
        const total = carried.reduce((sum, one) => sum + Math.round(one.weight * 100), 0);
        expect(carried.length).toBe(given.filter((one) => !one.done).length);
        expect(total).toBe(carried.length === 0 ? 0 : 10_000);
      }),
    );
  });

  it('starts from what was reached; a target that was reached asks for nothing more, a band always does', () => {
    const papers = { base: 10, target: 30, polarity: 'up' as const };
    expect(stillOpen({ ...papers, actual: 24 })).toBe(true);
    expect(nextBase({ ...papers, actual: 24 })).toBe(24);
    expect(nextBase({ ...papers, actual: null })).toBe(10);
    expect(stillOpen({ ...papers, actual: 30 })).toBe(false);
    expect(stillOpen({ base: 9, target: 5, polarity: 'down', actual: 4 })).toBe(false);
    const band = { base: null, target: null, polarity: 'band' as const, bandLow: 1, bandHigh: 2, actual: 1.5 };
    expect(stillOpen(band)).toBe(true);
    expect(nextBase(band)).toBeNull();
  });
});

describe('what goes on', () => {
  const item = { state: 'in_progress', horizon: 'annual', start: '2026-03-01', hasSuccessor: false };

  it('is unfinished work of an earlier year, once', () => {
    expect(whyNotCarried(item, 2027)).toBeNull();
    expect(whyNotCarried({ ...item, state: 'suspended' }, 2027)).toBeNull();
    expect(whyNotCarried({ ...item, hasSuccessor: true }, 2027)).toBe('already_carried');
    expect(whyNotCarried({ ...item, state: 'draft' }, 2027)).toBe('is_draft');
    for (const state of ['closed', 'archived', 'cancelled'])
      expect(whyNotCarried({ ...item, state }, 2027)).toBe('is_finished');
    expect(whyNotCarried({ ...item, horizon: 'five_year' }, 2027)).toBe('horizon_stands');
    expect(whyNotCarried(item, 2026)).toBe('starts_later');
  });

  it('belongs to the plan of the year in which it starts; goals of several years belong to none', () => {
    expect(inPlanOf(item, 2026)).toBe(true);
    expect(inPlanOf(item, 2027)).toBe(false);
    expect(inPlanOf({ ...item, horizon: 'mid_term' }, 2026)).toBe(false);
  });

  it('is cut to what the item above leaves it, or does not fit at all', () => {
    const span = { start: '2027-01-01', due: '2027-12-31' };
    expect(fitSpan(span, null)).toEqual({ ...span, cut: false });
    expect(fitSpan(span, { start: '2026-01-01', due: '2027-06-30' })).toEqual({
      start: '2027-01-01',
      due: '2027-06-30',
      cut: true,
    });
    expect(fitSpan(span, { start: '2026-01-01', due: '2026-12-31' })).toBeNull();
  });
});
