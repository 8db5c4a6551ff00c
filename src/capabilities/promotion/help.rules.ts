// Help: what ends a request, whom it reaches by units, and how long somebody was let wait. Pure.
import { addDays, type Calendar, type Day, workingDaysBetween } from '../institution/calendar.rules.ts';

export type HelpState = 'open' | 'answered' | 'declined' | 'withdrawn';
export type HelpAct = 'answer' | 'decline' | 'withdraw';

const ENDS: Record<HelpAct, HelpState> = { answer: 'answered', decline: 'declined', withdraw: 'withdrawn' };

/** The state after the act; null where it is not open any more. An ended request stays as it ended. */
export const endOf = (state: HelpState, act: HelpAct): HelpState | null => (state === 'open' ? ENDS[act] : null);

/** Working days after `due`, up to and with `until`: 0 while the limit runs. Whoever is late on a Friday is not later on the Sunday. */
export function daysLate(calendar: Calendar, due: Day, until: Day): number {
  return until <= due ? 0 : workingDaysBetween(calendar, addDays(due, 1), addDays(until, 1));
}

/** A unit and those above it, next first. */
export type UnitPlace = { headId: string | null; leaderInChargeId: string | null };
export type UnitsFacts = {
  /** From the unit that asks or is asked upwards. */
  line: readonly UnitPlace[];
  /** The head of the top unit, then the others of the first level. */
  leaders: readonly string[];
};

/**
 * The next person above by units who was not asked yet, never the asker: for each unit upwards its head, then its leader in charge, at last
 * the first level, of whom one is enough. Null at the top, where it stays and shows.
 */
export function nextByUnits({ line, leaders }: UnitsFacts, askerId: string, asked: readonly string[]): string | null {
  const isFree = (person: string | null): person is string =>
    person !== null && person !== askerId && !asked.includes(person);
  const places = line.flatMap((unit) => [unit.headId, unit.leaderInChargeId]);
  const next = places.filter((one) => one === null || !leaders.includes(one)).find(isFree);
  if (next) return next;
  return leaders.some((person) => asked.includes(person)) ? null : (leaders.find(isFree) ?? null);
}

/** Whom an item's line has passed by already: whoever was asked, and everybody below the highest of them and of the asker. */
export function passedInLine(ancestors: readonly string[], askerId: string, asked: readonly string[]): string[] {
  const known = [askerId, ...asked];
  const highest = ancestors.reduce((found, person, at) => (known.includes(person) ? at : found), -1);
  return [...known, ...ancestors.slice(0, highest + 1)];
}

/** Whether the last one asked has let the limit pass: what follows happens at 00:00 of a working day after it. */
export const hasPassed = (replyBy: Day, today: Day): boolean => replyBy < today;
