// Marks that concern the whole database and no institution: the demonstration, the product's clock, the worker's heartbeat.
import { sql } from 'kysely';
import { type Db, outsideTenant } from './database/connect.ts';

export async function readMark(db: Db, key: string): Promise<unknown> {
  return outsideTenant(db, async (tx) => {
    const row = await tx.selectFrom('system_marks').select('value').where('key', '=', key).executeTakeFirst();
    return row?.value ?? null;
  });
}

export async function writeMark(db: Db, key: string, value: unknown): Promise<void> {
  await outsideTenant(db, (tx) =>
    tx
      .insertInto('system_marks')
      .values({ key, value: JSON.stringify(value) })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: JSON.stringify(value) }))
      .execute(),
  );
}

const HEARTBEAT = 'worker_heartbeat';

/** By the database's own clock, so that servers on several machines agree. */
export async function beat(db: Db): Promise<void> {
  await outsideTenant(db, (tx) =>
    sql`
      insert into system_marks (key, value) values (${HEARTBEAT}, to_jsonb(extract(epoch from clock_timestamp())))
      on conflict (key) do update set value = excluded.value
    `.execute(tx),
  );
}

/** Seconds since a worker last gave a sign of life; null where there never was one. */
export async function secondsSinceBeat(db: Db): Promise<number | null> {
  return outsideTenant(db, async (tx) => {
    const { rows } = await sql<{ seconds: number }>`
      select extract(epoch from clock_timestamp()) - value::numeric as seconds from system_marks where key = ${HEARTBEAT}
    `.execute(tx);
    return rows[0]?.seconds ?? null;
  });
}
