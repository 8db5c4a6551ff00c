// Open work by the one who carries it: persons whole, units by share; summed in the database, row by row on request.
import { type RawBuilder, sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';

type Place = Pick<Moment, 'tx' | 'institutionId'>;
export type Carrier = 'person' | 'unit';

/** What waits to begin or is under way; suspended work asks nothing of anybody now. */
const UNDER_WAY = sql`i.state in ('registered', 'assigned', 'in_progress')`;

/** One row for each item and carrier, rounded part by part as the rules round. `units` limits which units are shown. */
function parts(place: Place, by: Carrier, where: RawBuilder<unknown>, units: RawBuilder<unknown>): RawBuilder<unknown> {
  const shares =
    by === 'person'
      ? sql`select i.responsible_person_id as carrier, 1::numeric as share`
      : sql`select i.lead_unit_id as carrier, i.lead_share as share
          union all select c.unit_id, c.share from item_co_units c where c.institution_id = i.institution_id and c.item_id = i.id`;
  return sql`select s.carrier, s.share, i.id, i.code, i.title, i.title_en, i.placeholder, i.level, i.state, i.priority, i.approved_due, i.planned_minutes, v.verified,
      round(i.planned_minutes * s.share, 2) as planned, round(i.planned_minutes * (1 - coalesce(v.verified, 0) / 100) * s.share, 2) as minutes
    from items i join item_values v on v.institution_id = i.institution_id and v.item_id = i.id cross join lateral (${shares}) s
    where i.institution_id = ${place.institutionId} and ${UNDER_WAY} ${where} ${units}`;
}

export type LoadSum = {
  id: string;
  code: string | null;
  name: string;
  name_en: string | null;
  items: number;
  minutes: number | null;
  planned: number | null;
  first: number;
  second: number;
  third: number;
  total: number;
};

export async function sumLoad(
  place: Place,
  by: Carrier,
  where: RawBuilder<unknown>,
  units: RawBuilder<unknown>,
  tail: RawBuilder<unknown>,
): Promise<LoadSum[]> {
  const names =
    by === 'person'
      ? sql`select id, null as code, name, name_en from people`
      : sql`select id, code, name, name_en from units`;
  const unplanned = (priority: number) =>
    sql`coalesce(sum(p.share) filter (where p.planned_minutes is null and p.priority = ${priority}), 0)`;
  const { rows } = await sql<LoadSum>`
    with sums as (
      select p.carrier, sum(p.share) as items, sum(p.minutes) as minutes, sum(p.planned) as planned,
        ${unplanned(1)} as first, ${unplanned(2)} as second, ${unplanned(3)} as third
      from (${parts(place, by, where, units)}) p group by p.carrier
    )
    select n.id, n.code, n.name, n.name_en, s.items, s.minutes, s.planned, s.first, s.second, s.third, count(*) over ()::int as total
    from sums s join (${names} where institution_id = ${place.institutionId}) n on n.id = s.carrier ${tail}`.execute(
    place.tx,
  );
  return rows;
}

export type LoadPartRow = {
  id: string;
  code: string | null;
  title: string;
  title_en: string | null;
  placeholder: boolean;
  level: number;
  state: string;
  priority: number;
  approved_due: string;
  planned_minutes: number | null;
  verified: number | null;
  share: number;
  minutes: number | null;
  total: number;
};

export async function selectLoadItems(
  place: Place,
  by: Carrier,
  carrierId: string,
  where: RawBuilder<unknown>,
  units: RawBuilder<unknown>,
  tail: RawBuilder<unknown>,
): Promise<LoadPartRow[]> {
  const { rows } = await sql<LoadPartRow>`select p.*, count(*) over ()::int as total
    from (${parts(place, by, where, units)}) p where p.carrier = ${carrierId} ${tail}`.execute(place.tx);
  return rows;
}
