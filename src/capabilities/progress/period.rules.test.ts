// Reporting periods and deadlines by level, around weekends and holidays.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOfNumber, isWorkingDay, workingDaysBetween } from '../institution/calendar.rules.ts';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import {
  deadlineFor,
  freezeOn,
  lastEndedQuarter,
  latestPeriodWithDeadlinePassed,
  type PeriodKind,
  periodAfter,
  periodBefore,
  periodContaining,
  periodsBetween,
} from './period.rules.ts';

const calendar = institutionCalendar({ official: true, closedDays: [] });

describe('periods', () => {
  test('a week runs from Monday to Sunday, a month and a quarter by the calendar', () => {
    expect(periodContaining('week', '2026-03-01')).toEqual({ kind: 'week', from: '2026-02-23', to: '2026-03-01' });
    expect(periodContaining('month', '2024-02-10')).toEqual({ kind: 'month', from: '2024-02-01', to: '2024-02-29' });
    expect(periodContaining('quarter', '2026-12-31')).toEqual({
      kind: 'quarter',
      from: '2026-10-01',
      to: '2026-12-31',
    });
  });

  test('periods follow each other across years', () => {
    expect(periodBefore(periodContaining('quarter', '2026-01-15')).from).toBe('2025-10-01');
    expect(periodAfter(periodContaining('month', '2025-12-15')).to).toBe('2026-01-31');
    expect(periodsBetween('month', '2025-12-31', '2026-02-01').map((period) => period.from)).toEqual([
      '2025-12-01',
      '2026-01-01',
      '2026-02-01',
    ]);
  });

  test('a quarter counts as ended only on the day after it', () => {
    expect(lastEndedQuarter('2026-03-31').to).toBe('2025-12-31');
    expect(lastEndedQuarter('2026-04-01').to).toBe('2026-03-31');
  });
});

describe('deadlines', () => {
  const march = periodContaining('month', '2026-03-15');
  const week = periodContaining('week', '2026-03-10');

  test('a month of six levels freezes five working days after its end, the lowest level due first', () => {
    // 4 to 6 April 2026 are off for the Qingming festival.
    expect(freezeOn(march, 6, calendar)).toBe('2026-04-08');
    expect([1, 2, 3, 4, 5, 6].map((rank) => deadlineFor(march, { rank, levels: 6 }, calendar))).toEqual([
      '2026-04-08',
      '2026-04-08',
      '2026-04-07',
      '2026-04-03',
      '2026-04-02',
      '2026-04-01',
    ]);
  });

  test('a month of eight levels freezes seven working days after its end, and level 8 is still due on the first', () => {
    expect(freezeOn(march, 8, calendar)).toBe('2026-04-10');
    expect(deadlineFor(march, { rank: 8, levels: 8 }, calendar)).toBe('2026-04-01');
  });

  test('a month of three levels gives its lowest level four working days', () => {
    expect(deadlineFor(march, { rank: 3, levels: 3 }, calendar)).toBe('2026-04-07');
  });

  test('a week is due on the first, second and third working day by level', () => {
    expect(freezeOn(week, 6, calendar)).toBe('2026-03-18');
    expect([1, 2, 3, 5, 6].map((rank) => deadlineFor(week, { rank, levels: 6 }, calendar))).toEqual([
      '2026-03-18',
      '2026-03-18',
      '2026-03-17',
      '2026-03-17',
      '2026-03-16',
    ]);
  });

  test('a deadline has passed on the day after it and not on it', () => {
    const level = { rank: 6, levels: 6 };
    expect(latestPeriodWithDeadlinePassed('month', level, '2026-04-01', calendar).to).toBe('2026-02-28');
    expect(latestPeriodWithDeadlinePassed('month', level, '2026-04-02', calendar).to).toBe('2026-03-31');
  });

  test('weeks that end inside a long holiday pass together after it', () => {
    const level = { rank: 6, levels: 6 };
    expect(latestPeriodWithDeadlinePassed('week', level, '2026-02-24', calendar).to).toBe('2026-02-08');
    expect(latestPeriodWithDeadlinePassed('week', level, '2026-02-25', calendar).to).toBe('2026-02-22');
  });
});

describe('deadlines by level', () => {
  const kinds: PeriodKind[] = ['week', 'month', 'quarter'];
  const deadlines = (kind: PeriodKind, day: string, levels: number) => {
    const period = periodContaining(kind, day);
    return Array.from({ length: levels }, (_, at) => deadlineFor(period, { rank: at + 1, levels }, calendar));
  };

  test('come lowest first and end with the freeze, on working days after the period, however many levels there are', () => {
    const someDay = fc.integer({ min: 20_089, max: 20_800 }).map(dayOfNumber);
    fc.assert(
      fc.property(fc.constantFrom(...kinds), someDay, fc.integer({ min: 3, max: 8 }), (kind, day, levels) => {
        const period = periodContaining(kind, day);
        const freeze = freezeOn(period, levels, calendar);
        const due = deadlines(kind, day, levels);
        // level 1 and 2 have until the freeze; each level below ends earlier than, or with, the one above it
        expect(due.slice(0, 2)).toEqual([freeze, freeze]);
        expect([...due].sort().reverse()).toEqual(due);
        for (const one of due) {
          expect(one > period.to).toBe(true);
          expect(isWorkingDay(calendar, one)).toBe(true);
        }
        const nth = (one: string) =>
          workingDaysBetween(calendar, period.to, one) + (isWorkingDay(calendar, period.to) ? 0 : 1);
        if (kind === 'week') {
          expect(nth(freeze)).toBe(3);
          expect(nth(due[levels - 1] ?? '')).toBe(levels === 2 ? 3 : 1);
          for (const middle of due.slice(2, -1)) expect(nth(middle)).toBe(2);
        } else {
          expect(nth(freeze)).toBe(Math.max(5, levels - 1));
          // one working day a level, so that each can summarise the one below
          for (const [at, one] of due.entries()) expect(nth(one)).toBe(nth(freeze) - Math.max(0, at - 1));
        }
      }),
    );
  });

  test('of December 2025 begin on the Sunday that makes up for the New Year', () => {
    expect(isWorkingDay(calendar, '2026-01-04')).toBe(true);
    expect(deadlines('month', '2025-12-15', 6)).toEqual([
      '2026-01-08',
      '2026-01-08',
      '2026-01-07',
      '2026-01-06',
      '2026-01-05',
      '2026-01-04',
    ]);
  });

  test('of the weeks around the Spring Festival of 2026 wait until it is over', () => {
    // 15 to 23 February are off; the Saturdays 14 and 28 February are worked
    expect(deadlines('week', '2026-02-06', 6)).toEqual([
      '2026-02-11',
      '2026-02-11',
      '2026-02-10',
      '2026-02-10',
      '2026-02-10',
      '2026-02-09',
    ]);
    const after = ['2026-02-26', '2026-02-26', '2026-02-25', '2026-02-25', '2026-02-25', '2026-02-24'];
    expect(deadlines('week', '2026-02-12', 6)).toEqual(after);
    expect(deadlines('week', '2026-02-18', 6)).toEqual(after);
    expect(deadlines('month', '2026-02-10', 3)).toEqual(['2026-03-06', '2026-03-06', '2026-03-05']);
  });

  test('of the third quarter of 2026 pass over National Day and count the Saturday that makes up for it', () => {
    expect(isWorkingDay(calendar, '2026-10-10')).toBe(true);
    expect(deadlines('quarter', '2026-08-01', 6)).toEqual([
      '2026-10-13',
      '2026-10-13',
      '2026-10-12',
      '2026-10-10',
      '2026-10-09',
      '2026-10-08',
    ]);
  });
});
