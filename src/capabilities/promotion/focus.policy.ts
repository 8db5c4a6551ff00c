// Who puts items on the focus list and who records what was decided on them. Pure.
import { accept, type Result, refuse } from '../../platform/result.ts';
import { type Actor, hasRole } from '../identity/scope.ts';
import type { ItemStanding } from '../linkage/item.policy.ts';
import { isOpen } from '../linkage/life-cycle.rules.ts';

/** The ranks of the levels of kind school and leader. */
export type LeaderRanks = readonly number[];

/** Heads or holds a post of the first level, or stands at a level of kind school or leader; the office pins what the meeting asked for. */
const leads = (actor: Actor, ranks: LeaderRanks): boolean =>
  actor.leadsFirstLevel || actor.posts.some((post) => ranks.includes(post.level)) || hasRole(actor, 'office');

export function mayPin(actor: Actor, ranks: LeaderRanks, cycleState: string): Result<true> {
  if (!leads(actor, ranks)) return refuse('forbidden', 'only_leaders_pin');
  return cycleState === 'open' ? accept(true) : refuse('conflict', 'focus_is_frozen');
}

export const maySetOnList = (item: ItemStanding): Result<true> =>
  isOpen(item.state) ? accept(true) : refuse('conflict', 'focus_of_finished', { state: item.state });

/** Decisions of the meeting: until the cycle is closed. */
export function mayDecideOn(actor: Actor, ranks: LeaderRanks, cycleState: string): Result<true> {
  if (!leads(actor, ranks)) return refuse('forbidden', 'only_leaders_decide');
  return cycleState === 'closed' ? refuse('conflict', 'focus_is_closed') : accept(true);
}
