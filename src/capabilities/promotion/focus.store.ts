// The SQL of the focus list: what is yellow, orange or red with what its score is made of, pins, decisions, and lists as they were kept.
import { type RawBuilder, sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Moment } from '../../platform/events/append.ts';
import type { Scope } from '../identity/scope.ts';
import type { Candidate, Listed, Part, WeightedItem } from './focus.rules.ts';

type Place = Pick<Moment, 'tx' | 'institutionId' | 'today'>;
export type CycleOfList = {
  id: string;
  kind: string;
  from: string;
  to: string;
  state: string;
  freezings: number;
  /** The day whose end its picture keeps; null while it has none. */
  frozenDay: string | null;
};
type Person = { id: string; name: string; nameEn: string | null };
export type StoredPin = { itemId: string; code: string | null; by: Person; reason: string; at: string };
export type StoredDecision = { id: string; itemId: string; text: string; by: Person; at: Date };

export async function findCycleOfList(place: Place, id: string): Promise<CycleOfList | null> {
  const { rows } = await sql<CycleOfList>`
    select c.id, c.kind, c.from_day as "from", c.to_day as "to", c.state, c.freezings, z.day as "frozenDay"
    from cycles c left join cycle_freezings z on z.institution_id = c.institution_id and z.cycle_id = c.id and z.freezing = c.freezings
    where c.institution_id = ${place.institutionId} and c.id = ${id}`.execute(place.tx);
  return rows[0] ?? null;
}

/** The one before of its kind, if its list was kept. */
export async function findListBefore(place: Place, cycle: CycleOfList): Promise<{ id: string; to: string } | null> {
  const { rows } = await sql<{ id: string; to: string; kept: boolean }>`
    select c.id, c.to_day as "to", c.freezings > 0 as kept from cycles c where c.institution_id = ${place.institutionId} and c.kind = ${cycle.kind}
      and c.from_day < ${cycle.from}::date order by c.from_day desc limit 1`.execute(place.tx);
  const before = rows[0];
  return before?.kept ? { id: before.id, to: before.to } : null;
}

export async function runsOfList(place: Place, cycleId: string): Promise<Map<string, number>> {
  const rows = await place.tx
    .selectFrom('focus_entries')
    .where('institution_id', '=', place.institutionId)
    .where('cycle_id', '=', cycleId)
    .select(['item_id', 'runs'])
    .execute();
  return new Map(rows.map((row) => [row.item_id, row.runs]));
}

const WAITING = sql`(select count(*)::int from item_dependencies d join items w on w.institution_id = d.institution_id and w.id = d.item_id
  where d.institution_id = i.institution_id and d.depends_on_id = i.id and w.state in ('registered', 'assigned', 'in_progress', 'suspended'))`;
const COLOURED = sql`('yellow', 'orange', 'red')`;

/** As it is now. */
export async function selectCandidates(place: Place, horizons: readonly string[]): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select i.id, i.code, v.light, v.planned, v.waiting, ${WAITING} as "waitingItems", v.left_green_on as "leftGreenOn"
    from items i join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
    where i.institution_id = ${place.institutionId} and i.horizon = any(${[...horizons]}) and v.light in ${COLOURED}`.execute(
    place.tx,
  );
  return rows;
}

/**
 * As the picture of a freeze has it. What waited at the gate is told by the light's own inputs, or by the values where they are still
 * those of the picture; the day on which the run began by the points kept of every day on which the item moved.
 */
export async function selectFrozenCandidates(
  place: Place,
  cycle: CycleOfList,
  horizons: readonly string[],
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select i.id, i.code, c.light, c.planned,
      coalesce((select (w -> 'inputs' ->> 'actual')::numeric from jsonb_array_elements(c.why) w where w -> 'inputs' ? 'actual' limit 1),
        case when v.verified is not distinct from c.verified and v.planned is not distinct from c.planned then v.waiting end, c.verified) as waiting,
      ${WAITING} as "waitingItems",
      coalesce(case when v.left_green_on <= ${cycle.frozenDay}::date and v.light in ${COLOURED} then v.left_green_on end, (
        select min(p.day) from item_points p where p.institution_id = c.institution_id and p.item_id = c.item_id and p.day <= ${cycle.frozenDay}::date
          and not exists (select 1 from item_points o where o.institution_id = p.institution_id and o.item_id = p.item_id
            and o.day > p.day and o.day <= ${cycle.frozenDay}::date and o.light not in ${COLOURED}) and p.light in ${COLOURED})) as "leftGreenOn"
    from cycle_items c join items i on i.institution_id = c.institution_id and i.id = c.item_id
      join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
    where c.institution_id = ${place.institutionId} and c.cycle_id = ${cycle.id} and c.freezing = ${cycle.freezings}
      and c.horizon = any(${[...horizons]}) and c.light in ${COLOURED}`.execute(place.tx);
  return rows;
}

/** The active items that some items' weights depend on: those above them with their brothers, and all roots. */
export async function selectWeights(place: Place, ids: readonly string[]): Promise<WeightedItem[]> {
  if (ids.length === 0) return [];
  const inst = place.institutionId;
  const { rows } = await sql<WeightedItem>`
    with chain as (select distinct unnest(i.path) as id from items i where i.institution_id = ${inst} and i.id = any(${[...ids]}::uuid[])),
    above as (select distinct i.parent_id from items i join chain c on c.id = i.id where i.institution_id = ${inst} and i.parent_id is not null)
    select i.id, i.parent_id as "parentId", i.weight from items i where i.institution_id = ${inst} and i.state not in ('draft', 'cancelled')
      and (i.parent_id is null or i.parent_id in (select parent_id from above))`.execute(place.tx);
  return rows;
}

const person = (id: RawBuilder<unknown>) =>
  sql`(select jsonb_build_object('id', x.id, 'name', x.name, 'nameEn', x.name_en) from people x where x.institution_id = p.institution_id and x.id = ${id})`;

export async function selectPins(place: Place, cycleId: string): Promise<StoredPin[]> {
  const { rows } = await sql<Omit<StoredPin, 'at'> & { at: Date }>`
    select p.item_id as "itemId", i.code, ${person(sql`p.person_id`)} as by, p.reason, p.pinned_at as at
    from focus_pins p join items i on i.institution_id = p.institution_id and i.id = p.item_id
    where p.institution_id = ${place.institutionId} and p.cycle_id = ${cycleId} order by p.pinned_at, p.person_id`.execute(
    place.tx,
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

export async function selectDecisions(place: Place, cycleId: string): Promise<StoredDecision[]> {
  const { rows } = await sql<StoredDecision>`
    select p.id, p.item_id as "itemId", p.text, ${person(sql`p.decided_by`)} as by, p.decided_at as at
    from focus_decisions p where p.institution_id = ${place.institutionId} and p.cycle_id = ${cycleId} order by p.decided_at, p.id`.execute(
    place.tx,
  );
  return rows;
}

/**
 * Items on which something was decided since the list before: recorded on either list or later, a request that passed, an answer to a
 * sheet that passed.
 */
export async function selectDecided(
  place: Place,
  ids: readonly string[],
  lists: { before: { id: string; to: string }; now: string; until: Date },
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const inst = place.institutionId;
  const { before, now, until } = lists;
  const { rows } = await sql<{ id: string }>`
    with after as (select ((${before.to}::date + 1)::timestamp at time zone z.time_zone) as moment from institutions z where z.id = ${inst})
    select d.item_id as id from focus_decisions d, after where d.institution_id = ${inst} and d.item_id = any(${[...ids]}::uuid[])
      and (d.cycle_id in (${before.id}, ${now}) or d.decided_at >= after.moment) and d.decided_at <= ${until}
    union
    select s.item_id from submissions s, after where s.institution_id = ${inst} and s.item_id = any(${[...ids]}::uuid[])
      and s.state in ('passed', 'passed_with_conditions') and s.ended_at >= after.moment and s.ended_at <= ${until}
      and s.kind in ('extension', 'change', 'suspension', 'resumption', 'transfer', 'reopening', 'decomposition')
    union
    select s.item_id from sheets s, after where s.institution_id = ${inst} and s.item_id = any(${[...ids]}::uuid[])
      and s.verdict = 'passed' and s.judged_at >= after.moment and s.judged_at <= ${until}`.execute(place.tx);
  return new Set(rows.map((row) => row.id));
}

export type KeptEntry = Listed & {
  pins: StoredPin[];
  runs: number;
  decided: boolean;
  /** The item's row as it stood. */
  shown: Record<string, unknown>;
};

export async function keepEntries(place: Place, cycleId: string, entries: readonly KeptEntry[]): Promise<void> {
  await place.tx
    .deleteFrom('focus_entries')
    .where('institution_id', '=', place.institutionId)
    .where('cycle_id', '=', cycleId)
    .execute();
  if (entries.length === 0) return;
  await place.tx
    .insertInto('focus_entries')
    .values(
      entries.map((one, position) => ({
        institution_id: place.institutionId,
        cycle_id: cycleId,
        item_id: one.id,
        position,
        score: one.score,
        parts: JSON.stringify(one.parts),
        by_score: one.byScore,
        pins: JSON.stringify(one.pins),
        runs: one.runs,
        decided: one.decided,
        shown: JSON.stringify(one.shown),
      })),
    )
    .execute();
}

export async function selectEntries(place: Place, cycleId: string): Promise<KeptEntry[]> {
  const { rows } = await sql<KeptEntry & { parts: Part[] }>`
    select e.item_id as id, e.score, e.parts, e.by_score as "byScore", e.pins, e.runs, e.decided, e.shown from focus_entries e
    where e.institution_id = ${place.institutionId} and e.cycle_id = ${cycleId} order by e.position`.execute(place.tx);
  return rows;
}

/** Of these items, those that the condition on `i` leaves. */
export async function selectSeen(
  place: Place,
  ids: readonly string[],
  seen: RawBuilder<boolean>,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select i.id from items i where i.institution_id = ${place.institutionId} and i.id = any(${[...ids]}::uuid[]) and ${seen}`.execute(
    place.tx,
  );
  return new Set(rows.map((row) => row.id));
}

export type Picture = {
  state: string;
  verified: number | null;
  reported: number | null;
  planned: number | null;
  light: string;
  worstBelow: string | null;
  why: unknown[];
};

/** What a freeze kept of some items. */
export async function selectPicture(
  place: Place,
  cycle: CycleOfList,
  ids: readonly string[],
): Promise<Map<string, Picture>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Picture & { id: string }>`
    select c.item_id as id, c.state, c.verified, c.reported, c.planned, c.light, c.worst_below as "worstBelow", c.why from cycle_items c
    where c.institution_id = ${place.institutionId} and c.cycle_id = ${cycle.id} and c.freezing = ${cycle.freezings} and c.item_id = any(${[...ids]}::uuid[])`.execute(
    place.tx,
  );
  return new Map(rows.map(({ id, ...picture }) => [id, picture]));
}

/** Answers whether anything changed: the same pin with the same reason stays as it stood. */
export async function putPin(scope: Scope, cycleId: string, itemId: string, reason: string): Promise<boolean> {
  const said = { reason, pinned_at: scope.now };
  const { numInsertedOrUpdatedRows } = await scope.tx
    .insertInto('focus_pins')
    .values({
      institution_id: scope.institutionId,
      cycle_id: cycleId,
      item_id: itemId,
      person_id: scope.actorId,
      ...said,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['institution_id', 'cycle_id', 'item_id', 'person_id'])
        .doUpdateSet(said)
        .where('focus_pins.reason', '!=', reason),
    )
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Answers how many went. `personId` null takes all of the item. */
export async function dropPins(
  scope: Scope,
  cycleId: string,
  itemId: string,
  personId: string | null,
): Promise<number> {
  const whose = personId === null ? sql`true` : sql`person_id = ${personId}`;
  const { rows } =
    await sql`delete from focus_pins where institution_id = ${scope.institutionId} and cycle_id = ${cycleId}
    and item_id = ${itemId} and ${whose} returning 1`.execute(scope.tx);
  return rows.length;
}

export async function insertDecision(scope: Scope, cycleId: string, itemId: string, text: string): Promise<string> {
  const id = uuid();
  await scope.tx
    .insertInto('focus_decisions')
    .values({
      institution_id: scope.institutionId,
      id,
      cycle_id: cycleId,
      item_id: itemId,
      text,
      decided_by: scope.actorId,
      decided_at: scope.now,
    })
    .execute();
  return id;
}
