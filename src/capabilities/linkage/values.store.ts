// Asks the database to compute the values of items and of everything above them, in the transaction of the act.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';

export async function refreshValues(
  moment: Pick<Moment, 'tx' | 'institutionId' | 'today'>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`select refresh_item_values(${moment.institutionId}, ${ids}::uuid[], ${moment.today}::date)`.execute(
    moment.tx,
  );
}
