// Lists of items: filtered, sorted and paged; chain, children and subtree; the history of one item.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { page, readCursor } from '../../platform/http/paging.ts';
import { refuseNow } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { rootOf, rowsThen, rowThen, thenOf } from './as-of.actions.ts';
import { figuresByUnit } from './indicator-split.rules.ts';
import { loadIndicators } from './indicator-values.store.ts';
import type { HistoryEvent } from './item.contract.ts';
import { mayOpen } from './item.policy.ts';
import { loadNodes } from './item-detail.store.ts';
import type { Row } from './item-row.rules.ts';
import { selectItemRows } from './item-row.store.ts';
import { type ItemView, viewItem } from './items.actions.ts';
import type { listItems } from './linkage.contract.ts';
import { readStanding, visibleTo } from './standing.store.ts';

export type ItemQuery = z.output<(typeof listItems)['query']>;
type Paged<T> = { items: T[]; nextCursor: string | null };

/** The filters as a condition on items `i` and values `v`. */
export function filterItems(scope: Pick<Scope, 'today'>, query: Partial<ItemQuery>): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [];
  const add = (part: RawBuilder<unknown>) => void parts.push(sql`and ${part}`);
  if (query.state) add(sql`i.state = any(${query.state})`);
  if (query.light) add(sql`v.light = any(${query.light})`);
  if (query.level !== undefined) add(sql`i.level = ${query.level}`);
  if (query.horizon) add(sql`i.horizon = ${query.horizon}`);
  if (query.parentId === 'none') add(sql`i.parent_id is null`);
  else if (query.parentId) add(sql`i.parent_id = ${query.parentId}`);
  if (query.sectorId) add(sql`i.sector_id = ${query.sectorId}`);
  if (query.disciplineId) add(sql`i.discipline_id = ${query.disciplineId}`);
  if (query.leadUnitId) add(sql`i.lead_unit_id = ${query.leadUnitId}`);
  if (query.responsiblePersonId) add(sql`i.responsible_person_id = ${query.responsiblePersonId}`);
  if (query.code) add(sql`i.code = ${query.code}`);
  if (query.q)
    add(sql`(i.title ilike ${like(query.q)} or i.title_en ilike ${like(query.q)} or i.code ilike ${like(query.q)})`);
  if (query.troubled)
    add(sql`(v.light in ('yellow', 'orange', 'red') or v.worst_below in ('yellow', 'orange', 'red'))`);
  if (query.overdue)
    add(
      sql`i.approved_due < ${scope.today}::date and i.state in ('registered', 'assigned', 'in_progress', 'suspended')`,
    );
  return sql.join(parts, sql` `);
}

const like = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (found) => `\\${found}`)}%`;

const SORTS: Record<
  string,
  { column: RawBuilder<unknown>; of: (row: Row) => string | number; type: RawBuilder<unknown> }
> = {
  code: { column: sql`coalesce(i.code, '')`, of: (row) => row.code ?? '', type: sql`text` },
  title: { column: sql`i.title`, of: (row) => row.title ?? '', type: sql`text` },
  due: { column: sql`i.approved_due`, of: (row) => row.approvedDue, type: sql`date` },
  start: { column: sql`i.start`, of: (row) => row.start, type: sql`date` },
  level: { column: sql`i.level`, of: (row) => row.level, type: sql`int` },
  weight: { column: sql`coalesce(i.weight, 0)`, of: (row) => row.weight ?? 0, type: sql`numeric` },
  verified: { column: sql`coalesce(v.verified, -1)`, of: (row) => row.progress.verified ?? -1, type: sql`numeric` },
  coverage: { column: sql`coalesce(v.coverage, -1)`, of: (row) => row.coverage ?? -1, type: sql`numeric` },
};

function sortOf(sort: string | undefined) {
  const name = (sort ?? 'code').replace(/^-/, '');
  const found = SORTS[name];
  return {
    ...(found ?? refuseNow('malformed', 'sort_invalid', { sort: name })),
    descending: sort?.startsWith('-') ?? false,
  };
}

async function pageOf(
  scope: Scope,
  query: { limit: number; cursor?: string | undefined; sort?: string | undefined },
  where: RawBuilder<unknown>,
): Promise<Paged<Row>> {
  const sort = sortOf(query.sort);
  const cursor = readCursor(query.cursor, 2);
  const than = sort.descending ? sql`<` : sql`>`;
  const after = cursor
    ? sql`and (${sort.column}, i.id) ${than} (${cursor[0]}::${sort.type}, ${cursor[1]}::uuid)`
    : sql``;
  const order = sort.descending ? sql`desc` : sql`asc`;
  const rows = await selectItemRows(
    scope,
    sql`${where} ${after} order by ${sort.column} ${order}, i.id ${order} limit ${query.limit + 1}`,
  );
  const paged = page(rows, query.limit, (row) => [sort.of(row), row.id]);
  return { nextCursor: paged.nextCursor, items: paged.items.map(({ position: _, ...row }) => row) };
}

/** Past and future pages are cut from the whole, which the rules had to evaluate anyway. */
function slice(rows: Row[], query: { limit: number; cursor?: string | undefined }): Paged<Row> {
  const from = Number(readCursor(query.cursor, 1)?.[0] ?? 0);
  return page(rows.slice(from, from + query.limit + 1), query.limit, () => [from + query.limit]);
}

function matches(row: Row, query: Partial<ItemQuery>, today: string): boolean {
  const wanted = query.q?.toLowerCase();
  return (
    (!query.state || query.state.includes(row.state)) &&
    (!query.light || query.light.includes(row.light.computed)) &&
    (query.level === undefined || row.level === query.level) &&
    (!query.horizon || row.horizon === query.horizon) &&
    (!query.parentId || (query.parentId === 'none' ? row.parentId === null : row.parentId === query.parentId)) &&
    (!query.sectorId || row.sectorId === query.sectorId) &&
    (!query.disciplineId || row.disciplineId === query.disciplineId) &&
    (!query.leadUnitId || row.leadUnitId === query.leadUnitId) &&
    (!query.responsiblePersonId || row.responsiblePersonId === query.responsiblePersonId) &&
    (!query.code || row.code === query.code) &&
    (!wanted || [row.title, row.titleEn, row.code].some((text) => text?.toLowerCase().includes(wanted))) &&
    (!query.troubled ||
      ['yellow', 'orange', 'red'].some((light) => row.light.computed === light || row.light.worstBelow === light)) &&
    (!query.overdue ||
      (row.approvedDue < today && ['registered', 'assigned', 'in_progress', 'suspended'].includes(row.state)))
  );
}

export async function filteredThen(scope: Scope, asOf: string, query: Partial<ItemQuery>): Promise<Row[]> {
  const then = await thenOf(scope, asOf);
  if (!then) return [];
  const rows = await rowsThen(scope, then, null, sql`and ${visibleTo(scope)}`);
  return rows.filter((row) => matches(row, query, then.day));
}

export async function listVisibleItems(scope: Scope, query: ItemQuery): Promise<Paged<Row> & { total?: number }> {
  if (query.asOf !== undefined) {
    const sort = sortOf(query.sort);
    const sign = sort.descending ? -1 : 1;
    const rows = (await filteredThen(scope, query.asOf, query)).sort(
      (a, b) => sign * (sort.of(a) < sort.of(b) ? -1 : sort.of(a) > sort.of(b) ? 1 : a.id < b.id ? -1 : 1),
    );
    return { ...slice(rows, query), total: rows.length };
  }
  const where = sql`${filterItems(scope, query)} and ${visibleTo(scope)}`;
  const paged = await pageOf(scope, query, where);
  if (query.cursor) return paged;
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from items i join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
    where i.institution_id = ${scope.institutionId} ${where}`.execute(scope.tx);
  return { ...paged, total: rows[0]?.total ?? 0 };
}

export async function readItemThen(scope: Scope, itemId: string, asOf: string | undefined): Promise<ItemView> {
  const standing = await readStanding(scope, itemId);
  const item = await viewItem(scope, standing);
  const then = await thenOf(scope, asOf);
  if (!then) return item;
  const row = await rowThen(scope, then, itemId);
  const open = mayOpen(scope.actor, standing).ok;
  const indicators = open && !then.future ? await loadIndicators(scope, itemId, then.at) : item.indicators;
  return {
    ...item,
    ...row,
    nodes: open ? await nodesThen(scope, itemId, then.at, then.future) : [],
    indicators: indicators.map((one) => ({ ...one, byUnit: figuresByUnit(one, row) })),
    abilities: Object.fromEntries(Object.keys(item.abilities).map((name) => [name, false])),
  };
}

async function nodesThen(scope: Scope, itemId: string, at: Date, future: boolean): Promise<ItemView['nodes']> {
  if (future) return loadNodes(scope, itemId);
  const columns = sql`x.id, x.title, x.title_en as "titleEn", x.date, x.original_date as "originalDate", x.weight, x.state, x.done_on as "doneOn", x.position`;
  const own = sql`x.institution_id = ${scope.institutionId} and x.item_id = ${itemId} and x.changed_at <= ${at}`;
  const { rows } = await sql<ItemView['nodes'][number] & { position: number }>`
    select ${columns} from nodes x where ${own} union all select ${columns} from node_versions x where ${own} and x.valid_to > ${at} order by date, position`.execute(
    scope.tx,
  );
  return rows.map(({ position: _, ...node }) => node);
}

/** From the root down; ancestors are seen by whoever sees the item's line, others are left out. */
export async function readChain(scope: Scope, itemId: string, asOf: string | undefined): Promise<Paged<Row>> {
  await readStanding(scope, itemId);
  const path = (
    await scope.tx
      .selectFrom('items')
      .where('institution_id', '=', scope.institutionId)
      .where('id', '=', itemId)
      .select('path')
      .executeTakeFirstOrThrow()
  ).path;
  const seen = sql`and i.id = any(${path}::uuid[]) and (i.id = ${itemId} or ${visibleTo(scope)})`;
  const then = await thenOf(scope, asOf);
  if (then) return { items: await rowsThen(scope, then, path[0] ?? itemId, seen), nextCursor: null };
  const rows = await selectItemRows(scope, sql`${seen} order by cardinality(i.path)`);
  return { items: rows.map(({ position: _, ...row }) => row), nextCursor: null };
}

type ListQuery = { limit: number; cursor?: string | undefined; sort?: string | undefined; asOf?: string | undefined };

export async function readChildren(scope: Scope, itemId: string, query: ListQuery): Promise<Paged<Row>> {
  await readStanding(scope, itemId);
  const seen = sql`and i.parent_id = ${itemId} and ${visibleTo(scope)}`;
  const then = await thenOf(scope, query.asOf);
  if (then) return slice(await rowsThen(scope, then, await rootOf(scope, itemId), seen), query);
  if (query.sort) return pageOf(scope, query, seen);
  const cursor = readCursor(query.cursor, 2);
  const after = cursor ? sql`and (i.position, i.id) > (${cursor[0]}::int, ${cursor[1]}::uuid)` : sql``;
  const rows = await selectItemRows(scope, sql`${seen} ${after} order by i.position, i.id limit ${query.limit + 1}`);
  const paged = page(rows, query.limit, (row) => [row.position, row.id]);
  return { nextCursor: paged.nextCursor, items: paged.items.map(({ position: _, ...row }) => row) };
}

export async function readSubtree(scope: Scope, itemId: string, query: ListQuery): Promise<Paged<Row>> {
  await readStanding(scope, itemId);
  const seen = sql`and i.id in (
    with recursive below as (
      select ${itemId}::uuid as id union all select c.id from items c join below b on c.parent_id = b.id where c.institution_id = ${scope.institutionId}
    ) select id from below) and ${visibleTo(scope)}`;
  const then = await thenOf(scope, query.asOf);
  if (then) return slice(await rowsThen(scope, then, await rootOf(scope, itemId), seen), query);
  const cursor = readCursor(query.cursor, 1);
  const from = Number(cursor?.[0] ?? 0);
  const rows = await selectItemRows(scope, sql`${seen} order by i.path limit ${query.limit + 1} offset ${from}`);
  const paged = page(rows, query.limit, () => [from + query.limit]);
  return { nextCursor: paged.nextCursor, items: paged.items.map(({ position: _, ...row }) => row) };
}

type EventView = z.infer<typeof HistoryEvent>;
type StoredEvent = {
  id: string;
  at: Date;
  actor_id: string | null;
  name: string | null;
  name_en: string | null;
  on_behalf_of: string | null;
  act: string;
  object_kind: string;
  object_id: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  personal: { before?: Record<string, unknown>; after?: Record<string, unknown> } | null;
  reason: string | null;
  request_id: string | null;
  sequence: number | null;
  hash: string | null;
};

export async function readHistory(
  scope: Scope,
  itemId: string,
  query: { limit: number; cursor?: string | undefined },
): Promise<Paged<EventView>> {
  if (!mayOpen(scope.actor, await readStanding(scope, itemId)).ok) return { items: [], nextCursor: null };
  const cursor = readCursor(query.cursor, 2);
  const after = cursor ? sql`and (e.at, e.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``;
  const { rows } = await sql<StoredEvent>`
    select e.*, p.name, p.name_en, s.sequence, s.hash from events e
      left join people p on p.institution_id = e.institution_id and p.id = e.actor_id
      left join event_seals s on s.institution_id = e.institution_id and s.event_id = e.id
    where e.institution_id = ${scope.institutionId} and e.item_id = ${itemId} ${after} order by e.at desc, e.id desc limit ${query.limit + 1}`.execute(
    scope.tx,
  );
  const paged = page(rows, query.limit, (row) => [row.at.toISOString(), row.id]);
  return { nextCursor: paged.nextCursor, items: paged.items.map(toEvent) };
}

const toEvent = (row: StoredEvent): EventView =>
  ({
    id: row.id,
    at: row.at.toISOString(),
    actorId: row.actor_id,
    actor: row.actor_id === null ? null : { id: row.actor_id, name: row.name ?? '', nameEn: row.name_en },
    onBehalfOf: row.on_behalf_of,
    act: row.act,
    objectKind: row.object_kind,
    objectId: row.object_id,
    before: row.before && { ...row.before, ...row.personal?.before },
    after: row.after && { ...row.after, ...row.personal?.after },
    reason: row.reason,
    requestId: row.request_id,
    sequence: row.sequence,
    hash: row.hash,
  }) as EventView;
