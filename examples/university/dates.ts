// Days of the demonstration's year: everything begins and falls due on a working day.
import chineseDays from 'chinese-days';

const { isWorkday } = chineseDays;

const DAY = 86_400_000;
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export const addDays = (day: string, days: number): string => dayOf(timeOf(day) + days * DAY);
export const daysBetween = (from: string, to: string): number => Math.round((timeOf(to) - timeOf(from)) / DAY);

/** The day itself if it is a working day, else the working day before it, but never before `floor`. */
export const workingDayAtOrBefore = (day: string, floor: string): string => {
  for (let candidate = day; candidate > floor; candidate = addDays(candidate, -1))
    if (isWorkday(candidate)) return candidate;
  return floor;
};

/** The day itself if it is a working day, else the next one, but never after `ceiling`. */
export const workingDayAtOrAfter = (day: string, ceiling: string): string => {
  for (let candidate = day; candidate < ceiling; candidate = addDays(candidate, 1))
    if (isWorkday(candidate)) return candidate;
  return ceiling;
};

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
export const monthWords = (day: string): { zh: string; en: string } => {
  const month = Number(day.slice(5, 7));
  return { zh: String(month), en: MONTHS[month - 1] ?? '' };
};
