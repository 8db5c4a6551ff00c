// What was asked of whom, put together in the database from what exists: nobody fills anything in for the ledger.
import { type RawBuilder, sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { Ask } from './burden.rules.ts';

export type Span = { from: string; to: string };
type Place = Pick<Moment, 'tx' | 'institutionId' | 'today'>;

/** The institution's zone, its top unit, and the cycles that end in the span. */
const FRAME = ({ institutionId }: Place, { from, to }: Span) => sql`
  z as (select time_zone as zone, (select u.id from units u where u.institution_id = ${institutionId} and u.parent_id is null order by u.code limit 1) as top
    from institutions where id = ${institutionId}),
  c as (select x.id, x.kind, x.from_day, x.to_day,
      (select max(f.freezing) from cycle_freezings f where f.institution_id = x.institution_id and f.cycle_id = x.id) as freezing
    from cycles x where x.institution_id = ${institutionId} and x.to_day between ${from}::date and ${to}::date)`;

/** Reports owed by cycle: as the last freeze kept them, else as items stand. */
export const OWED = ({ institutionId }: Place) => sql`
  owed as (
    select k.item_id, k.person_id, k.unit_id, c.id as cycle_id, c.kind, c.from_day, c.to_day
    from c join cycle_items k on k.institution_id = ${institutionId} and k.cycle_id = c.id and k.freezing = c.freezing and k.owed
    union all
    select i.id, coalesce(r.person_id, i.responsible_person_id), i.lead_unit_id, c.id, c.kind, c.from_day, c.to_day
    from z, c join items i on i.institution_id = ${institutionId} and coalesce(i.frequency, 'month') = c.kind and owes_reports(i.horizon, i.placeholder)
        and i.accepted_on <= c.to_day and i.start <= c.to_day and i.state in ('in_progress', 'suspended', 'closed', 'archived')
        and (i.finished_on is null or i.finished_on > c.to_day)
      left join lateral (select r.person_id from item_responsibles r where r.institution_id = i.institution_id and r.item_id = i.id
        and r.from_at < (c.to_day + 1)::timestamp at time zone z.zone order by r.from_at desc limit 1) r on true
    where c.freezing is null and not exists (select 1 from item_suspensions s where s.institution_id = i.institution_id and s.item_id = i.id
      and s.from_day <= c.to_day and (s.to_day is null or s.to_day > c.to_day))
  )`;

/** What the form of a report asks of an item: words on what was done and comes next, a light, its figures, its nodes due, why it is red. */
export const FORM = ({ institutionId }: Place) => sql`
  form as (
    select o.*, 2 + 2 * red.n as texts, n.figures + case when leaf.own then 1 else 0 end as numbers, 1 + due.n as choices, n.figures, due.n as nodes_due, red.n as red
    from owed o
      cross join lateral (select count(*)::int as figures from indicators x where x.institution_id = ${institutionId} and x.item_id = o.item_id) n
      cross join lateral (select count(*)::int as n from nodes d where d.institution_id = ${institutionId} and d.item_id = o.item_id
        and d.date between o.from_day and o.to_day) due
      cross join lateral (select count(*)::int as n from red_spells s where s.institution_id = ${institutionId} and s.item_id = o.item_id
        and s.since between o.from_day and o.to_day) red
      cross join lateral (select not exists (select 1 from items k where k.institution_id = ${institutionId} and k.parent_id = o.item_id
          and k.state not in ('draft', 'cancelled'))
        and not exists (select 1 from nodes d where d.institution_id = ${institutionId} and d.item_id = o.item_id and d.weight > 0) as own) leaf
  )`;

/** The unit of the post that somebody held on a day: as its head first, then the highest. */
const unitOf = (institutionId: string, person: RawBuilder<unknown>, day: RawBuilder<unknown>) => sql`(
  select p.unit_id from posts p where p.institution_id = ${institutionId} and p.person_id = ${person} and p.state = 'confirmed'
    and p.from_day <= ${day} and (p.to_day is null or p.to_day >= ${day}) order by p.head desc, p.level, p.from_day desc, p.id limit 1)`;

/** Who answered for an item at a moment. */
const personAt = (at: RawBuilder<unknown>) => sql`coalesce((select r.person_id from item_responsibles r
  where r.institution_id = i.institution_id and r.item_id = i.id and r.from_at <= ${at} order by r.from_at desc limit 1), i.responsible_person_id)`;

const inSpan = (
  at: RawBuilder<unknown>,
  { from, to }: Span,
) => sql`${at} >= (${from}::date)::timestamp at time zone z.zone
  and ${at} < (${to}::date + 1)::timestamp at time zone z.zone`;

const reports = ({ institutionId }: Place) => sql`
  select 'report' as kind, f.cycle_id, f.person_id, coalesce(p.lead_unit_id, z.top) as asker_id, f.unit_id,
    f.texts as text, f.numbers as number, f.choices as choice, 0 as date
  from z, form f join items i on i.institution_id = ${institutionId} and i.id = f.item_id
    left join items p on p.institution_id = i.institution_id and p.id = i.parent_id`;

const acceptances = ({ institutionId }: Place, span: Span) => sql`
  select 'acceptance', null::uuid, ${personAt(sql`e.at`)}, coalesce(p.lead_unit_id, z.top), i.lead_unit_id, 0, 0, 1, 0
  from z, events e join items i on i.institution_id = e.institution_id and i.id = e.item_id
    left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
  where e.institution_id = ${institutionId} and ${inSpan(sql`e.at`, span)} and e.act = 'item.assigned'`;

/** A child asks for a title, requirement and standard, unit, person and level, a weight and two dates; a node and a figure for less. */
const decompositions = ({ institutionId }: Place, { from, to }: Span) => sql`
  select 'decomposition', null::uuid, s.submitted_by, coalesce(p.lead_unit_id, z.top), i.lead_unit_id,
    3 * q.children + q.nodes + q.figures, q.children + q.nodes + 2 * q.figures, 3 * q.children + q.figures, 2 * q.children + q.nodes
  from z, submissions s join items i on i.institution_id = s.institution_id and i.id = s.item_id
    left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
    cross join lateral (select coalesce(jsonb_array_length(s.snapshot -> 'children'), 0) as children, coalesce(jsonb_array_length(s.snapshot -> 'nodes'), 0) as nodes,
      coalesce(jsonb_array_length(s.snapshot -> 'indicators'), 0) as figures) q
  where s.institution_id = ${institutionId} and s.kind = 'decomposition' and s.submitted_on between ${from}::date and ${to}::date`;

const gates = ({ institutionId }: Place, { from, to }: Span) => sql`
  select case when g.kind = 'look' then 'look' else 'gate' end, null::uuid, g.person_id, i.lead_unit_id, ${unitOf(institutionId, sql`g.person_id`, sql`g.opened_on`)},
    case when g.kind = 'look' then 0 else 1 end, 0, 1, 0
  from z, gate_steps g join submissions s on s.institution_id = g.institution_id and s.id = g.submission_id
    left join items i on i.institution_id = s.institution_id and i.id = s.item_id
  where g.institution_id = ${institutionId} and g.opened_on between ${from}::date and ${to}::date and g.person_id is not null`;

/** A round asks the other side: the receiver, or whoever opened the negotiation. */
const negotiations = ({ institutionId }: Place, span: Span) => sql`
  select 'negotiation', null::uuid, q.person_id, i.lead_unit_id, ${unitOf(institutionId, sql`q.person_id`, sql`q.day`)}, 1, 0, 1, 0
  from (select r.item_id, institution_day(${institutionId}, r.at) as day, case when r.side = 'superior' then n.receiver_id
      else coalesce(p.responsible_person_id, n.settled_by) end as person_id
    from z, negotiation_rounds r join negotiations n on n.institution_id = r.institution_id and n.id = r.negotiation_id
      join items i on i.institution_id = r.institution_id and i.id = r.item_id
      left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
    where r.institution_id = ${institutionId} and ${inSpan(sql`r.at`, span)}) q
  join items i on i.institution_id = ${institutionId} and i.id = q.item_id where q.person_id is not null`;

/** Asked so many working days before a node: on the day itself, not when it is answered. */
const readiness = ({ institutionId, today }: Place, { from, to }: Span, daysBefore: number) => sql`
  select 'readiness', null::uuid, i.responsible_person_id, coalesce(p.lead_unit_id, z.top), i.lead_unit_id, 0, 0, 1, 0
  from z, node_needs d join nodes n on n.institution_id = d.institution_id and n.id = d.node_id
    join items i on i.institution_id = d.institution_id and i.id = d.item_id and i.state in ('in_progress', 'suspended', 'closed', 'archived')
    left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
  where d.institution_id = ${institutionId} and d.removed_at is null and n.date between ${from}::date and ${to}::date + 120
    and working_days_before(${institutionId}, n.date) - ${daysBefore}::int < working_days_before(${institutionId}, least(${to}::date, ${today}::date) + 1)
    and working_days_before(${institutionId}, n.date) - ${daysBefore}::int >= working_days_before(${institutionId}, ${from}::date)`;

const sheets = ({ institutionId }: Place, { from, to }: Span) => sql`
  select 'sheet_reply', null::uuid, coalesce(r.replied_by, s.person_id), z.top, i.lead_unit_id, 2, 0, 1, 0
  from z, sheet_rounds r join sheets s on s.institution_id = r.institution_id and s.id = r.sheet_id
    join items i on i.institution_id = s.institution_id and i.id = s.item_id
  where r.institution_id = ${institutionId} and r.opened_on between ${from}::date and ${to}::date
  union all
  select 'sheet_judge', null::uuid, coalesce(r.judged_by, i.supervisor_id), i.lead_unit_id,
    ${unitOf(institutionId, sql`coalesce(r.judged_by, i.supervisor_id)`, sql`r.replied_on`)}, 1, 0, 1, 0
  from z, sheet_rounds r join items i on i.institution_id = r.institution_id and i.id = r.item_id
  where r.institution_id = ${institutionId} and r.replied_on between ${from}::date and ${to}::date and coalesce(r.judged_by, i.supervisor_id) is not null`;

const help = ({ institutionId }: Place, { from, to }: Span) => sql`
  select 'help', null::uuid, a.person_id, h.asker_unit_id, ${unitOf(institutionId, sql`a.person_id`, sql`a.from_day`)}, 1, 0, 1, 0
  from z, help_addressees a join help_requests h on h.institution_id = a.institution_id and h.id = a.request_id
  where a.institution_id = ${institutionId} and a.from_day between ${from}::date and ${to}::date`;

/** Requests of a span, by kind, cycle, person and the two units. */
export async function loadAsks(place: Place, span: Span, readinessDays: number): Promise<Ask[]> {
  const { rows } = await sql<Ask>`
    with ${FRAME(place, span)}, ${OWED(place)}, ${FORM(place)}, asked as (
      ${reports(place)} union all ${acceptances(place, span)} union all ${decompositions(place, span)} union all ${gates(place, span)}
      union all ${negotiations(place, span)} union all ${readiness(place, span, readinessDays)} union all ${sheets(place, span)} union all ${help(place, span)}
    )
    select kind, cycle_id as "cycleId", person_id as "personId", asker_id as "askerId", unit_id as "unitId", count(*)::int as requests,
      sum(text)::int as text, sum(number)::int as number, sum(choice)::int as choice, sum(date)::int as date
    from asked where person_id is not null group by 1, 2, 3, 4, 5`.execute(place.tx);
  return rows;
}

export { FRAME };
