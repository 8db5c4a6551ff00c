// Help requests in the database: read with everybody who was asked, written one request, one addressee or one end at a time.
import { type RawBuilder, sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { Scope } from '../identity/scope.ts';
import { readsEverything } from '../linkage/item.policy.ts';
import { visibleTo } from '../linkage/standing.store.ts';
import type { HelpState, UnitsFacts } from './help.rules.ts';

type Place = Pick<Moment, 'tx' | 'institutionId' | 'today'>;
type Person = { id: string; name: string; nameEn: string | null };
type Unit = { id: string; code: string; name: string; nameEn: string | null };
export type Why = 'named' | 'unit_head' | 'next_above' | 'climbed';
export type StoredAddressee = {
  person: Person;
  level: number | null;
  why: Why;
  from: string;
  replyBy: string;
  passedOn: string | null;
};
export type StoredHelp = {
  id: string;
  version: number;
  state: HelpState;
  itemId: string | null;
  item: {
    id: string;
    code: string | null;
    title: string | null;
    titleEn: string | null;
    level: number;
    light: 'grey' | 'green' | 'yellow' | 'orange' | 'red' | 'blue' | 'teal';
  } | null;
  /** The caller sees the item itself. */
  itemSeen: boolean;
  asker: Person;
  askerUnit: Unit | null;
  unit: Unit | null;
  asks: string;
  wanted: string | null;
  neededBy: string | null;
  fromReportId: string | null;
  createdAt: Date;
  createdOn: string;
  answer: string | null;
  answeredBy: Person | null;
  endedOn: string | null;
  addressees: StoredAddressee[];
};

const person = (id: RawBuilder<unknown>) => sql`
  (select jsonb_build_object('id', p.id, 'name', p.name, 'nameEn', p.name_en) from people p where p.institution_id = h.institution_id and p.id = ${id})`;
const unit = (id: RawBuilder<unknown>) => sql`
  (select jsonb_build_object('id', u.id, 'code', u.code, 'name', u.name, 'nameEn', u.name_en) from units u where u.institution_id = h.institution_id and u.id = ${id})`;

/** The level at which a person stands today: as a head first, then the highest. */
export const levelOf = (place: Place, id: RawBuilder<unknown>) => sql`
  (select o.level from posts o where o.institution_id = ${place.institutionId} and o.person_id = ${id} and o.state = 'confirmed'
    and o.from_day <= ${place.today}::date and (o.to_day is null or o.to_day >= ${place.today}::date) order by o.head desc, o.level, o.id limit 1)`;

/** Where a request rests: the last one asked. */
export const RESTING = sql`join lateral (select x.person_id, x.reply_by, x.position from help_addressees x
  where x.institution_id = h.institution_id and x.request_id = h.id order by x.position desc limit 1) a on true`;

const isAsked = (
  scope: Scope,
) => sql`exists (select 1 from help_addressees x where x.institution_id = h.institution_id and x.request_id = h.id
  and x.person_id = ${scope.actorId})`;
const headed = (scope: Scope) => scope.actor.posts.filter((post) => post.head).map((post) => post.unitId);

/** A condition on requests `h` with their items `i`: the asker's, mine to answer, or hanging on an item that one sees; a placeholder's are for its line. */
export function seesHelp(scope: Scope): RawBuilder<unknown> {
  if (readsEverything(scope.actor)) return sql`true`;
  return sql`(h.asker_id = ${scope.actorId} or ${isAsked(scope)} or h.unit_id = any(${headed(scope)}::uuid[])
    or (h.item_id is not null and not i.placeholder and ${visibleTo(scope)}))`;
}

/** What waits for the caller: asked of him or of a unit that he heads, also after it went on to somebody else. */
export const waitsFor = (scope: Scope): RawBuilder<unknown> =>
  sql`(h.state = 'open' and h.asker_id <> ${scope.actorId} and (${isAsked(scope)} or h.unit_id = any(${headed(scope)}::uuid[])))`;

const FROM = sql`help_requests h left join items i on i.institution_id = h.institution_id and i.id = h.item_id
  left join item_values v on v.institution_id = i.institution_id and v.item_id = i.id ${RESTING}`;

/** `tail` continues the where clause on requests `h`, items `i` and where each rests `a`. */
export async function selectHelp(scope: Scope, tail: RawBuilder<unknown>): Promise<StoredHelp[]> {
  const { rows } = await sql<StoredHelp>`
    select h.id, h.version, h.state, h.item_id as "itemId", coalesce(${visibleTo(scope)}, false) as "itemSeen",
      case when i.id is not null then jsonb_build_object('id', i.id, 'code', i.code, 'title', case when i.placeholder then null else i.title end,
        'titleEn', i.title_en, 'level', i.level, 'light', v.light) end as item,
      ${person(sql`h.asker_id`)} as asker, ${unit(sql`h.asker_unit_id`)} as "askerUnit", ${unit(sql`h.unit_id`)} as unit, h.asks, h.wanted,
      h.needed_by as "neededBy", h.from_report_id as "fromReportId", h.created_at as "createdAt", h.created_on as "createdOn", h.answer,
      ${person(sql`h.answered_by`)} as "answeredBy", h.ended_on as "endedOn",
      (select jsonb_agg(jsonb_build_object('person', ${person(sql`x.person_id`)}, 'level', ${levelOf(scope, sql`x.person_id`)}, 'why', x.why,
          'from', x.from_day, 'replyBy', x.reply_by, 'passedOn', x.passed_on) order by x.position)
        from help_addressees x where x.institution_id = h.institution_id and x.request_id = h.id) as addressees
    from ${FROM} where h.institution_id = ${scope.institutionId} and ${seesHelp(scope)} ${tail}`.execute(scope.tx);
  return rows;
}

export async function countHelp(scope: Scope, tail: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${FROM} where h.institution_id = ${scope.institutionId} and ${seesHelp(scope)} ${tail}`.execute(
    scope.tx,
  );
  return rows[0]?.count ?? 0;
}

export async function lockHelp(place: Place, id: string): Promise<void> {
  await sql`select 1 from help_requests where institution_id = ${place.institutionId} and id = ${id} for update`.execute(
    place.tx,
  );
}

export type NewHelp = {
  id: string;
  itemId: string | null;
  askerUnitId: string | null;
  unitId: string | null;
  asks: string;
  wanted: string | null;
  neededBy: string | null;
  fromReportId: string | null;
};

export async function insertHelp(scope: Scope, help: NewHelp): Promise<void> {
  await scope.tx
    .insertInto('help_requests')
    .values({
      institution_id: scope.institutionId,
      id: help.id,
      item_id: help.itemId,
      asker_id: scope.actorId,
      asker_unit_id: help.askerUnitId,
      unit_id: help.unitId,
      asks: help.asks,
      wanted: help.wanted,
      needed_by: help.neededBy,
      from_report_id: help.fromReportId,
      created_at: scope.now,
      created_on: scope.today,
    })
    .execute();
}

export type NewAddressee = { requestId: string; position: number; personId: string; why: Why; replyBy: string };

export async function insertAddressee(moment: Place, one: NewAddressee): Promise<void> {
  await moment.tx
    .insertInto('help_addressees')
    .values({
      institution_id: moment.institutionId,
      request_id: one.requestId,
      position: one.position,
      person_id: one.personId,
      why: one.why,
      from_day: moment.today,
      reply_by: one.replyBy,
    })
    .execute();
}

export async function endHelp(
  scope: Scope,
  id: string,
  end: { state: HelpState; answer: string | null; answeredBy: string | null },
): Promise<void> {
  await sql`update help_requests set state = ${end.state}, answer = ${end.answer}, answered_by = ${end.answeredBy}, ended_at = ${scope.now},
    ended_on = ${scope.today}::date, version = version + 1 where institution_id = ${scope.institutionId} and id = ${id}`.execute(
    scope.tx,
  );
}

/** The unit and those above it with their heads and leaders in charge, and who stands at the first level, as of the day. */
export async function loadUnitsFacts(place: Place, unitId: string | null): Promise<UnitsFacts> {
  const inst = place.institutionId;
  const day = sql`${place.today}::date`;
  const { rows } = await sql<UnitsFacts>`
    with recursive line as (
      select u.id, u.parent_id, u.leader_in_charge_id, 0 as distance from units u where u.institution_id = ${inst} and u.id = ${unitId}::uuid
      union all
      select u.id, u.parent_id, u.leader_in_charge_id, l.distance + 1 from units u join line l on u.id = l.parent_id where u.institution_id = ${inst}
    ),
    now as (select * from posts p where p.institution_id = ${inst} and p.state = 'confirmed' and p.from_day <= ${day} and (p.to_day is null or p.to_day >= ${day}))
    select coalesce((select jsonb_agg(jsonb_build_object('headId', (select n.person_id from now n where n.unit_id = l.id and n.head order by n.acting limit 1),
        'leaderInChargeId', l.leader_in_charge_id) order by l.distance) from line l), '[]') as line,
      coalesce((select jsonb_agg(x.person_id order by x.head desc, x.from_day, x.person_id) from (
        select distinct on (n.person_id) n.person_id, n.head, n.from_day from now n join units u on u.institution_id = ${inst} and u.id = n.unit_id and u.parent_id is null
          join levels v on v.institution_id = ${inst} and v.rank = n.level where n.head or v.kind = 'school' order by n.person_id, n.head desc) x), '[]') as leaders`.execute(
    place.tx,
  );
  return rows[0] ?? { line: [], leaders: [] };
}

/** The unit of somebody's post that counts: as a head first, then the highest. */
export async function mainUnitOf(place: Place, personId: string): Promise<string | null> {
  const { rows } = await sql<{ unitId: string }>`
    select o.unit_id as "unitId" from posts o where o.institution_id = ${place.institutionId} and o.person_id = ${personId} and o.state = 'confirmed'
      and o.from_day <= ${place.today}::date and (o.to_day is null or o.to_day >= ${place.today}::date) order by o.head desc, o.level, o.id limit 1`.execute(
    place.tx,
  );
  return rows[0]?.unitId ?? null;
}
