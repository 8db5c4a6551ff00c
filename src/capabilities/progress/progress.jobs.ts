// The midnight work: brings an institution forward to its own today, a day at a time and in order, also over days on which nothing ran.
import { sql } from 'kysely';
import { type Db, inTenant, outsideTenant, type Tx } from '../../platform/database/connect.ts';
import type { Moment } from '../../platform/events/append.ts';
import { tryExclusively } from '../../platform/jobs/exclusive.ts';
import { addDays, type Day } from '../institution/calendar.rules.ts';
import { localDay, startOfDay } from '../institution/zone.rules.ts';
import { followRedSpells } from './red-spells.actions.ts';

/** What a capability does at 00:00 of a day, in a transaction of its own; must find nothing left to do when run again. */
export type MidnightAct = (moment: Moment) => Promise<unknown>;

export type MidnightWork = {
  db: Db;
  now: () => Date;
  /** In this order, before the values of the day are computed. */
  acts: readonly MidnightAct[];
  /** True once the process is about to end: the day under way is left for the next start. */
  stopping?: () => boolean;
};

const BATCH = 500;

export async function institutionsBehind(db: Db, now: Date): Promise<string[]> {
  return outsideTenant(db, async (tx) => {
    const { rows } = await sql<{ id: string }>`select institutions_behind(${now}) as id`.execute(tx);
    return rows.map((row) => row.id);
  });
}

/** Brings every institution that is behind forward; those that another server is at are left to it. */
export async function catchUpAll(work: MidnightWork): Promise<void> {
  for (const institutionId of await institutionsBehind(work.db, work.now())) {
    if (work.stopping?.()) return;
    await catchUp(work, institutionId);
  }
}

/** Answers the days that it completed. */
export async function catchUp(work: MidnightWork, institutionId: string): Promise<Day[]> {
  const done = await tryExclusively(work.db, `midnight ${institutionId}`, async () => {
    const days: Day[] = [];
    for (let next = await nextDay(work, institutionId); next !== null && !work.stopping?.(); ) {
      await completeDay(work, institutionId, next);
      days.push(next.day);
      next = await nextDay(work, institutionId);
    }
    return days;
  });
  return done?.value ?? [];
}

type DueDay = { day: Day; timeZone: string };

async function nextDay({ db, now }: MidnightWork, institutionId: string): Promise<DueDay | null> {
  const row = await inTenant(db, institutionId, (tx) =>
    tx
      .selectFrom('institutions')
      .select(['time_zone', 'refreshed_to'])
      .where('id', '=', institutionId)
      .executeTakeFirst(),
  );
  if (!row) return null;
  const today = localDay(now(), row.time_zone);
  if (row.refreshed_to === null) return { day: today, timeZone: row.time_zone };
  return row.refreshed_to < today ? { day: addDays(row.refreshed_to, 1), timeZone: row.time_zone } : null;
}

async function completeDay(
  { db, acts }: MidnightWork,
  institutionId: string,
  { day, timeZone }: DueDay,
): Promise<void> {
  const midnight = startOfDay(day, timeZone);
  const inMoment = <Value>(act: (moment: Moment) => Promise<Value>): Promise<Value> =>
    inTenant(db, institutionId, async (tx) => {
      await sql`select set_config('liandong.now', ${midnight.toISOString()}, true)`.execute(tx);
      return act({ tx, institutionId, now: midnight, today: day, actorId: null, requestId: null });
    });
  for (const act of acts) await inMoment(act);
  await inMoment(({ tx }) => sql`select prepare_progress_day(${institutionId}, ${day}::date)`.execute(tx));
  while ((await inMoment((moment) => refreshExpired(moment.tx, institutionId, day))) >= BATCH);
  await inMoment(followRedSpells);
  await inMoment(({ tx }) =>
    tx.updateTable('institutions').set({ refreshed_to: day }).where('id', '=', institutionId).execute(),
  );
}

async function refreshExpired(tx: Tx, institutionId: string, day: Day): Promise<number> {
  const { rows } = await sql<{ refreshed: number }>`
    select refresh_expired_item_values(${institutionId}, ${day}::date, ${BATCH}) as refreshed
  `.execute(tx);
  return rows[0]?.refreshed ?? 0;
}

const DAY_MILLISECONDS = 24 * 3_600_000;
const HOUR_MILLISECONDS = 3_600_000;

/** What has served its time: replies kept for repeats, ended sessions, failures of signing in. */
export async function sweepExpired({ tx, institutionId, now }: Moment): Promise<void> {
  const before = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  await tx
    .deleteFrom('idempotency_keys')
    .where('institution_id', '=', institutionId)
    .where('created_at', '<', before(DAY_MILLISECONDS))
    .execute();
  await tx.deleteFrom('sessions').where('institution_id', '=', institutionId).where('expires_at', '<', now).execute();
  await tx
    .deleteFrom('sign_in_failures')
    .where('institution_id', '=', institutionId)
    .where('at', '<', before(HOUR_MILLISECONDS))
    .execute();
}
