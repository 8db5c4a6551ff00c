// Every limit that was let pass, one select a kind: superiors, departments and gatekeepers stand in them as everybody else does.
import { type RawBuilder, sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { Scope } from '../identity/scope.ts';
import { readsEverything } from '../linkage/item.policy.ts';
import { visibleTo } from '../linkage/standing.store.ts';
import { DELAY_KINDS, type DelayKind } from './delay.rules.ts';

type Place = Pick<Moment, 'institutionId' | 'today'> & {
  /** Only what has not ended: said to each kind by itself, so that what has ended is never read. */
  running: boolean;
};

/** Ended, or not yet: `due` passed in both. `other`: somebody beside the readers of the item who may see it. */
const late = (due: RawBuilder<unknown>, ended: RawBuilder<unknown>, today: string) =>
  sql`${due} < coalesce(${ended}, ${today}::date)`;

const acceptance = ({ institutionId, today, running }: Place) => sql`
  select 'acceptance' as kind, i.id as object_id, 0 as n, coalesce(i.accepted_by, i.responsible_person_id) as person_id, i.id as item_id, null::uuid as other,
    i.accept_by as due, i.accepted_on as ended_on
  from items i where i.institution_id = ${institutionId} and i.accept_by is not null and i.state not in ('draft', 'registered', 'cancelled')
    and ${running ? sql`i.state = 'assigned'` : sql`(i.accepted_on is not null or i.state = 'assigned')`}
    and ${late(sql`i.accept_by`, sql`i.accepted_on`, today)}`;

/** Registered and past its start counts against the superior; of a root against the head of the top unit. What was handed on later was assigned before. */
const assignment = ({ institutionId, today, running }: Place) => sql`
  select 'assignment', i.id, 0, coalesce(p.responsible_person_id, (select o.person_id from posts o join units u on u.institution_id = o.institution_id
      and u.id = o.unit_id and u.parent_id is null where o.institution_id = i.institution_id and o.head and o.state = 'confirmed'
      and o.from_day <= ${today}::date and (o.to_day is null or o.to_day >= ${today}::date) order by o.acting limit 1)),
    i.id, null::uuid, greatest(i.start, i.registered_on), i.assigned_on
  from items i left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
  where i.institution_id = ${institutionId} and i.registered_on is not null and i.state not in ('draft', 'cancelled')
    and ${running ? sql`i.state = 'registered'` : sql`(i.assigned_on is not null or i.state = 'registered')`}
    and ${late(sql`greatest(i.start, i.registered_on)`, sql`i.assigned_on`, today)}
    and not exists (select 1 from item_responsibles r where r.institution_id = i.institution_id and r.item_id = i.id and r.to_at is not null)`;

/**
 * Late and missed as freezes kept them: a missed one ends when it is made up, else on the working day after the freeze, so that those whose
 * deadline is the freeze itself are late by a day too. Of open cycles, what is owed and past its deadline.
 */
const frozenReports = ({ institutionId }: Place) => sql`
  select 'report', c.item_id, 0, c.person_id, c.item_id, null::uuid, c.deadline, coalesce(c.submitted_on, m.on_day, nth_working_day_after(y.institution_id, z.day, 1))
  from cycles y join cycle_freezings z on z.institution_id = y.institution_id and z.cycle_id = y.id and z.freezing = y.freezings
    join cycle_items c on c.institution_id = y.institution_id and c.cycle_id = y.id and c.freezing = y.freezings
    left join lateral (select min(s.submitted_on) as on_day from reports q join submissions s on s.institution_id = q.institution_id and s.id = q.id
      and s.state in ('pending', 'passed', 'passed_with_conditions', 'superseded')
      where q.institution_id = c.institution_id and q.cycle_id = c.cycle_id and q.item_id = c.item_id and c.outcome = 'missed') m on true
  where y.institution_id = ${institutionId} and y.state <> 'open' and c.outcome in ('late', 'missed')`;

const report = (place: Place) => {
  const { institutionId, today, running } = place;
  const owed = sql`
  select 'report', i.id, 0, i.responsible_person_id, i.id, null::uuid, x.due, r.on_day
  from cycles y join items i on i.institution_id = y.institution_id and coalesce(i.frequency, 'month') = y.kind and i.state = 'in_progress'
      and i.horizon in ('annual', 'task') and not i.placeholder and i.start <= y.to_day
    cross join lateral (select nth_working_day_after(i.institution_id, y.to_day, deadline_after(y.kind, i.level,
      (select count(*)::int from levels l where l.institution_id = i.institution_id))) as due) x
    left join lateral (select min(s.submitted_on) as on_day from reports q join submissions s on s.institution_id = q.institution_id and s.id = q.id
      and s.state in ('pending', 'passed', 'passed_with_conditions', 'superseded')
      where q.institution_id = i.institution_id and q.item_id = i.id and q.period_to = y.to_day) r on true
  where y.institution_id = ${institutionId} and y.state = 'open' and y.to_day < ${today}::date and ${late(sql`x.due`, sql`r.on_day`, today)} ${running ? sql`and r.on_day is null` : sql``}`;
  return running ? owed : sql`${frozenReports(place)} union all ${owed}`;
};

const gate = ({ institutionId, today, running }: Place) => sql`
  select 'gate', g.submission_id, g.position, g.person_id, s.item_id, null::uuid, g.due,
    coalesce((g.decided_at at time zone z.time_zone)::date, case when g.expired then g.expired_on end, case when s.state <> 'pending' then (s.ended_at at time zone z.time_zone)::date end)
  from gate_steps g join submissions s on s.institution_id = g.institution_id and s.id = g.submission_id join institutions z on z.id = g.institution_id
  where g.institution_id = ${institutionId} and g.due is not null and g.opened_on is not null and g.person_id is not null and g.recused_at is null
    ${running ? sql`and g.verdict is null and not g.expired and s.state = 'pending'` : sql``}
    and ${late(sql`g.due`, sql`coalesce((g.decided_at at time zone z.time_zone)::date, case when g.expired then g.expired_on end, case when s.state <> 'pending' then (s.ended_at at time zone z.time_zone)::date end)`, today)}`;

/** An answer that came late or never: the side that was awaited; the limit of the opened draft binds whom it proposes. */
const negotiation = ({ institutionId, today, running }: Place) => sql`
  select 'negotiation', n.id, r.n, case when r.side = 'superior' then n.receiver_id else coalesce(p.responsible_person_id, n.opened_by) end, n.item_id, null::uuid,
    r.reply_by, coalesce(r.answered_on, n.limit_passed_on, n.settled_on)
  from negotiations n join institutions z on z.id = n.institution_id
    join items i on i.institution_id = n.institution_id and i.id = n.item_id
    left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
    cross join lateral (
      select q.n, q.side, q.reply_by, (lead(q.at) over (order by q.n) at time zone z.time_zone)::date as answered_on
      from negotiation_rounds q where q.institution_id = n.institution_id and q.negotiation_id = n.id) r
  where n.institution_id = ${institutionId} ${running ? sql`and n.settled_on is null and n.limit_passed_on is null` : sql``}
    and ${late(sql`r.reply_by`, sql`coalesce(r.answered_on, n.limit_passed_on, n.settled_on)`, today)}
  union all
  select 'negotiation', n.id, 0, n.receiver_id, n.item_id, null::uuid, nth_working_day_after(n.institution_id, n.opened_on, 5), n.limit_passed_on
  from negotiations n where n.institution_id = ${institutionId} and n.limit_passed_on is not null
    and not exists (select 1 from negotiation_rounds q where q.institution_id = n.institution_id and q.negotiation_id = n.id)
    and nth_working_day_after(n.institution_id, n.opened_on, 5) < n.limit_passed_on`;

const sheet = ({ institutionId, today, running }: Place) => sql`
  select 'sheet', r.sheet_id, r.n, coalesce(r.replied_by, s.person_id), s.item_id, null::uuid, r.answer_by,
    coalesce(r.replied_on, (r.ended_at at time zone z.time_zone)::date)
  from sheet_rounds r join sheets s on s.institution_id = r.institution_id and s.id = r.sheet_id join institutions z on z.id = r.institution_id
  where r.institution_id = ${institutionId} ${running ? sql`and r.ended_at is null` : sql``}
    and ${late(sql`r.answer_by`, sql`coalesce(r.replied_on, (r.ended_at at time zone z.time_zone)::date)`, today)}`;

/** Everybody who was asked and let his own limit pass, until somebody answered. */
const help = ({ institutionId, today, running }: Place) => sql`
  select 'help', h.id, a.position, a.person_id, h.item_id, h.asker_id, a.reply_by, h.ended_on
  from help_requests h join help_addressees a on a.institution_id = h.institution_id and a.request_id = h.id
  where h.institution_id = ${institutionId} ${running ? sql`and h.state = 'open'` : sql``} and ${late(sql`a.reply_by`, sql`h.ended_on`, today)}`;

/** What a gate asked for by a day and is not verified: the item's responsible person. */
const condition = ({ institutionId, today, running }: Place) => sql`
  select 'condition', c.submission_id, c.n, i.responsible_person_id, c.item_id, c.set_by, c.date, (c.verified_at at time zone z.time_zone)::date
  from condition_notes c join items i on i.institution_id = c.institution_id and i.id = c.item_id and i.state <> 'cancelled'
    join institutions z on z.id = c.institution_id
  where c.institution_id = ${institutionId} ${running ? sql`and c.verified_at is null` : sql``} and ${late(sql`c.date`, sql`(c.verified_at at time zone z.time_zone)::date`, today)}`;

const PARTS: Record<DelayKind, (place: Place) => RawBuilder<unknown>> = {
  acceptance,
  assignment,
  report,
  gate,
  negotiation,
  sheet,
  help,
  condition,
};

export type DelayFilters = {
  kinds?: readonly DelayKind[] | undefined;
  level?: number | undefined;
  unitId?: string | undefined;
  open?: boolean | undefined;
  mine?: boolean | undefined;
  itemId?: string | undefined;
  /** Ended on or after this day, or not yet. */
  since: string;
};

function narrowed(scope: Scope, filters: DelayFilters): RawBuilder<unknown> {
  const parts = [sql`(d.ended_on is null or d.ended_on >= ${filters.since}::date)`];
  if (filters.open !== undefined) parts.push(filters.open ? sql`d.ended_on is null` : sql`d.ended_on is not null`);
  if (filters.mine !== undefined) parts.push(sql`(d.person_id = ${scope.actorId}) = ${filters.mine}`);
  if (filters.itemId) parts.push(sql`d.item_id = ${filters.itemId}`);
  if (filters.level !== undefined) parts.push(sql`o.level = ${filters.level}`);
  if (filters.unitId) {
    const { institutionId } = scope;
    parts.push(sql`o.unit_id in (with recursive b as (select id from units where institution_id = ${institutionId} and id = ${filters.unitId}
      union all select u.id from units u join b on u.parent_id = b.id where u.institution_id = ${institutionId}) select id from b)`);
  }
  return sql.join(parts, sql` and `);
}

/** One's own, those of items that one sees (of a placeholder: of its line), and those of whom one asked for help. */
function seen(scope: Scope): RawBuilder<unknown> {
  if (readsEverything(scope.actor)) return sql`true`;
  const me = scope.actorId;
  return sql`(d.person_id = ${me} or d.other = ${me} or (d.item_id is not null and not i.placeholder and ${visibleTo(scope)}))`;
}

export type StoredDelay = {
  key: string;
  kind: DelayKind;
  objectId: string;
  person: { id: string; name: string; nameEn: string | null } | null;
  unit: { id: string; code: string; name: string; nameEn: string | null } | null;
  level: number | null;
  itemSeen: boolean;
  item: { id: string; code: string | null; title: string | null; titleEn: string | null } | null;
  due: string;
  endedOn: string | null;
};

/** Delays `d` with their items `i` and the post `o` for which whoever is bound counts: as a head first, then the highest, of today or the last one held. */
function fromDelays(scope: Scope, filters: DelayFilters): RawBuilder<unknown> {
  const kinds = filters.kinds?.length ? filters.kinds : DELAY_KINDS;
  const union = sql.join(
    kinds.map((kind) => PARTS[kind]({ ...scope, running: filters.open === true })),
    sql` union all `,
  );
  const today = sql`${scope.today}::date`;
  return sql`(select * from (${union}) x (kind, object_id, n, person_id, item_id, other, due, ended_on)) d
    left join items i on i.institution_id = ${scope.institutionId} and i.id = d.item_id
    left join (select distinct on (q.person_id) q.person_id, q.unit_id, q.level from posts q where q.institution_id = ${scope.institutionId} and q.state = 'confirmed'
      and q.from_day <= ${today} order by q.person_id, (q.to_day is null or q.to_day >= ${today}) desc, q.head desc, q.level, q.id) o on o.person_id = d.person_id
    where ${narrowed(scope, filters)} and ${seen(scope)}`;
}

const KEY = sql`d.kind || d.object_id || d.n || coalesce(d.person_id::text, '')`;

/** The oldest due first; `mineFirst` puts the caller's own before all others, and then those of the first levels. */
export async function selectDelays(
  scope: Scope,
  filters: DelayFilters,
  page: { limit: number; after?: { due: string; key: string } | undefined; mineFirst?: boolean },
): Promise<StoredDelay[]> {
  const { limit, after, mineFirst } = page;
  const beyond = after ? sql`and (d.due, ${KEY}) > (${after.due}::date, ${after.key})` : sql``;
  const first = mineFirst ? sql`d.person_id = ${scope.actorId} desc, o.level nulls last,` : sql``;
  const { rows } = await sql<StoredDelay>`
    select ${KEY} as key, d.kind, d.object_id as "objectId", o.level, coalesce(${visibleTo(scope)}, false) as "itemSeen", d.due, d.ended_on as "endedOn",
      (select jsonb_build_object('id', p.id, 'name', p.name, 'nameEn', p.name_en) from people p where p.institution_id = ${scope.institutionId} and p.id = d.person_id) as person,
      (select jsonb_build_object('id', u.id, 'code', u.code, 'name', u.name, 'nameEn', u.name_en) from units u where u.institution_id = ${scope.institutionId} and u.id = o.unit_id) as unit,
      case when i.id is not null then jsonb_build_object('id', i.id, 'code', i.code, 'title', case when i.placeholder then null else i.title end, 'titleEn', i.title_en) end as item
    from ${fromDelays(scope, filters)} ${beyond} order by ${first} d.due, ${KEY} limit ${limit}`.execute(scope.tx);
  return rows;
}

export type DelayTally = {
  kind: DelayKind;
  personId: string | null;
  level: number | null;
  unitId: string | null;
  due: string;
  endedOn: string | null;
};

/** What figures ask of all delays that the filters leave. */
export async function selectTallies(scope: Scope, filters: DelayFilters): Promise<DelayTally[]> {
  const { rows } = await sql<DelayTally>`
    select d.kind, d.person_id as "personId", o.level, o.unit_id as "unitId", d.due, d.ended_on as "endedOn" from ${fromDelays(scope, filters)}`.execute(
    scope.tx,
  );
  return rows;
}

export async function selectUnits(
  scope: Scope,
): Promise<{ id: string; parentId: string | null; code: string; name: string; nameEn: string | null }[]> {
  return scope.tx
    .selectFrom('units')
    .where('institution_id', '=', scope.institutionId)
    .orderBy('code')
    .select(['id', 'parent_id as parentId', 'code', 'name', 'name_en as nameEn'])
    .execute();
}
