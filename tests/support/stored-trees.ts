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

export async function storeItems(tx: Tx, at: StoredTree, items: readonly ItemFacts[]): Promise<void> {
  for (const [index, item] of items.entries())
    await tx
      .insertInto('items')
      .values(itemRow(at, item, index))
      .execute();
  await storeNodes(tx, at, items);
  await storeReports(tx, at, items);
  for (const item of items) {
    const ids = { institution_id: at.institutionId, item_id: item.id };
    if (item.closeOutPendingOn) await storeSubmission(tx, at, item, 'close_out', item.closeOutPendingOn, 'pending', 0);
    if (item.uncausedRedSince)
      await tx
        .insertInto('red_spells')
        .values({ ...ids, since: item.uncausedRedSince })
        .execute();
    for (const { from, to } of item.suspensions) {
      const span = { from_day: from, to_day: to, created_at: at.madeAt, ended_at: to ? at.madeAt : null };
      await tx
        .insertInto('item_suspensions')
        .values({ ...ids, ...span })
        .execute();
    }
  }
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
    ever_late: item.everLate,
    created_at: at.madeAt,
    changed_at: at.madeAt,
  };
}

async function storeNodes(tx: Tx, at: StoredTree, items: readonly ItemFacts[]): Promise<void> {
  for (const item of items) {
    for (const node of item.nodes) {
      const ids = { institution_id: at.institutionId, item_id: item.id };
      const state = node.verified ? 'verified' : node.pendingClaimOn ? 'claimed' : 'planned';
      const rest = {
        title: 'N',
        date: node.date,
        original_date: node.date,
        weight: node.weight,
        created_at: at.madeAt,
        changed_at: at.madeAt,
      };
      await tx
        .insertInto('nodes')
        .values({ ...ids, id: node.id, state, ...rest })
        .execute();
      if (!node.pendingClaimOn) continue;
      await storeClaim(tx, at, item, node.id, node.pendingClaimOn);
      // A claim that was decided must not count any more.
      const decided = await storeClaim(tx, at, item, node.id, node.date);
      await tx
        .updateTable('node_claims')
        .set({ verdict: 'returned', decided_at: at.madeAt })
        .where('institution_id', '=', at.institutionId)
        .where('submission_id', '=', decided)
        .execute();
    }
  }
}

/** A claim that waits at the gate, with its submission; gives the submission's id. */
export async function storeClaim(tx: Tx, at: StoredTree, item: ItemFacts, nodeId: string, on: string): Promise<string> {
  const submission_id = await storeSubmission(tx, at, item, 'node', on, 'pending', 0);
  const claim = { submission_id, node_id: nodeId, item_id: item.id, claimed_on: on, claimed_at: at.madeAt };
  await tx
    .insertInto('node_claims')
    .values({ institution_id: at.institutionId, ...claim })
    .execute();
  return submission_id;
}

export async function storeReports(tx: Tx, at: StoredTree, items: readonly ItemFacts[]): Promise<void> {
  for (const item of items) {
    for (const report of item.reports) {
      const { from, to } = periodContaining(report.periodKind, report.periodTo);
      const id = await storeSubmission(tx, at, item, 'report', report.submittedOn, report.state, report.order);
      const { rows } = await sql<{ id: string }>`
        insert into cycles (institution_id, id, kind, from_day, to_day, freeze_on, created_at)
        values (${at.institutionId}, ${uuid()}, ${report.periodKind}, ${from}, ${to}, ${to}, ${at.madeAt})
        on conflict (institution_id, kind, from_day) do update set to_day = excluded.to_day returning id`.execute(tx);
      const row = {
        institution_id: at.institutionId,
        id,
        item_id: item.id,
        cycle_id: rows[0]?.id ?? '',
        period_kind: report.periodKind,
        period_from: from,
        period_to: to,
        percentage: report.percentage,
        self_rated_light: 'green',
        late: false,
        created_at: later(at, report.order),
      };
      await tx.insertInto('reports').values(row).execute();
    }
  }
}

/** Later submissions of one item a second apart, so that their order is known. */
function later({ madeAt }: StoredTree, order: number): Date {
  return new Date(madeAt.getTime() + order * 1000);
}

async function storeSubmission(
  tx: Tx,
  at: StoredTree,
  item: ItemFacts,
  kind: string,
  on: string,
  state: string,
  order: number,
): Promise<string> {
  const id = uuid();
  const row = {
    institution_id: at.institutionId,
    id,
    kind,
    item_id: item.id,
    state,
    snapshot: '{}',
    submitted_by: at.personId,
    submitted_at: later(at, order),
    submitted_on: on,
    ended_at: state === 'pending' ? null : later(at, order),
  };
  await tx.insertInto('submissions').values(row).execute();
  return id;
}
