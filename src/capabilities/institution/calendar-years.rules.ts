// The calendar as stored rows: one a year, over a span that reaches beyond every plan.
import {
  addDays,
  type Calendar,
  type CalendarYear,
  type Day,
  daysBetween,
  workingDaysBefore,
} from './calendar.rules.ts';

export const YEARS_BACK = 3;
export const YEARS_AHEAD = 8;

const firstOf = (year: number): Day => `${String(year).padStart(4, '0')}-01-01`;

/** The row of one year; outside the known years it counts weekdays, as the calendar itself does. */
export function calendarYear(calendar: Calendar, year: number): CalendarYear {
  const first = firstOf(year);
  const base = workingDaysBefore(calendar, first);
  const length = daysBetween(first, firstOf(year + 1));
  const ordinals = Array.from(
    { length: length + 1 },
    (_, day) => workingDaysBefore(calendar, addDays(first, day)) - base,
  );
  return { year, base, ordinals };
}

/** Every year that rules about `today` can reach. */
export function calendarSpan(calendar: Calendar, today: Day): CalendarYear[] {
  const year = Number(today.slice(0, 4));
  const years: CalendarYear[] = [];
  for (let one = year - YEARS_BACK; one <= year + YEARS_AHEAD; one += 1) years.push(calendarYear(calendar, one));
  return years;
}
