// Between instants and the calendar days of an institution's time zone.

import { addDays, type Day, dayNumber } from './calendar.rules.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}

function wallClock(instant: Date, timeZone: string): { day: Day; secondOfDay: number } {
  const part: Record<string, string> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) part[type] = value;
  const day = `${(part.year ?? '').padStart(4, '0')}-${part.month}-${part.day}`;
  return { day, secondOfDay: Number(part.hour) * 3600 + Number(part.minute) * 60 + Number(part.second) };
}

/** The day that an instant falls on in a zone. */
export function localDay(instant: Date, timeZone: string): Day {
  return wallClock(instant, timeZone).day;
}

/** Seconds since the day's beginning on the wall clock of a zone. */
export function localSecondOfDay(instant: Date, timeZone: string): number {
  return wallClock(instant, timeZone).secondOfDay;
}

/** The first instant of a day in a zone; where a clock change skips midnight, the first that exists. */
export function startOfDay(day: Day, timeZone: string): Date {
  const asUtc = dayNumber(day) * 86_400_000;
  const offsetAt = (time: number): number => {
    const { day: local, secondOfDay } = wallClock(new Date(time), timeZone);
    return dayNumber(local) * 86_400_000 + secondOfDay * 1000 - Math.floor(time / 1000) * 1000;
  };
  const candidates = [asUtc - offsetAt(asUtc - 86_400_000), asUtc - offsetAt(asUtc + 86_400_000)];
  const exact = candidates.filter((time) => time + offsetAt(time) === asUtc).sort((a, b) => a - b)[0];
  // A skipped midnight: the offset in force before the change lands on the moment of the change itself.
  return new Date(exact ?? candidates[0] ?? asUtc);
}

/** The last millisecond of a day in a zone. */
export function endOfDay(day: Day, timeZone: string): Date {
  return new Date(startOfDay(addDays(day, 1), timeZone).getTime() - 1);
}

/** True for a name that the runtime knows as a time zone. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
