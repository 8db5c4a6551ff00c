// From history to inboxes: follows the sealed events and writes each person's messages, in the transaction that moves the follower on.
import { v7 as uuid } from 'uuid';
import type { Db, Tx } from '../../platform/database/connect.ts';
import type { Moment } from '../../platform/events/append.ts';
import { type FollowedEvent, followEvents } from '../../platform/events/follow.ts';
import { addDays } from '../institution/calendar.rules.ts';
import { readSetting } from '../institution/settings.store.ts';
import { readInstitutionDay } from './delivery.store.ts';
import { readsWithoutItem, urgencyAfter, urgencyOf } from './notification.rules.ts';
import { insertNotifications, type NewNotification } from './notification.store.ts';
import { type AddressedMessage, collapse, type InboxMessage } from './notification-collapse.rules.ts';
import { loadFacts, type Pair, selectSeeing } from './notification-facts.store.ts';
import { messagesFor, type PlannedEvent, TOLD_ACTS } from './notification-plan.rules.ts';

export const MESSAGE_FOLLOWER = 'messages';

/** Everything committed and sealed so far becomes messages; answers how many events were passed. */
export function planMessages(db: Db, institutionId: string, now: () => Date): Promise<number> {
  return followEvents(
    {
      db,
      follower: MESSAGE_FOLLOWER,
      acts: TOLD_ACTS,
      take: (tx, events) => planBatch(tx, institutionId, events, now()),
    },
    institutionId,
  );
}

const planned = (event: FollowedEvent): PlannedEvent => ({
  ...event,
  // One act is one request, or one piece of midnight work at one instant.
  actKey: `${event.requestId ?? ''} ${event.at.toISOString()} ${event.actorId ?? ''}`,
});

async function planBatch(tx: Tx, institutionId: string, events: readonly FollowedEvent[], now: Date): Promise<void> {
  const { today } = await readInstitutionDay(tx, institutionId, now);
  const place = { tx, institutionId, today };
  const kept = new Date(`${addDays(today, -(await readSetting(place, 'notifications.keepDays')))}T00:00:00Z`);
  const fresh = events.filter((event) => event.at >= kept);
  if (fresh.length === 0) return;
  const at = new Map(fresh.map((event) => [event.id, event.at]));
  const messages = collapse(await addressed(place, fresh.map(planned)));
  const rows = messages.map((message) => newNotification(message, at.get(message.event.id) ?? now, now));
  await insertNotifications(place, rows);
}

/** Whoever may not see the item is told nothing of it; a request for help reaches whoever was asked. */
async function addressed(
  place: Pick<Moment, 'tx' | 'institutionId' | 'today'>,
  events: readonly PlannedEvent[],
): Promise<AddressedMessage[]> {
  const factsOf = await loadFacts(place, events);
  const all = events.flatMap((event) => messagesFor(event, factsOf(event)).map((message) => ({ ...message, event })));
  const pairs: Pair[] = all.flatMap(({ personId, event }) =>
    event.itemId ? [{ personId, itemId: event.itemId }] : [],
  );
  const sees = await selectSeeing(place, pairs);
  return all.filter(
    ({ personId, event: { itemId, objectKind } }) =>
      itemId === null || readsWithoutItem(objectKind) || sees({ personId, itemId }),
  );
}

const DAY_MILLISECONDS = 86_400_000;

function newNotification({ personId, kind, event, params, count }: InboxMessage, at: Date, now: Date): NewNotification {
  return {
    id: uuid(),
    personId,
    kind,
    urgency: urgencyAfter(urgencyOf(kind, params), (now.getTime() - at.getTime()) / DAY_MILLISECONDS),
    eventId: event.id,
    actorId: event.actorId,
    itemId: event.itemId,
    objectKind: event.objectKind,
    objectId: event.objectId,
    count,
    params,
    day: null,
    lines: [],
    at,
  };
}
