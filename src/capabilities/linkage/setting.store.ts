// One setting in force on the moment's day, or the default that the rules name.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';

export async function readSetting<T>(
  moment: Pick<Moment, 'tx' | 'institutionId' | 'today'>,
  key: string,
  fallback: T,
): Promise<T> {
  const { rows } = await sql<{ value: T }>`
    select value from settings where institution_id = ${moment.institutionId} and key = ${key} and effective_from <= ${moment.today}::date
    order by effective_from desc limit 1`.execute(moment.tx);
  return rows[0]?.value ?? fallback;
}
