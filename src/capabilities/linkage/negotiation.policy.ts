// On which side of a negotiation somebody stands, and whether one may begin. Pure.
import { accept, type Result, refuse } from '../../platform/result.ts';
import { type Actor, hasRole } from '../identity/scope.ts';
import { type ItemStanding, isSuperior } from './item.policy.ts';
import type { ItemState } from './life-cycle.rules.ts';
import { isSettled, mayReply, type Side, type Talk, type Verdict } from './negotiation.rules.ts';

/** What of an item tells the sides apart. */
export type SidesOfItem = Pick<
  ItemStanding,
  | 'id'
  | 'state'
  | 'parentId'
  | 'parentState'
  | 'parentResponsibleId'
  | 'parentHeadId'
  | 'responsiblePersonId'
  | 'leadUnitId'
>;

/**
 * The proposed person answers for himself, the head of the lead unit for his unit; the superior proposes. Whoever is proposed himself is
 * the receiver whatever else he is; whoever stands above answers for no unit, so that nobody is on both sides.
 */
export function sideOf(actor: Actor, item: SidesOfItem): Side | null {
  if (item.responsiblePersonId === actor.personId) return 'receiver';
  if (isSuperiorOf(actor, item)) return 'superior';
  return actor.posts.some((post) => post.head && post.unitId === item.leadUnitId) ? 'receiver' : null;
}

/** Below what is itself a draft (an imported plan) the office proposes. */
const isSuperiorOf = (actor: Actor, item: SidesOfItem): boolean =>
  isSuperior(actor, item) || (item.parentState === 'draft' && hasRole(actor, 'office'));

const NEGOTIABLE: readonly ItemState[] = ['draft', 'registered', 'assigned', 'in_progress'];

/** Whether a negotiation may begin, and by which side: a draft is opened by its superior, later on either side begins. */
export function mayBegin(actor: Actor, item: SidesOfItem): Result<Side> {
  if (!NEGOTIABLE.includes(item.state))
    return refuse('conflict', 'act_not_in_state', { act: 'negotiate', state: item.state });
  const side = sideOf(actor, item);
  if (side === null) return refuse('forbidden', 'only_sides_negotiate');
  if (item.parentResponsibleId === item.responsiblePersonId) return refuse('conflict', 'nobody_to_negotiate_with');
  if (item.state === 'draft' && side === 'receiver') return refuse('conflict', 'draft_not_opened');
  return accept(side);
}

/** What the caller may say now; nothing while the decomposition that holds the draft is at the gate. */
export function negotiationAbilities(
  actor: Actor,
  item: SidesOfItem,
  talk: Talk,
  heldByGate: boolean,
): Record<Verdict, boolean> {
  const silent = heldByGate || isSettled(talk.state) || !NEGOTIABLE.includes(item.state);
  return mayReply(talk, silent ? null : sideOf(actor, item));
}
