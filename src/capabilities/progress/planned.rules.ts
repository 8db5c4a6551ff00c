// Working time of an item: how much has elapsed, how much is left, and what was planned to be done by now.

import { Decimal } from 'decimal.js';
import {
  addDays,
  type Calendar,
  type Day,
  earlierOf,
  isOverdue,
  laterOf,
  workingDaysBetween,
} from '../institution/calendar.rules.ts';
import { type ItemFacts, owesReports, type ProgressSettings } from './facts.rules.ts';
import { lastEndedQuarter, latestPeriodWithDeadlinePassed } from './period.rules.ts';
import { hasWeighingNodes, roundHalfUp, sumOfNodes } from './values.rules.ts';

/** While an item is suspended its values stand still on the day that put it to sleep. */
export function effectiveDay(item: ItemFacts, today: Day): Day {
  if (item.state !== 'suspended') return today;
  const open = item.suspensions.find((suspension) => suspension.to === null);
  return open ? earlierOf(today, open.from) : today;
}

/** Working days in [from, to) that past suspensions took out. */
function suspendedDays(item: ItemFacts, from: Day, toExclusive: Day, calendar: Calendar): number {
  return item.suspensions.reduce((sum, suspension) => {
    if (suspension.to === null) return sum;
    return sum + workingDaysBetween(calendar, laterOf(from, suspension.from), earlierOf(toExclusive, suspension.to));
  }, 0);
}

/** T: working days in [start, due] that count, at least 1. */
export function totalDays(item: ItemFacts, calendar: Calendar): number {
  const end = addDays(item.approvedDue, 1);
  return Math.max(1, workingDaysBetween(calendar, item.start, end) - suspendedDays(item, item.start, end, calendar));
}

/** Working days in [start, day) that count, never above T, and all of T once the due has passed (a due on a Sunday, too). */
export function elapsedDays(item: ItemFacts, day: Day, calendar: Calendar): number {
  if (isOverdue(item.approvedDue, day)) return totalDays(item, calendar);
  const elapsed = workingDaysBetween(calendar, item.start, day) - suspendedDays(item, item.start, day, calendar);
  return Math.min(totalDays(item, calendar), Math.max(0, elapsed));
}

/** T and the part of it that is left on the day itself; R = left / total. */
export function timeLeft(
  item: ItemFacts,
  today: Day,
  calendar: Calendar,
): { left: number; total: number; share: number } {
  const total = totalDays(item, calendar);
  const left = total - elapsedDays(item, effectiveDay(item, today), calendar);
  return { left, total, share: new Decimal(left).div(total).toDecimalPlaces(6, Decimal.ROUND_HALF_UP).toNumber() };
}

/** The weights of the nodes whose day has ended before `day`. */
export function plannedNodes(item: ItemFacts, day: Day): number {
  return sumOfNodes(item.nodes, (node) => node.date < day);
}

/** P of an item without active children on a day (its own effective day). */
export function plannedLeaf(item: ItemFacts, day: Day, calendar: Calendar, settings: ProgressSettings): number {
  if (hasWeighingNodes(item)) return plannedNodes(item, day);
  if (isPastDue(item, day)) return 100;
  const elapsed = elapsedDays(item, addDays(plannedUntil(item, day, calendar, settings), 1), calendar);
  return roundHalfUp(new Decimal(100).times(elapsed).div(totalDays(item, calendar)));
}

/** Past its approved due, unless a close-out was sent in time and waits. */
export function isPastDue(item: ItemFacts, today: Day): boolean {
  if (!isOverdue(item.approvedDue, today)) return false;
  return item.closeOutPendingOn === null || item.closeOutPendingOn > item.approvedDue;
}

/** The last day that P counts: the end of the latest period whose deadline has passed, so that nobody is behind between two reports. */
export function plannedUntil(item: ItemFacts, day: Day, calendar: Calendar, settings: ProgressSettings): Day {
  if (!owesReports(item)) return lastEndedQuarter(day).to;
  return latestPeriodWithDeadlinePassed(item.frequency, { rank: item.level, levels: settings.levels }, day, calendar)
    .to;
}
