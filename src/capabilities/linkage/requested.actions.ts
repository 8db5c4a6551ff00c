// What a passed request does to items: dates, fields, sleep, another person, an end, a new beginning. Who may ask and who decides is the gate's.
import { sql } from 'kysely';
import { appendEvent, appendEvents, type Moment } from '../../platform/events/append.ts';
import { unwrap } from '../../platform/result.ts';
import { nthWorkingDayAfter } from '../institution/calendar.rules.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { readSetting } from '../institution/settings.store.ts';
import { refreshItemValues } from '../progress/rollup.store.ts';
import type { DatedNode } from './due.rules.ts';
import { setItem } from './life-cycle.actions.ts';
import { type ItemState, nextState } from './life-cycle.rules.ts';
import type { Carrier } from './subtree.store.ts';

type Standing = { id: string; state: ItemState };

export type NewDates = { due: string; noFault: boolean; nodes: readonly DatedNode[] };

/** The due in force and the nodes that move with it; the original due stays for ever. */
export async function moveDates(moment: Moment, itemId: string, dates: NewDates, act: string): Promise<void> {
  const before = await moment.tx
    .selectFrom('items')
    .where('institution_id', '=', moment.institutionId)
    .where('id', '=', itemId)
    .select(['approved_due', 'original_due', 'excused'])
    .executeTakeFirstOrThrow();
  await setItem(moment, itemId, {
    approved_due: dates.due,
    ...(dates.noFault && { excused: true, excused_due: dates.due }),
  });
  await moveNodes(moment, dates.nodes);
  await appendEvent(moment, {
    act,
    objectKind: 'item',
    objectId: itemId,
    before: { approvedDue: before.approved_due },
    after: {
      approvedDue: dates.due,
      originalDue: before.original_due,
      noFault: dates.noFault,
      nodes: dates.nodes.length,
    },
  });
}

async function moveNodes(moment: Moment, nodes: readonly DatedNode[]): Promise<void> {
  for (const node of nodes) {
    await moment.tx
      .updateTable('nodes')
      .set({ date: node.date, changed_at: moment.now })
      .where('institution_id', '=', moment.institutionId)
      .where('id', '=', node.id)
      .where('state', '<>', 'verified')
      .execute();
  }
}

/** `byItemId`: the item whose suspension puts the others to sleep, so that its resumption wakes them alone. */
export async function suspendItems(
  moment: Moment,
  items: readonly Standing[],
  by: { itemId: string; submissionId: string },
): Promise<void> {
  for (const item of items) {
    const state = unwrap(nextState(item.state, 'suspend'));
    await setItem(moment, item.id, { state });
    await sql`insert into item_suspensions (institution_id, item_id, from_day, submission_id, by_item_id, created_at)
      values (${moment.institutionId}, ${item.id}, ${moment.today}, ${by.submissionId}, ${item.id === by.itemId ? null : by.itemId}, ${moment.now})
      on conflict (institution_id, item_id, from_day) do update
        set to_day = null, ended_at = null, submission_id = excluded.submission_id, by_item_id = excluded.by_item_id`.execute(
      moment.tx,
    );
  }
  await appendEvents(
    moment,
    items.map((item) => ({
      act: 'item.suspended',
      objectKind: 'item',
      objectId: item.id,
      before: { state: item.state },
      after: { state: 'suspended', byItemId: item.id === by.itemId ? null : by.itemId },
    })),
  );
}

async function endSleep(moment: Moment, itemIds: readonly string[]): Promise<void> {
  await sql`update item_suspensions set to_day = greatest(from_day, ${moment.today}::date), ended_at = ${moment.now}
    where institution_id = ${moment.institutionId} and item_id = any(${itemIds}::uuid[]) and to_day is null`.execute(
    moment.tx,
  );
}

async function acceptBy(moment: Moment): Promise<string> {
  const limit = await readSetting(moment, 'acceptance.limitDays');
  return nthWorkingDayAfter(await loadCalendar(moment), moment.today, limit);
}

/** The item goes on with its new dates; one that was handed over while it slept waits to be signed for. */
export async function wakeItem(moment: Moment, item: Standing, dates: NewDates): Promise<void> {
  const { signed } = await moment.tx
    .selectFrom('items')
    .where('institution_id', '=', moment.institutionId)
    .where('id', '=', item.id)
    .select(sql<boolean>`accepted_by is not distinct from responsible_person_id`.as('signed'))
    .executeTakeFirstOrThrow();
  const state = unwrap(nextState(item.state, signed ? 'resume' : 'resume_unsigned'));
  await endSleep(moment, [item.id]);
  await setItem(moment, item.id, {
    state,
    ...(!signed && { assigned_on: moment.today, accept_by: await acceptBy(moment) }),
  });
  await moveDates(moment, item.id, dates, 'item.resumed');
}

/** The new person has not signed yet. */
export async function transferItem(moment: Moment, item: Standing, before: Carrier, after: Carrier): Promise<void> {
  const state = unwrap(nextState(item.state, 'transfer'));
  await setItem(moment, item.id, {
    state,
    responsible_person_id: after.responsiblePersonId,
    lead_unit_id: after.leadUnitId,
    interim: after.interim,
    assigned_on: moment.today,
    accept_by: await acceptBy(moment),
    accepted_on: null,
    accepted_by: null,
  });
  await appendEvent(moment, {
    act: 'item.transferred',
    objectKind: 'item',
    objectId: item.id,
    before: { state: item.state, ...before },
    after: { state, ...after },
  });
}

/** Open items end; drafts below them, which nobody will decide on any more, end with them and stay with whoever drafted them. */
export async function cancelItems(moment: Moment, items: readonly Standing[]): Promise<void> {
  const ids = items.map((item) => item.id);
  for (const item of items) unwrap(nextState(item.state, 'cancel'));
  // never registered: the person proposed has not heard of a draft, and does not by its end
  await sql`update items set state = 'cancelled', version = version + 1, changed_at = ${moment.now},
      responsible_person_id = case when state = 'draft' then coalesce(author_id, responsible_person_id) else responsible_person_id end
    where institution_id = ${moment.institutionId} and id = any(${ids}::uuid[])`.execute(moment.tx);
  await endSleep(moment, ids);
  await sql`delete from decomposition_drafts where institution_id = ${moment.institutionId} and item_id = any(${ids}::uuid[])`.execute(
    moment.tx,
  );
  await appendEvents(
    moment,
    items.map((item) => ({
      act: 'item.cancelled',
      objectKind: 'item',
      objectId: item.id,
      before: { state: item.state },
      after: { state: 'cancelled' },
    })),
  );
  await refreshItemValues(moment, ids);
}

/** Closed items go on; what was closed late stays late for ever. Ancestors come first. */
export async function reopenItems(
  moment: Moment,
  items: readonly (Standing & { finishedOn: string | null })[],
): Promise<void> {
  for (const item of items) {
    const state = unwrap(nextState(item.state, 'reopen'));
    await setItem(moment, item.id, { state, finished_on: null });
    await appendEvent(moment, {
      act: 'item.reopened',
      objectKind: 'item',
      objectId: item.id,
      before: { state: item.state, finishedOn: item.finishedOn },
      after: { state },
    });
  }
}
