// Steps of gates in a span of days, tallied in the database by what the figures ask of them.
import { type RawBuilder, sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { FiguresReach } from './statistics.policy.ts';
import type { StepTally } from './statistics.rules.ts';

export type Span = { from: string; to: string };
export type Grouping = 'person' | 'unit' | 'kind';
type Place = Pick<Moment, 'tx' | 'institutionId' | 'today'>;

const KEY: Record<Grouping, RawBuilder<unknown>> = {
  person: sql`t.person_id::text`,
  unit: sql`u.unit_id::text`,
  kind: sql`t.kind`,
};

/** Verdicts, lost steps and looks that never came in the span, and what is on the desk today; each with its day. */
const steps = ({ institutionId, today }: Place, { from, to }: Span) => sql`
  select coalesce(g.person_id, g.decided_by) as person_id, s.kind, g.kind = 'look' as look, g.opened_on,
    (g.decided_at at time zone z.time_zone)::date as decided_on, g.verdict,
    g.verdict <> 'returned' and (s.state = 'returned' or (s.kind = 'close_out' and exists (
      select 1 from submissions r where r.institution_id = s.institution_id and r.item_id = s.item_id and r.kind = 'reopening'
        and r.state in ('passed', 'passed_with_conditions') and r.submitted_at >= s.ended_at))) as overturned,
    false as expired, false as passed_over, false as waiting, false as overdue, (g.decided_at at time zone z.time_zone)::date as on_day
  from zone z join gate_steps g on g.institution_id = ${institutionId} and g.decided_at >= (${from}::date)::timestamp at time zone z.time_zone
      and g.decided_at < (${to}::date + 1)::timestamp at time zone z.time_zone
    join submissions s on s.institution_id = g.institution_id and s.id = g.submission_id
  where g.verdict is not null
  union all
  select g.person_id, s.kind, g.kind = 'look', g.opened_on, null, null, false, true, false, false, false, g.expired_on
  from gate_steps g join submissions s on s.institution_id = g.institution_id and s.id = g.submission_id
  where g.institution_id = ${institutionId} and g.expired and g.recused_at is null and g.expired_on between ${from}::date and ${to}::date
  union all
  select g.person_id, s.kind, true, g.opened_on, null, null, false, false, true, false, false, (s.ended_at at time zone z.time_zone)::date
  from zone z join submissions s on s.institution_id = ${institutionId} and s.state = 'superseded'
      and s.ended_at >= (${from}::date)::timestamp at time zone z.time_zone and s.ended_at < (${to}::date + 1)::timestamp at time zone z.time_zone
    join gate_steps g on g.institution_id = s.institution_id and g.submission_id = s.id and g.kind = 'look' and g.verdict is null
  union all
  select g.person_id, s.kind, false, g.opened_on, null, null, false, false, false, true, g.due < ${today}::date, ${today}::date
  from gate_steps g join submissions s on s.institution_id = g.institution_id and s.id = g.submission_id and s.state = 'pending'
  where g.institution_id = ${institutionId} and g.verdict is null and not g.expired and g.due is not null and ${to}::date >= ${today}::date`;

export async function loadTallies(
  place: Place,
  span: Span,
  by: Grouping,
  { reach, personId, unitIds }: FiguresReach,
  unitId: string | null,
): Promise<StepTally[]> {
  const { institutionId, tx } = place;
  const seen =
    reach === 'all' ? sql`true` : sql`(t.person_id = ${personId}::uuid or u.unit_id = any(${unitIds}::uuid[]))`;
  const inUnit = unitId === null ? sql`true` : sql`u.unit_id in (select id from below)`;
  // a gatekeeper counts for the unit of the post that he held on the day: as its head first, then the highest
  const { rows } = await sql<StepTally>`
    with recursive zone as (select time_zone from institutions where id = ${institutionId}),
    below as (
      select id from units where institution_id = ${institutionId} and id = ${unitId}::uuid
      union all
      select c.id from units c join below b on c.parent_id = b.id where c.institution_id = ${institutionId}
    ),
    t as (
      select person_id, kind, look, opened_on, decided_on, verdict, overturned, expired, passed_over, waiting, overdue, on_day, count(*)::int as count
      from (${steps(place, span)}) x where person_id is not null group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
    )
    select ${KEY[by]} as key, t.look, t.opened_on as "openedOn", t.decided_on as "decidedOn", t.verdict, t.overturned, t.expired,
      t.passed_over as "passedOver", t.waiting, t.overdue, sum(t.count)::int as count
    from t left join lateral (
      select p.unit_id from posts p where p.institution_id = ${institutionId} and p.person_id = t.person_id and p.state = 'confirmed'
        and p.from_day <= t.on_day and (p.to_day is null or p.to_day >= t.on_day) order by p.head desc, p.level, p.from_day desc, p.id limit 1) u on true
    where ${seen} and ${inUnit} and ${KEY[by]} is not null
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`.execute(tx);
  return rows;
}

export type GroupName = { id: string; name: string; name_en: string | null };

export async function loadGroupNames(place: Place, by: Grouping, keys: readonly string[]): Promise<GroupName[]> {
  if (by === 'kind' || keys.length === 0) return [];
  return place.tx
    .selectFrom(by === 'person' ? 'people' : 'units')
    .where('institution_id', '=', place.institutionId)
    .where('id', 'in', [...keys])
    .select(['id', 'name', 'name_en'])
    .execute();
}
