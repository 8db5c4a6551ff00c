// Puts facts about items into the database as their acts would have left them, in an institution of their own.

import { type Insertable, sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { storeCalendar } from '../../src/capabilities/institution/calendar.store.ts';
import type { ItemFacts } from '../../src/capabilities/progress/facts.rules.ts';
import { periodContaining } from '../../src/capabilities/progress/period.rules.ts';
import type { Db, Tx } from '../../src/platform/database/connect.ts';
import type { Tables } from '../../src/platform/database/tables.ts';

const MADE_AT = new Date('2025-12-01T00:00:00Z');
const KINDS = ['school', 'leader', 'department', 'college', 'professor', 'person'];

/** `madeAt`: the moment of what is stored. */
export type StoredTree = { institutionId: string; personId: string; unitId: string; madeAt: Date };

/** An institution of six levels with one unit and one person, and China's calendar. */
export async function storeInstitution(owner: Db): Promise<StoredTree> {
  const ids = { institutionId: uuid(), personId: uuid(), unitId: uuid(), madeAt: MADE_AT };
  const { institutionId } = ids;
  await owner.transaction().execute(async (tx) => {
    await tx
      .insertInto('institutions')
      .values({ id: institutionId, name: institutionId, template: 'A', created_at: MADE_AT })
      .execute();
    const levels = KINDS.map((kind, index) => ({
      institution_id: institutionId,
      id: uuid(),
      rank: index + 1,
      kind,
      name: kind,
      name_en: kind,
    }));
    await tx.insertInto('levels').values(levels).execute();
    await tx
      .insertInto('units')
      .values({
        institution_id: institutionId,
        id: ids.unitId,
        code: 'U',
        name: 'U',
        kind: 'leadership',
        created_at: MADE_AT,
      })
      .execute();
    const person = { institution_id: institutionId, id: ids.personId, name: 'P', account: 'p', created_at: MADE_AT };
    await tx.insertInto('people').values(person).execute();
    await storeCalendar({ tx, institutionId, today: '2026-06-01' });
  });
  return ids;
}

type Rows = {
  submissions: Insertable<Tables['submissions']>[];
  nodes: Insertable<Tables['nodes']>[];
  node_claims: Insertable<Tables['node_claims']>[];
  red_spells: Insertable<Tables['red_spells']>[];
  item_suspensions: Insertable<Tables['item_suspensions']>[];
  item_overrides: Insertable<Tables['item_overrides']>[];
  sheets: Insertable<Tables['sheets']>[];
  sheet_rounds: Insertable<Tables['sheet_rounds']>[];
};

/** One statement a table; parents stand before their children. */
export async function storeItems(tx: Tx, at: StoredTree, items: readonly ItemFacts[]): Promise<void> {
  await tx
    .insertInto('items')
    .values(items.map((item, index) => itemRow(at, item, index)))
    .execute();
  const rows: Rows = {
    submissions: [],
    nodes: [],
    node_claims: [],
    red_spells: [],
    item_suspensions: [],
    item_overrides: [],
    sheets: [],
    sheet_rounds: [],
  };
  for (const item of items) gatherRows(at, item, rows);
  if (rows.submissions.length > 0) await tx.insertInto('submissions').values(rows.submissions).execute();
  if (rows.nodes.length > 0) await tx.insertInto('nodes').values(rows.nodes).execute();
  if (rows.node_claims.length > 0) await tx.insertInto('node_claims').values(rows.node_claims).execute();
  if (rows.red_spells.length > 0) await tx.insertInto('red_spells').values(rows.red_spells).execute();
  if (rows.item_suspensions.length > 0) await tx.insertInto('item_suspensions').values(rows.item_suspensions).execute();
  if (rows.item_overrides.length > 0) await tx.insertInto('item_overrides').values(rows.item_overrides).execute();
  if (rows.sheets.length > 0) await tx.insertInto('sheets').values(rows.sheets).execute();
  if (rows.sheet_rounds.length > 0) await tx.insertInto('sheet_rounds').values(rows.sheet_rounds).execute();
  await storeReports(tx, at, items);
}

function gatherRows(at: StoredTree, item: ItemFacts, rows: Rows): void {
  const ids = { institution_id: at.institutionId, item_id: item.id };
  for (const node of item.nodes) gatherNode(at, item, node, rows);
  if (item.closeOutPendingOn)
    rows.submissions.push(submissionRow(at, item, 'close_out', item.closeOutPendingOn, 'pending', 0));
  if (item.uncausedRedSince) rows.red_spells.push({ ...ids, since: item.uncausedRedSince });
  if (item.override) rows.item_overrides.push(overrideRow(at, item.id, item.override));
  if (item.noticeReplyBy) {
    const { sheet, round } = noticeRows(at, item.id, item.noticeReplyBy);
    rows.sheets.push(sheet);
    rows.sheet_rounds.push(round);
  }
  for (const { from, to } of item.suspensions) {
    rows.item_suspensions.push({
      ...ids,
      from_day: from,
      to_day: to,
      created_at: at.madeAt,
      ended_at: to ? at.madeAt : null,
    });
  }
}

export function overrideRow(
  { institutionId, personId, madeAt }: StoredTree,
  itemId: string,
  { value, from, until }: NonNullable<ItemFacts['override']>,
): Insertable<Tables['item_overrides']> {
  return {
    institution_id: institutionId,
    id: uuid(),
    item_id: itemId,
    value,
    reason: 'R',
    until,
    proposed_by: personId,
    proposed_at: madeAt,
    signed_by: personId,
    signed_at: madeAt,
    from_day: from,
  };
}

/** A yellow notice that waits for its first answer until a day. */
export function noticeRows({ institutionId, personId, madeAt }: StoredTree, itemId: string, answerBy: string) {
  const id = uuid();
  const issuedOn = madeAt.toISOString().slice(0, 10);
  const sheet: Insertable<Tables['sheets']> = {
    institution_id: institutionId,
    id,
    item_id: itemId,
    colour: 'yellow',
    rule: 'gap',
    issued_on: issuedOn,
    issued_at: madeAt,
    person_id: personId,
    reply_by: answerBy,
    answer_by: answerBy,
    run_on: issuedOn,
    snapshot: '{}',
  };
  const round: Insertable<Tables['sheet_rounds']> = {
    institution_id: institutionId,
    sheet_id: id,
    n: 1,
    item_id: itemId,
    opened_on: issuedOn,
    opened_at: madeAt,
    answer_by: answerBy,
  };
  return { sheet, round };
}

function itemRow(at: StoredTree, item: ItemFacts, index: number): Insertable<Tables['items']> {
  return {
    institution_id: at.institutionId,
    id: item.id,
    code: `C${index}`,
    horizon: item.horizon,
    level: item.level,
    parent_id: item.parentId,
    path: [item.id],
    title: item.id,
    lead_unit_id: at.unitId,
    responsible_person_id: at.personId,
    weight: item.weight,
    own_nodes_weight: item.ownNodesWeight,
    start: item.start,
    original_due: item.originalDue,
    approved_due: item.approvedDue,
    finished_on: item.finishedOn,
    frequency: item.frequency,
    placeholder: item.placeholder,
    state: item.state,
    accept_by: item.acceptBy,
    accepted_by: item.acceptedByPresentPerson ? at.personId : null,
    major_risk: item.majorRisk,
    excused: item.excused,
    excused_due: item.excusedDue,
    ever_late: item.everLate,
    created_at: at.madeAt,
    changed_at: at.madeAt,
  };
}

function gatherNode(at: StoredTree, item: ItemFacts, node: ItemFacts['nodes'][number], rows: Rows): void {
  rows.nodes.push({
    institution_id: at.institutionId,
    item_id: item.id,
    id: node.id,
    state: node.verified ? 'verified' : node.pendingClaimOn ? 'claimed' : 'planned',
    title: 'N',
    date: node.date,
    original_date: node.date,
    weight: node.weight,
    created_at: at.madeAt,
    changed_at: at.madeAt,
  });
  if (!node.pendingClaimOn) return;
  const waiting = claimRows(at, item, node.id, node.pendingClaimOn);
  // A claim that was decided must not count any more.
  const decided = claimRows(at, item, node.id, node.date);
  rows.submissions.push(waiting.submission, decided.submission);
  rows.node_claims.push(waiting.claim, { ...decided.claim, verdict: 'returned', decided_at: at.madeAt });
}

function claimRows(at: StoredTree, item: ItemFacts, nodeId: string, on: string) {
  const submission = submissionRow(at, item, 'node', on, 'pending', 0);
  const ids = { institution_id: at.institutionId, submission_id: submission.id, node_id: nodeId, item_id: item.id };
  return { submission, claim: { ...ids, claimed_on: on, claimed_at: at.madeAt } };
}

/** A claim that waits at the gate, with its submission. */
export async function storeClaim(tx: Tx, at: StoredTree, item: ItemFacts, nodeId: string, on: string): Promise<void> {
  const { submission, claim } = claimRows(at, item, nodeId, on);
  await tx.insertInto('submissions').values(submission).execute();
  await tx.insertInto('node_claims').values(claim).execute();
}

export async function storeReports(tx: Tx, at: StoredTree, items: readonly ItemFacts[]): Promise<void> {
  const submissions: Insertable<Tables['submissions']>[] = [];
  const reports: Insertable<Tables['reports']>[] = [];
  for (const item of items) {
    for (const report of item.reports) {
      const { from, to } = periodContaining(report.periodKind, report.periodTo);
      const submission = submissionRow(at, item, 'report', report.submittedOn, report.state, report.order);
      submissions.push(submission);
      reports.push({
        institution_id: at.institutionId,
        id: submission.id,
        item_id: item.id,
        cycle_id: await storeCycle(tx, at, report.periodKind, from, to),
        period_kind: report.periodKind,
        period_from: from,
        period_to: to,
        percentage: report.percentage,
        self_rated_light: 'green',
        late: false,
        created_at: later(at, report.order),
      });
    }
  }
  if (reports.length === 0) return;
  await tx.insertInto('submissions').values(submissions).execute();
  await tx.insertInto('reports').values(reports).execute();
}

async function storeCycle(tx: Tx, at: StoredTree, kind: string, from: string, to: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into cycles (institution_id, id, kind, from_day, to_day, freeze_on, created_at, changed_at)
    values (${at.institutionId}, ${uuid()}, ${kind}, ${from}, ${to}, ${to}, ${at.madeAt}, ${at.madeAt})
    on conflict (institution_id, kind, from_day) do update set to_day = excluded.to_day returning id`.execute(tx);
  return rows[0]?.id ?? '';
}

/** Later submissions of one item a second apart, so that their order is known. */
function later({ madeAt }: StoredTree, order: number): Date {
  return new Date(madeAt.getTime() + order * 1000);
}

function submissionRow(at: StoredTree, item: ItemFacts, kind: string, on: string, state: string, order: number) {
  return {
    institution_id: at.institutionId,
    id: uuid(),
    kind,
    item_id: item.id,
    state,
    snapshot: '{}',
    submitted_by: at.personId,
    submitted_at: later(at, order),
    submitted_on: on,
    ended_at: state === 'pending' ? null : later(at, order),
  };
}
