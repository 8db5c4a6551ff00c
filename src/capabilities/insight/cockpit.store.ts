// What the cockpit counts: key works by light, sector and unit, open sheets by colour, over what the caller sees.
import { sql } from 'kysely';
import type { Scope } from '../identity/scope.ts';
import { visibleTo } from '../linkage/standing.store.ts';
import { FROM, sheetsVisibleTo } from '../promotion/sheet.store.ts';

type Named = { id: string; name: string; nameEn: string | null };
export type LightCount = { sector: Named | null; unit: Named & { code: string }; light: string; count: number };

export async function countLights(scope: Scope, horizon: string): Promise<LightCount[]> {
  const { rows } = await sql<LightCount>`
    select x.light, x.count, jsonb_build_object('id', u.id, 'code', u.code, 'name', u.name, 'nameEn', u.name_en) as unit,
      case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name, 'nameEn', s.name_en) end as sector
    from (select i.sector_id, i.lead_unit_id, v.light, count(*)::int as count from items i
        join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
        where i.institution_id = ${scope.institutionId} and i.horizon = ${horizon} and i.state not in ('draft', 'cancelled', 'archived') and ${visibleTo(scope)}
        group by 1, 2, 3) x
      join units u on u.institution_id = ${scope.institutionId} and u.id = x.lead_unit_id
      left join sectors s on s.institution_id = ${scope.institutionId} and s.id = x.sector_id
    order by s.code nulls last, u.code, x.light`.execute(scope.tx);
  return rows;
}

export type SheetCount = { colour: 'yellow' | 'orange' | 'red'; open: number; overdue: number };

/** Sheets and notices whose answer has not passed yet. */
export async function countOpenSheets(scope: Scope): Promise<SheetCount[]> {
  const { rows } = await sql<SheetCount>`
    select s.colour, count(*)::int as open, (count(*) filter (where s.state = 'open' and not s.resting and s.reply_by < ${scope.today}::date))::int as overdue
    from ${FROM} where s.institution_id = ${scope.institutionId} and s.state in ('open', 'replied') and ${sheetsVisibleTo(scope)} group by s.colour`.execute(
    scope.tx,
  );
  return rows;
}

export type CyclePlaces = {
  /** The one whose period ended last, for its reports; else the running one. */
  reported: string | null;
  /** The one that runs, for its focus list; else the last one. */
  running: string | null;
};

/** Of the kind that most items report by, where there is one, else of any. */
export async function findCycles(scope: Scope, kind: string): Promise<CyclePlaces> {
  const own = sql`from cycles c where c.institution_id = ${scope.institutionId}`;
  const today = sql`${scope.today}::date`;
  const { rows } = await sql<CyclePlaces>`
    select (select c.id ${own} order by (c.to_day < ${today}) desc, (c.kind = ${kind}) desc, case when c.to_day < ${today} then c.to_day end desc nulls last,
        c.from_day limit 1) as reported,
      (select c.id ${own} order by (c.kind = ${kind}) desc, (c.from_day <= ${today}) desc, c.from_day desc limit 1) as running`.execute(
    scope.tx,
  );
  return rows[0] ?? { reported: null, running: null };
}
