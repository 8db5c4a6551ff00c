// What the midnight work asks of the database: who is behind, the moment of a day, what expired, what has served its time.
import { sql } from 'kysely';
import { type Db, inTenant, outsideTenant } from '../../platform/database/connect.ts';
import type { Moment } from '../../platform/events/append.ts';
import type { Day } from '../institution/calendar.rules.ts';

export async function institutionsBehind(db: Db, now: Date): Promise<string[]> {
  return outsideTenant(db, async (tx) => {
    const { rows } = await sql<{ id: string }>`select institutions_behind(${now}) as id`.execute(tx);
    return rows.map((row) => row.id);
  });
}

/** `morning`: the first one not yet done, where its midnight is; a new institution begins with the morning of its first day. */
export type Progress = { timeZone: string; refreshedTo: Day | null; morning: { day: Day; at: Date } | null };
type ProgressRow = { timeZone: string; refreshedTo: Day | null; day: Day | null; at: Date | null };

export async function readProgress(db: Db, institutionId: string): Promise<Progress | null> {
  const { rows } = await inTenant(db, institutionId, (tx) =>
    sql<ProgressRow>`
      select i.time_zone as "timeZone", i.refreshed_to as "refreshedTo", m.day, morning_of(i.id, m.day, i.time_zone) as at
      from institutions i
      left join lateral (select coalesce(i.morning_to + 1, i.refreshed_to) as day) m on m.day <= i.refreshed_to
      where i.id = ${institutionId}`.execute(tx),
  );
  const [row] = rows;
  if (!row) return null;
  const morning = row.day !== null && row.at !== null ? { day: row.day, at: row.at } : null;
  return { timeZone: row.timeZone, refreshedTo: row.refreshedTo, morning };
}

/** A transaction that acts for the product itself at that instant. */
export async function inMoment<Value>(
  db: Db,
  at: { institutionId: string; now: Date; today: Day },
  act: (moment: Moment) => Promise<Value>,
): Promise<Value> {
  return inTenant(db, at.institutionId, async (tx) => {
    await sql`select set_config('liandong.now', ${at.now.toISOString()}, true)`.execute(tx);
    return act({ ...at, tx, actorId: null, requestId: null });
  });
}

/** The settings and periods that all values of the day share. */
export async function prepareDay({ tx, institutionId, today }: Moment): Promise<void> {
  await sql`select prepare_progress_day(${institutionId}, ${today}::date)`.execute(tx);
}

export async function markRefreshed({ tx, institutionId, today }: Moment): Promise<void> {
  await tx.updateTable('institutions').set({ refreshed_to: today }).where('id', '=', institutionId).execute();
}

export async function markMorning({ tx, institutionId, today }: Moment): Promise<void> {
  await tx.updateTable('institutions').set({ morning_to: today }).where('id', '=', institutionId).execute();
}

const DAY_MILLISECONDS = 24 * 3_600_000;
const HOUR_MILLISECONDS = 3_600_000;

/** Replies kept for repeats, ended sessions, failures of signing in. */
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
