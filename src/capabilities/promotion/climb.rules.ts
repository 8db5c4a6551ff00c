// Whom what is unanswered reaches next: one more of the line each time, up to the top, where it stays. Pure.
import { nextAbove, type RouteFacts } from '../gatekeeping/route.rules.ts';

export type ClimbFacts = RouteFacts & {
  /** The item's leader in charge, else the one of the nearest unit of its line that names one. */
  leaderInCharge: string | null;
};

/**
 * The first after the doers themselves, as at a gate: the responsible person of the nearest ancestor, else the head of the next unit
 * above, else its leader in charge; for a root of the top unit another leader of the first level, else the supervisor, else the office.
 * Null where nobody is left.
 */
export const firstAbove = (facts: ClimbFacts): string | null => nextAbove(facts, []).personId;

/**
 * One more after those who know already (`already`, doers included or not): ancestors' responsible persons, nearest first; heads of the
 * units above that do not stand at the first level; the leader in charge; then, unless somebody of the first level knows, one of them;
 * where the institution has none free, the supervisor, at last the office. Null at the top.
 */
export function nextToClimb(facts: ClimbFacts, already: readonly string[]): string | null {
  const isFree = (person: string) => !already.includes(person) && !facts.doers.includes(person);
  const isTold = (person: string) => already.includes(person) && !facts.doers.includes(person);
  const below = facts.unitsAbove.filter((person) => !facts.leaders.includes(person));
  const inLine = [...facts.ancestors, ...below, ...(facts.leaderInCharge ? [facts.leaderInCharge] : [])].find(isFree);
  if (inLine) return inLine;
  if (facts.leaders.some(isTold)) return null;
  const leader = facts.leaders.find(isFree);
  if (leader) return leader;
  if (facts.supervisor && isFree(facts.supervisor)) return facts.supervisor;
  return facts.office.some(isTold) ? null : (facts.office.find(isFree) ?? null);
}
