// Loads the facts that values and lights follow from: as they are, or as they stood at a past moment.

import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/database/connect.ts';
import type { Day } from '../institution/calendar.rules.ts';
import type { ItemFacts, NodeFacts, Override, ProgressSettings, ReportFacts, Suspension } from './facts.rules.ts';

export type Where = { tx: Tx; institutionId: string };

/** `within`: these items with everything below them; without it, all. `at`: what was known at that moment; `day`: its local day. */
export type FactsQuery = { within?: readonly string[]; at?: Date; day?: Day };

type ItemRow = Omit<
  ItemFacts,
  'nodes' | 'reports' | 'closeOutPendingOn' | 'suspensions' | 'uncausedRedSince' | 'noticeReplyBy' | 'override'
>;
type NodeRow = NodeFacts & { itemId: string };
type ReportRow = Omit<ReportFacts, 'order'> & { itemId: string };
type SuspensionRow = Suspension & { itemId: string };
type OverrideRow = Override & { itemId: string };
type DayRow = { itemId: string; day: Day };

/** Rows of a table that keeps its superseded versions, as they stood at a moment (or as they are). */
function standing(
  table: 'items' | 'nodes',
  at: Date | undefined,
  columns: RawBuilder<unknown>,
  where: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const now = sql`select ${columns} from ${sql.table(table)} x where ${where}`;
  if (!at) return now;
  const versions = sql.table(table === 'items' ? 'item_versions' : 'node_versions');
  return sql`${now} and x.changed_at <= ${at}
    union all select ${columns} from ${versions} x where ${where} and x.changed_at <= ${at} and x.valid_to > ${at}`;
}

const ITEM_COLUMNS = sql`x.id, x.parent_id as "parentId", x.level, x.horizon, x.state, x.placeholder, x.weight, x.own_nodes_weight as "ownNodesWeight",
  x.start, x.original_due as "originalDue", x.approved_due as "approvedDue", x.finished_on as "finishedOn", x.excused, x.excused_due as "excusedDue", x.ever_late as "everLate",
  coalesce(x.frequency, 'month') as frequency, x.accept_by as "acceptBy", x.major_risk as "majorRisk",
  x.state in ('in_progress', 'suspended', 'closed', 'archived') and x.accepted_by is not distinct from x.responsible_person_id as "acceptedByPresentPerson"`;

async function loadItems({ tx, institutionId }: Where, { within, at }: FactsQuery): Promise<ItemRow[]> {
  const mine = sql`x.institution_id = ${institutionId}`;
  if (!within) return (await sql<ItemRow>`${standing('items', at, ITEM_COLUMNS, mine)}`.execute(tx)).rows;
  const tops = standing('items', at, ITEM_COLUMNS, sql`${mine} and x.id = any(${[...within]}::uuid[])`);
  const below = standing('items', at, ITEM_COLUMNS, sql`${mine} and x.parent_id = b.id`);
  const { rows } = await sql<ItemRow>`
    with recursive found as (
      select * from (${tops}) t
      union
      select c.* from found b cross join lateral (${below}) c
    ) select * from found`.execute(tx);
  return rows;
}

/** Restricts a query on another table to the loaded items; all of the institution where everything is loaded. */
function ofItems({ institutionId }: Where, ids: readonly string[] | null): RawBuilder<unknown> {
  const mine = sql`x.institution_id = ${institutionId}`;
  return ids ? sql`${mine} and x.item_id = any(${[...ids]}::uuid[])` : mine;
}

async function loadNodes(where: Where, ids: readonly string[] | null, at: Date | undefined): Promise<NodeRow[]> {
  const columns = sql`x.institution_id, x.id, x.item_id, x.date, x.weight, x.state`;
  const undecided = at
    ? sql`c.claimed_at <= ${at} and (c.decided_at is null or c.decided_at > ${at})`
    : sql`c.verdict is null`;
  const { rows } = await sql<NodeRow>`
    select n.id, n.item_id as "itemId", n.date, n.weight, n.state = 'verified' as verified,
      case when n.state <> 'verified' then (select min(c.claimed_on) from node_claims c
        where c.institution_id = n.institution_id and c.node_id = n.id and ${undecided}) end as "pendingClaimOn"
    from (${standing('nodes', at, columns, ofItems(where, ids))}) n order by n.date, n.id`.execute(where.tx);
  return rows;
}

async function loadReports(where: Where, ids: readonly string[] | null, at: Date | undefined): Promise<ReportRow[]> {
  const state = at ? sql`case when s.ended_at <= ${at} then s.state else 'pending' end` : sql`s.state`;
  const known = at ? sql`and s.submitted_at <= ${at}` : sql``;
  const { rows } = await sql<ReportRow>`
    select x.item_id as "itemId", x.period_kind as "periodKind", x.period_to as "periodTo", s.submitted_on as "submittedOn", x.percentage,
      replace(${state}, 'passed_with_conditions', 'passed') as state
    from reports x join submissions s on s.institution_id = x.institution_id and s.id = x.id
    where ${ofItems(where, ids)} ${known} order by x.created_at, x.id`.execute(where.tx);
  return rows;
}

async function loadCloseOuts(where: Where, ids: readonly string[] | null, at: Date | undefined): Promise<DayRow[]> {
  const open = at
    ? sql`x.submitted_at <= ${at} and (x.ended_at is null or x.ended_at > ${at})`
    : sql`x.state = 'pending'`;
  const { rows } = await sql<DayRow>`
    select x.item_id as "itemId", min(x.submitted_on) as day from submissions x
    where ${ofItems(where, ids)} and x.kind = 'close_out' and ${open} group by x.item_id`.execute(where.tx);
  return rows;
}

async function loadSuspensions(
  where: Where,
  ids: readonly string[] | null,
  at: Date | undefined,
): Promise<SuspensionRow[]> {
  const to = at ? sql`case when x.ended_at <= ${at} then x.to_day end` : sql`x.to_day`;
  const known = at ? sql`and x.created_at <= ${at}` : sql``;
  const { rows } = await sql<SuspensionRow>`
    select x.item_id as "itemId", x.from_day as "from", ${to} as "to" from item_suspensions x
    where ${ofItems(where, ids)} ${known} order by x.from_day`.execute(where.tx);
  return rows;
}

async function loadRedSpells(where: Where, ids: readonly string[] | null, query: FactsQuery): Promise<DayRow[]> {
  const { at, day } = query;
  const open =
    at && day
      ? sql`x.since <= ${day} and (x.left_on is null or x.left_on > ${day}) and (x.recorded_at is null or x.recorded_at > ${at})`
      : sql`x.left_on is null and x.recorded_at is null`;
  const { rows } = await sql<DayRow>`
    select x.item_id as "itemId", min(x.since) as day from red_spells x where ${ofItems(where, ids)} and ${open} group by x.item_id`.execute(
    where.tx,
  );
  return rows;
}

/** The limits of yellow notices whose answer is awaited; those awaited no more (answered, resting, taken back) are out. */
async function loadNotices(where: Where, ids: readonly string[] | null, at: Date | undefined): Promise<DayRow[]> {
  const awaited = at
    ? sql`x.opened_at <= ${at} and (x.ended_at is null or x.ended_at > ${at})`
    : sql`x.ended_at is null`;
  const { rows } = await sql<DayRow>`
    select x.item_id as "itemId", min(x.answer_by) as day from sheet_rounds x
      join sheets s on s.institution_id = x.institution_id and s.id = x.sheet_id and s.colour = 'yellow'
    where ${ofItems(where, ids)} and ${awaited} group by x.item_id`.execute(where.tx);
  return rows;
}

async function loadOverrides(
  where: Where,
  ids: readonly string[] | null,
  at: Date | undefined,
): Promise<OverrideRow[]> {
  const signed = at
    ? sql`x.signed_at <= ${at} and (x.ended_at is null or x.ended_at > ${at})`
    : sql`x.signed_at is not null and x.ended_at is null`;
  const { rows } = await sql<OverrideRow>`
    select x.item_id as "itemId", x.value, x.from_day as "from", x.until from item_overrides x where ${ofItems(where, ids)} and ${signed}`.execute(
    where.tx,
  );
  return rows;
}

/** Rows by the item that they belong to, which then need not say so any more. */
function byItem<Row extends { itemId: string }>(rows: readonly Row[]): Map<string, Omit<Row, 'itemId'>[]> {
  const found = new Map<string, Omit<Row, 'itemId'>[]>();
  for (const { itemId, ...row } of rows) {
    const known = found.get(itemId);
    if (known) known.push(row);
    else found.set(itemId, [row]);
  }
  return found;
}

/** The facts of items, ready for the rules; parents and children in no particular order. */
export async function loadFacts(where: Where, query: FactsQuery = {}): Promise<ItemFacts[]> {
  const items = await loadItems(where, query);
  const ids = query.within ? items.map((item) => item.id) : null;
  const nodes = byItem(await loadNodes(where, ids, query.at));
  const reports = byItem(await loadReports(where, ids, query.at));
  const suspensions = byItem(await loadSuspensions(where, ids, query.at));
  const closeOuts = new Map((await loadCloseOuts(where, ids, query.at)).map((row) => [row.itemId, row.day]));
  const overrides = byItem(await loadOverrides(where, ids, query.at));
  const redSpells = new Map((await loadRedSpells(where, ids, query)).map((row) => [row.itemId, row.day]));
  const notices = new Map((await loadNotices(where, ids, query.at)).map((row) => [row.itemId, row.day]));
  return items.map((item) => ({
    ...item,
    nodes: nodes.get(item.id) ?? [],
    reports: (reports.get(item.id) ?? []).map((report, order) => ({ ...report, order })),
    suspensions: suspensions.get(item.id) ?? [],
    closeOutPendingOn: closeOuts.get(item.id) ?? null,
    uncausedRedSince: redSpells.get(item.id) ?? null,
    noticeReplyBy: notices.get(item.id) ?? null,
    override: overrides.get(item.id)?.[0] ?? null,
  }));
}

/** The settings of lights and coverage in force on a day. */
export async function loadProgressSettings({ tx, institutionId }: Where, day: Day): Promise<ProgressSettings> {
  const { rows } = await sql<ProgressSettings>`
    select d.levels, d.carry_to_rank as "carryToRank", d.gap_yellow as "gapYellow", d.gap_red as "gapRed", d.time_left_yellow as "timeLeftYellow",
      d.time_left_orange as "timeLeftOrange", d.node_days_yellow as "nodeDaysYellow", d.node_days_orange as "nodeDaysOrange"
    from progress_day(${institutionId}, ${day}::date) d`.execute(tx);
  const [settings] = rows;
  if (!settings) throw new Error('no settings of progress');
  return settings;
}
