// Who is slow and who is silent in a chain: marks on items, and how many working days people and units take. Pure.

import { addDays, type Calendar, type Day, workingDaysBetween } from '../institution/calendar.rules.ts';
import { type ItemFacts, owesReports, type ProgressSettings } from './facts.rules.ts';
import { hasReport, lastOwedPeriod, reportsOf } from './light.rules.ts';
import { deadlineFor, type Period, periodContaining } from './period.rules.ts';

/** Silent: an answer is owed and there is none. Slow: it came late, or somebody else waits for it. */
export const SILENT = ['not_accepted', 'not_assigned', 'no_report'] as const;
export const SLOW = ['accepted_late', 'late_report', 'gate_overdue'] as const;
export type MarkKind = (typeof SILENT)[number] | (typeof SLOW)[number];

export interface Mark {
  readonly kind: MarkKind;
  readonly itemId: string;
  /** Whose turn it is or was; null where nobody is named. */
  readonly personId: string | null;
  /** Working days beyond the limit, at least 1. */
  readonly days: number;
  readonly due: Day;
}

export interface ChainFacts {
  readonly facts: ItemFacts;
  readonly responsibleId: string;
  /** Who should have assigned it: the responsible person of the parent. */
  readonly superiorId: string | null;
  readonly assignedOn: Day | null;
  readonly acceptBy: Day | null;
  readonly acceptedOn: Day | null;
}

export interface GateFacts {
  readonly itemId: string;
  readonly personId: string | null;
  readonly openedOn: Day;
  readonly due: Day | null;
  /** Decided, or lost by the limit; null while it waits. */
  readonly doneOn: Day | null;
}

export interface Now {
  readonly today: Day;
  readonly calendar: Calendar;
  readonly settings: ProgressSettings;
}

export const isSilent = (kind: MarkKind): boolean => (SILENT as readonly MarkKind[]).includes(kind);

/** Working days after a limit, up to and with a day; a limit passed is at least one late. */
const daysAfter = (due: Day, day: Day, calendar: Calendar): number =>
  Math.max(1, workingDaysBetween(calendar, addDays(due, 1), addDays(day, 1)));

export function marksOf(item: ChainFacts, gates: readonly GateFacts[], now: Now): Mark[] {
  return [...signingMarks(item, now), ...reportMarks(item, now), ...gateMarks(gates, now)];
}

function signingMarks({ facts, responsibleId, superiorId, ...item }: ChainFacts, { today, calendar }: Now): Mark[] {
  const own = { itemId: facts.id, personId: responsibleId };
  if (facts.state === 'registered' && today > facts.start) {
    const days = daysAfter(facts.start, today, calendar);
    return [{ ...own, kind: 'not_assigned', personId: superiorId, days, due: facts.start }];
  }
  const { acceptBy, acceptedOn } = item;
  if (acceptBy === null) return [];
  if (facts.state === 'assigned')
    return today > acceptBy
      ? [{ ...own, kind: 'not_accepted', days: daysAfter(acceptBy, today, calendar), due: acceptBy }]
      : [];
  const late = facts.state === 'in_progress' && acceptedOn !== null && acceptedOn > acceptBy;
  return late
    ? [{ ...own, kind: 'accepted_late', days: daysAfter(acceptBy, acceptedOn, calendar), due: acceptBy }]
    : [];
}

/** The first report of a period that was neither taken back nor sent back: the one whose day counts. */
function firstReport(facts: ItemFacts, period: Period): Day | null {
  const counted = reportsOf(facts, period).filter((one) => one.state !== 'returned' && one.state !== 'withdrawn');
  return counted[0]?.submittedOn ?? null;
}

function reportMarks({ facts, responsibleId }: ChainFacts, { today, calendar, settings }: Now): Mark[] {
  const owed = lastOwedPeriod(facts, today, calendar, settings);
  if (!owed) return [];
  const own = { itemId: facts.id, personId: responsibleId, due: owed.deadline };
  const sent = firstReport(facts, owed.period);
  if (!hasReport(facts, owed.period))
    return [{ ...own, kind: 'no_report', days: daysAfter(owed.deadline, today, calendar) }];
  return sent !== null && sent > owed.deadline
    ? [{ ...own, kind: 'late_report', days: daysAfter(owed.deadline, sent, calendar) }]
    : [];
}

function gateMarks(gates: readonly GateFacts[], { today, calendar }: Now): Mark[] {
  return gates.flatMap(({ itemId, personId, due, doneOn }): Mark[] =>
    doneOn === null && due !== null && today > due
      ? [{ kind: 'gate_overdue', itemId, personId, days: daysAfter(due, today, calendar), due }]
      : [],
  );
}

/** What one act took: working days from the turn (a report: from its deadline), and whether that was late. */
export interface Taken {
  readonly days: number;
  readonly late: boolean;
}
export const TURNS = ['accept', 'report', 'gate'] as const;
export type Turn = (typeof TURNS)[number];

/** Signing of an item; an open one counts up to today. */
export function signingTaken({ assignedOn, acceptBy, acceptedOn, facts }: ChainFacts, now: Now): Taken | null {
  if (assignedOn === null || facts.state === 'draft' || facts.state === 'registered' || facts.state === 'cancelled')
    return null;
  const until = facts.state === 'assigned' || acceptedOn === null || acceptedOn < assignedOn ? now.today : acceptedOn;
  return { days: workingDaysBetween(now.calendar, assignedOn, until), late: acceptBy !== null && until > acceptBy };
}

/** Reports of an item since a day: how long after their deadline each came, in time being 0; a missing last one counts up to today. */
export function reportsTaken(facts: ItemFacts, since: Day, now: Now): Taken[] {
  if (!owesReports(facts)) return [];
  const { calendar, settings, today } = now;
  const level = { rank: facts.level, levels: settings.levels };
  const ends = new Set(facts.reports.filter((one) => one.periodKind === facts.frequency).map((one) => one.periodTo));
  const missing = lastOwedPeriod(facts, today, calendar, settings);
  if (missing) ends.add(missing.period.to);
  return [...ends].flatMap((end): Taken[] => {
    const period = periodContaining(facts.frequency, end);
    const deadline = deadlineFor(period, level, calendar);
    const sent = firstReport(facts, period) ?? (deadline < today ? today : null);
    if (sent === null || deadline < since) return [];
    return [{ days: sent > deadline ? daysAfter(deadline, sent, calendar) : 0, late: sent > deadline }];
  });
}

export function gateTaken({ openedOn, due, doneOn }: GateFacts, now: Now): Taken {
  const until = doneOn ?? now.today;
  return { days: workingDaysBetween(now.calendar, openedOn, until), late: due !== null && until > due };
}

export interface Tempo {
  /** How many acts. */
  readonly count: number;
  readonly late: number;
  readonly medianDays: number | null;
}

/** The middle one of what acts took; of an even number the mean of the two in the middle. */
export function tempoOf(taken: readonly Taken[]): Tempo {
  const days = taken.map((one) => one.days).sort((a, b) => a - b);
  const middle = days.length >> 1;
  const upper = days[middle];
  const medianDays =
    upper === undefined ? null : days.length % 2 === 1 ? upper : ((days[middle - 1] ?? upper) + upper) / 2;
  return { count: days.length, late: taken.filter((one) => one.late).length, medianDays };
}
