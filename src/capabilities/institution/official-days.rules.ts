// China's official working days: public holidays and the make-up working days announced with them.

import table from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { buildCalendar, type Calendar, type Day } from './calendar.rules.ts';

/**
 * The calendar of an institution. `official` follows China's table for the years that it covers (weekdays in all others);
 * without it only weekdays and the institution's own closed days count.
 */
export function institutionCalendar(options: { official: boolean; closedDays: Iterable<Day> }): Calendar {
  if (!options.official) return buildCalendar({ closedDays: options.closedDays });
  return buildCalendar({
    holidays: Object.keys(table.holidays),
    makeUpDays: Object.keys(table.workdays),
    closedDays: options.closedDays,
  });
}
