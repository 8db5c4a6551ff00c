// What goes on into a later year: days shifted, milestones and indicators that remain, and what does not fit. Pure.
import {
  addDays,
  type Calendar,
  type Day,
  dayOfNumber,
  earlierOf,
  isWorkingDay,
  laterOf,
  nthWorkingDayAfter,
  workingDaysBetween,
} from '../institution/calendar.rules.ts';
import { attainment, type IndicatorTarget } from '../progress/indicator.rules.ts';
import { normaliseWeights } from './weights.rules.ts';

/** `workingDay`: the same place among the year's working days; `date`: the same day of the month. */
export type Shift = 'workingDay' | 'date';
export type Span = { start: Day; due: Day };

export const yearOf = (day: Day): number => Number(day.slice(0, 4));
const firstOf = (year: number): Day => `${String(year).padStart(4, '0')}-01-01`;
const lastOf = (year: number): Day => `${String(year).padStart(4, '0')}-12-31`;

/** A plan of a year is its annual work and tasks: those whose start lies in it. */
export const inPlanOf = (item: { horizon: string; start: Day }, year: number): boolean =>
  (item.horizon === 'annual' || item.horizon === 'task') && yearOf(item.start) === year;

/** The same date some years later; a 29 February that is not there becomes the 28th. */
export function sameDate(day: Day, years: number): Day {
  const moved = String(yearOf(day) + years).padStart(4, '0') + day.slice(4);
  const real = dayOfNumber(
    Date.UTC(Number(moved.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8))) / 86_400_000,
  );
  return real === moved ? moved : addDays(real, -1);
}

/** The k-th working day of a year (from 1), never after its last day. */
function workingDayOfYear(calendar: Calendar, year: number, k: number): Day {
  return earlierOf(nthWorkingDayAfter(calendar, addDays(firstOf(year), -1), k), lastOf(year));
}

/**
 * A day some years later. By working day: the k-th working day of its year becomes the k-th of the other, a day off stands right
 * after the working day before it, and a year's last day stays one. Keeps the order of days.
 */
export function shiftDay(calendar: Calendar, day: Day, years: number, shift: Shift): Day {
  if (years === 0) return day;
  if (shift === 'date') return sameDate(day, years);
  const year = yearOf(day);
  if (day === lastOf(year)) return lastOf(year + years);
  const before = workingDaysBetween(calendar, firstOf(year), day);
  if (isWorkingDay(calendar, day)) return workingDayOfYear(calendar, year + years, before + 1);
  if (before === 0) return firstOf(year + years);
  return earlierOf(addDays(workingDayOfYear(calendar, year + years, before), 1), lastOf(year + years));
}

/** The part of a span that lies inside the one above it; null where none does. */
export function fitSpan(span: Span, above: Span | null): (Span & { cut: boolean }) | null {
  if (above === null) return { ...span, cut: false };
  const start = laterOf(span.start, above.start);
  const due = earlierOf(span.due, above.due);
  return start > due ? null : { start, due, cut: start !== span.start || due !== span.due };
}

export const inside = (day: Day, span: Span): Day => earlierOf(laterOf(day, span.start), span.due);

export type NodeToCarry = { title: string; titleEn: string | null; date: Day; weight: number; state: string };
export type CarriedNode = { title: string; titleEn: string | null; date: Day; weight: number };

/**
 * What is still open of an item's milestones, their weights scaled to 100.00 by largest remainder: what remains is the whole of the
 * new year's work. A verdict's conditions (weight 0) stay with the item that they were made on.
 */
export function remainingNodes(nodes: readonly NodeToCarry[], move: (day: Day) => Day, span: Span): CarriedNode[] {
  const open = nodes.filter((node) => node.state !== 'verified' && node.weight > 0);
  const weights = normaliseWeights(open.map((node) => node.weight));
  return open.map((node, at) => ({
    title: node.title,
    titleEn: node.titleEn,
    date: inside(move(node.date), span),
    weight: weights[at] ?? node.weight,
  }));
}

/** Every milestone as it was planned, for a copy. */
export function sameNodes(nodes: readonly NodeToCarry[], move: (day: Day) => Day, span: Span): CarriedNode[] {
  return nodes
    .filter((node) => node.weight > 0)
    .map(({ title, titleEn, date, weight }) => ({ title, titleEn, date: inside(move(date), span), weight }));
}

export type IndicatorToCarry = IndicatorTarget & { actual: number | null };

/** Whether an indicator still asks for something: bands always do, others until their target is reached. */
export function stillOpen(indicator: IndicatorToCarry): boolean {
  if (indicator.polarity === 'band') return true;
  const reached = attainment(indicator, indicator.actual);
  return reached === null || reached < 1;
}

/** The base from which the next year starts: what was reached, else the old one. */
export const nextBase = (indicator: IndicatorToCarry): number | null =>
  indicator.polarity === 'band' ? indicator.base : (indicator.actual ?? indicator.base);

const UNFINISHED = ['registered', 'assigned', 'in_progress', 'suspended'] as const;
export const isUnfinished = (state: string): boolean => UNFINISHED.some((one) => one === state);

/** Why an item does not go on into a year; null where it does. */
export function whyNotCarried(
  item: { state: string; horizon: string; start: Day; hasSuccessor: boolean },
  year: number,
): string | null {
  if (item.horizon !== 'annual' && item.horizon !== 'task') return 'horizon_stands';
  if (!isUnfinished(item.state)) return item.state === 'draft' ? 'is_draft' : 'is_finished';
  if (yearOf(item.start) >= year) return 'starts_later';
  return item.hasSuccessor ? 'already_carried' : null;
}
