// E-mail on its way: which messages leave the house and when, one attempt at a time, and what an administrator sees of it.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { type Db, inTenant } from '../../platform/database/connect.ts';
import { appendEvent, type Moment } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { page, readCursor } from '../../platform/http/paging.ts';
import type { QueueJob } from '../../platform/jobs/queue.ts';
import { refuseNow } from '../../platform/result.ts';
import { hasRole, type Scope } from '../identity/scope.ts';
import { readSetting } from '../institution/settings.store.ts';
import { localSecondOfDay } from '../institution/zone.rules.ts';
import { type DeliveryState, maySendAgain, secondsUntilAllowed } from './delivery.rules.ts';
import {
  type DeliveryCounts,
  insertDeliveries,
  institutionsToDispatch,
  institutionsWithDue,
  institutionsWithQueued,
  markDispatched,
  markQueued,
  type NewDelivery,
  readInstitutionDay,
  type StoredDelivery,
  selectDeliveries,
  selectDeliveryCounts,
  selectMailFigures,
  takeDue,
  takeUndispatched,
  type Undispatched,
  waitAnew,
  waitOnceMore,
} from './delivery.store.ts';
import { senderOf } from './mail-sender.rules.ts';
import { leavesByMail, urgencyOf } from './notification.rules.ts';
import { insertNotifications } from './notification.store.ts';

export const MAIL_QUEUE = 'mail';
const MOST = 500;

/** Chooses the channels of new messages; answers how many it looked at. Where no mail server is set up the inbox is the only one. */
export async function dispatchMessages(
  moment: Pick<Moment, 'tx' | 'institutionId' | 'now'>,
  mailOn: boolean,
): Promise<number> {
  const { tx, institutionId, now } = moment;
  const messages = await takeUndispatched(moment, MOST);
  if (messages.length === 0) return 0;
  if (mailOn) {
    const { today, timeZone } = await readInstitutionDay(tx, institutionId, now);
    const quiet = await readSetting({ tx, institutionId, today }, 'quietHours');
    const pause = secondsUntilAllowed(localSecondOfDay(now, timeZone), quiet);
    const notBefore = new Date(now.getTime() + pause * 1000);
    await insertDeliveries(
      moment,
      messages.flatMap((message) => newDelivery(message, today, { now, notBefore })),
      now,
    );
  }
  await markDispatched(
    moment,
    messages.map((message) => message.id),
  );
  return messages.length;
}

function newDelivery(
  { id, personId, kind, urgency, day, wish, reachable }: Undispatched,
  today: string,
  at: { now: Date; notBefore: Date },
): NewDelivery[] {
  // The digest of a day that has gone by helps nobody: it stays in the inbox.
  const outdated = day !== null && day !== today;
  if (!reachable || outdated || !leavesByMail(kind, urgency, wish)) return [];
  // A test is asked for now.
  const notBefore = kind === 'mail_test' ? at.now : at.notBefore;
  return [{ id: uuid(), notificationId: id, personId, kind, notBefore }];
}

export type SendJobs = (tx: Moment['tx'], jobs: readonly QueueJob[]) => Promise<void>;

/** Hands what is due to the queue, in one transaction with the mark of it; answers how many. */
export async function queueDue(moment: Pick<Moment, 'tx' | 'institutionId' | 'now'>, send: SendJobs): Promise<number> {
  const due = await takeDue(moment, moment.now, MOST);
  const jobs = due.map((deliveryId) => ({ id: uuid(), deliveryId }));
  if (jobs.length === 0) return 0;
  await markQueued(moment, jobs);
  await send(
    moment.tx,
    jobs.map(({ id, deliveryId }) => ({ id, institutionId: moment.institutionId, subjectId: deliveryId })),
  );
  return jobs.length;
}

const demandAdministrator = (scope: Scope) => {
  if (!hasRole(scope.actor, 'administrator')) refuseNow('forbidden', 'only_administrators_see_mail');
};

const shown = ({ createdAt, notBefore, triedAt, sentAt, ...row }: StoredDelivery) => ({
  ...row,
  createdAt: createdAt.toISOString(),
  notBefore: notBefore.toISOString(),
  triedAt: triedAt?.toISOString() ?? null,
  sentAt: sentAt?.toISOString() ?? null,
  abilities: { sendAgain: maySendAgain(row.state) },
});

export async function listDeliveries(
  scope: Scope,
  query: { state?: DeliveryState | undefined; limit: number; cursor?: string | undefined },
) {
  demandAdministrator(scope);
  const [at, id] = readCursor(query.cursor, 2) ?? [];
  const later =
    typeof at === 'string' && typeof id === 'string'
      ? sql`and (d.created_at, d.id) < (${at}::timestamptz, ${id}::uuid)`
      : sql``;
  const state = query.state ? sql`and d.state = ${query.state}` : sql``;
  const rows = await selectDeliveries(scope, sql`${state} ${later}`, query.limit + 1);
  return page(rows.map(shown), query.limit, (row) => [row.createdAt, row.id]);
}

async function demandDelivery(scope: Scope, id: string): Promise<StoredDelivery> {
  demandAdministrator(scope);
  const [row] = await selectDeliveries(scope, sql`and d.id = ${id}`, 1);
  return row ?? refuseNow('missing', 'not_found');
}

export const readDelivery = async (scope: Scope, id: string) => shown(await demandDelivery(scope, id));

export async function sendAgain(scope: Scope, id: string, ifMatch: number | null) {
  await sql`select 1 from deliveries where institution_id = ${scope.institutionId} and id = ${id} for update`.execute(
    scope.tx,
  );
  const row = await demandDelivery(scope, id);
  demandVersion(ifMatch, row.version);
  if (!maySendAgain(row.state)) refuseNow('conflict', 'delivery_not_failed');
  await waitOnceMore(scope, id, scope.now);
  await appendEvent(scope, {
    act: 'delivery.sent_again',
    objectKind: 'delivery',
    objectId: id,
    after: { attempts: row.attempts },
  });
  return readDelivery(scope, id);
}

export type MailPlace = { publicUrl: string; smtpUrl?: string | null };

export async function readMailState(scope: Scope, { publicUrl, smtpUrl }: MailPlace) {
  demandAdministrator(scope);
  const { oldestWaiting, ...figures } = await selectMailFigures(scope);
  const chosen = await readSetting(scope, 'mail.from');
  return {
    on: Boolean(smtpUrl),
    from: smtpUrl ? senderOf({ chosen, smtpUrl, publicUrl }) : null,
    ...figures,
    oldestWaiting: oldestWaiting?.toISOString() ?? null,
  };
}

/** On the way that all e-mail goes, to the administrator's own address. */
export async function testMail(scope: Scope, { smtpUrl }: MailPlace) {
  demandAdministrator(scope);
  if (!smtpUrl) refuseNow('conflict', 'mail_off');
  if (!scope.actor.email) refuseNow('conflict', 'address_missing');
  const id = uuid();
  const nothing = { eventId: null, itemId: null, objectKind: null, objectId: null, day: null, lines: [], params: {} };
  const kind = 'mail_test' as const;
  const own = {
    id,
    personId: scope.actorId,
    actorId: scope.actorId,
    kind,
    urgency: urgencyOf(kind, {}),
    count: 1,
    at: scope.now,
  };
  await insertNotifications(scope, [{ ...nothing, ...own }]);
  await markDispatched(scope, [id]);
  const delivery = { id: uuid(), notificationId: id, personId: scope.actorId, kind, notBefore: scope.now };
  await insertDeliveries(scope, [delivery], scope.now);
  await appendEvent(scope, { act: 'mail.tested', objectKind: 'delivery', objectId: delivery.id });
  return readDelivery(scope, delivery.id);
}

/** Where something waits for its channels, or its time has come. */
export async function waitingPlaces(db: Db, now: Date): Promise<{ undispatched: string[]; due: string[] }> {
  return { undispatched: await institutionsToDispatch(db), due: await institutionsWithDue(db, now) };
}

export const countDeliveries = (db: Db, now: Date): Promise<DeliveryCounts> => selectDeliveryCounts(db, now);

/** After a restored backup the queue is empty: what it was to carry out waits anew. */
export async function recoverQueued(db: Db): Promise<number> {
  let found = 0;
  for (const institutionId of await institutionsWithQueued(db))
    found += await inTenant(db, institutionId, (tx) => waitAnew({ tx, institutionId }, MAIL_QUEUE));
  return found;
}
