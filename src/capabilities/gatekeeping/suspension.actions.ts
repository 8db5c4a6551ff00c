// Suspensions and resumptions: work that stands still with all that depends on it, and goes on with dates shifted by what it slept.
import type { Moment } from '../../platform/events/append.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { workingDaysBetween } from '../institution/calendar.rules.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { checkDue, wakeDates } from '../linkage/due.rules.ts';
import { type ItemStanding, mayRequest } from '../linkage/item.policy.ts';
import { checkRequested, isOpen } from '../linkage/life-cycle.rules.ts';
import { suspendItems, wakeItem } from '../linkage/requested.actions.ts';
import {
  loadAbove,
  loadAsleep,
  loadBelow,
  loadDatesShape,
  loadTreeItem,
  type TreeItem,
} from '../linkage/subtree.store.ts';
import { refreshItemValues } from '../progress/rollup.store.ts';
import type { Effects } from './decide.actions.ts';
import { dropPending } from './drop.actions.ts';
import { loadSeenDates } from './extension.actions.ts';
import type { Request } from './request.contract.ts';
import { demandReason, itemOf, nodesOf, type RequestOptions, refuseFirst, rowOf } from './request.rules.ts';
import { openSubmission } from './submit.actions.ts';

/** Everything open below, and what of it works and can be put to sleep; the rest is not signed for yet and stays. */
async function findSleepers(moment: Moment, itemId: string, subtree: boolean) {
  const open = (await loadBelow(moment, itemId)).filter((item) => isOpen(item.state));
  if (open.length > 0 && !subtree)
    refuseNow('conflict', 'children_open_subtree', { count: open.length }, [
      { path: 'subtree', code: 'children_open_subtree', params: { count: open.length } },
    ]);
  const asleep = open.filter((item) => item.state === 'in_progress');
  return { asleep, staying: open.filter((item) => item.state === 'registered' || item.state === 'assigned') };
}

export async function submitSuspension(
  scope: Scope,
  item: ItemStanding,
  request: Request,
  options: RequestOptions,
): Promise<string> {
  unwrap(mayRequest(scope.actor, item, 'suspension', options.agreed));
  const reason = demandReason(request, item);
  const subtree = request.subtree ?? false;
  const { asleep, staying } = await findSleepers(scope, item.id, subtree);
  const snapshot = {
    item: itemOf(await loadTreeItem(scope, item.id)),
    subtree,
    before: { state: item.state },
    after: { state: 'suspended' },
    items: asleep.map(rowOf),
    staying: staying.map(rowOf),
  };
  return openSubmission(scope, { kind: 'suspension', itemId: item.id, claims: true, snapshot, reason, ...options });
}

export const SUSPENSION_EFFECTS: Effects = {
  async onPassed(moment, submission, effects) {
    const itemId = submission.item_id ?? '';
    const item = await loadTreeItem(moment, itemId);
    unwrap(checkRequested(item.state, 'suspension'));
    const { subtree } = submission.snapshot as { subtree: boolean };
    const items = [item, ...(await findSleepers(moment, itemId, subtree)).asleep];
    await suspendItems(moment, items, { itemId, submissionId: submission.id });
    const ids = items.map((one) => one.id);
    await dropPending(moment, ids, submission.id, effects);
    await refreshItemValues(moment, ids);
  },
  onDropped: async () => undefined,
};

/** Refused while something above sleeps: what one suspension put to sleep wakes as a whole, from the top. */
async function demandAwakeAbove(moment: Moment, itemId: string): Promise<void> {
  const above = (await loadAbove(moment, itemId)).find((one) => one.state === 'suspended');
  if (above) refuseNow('conflict', 'suspended_above', { detail: above.code ?? '' });
}

type Waking = TreeItem & { slept: number; due: string; nodes: { id: string; date: string }[]; shape: Shape };
type Shape = Awaited<ReturnType<typeof loadDatesShape>>;

/** Every item that wakes with the dates that it wakes to; parents first, so that children stay inside. */
async function planWaking(moment: Moment, itemId: string, given: string | null, firm: boolean): Promise<Waking[]> {
  const calendar = await loadCalendar(moment);
  const dues = new Map<string, string>();
  const plan: Waking[] = [];
  for (const item of await loadAsleep(moment, itemId)) {
    const isTop = item.id === itemId;
    const shape = isTop ? await loadSeenDates(moment, item) : await loadDatesShape(moment, item.id);
    const slept = workingDaysBetween(calendar, item.asleepSince, moment.today);
    const open = shape.nodes.filter((node) => node.state !== 'verified');
    const above = dues.get(item.parentId ?? '') ?? shape.parent?.due ?? null;
    // what was asked for must fit as it is; what follows from the days slept stays inside
    const notAfter = isTop && firm ? null : above;
    const dates = wakeDates(calendar, { start: item.start, due: item.approvedDue, nodes: open }, slept, {
      given: isTop ? given : null,
      notAfter,
    });
    dues.set(item.id, dates.due);
    plan.push({ ...item, slept, shape, ...dates });
  }
  return plan;
}

export async function submitResumption(
  scope: Scope,
  item: ItemStanding,
  request: Request,
  options: RequestOptions,
): Promise<string> {
  unwrap(mayRequest(scope.actor, item, 'resumption', options.agreed));
  const reason = demandReason(request, item);
  await demandAwakeAbove(scope, item.id);
  const [top, ...below] = await planWaking(scope, item.id, request.due ?? null, request.due !== undefined);
  if (!top) return refuseNow('conflict', 'act_not_in_state', { act: 'resume', state: item.state });
  demandFits(top);
  const snapshot = {
    item: itemOf(top),
    suspendedOn: (await loadAsleep(scope, item.id))[0]?.asleepSince ?? null,
    suspendedDays: top.slept,
    dueGiven: request.due !== undefined,
    noFault: request.noFault ?? false,
    before: { state: item.state, approvedDue: top.approvedDue, nodes: nodesOf(top.shape, top.nodes, 'before') },
    after: { state: 'in_progress', approvedDue: top.due, nodes: nodesOf(top.shape, top.nodes, 'after') },
    items: below.map((one) => ({ ...rowOf(one), due: one.due })),
  };
  const movesDue = top.due !== top.approvedDue;
  return openSubmission(scope, {
    kind: 'resumption',
    itemId: item.id,
    claims: true,
    snapshot,
    reason,
    movesDue,
    ...options,
  });
}

/** The new due lies inside the item above and leaves room for everything below, asleep or not, as it stands. */
const demandFits = (top: Waking): void => refuseFirst(checkDue(top.shape, { due: top.due, nodes: top.nodes }));

export const RESUMPTION_EFFECTS: Effects = {
  async onPassed(moment, submission) {
    const itemId = submission.item_id ?? '';
    unwrap(checkRequested((await loadTreeItem(moment, itemId)).state, 'resumption'));
    await demandAwakeAbove(moment, itemId);
    const { dueGiven, noFault, after } = submission.snapshot as {
      dueGiven: boolean;
      noFault: boolean;
      after: { approvedDue: string };
    };
    const plan = await planWaking(moment, itemId, dueGiven ? after.approvedDue : null, dueGiven);
    const [top] = plan;
    if (top) demandFits(top);
    for (const item of plan) await wakeItem(moment, item, { due: item.due, noFault, nodes: item.nodes });
    await refreshItemValues(
      moment,
      plan.map((item) => item.id),
    );
  },
  onDropped: async () => undefined,
};
