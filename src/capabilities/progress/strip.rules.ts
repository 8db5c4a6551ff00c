// The linkage strip: what each level did, one small number a level.

import type { Calendar, Day } from '../institution/calendar.rules.ts';
import { type ItemFacts, isFinished, owesReports, type ProgressSettings } from './facts.rules.ts';
import { hasReport, lastOwedPeriod, reportsOf } from './light.rules.ts';
import { lastEndedPeriod } from './period.rules.ts';
import { isPastDue } from './planned.rules.ts';

/** Worst last, so that a level shows the highest of what stands on it. */
export const STEP = { none: 0, reported: 1, accepted: 2, waiting: 3, late: 4 } as const;

/**
 * What an item itself did: 0 nothing to show, 1 accepted and reported (or nothing owed), 2 accepted and a report still open
 * in time, 3 waiting to be assigned or accepted, 4 late: not signed in time, last report owed missing or late, past due, or
 * closed late.
 */
export function ownStep(
  item: ItemFacts,
  closedLate: boolean,
  today: Day,
  calendar: Calendar,
  settings: ProgressSettings,
): number {
  if (item.state === 'draft' || item.state === 'cancelled') return STEP.none;
  if (isFinished(item.state)) return closedLate ? STEP.late : STEP.reported;
  if (item.state === 'suspended') return STEP.accepted;
  if (isPastDue(item, today)) return STEP.late;
  if (item.state === 'registered') return today > item.start ? STEP.late : STEP.waiting;
  if (item.state === 'assigned') return item.acceptBy !== null && today > item.acceptBy ? STEP.late : STEP.waiting;
  return reportStep(item, today, calendar, settings);
}

function reportStep(item: ItemFacts, today: Day, calendar: Calendar, settings: ProgressSettings): number {
  if (!owesReports(item)) return STEP.reported;
  const owed = lastOwedPeriod(item, today, calendar, settings);
  if (owed) {
    const inTime = reportsOf(item, owed.period).some(
      (report) => report.submittedOn <= owed.deadline && report.state !== 'returned' && report.state !== 'withdrawn',
    );
    if (!hasReport(item, owed.period) || !inTime) return STEP.late;
  }
  const ended = lastEndedPeriod(item.frequency, today);
  return ended.to >= item.start && !hasReport(item, ended) ? STEP.accepted : STEP.reported;
}

/**
 * What stands for several branches on one level: the step that more than a quarter of them have come to or passed (the upper
 * quartile, discrete). One late branch among many does not colour the whole level; the worst below has a light of its own.
 */
export function branchStep(steps: readonly number[]): number {
  const shown = steps.filter((step) => step > STEP.none).sort((a, b) => a - b);
  return shown[Math.ceil(shown.length * 0.75) - 1] ?? STEP.none;
}

/** The strip of an item: by level the worse of its own step and what its active children's strips have come to. */
export function stripOf(
  level: number,
  own: number,
  childStrips: readonly (readonly number[])[],
  levels: number,
): number[] {
  return Array.from({ length: levels }, (_, index) =>
    Math.max(index + 1 === level ? own : 0, branchStep(childStrips.map((strip) => strip[index] ?? 0))),
  );
}
