// Many rows at once, through row-level security: one statement of JSON records, a few thousand a time.
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/connect.ts';
import type { Tables } from '../../platform/database/tables.ts';

export type Row = Record<string, unknown>;
type TableName = keyof Tables & string;

const BATCH = 4000;

/**
 * For a transaction that fills tables: statements may take their time, and plans made while a table was still empty must not
 * be kept for the rows that follow.
 */
export async function prepareBulk(tx: Tx): Promise<void> {
  await sql`
    select set_config('statement_timeout', '0', true), set_config('plan_cache_mode', 'force_custom_plan', true)
  `.execute(tx);
}

/** Once the tables have grown, plans made now fit the rest and need not be made for every row. */
export async function keepPlans(tx: Tx): Promise<void> {
  await sql`discard plans`.execute(tx);
  await sql`select set_config('plan_cache_mode', 'auto', true)`.execute(tx);
}

/** All rows have the columns of the first. */
export async function insertRows(tx: Tx, table: TableName, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  for (const batch of batches(rows)) {
    await sql`
      insert into ${sql.table(table)} (${list(columns)})
      select ${list(columns)} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(batch)}::jsonb)
      on conflict do nothing
    `.execute(tx);
  }
}

/** Sets the further columns of the first row on the rows with the same id; items count the act in their version. */
export async function updateRows(
  tx: Tx,
  table: 'items' | 'nodes',
  institutionId: string,
  rows: readonly Row[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'id');
  const set = columns.map((column) => sql`${sql.ref(column)} = r.${sql.ref(column)}`);
  if (table === 'items') set.push(sql`version = t.version + 1`);
  for (const batch of batches(rows)) {
    await sql`
      update ${sql.table(table)} t set ${sql.join(set)}
      from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(batch)}::jsonb) r
      where t.institution_id = ${institutionId} and t.id = r.id
    `.execute(tx);
  }
}

const list = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)));

function* batches(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += BATCH) yield rows.slice(from, from + BATCH);
}
