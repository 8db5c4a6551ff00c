// Days and hours of a story: working days by the institution's calendar, acts at office hours, nothing after the story's end.
import {
  addDays,
  type Calendar,
  type Day,
  isWorkingDay,
  nthWorkingDayAfter,
} from '../../capabilities/institution/calendar.rules.ts';
import { localDay, startOfDay } from '../../capabilities/institution/zone.rules.ts';
import { chance } from './keyed-chance.ts';

const MINUTE = 60_000;
const OPENS = 8 * 60 + 40;
const OFFICE_MINUTES = 8 * 60 + 40;

export type StoryTime = {
  end: Date;
  endDay: Day;
  /** The day of an instant in the institution's zone. */
  dayOf(at: Date): Day;
  /** An instant in office hours of the day, never before `after`. */
  at(day: Day, key: string, after?: Date): Date;
  startOf(day: Day): Date;
  /** The n-th working day after a day; n = 0: the day itself, or the next working day where it is none. */
  workingDay(day: Day, n: number): Day;
  isPast(at: Date): boolean;
};

export function storyTime(calendar: Calendar, timeZone: string, end: Date): StoryTime {
  // asked for a million times about a few hundred days
  const starts = new Map<Day, Date>();
  const startOf = (day: Day): Date => {
    const known = starts.get(day);
    if (known) return known;
    const start = startOfDay(day, timeZone);
    starts.set(day, start);
    return start;
  };
  const dayOf = (at: Date): Day => {
    const guess = at.toISOString().slice(0, 10);
    if (at < startOf(guess)) return addDays(guess, -1);
    return at >= startOf(addDays(guess, 1)) ? addDays(guess, 1) : guess;
  };
  return {
    end,
    endDay: localDay(end, timeZone),
    dayOf,
    startOf,
    at(day, key, after) {
      const minutes = OPENS + Math.floor(chance(`hour of ${key}`) * OFFICE_MINUTES);
      const wanted = startOf(day).getTime() + minutes * MINUTE + Math.floor(chance(`second of ${key}`) * MINUTE);
      // whatever follows on the same day comes some minutes later
      const least = after ? after.getTime() + Math.ceil(3 * MINUTE + chance(`pause of ${key}`) * 25 * MINUTE) : 0;
      return new Date(Math.max(wanted, least));
    },
    workingDay(day, n) {
      if (n > 0) return nthWorkingDayAfter(calendar, day, n);
      return isWorkingDay(calendar, day) ? day : nthWorkingDayAfter(calendar, addDays(day, -1), 1);
    },
    isPast: (at) => at <= end,
  };
}
