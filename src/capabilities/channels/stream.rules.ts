// Which events leave on somebody's stream, and in what form. Pure.
import type { FollowedEvent } from '../../platform/events/follow.ts';

/** Events that hang on no item: one's own acts, what concerns one's own person, help in which one takes part, and cycles, which are everybody's. */
export function concernsPerson(
  event: Pick<FollowedEvent, 'actorId' | 'objectKind' | 'objectId' | 'after'>,
  personId: string,
): boolean {
  if (event.actorId === personId || event.objectKind === 'cycle') return true;
  if (event.objectKind === 'person') return event.objectId === personId;
  if (event.objectKind !== 'help_request') return false;
  const { askerId, addresseeId, addresseeIds } = event.after ?? {};
  const asked = Array.isArray(addresseeIds) ? addresseeIds : [];
  return askerId === personId || addresseeId === personId || asked.includes(personId);
}

/** What hangs on an item follows the item; `open` are the items of which the person may see more than the row. */
export const mayPass = (event: FollowedEvent, personId: string, open: ReadonlySet<string>): boolean =>
  event.itemId === null ? concernsPerson(event, personId) : open.has(event.itemId);

/** Ids, never texts. */
export const streamed = (event: FollowedEvent, personId: string) => ({
  id: event.id,
  act: event.act,
  objectKind: event.objectKind,
  objectId: event.objectId,
  itemId: event.itemId,
  at: event.at.toISOString(),
  own: event.actorId === personId,
});

export type StreamMessage = { id?: string; event?: string; data?: unknown };

/** The wire form of the HTML standard. A message without data moves the last id on and is given to nobody. */
export function writeMessage({ id, event, data }: StreamMessage): string {
  const lines = [
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(data === undefined ? [] : [`data: ${JSON.stringify(data)}`]),
  ];
  return `${lines.join('\n')}\n\n`;
}
