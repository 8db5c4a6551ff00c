// Writes history: one event an act, in the transaction of the act. Personal fields enter as salted digests and stand outside, erasable.
import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../database/connect.ts';
import { digestPersonal } from './hashed-form.ts';

/** Where and when an act happens: what every write needs to know. */
export type Moment = {
  tx: Tx;
  institutionId: string;
  /** The product's clock. */
  now: Date;
  /** The institution's calendar day of `now`, YYYY-MM-DD. */
  today: string;
  /** Null for the product itself (midnight work). */
  actorId: string | null;
  requestId: string | null;
};

export type NewEvent = {
  act: string;
  objectKind: string;
  objectId: string;
  /** The item under which the event is seen. */
  itemId?: string | null;
  onBehalfOf?: string | null;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
  reason?: string | null;
  /** Names of fields of before and after that speak of a person and must stay erasable. */
  personal?: readonly string[];
};

type Side = Record<string, unknown> | null;

function standOutside(event: NewEvent) {
  const before: Side = event.before ?? null;
  const after: Side = event.after ?? null;
  if (!event.personal?.length) return { before, after, personal: null };
  const salt = randomBytes(16).toString('hex');
  const kept: { before: Record<string, unknown>; after: Record<string, unknown> } = { before: {}, after: {} };
  const hide = (side: Side, into: Record<string, unknown>): Side => {
    if (!side) return null;
    const shown: Record<string, unknown> = { ...side };
    for (const field of event.personal ?? []) {
      if (shown[field] === undefined || shown[field] === null) continue;
      into[field] = shown[field];
      shown[field] = { digest: digestPersonal(salt, shown[field]) };
    }
    return shown;
  };
  return { before: hide(before, kept.before), after: hide(after, kept.after), personal: { salt, ...kept } };
}

const asJson = (value: unknown) => (value === null ? null : JSON.stringify(value));

export async function appendEvents(moment: Moment, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => {
    const { before, after, personal } = standOutside(event);
    return {
      institution_id: moment.institutionId,
      id: uuid(),
      at: moment.now,
      actor_id: moment.actorId,
      on_behalf_of: event.onBehalfOf ?? null,
      act: event.act,
      object_kind: event.objectKind,
      object_id: event.objectId,
      item_id: event.itemId ?? (event.objectKind === 'item' ? event.objectId : null),
      before: asJson(before),
      after: asJson(after),
      reason: event.reason ?? null,
      request_id: moment.requestId,
      personal: asJson(personal),
    };
  });
  const BATCH = 500;
  for (let from = 0; from < rows.length; from += BATCH) {
    await moment.tx
      .insertInto('events')
      .values(rows.slice(from, from + BATCH))
      .execute();
  }
}

export async function appendEvent(moment: Moment, event: NewEvent): Promise<void> {
  await appendEvents(moment, [event]);
}
