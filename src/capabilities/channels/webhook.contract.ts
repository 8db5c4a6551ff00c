// What webhooks speak over HTTP: managing them, trying one, the log of what was sent, and dead letters again.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Id, IdParams, Instant, ListQuery, listOf, Name } from '../../platform/http/shapes.ts';
import { WEBHOOK_KIND } from './webhook.rules.ts';

export const WebhookFormatName = z.enum(['cloudevents', 'wecom', 'dingtalk', 'feishu']);
export const WebhookState = z.enum(['active', 'paused', 'stopped']);
const Address = z.string().trim().min(1).max(2000);
const Kind = z.string().regex(WEBHOOK_KIND).meta({ description: 'An act (sheet.issued) or a family of acts (sheet)' });
const Kinds = z.array(Kind).min(1).max(100);
const LanguageName = z.enum(['zh-CN', 'en']);

export const Webhook = z.object({
  id: Id,
  version: z.number().int(),
  name: z.string(),
  format: WebhookFormatName,
  /** Without the key that opens it. */
  address: z.string(),
  kinds: z.array(z.string()),
  language: LanguageName,
  /** stopped: by the product, after failing for long. */
  state: WebhookState,
  signs: z.boolean(),
  failingSince: Instant.nullable(),
  deliveredAt: Instant.nullable(),
  createdAt: Instant,
  waiting: z.number().int(),
  dead: z.number().int(),
});
/** The secret is answered where the product made it: this once. */
const WithSecret = Webhook.extend({ secret: z.string().nullable() });

export const WebhookAttempt = z.object({
  number: z.number().int(),
  at: Instant,
  status: z.number().int().nullable(),
  milliseconds: z.number().int(),
  error: z.string().nullable(),
  /** The number by which a robot says why. */
  answerCode: z.number().int().nullable(),
});

export const WebhookDelivery = z.object({
  id: Id,
  /** Null for a trial. */
  eventId: Id.nullable(),
  kind: z.string(),
  code: z.string().nullable(),
  state: z.enum(['waiting', 'delivered', 'dead']),
  createdAt: Instant,
  endedAt: Instant.nullable(),
  attempts: z.array(WebhookAttempt),
});

export const listWebhooks = defineEndpoint({
  name: 'listWebhooks',
  method: 'GET',
  path: '/webhooks',
  summary: 'Webhooks, without their secrets',
  tag: 'channels',
  query: ListQuery,
  reply: listOf(Webhook),
});
export const createWebhook = defineEndpoint({
  name: 'createWebhook',
  method: 'POST',
  path: '/webhooks',
  summary: 'Have acts told to an address; the secret that signs is shown once',
  tag: 'channels',
  status: 201,
  shownOnce: true,
  body: z.object({
    name: Name,
    url: Address,
    format: WebhookFormatName,
    kinds: Kinds,
    language: LanguageName.optional(),
    /** The one that DingTalk or Feishu shows beside the robot; for CloudEvents the product makes its own. */
    secret: z.string().trim().min(1).max(500).optional(),
  }),
  reply: WithSecret,
});
export const changeWebhook = defineEndpoint({
  name: 'changeWebhook',
  method: 'PATCH',
  path: '/webhooks/{id}',
  summary: 'Change a webhook, pause it, or let it go on',
  tag: 'channels',
  version: 'optional',
  params: IdParams,
  body: z
    .object({
      name: Name,
      url: Address,
      kinds: Kinds,
      language: LanguageName,
      state: z.enum(['active', 'paused']),
      secret: z.string().trim().min(1).max(500),
    })
    .partial(),
  reply: Webhook,
});
export const deleteWebhook = defineEndpoint({
  name: 'deleteWebhook',
  method: 'DELETE',
  path: '/webhooks/{id}',
  summary: 'Remove a webhook and the log of what was sent',
  tag: 'channels',
  status: 204,
  version: 'optional',
  params: IdParams,
  reply: z.null(),
});
export const rotateWebhookSecret = defineEndpoint({
  name: 'rotateWebhookSecret',
  method: 'POST',
  path: '/webhooks/{id}/rotate',
  summary: 'Make a new secret; the old one ends at once',
  tag: 'channels',
  shownOnce: true,
  version: 'optional',
  params: IdParams,
  reply: WithSecret,
});
export const testWebhook = defineEndpoint({
  name: 'testWebhook',
  method: 'POST',
  path: '/webhooks/{id}/test',
  summary: 'Send a trial now, once, and answer how it went',
  tag: 'channels',
  params: IdParams,
  reply: WebhookDelivery,
});
export const listWebhookDeliveries = defineEndpoint({
  name: 'listWebhookDeliveries',
  method: 'GET',
  path: '/webhooks/{id}/deliveries',
  summary: 'What was sent, latest first, with every attempt',
  tag: 'channels',
  params: IdParams,
  query: ListQuery.extend({ state: WebhookDelivery.shape.state.optional() }),
  reply: listOf(WebhookDelivery),
});
export const sendWebhookAgain = defineEndpoint({
  name: 'sendWebhookAgain',
  method: 'POST',
  path: '/webhooks/{id}/deliveries/{deliveryId}/again',
  summary: 'Try a dead letter again from the start',
  tag: 'channels',
  params: IdParams.extend({ deliveryId: Id }),
  reply: WebhookDelivery,
});

export const webhookEndpoints = [
  listWebhooks,
  createWebhook,
  changeWebhook,
  deleteWebhook,
  rotateWebhookSecret,
  testWebhook,
  listWebhookDeliveries,
  sendWebhookAgain,
] as const;
