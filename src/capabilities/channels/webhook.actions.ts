// Managing webhooks: made, changed, paused, rotated and removed by whoever manages the institution; secrets leave once, when they are made.
import { v7 as uuid } from 'uuid';
import { appendEvent } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { page, readCursor } from '../../platform/http/paging.ts';
import { isAllowedHost, isPublicAddress, readTarget } from '../../platform/outgoing/address.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import { demandManagement } from '../identity/identity.policy.ts';
import type { Scope } from '../identity/scope.ts';
import { readSetting } from '../institution/settings.store.ts';
import { shownAddress, type WebhookFormat } from './webhook.rules.ts';
import {
  findDelivery,
  findWebhook,
  hastenDeliveries,
  insertDeliveries,
  lockWebhook,
  reviveDelivery,
  type StoredDelivery,
  type StoredWebhook,
  selectDeliveries,
  selectWebhooks,
  type Where,
} from './webhook.store.ts';
import { sealPart } from './webhook-keys.ts';
import { makeWebhookSecret } from './webhook-signature.ts';

export type Keys = {
  /** The installation's secret. */
  secret: string;
  /** The time of the world outside, in which tries are due. */
  outside: () => Date;
};

const shown = (webhook: StoredWebhook) => ({
  id: webhook.id,
  version: webhook.version,
  name: webhook.name,
  format: webhook.format,
  address: webhook.address,
  kinds: webhook.kinds,
  language: webhook.language,
  state: webhook.state,
  signs: webhook.secretSealed !== null,
  failingSince: webhook.failingSince?.toISOString() ?? null,
  deliveredAt: webhook.deliveredAt?.toISOString() ?? null,
  createdAt: webhook.createdAt.toISOString(),
  waiting: webhook.waiting,
  dead: webhook.dead,
});

const shownDelivery = (delivery: StoredDelivery) => ({
  id: delivery.id,
  eventId: delivery.eventId,
  kind: delivery.kind,
  code: delivery.body.code,
  state: delivery.state,
  createdAt: delivery.createdAt.toISOString(),
  endedAt: delivery.endedAt?.toISOString() ?? null,
  attempts: delivery.attempts.map((attempt) => ({ ...attempt, at: new Date(attempt.at).toISOString() })),
});

/** What can be known before anything is sent; a name is looked up only when it is called. */
async function demandAddress(scope: Scope, url: string): Promise<void> {
  const target = readTarget(url);
  const refuseAddress = (code: string, params = {}): never =>
    refuseNow('invalid', code, params, [{ path: 'url', code, params }]);
  if (typeof target === 'string') return refuseAddress(`webhook_${target}`);
  if (isAllowedHost(await readSetting(scope, 'outgoing.allowedHosts'), target)) return;
  const isNumber = /^[\d.]+$/.test(target.host) || target.host.includes(':');
  const isInside = target.host === 'localhost' || target.host.endsWith('.localhost');
  if (isInside || (isNumber && !isPublicAddress(target.host))) {
    refuseAddress('webhook_address_inside', { host: target.host });
  }
}

export type NewWebhook = {
  name: string;
  url: string;
  format: WebhookFormat;
  kinds: string[];
  language?: 'zh-CN' | 'en' | undefined;
  secret?: string | undefined;
};

export async function createWebhook(scope: Scope, keys: Keys, asked: NewWebhook) {
  unwrap(demandManagement(scope.actor));
  await demandAddress(scope, asked.url);
  const { format } = asked;
  if (format === 'wecom' && asked.secret !== undefined) refuseNow('invalid', 'webhook_signs_not', { format });
  const made = format === 'cloudevents' ? makeWebhookSecret() : null;
  if (made !== null && asked.secret !== undefined) refuseNow('invalid', 'webhook_secret_is_made');
  const secret = made ?? asked.secret ?? null;
  const id = uuid();
  const row = {
    name: asked.name,
    format,
    url_shown: shownAddress(format, asked.url),
    kinds: [...new Set(asked.kinds)],
    language: asked.language ?? scope.language,
  };
  await scope.tx
    .insertInto('webhooks')
    .values({
      institution_id: scope.institutionId,
      id,
      ...row,
      url_sealed: sealPart(keys.secret, scope.institutionId, id, 'url', asked.url),
      secret_sealed: secret === null ? null : sealPart(keys.secret, scope.institutionId, id, 'secret', secret),
      created_by: scope.actorId,
      created_at: scope.now,
    })
    .execute();
  const after = { name: row.name, format, address: row.url_shown, kinds: row.kinds };
  await appendEvent(scope, { act: 'webhook.created', objectKind: 'webhook', objectId: id, after });
  return { ...shown(await demandWebhook(scope, id)), secret: made };
}

async function demandWebhook(scope: Scope, id: string): Promise<StoredWebhook> {
  return (await findWebhook(scope, id)) ?? refuseNow('missing', 'not_found');
}

async function webhookForUpdate(scope: Scope, id: string, ifMatch: number | null): Promise<StoredWebhook> {
  unwrap(demandManagement(scope.actor));
  const webhook = (await lockWebhook(scope, id)) ?? refuseNow('missing', 'not_found');
  demandVersion(ifMatch, webhook.version);
  return webhook;
}

export async function listWebhooks(scope: Scope, query: { limit: number; cursor?: string | undefined }) {
  unwrap(demandManagement(scope.actor));
  const rows = await selectWebhooks(scope, readPlace(query.cursor), query.limit + 1);
  return page(rows.map(shown), query.limit, (webhook) => [webhook.createdAt, webhook.id]);
}

function readPlace(cursor: string | undefined): { createdAt: string; id: string } | null {
  const [createdAt, id] = readCursor(cursor, 2) ?? [];
  return typeof createdAt === 'string' && typeof id === 'string' ? { createdAt, id } : null;
}

export type WebhookChange = {
  name?: string | undefined;
  url?: string | undefined;
  kinds?: string[] | undefined;
  language?: 'zh-CN' | 'en' | undefined;
  state?: 'active' | 'paused' | undefined;
  secret?: string | undefined;
};

export async function changeWebhook(
  scope: Scope,
  keys: Keys,
  { id, change, ifMatch }: { id: string; change: WebhookChange; ifMatch: number | null },
) {
  const standing = await webhookForUpdate(scope, id, ifMatch);
  const { format } = standing;
  if (change.url !== undefined) await demandAddress(scope, change.url);
  if (change.secret !== undefined && format === 'cloudevents') refuseNow('invalid', 'webhook_secret_is_made');
  if (change.secret !== undefined && format === 'wecom') refuseNow('invalid', 'webhook_signs_not', { format });
  const goesOn = change.state === 'active' && standing.state !== 'active';
  await scope.tx
    .updateTable('webhooks')
    .set({
      version: standing.version + 1,
      ...(change.name !== undefined && { name: change.name }),
      ...(change.kinds !== undefined && { kinds: [...new Set(change.kinds)] }),
      ...(change.language !== undefined && { language: change.language }),
      ...(change.state !== undefined && { state: change.state }),
      ...(goesOn && { failing_since: null }),
      ...(change.url !== undefined && {
        url_sealed: sealPart(keys.secret, scope.institutionId, id, 'url', change.url),
        url_shown: shownAddress(format, change.url),
      }),
      ...(change.secret !== undefined && {
        secret_sealed: sealPart(keys.secret, scope.institutionId, id, 'secret', change.secret),
      }),
    })
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', id)
    .execute();
  const changed = shown(await demandWebhook(scope, id));
  const { name, address, kinds, language, state } = shown(standing);
  await appendEvent(scope, {
    act: 'webhook.changed',
    objectKind: 'webhook',
    objectId: id,
    before: { name, address, kinds, language, state },
    after: {
      name: changed.name,
      address: changed.address,
      kinds: changed.kinds,
      language: changed.language,
      state: changed.state,
      ...(change.secret !== undefined && { secretReplaced: true }),
    },
  });
  if (goesOn) await hastenDeliveries(scope, id, keys.outside());
  return changed;
}

export async function removeWebhook(scope: Scope, id: string, ifMatch: number | null): Promise<void> {
  const standing = await webhookForUpdate(scope, id, ifMatch);
  await scope.tx
    .deleteFrom('webhooks')
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', id)
    .execute();
  const before = { name: standing.name, format: standing.format, address: standing.address };
  await appendEvent(scope, { act: 'webhook.removed', objectKind: 'webhook', objectId: id, before });
}

export async function rotateSecret(scope: Scope, keys: Keys, id: string, ifMatch: number | null) {
  const standing = await webhookForUpdate(scope, id, ifMatch);
  if (standing.format !== 'cloudevents') refuseNow('conflict', 'webhook_secret_not_ours');
  const secret = makeWebhookSecret();
  await scope.tx
    .updateTable('webhooks')
    .set({
      secret_sealed: sealPart(keys.secret, scope.institutionId, id, 'secret', secret),
      version: standing.version + 1,
    })
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', id)
    .execute();
  await appendEvent(scope, { act: 'webhook.secret_rotated', objectKind: 'webhook', objectId: id });
  return { ...shown(await demandWebhook(scope, id)), secret };
}

export type DeliveryQuery = { limit: number; cursor?: string | undefined; state?: string | undefined };

export async function listDeliveries(scope: Scope, id: string, query: DeliveryQuery) {
  unwrap(demandManagement(scope.actor));
  await demandWebhook(scope, id);
  const filter = { webhookId: id, state: query.state };
  const rows = await selectDeliveries(scope, filter, readPlace(query.cursor), query.limit + 1);
  return page(rows.map(shownDelivery), query.limit, (delivery) => [delivery.createdAt, delivery.id]);
}

export async function readDelivery(where: Where, id: string) {
  return shownDelivery((await findDelivery(where, id)) ?? refuseNow('missing', 'not_found'));
}

export async function sendAgain(scope: Scope, keys: Keys, id: string, deliveryId: string) {
  await webhookForUpdate(scope, id, null);
  const delivery = await findDelivery(scope, deliveryId);
  if (delivery?.webhookId !== id) refuseNow('missing', 'not_found');
  if (delivery.eventId === null) refuseNow('conflict', 'webhook_trial_not_again');
  if (!(await reviveDelivery(scope, deliveryId, keys.outside())))
    refuseNow('conflict', 'webhook_not_dead', { state: delivery.state });
  await appendEvent(scope, {
    act: 'webhook.sent_again',
    objectKind: 'webhook',
    objectId: id,
    after: { deliveryId, kind: delivery.kind },
  });
  return readDelivery(scope, deliveryId);
}

/** The trial's delivery, still to be sent. It is about the institution itself and tells nothing of its work. */
export async function prepareTrial(scope: Scope, keys: Keys, id: string): Promise<string> {
  unwrap(demandManagement(scope.actor));
  await demandWebhook(scope, id);
  const deliveryId = uuid();
  const body = {
    id: deliveryId,
    kind: 'webhook.tested',
    at: scope.now.toISOString(),
    objectKind: 'webhook',
    objectId: id,
    itemId: null,
    code: null,
    light: null,
    colour: null,
    path: '/',
  };
  await insertDeliveries({ ...scope, outside: keys.outside() }, [
    { id: deliveryId, webhookId: id, eventId: null, body },
  ]);
  await appendEvent(scope, { act: 'webhook.tested', objectKind: 'webhook', objectId: id });
  return deliveryId;
}
