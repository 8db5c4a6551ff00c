// Which webhooks are told of which committed events: one delivery an event and webhook, however often it is planned.
import { v7 as uuid } from 'uuid';
import { bodyOf, type ToldEvent, takesAct } from './webhook.rules.ts';
import { activeWebhooks, codesAndLights, insertDeliveries, type NewDelivery, type Where } from './webhook.store.ts';

/** Within the transaction of whoever follows the events; answers the deliveries that are to be sent. */
export async function planWebhooks(
  where: Where & { now: Date; outside: Date },
  events: readonly ToldEvent[],
): Promise<string[]> {
  const webhooks = await activeWebhooks(where);
  // What happened before somebody asked to be told is not told.
  const takers = (event: ToldEvent) =>
    webhooks.filter((webhook) => takesAct(webhook.kinds, event.act) && event.at >= webhook.createdAt.toISOString());
  const told = events.filter((event) => takers(event).length > 0);
  if (told.length === 0) return [];
  const items = await codesAndLights(where, [...new Set(told.flatMap((event) => event.itemId ?? []))]);
  const deliveries = told.flatMap((event): NewDelivery[] => {
    const item = event.itemId === null ? null : (items.get(event.itemId) ?? null);
    if (event.itemId !== null && item === null) return [];
    const body = bodyOf(event, item);
    return takers(event).map(({ id }) => ({ id: uuid(), webhookId: id, eventId: event.id, body }));
  });
  return insertDeliveries(where, deliveries);
}
