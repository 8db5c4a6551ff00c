// Working days, limits and zones, by example around China's holidays and by property.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  buildCalendar,
  type Calendar,
  isDay,
  isOverdue,
  isWorkingDay,
  limitEnd,
  nextWorkingDay,
  nthWorkingDayAfter,
  nthWorkingDayBefore,
  weekdayOf,
  workingDaysBetween,
} from './calendar.rules.ts';
import { institutionCalendar } from './official-days.rules.ts';
import { endOfDay, isTimeZone, localDay, localSecondOfDay, startOfDay } from './zone.rules.ts';

const china = institutionCalendar({ official: true, closedDays: [] });
const plain = institutionCalendar({ official: false, closedDays: [] });
const days = fc.integer({ min: -5000, max: 60_000 }).map((number) => addDays('1970-01-01', number));

describe('working days', () => {
  test.each([
    ['2026-02-14', true, 'a Saturday made up before the Spring Festival'],
    ['2026-02-15', false, 'the first day of the Spring Festival'],
    ['2026-02-23', false, 'its last day, a Monday'],
    ['2026-02-24', true, 'the Tuesday after it'],
    ['2026-02-28', true, 'a Saturday made up after it'],
    ['2026-03-01', false, 'a plain Sunday'],
    ['2026-10-01', false, 'the National Day'],
    ['2026-10-10', true, 'a Saturday made up after it'],
    ['2031-10-01', true, 'a Wednesday of a year that no official table covers yet'],
    ['1999-10-01', true, 'a Friday before the first official table'],
  ])('%s is %s: %s', (day, works) => {
    expect(isWorkingDay(china, day)).toBe(works);
  });

  test('an institution outside China knows weekdays only', () => {
    expect(isWorkingDay(plain, '2026-02-17')).toBe(true);
    expect(isWorkingDay(plain, '2026-02-14')).toBe(false);
  });

  test('a closed day of the institution is no working day, not even a make-up day', () => {
    const own = institutionCalendar({ official: true, closedDays: ['2026-02-14', '2026-03-04', '2030-05-06'] });
    expect(['2026-02-14', '2026-03-04', '2030-05-06', '2026-03-05'].map((day) => isWorkingDay(own, day))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  test('the first day counts and the last does not', () => {
    expect(workingDaysBetween(china, '2026-03-02', '2026-03-07')).toBe(5);
    expect(workingDaysBetween(china, '2026-03-02', '2026-03-02')).toBe(0);
    expect(workingDaysBetween(china, '2026-03-07', '2026-03-02')).toBe(0);
  });

  test('years join without a seam, leap years included', () => {
    expect(workingDaysBetween(plain, '2024-02-28', '2024-03-01')).toBe(2);
    expect(workingDaysBetween(china, '2025-12-29', '2026-01-05')).toBe(4);
    expect(workingDaysBetween(china, '2026-12-28', '2027-01-04')).toBe(5);
    expect(workingDaysBetween(china, '2003-12-29', '2004-01-05')).toBe(4);
  });

  test('counting by tables equals counting day by day', () => {
    const own = buildCalendar({
      holidays: ['2027-01-01'],
      closedDays: ['2024-12-31', '2025-07-09'],
      makeUpDays: ['2026-01-04'],
    });
    const each = (calendar: Calendar, from: string, length: number): number =>
      Array.from({ length }, (_, k) => addDays(from, k)).filter((day) => isWorkingDay(calendar, day)).length;
    fc.assert(
      fc.property(
        fc.constantFrom(china, plain, own),
        days,
        fc.integer({ min: 0, max: 800 }),
        (calendar, from, length) => {
          expect(workingDaysBetween(calendar, from, addDays(from, length))).toBe(each(calendar, from, length));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('limits', () => {
  test('a limit of 3 from a Friday ends on Wednesday, day 0 being the day of the act', () => {
    expect(limitEnd(china, '2026-03-06', 3)).toBe('2026-03-11');
  });

  test('a limit from a Saturday counts from Monday', () => {
    expect(limitEnd(china, '2026-03-07', 1)).toBe('2026-03-09');
  });

  test('a limit across the Spring Festival skips it and counts the make-up days', () => {
    expect(limitEnd(china, '2026-02-13', 3)).toBe('2026-02-25');
    expect(limitEnd(china, '2026-02-26', 2)).toBe('2026-02-28');
  });

  test('what follows a limit happens on the next working day', () => {
    expect(nextWorkingDay(china, '2026-02-14')).toBe('2026-02-24');
  });

  test('a due date is overdue only once its day has ended', () => {
    expect(isOverdue('2026-03-06', '2026-03-06')).toBe(false);
    expect(isOverdue('2026-03-06', '2026-03-07')).toBe(true);
  });

  test('the n-th working day after a day is a working day with exactly n of them in between', () => {
    fc.assert(
      fc.property(fc.constantFrom(china, plain), days, fc.integer({ min: 1, max: 300 }), (calendar, day, n) => {
        const end = nthWorkingDayAfter(calendar, day, n);
        expect(isWorkingDay(calendar, end)).toBe(true);
        expect(workingDaysBetween(calendar, addDays(day, 1), addDays(end, 1))).toBe(n);
        const begin = nthWorkingDayBefore(calendar, day, n);
        expect(isWorkingDay(calendar, begin)).toBe(true);
        expect(workingDaysBetween(calendar, begin, day)).toBe(n);
      }),
    );
  });

  test('a limit of 0 ends on its own day', () => {
    expect([nthWorkingDayAfter(china, '2026-03-07', 0), nthWorkingDayBefore(china, '2026-03-07', 0)]).toEqual([
      '2026-03-07',
      '2026-03-07',
    ]);
  });
});

describe('days and zones', () => {
  test('weeks begin on Monday', () => {
    expect(['2026-03-02', '2026-03-08', '1969-12-29'].map(weekdayOf)).toEqual([0, 6, 0]);
  });

  test('only real days are days', () => {
    expect(['2026-02-28', '2026-02-29', '2024-02-29', '2026-13-01', '26-1-1', '2026-04-31'].map(isDay)).toEqual([
      true,
      false,
      true,
      false,
      false,
      false,
    ]);
  });

  test('a day begins at 16:00 UTC in Shanghai', () => {
    expect(startOfDay('2026-03-06', 'Asia/Shanghai').toISOString()).toBe('2026-03-05T16:00:00.000Z');
    expect(endOfDay('2026-03-06', 'Asia/Shanghai').toISOString()).toBe('2026-03-06T15:59:59.999Z');
    expect(localDay(new Date('2026-03-05T16:00:00Z'), 'Asia/Shanghai')).toBe('2026-03-06');
    expect(localSecondOfDay(new Date('2026-03-06T01:00:00Z'), 'Asia/Shanghai')).toBe(9 * 3600);
  });

  test('a midnight that a clock change skips gives way to the first moment of the day', () => {
    expect(startOfDay('2026-03-29', 'Asia/Beirut').toISOString()).toBe('2026-03-28T22:00:00.000Z');
  });

  test('every day begins on itself and the millisecond before belongs to the day before', () => {
    const zones = fc.constantFrom(
      'Asia/Shanghai',
      'America/New_York',
      'Europe/Berlin',
      'Asia/Beirut',
      'Pacific/Auckland',
      'UTC',
    );
    fc.assert(
      fc.property(zones, fc.integer({ min: 12_000, max: 25_000 }), (zone, number) => {
        const day = addDays('1970-01-01', number);
        const start = startOfDay(day, zone);
        expect(localDay(start, zone)).toBe(day);
        expect(localDay(new Date(start.getTime() - 1), zone)).toBe(addDays(day, -1));
      }),
    );
  });

  test('a zone is known by its name', () => {
    expect([isTimeZone('Asia/Shanghai'), isTimeZone('Asia/Nowhere')]).toEqual([true, false]);
  });
});
