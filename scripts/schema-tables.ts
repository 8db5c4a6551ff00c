// Writes the TypeScript types of every table from the catalogs of a migrated database.
import type pg from 'pg';

type Column = {
  table: string;
  name: string;
  type: string;
  array: boolean;
  nullable: boolean;
  defaulted: boolean;
  computed: boolean;
  identity: string;
};

const COLUMNS = `
  select c.relname::text as "table", a.attname::text as name,
         case when t.typcategory = 'A' then e.typname else coalesce(b.typname, t.typname) end::text as type,
         t.typcategory = 'A' as "array",
         not (a.attnotnull or (t.typtype = 'd' and t.typnotnull)) as nullable,
         a.atthasdef and a.attgenerated = '' as defaulted,
         a.attgenerated <> '' as computed,
         a.attidentity::text as identity
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_type e on e.oid = t.typelem
    left join pg_type b on b.oid = t.typbasetype and t.typtype = 'd'
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
   order by c.relname collate "C", a.attnum`;

const SCALARS: Record<string, string> = {
  bool: 'boolean',
  bytea: 'Buffer',
  date: 'string',
  float4: 'number',
  float8: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  json: 'unknown',
  jsonb: 'unknown',
  numeric: 'number',
  timestamp: 'Date',
  timestamptz: 'Date',
};

export async function tableTypes(client: pg.Client): Promise<string> {
  const { rows } = await client.query<Column>(COLUMNS);
  const tables = Map.groupBy(rows, ({ table }) => table);
  const body = [...tables].map(([table, columns]) => interfaceOf(table, columns)).join('\n\n');
  const index = [...tables.keys()].map((table) => `  ${table}: ${typeName(table)};`).join('\n');
  const used = (['ColumnType', 'Generated', 'GeneratedAlways'] as const).filter((name) => body.includes(`${name}<`));
  return `// Generated from the migrated database by scripts/generate-schema.ts; change a migration instead.
import type { ${used.join(', ')} } from 'kysely';

export type Tables = {
${index}
};

${body}
`;
}

const typeName = (table: string) =>
  `${table.replace(/(^|_)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase())}Table`;

function interfaceOf(table: string, columns: Column[]): string {
  return `export type ${typeName(table)} = {\n${columns.map((column) => `  ${column.name}: ${typeOf(column)};`).join('\n')}\n};`;
}

function typeOf(column: Column): string {
  const scalar = SCALARS[column.type] ?? 'string';
  const present = column.array ? `${scalar}[]` : scalar;
  const value = column.nullable && scalar !== 'unknown' ? `${present} | null` : present;
  if (column.computed || column.identity === 'a') return `GeneratedAlways<${value}>`;
  const optional = column.defaulted || column.identity === 'd';
  if (scalar === 'Date' && !column.array) return dateType(value, optional);
  return optional ? `Generated<${value}>` : value;
}

/** A time is read as a Date and may be written as text too. */
function dateType(value: string, optional: boolean): string {
  const written = value.replace('Date', 'Date | string');
  return `ColumnType<${value}, ${written}${optional || value.includes('null') ? ' | undefined' : ''}, ${written}>`;
}
