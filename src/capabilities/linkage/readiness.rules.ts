// When a node's prerequisites, resources and approvals are asked for, and what the answers make of the item. Pure.
import { type Calendar, type Day, nthWorkingDayAfter, nthWorkingDayBefore } from '../institution/calendar.rules.ts';

export type NeedKind = 'prerequisite' | 'resource' | 'approval';
export const NEED_KINDS: readonly NeedKind[] = ['prerequisite', 'resource', 'approval'];
export type NeedAnswer = 'met' | 'unmet' | 'not_needed';
/** `asked`: something waits for an answer; `unmet`: something is known to be missing; `ready`: all is there. */
export type Readiness = 'asked' | 'unmet' | 'ready';

export type Need = { kind: NeedKind; answer: NeedAnswer | null };

/** The first day on which a node's needs are asked for: so many working days before its own. */
export const asksFrom = (calendar: Calendar, date: Day, days: number): Day => nthWorkingDayBefore(calendar, date, days);

/** Seen from today: the last day of a node whose needs are asked for already. */
export const asksUntil = (calendar: Calendar, today: Day, days: number): Day =>
  nthWorkingDayAfter(calendar, today, days);

/** What is asked for: what was named beforehand, and each kind of which nothing was named as a whole. */
export function askedFor<T extends Need>(named: readonly T[], whole: (kind: NeedKind) => T): T[] {
  return NEED_KINDS.flatMap((kind) => {
    const own = named.filter((need) => need.kind === kind);
    return own.length > 0 ? own : [whole(kind)];
  });
}

/** `openDependencies`: items that it depends on and that are not finished count as prerequisites that are missing. */
export function readinessOf(needs: readonly Need[], openDependencies: number): Readiness {
  if (openDependencies > 0 || needs.some((need) => need.answer === 'unmet')) return 'unmet';
  return needs.some((need) => need.answer === null) ? 'asked' : 'ready';
}

/** How many still stand between a node and being ready. */
export const openNeeds = (needs: readonly Need[], openDependencies: number): number =>
  openDependencies + needs.filter((need) => need.answer === null || need.answer === 'unmet').length;

const RANK: Record<Readiness, number> = { ready: 0, asked: 1, unmet: 2 };

/** An item is as ready as the least ready of its nodes that are asked about; null where none is. */
export function worstReadiness(nodes: readonly (Readiness | null)[]): Readiness | null {
  return nodes.reduce<Readiness | null>((worst, one) => {
    if (one === null) return worst;
    return worst === null || RANK[one] > RANK[worst] ? one : worst;
  }, null);
}

/** Only what somebody carries now is asked about. */
export const isAskedAbout = (state: string): boolean => state === 'assigned' || state === 'in_progress';
