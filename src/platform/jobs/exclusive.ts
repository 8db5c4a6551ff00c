// Work that only one process may do at a time: held by a session of the database, so that it ends with the process that held it.
import { sql } from 'kysely';
import type { Db } from '../database/connect.ts';

/** Does the act unless somebody else is at it (null then). The name may be any text; two acts exclude each other by it. */
export async function tryExclusively<Value>(
  db: Db,
  name: string,
  act: () => Promise<Value>,
): Promise<{ value: Value } | null> {
  return db.connection().execute(async (session) => {
    const { rows } = await sql<{ taken: boolean }>`
      select pg_try_advisory_lock(hashtextextended(${name}, 0)) as taken
    `.execute(session);
    if (!rows[0]?.taken) return null;
    try {
      return { value: await act() };
    } finally {
      // Where the connection broke, the database has let go by itself.
      await sql`select pg_advisory_unlock(hashtextextended(${name}, 0))`.execute(session).catch(() => {});
    }
  });
}
