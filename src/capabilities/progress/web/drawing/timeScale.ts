// The time axis of a drawing: which day stands where, what is written above it, which days are off. Pure.
import { addDays, type Day, dayNumber, dayOfNumber, weekdayOf } from '../../../institution/calendar.rules.ts';

export type Zoom = 'year' | 'half' | 'quarter' | 'month';
export const zooms: readonly Zoom[] = ['year', 'half', 'quarter', 'month'];
/** How many days fill the width that is on show. */
const DAYS_ON_SHOW: Record<Zoom, number> = { year: 366, half: 184, quarter: 92, month: 34 };

export interface TimeScale {
  zoom: Zoom;
  from: Day;
  to: Day;
  pixelsADay: number;
  width: number;
  /** The left edge of a day. */
  x: (day: Day) => number;
  /** The right edge of a day: where work that ends on it ends. */
  xEnd: (day: Day) => number;
  /** The day that a place belongs to, never outside of the axis. */
  dayAt: (x: number) => Day;
}

export const monthOf = (day: Day): Day => `${day.slice(0, 7)}-01`;
const nextMonth = (day: Day): Day => monthOf(addDays(monthOf(day), 32));

function scaleAcross(zoom: Zoom, days: readonly Day[], pixelsFor: (span: number) => number): TimeScale {
  const first = days.reduce((a, b) => (b < a ? b : a), days[0] ?? '2026-01-01');
  const last = days.reduce((a, b) => (b > a ? b : a), first);
  const from = monthOf(first);
  const to = addDays(nextMonth(last), -1);
  const span = dayNumber(to) - dayNumber(from) + 1;
  const pixelsADay = pixelsFor(span);
  const origin = dayNumber(from);
  const x = (day: Day) => (dayNumber(day) - origin) * pixelsADay;
  return {
    zoom,
    from,
    to,
    pixelsADay,
    width: span * pixelsADay,
    x,
    xEnd: (day) => x(day) + pixelsADay,
    dayAt: (at) => dayOfNumber(origin + Math.min(span - 1, Math.max(0, Math.floor(at / pixelsADay)))),
  };
}

/** From the month of the first day to the end of the month of the last; a short plan fills its pane at any zoom. */
export const scaleOf = (zoom: Zoom, days: readonly Day[], pane: number): TimeScale =>
  scaleAcross(zoom, days, (span) => pane / Math.min(span, DAYS_ON_SHOW[zoom]));

/** All of it in a given width: on paper, on a phone. */
export const fittedScale = (days: readonly Day[], width: number): TimeScale =>
  scaleAcross('year', days, (span) => width / span);

export interface Tick {
  day: Day;
  x: number;
  width: number;
}

function ticks(scale: TimeScale, first: Day, next: (day: Day) => Day): Tick[] {
  const found: Tick[] = [];
  for (let day = first; day <= scale.to; day = next(day)) {
    const x = Math.max(0, scale.x(day));
    const end = Math.min(scale.width, scale.x(next(day)));
    if (end > x) found.push({ day: day < scale.from ? scale.from : day, x, width: end - x });
  }
  return found;
}

export type MinorUnit = 'month' | 'week' | 'day';
/** Years over months; months over weeks, from the month on over single days. */
export function axisOf(scale: TimeScale): {
  major: Tick[];
  minor: Tick[];
  minorUnit: MinorUnit;
  majorUnit: 'year' | 'month';
} {
  const months = ticks(scale, scale.from, nextMonth);
  if (scale.zoom === 'year') {
    const nextYear = (day: Day) => `${Number(day.slice(0, 4)) + 1}-01-01`;
    return {
      major: ticks(scale, `${scale.from.slice(0, 4)}-01-01`, nextYear),
      minor: months,
      minorUnit: 'month',
      majorUnit: 'year',
    };
  }
  if (scale.zoom === 'month')
    return {
      major: months,
      minor: ticks(scale, scale.from, (day) => addDays(day, 1)),
      minorUnit: 'day',
      majorUnit: 'month',
    };
  const monday = addDays(scale.from, -weekdayOf(scale.from));
  return {
    major: months,
    minor: ticks(scale, monday, (day) => addDays(day, 7)),
    minorUnit: 'week',
    majorUnit: 'month',
  };
}

/** Runs of days off, shown where a day is wide enough to be seen. */
export function offRuns(scale: TimeScale, daysOff: ReadonlySet<Day>, makeUpDays: ReadonlySet<Day>): Tick[] {
  if (scale.zoom === 'year' || scale.zoom === 'half') return [];
  const runs: Tick[] = [];
  for (let day = scale.from; day <= scale.to; day = addDays(day, 1)) {
    const isOff = daysOff.has(day) || (weekdayOf(day) >= 5 && !makeUpDays.has(day));
    if (!isOff) continue;
    const last = runs.at(-1);
    const x = scale.x(day);
    if (last && Math.abs(last.x + last.width - x) < 0.001) last.width += scale.pixelsADay;
    else runs.push({ day, x, width: scale.pixelsADay });
  }
  return runs;
}
