// Makes stored values follow a change of calendar, settings or levels: at once where that is quick, else by the midnight work done again.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';

/** Above it the reader would wait; until the work is through, reads show the last finished day and say so. */
const MOST_AT_ONCE = 3000;

export async function recomputeValues({ tx, institutionId, today }: Moment): Promise<void> {
  const { rows } = await sql<{ items: number }>`
    select count(*) as items from item_values where institution_id = ${institutionId}`.execute(tx);
  const items = rows[0]?.items ?? 0;
  if (items === 0) return;
  if (items <= MOST_AT_ONCE) {
    await sql`select refresh_all_item_values(${institutionId}, ${today}::date)`.execute(tx);
    return;
  }
  await sql`select expire_item_values(${institutionId}, ${today}::date)`.execute(tx);
  await sql`update institutions set refreshed_to = ${today}::date - 1 where id = ${institutionId} and refreshed_to >= ${today}::date`.execute(
    tx,
  );
}

/** For the midnight work itself, which refreshes what has expired right after. */
export async function expireValues({ tx, institutionId, today }: Moment): Promise<void> {
  await sql`select expire_item_values(${institutionId}, ${today}::date)`.execute(tx);
}
