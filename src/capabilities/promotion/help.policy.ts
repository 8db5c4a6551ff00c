// Who may ask for help, who may answer, and who sees a request. Pure.
import { accept, type Result, refuse } from '../../platform/result.ts';
import type { Actor } from '../identity/scope.ts';
import type { ItemStanding } from '../linkage/item.policy.ts';
import { isOpen } from '../linkage/life-cycle.rules.ts';
import type { HelpState } from './help.rules.ts';

export type HelpStanding = {
  state: HelpState;
  askerId: string;
  /** Everybody who was asked so far. */
  addresseeIds: readonly string[];
  /** The unit that was asked, if one was. */
  unitId: string | null;
};

const heads = (actor: Actor, unitId: string | null): boolean =>
  unitId !== null && actor.posts.some((post) => post.head && post.unitId === unitId);

/** Whoever works for the item or answers for one above it; while it is open. */
export function mayAskFor(actor: Actor, item: ItemStanding): Result<true> {
  const works =
    item.responsiblePersonId === actor.personId ||
    item.responsibleAbove ||
    item.namedForCoUnit ||
    item.coUnitIds.some((unit) => heads(actor, unit)) ||
    actor.headedUnitIds.includes(item.leadUnitId);
  if (!works) return refuse('forbidden', 'only_workers_ask');
  return isOpen(item.state) ? accept(true) : refuse('conflict', 'help_for_finished', { state: item.state });
}

/** Everybody who was asked, also after it went on, and today's head of the unit that was asked; never the asker. */
export function mayAnswer(actor: Actor, help: HelpStanding): Result<true> {
  const asked = help.addresseeIds.includes(actor.personId) || heads(actor, help.unitId);
  if (!asked || help.askerId === actor.personId) return refuse('forbidden', 'only_asked_answer');
  return help.state === 'open' ? accept(true) : refuse('conflict', 'help_ended', { state: help.state });
}

export function mayWithdraw(actor: Actor, help: HelpStanding): Result<true> {
  if (help.askerId !== actor.personId) return refuse('forbidden', 'only_asker_withdraws');
  return help.state === 'open' ? accept(true) : refuse('conflict', 'help_ended', { state: help.state });
}
