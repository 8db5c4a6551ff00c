// The facts from which a route is drawn, in one query.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { RouteFacts } from './route.rules.ts';

type Found = Omit<RouteFacts, 'doers'> & { responsiblePersonId: string; disciplineId: string | null };

/** `submitters`: the submitter and the person on whose behalf; today's responsible person is always a doer. */
export async function loadRouteFacts(
  moment: Pick<Moment, 'tx' | 'institutionId' | 'today'>,
  itemId: string,
  submitters: readonly string[],
): Promise<RouteFacts & { disciplineId: string | null }> {
  const inst = moment.institutionId;
  const day = sql`${moment.today}::date`;
  const { rows } = await sql<{ facts: Found }>`
    with recursive item as (
      select * from items where institution_id = ${inst} and id = ${itemId}
    ),
    heads as (
      select distinct on (p.unit_id) p.unit_id, p.person_id from posts p
      where p.institution_id = ${inst} and p.head and p.state = 'confirmed' and p.from_day <= ${day} and (p.to_day is null or p.to_day >= ${day})
      order by p.unit_id, p.acting
    ),
    line as (
      select u.id, u.parent_id, u.kind, u.leader_in_charge_id, 0 as distance from units u join item on u.id = item.lead_unit_id where u.institution_id = ${inst}
      union all
      select u.id, u.parent_id, u.kind, u.leader_in_charge_id, l.distance + 1 from units u join line l on u.id = l.parent_id where u.institution_id = ${inst}
    )
    select jsonb_build_object(
      'responsiblePersonId', item.responsible_person_id, 'disciplineId', item.discipline_id,
      'isRootOfTopUnit', item.parent_id is null and exists (select 1 from line where distance = 0 and parent_id is null),
      'isCollegeOrBelow', coalesce(item.level >= (select min(rank) from levels where institution_id = ${inst} and kind = 'college'), false),
      'professors', case when item.discipline_id is null then null else coalesce((
        select jsonb_agg(d.person_id order by d.position, d.from_day) from discipline_professors d
        where d.institution_id = ${inst} and d.discipline_id = item.discipline_id and d.from_day <= ${day} and (d.to_day is null or d.to_day >= ${day})), '[]') end,
      'ancestors', coalesce((select jsonb_agg(a.responsible_person_id order by cardinality(a.path) desc) from items a
        where a.institution_id = ${inst} and a.id = any (item.path) and a.id <> item.id), '[]'),
      'unitsAbove', coalesce((select jsonb_agg(coalesce(h.person_id, l.leader_in_charge_id) order by l.distance) from line l left join heads h on h.unit_id = l.id
        where l.distance > 0 and coalesce(h.person_id, l.leader_in_charge_id) is not null), '[]'),
      'collegeHead', (select h.person_id from line l join heads h on h.unit_id = l.id where l.kind = 'college' order by l.distance limit 1),
      'supervisor', item.supervisor_id,
      'leaders', coalesce((select jsonb_agg(x.person_id order by x.place, x.person_id) from (
        select h.person_id, 0 as place from heads h join units u on u.institution_id = ${inst} and u.id = h.unit_id and u.parent_id is null
        union
        select p.person_id, 1 from posts p join levels v on v.institution_id = p.institution_id and v.rank = p.level and v.kind = 'school'
          join units u on u.institution_id = p.institution_id and u.id = p.unit_id and u.parent_id is null
        where p.institution_id = ${inst} and p.state = 'confirmed' and p.from_day <= ${day} and (p.to_day is null or p.to_day >= ${day})) x), '[]'),
      'office', coalesce((select jsonb_agg(distinct g.person_id) from role_grants g where g.institution_id = ${inst} and g.role = 'office' and g.state = 'confirmed'
        and g.from_day <= ${day} and (g.to_day is null or g.to_day >= ${day})), '[]')
    ) as facts from item`.execute(moment.tx);
  const found = rows[0]?.facts;
  if (!found) throw new Error('the route of an item that is not there');
  const { responsiblePersonId, ...facts } = found;
  return { ...facts, doers: [...new Set([...submitters, responsiblePersonId])] };
}
