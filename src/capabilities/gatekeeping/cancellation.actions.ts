// Cancellations: what is given up, with everything open below it if asked for; a draft by its author without a gate.
import type { Moment } from '../../platform/events/append.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { type ItemStanding, mayRequest } from '../linkage/item.policy.ts';
import { checkRequested, isOpen } from '../linkage/life-cycle.rules.ts';
import { cancelItems } from '../linkage/requested.actions.ts';
import { loadStanding, lockItems } from '../linkage/standing.store.ts';
import { loadBelow, loadTreeItem, type TreeItem } from '../linkage/subtree.store.ts';
import type { Effects } from './decide.actions.ts';
import { dropPending } from './drop.actions.ts';
import type { Request } from './request.contract.ts';
import { demandReason, itemOf, type RequestOptions, rowOf } from './request.rules.ts';
import { keepPassed, openSubmission } from './submit.actions.ts';

/** What ends with the item: whatever is open below, refused unless asked for, and drafts, which end with what they hang from. */
async function findEnding(moment: Moment, itemId: string, subtree: boolean): Promise<TreeItem[]> {
  const below = await loadBelow(moment, itemId);
  const open = below.filter((item) => isOpen(item.state));
  if (open.length > 0 && !subtree)
    refuseNow('conflict', 'children_open_subtree', { count: open.length }, [
      { path: 'subtree', code: 'children_open_subtree', params: { count: open.length } },
    ]);
  return below.filter((item) => isOpen(item.state) || item.state === 'draft');
}

/** A draft that stands before the gate with its parent's decomposition is part of what is decided there. */
async function demandUndecided(scope: Scope, item: ItemStanding): Promise<void> {
  if (item.parentId === null) return;
  await lockItems(scope, [item.parentId]);
  const parent = await loadStanding(scope, item.parentId);
  if (parent?.pendingKinds.includes('decomposition')) refuseNow('conflict', 'decomposition_pending');
}

export async function submitCancellation(
  scope: Scope,
  item: ItemStanding,
  request: Request,
  options: RequestOptions,
): Promise<string> {
  unwrap(mayRequest(scope.actor, item, 'cancellation', options.agreed));
  const reason = item.state === 'draft' ? (request.reason ?? null) : demandReason(request, item);
  const subtree = request.subtree ?? false;
  const tree = await loadTreeItem(scope, item.id);
  const ending = await findEnding(scope, item.id, subtree);
  const snapshot = {
    item: itemOf(tree),
    subtree,
    before: { state: item.state },
    after: { state: 'cancelled' },
    items: ending.filter((one) => one.state !== 'draft').map(rowOf),
  };
  const input = { kind: 'cancellation', itemId: item.id, claims: true, snapshot, reason, ...options } as const;
  if (item.state !== 'draft') return openSubmission(scope, input);
  await demandUndecided(scope, item);
  const id = await keepPassed(scope, input);
  await cancelItems(scope, [tree, ...ending]);
  return id;
}

export const CANCELLATION_EFFECTS: Effects = {
  async onPassed(moment, submission, effects) {
    const itemId = submission.item_id ?? '';
    const item = await loadTreeItem(moment, itemId);
    unwrap(checkRequested(item.state, 'cancellation'));
    const { subtree } = submission.snapshot as { subtree: boolean };
    const items = [item, ...(await findEnding(moment, itemId, subtree))];
    await dropPending(
      moment,
      items.map((one) => one.id),
      submission.id,
      effects,
    );
    await cancelItems(moment, items);
  },
  onDropped: async () => undefined,
};
