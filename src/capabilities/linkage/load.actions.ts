// Load by person or by unit: sums, most loaded first, and the items behind each.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { page, readCursor } from '../../platform/http/paging.ts';
import { refuseNow } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { scopeOf } from './adds-up.actions.ts';
import { unitExists, unitsWithin } from './adds-up.store.ts';
import type * as contract from './load.contract.ts';
import { type Carrier, selectLoadItems, sumLoad } from './load.store.ts';

type Row = z.infer<typeof contract.LoadRow>;
type ItemRow = z.infer<typeof contract.LoadItem>;
type Where = { unitId?: string | undefined; rootId?: string | undefined };

/** For persons the unit that leads the item decides; for units the share itself, so that a co-unit's part is its own. */
async function conditions(
  scope: Scope,
  by: Carrier,
  { unitId, rootId }: Where,
): Promise<{ where: RawBuilder<unknown>; units: RawBuilder<unknown> }> {
  if (by === 'person' || !unitId) return { where: await scopeOf(scope, { unitId, rootId }), units: sql`` };
  if (!(await unitExists(scope, unitId))) refuseNow('missing', 'not_found');
  return { where: await scopeOf(scope, { rootId }), units: sql`and s.carrier in ${unitsWithin(scope, unitId)}` };
}

const SORTS: Record<string, RawBuilder<unknown>> = {
  minutes: sql`coalesce(s.minutes, 0)`,
  items: sql`s.items`,
  unplanned: sql`s.first + s.second + s.third`,
};

/** Equal minutes are told apart by what counts by priority, the urgent first. */
function orderOf(sort: string | undefined): RawBuilder<unknown> {
  const name = (sort ?? '-minutes').replace(/^-/, '');
  const column = SORTS[name] ?? refuseNow('malformed', 'sort_invalid', { sort: name });
  const direction = (sort ?? '-minutes').startsWith('-') ? sql`desc` : sql`asc`;
  return sql`order by ${column} ${direction}, s.first desc, s.second desc, s.third desc, s.items desc, n.name, n.id`;
}

export async function readLoad(scope: Scope, query: z.output<(typeof contract.readLoad)['query']>) {
  const from = Number(readCursor(query.cursor, 1)?.[0] ?? 0);
  const { where, units } = await conditions(scope, query.by, query);
  const tail = sql`${orderOf(query.sort)} limit ${query.limit + 1} offset ${from}`;
  const rows = await sumLoad(scope, query.by, where, units, tail);
  const paged = page(rows, query.limit, () => [from + query.limit]);
  const items = paged.items.map((row): Row => {
    const named = { id: row.id, name: row.name, nameEn: row.name_en };
    return {
      person: query.by === 'person' ? named : null,
      unit: query.by === 'unit' ? { ...named, code: row.code ?? '' } : null,
      items: row.items,
      minutes: row.minutes,
      plannedMinutes: row.planned,
      unplanned: { first: row.first, second: row.second, third: row.third },
    };
  });
  return { items, nextCursor: paged.nextCursor, total: rows[0]?.total ?? 0 };
}

export async function readLoadItems(scope: Scope, query: z.output<(typeof contract.readLoadItems)['query']>) {
  const by: Carrier = query.ofUnitId ? 'unit' : 'person';
  const carrier = query.ofUnitId ?? query.personId;
  if (!carrier || (query.ofUnitId && query.personId))
    return refuseNow('malformed', 'load_of_whom', {}, [{ path: 'personId', code: 'load_of_whom' }]);
  const from = Number(readCursor(query.cursor, 1)?.[0] ?? 0);
  const { where, units } = await conditions(scope, by, query);
  const tail = sql`order by coalesce(p.minutes, 0) desc, p.priority, p.approved_due, p.code, p.id limit ${query.limit + 1} offset ${from}`;
  const rows = await selectLoadItems(scope, by, carrier, where, units, tail);
  const paged = page(rows, query.limit, () => [from + query.limit]);
  const items = paged.items.map(
    (row): ItemRow => ({
      itemId: row.id,
      code: row.code,
      title: row.placeholder ? null : row.title,
      titleEn: row.title_en,
      level: row.level,
      state: row.state as ItemRow['state'],
      priority: row.priority,
      due: row.approved_due,
      verified: row.verified,
      plannedMinutes: row.planned_minutes,
      share: row.share,
      minutes: row.minutes,
    }),
  );
  return { items, nextCursor: paged.nextCursor, total: rows[0]?.total ?? 0 };
}
