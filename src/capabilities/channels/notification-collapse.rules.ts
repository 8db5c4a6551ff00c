// From the messages of one act to what a person gets of it: one of each kind, and of each item only what matters most. Pure.

import type { NotificationKind, Params } from './notification.rules.ts';
import type { Message, PlannedEvent } from './notification-plan.rules.ts';

export type AddressedMessage = Message & { event: PlannedEvent };

export type InboxMessage = {
  personId: string;
  kind: NotificationKind;
  /** The first event that it tells of. */
  event: PlannedEvent;
  params: Params;
  /** How many alike the act brought about. */
  count: number;
};

/** What a verdict on an item already says of it: whoever hears the verdict need not hear this too. */
const FOLLOWS_A_VERDICT: ReadonlySet<NotificationKind> = new Set([
  'item_suspended',
  'item_cancelled',
  'item_reopened',
  'item_transferred',
  'negotiation_ended',
]);
/** Opening a negotiation with a proposal is one step. */
const SAME_STEP: ReadonlySet<NotificationKind> = new Set(['negotiation_waits']);

const keyOf = (...parts: (string | null)[]) => parts.join(' ');

/** What the same person already hears of the same item from the same act. */
function withoutEchoes(messages: readonly AddressedMessage[]): AddressedMessage[] {
  const judged = new Set<string>();
  for (const { kind, personId, event } of messages)
    if (kind === 'verdict') judged.add(keyOf(event.actKey, personId, event.itemId));
  const opened = new Set<string>();
  return messages.filter(({ kind, personId, event }) => {
    if (FOLLOWS_A_VERDICT.has(kind) && judged.has(keyOf(event.actKey, personId, event.itemId))) return false;
    if (!SAME_STEP.has(kind)) return true;
    const step = keyOf(event.actKey, personId, event.itemId);
    if (opened.has(step)) return false;
    opened.add(step);
    return true;
  });
}

/**
 * One act, one message a person and kind: a subtree assigned at once, or ten verdicts in one go, are one message with a count.
 * @param messages in the order of their events; the first of each kind is the one that is kept
 * @returns as many messages as there are different (act, person, kind) among those that echo nothing
 */
export function collapse(messages: readonly AddressedMessage[]): InboxMessage[] {
  const kept = new Map<string, InboxMessage>();
  for (const { personId, kind, event, params } of withoutEchoes(messages)) {
    // Verdicts that differ, and notices of different colours, are not alike.
    const key = keyOf(event.actKey, personId, kind, String(params.verdict ?? ''), String(params.colour ?? ''));
    const known = kept.get(key);
    if (known) known.count += 1;
    else kept.set(key, { personId, kind, event, params, count: 1 });
  }
  return [...kept.values()];
}
