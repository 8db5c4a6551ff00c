// Months as weeks.
import { describe, expect, it } from 'vitest';
import { monthBeside, monthOf } from './monthDays.ts';

describe('a month', () => {
  it('begins on Monday and leaves the neighbours’ days empty', () => {
    const { weeks, from, to } = monthOf('2026-08');
    expect([from, to]).toEqual(['2026-08-01', '2026-08-31']);
    expect(weeks[0]).toEqual([null, null, null, null, null, '2026-08-01', '2026-08-02']);
    expect(weeks.at(-1)?.[0]).toBe('2026-08-31');
    expect(weeks.every((week) => week.length === 7)).toBe(true);
  });

  it('has 29 days in February of a leap year', () => {
    expect(monthOf('2028-02').to).toBe('2028-02-29');
  });

  it('has neighbours across the turn of the year', () => {
    expect([monthBeside('2026-12', 1), monthBeside('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
  });
});
