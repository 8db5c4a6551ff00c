// Loads, in one statement, what the rules need of every open item on which something may not add up.
import { type RawBuilder, sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import { OPEN_STATES, type StandingFacts } from './adds-up.rules.ts';
import { loadFrame } from './item-row.store.ts';

type Place = Pick<Moment, 'tx' | 'institutionId' | 'today'>;

/** The facts with the names that a reader is shown. */
export type FoundItem = StandingFacts & {
  code: string | null;
  title: string;
  titleEn: string | null;
  unit: { id: string; code: string; name: string; nameEn: string | null };
  person: { id: string; name: string; nameEn: string | null };
};

/** Whoever loads finds sound items left out where that is plain from sums alone; the rules decide about the rest. */
export async function loadOpenItems(
  place: Place,
  where: RawBuilder<unknown>,
): Promise<{ items: FoundItem[]; checked: number; coverage: number | null }> {
  const { carryToRank } = await loadFrame(place);
  const inst = sql`${place.institutionId}`;
  type Found = { items: Omit<FoundItem, 'carryToRank'>[] | null; checked: number; coverage: number | null };
  const { rows } = await sql<Found>`
    with recursive seen as materialized (
      select i.id, i.code, i.title, i.title_en, i.state, i.level, i.horizon, i.parent_id, i.lead_unit_id, i.interim, i.placeholder, i.own_nodes_weight,
        i.gap_reason, i.responsible_person_id, i.weight
      from items i where i.institution_id = ${inst} and i.state = any(${[...OPEN_STATES]}) ${where}
    ), reach as (
      select s.id as top, s.id, s.level from seen s where s.horizon = 'annual' and s.level < ${carryToRank}
      union all
      select r.top, c.id, c.level from reach r cross join lateral (
        select c.id, c.level from items c where c.institution_id = ${inst} and c.parent_id = r.id and c.state not in ('draft', 'cancelled')) c
      where r.level < ${carryToRank}
    ), deepest as materialized (select top as id, max(level) as level from reach group by top),
    facts as (
      select s.*, l.kind, p.id as above_id, p.level as above_level, p.lead_unit_id as above_unit, b.children, b.weights, b.unweighted, b.cancelled,
        w.nodes, w.node_weights, coalesce(d.level, s.level) as deepest, f.indicators
      from seen s join levels l on l.institution_id = ${inst} and l.rank = s.level
        left join items p on p.institution_id = ${inst} and p.id = s.parent_id
        left join deepest d on d.id = s.id
        cross join lateral (
          select count(*) filter (where c.state <> 'cancelled') as children, coalesce(sum(c.weight) filter (where c.state <> 'cancelled'), 0) as weights,
            count(*) filter (where c.state <> 'cancelled' and c.weight is null) as unweighted, count(*) filter (where c.state = 'cancelled') as cancelled
          from items c where c.institution_id = ${inst} and c.parent_id = s.id and c.state <> 'draft') b
        cross join lateral (
          select count(*) as nodes, coalesce(sum(n.weight), 0) as node_weights from nodes n
          where n.institution_id = ${inst} and n.item_id = s.id and n.weight > 0) w
        left join lateral (
          select jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name, 'unit', n.unit, 'target', n.target, 'polarity', n.polarity, 'rule', n.rule, 'below', (
              select coalesce(jsonb_agg(c.target), '[]') from indicators c join items i on i.institution_id = c.institution_id and i.id = c.item_id
              where c.institution_id = ${inst} and c.parent_indicator_id = n.id and i.state not in ('draft', 'cancelled'))) order by n.position, n.id) as indicators
          from indicators n where n.institution_id = ${inst} and n.item_id = s.id having bool_or(n.rule <> 'none')) f on true
    )
    select (select count(*) from seen)::int as checked, (
      select round(sum(coalesce(v.coverage, 0) * t.part) / nullif(sum(t.part), 0), 2) from (
        select s.id, case when s.parent_id is null then coalesce(s.weight, 100) else 100 end as part from seen s
        where s.parent_id is null or s.parent_id not in (select id from seen)
      ) t left join item_values v on v.institution_id = ${inst} and v.item_id = t.id
    )::float8 as coverage, jsonb_agg(jsonb_build_object(
      'id', x.id, 'code', x.code, 'title', x.title, 'titleEn', x.title_en, 'state', x.state, 'level', x.level, 'kind', x.kind, 'horizon', x.horizon,
      'leadUnitId', x.lead_unit_id, 'interim', x.interim, 'placeholder', x.placeholder, 'ownNodesWeight', x.own_nodes_weight, 'gapReason', x.gap_reason,
      'above', case when x.above_id is not null then jsonb_build_object('id', x.above_id, 'level', x.above_level, 'leadUnitId', x.above_unit) end,
      'children', x.children, 'weights', x.weights, 'unweighted', x.unweighted, 'cancelled', x.cancelled, 'nodes', x.nodes, 'nodeWeights', x.node_weights,
      'deepest', x.deepest, 'indicators', coalesce(x.indicators, '[]'),
      'unit', jsonb_build_object('id', u.id, 'code', u.code, 'name', u.name, 'nameEn', u.name_en),
      'person', jsonb_build_object('id', r.id, 'name', r.name, 'nameEn', r.name_en))) as items
    from facts x join units u on u.institution_id = ${inst} and u.id = x.lead_unit_id
      join people r on r.institution_id = ${inst} and r.id = x.responsible_person_id
    where x.indicators is not null or x.interim or x.above_id is null
      or (x.children > 0 and (x.weights <> 100 or x.unweighted > 0 or (x.nodes > 0) <> (coalesce(x.own_nodes_weight, 0) > 0)))
      or (x.nodes > 0 and x.node_weights <> 100)
      or (x.level > x.above_level + 1 and x.lead_unit_id <> x.above_unit)
      or (x.level < ${carryToRank} and (x.horizon = 'annual' and x.deepest < ${carryToRank} or x.horizon = 'task' and x.children = 0))`.execute(
    place.tx,
  );
  const [found] = rows;
  return {
    items: (found?.items ?? []).map((item) => ({ ...item, carryToRank })),
    checked: found?.checked ?? 0,
    coverage: found?.coverage ?? null,
  };
}

/** The unit and those below it. */
export const unitsWithin = (place: Pick<Place, 'institutionId'>, unitId: string): RawBuilder<unknown> => sql`(
  with recursive down as (
    select u.id from units u where u.institution_id = ${place.institutionId} and u.id = ${unitId}
    union select u.id from units u join down d on u.parent_id = d.id where u.institution_id = ${place.institutionId}
  ) select id from down)`;

export async function unitExists(place: Pick<Place, 'tx' | 'institutionId'>, unitId: string): Promise<boolean> {
  const found = await place.tx
    .selectFrom('units')
    .where('institution_id', '=', place.institutionId)
    .where('id', '=', unitId)
    .select('id')
    .executeTakeFirst();
  return found !== undefined;
}
