// Writes what an import decided, many rows in one statement, with one event each.
import { type RawBuilder, sql } from 'kysely';
import { appendEvents, type Moment, type NewEvent } from '../../platform/events/append.ts';
import type { Change, TableName } from './ledger.rules.ts';

const BATCH = 1000;
/** Rows refer to rows of tables above theirs. */
const ORDER: readonly TableName[] = [
  'levels',
  'people',
  'units',
  'posts',
  'role_grants',
  'sectors',
  'disciplines',
  'discipline_professors',
  'closed_days',
  'items',
  'item_co_units',
  'nodes',
  'indicators',
];
const WITH_CREATION: readonly TableName[] = ['people', 'units', 'posts', 'role_grants', 'items', 'nodes', 'indicators'];
const WITH_CHANGE: readonly TableName[] = ['items', 'nodes', 'indicators'];
const WITH_VERSION: readonly TableName[] = [
  'levels',
  'people',
  'units',
  'posts',
  'role_grants',
  'sectors',
  'disciplines',
  'items',
];
const WITHOUT_ID: readonly TableName[] = ['discipline_professors', 'item_co_units'];
const PROFESSOR_KEY = ['discipline_id', 'person_id', 'from_day'];

const json = (rows: readonly object[]): RawBuilder<unknown> => sql`${JSON.stringify(rows)}::jsonb`;
const list = (columns: readonly string[], prefix = ''): RawBuilder<unknown> =>
  sql.join(columns.map((column) => sql.ref(prefix + column)));

function rowOf(moment: Moment, change: Change): Record<string, unknown> {
  const { table } = change;
  return {
    institution_id: moment.institutionId,
    ...(!WITHOUT_ID.includes(table) && { id: change.id }),
    ...change.columns,
    ...(WITH_CREATION.includes(table) && change.before === null && { created_at: moment.now.toISOString() }),
    ...(WITH_CHANGE.includes(table) && { changed_at: moment.now.toISOString() }),
  };
}

async function insertRows(moment: Moment, table: TableName, rows: readonly Record<string, unknown>[]): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const columns = Object.keys(first);
  await sql`insert into ${sql.table(table)} (${list(columns)})
    select ${list(columns)} from jsonb_populate_recordset(null::${sql.table(table)}, ${json(rows)})`.execute(moment.tx);
}

async function updateRows(moment: Moment, table: TableName, rows: readonly Record<string, unknown>[]): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const keys = ['institution_id', ...(table === 'discipline_professors' ? PROFESSOR_KEY : ['id'])];
  const columns = Object.keys(first).filter((column) => !keys.includes(column));
  const sets = columns.map((column) => sql`${sql.ref(column)} = r.${sql.ref(column)}`);
  if (WITH_VERSION.includes(table)) sets.push(sql`version = t.version + 1`);
  const same = keys.map((key) => sql`t.${sql.ref(key)} = r.${sql.ref(key)}`);
  await sql`update ${sql.table(table)} t set ${sql.join(sets)}
    from jsonb_populate_recordset(null::${sql.table(table)}, ${json(rows)}) r where ${sql.join(same, sql` and `)}`.execute(
    moment.tx,
  );
}

const PERSONAL = ['name', 'name_en', 'account', 'email'];

function eventOf(change: Change): NewEvent {
  const { before } = change;
  const after =
    before === null ? change.columns : Object.fromEntries(Object.keys(before).map((key) => [key, change.columns[key]]));
  const itemId = change.table === 'items' ? change.id : (change.columns.item_id as string | undefined);
  return {
    act: change.act,
    objectKind: change.objectKind,
    objectId: change.id,
    ...(itemId !== undefined && { itemId }),
    before: before === null ? null : { ...before },
    after: { ...after },
    ...(change.table === 'people' && { personal: PERSONAL }),
  };
}

const batchesOf = <T>(rows: readonly T[], size = BATCH): T[][] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, at) => rows.slice(at * size, (at + 1) * size));
/** Units stand in one statement, since a unit may come before the one above it. */
const sizeOf = (table: TableName): number => (table === 'units' ? 100_000 : BATCH);

/** New rows first, then changed ones, table by table in the order of their references. */
export async function writeChanges(moment: Moment, changes: readonly Change[]): Promise<void> {
  for (const table of ORDER) {
    const own = changes.filter((change) => change.table === table);
    for (const batch of batchesOf(
      own.filter((change) => change.before === null),
      sizeOf(table),
    )) {
      await insertRows(
        moment,
        table,
        batch.map((change) => rowOf(moment, change)),
      );
    }
    for (const batch of batchesOf(own.filter((change) => change.before !== null))) {
      await updateRows(
        moment,
        table,
        batch.map((change) => rowOf(moment, change)),
      );
    }
  }
  for (const batch of batchesOf(changes.filter((change) => !change.part)))
    await appendEvents(moment, batch.map(eventOf));
}
