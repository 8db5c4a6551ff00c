// What outgoing e-mail speaks over HTTP: whether it works, what was sent, what failed for good and may be sent again.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Id, IdParams, Instant, ListQuery, listOf } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { DELIVERY_STATES } from './delivery.rules.ts';
import { NotificationKind } from './notification.contract.ts';

export const DeliveryState = z.enum(DELIVERY_STATES);
/** Whom and when, never what: an administrator has no business data. */
export const Delivery = z.object({
  id: Id,
  version: z.number().int(),
  channel: z.enum(['email']),
  person: PersonBrief,
  kind: NotificationKind,
  state: DeliveryState,
  attempts: z.number().int(),
  /** Why the last attempt failed, as a code; null where none did. */
  failure: z.string().nullable(),
  createdAt: Instant,
  /** Quiet hours: not before then. */
  notBefore: Instant,
  triedAt: Instant.nullable(),
  sentAt: Instant.nullable(),
  abilities: z.object({ sendAgain: z.boolean() }),
});

const TAG = 'channels';

export const listDeliveries = defineEndpoint({
  name: 'listDeliveries',
  method: 'GET',
  path: '/deliveries',
  summary: 'E-mail that was sent, waits or failed, latest first; for administrators',
  tag: TAG,
  query: ListQuery.omit({ sort: true }).extend({ state: DeliveryState.optional() }),
  reply: listOf(Delivery),
});
export const readDelivery = defineEndpoint({
  name: 'readDelivery',
  method: 'GET',
  path: '/deliveries/{id}',
  summary: 'One e-mail on its way; for administrators',
  tag: TAG,
  params: IdParams,
  reply: Delivery,
});
export const sendDeliveryAgain = defineEndpoint({
  name: 'sendDeliveryAgain',
  method: 'POST',
  path: '/deliveries/{id}/send-again',
  summary: 'Try once more what failed for good',
  tag: TAG,
  params: IdParams,
  version: 'optional',
  reply: Delivery,
});
export const readMailState = defineEndpoint({
  name: 'readMailState',
  method: 'GET',
  path: '/mail',
  summary: 'Whether e-mail is set up, from which address it comes, and how many wait or failed; for administrators',
  tag: TAG,
  reply: z.object({
    on: z.boolean(),
    /** The address that messages come from. */
    from: z.string().nullable(),
    waiting: z.number().int(),
    failed: z.number().int(),
    sentToday: z.number().int(),
    /** When the oldest that waits was due; null where none does. */
    oldestWaiting: Instant.nullable(),
    /** People with an account and no address: they have the inbox alone. */
    withoutAddress: z.number().int(),
  }),
});
export const testMail = defineEndpoint({
  name: 'testMail',
  method: 'POST',
  path: '/mail/test',
  summary: 'Send a test message to the own address, on the way that all e-mail goes',
  tag: TAG,
  status: 202,
  reply: Delivery,
});
