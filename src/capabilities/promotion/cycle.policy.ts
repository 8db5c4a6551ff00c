// Who may do what with a cycle: everybody reads it, each counting what he sees; the office moves it on. Pure.
import { accept, type Result, refuse } from '../../platform/result.ts';
import { type Actor, hasRole } from '../identity/scope.ts';
import { CYCLE_ACTS, type CycleAct, type CycleState, mayFreezeOn, nextCycleState } from './cycle.rules.ts';

/** What the policy asks of a cycle. */
export type CycleStanding = { state: CycleState; to: string };

export const mayOpenCycle = (actor: Actor): Result<true> =>
  hasRole(actor, 'office') ? accept(true) : refuse('forbidden', 'only_office_moves_cycles');

export function mayMoveCycle(actor: Actor, cycle: CycleStanding, act: CycleAct): Result<CycleState> {
  const allowed = mayOpenCycle(actor);
  if (!allowed.ok) return allowed;
  const next = nextCycleState(cycle.state, act);
  if (!next.ok || act !== 'freeze') return next;
  const ended = mayFreezeOn(cycle.to, actor.today);
  return ended.ok ? next : ended;
}

export function cycleAbilities(actor: Actor, cycle: CycleStanding): Record<string, boolean> {
  return Object.fromEntries(CYCLE_ACTS.map((act) => [act, mayMoveCycle(actor, cycle, act).ok]));
}
