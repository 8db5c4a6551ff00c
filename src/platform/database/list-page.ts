// One page of a list: sorted by a named key and the id, continued by an opaque cursor.
import { type RawBuilder, sql } from 'kysely';
import { readCursor, writeCursor } from '../http/paging.ts';
import { refuseNow } from '../result.ts';
import type { Tx } from './connect.ts';

export type SortKey = { by: RawBuilder<unknown>; type: 'text' | 'number' };
export type PageQuery = { limit: number; cursor?: string | undefined; sort?: string | undefined };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function placeAfter(cursor: string | undefined, sort: string, type: SortKey['type']) {
  const place = readCursor(cursor, 3);
  if (!place) return null;
  const [sortedBy, key, id] = place;
  const fits = sortedBy === sort && typeof id === 'string' && UUID.test(id);
  if (!fits || typeof key !== (type === 'text' ? 'string' : 'number')) return refuseNow('malformed', 'cursor_invalid');
  return { key, id };
}

/**
 * `rows` is a select whose columns include `id`; the keys of `sorts` name what a client may sort by, `-key` turns the order round,
 * and the first is the default. A key must never be null.
 */
export async function listPage<Row extends { id: string }>(
  tx: Tx,
  rows: RawBuilder<Row>,
  sorts: Record<string, SortKey>,
  query: PageQuery,
): Promise<{ items: Row[]; nextCursor: string | null }> {
  const sort = query.sort ?? Object.keys(sorts)[0] ?? '';
  const falling = sort.startsWith('-');
  const name = falling ? sort.slice(1) : sort;
  const key = Object.hasOwn(sorts, name) ? sorts[name] : undefined;
  if (!key) return refuseNow('malformed', 'sort_invalid', { sort });
  const after = placeAfter(query.cursor, sort, key.type);
  const cast = key.type === 'text' ? sql`text` : sql`numeric`;
  const order = sql.raw(falling ? 'desc' : 'asc');
  const beyond = sql.raw(falling ? '<' : '>');
  const found = await sql<Row & { sortKey: string | number }>`
    select * from (select row.*, (${key.by})::${cast} as "sortKey" from (${rows}) row) keyed
    ${after ? sql`where ("sortKey", id) ${beyond} (${after.key}::${cast}, ${after.id}::uuid)` : sql``}
    order by "sortKey" ${order}, id ${order} limit ${query.limit + 1}`.execute(tx);
  const items = found.rows.slice(0, query.limit);
  const last = items.at(-1);
  const more = found.rows.length > query.limit && last !== undefined;
  return { items, nextCursor: more ? writeCursor([sort, last.sortKey, last.id]) : null };
}
