// The requests among which facts that the system holds are looked for: owed reports with something to compare, and help on items.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { Scope } from '../identity/scope.ts';
import { visibleTo } from '../linkage/standing.store.ts';
import { FORM, FRAME, OWED, type Span } from './burden.store.ts';
import type { AskedHelp, OwedReport } from './burden-held.rules.ts';

type Row = Omit<OwedReport, 'fields'> & { text: number; number: number; choice: number };

/** Reports owed by items that have figures of their own, or others below them that report in the same cycle. */
export async function loadOwedReports(scope: Scope, span: Span): Promise<OwedReport[]> {
  const { institutionId, tx } = scope;
  const { rows } = await sql<Row>`
    with ${FRAME(scope, span)}, ${OWED(scope)}, ${FORM(scope)},
    below as (
      select i.parent_id, o.cycle_id, count(*)::int as owing, count(*) filter (where exists (
        select 1 from reports r join submissions s on s.institution_id = r.institution_id and s.id = r.id and s.state not in ('withdrawn', 'returned')
        where r.institution_id = i.institution_id and r.item_id = i.id and r.period_kind = o.kind and r.period_to = o.to_day))::int as reported
      from owed o join items i on i.institution_id = ${institutionId} and i.id = o.item_id
      where i.parent_id is not null group by 1, 2
    )
    select f.item_id as "itemId", f.from_day as "from", f.to_day as "to", coalesce(b.owing, 0) as "owingBelow", coalesce(b.reported, 0) as "reportedBelow",
      f.nodes_due as "ownNodesDue", f.red > 0 as "isRed", f.texts as text, f.numbers as number, f.choices as choice,
      coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'heldOn', coalesce((
          select jsonb_agg(r.date order by r.date) from indicator_readings r where r.institution_id = n.institution_id and r.indicator_id = n.id and r.verified
            and r.date between f.from_day and f.to_day
            and (r.submission_id is null or not exists (select 1 from reports own where own.institution_id = r.institution_id and own.id = r.submission_id
              and own.period_kind = f.kind and own.period_to = f.to_day))), '[]')) order by n.position, n.id)
        from indicators n where n.institution_id = ${institutionId} and n.item_id = f.item_id), '[]') as indicators
    from form f join items i on i.institution_id = ${institutionId} and i.id = f.item_id
      left join below b on b.parent_id = f.item_id and b.cycle_id = f.cycle_id
    where (f.figures > 0 or b.owing > 0) and ${visibleTo(scope)}`.execute(tx);
  return rows.map(({ text, number, choice, ...row }) => ({ ...row, fields: { text, number, choice, date: 0 } }));
}

/** Help asked on items that the caller sees. */
export async function loadAskedHelp(scope: Scope, { from, to }: Span): Promise<AskedHelp[]> {
  const { rows } = await sql<AskedHelp>`
    select h.item_id as "itemId", a.person_id as "addresseeId", h.created_on as "askedOn", h.ended_on as "settledOn"
    from help_requests h join help_addressees a on a.institution_id = h.institution_id and a.request_id = h.id and a.position = 1
      join items i on i.institution_id = h.institution_id and i.id = h.item_id
    where h.institution_id = ${scope.institutionId} and h.created_on <= ${to}::date and (h.ended_on is null or h.ended_on >= ${from}::date)
      and ${visibleTo(scope)}
    order by h.created_at`.execute(scope.tx);
  return rows;
}

export type Named = { id: string; code: string | null; name: string | null; nameEn: string | null };
type Place = Pick<Moment, 'tx' | 'institutionId'>;

export async function loadItemNames({ tx, institutionId }: Place, ids: readonly string[]): Promise<Map<string, Named>> {
  const { rows } = await sql<Named>`
    select id, code, case when not placeholder then title end as name, case when not placeholder then title_en end as "nameEn"
    from items where institution_id = ${institutionId} and id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function loadIndicatorNames(
  { tx, institutionId }: Place,
  ids: readonly string[],
): Promise<Map<string, { id: string; name: string; nameEn: string | null }>> {
  const rows = await tx
    .selectFrom('indicators')
    .where('institution_id', '=', institutionId)
    .where('id', 'in', ids.length > 0 ? [...ids] : [institutionId])
    .select(['id', 'name', 'name_en as nameEn'])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export type UnitName = { id: string; parentId: string | null; name: string; nameEn: string | null };

export async function loadUnits({ tx, institutionId }: Place): Promise<Map<string, UnitName>> {
  const rows = await tx
    .selectFrom('units')
    .where('institution_id', '=', institutionId)
    .select(['id', 'parent_id as parentId', 'name', 'name_en as nameEn'])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export type CycleSpan = { id: string; kind: 'week' | 'month' | 'quarter'; from: string; to: string };

export async function loadCycleSpans(
  { tx, institutionId }: Place,
  { from, to }: Span,
): Promise<Map<string, CycleSpan>> {
  const { rows } = await sql<CycleSpan>`
    select id, kind, from_day as "from", to_day as "to" from cycles
    where institution_id = ${institutionId} and to_day between ${from}::date and ${to}::date`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}
