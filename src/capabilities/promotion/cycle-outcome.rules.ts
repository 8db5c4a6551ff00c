// What an item owes to a cycle and what became of it: in time, late, waiting, missing, missed. Pure; the measure of the SQL that counts it.
import { type Day, daysBetween, isOverdue } from '../institution/calendar.rules.ts';
import { type ItemFacts, owesReports } from '../progress/facts.rules.ts';
import { hasReport, reportsOf } from '../progress/light.rules.ts';
import type { Period } from '../progress/period.rules.ts';

export type ReportOutcome = 'in_time' | 'late' | 'waiting' | 'missing' | 'missed' | 'not_owed';

type Owing = Pick<ItemFacts, 'state' | 'horizon' | 'placeholder' | 'start' | 'frequency'>;

/** Owed by items in progress that report in this kind of period and began before its end (domain, section 8). */
export function owesCycle(item: Owing, period: Period): boolean {
  return item.state === 'in_progress' && owesReports(item) && item.frequency === period.kind && item.start <= period.to;
}

export type Occasion = {
  period: Period;
  /** The last day in time for the item's level. */
  deadline: Day;
  /** The day on which one looks, itself not ended; of a frozen cycle the day of the freeze. */
  today: Day;
  /** Nothing more can be in time or late. */
  frozen: boolean;
};

/**
 * Outcome of one item in one cycle. A report counts while it waits, once it has passed, or when a later one took its place; one that was
 * returned or withdrawn does not. Made up late stays late: what counts is the first that stands.
 */
export function outcomeOf(item: ItemFacts, { period, deadline, today, frozen }: Occasion): ReportOutcome {
  if (!owesCycle(item, period)) return 'not_owed';
  if (!hasReport(item, period)) {
    if (frozen) return 'missed';
    return isOverdue(deadline, today) ? 'missing' : 'waiting';
  }
  const first = firstStanding(item, period);
  return first !== null && first <= deadline ? 'in_time' : 'late';
}

/** The day of the first report of a period that was neither returned nor withdrawn; null where there is none. */
export function firstStanding(item: Pick<ItemFacts, 'reports'>, period: Period): Day | null {
  const days = reportsOf(item as ItemFacts, period)
    .filter((report) => report.state !== 'returned' && report.state !== 'withdrawn')
    .map((report) => report.submittedOn)
    .sort();
  return days[0] ?? null;
}

/** Calendar days after the deadline: of what was sent, or while nothing was, of the day on which one looks. */
export function daysLate(deadline: Day, submittedOn: Day | null, today: Day): number {
  return Math.max(0, daysBetween(deadline, submittedOn ?? today));
}
