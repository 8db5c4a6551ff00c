// Who names what a node needs, and who answers for it. Pure.
import { accept, type Result, refuse } from '../../platform/result.ts';
import { type Actor, hasRole } from '../identity/scope.ts';
import { type ItemStanding, isSuperior } from './item.policy.ts';
import { isOpen } from './life-cycle.rules.ts';
import { isAskedAbout } from './readiness.rules.ts';

/** Whoever answers for the item or stands above it; the office may for all. */
export function mayNameNeeds(actor: Actor, item: ItemStanding): Result<true> {
  const own = item.responsiblePersonId === actor.personId || isSuperior(actor, item) || hasRole(actor, 'office');
  if (!own) return refuse('forbidden', 'only_line_names_needs');
  if (item.placeholder) return refuse('conflict', 'placeholder_names_no_needs');
  return isOpen(item.state) ? accept(true) : refuse('conflict', 'needs_of_finished');
}

export function mayAnswerReadiness(actor: Actor, item: ItemStanding): Result<true> {
  if (item.responsiblePersonId !== actor.personId) return refuse('forbidden', 'only_responsible_answers');
  return isAskedAbout(item.state) ? accept(true) : refuse('conflict', 'not_asked_now');
}
