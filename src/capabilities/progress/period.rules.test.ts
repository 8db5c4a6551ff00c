// Reporting periods and deadlines by level, around weekends and holidays.

import { describe, expect, test } from 'vitest';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import {
  deadlineFor,
  freezeOn,
  lastEndedQuarter,
  latestPeriodWithDeadlinePassed,
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
