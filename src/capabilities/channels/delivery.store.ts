// E-mail on its way, in the database: chosen for messages, handed to the queue when due, marked as each attempt ends.
import { type RawBuilder, sql } from 'kysely';
import { type Db, outsideTenant, type Tx } from '../../platform/database/connect.ts';
import type { Moment } from '../../platform/events/append.ts';
import type { DeliveryState } from './delivery.rules.ts';
import type { EmailWish, NotificationKind, Urgency } from './notification.rules.ts';
import type { SeenPerson } from './notification-text.ts';

type Place = Pick<Moment, 'tx' | 'institutionId'>;

export type InstitutionDay = { today: string; timeZone: string };

export async function readInstitutionDay(tx: Tx, institutionId: string, now: Date): Promise<InstitutionDay> {
  const { rows } = await sql<InstitutionDay>`
    select institution_day(${institutionId}, ${now}) as today, time_zone as "timeZone" from institutions where id = ${institutionId}`.execute(
    tx,
  );
  return rows[0] ?? { today: now.toISOString().slice(0, 10), timeZone: 'UTC' };
}

async function institutionsOf(db: Db, call: RawBuilder<unknown>): Promise<string[]> {
  return outsideTenant(db, async (tx) => {
    const { rows } = await sql<{ id: string }>`select ${call} as id`.execute(tx);
    return rows.map((row) => row.id);
  });
}
export const institutionsToDispatch = (db: Db) => institutionsOf(db, sql`institutions_to_dispatch()`);
export const institutionsWithDue = (db: Db, now: Date) =>
  institutionsOf(db, sql`institutions_with_due_deliveries(${now})`);
export const institutionsWithQueued = (db: Db) => institutionsOf(db, sql`institutions_with_queued_deliveries()`);

export type Undispatched = {
  id: string;
  personId: string;
  kind: NotificationKind;
  urgency: Urgency;
  day: string | null;
  wish: EmailWish;
  reachable: boolean;
};

/** Locked: whoever chooses the channels of a message chooses alone. */
export async function takeUndispatched({ tx, institutionId }: Place, most: number): Promise<Undispatched[]> {
  const { rows } = await sql<Undispatched>`
    select n.id, n.person_id as "personId", n.kind, n.urgency, n.day, coalesce(w.email, 'all') as wish,
      p.active and coalesce(p.email, '') <> '' as reachable
    from (select * from notifications where institution_id = ${institutionId} and not dispatched order by at limit ${most} for update skip locked) n
    join people p on p.institution_id = n.institution_id and p.id = n.person_id
    left join notification_preferences w on w.institution_id = n.institution_id and w.person_id = n.person_id`.execute(
    tx,
  );
  return rows;
}

export async function markDispatched({ tx, institutionId }: Place, ids: readonly string[]): Promise<void> {
  await sql`update notifications set dispatched = true where institution_id = ${institutionId} and id = any(${ids}::uuid[])`.execute(
    tx,
  );
}

export type NewDelivery = {
  id: string;
  notificationId: string;
  personId: string;
  kind: NotificationKind;
  notBefore: Date;
};

export async function insertDeliveries(
  { tx, institutionId }: Place,
  made: readonly NewDelivery[],
  now: Date,
): Promise<void> {
  if (made.length === 0) return;
  await sql`
    insert into deliveries (institution_id, id, channel, notification_id, person_id, kind, state, not_before, created_at)
    select ${institutionId}, m.id, 'email', m."notificationId", m."personId", m.kind, 'waiting', m."notBefore", ${now}
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as m(id uuid, "notificationId" uuid, "personId" uuid, kind text, "notBefore" timestamptz)
    on conflict do nothing`.execute(tx);
}

/** Locked: only one process hands them over. */
export async function takeDue({ tx, institutionId }: Place, now: Date, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from deliveries where institution_id = ${institutionId} and state = 'waiting' and not_before <= ${now}
    order by not_before, id limit ${most} for update skip locked`.execute(tx);
  return rows.map((row) => row.id);
}

export async function markQueued(
  { tx, institutionId }: Place,
  jobs: readonly { id: string; deliveryId: string }[],
): Promise<void> {
  await sql`
    update deliveries d set state = 'queued', job_id = j.id, version = d.version + 1
    from unnest(${jobs.map((job) => job.id)}::uuid[], ${jobs.map((job) => job.deliveryId)}::uuid[]) as j(id, delivery)
    where d.institution_id = ${institutionId} and d.id = j.delivery`.execute(tx);
}

/** Queued for a job that the queue does not hold, as after a restored backup: they wait anew. */
export async function waitAnew({ tx, institutionId }: Place, queue: string): Promise<number> {
  const { numAffectedRows } = await sql`
    update deliveries d set state = 'waiting', job_id = null, version = version + 1
    where d.institution_id = ${institutionId} and d.state = 'queued'
      and not exists (select 1 from pgboss.job j where j.name = ${queue} and j.id = d.job_id)`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

export type TakenDelivery = { notificationId: string; personId: string; attempt: number };

/** Counts the attempt before it is made; null where another job has taken over, or it has ended. */
export async function beginAttempt(
  { tx, institutionId }: Place,
  id: string,
  jobId: string,
  now: Date,
): Promise<TakenDelivery | null> {
  const { rows } = await sql<TakenDelivery>`
    update deliveries set attempts = attempts + 1, tried_at = ${now}
    where institution_id = ${institutionId} and id = ${id} and job_id = ${jobId} and state = 'queued'
    returning notification_id as "notificationId", person_id as "personId", attempts as attempt`.execute(tx);
  return rows[0] ?? null;
}

export type Ending = { state: DeliveryState; failure: string | null; now: Date };

export async function endAttempt(
  { tx, institutionId }: Place,
  id: string,
  jobId: string,
  ending: Ending,
): Promise<void> {
  const { state, failure, now } = ending;
  await sql`
    update deliveries set state = ${state}, failure = ${failure}, sent_at = case when ${state} = 'sent' then ${now}::timestamptz end, version = version + 1
    where institution_id = ${institutionId} and id = ${id} and job_id = ${jobId} and state = 'queued'`.execute(tx);
}

/** What its job could not end: a worker that died too often, or a server that never answered. */
export async function giveUp({ tx, institutionId }: Place, id: string, jobId: string, now: Date): Promise<void> {
  await sql`
    update deliveries set state = 'failed', failure = coalesce(failure, 'lost'), tried_at = coalesce(tried_at, ${now}), version = version + 1
    where institution_id = ${institutionId} and id = ${id} and job_id = ${jobId} and state = 'queued'`.execute(tx);
}

export type StoredDelivery = {
  id: string;
  version: number;
  channel: 'email';
  person: SeenPerson;
  kind: NotificationKind;
  state: DeliveryState;
  attempts: number;
  failure: string | null;
  createdAt: Date;
  notBefore: Date;
  triedAt: Date | null;
  sentAt: Date | null;
};

/** `where` continues the condition on deliveries `d`. */
export async function selectDeliveries(
  { tx, institutionId }: Place,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<StoredDelivery[]> {
  const { rows } = await sql<StoredDelivery>`
    select d.id, d.version, d.channel, jsonb_build_object('id', p.id, 'name', p.name, 'nameEn', p.name_en) as person, d.kind, d.state, d.attempts, d.failure,
      d.created_at as "createdAt", d.not_before as "notBefore", d.tried_at as "triedAt", d.sent_at as "sentAt"
    from deliveries d join people p on p.institution_id = d.institution_id and p.id = d.person_id
    where d.institution_id = ${institutionId} ${where} order by d.created_at desc, d.id desc limit ${limit}`.execute(
    tx,
  );
  return rows;
}

export async function waitOnceMore({ tx, institutionId }: Place, id: string, now: Date): Promise<void> {
  await sql`update deliveries set state = 'waiting', not_before = ${now}, job_id = null, version = version + 1
    where institution_id = ${institutionId} and id = ${id}`.execute(tx);
}

export type MailFigures = {
  waiting: number;
  failed: number;
  sentToday: number;
  oldestWaiting: Date | null;
  withoutAddress: number;
};

export async function selectMailFigures({ tx, institutionId, today }: Place & { today: string }): Promise<MailFigures> {
  const { rows } = await sql<MailFigures>`
    select count(*) filter (where state in ('waiting', 'queued')) as waiting, count(*) filter (where state = 'failed') as failed,
      count(*) filter (where state = 'sent' and institution_day(institution_id, sent_at) = ${today}::date) as "sentToday",
      min(not_before) filter (where state in ('waiting', 'queued')) as "oldestWaiting",
      (select count(*) from people where institution_id = ${institutionId} and active and coalesce(email, '') = '') as "withoutAddress"
    from deliveries where institution_id = ${institutionId}`.execute(tx);
  return rows[0] ?? { waiting: 0, failed: 0, sentToday: 0, oldestWaiting: null, withoutAddress: 0 };
}

export type DeliveryCounts = { waiting: number; failed: number; oldestSeconds: number };

/** Over all institutions: numbers alone. */
export async function selectDeliveryCounts(db: Db, now: Date): Promise<DeliveryCounts> {
  return outsideTenant(db, async (tx) => {
    const { rows } = await sql<DeliveryCounts>`
      select waiting, failed, oldest_seconds as "oldestSeconds" from count_deliveries(${now})`.execute(tx);
    return rows[0] ?? { waiting: 0, failed: 0, oldestSeconds: 0 };
  });
}
