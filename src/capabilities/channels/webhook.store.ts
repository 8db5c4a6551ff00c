// The SQL of webhooks, of what is to be sent to them and how each attempt went.
import { type RawBuilder, sql } from 'kysely';
import { type Db, outsideTenant } from '../../platform/database/connect.ts';
import type { Moment } from '../../platform/events/append.ts';
import type { Language } from '../../platform/words.ts';
import type { WebhookBody, WebhookFormat } from './webhook.rules.ts';

export type Where = Pick<Moment, 'tx' | 'institutionId'>;

export type StoredWebhook = {
  id: string;
  version: number;
  name: string;
  format: WebhookFormat;
  urlSealed: Buffer;
  address: string;
  secretSealed: Buffer | null;
  kinds: string[];
  language: Language;
  state: 'active' | 'paused' | 'stopped';
  failingSince: Date | null;
  deliveredAt: Date | null;
  createdAt: Date;
  waiting: number;
  dead: number;
};

const COLUMNS = sql`w.id, w.version, w.name, w.format, w.url_sealed as "urlSealed", w.url_shown as address, w.secret_sealed as "secretSealed",
  w.kinds, w.language, w.state, w.failing_since as "failingSince", w.delivered_at as "deliveredAt", w.created_at as "createdAt"`;
const COUNTS = sql`
  (select count(*) from webhook_deliveries d where d.institution_id = w.institution_id and d.webhook_id = w.id and d.state = 'waiting') as waiting,
  (select count(*) from webhook_deliveries d where d.institution_id = w.institution_id and d.webhook_id = w.id and d.state = 'dead') as dead`;

export async function selectWebhooks(
  { tx, institutionId }: Where,
  after: { createdAt: string; id: string } | null,
  limit: number,
): Promise<StoredWebhook[]> {
  const later = after ? sql`and (w.created_at, w.id) > (${after.createdAt}::timestamptz, ${after.id}::uuid)` : sql``;
  const { rows } = await sql<StoredWebhook>`select ${COLUMNS}, ${COUNTS} from webhooks w
    where w.institution_id = ${institutionId} ${later} order by w.created_at, w.id limit ${limit}`.execute(tx);
  return rows;
}

export async function findWebhook({ tx, institutionId }: Where, id: string): Promise<StoredWebhook | undefined> {
  const { rows } = await sql<StoredWebhook>`select ${COLUMNS}, ${COUNTS} from webhooks w
    where w.institution_id = ${institutionId} and w.id = ${id}`.execute(tx);
  return rows[0];
}

export async function lockWebhook(where: Where, id: string): Promise<StoredWebhook | undefined> {
  await sql`select 1 from webhooks where institution_id = ${where.institutionId} and id = ${id} for update`.execute(
    where.tx,
  );
  return findWebhook(where, id);
}

export type ActiveWebhook = { id: string; kinds: string[]; createdAt: Date };

/** Those that are told of acts now, with what they asked for. */
export async function activeWebhooks({ tx, institutionId }: Where): Promise<ActiveWebhook[]> {
  const { rows } = await sql<ActiveWebhook>`
    select id, kinds, created_at as "createdAt" from webhooks where institution_id = ${institutionId} and state = 'active'`.execute(
    tx,
  );
  return rows;
}

/** Codes and lights of registered items; a draft has no code and is nobody's business outside. */
export async function codesAndLights(
  { tx, institutionId }: Where,
  ids: readonly string[],
): Promise<Map<string, { code: string; light: string }>> {
  const { rows } = await sql<{ id: string; code: string; light: string }>`
    select i.id, i.code, coalesce(v.light, 'grey') as light from items i
    left join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
    where i.institution_id = ${institutionId} and i.id = any(${ids}::uuid[]) and i.code is not null`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

export type NewDelivery = { id: string; webhookId: string; eventId: string | null; body: WebhookBody };

/** A second planning of the same event finds its delivery there; answers the ids of those that are new. */
export async function insertDeliveries(
  where: Where & { now: Date; outside: Date },
  deliveries: readonly NewDelivery[],
): Promise<string[]> {
  if (deliveries.length === 0) return [];
  const rows = deliveries.map(({ id, webhookId, eventId, body }) => ({
    id,
    webhook_id: webhookId,
    event_id: eventId,
    act: body.kind,
    body,
  }));
  const { rows: made } = await sql<{ id: string }>`
    insert into webhook_deliveries (institution_id, id, webhook_id, event_id, act, body, created_at, next_at)
    select ${where.institutionId}, d.id, d.webhook_id, d.event_id, d.act, d.body, ${where.now}, ${where.outside}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d(id uuid, webhook_id uuid, event_id uuid, act text, body jsonb)
    on conflict (institution_id, webhook_id, event_id) do nothing returning id`.execute(where.tx);
  return made.map((row) => row.id);
}

export type StoredAttempt = {
  number: number;
  at: string;
  status: number | null;
  milliseconds: number;
  error: string | null;
  answerCode: number | null;
};
export type StoredDelivery = {
  id: string;
  webhookId: string;
  eventId: string | null;
  kind: string;
  body: WebhookBody;
  state: 'waiting' | 'delivered' | 'dead';
  tries: number;
  createdAt: Date;
  endedAt: Date | null;
  attempts: StoredAttempt[];
};

const DELIVERY = sql`d.id, d.webhook_id as "webhookId", d.event_id as "eventId", d.act as kind, d.body, d.state, d.tries,
  d.created_at as "createdAt", d.ended_at as "endedAt",
  coalesce((select jsonb_agg(jsonb_build_object('number', a.number, 'at', a.at, 'status', a.status, 'milliseconds', a.milliseconds,
    'error', a.error, 'answerCode', a.answer_code) order by a.number) from webhook_attempts a
    where a.institution_id = d.institution_id and a.delivery_id = d.id), '[]') as attempts`;

export type DeliveryFilter = { webhookId: string; state?: string | undefined };

export async function selectDeliveries(
  { tx, institutionId }: Where,
  { webhookId, state }: DeliveryFilter,
  before: { createdAt: string; id: string } | null,
  limit: number,
): Promise<StoredDelivery[]> {
  const earlier = before
    ? sql`and (d.created_at, d.id) < (${before.createdAt}::timestamptz, ${before.id}::uuid)`
    : sql``;
  const inState = state ? sql`and d.state = ${state}` : sql``;
  const { rows } = await sql<StoredDelivery>`select ${DELIVERY} from webhook_deliveries d
    where d.institution_id = ${institutionId} and d.webhook_id = ${webhookId} ${inState} ${earlier}
    order by d.created_at desc, d.id desc limit ${limit}`.execute(tx);
  return rows;
}

export async function findDelivery({ tx, institutionId }: Where, id: string): Promise<StoredDelivery | undefined> {
  const { rows } = await sql<StoredDelivery>`select ${DELIVERY} from webhook_deliveries d
    where d.institution_id = ${institutionId} and d.id = ${id}`.execute(tx);
  return rows[0];
}

/** Takes what waits for an attempt and counts it; undefined where it waits no more. Answers the number of the attempt and of the try. */
export async function beginAttempt(
  { tx, institutionId }: Where,
  id: string,
): Promise<{ attempt: number; tries: number } | undefined> {
  const { rows } = await sql<{ attempt: number; tries: number }>`
    update webhook_deliveries set attempts = attempts + 1, tries = tries + 1
    where institution_id = ${institutionId} and id = ${id} and state = 'waiting' returning attempts as attempt, tries`.execute(
    tx,
  );
  return rows[0];
}

export type AttemptMade = Omit<StoredAttempt, 'at'> & { at: Date };

export async function insertAttempt(
  { tx, institutionId }: Where,
  deliveryId: string,
  made: AttemptMade,
): Promise<void> {
  await sql`insert into webhook_attempts (institution_id, delivery_id, number, at, status, milliseconds, error, answer_code)
    values (${institutionId}, ${deliveryId}, ${made.number}, ${made.at}, ${made.status}, ${made.milliseconds}, ${made.error}, ${made.answerCode})
    on conflict do nothing`.execute(tx);
}

export async function endDelivery(where: Where, id: string, state: 'delivered' | 'dead', now: Date): Promise<void> {
  await sql`update webhook_deliveries set state = ${state}, ended_at = ${now}
    where institution_id = ${where.institutionId} and id = ${id} and state = 'waiting'`.execute(where.tx);
}

/** A dead letter waits again, with all its tries before it. */
export async function reviveDelivery({ tx, institutionId }: Where, id: string, outside: Date): Promise<boolean> {
  const revived =
    await sql`update webhook_deliveries set state = 'waiting', tries = 0, ended_at = null, next_at = ${outside}, queued_at = null
    where institution_id = ${institutionId} and id = ${id} and state = 'dead'`.execute(tx);
  return Number(revived.numAffectedRows ?? 0) === 1;
}

/** The next try is due then. */
export async function postponeDelivery({ tx, institutionId }: Where, id: string, nextAt: Date): Promise<void> {
  await sql`update webhook_deliveries set next_at = ${nextAt}, queued_at = null
    where institution_id = ${institutionId} and id = ${id} and state = 'waiting'`.execute(tx);
}

/** What waited while its webhook stood still is due now. */
export async function hastenDeliveries({ tx, institutionId }: Where, webhookId: string, outside: Date): Promise<void> {
  await sql`update webhook_deliveries set next_at = ${outside}, queued_at = null
    where institution_id = ${institutionId} and webhook_id = ${webhookId} and state = 'waiting' and event_id is not null`.execute(
    tx,
  );
}

/** Marks what is due as carried by a job and answers its ids; two processes never mark the same. */
export async function takeDue({ tx, institutionId }: Where, outside: Date, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update webhook_deliveries set queued_at = ${outside} where institution_id = ${institutionId} and id in (
      select id from webhook_deliveries where institution_id = ${institutionId} and id in (
        select id from webhook_deliveries_due(${institutionId}, ${outside}) order by next_at, id limit ${most})
      for update skip locked)
    returning id`.execute(tx);
  return rows.map((row) => row.id);
}

export async function institutionsWithDue(db: Db, outside: Date): Promise<string[]> {
  return outsideTenant(db, async (tx) => {
    const { rows } = await sql<{ id: string }>`select institutions_with_due_webhooks(${outside}) as id`.execute(tx);
    return rows.map((row) => row.id);
  });
}

/** Whether the webhook answers: a good answer clears the failing, a bad one keeps the moment when it began. */
export async function noteAnswer(
  { tx, institutionId }: Where,
  id: string,
  delivered: boolean,
  now: Date,
): Promise<void> {
  const set: RawBuilder<unknown> = delivered
    ? sql`failing_since = null, delivered_at = ${now}`
    : sql`failing_since = coalesce(failing_since, ${now})`;
  await sql`update webhooks set ${set} where institution_id = ${institutionId} and id = ${id}`.execute(tx);
}

/** Who is told that a webhook was stopped. */
export async function administratorsOn({ tx, institutionId }: Where, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct person_id as id from role_grants where institution_id = ${institutionId} and role = 'administrator' and state = 'confirmed'
      and from_day <= ${today}::date and (to_day is null or to_day >= ${today}::date) order by 1`.execute(tx);
  return rows.map((row) => row.id);
}

/** Logs that nobody will look for go; dead letters stay until they are sent or the webhook is removed. */
export async function sweepDeliveries({ tx, institutionId }: Where, before: Date): Promise<void> {
  await sql`delete from webhook_deliveries where institution_id = ${institutionId} and state = 'delivered' and ended_at < ${before}`.execute(
    tx,
  );
}
