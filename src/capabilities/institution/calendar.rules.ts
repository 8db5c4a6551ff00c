// Days and working days: the arithmetic behind every limit, due date and reporting deadline.

/** A calendar day in the institution's own zone, `YYYY-MM-DD`. */
export type Day = string;

/**
 * One year of a calendar. `base` = working days before 1 January, counted from Monday 1970-01-05;
 * `ordinals[k]` = working days of this year before its (k+1)-th day. The last entry, one past 31 December, is the year's total.
 */
export interface CalendarYear {
  readonly year: number;
  readonly base: number;
  readonly ordinals: readonly number[];
}

/** Consecutive years; outside them every weekday is a working day. */
export interface Calendar {
  readonly years: readonly CalendarYear[];
}

/** What makes a calendar: public holidays and make-up days of the country, and the institution's own closed days. */
export interface CalendarSource {
  readonly holidays?: Iterable<Day>;
  readonly makeUpDays?: Iterable<Day>;
  readonly closedDays?: Iterable<Day>;
}

const MILLISECONDS_A_DAY = 86_400_000;
/** 1970-01-05 was a Monday, so weeks are counted from it. */
const FIRST_MONDAY = 4;

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / MILLISECONDS_A_DAY;
}

export function dayOfNumber(number: number): Day {
  return new Date(number * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

export function addDays(day: Day, days: number): Day {
  return dayOfNumber(dayNumber(day) + days);
}

/** Calendar days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** Monday 0 .. Sunday 6. */
export function weekdayOf(day: Day): number {
  return modulo(dayNumber(day) - FIRST_MONDAY, 7);
}

export function earlierOf(a: Day, b: Day): Day {
  return a < b ? a : b;
}

export function laterOf(a: Day, b: Day): Day {
  return a > b ? a : b;
}

/** Builds the years from the first to the last day that differs from a plain weekday calendar. */
export function buildCalendar(source: CalendarSource): Calendar {
  const holidays = new Set(source.holidays ?? []);
  const makeUpDays = new Set(source.makeUpDays ?? []);
  const closedDays = new Set(source.closedDays ?? []);
  const numbers = [...holidays, ...makeUpDays, ...closedDays].map((day) => Number(day.slice(0, 4)));
  if (numbers.length === 0) return { years: [] };
  const first = numbers.reduce((a, b) => Math.min(a, b));
  const last = numbers.reduce((a, b) => Math.max(a, b));
  const works = (number: number): boolean => {
    const day = dayOfNumber(number);
    if (closedDays.has(day)) return false;
    if (makeUpDays.has(day)) return true;
    return modulo(number - FIRST_MONDAY, 7) < 5 && !holidays.has(day);
  };
  const years: CalendarYear[] = [];
  let base = weekdaysBefore(dayNumber(firstOfYear(first)));
  for (let year = first; year <= last; year += 1) {
    const start = dayNumber(firstOfYear(year));
    const length = dayNumber(firstOfYear(year + 1)) - start;
    const ordinals = [0];
    for (let k = 0; k < length; k += 1) ordinals.push((ordinals[k] ?? 0) + (works(start + k) ? 1 : 0));
    years.push({ year, base, ordinals });
    base += ordinals[length] ?? 0;
  }
  return { years };
}

/** Working days before `day`, counted from one fixed origin: differences of it are what everything else uses. */
export function workingDaysBefore(calendar: Calendar, day: Day): number {
  const number = dayNumber(day);
  const first = calendar.years[0];
  const last = calendar.years[calendar.years.length - 1];
  if (!first || !last) return weekdaysBefore(number);
  const year = Number(day.slice(0, 4));
  if (year < first.year) return weekdaysBefore(number);
  if (year > last.year) {
    const edge = dayNumber(firstOfYear(last.year + 1));
    return last.base + (last.ordinals[last.ordinals.length - 1] ?? 0) + weekdaysBefore(number) - weekdaysBefore(edge);
  }
  const found = calendar.years[year - first.year] ?? first;
  return found.base + (found.ordinals[number - dayNumber(firstOfYear(year))] ?? 0);
}

export function isWorkingDay(calendar: Calendar, day: Day): boolean {
  return workingDaysBetween(calendar, day, addDays(day, 1)) === 1;
}

/** Working days in [from, to): the first day counts, the last does not; 0 when `to` is not after `from`. */
export function workingDaysBetween(calendar: Calendar, from: Day, toExclusive: Day): number {
  return Math.max(0, workingDaysBefore(calendar, toExclusive) - workingDaysBefore(calendar, from));
}

/** The n-th working day after `day`, which itself is day 0; n = 0 gives `day` back. */
export function nthWorkingDayAfter(calendar: Calendar, day: Day, n: number): Day {
  if (n <= 0) return day;
  const wanted = workingDaysBefore(calendar, addDays(day, 1)) + n;
  let candidate = addDays(day, n);
  // A day holds at most one working day, so a jump by what is missing never goes too far.
  for (;;) {
    const missing = wanted - workingDaysBefore(calendar, addDays(candidate, 1));
    if (missing <= 0) return candidate;
    candidate = addDays(candidate, missing);
  }
}

/** The n-th working day before `day`; n = 0 gives `day` back. */
export function nthWorkingDayBefore(calendar: Calendar, day: Day, n: number): Day {
  if (n <= 0) return day;
  const wanted = workingDaysBefore(calendar, day) - n;
  let candidate = addDays(day, -n);
  for (;;) {
    const tooMany = workingDaysBefore(calendar, candidate) - wanted;
    if (tooMany <= 0) return candidate;
    candidate = addDays(candidate, -tooMany);
  }
}

/** The last day of a limit of n working days, day 0 being the day of the act. */
export function limitEnd(calendar: Calendar, actDay: Day, n: number): Day {
  return nthWorkingDayAfter(calendar, actDay, n);
}

/** The day at whose 00:00 follows what a limit ending on `lastDay` entails. */
export function nextWorkingDay(calendar: Calendar, day: Day): Day {
  return nthWorkingDayAfter(calendar, day, 1);
}

/** A due date is overdue only once that day has ended. */
export function isOverdue(due: Day, today: Day): boolean {
  return today > due;
}

/** True for a real day written as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const number = dayNumber(text);
  return Number.isFinite(number) && dayOfNumber(number) === text;
}

function firstOfYear(year: number): Day {
  return `${String(year).padStart(4, '0')}-01-01`;
}

function weekdaysBefore(number: number): number {
  const since = number - FIRST_MONDAY;
  return Math.floor(since / 7) * 5 + Math.min(modulo(since, 7), 5);
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
