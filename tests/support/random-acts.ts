// Random acts on stored items: only what they leave in the tables, so that the values must follow from there.

import fc from 'fast-check';
import { sql } from 'kysely';
import type { Day } from '../../src/capabilities/institution/calendar.rules.ts';
import type { ItemFacts } from '../../src/capabilities/progress/facts.rules.ts';
import { periodBefore, periodContaining } from '../../src/capabilities/progress/period.rules.ts';
import type { Tx } from '../../src/platform/database/connect.ts';
import { MADE_AT, type StoredTree, storeClaim, storeReports } from './stored-trees.ts';

const KINDS = [
  'wait',
  'wait',
  'weight',
  'ownNodes',
  'state',
  'state',
  'moveUp',
  'verify',
  'claim',
  'report',
  'decide',
  'risk',
  'red',
] as const;

export const randomAct = fc.record({
  kind: fc.constantFrom(...KINDS),
  item: fc.nat({ max: 100 }),
  amount: fc.integer({ min: 1, max: 60 }),
});
export type RandomAct = ReturnType<(typeof randomAct)['generate']>['value'];

const STATES = ['in_progress', 'cancelled', 'closed', 'assigned', 'suspended', 'registered'] as const;

/** Does the act in the tables and names the items whose values it touches. */
export async function doAct(
  tx: Tx,
  at: StoredTree,
  act: RandomAct,
  items: readonly ItemFacts[],
  today: Day,
  index: number,
): Promise<string[]> {
  const item = items[act.item % items.length];
  if (!item) return [];
  const mine = sql`institution_id = ${at.institutionId} and item_id = ${item.id}`;
  const me = sql`institution_id = ${at.institutionId} and id = ${item.id}`;
  const touched = [item.id];
  if (act.kind === 'weight') await sql`update items set weight = ${act.amount} where ${me}`.execute(tx);
  if (act.kind === 'ownNodes') await sql`update items set own_nodes_weight = ${act.amount} where ${me}`.execute(tx);
  if (act.kind === 'risk') await sql`update items set major_risk = not major_risk where ${me}`.execute(tx);
  if (act.kind === 'state')
    await changeState(tx, at, item.id, STATES[act.amount % STATES.length] ?? 'in_progress', today);
  if (act.kind === 'moveUp') {
    const { rows } = await sql<{ parent: string | null; above: string | null }>`
      select i.parent_id as parent, p.parent_id as above from items i left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
      where i.institution_id = ${at.institutionId} and i.id = ${item.id}`.execute(tx);
    await sql`update items set parent_id = ${rows[0]?.above ?? null} where ${me}`.execute(tx);
    if (rows[0]?.parent) touched.push(rows[0].parent);
  }
  if (act.kind === 'verify') {
    await sql`update node_claims set verdict = 'verified', decided_at = ${MADE_AT} where ${mine} and verdict is null`.execute(
      tx,
    );
    await sql`update nodes set state = 'verified', done_on = ${today} where ${mine} and state <> 'verified'`.execute(
      tx,
    );
  }
  if (act.kind === 'claim') {
    const { rows } = await sql<{
      id: string;
    }>`select id from nodes where ${mine} and state <> 'verified' limit 1`.execute(tx);
    for (const node of rows) await storeClaim(tx, at, item, node.id, today);
  }
  if (act.kind === 'report') {
    const period = periodBefore(periodContaining(item.frequency, today));
    const report = {
      periodKind: item.frequency,
      periodTo: period.to,
      submittedOn: today,
      order: 100 + index,
      percentage: act.amount,
    };
    await storeReports(tx, at, [{ ...item, reports: [{ ...report, state: 'pending' }] }]);
  }
  if (act.kind === 'decide') {
    const verdict = act.amount % 2 === 0 ? 'passed' : 'returned';
    await sql`update submissions set state = ${verdict}, ended_at = ${MADE_AT} where ${mine} and state = 'pending'`.execute(
      tx,
    );
  }
  if (act.kind === 'red') await turnRed(tx, at, item.id, today);
  return touched;
}

async function changeState(tx: Tx, at: StoredTree, id: string, state: string, today: Day): Promise<void> {
  await sql`update item_suspensions set to_day = greatest(from_day, ${today}::date), ended_at = ${MADE_AT}
    where institution_id = ${at.institutionId} and item_id = ${id} and to_day is null`.execute(tx);
  if (state === 'suspended') {
    await sql`insert into item_suspensions (institution_id, item_id, from_day, created_at) values (${at.institutionId}, ${id}, ${today}, ${MADE_AT})
      on conflict (institution_id, item_id, from_day) do update set to_day = null, ended_at = null`.execute(tx);
  }
  await sql`update items set state = ${state}, finished_on = ${today}, accept_by = case when ${state} = 'assigned' then ${today}::date + 3 end
    where institution_id = ${at.institutionId} and id = ${id}`.execute(tx);
}

/** Opens a stay in red, or records the cause of the one that is open. */
async function turnRed(tx: Tx, at: StoredTree, id: string, today: Day): Promise<void> {
  const { numAffectedRows } =
    await sql`update red_spells set recorded_at = ${MADE_AT}, cause = 'C', countermeasure = 'M'
    where institution_id = ${at.institutionId} and item_id = ${id} and recorded_at is null`.execute(tx);
  if (numAffectedRows) return;
  await sql`insert into red_spells (institution_id, item_id, since) values (${at.institutionId}, ${id}, ${today}) on conflict do nothing`.execute(
    tx,
  );
}
