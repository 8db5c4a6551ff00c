// What the hand-over reads and writes: ended posts, the tree with the posts of a day, the open items of a person.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { HandOverItem, Holding, UnitTree } from './hand-over.rules.ts';

type Where = Pick<Moment, 'tx' | 'institutionId'>;

export type EndedPostRow = { id: string; personId: string; unitId: string; successorId: string | null };

/** Posts whose last day is over and whose items have not yet found their next person. */
export async function selectEndedPosts({
  tx,
  institutionId,
  today,
}: Where & { today: string }): Promise<EndedPostRow[]> {
  const { rows } = await sql<EndedPostRow>`
    select id, person_id as "personId", unit_id as "unitId", successor_id as "successorId" from posts
    where institution_id = ${institutionId} and state = 'confirmed' and to_day < ${today}::date and handed_over_at is null
    order by to_day, id`.execute(tx);
  return rows;
}

export async function loadTree({ tx, institutionId }: Where): Promise<UnitTree> {
  const { rows } = await sql<{ id: string; parentId: string | null }>`
    select id, parent_id as "parentId" from units where institution_id = ${institutionId}`.execute(tx);
  return new Map(rows.map(({ id, parentId }) => [id, parentId]));
}

/** Confirmed posts of active people on a day: all heads, and every post of the people named. */
export async function loadHoldings(
  { tx, institutionId }: Where,
  day: string,
  people: readonly string[],
): Promise<Holding[]> {
  const { rows } = await sql<Holding>`
    select h.unit_id as "unitId", h.head, h.acting, h.person_id as "personId" from posts h
    join people p on p.institution_id = h.institution_id and p.id = h.person_id and p.active
    where h.institution_id = ${institutionId} and h.state = 'confirmed' and h.from_day <= ${day}::date and (h.to_day is null or h.to_day >= ${day}::date)
      and (h.head or h.person_id = any(${[...people]}::uuid[]))
    order by h.acting, h.from_day, h.id`.execute(tx);
  return rows;
}

export type OpenItem = HandOverItem & { state: string; code: string | null };

export async function selectOpenItems({ tx, institutionId }: Where, personId: string): Promise<OpenItem[]> {
  const { rows } = await sql<OpenItem>`
    select id, lead_unit_id as "leadUnitId", interim, state, code from items
    where institution_id = ${institutionId} and responsible_person_id = ${personId}
      and state in ('registered', 'assigned', 'in_progress', 'suspended')
    order by cardinality(path) desc, id`.execute(tx);
  return rows;
}

export type HandedItem = { id: string; personId: string; interim: boolean; signs: boolean };

/** Everything that the change will touch, locked deepest first as every act does that moves values. */
export async function lockChains({ tx, institutionId }: Where, ids: readonly string[]): Promise<void> {
  await sql`select lock_item_chain(${institutionId}, ${[...ids]}::uuid[])`.execute(tx);
}

/** Whoever takes over signs anew, except where he held the item before. */
export async function updateResponsible(
  { tx, institutionId, now, today }: Where & { now: Date; today: string },
  handed: readonly HandedItem[],
  acceptBy: string,
): Promise<void> {
  await sql`
    update items i set responsible_person_id = h.person, interim = h.interim, version = i.version + 1, changed_at = ${now},
      state = case when h.signs and i.state = 'in_progress' then 'assigned' else i.state end,
      assigned_on = case when h.signs and i.state in ('assigned', 'in_progress') then ${today}::date else i.assigned_on end,
      accept_by = case when h.signs and i.state in ('assigned', 'in_progress') then ${acceptBy}::date else i.accept_by end,
      accepted_on = case when h.signs then null else i.accepted_on end,
      accepted_by = case when h.signs then null else i.accepted_by end
    from jsonb_to_recordset(${JSON.stringify(handed.map(({ personId, ...rest }) => ({ ...rest, person: personId })))}::jsonb)
      as h(id uuid, person uuid, interim boolean, signs boolean)
    where i.institution_id = ${institutionId} and i.id = h.id`.execute(tx);
}

export async function refreshItems(
  { tx, institutionId, today }: Where & { today: string },
  ids: readonly string[],
): Promise<void> {
  await sql`select refresh_item_values(${institutionId}, ${[...ids]}::uuid[], ${today}::date)`.execute(tx);
}

export async function markHandedOver(
  { tx, institutionId, now }: Where & { now: Date },
  postIds: readonly string[],
): Promise<void> {
  await sql`update posts set handed_over_at = ${now} where institution_id = ${institutionId} and id = any(${[...postIds]}::uuid[])`.execute(
    tx,
  );
}

export async function readAcceptanceLimit({
  tx,
  institutionId,
  today,
}: Where & { today: string }): Promise<number | null> {
  const { rows } = await sql<{ value: number }>`
    select value from settings where institution_id = ${institutionId} and key = 'acceptance.limitDays' and effective_from <= ${today}::date
    order by effective_from desc limit 1`.execute(tx);
  return rows[0]?.value ?? null;
}
