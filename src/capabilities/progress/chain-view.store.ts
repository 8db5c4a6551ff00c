// What the chain view reads beside facts and values: the rows as they stood, which of them the caller sees, and the gates they wait at.

import { type RawBuilder, sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { Scope } from '../identity/scope.ts';
import { visibleTo } from '../linkage/standing.store.ts';
import type { GateFacts } from './chain-marks.rules.ts';
import type { ShareItem } from './chain-shares.rules.ts';
import type { ChainRow } from './chain-view.rules.ts';

type Where = Pick<Moment, 'tx' | 'institutionId'>;

/** The rows of a table with its superseded ones, at a moment; only the present ones where none is given. */
function itemsAt({ institutionId }: Where, at: Date | null, where: RawBuilder<unknown>): RawBuilder<unknown> {
  const own = sql`x.institution_id = ${institutionId} and ${where}`;
  if (at === null) return sql`(select x.* from items x where ${own})`;
  return sql`(select x.* from items x where ${own} and x.changed_at <= ${at}
    union all select (jsonb_populate_record(null::items, to_jsonb(x) - 'valid_to')).* from item_versions x
      where ${own} and x.changed_at <= ${at} and x.valid_to > ${at})`;
}

export async function loadChainRows(where: Where, ids: readonly string[], at: Date | null): Promise<ChainRow[]> {
  const { rows } = await sql<ChainRow>`
    select i.id, i.code, case when i.placeholder then null else i.title end as title, i.title_en as "titleEn", i.horizon, i.level,
      i.lead_unit_id as "unitId", i.responsible_person_id as "personId", i.sector_id as "sectorId", i.position,
      i.assigned_on as "assignedOn", i.accept_by as "acceptBy", i.accepted_on as "acceptedOn", i.path
    from ${itemsAt(where, at, sql`x.id = any(${[...ids]}::uuid[])`)} i
    order by cardinality(i.path), i.position, i.code, i.id`.execute(where.tx);
  return rows;
}

/** Of these items the ones that the caller may see; rights are today's. */
export async function loadSeen(scope: Scope, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select i.id from items i where i.institution_id = ${scope.institutionId} and i.id = any(${[...ids]}::uuid[]) and ${visibleTo(scope)}`.execute(
    scope.tx,
  );
  return new Set(rows.map((row) => row.id));
}

/** The line above an item with the brothers and sisters on the way: all that its part of the root follows from. */
export async function loadLine(where: Where, path: readonly string[], at: Date | null): Promise<ShareItem[]> {
  const above = path.slice(0, -1);
  const line = sql`(x.id = any(${[...path]}::uuid[]) or x.parent_id = any(${above}::uuid[]))`;
  const { rows } = await sql<ShareItem>`
    select i.id, i.parent_id as "parentId", i.level, i.state, i.weight, true as "acceptedByPresentPerson",
      case when exists (select 1 from nodes n where n.institution_id = i.institution_id and n.item_id = i.id and n.weight > 0)
        then coalesce(i.own_nodes_weight, 0) else 0 end as "ownPercent"
    from ${itemsAt(where, at, line)} i`.execute(where.tx);
  return rows;
}

/** Steps of gates of these items, opened since a day, or still open then. */
export async function loadGates(
  where: Where,
  ids: readonly string[],
  span: { since: string; day: string; at: Date | null },
): Promise<GateFacts[]> {
  const { since, day, at } = span;
  const known = at === null ? sql`` : sql`and s.submitted_at <= ${at}`;
  const done = at === null ? sql`g.decided_at` : sql`case when g.decided_at <= ${at} then g.decided_at end`;
  const ended = at === null ? sql`s.ended_at` : sql`case when s.ended_at <= ${at} then s.ended_at end`;
  const { rows } = await sql<GateFacts>`
    select item_id as "itemId", person_id as "personId", opened_on as "openedOn", due, done_on as "doneOn" from (
      select s.item_id, g.person_id, g.opened_on, g.due, coalesce(
        case when ${done} is not null then institution_day(${where.institutionId}, ${done}) end,
        case when g.expired and g.expired_on <= ${day}::date then g.expired_on end,
        case when ${ended} is not null then institution_day(${where.institutionId}, ${ended}) end) as done_on
      from submissions s join gate_steps g on g.institution_id = s.institution_id and g.submission_id = s.id
      where s.institution_id = ${where.institutionId} and s.item_id = any(${[...ids]}::uuid[]) ${known}
        and g.opened_on is not null and g.opened_on <= ${day}::date and g.kind <> 'look'
    ) step where opened_on >= ${since}::date or done_on is null`.execute(where.tx);
  return rows;
}
