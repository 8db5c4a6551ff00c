// The facts of climbing, and whom an item's unanswered matter reaches next.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import { loadRouteFacts } from '../gatekeeping/route.store.ts';
import { type ClimbFacts, nextToClimb as nextOf } from './climb.rules.ts';

type At = Pick<Moment, 'tx' | 'institutionId' | 'today'>;

/** By item: its own leader in charge, else the one of the nearest unit of its line that names one. */
export async function loadLeadersInCharge(moment: At, itemIds: readonly string[]): Promise<Map<string, string>> {
  const inst = moment.institutionId;
  const { rows } = await sql<{ id: string; leader: string | null }>`
    with recursive wanted as (
      select i.id, i.lead_unit_id, i.leader_in_charge_id from items i where i.institution_id = ${inst} and i.id = any(${[...itemIds]}::uuid[])
    ),
    line as (
      select u.id as from_unit, u.parent_id, u.leader_in_charge_id, 0 as distance from units u
      where u.institution_id = ${inst} and u.id in (select lead_unit_id from wanted)
      union all
      select l.from_unit, u.parent_id, u.leader_in_charge_id, l.distance + 1 from units u join line l on u.id = l.parent_id where u.institution_id = ${inst}
    )
    select w.id, coalesce(w.leader_in_charge_id, (select l.leader_in_charge_id from line l
      where l.from_unit = w.lead_unit_id and l.leader_in_charge_id is not null order by l.distance limit 1)) as leader
    from wanted w`.execute(moment.tx);
  return new Map(rows.flatMap(({ id, leader }) => (leader === null ? [] : [[id, leader]])));
}

/** `leaders`: where those in charge are already known for many items. */
export async function loadClimbFacts(
  moment: At,
  itemId: string,
  leaders?: ReadonlyMap<string, string>,
): Promise<ClimbFacts> {
  const facts = await loadRouteFacts(moment, itemId, []);
  const known = leaders ?? (await loadLeadersInCharge(moment, [itemId]));
  return { ...facts, leaderInCharge: known.get(itemId) ?? null };
}

/** The next person above an item who is not yet addressed; null at the top, where it stays and shows. */
export async function nextToClimb(moment: At, itemId: string, already: readonly string[]): Promise<string | null> {
  return nextOf(await loadClimbFacts(moment, itemId), already);
}
