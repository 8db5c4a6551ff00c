// The writes that every entity of the institution has in common, and what a broken constraint says in the language of the domain.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import { refuseNow } from '../../platform/result.ts';

export type EntityTable =
  | 'levels'
  | 'units'
  | 'people'
  | 'posts'
  | 'sectors'
  | 'disciplines'
  | 'delegations'
  | 'closed_days';
type Where = Pick<Moment, 'tx' | 'institutionId'>;
export type Columns = Record<string, unknown>;

const TAKEN: [RegExp, string][] = [
  [/^people_account$/, 'account_taken'],
  [/^closed_days/, 'day_closed_already'],
  [/^units_one_top$/, 'top_unit_stays'],
];
/** Which entity a reference should have led to, by the name of the constraint. */
const UNKNOWN: [RegExp, string][] = [
  [/parent_id|unit_id/, 'unit_unknown'],
  [/discipline_id/, 'discipline_unknown'],
];
const IN_USE: Partial<Record<EntityTable, string>> = { units: 'unit_not_empty', people: 'person_in_use' };

const codeFor = (list: [RegExp, string][], constraint: string, otherwise: string) =>
  list.find(([pattern]) => pattern.test(constraint))?.[1] ?? otherwise;

async function translating<T>(table: EntityTable, removing: boolean, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const { code, constraint = '' } = error as { code?: unknown; constraint?: string };
    if (code === '23505') return refuseNow('conflict', codeFor(TAKEN, constraint, 'code_taken'));
    if (code === '23503' && removing) return refuseNow('conflict', IN_USE[table] ?? 'still_in_use');
    if (code === '23503') return refuseNow('invalid', codeFor(UNKNOWN, constraint, 'person_unknown'));
    throw error;
  }
}

export async function insertEntity({ tx, institutionId }: Where, table: EntityTable, row: Columns): Promise<void> {
  const columns = { institution_id: institutionId, ...row };
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
  await translating(table, false, () =>
    sql`insert into ${sql.table(table)} (${names}) values (${sql.join(Object.values(columns))})`.execute(tx),
  );
}

export async function updateEntity(
  { tx, institutionId }: Where,
  table: EntityTable,
  id: string,
  change: Columns,
): Promise<void> {
  const sets = Object.entries(change).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  await translating(table, false, () =>
    sql`update ${sql.table(table)} set ${sql.join([...sets, sql`version = version + 1`])}
      where institution_id = ${institutionId} and id = ${id}`.execute(tx),
  );
}

export async function deleteEntity({ tx, institutionId }: Where, table: EntityTable, id: string): Promise<void> {
  await translating(table, true, () =>
    sql`delete from ${sql.table(table)} where institution_id = ${institutionId} and id = ${id}`.execute(tx),
  );
}

/** Acts on one shape of the institution (its tree, its levels, its posts) follow one another. */
export async function lockShape({ tx, institutionId }: Where, shape: 'units' | 'levels' | 'posts'): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${institutionId} ${shape}`}, 4))`.execute(tx);
}
