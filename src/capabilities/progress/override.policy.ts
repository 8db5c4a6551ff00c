// Who asks for a value set by hand, who signs it, who ends it: the doer never decides. Pure.
import { accept, type Result, refuse } from '../../platform/result.ts';
import type { Actor } from '../identity/scope.ts';
import { type ItemStanding, isSuperior } from '../linkage/item.policy.ts';

const isUnderWay = (item: ItemStanding) => item.state === 'in_progress' || item.state === 'suspended';

export function mayProposeOverride(actor: Actor, item: ItemStanding): Result<true> {
  if (item.responsiblePersonId !== actor.personId) return refuse('forbidden', 'only_responsible_overrides');
  if (item.placeholder) return refuse('conflict', 'placeholder_no_override');
  return isUnderWay(item) ? accept(true) : refuse('conflict', 'override_not_now');
}

export function maySignOverride(actor: Actor, item: ItemStanding, proposedBy: string): Result<true> {
  const isDoer = actor.personId === item.responsiblePersonId || actor.personId === proposedBy;
  if (isDoer || !isSuperior(actor, item)) return refuse('forbidden', 'only_superior_signs_override');
  return isUnderWay(item) ? accept(true) : refuse('conflict', 'override_not_now');
}

export const mayEndOverride = (actor: Actor, item: ItemStanding): Result<true> =>
  actor.personId === item.responsiblePersonId || isSuperior(actor, item)
    ? accept(true)
    : refuse('forbidden', 'only_line_ends_override');
