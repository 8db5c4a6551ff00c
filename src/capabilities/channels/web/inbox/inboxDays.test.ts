// Notifications by day.
import { describe, expect, it } from 'vitest';
import { byDay, dayBefore } from './inboxDays.ts';

describe('the inbox by day', () => {
  it('puts a message on the day of the institution, not of the reader or of London', () => {
    const rows = [{ at: '2026-03-05T00:10:00Z' }, { at: '2026-03-04T16:30:00Z' }, { at: '2026-03-04T15:30:00Z' }];
    expect(byDay(rows, 'Asia/Shanghai')).toEqual([
      { day: '2026-03-05', rows: [rows[0], rows[1]] },
      { day: '2026-03-04', rows: [rows[2]] },
    ]);
    expect(byDay([], 'Asia/Shanghai')).toEqual([]);
  });

  it('knows the day before, over months and years', () => {
    expect(dayBefore('2026-03-01')).toBe('2026-02-28');
    expect(dayBefore('2027-01-01')).toBe('2026-12-31');
  });
});
