// Reopenings: a closed item goes on; what was closed late stays teal for ever.
import type { Moment } from '../../platform/events/append.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { handOverAtOnce } from '../institution/hand-over.actions.ts';
import { type ItemStanding, mayRequest } from '../linkage/item.policy.ts';
import { checkRequested } from '../linkage/life-cycle.rules.ts';
import { reopenItems } from '../linkage/requested.actions.ts';
import { loadAbove, loadTreeItem, type TreeItem } from '../linkage/subtree.store.ts';
import { refreshItemValues } from '../progress/rollup.store.ts';
import type { Effects } from './decide.actions.ts';
import type { Request } from './request.contract.ts';
import { demandReason, itemOf, type RequestOptions, rowOf } from './request.rules.ts';
import { openSubmission } from './submit.actions.ts';

/** The closed items above that must open too, nearest first; refused unless asked for, and where one of them cannot. */
async function findClosedAbove(moment: Moment, itemId: string, ancestors: boolean): Promise<TreeItem[]> {
  const above = await loadAbove(moment, itemId);
  const ended = above.find((item) => item.state === 'archived' || item.state === 'cancelled');
  if (ended) refuseNow('conflict', 'ancestor_ended', { detail: ended.code ?? '', state: ended.state });
  const closed = above.filter((item) => item.state === 'closed');
  if (closed.length > 0 && !ancestors)
    refuseNow('conflict', 'ancestor_closed', { detail: closed[0]?.code ?? '', count: closed.length }, [
      { path: 'ancestors', code: 'ancestor_closed', params: { detail: closed[0]?.code ?? '', count: closed.length } },
    ]);
  return closed;
}

export async function submitReopening(
  scope: Scope,
  item: ItemStanding,
  request: Request,
  options: RequestOptions,
): Promise<string> {
  unwrap(mayRequest(scope.actor, item, 'reopening', options.agreed));
  const reason = demandReason(request, item);
  const ancestors = request.ancestors ?? false;
  const closed = await findClosedAbove(scope, item.id, ancestors);
  const tree = await loadTreeItem(scope, item.id);
  const snapshot = {
    item: itemOf(tree),
    ancestors,
    before: { state: item.state, finishedOn: tree.finishedOn },
    after: { state: 'in_progress' },
    items: closed.map(rowOf),
  };
  return openSubmission(scope, { kind: 'reopening', itemId: item.id, claims: true, snapshot, reason, ...options });
}

export const REOPENING_EFFECTS: Effects = {
  async onPassed(moment, submission) {
    const itemId = submission.item_id ?? '';
    const item = await loadTreeItem(moment, itemId);
    unwrap(checkRequested(item.state, 'reopening'));
    const { ancestors } = submission.snapshot as { ancestors: boolean };
    const closed = await findClosedAbove(moment, itemId, ancestors);
    const items = [...closed.reverse(), item];
    await reopenItems(moment, items);
    await refreshItemValues(
      moment,
      items.map((one) => one.id),
    );
    // whoever left while it was closed has no items: they find their next person now
    for (const personId of new Set(items.map((one) => one.responsiblePersonId)))
      await handOverAtOnce(moment, { id: '', personId, unitId: '', successorId: null }, false);
  },
  onDropped: async () => undefined,
};
