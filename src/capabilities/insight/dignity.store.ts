// The tables and columns that the product really has, from the database's own catalogue.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';

export type Shape = { tables: string[]; columns: string[] };

/** Of every schema but the database's own; those of the jobs' machinery too, since data could hide there. */
export async function loadShape({ tx }: Pick<Moment, 'tx'>): Promise<Shape> {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.relname as table, c.relname || '.' || a.attname as column
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p', 'v', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname !~ '^pg_temp'
    order by 2`.execute(tx);
  return { tables: [...new Set(rows.map((row) => row.table))], columns: [...new Set(rows.map((row) => row.column))] };
}
