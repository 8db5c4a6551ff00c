// One chessboard: every item that the caller may see as light rows, with the names they need, and a line that sums them up.
import { sql } from 'kysely';
import type { z } from 'zod';
import { readCursor, writeCursor } from '../../platform/http/paging.ts';
import type { Scope } from '../identity/scope.ts';
import type { Board, BoardRow, readBoard } from './board.contract.ts';
import type { Row, StoredRow } from './item-row.rules.ts';
import { stripsOf } from './item-row.store.ts';
import { filteredThen, filterItems, type ItemQuery } from './list-items.actions.ts';
import { readinessOfItems } from './readiness.store.ts';
import { visibleTo } from './standing.store.ts';

type BoardView = z.infer<typeof Board>;
type RowView = z.infer<typeof BoardRow>;
type BoardQuery = z.output<(typeof readBoard)['query']>;
type Stored = Pick<
  StoredRow,
  | 'id'
  | 'parent_id'
  | 'code'
  | 'level'
  | 'horizon'
  | 'state'
  | 'title'
  | 'title_en'
  | 'placeholder'
  | 'sector_id'
  | 'lead_unit_id'
  | 'responsible_person_id'
  | 'weight'
  | 'start'
  | 'approved_due'
  | 'verified'
  | 'reported'
  | 'planned'
  | 'coverage'
  | 'light'
  | 'worst_below'
  | 'steps'
  | 'path'
  | 'overridden'
>;

function hasFilters(query: Partial<ItemQuery>): boolean {
  const { asOf: _a, limit: _l, cursor: _c, sort: _s, ...filters } = query;
  return Object.values(filters).some((value) => value !== undefined);
}

/** Matches with their ancestors, so that the tree they stand in can be drawn; parents before children. */
async function selectRows(scope: Scope, query: BoardQuery, from: number): Promise<Stored[]> {
  const columns = sql`i.id, i.parent_id, i.code, i.level, i.horizon, i.state, i.title, i.title_en, i.placeholder, i.sector_id, i.lead_unit_id, i.responsible_person_id, i.weight,
    i.start, i.approved_due, v.verified, v.reported, v.planned, v.coverage, v.light, v.worst_below, v.steps, i.path, v.override_value is not null as overridden`;
  const joined = sql`items i join item_values v on v.institution_id = i.institution_id and v.item_id = i.id`;
  const own = sql`i.institution_id = ${scope.institutionId}`;
  const matched = hasFilters(query)
    ? sql`and i.id in (select unnest(i.path) from ${joined} where ${own} ${filterItems(scope, query)} and ${visibleTo(scope)})`
    : sql`and i.state <> 'cancelled'`;
  const { rows } = await sql<Stored>`
    select ${columns} from ${joined} where ${own} ${matched} and ${visibleTo(scope)}
    order by cardinality(i.path), i.position, i.code, i.id limit ${query.limit + 1} offset ${from}`.execute(scope.tx);
  return rows;
}

const toRow = (row: Stored, strip: RowView['strip'], readiness: RowView['readiness']): RowView => ({
  id: row.id,
  parentId: row.parent_id,
  code: row.code,
  level: row.level,
  horizon: row.horizon,
  state: row.state,
  title: row.placeholder ? null : row.title,
  titleEn: row.title_en,
  sectorId: row.sector_id,
  leadUnitId: row.lead_unit_id,
  responsiblePersonId: row.responsible_person_id,
  weight: row.weight,
  start: row.start,
  due: row.approved_due,
  verified: row.verified,
  reported: row.reported,
  planned: row.planned,
  coverage: row.coverage,
  light: row.light,
  worstBelow: row.worst_below,
  readiness,
  overridden: row.overridden,
  strip,
});

const fromItem = (row: Row): RowView => ({
  id: row.id,
  parentId: row.parentId,
  code: row.code,
  level: row.level,
  horizon: row.horizon,
  state: row.state,
  title: row.title,
  titleEn: row.titleEn,
  sectorId: row.sectorId,
  leadUnitId: row.leadUnitId,
  responsiblePersonId: row.responsiblePersonId,
  weight: row.weight,
  start: row.start,
  due: row.approvedDue,
  verified: row.progress.verified,
  reported: row.progress.reported,
  planned: row.progress.planned,
  coverage: row.coverage,
  light: row.light.computed,
  worstBelow: row.light.worstBelow,
  readiness: row.readiness,
  overridden: row.overridden,
  strip: row.strip,
});

async function namesOf(
  scope: Scope,
  rows: readonly RowView[],
): Promise<Pick<BoardView, 'units' | 'people' | 'sectors'>> {
  const { tx, institutionId } = scope;
  const units = [...new Set(rows.map((row) => row.leadUnitId))];
  const people = [...new Set(rows.map((row) => row.responsiblePersonId))];
  const own = <T>(ids: T[]) => ids.length > 0;
  return {
    units: own(units)
      ? await tx
          .selectFrom('units')
          .where('institution_id', '=', institutionId)
          .where('id', 'in', units)
          .select(['id', 'code', 'name', 'name_en as nameEn'])
          .execute()
      : [],
    people: own(people)
      ? await tx
          .selectFrom('people')
          .where('institution_id', '=', institutionId)
          .where('id', 'in', people)
          .select(['id', 'name', 'name_en as nameEn'])
          .execute()
      : [],
    sectors: await tx
      .selectFrom('sectors')
      .where('institution_id', '=', institutionId)
      .orderBy('code')
      .select(['id', 'name', 'name_en as nameEn'])
      .execute(),
  };
}

/** Few against the rows: read once for all, and kept where their row is shown with its texts. */
async function openSheetsOf(scope: Scope, rows: readonly RowView[]): Promise<BoardView['sheets']> {
  const shown = new Set(rows.filter((row) => row.title !== null).map((row) => row.id));
  const { rows: found } = await sql<BoardView['sheets'][number]>`
    select distinct on (s.item_id) s.item_id as "itemId", s.id, s.colour, s.number, s.state, s.reply_by as "replyBy" from sheets s
    where s.institution_id = ${scope.institutionId} and s.state in ('open', 'replied')
    order by s.item_id, array_position(array['red', 'orange', 'yellow'], s.colour)`.execute(scope.tx);
  return found.filter((sheet) => shown.has(sheet.itemId));
}

const TROUBLE_FREE = new Set(['draft', 'cancelled']);

/** Counted over what the caller sees; coverage is the mean of the key works by number. */
async function summarise(scope: Scope, rows: readonly RowView[]): Promise<BoardView['summary']> {
  const active = rows.filter((row) => !TROUBLE_FREE.has(row.state));
  const annual = new Set(active.filter((row) => row.horizon === 'annual').map((row) => row.id));
  // what an annual key work is broken down into is part of it, not another one
  const keyWorks = active.filter((row) => annual.has(row.id) && !(row.parentId !== null && annual.has(row.parentId)));
  const roots = keyWorks.filter((row) => row.coverage !== null);
  const lights: Record<string, number> = {};
  for (const row of active) lights[row.light] = (lights[row.light] ?? 0) + 1;
  const { rows: counted } = await sql<{ owed: number; reported: number }>`
    with month as (select date_trunc('month', ${scope.today}::date)::date as first)
    select count(*) as owed, count(*) filter (where exists (
      select 1 from reports r join submissions s on s.institution_id = r.institution_id and s.id = r.id and s.state in ('pending', 'passed', 'passed_with_conditions', 'superseded')
      where r.institution_id = i.institution_id and r.item_id = i.id and r.period_to >= month.first)) as reported
    from items i, month where i.institution_id = ${scope.institutionId} and i.state = 'in_progress' and i.horizon in ('annual', 'task') and not i.placeholder
      and i.start < month.first + interval '1 month' and ${visibleTo(scope)}`.execute(scope.tx);
  return {
    keyWorks: keyWorks.length,
    items: active.length,
    coverage:
      roots.length === 0
        ? null
        : Math.round((roots.reduce((sum, row) => sum + (row.coverage ?? 0), 0) / roots.length) * 100) / 100,
    owed: counted[0]?.owed ?? 0,
    reported: counted[0]?.reported ?? 0,
    lights,
  };
}

export async function readWholeBoard(scope: Scope, query: BoardQuery): Promise<BoardView> {
  const from = Number(readCursor(query.cursor, 1)?.[0] ?? 0);
  const more = (length: number) => (length > query.limit ? writeCursor([from + query.limit]) : null);
  if (query.asOf !== undefined) {
    const all = (await filteredThen(scope, query.asOf, query)).map(fromItem);
    const rows = all.slice(from, from + query.limit);
    return {
      asOf: query.asOf.slice(0, 10),
      items: rows,
      nextCursor: more(all.length - from),
      total: all.length,
      ...(await namesOf(scope, rows)),
      sheets: [],
      summary: await summarise(scope, all),
    };
  }
  const stored = await selectRows(scope, query, from);
  const shown = stored.slice(0, query.limit);
  const strips = await stripsOf(scope, shown);
  const marks = await readinessOfItems(scope, shown);
  const rows = shown.map((row) => toRow(row, strips.get(row.id) ?? [], marks.get(row.id) ?? null));
  const summary = await summarise(scope, rows);
  const sheets = await openSheetsOf(scope, rows);
  return {
    asOf: scope.today,
    items: rows,
    nextCursor: more(stored.length),
    total: from + stored.length,
    ...(await namesOf(scope, rows)),
    sheets,
    summary,
  };
}
