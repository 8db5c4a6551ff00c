// The facts of climbing, and whom an item's unanswered matter reaches next.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import { loadRouteFacts } from '../gatekeeping/route.store.ts';
import { type ClimbFacts, nextToClimb as nextOf } from './climb.rules.ts';

type At = Pick<Moment, 'tx' | 'institutionId' | 'today'>;

export async function loadClimbFacts(moment: At, itemId: string): Promise<ClimbFacts> {
  const facts = await loadRouteFacts(moment, itemId, []);
  const inst = moment.institutionId;
  const { rows } = await sql<{ leader: string | null }>`
    with recursive line as (
      select u.id, u.parent_id, u.leader_in_charge_id, 0 as distance from units u
        join items i on i.institution_id = u.institution_id and i.lead_unit_id = u.id where i.institution_id = ${inst} and i.id = ${itemId}
      union all
      select u.id, u.parent_id, u.leader_in_charge_id, l.distance + 1 from units u join line l on u.id = l.parent_id where u.institution_id = ${inst}
    )
    select coalesce(i.leader_in_charge_id, (select l.leader_in_charge_id from line l where l.leader_in_charge_id is not null order by l.distance limit 1)) as leader
    from items i where i.institution_id = ${inst} and i.id = ${itemId}`.execute(moment.tx);
  return { ...facts, leaderInCharge: rows[0]?.leader ?? null };
}

/** The next person above an item who is not yet addressed; null at the top, where it stays and shows. */
export async function nextToClimb(moment: At, itemId: string, already: readonly string[]): Promise<string | null> {
  return nextOf(await loadClimbFacts(moment, itemId), already);
}
