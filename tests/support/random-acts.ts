// Random acts on stored items: only what they leave in the tables, so that the values must follow from there.

import fc from 'fast-check';
import { sql } from 'kysely';
import { addDays, type Day } from '../../src/capabilities/institution/calendar.rules.ts';
import type { ItemFacts } from '../../src/capabilities/progress/facts.rules.ts';
import { periodBefore, periodContaining } from '../../src/capabilities/progress/period.rules.ts';
import type { Tx } from '../../src/platform/database/connect.ts';
import { noticeRows, overrideRow, type StoredTree, storeClaim, storeReports } from './stored-trees.ts';

type Act = { tx: Tx; at: StoredTree; item: ItemFacts; amount: number; today: Day };

const STATES = ['in_progress', 'cancelled', 'closed', 'assigned', 'suspended', 'registered'] as const;

/** Each act names the items whose values it touches beside its own. */
const ACTS = {
  weight: (act: Act) => change(act, sql`weight = ${act.amount}`),
  ownNodes: (act: Act) => change(act, sql`own_nodes_weight = ${act.amount}`),
  risk: (act: Act) => change(act, sql`major_risk = not major_risk`),
  state: changeState,
  extend,
  reopen,
  moveUp,
  moveDown,
  verify: verifyNodes,
  claim: claimNode,
  report: sendReport,
  decide: decideAll,
  red: turnRed,
  override: setByHand,
  notice: sendNotice,
};
const KINDS = Object.keys(ACTS) as (keyof typeof ACTS)[];

export const randomAct = fc.record({
  kind: fc.constantFrom('state' as const, 'report' as const, ...KINDS),
  item: fc.nat({ max: 100 }),
  amount: fc.integer({ min: 1, max: 60 }),
  /** Days that pass before it. */
  wait: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 60 })),
  /** Done before the midnight work of its day. */
  early: fc.boolean(),
});
export type RandomAct = ReturnType<(typeof randomAct)['generate']>['value'];

/** Does the act at the tree's moment and names the items whose values it touches. */
export async function doAct(
  tx: Tx,
  at: StoredTree,
  act: RandomAct,
  items: readonly ItemFacts[],
  today: Day,
): Promise<string[]> {
  const item = items[act.item % items.length];
  if (!item) return [];
  const also = await ACTS[act.kind]({ tx, at, item, amount: act.amount, today });
  return [item.id, ...(also ?? [])];
}

const me = ({ at, item }: Act) => sql`institution_id = ${at.institutionId} and id = ${item.id}`;
const mine = ({ at, item }: Act) => sql`institution_id = ${at.institutionId} and item_id = ${item.id}`;

async function change(act: Act, what: ReturnType<typeof sql>): Promise<void> {
  await sql`update items set ${what}, changed_at = ${act.at.madeAt} where ${me(act)}`.execute(act.tx);
}

async function changeState(act: Act): Promise<void> {
  const { tx, at, item, today } = act;
  const state = STATES[act.amount % STATES.length] ?? 'in_progress';
  await sql`update item_suspensions set to_day = greatest(from_day, ${today}::date), ended_at = ${at.madeAt} where ${mine(act)} and to_day is null`.execute(
    tx,
  );
  if (state === 'suspended') {
    await sql`insert into item_suspensions (institution_id, item_id, from_day, created_at) values (${at.institutionId}, ${item.id}, ${today}, ${at.madeAt})
      on conflict (institution_id, item_id, from_day) do update set to_day = null, ended_at = null`.execute(tx);
  }
  await change(
    act,
    sql`state = ${state}, finished_on = ${today}, accept_by = case when ${state} = 'assigned' then ${today}::date + 3 end`,
  );
}

/** The due in force moves inside the item above, on some days without fault. */
async function extend(act: Act): Promise<void> {
  const inside = sql`greatest(approved_due, least(approved_due + ${act.amount}::int, coalesce((select p.approved_due from items p
    where p.institution_id = items.institution_id and p.id = items.parent_id), approved_due + ${act.amount}::int)))`;
  const excused = act.amount % 2 === 0;
  await change(
    act,
    excused ? sql`approved_due = ${inside}, excused = true, excused_due = ${inside}` : sql`approved_due = ${inside}`,
  );
}

/** What was closed goes on; late once, late for ever. */
async function reopen(act: Act): Promise<void> {
  await change(
    act,
    sql`state = case when state = 'closed' then 'in_progress' else state end, ever_late = ever_late or state = 'closed',
      finished_on = case when state = 'closed' then null else finished_on end`,
  );
}

async function moveUp(act: Act): Promise<string[]> {
  const { rows } = await sql<{ parent: string | null; above: string | null }>`
    select i.parent_id as parent, p.parent_id as above from items i left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
    where i.institution_id = ${act.at.institutionId} and i.id = ${act.item.id}`.execute(act.tx);
  await change(act, sql`parent_id = ${rows[0]?.above ?? null}`);
  return rows[0]?.parent ? [rows[0].parent] : [];
}

/** Under a neighbour that can carry it, where there is one. */
async function moveDown(act: Act): Promise<string[]> {
  const { rows } = await sql<{ parent: string | null; below: string }>`
    select i.parent_id as parent, s.id as below from items i join items s on s.institution_id = i.institution_id
      and s.parent_id is not distinct from i.parent_id and s.id <> i.id and s.level <= i.level and s.start <= i.start
      and s.approved_due >= i.approved_due and horizon_rank(s.horizon) >= horizon_rank(i.horizon)
    where i.institution_id = ${act.at.institutionId} and i.id = ${act.item.id} order by s.id limit 1`.execute(act.tx);
  const [move] = rows;
  if (!move) return [];
  await change(act, sql`parent_id = ${move.below}`);
  return move.parent ? [move.parent] : [];
}

async function verifyNodes(act: Act): Promise<void> {
  const { madeAt } = act.at;
  await sql`update node_claims set verdict = 'verified', decided_at = ${madeAt} where ${mine(act)} and verdict is null`.execute(
    act.tx,
  );
  await sql`update nodes set state = 'verified', done_on = ${act.today}, changed_at = ${madeAt} where ${mine(act)} and state <> 'verified'`.execute(
    act.tx,
  );
}

async function claimNode(act: Act): Promise<void> {
  const { rows } = await sql<{
    id: string;
  }>`select id from nodes where ${mine(act)} and state <> 'verified' limit 1`.execute(act.tx);
  for (const node of rows) await storeClaim(act.tx, act.at, act.item, node.id, act.today);
}

async function sendReport({ tx, at, item, amount, today }: Act): Promise<void> {
  const period = periodBefore(periodContaining(item.frequency, today));
  const report = { periodKind: item.frequency, periodTo: period.to, submittedOn: today, order: 0, percentage: amount };
  await storeReports(tx, at, [{ ...item, reports: [{ ...report, state: 'pending' }] }]);
}

async function decideAll(act: Act): Promise<void> {
  const verdict = act.amount % 2 === 0 ? 'passed' : 'returned';
  await sql`update submissions set state = ${verdict}, ended_at = ${act.at.madeAt} where ${mine(act)} and state = 'pending'`.execute(
    act.tx,
  );
}

/** Ends the value set by hand, or signs one. */
async function setByHand({ tx, at, item, amount, today }: Act): Promise<void> {
  const { numAffectedRows } = await sql`update item_overrides set ended_at = ${at.madeAt}
    where institution_id = ${at.institutionId} and item_id = ${item.id} and ended_at is null`.execute(tx);
  if (numAffectedRows) return;
  const signed = { value: amount + 0.25, from: today, until: addDays(today, amount) };
  await tx
    .insertInto('item_overrides')
    .values(overrideRow(at, item.id, signed))
    .execute();
}

/** Opens a stay in red, or records the cause of the one that is open. */
async function turnRed(act: Act): Promise<void> {
  const { tx, at, item, today } = act;
  const { numAffectedRows } =
    await sql`update red_spells set recorded_at = ${at.madeAt}, cause = 'C', countermeasure = 'M'
    where ${mine(act)} and recorded_at is null and left_on is null`.execute(tx);
  if (numAffectedRows) return;
  await sql`insert into red_spells (institution_id, item_id, since) values (${at.institutionId}, ${item.id}, ${today}) on conflict do nothing`.execute(
    tx,
  );
}

/** Sends a yellow notice, or has the one that waits answered. */
async function sendNotice(act: Act): Promise<void> {
  const { tx, at, item, amount, today } = act;
  await sql`update sheet_rounds set ended_at = ${at.madeAt}, ended_how = 'replied' where ${mine(act)} and ended_at is null`.execute(
    tx,
  );
  const { numAffectedRows } = await sql`update sheets set state = 'replied', answer_by = null
    where ${mine(act)} and state = 'open'`.execute(tx);
  if (numAffectedRows) return;
  await sql`update sheets set state = 'closed', ended_at = ${at.madeAt} where ${mine(act)} and state = 'replied'`.execute(
    tx,
  );
  const { sheet, round } = noticeRows(at, item.id, addDays(today, amount % 9));
  await tx.insertInto('sheets').values(sheet).execute();
  await tx.insertInto('sheet_rounds').values(round).execute();
}
