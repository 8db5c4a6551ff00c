// Extensions: whatever moves a due date is one, and is decided with the supervisor. The original due never changes.
import type { Moment } from '../../platform/events/append.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { daysBetween } from '../institution/calendar.rules.ts';
import { checkDue, type DatedNode, type DatesShape } from '../linkage/due.rules.ts';
import { type ItemStanding, mayRead, mayRequest } from '../linkage/item.policy.ts';
import { checkRequested } from '../linkage/life-cycle.rules.ts';
import { moveDates } from '../linkage/requested.actions.ts';
import { loadStanding } from '../linkage/standing.store.ts';
import { loadDatesShape, loadTreeItem } from '../linkage/subtree.store.ts';
import type { Effects } from './decide.actions.ts';
import type { Request } from './request.contract.ts';
import { demandReason, itemOf, nodesOf, type RequestOptions, refuseFirst } from './request.rules.ts';
import { openSubmission } from './submit.actions.ts';

export type Dates = { due: string; nodes: readonly DatedNode[] };

/** The shape with the item above unnamed where whoever acts may not see it. */
export async function loadSeenDates(
  moment: Moment,
  item: { id: string; parentId: string | null },
): Promise<DatesShape> {
  const shape = await loadDatesShape(moment, item.id);
  if (!shape.parent || item.parentId === null || !isScope(moment)) return shape;
  const above = await loadStanding(moment, item.parentId);
  const seen = above !== null && mayRead(moment.actor, above);
  return seen ? shape : { ...shape, parent: { ...shape.parent, code: null } };
}

const isScope = (moment: Moment): moment is Scope => 'actor' in moment;

/** The dates as they would stand; refused with every field that keeps them from it. */
export async function demandDates(
  moment: Moment,
  item: { id: string; parentId: string | null },
  asked: Dates,
): Promise<DatesShape> {
  const shape = await loadSeenDates(moment, item);
  refuseFirst(checkDue(shape, asked));
  return shape;
}

const hasMoved = (shape: DatesShape, asked: Dates): boolean => {
  const standing = new Map(shape.nodes.map((node) => [node.id, node.date]));
  return asked.due !== shape.due || asked.nodes.some((node) => standing.get(node.id) !== node.date);
};

export async function submitExtension(
  scope: Scope,
  item: ItemStanding,
  request: Request,
  options: RequestOptions,
): Promise<string> {
  unwrap(mayRequest(scope.actor, item, 'extension', options.agreed));
  const reason = demandReason(request, item);
  if (request.due === undefined)
    return refuseNow('invalid', 'due_required', {}, [{ path: 'due', code: 'due_required' }]);
  const asked = { due: request.due, nodes: (request.nodes ?? []).map(({ nodeId, date }) => ({ id: nodeId, date })) };
  const shape = await demandDates(scope, item, asked);
  if (!hasMoved(shape, asked)) refuseNow('invalid', 'due_unchanged', {}, [{ path: 'due', code: 'due_unchanged' }]);
  const standing = await loadTreeItem(scope, item.id);
  const snapshot = {
    item: itemOf(standing),
    noFault: request.noFault ?? false,
    before: { approvedDue: shape.due, nodes: nodesOf(shape, asked.nodes, 'before') },
    after: { approvedDue: asked.due, nodes: nodesOf(shape, asked.nodes, 'after') },
    movedDays: daysBetween(shape.due, asked.due),
  };
  return openSubmission(scope, { kind: 'extension', itemId: item.id, claims: true, snapshot, reason, ...options });
}

type Snapshot = { noFault: boolean; after: { approvedDue: string; nodes: DatedNode[] } };

export const EXTENSION_EFFECTS: Effects = {
  async onPassed(moment, submission) {
    const { noFault, after } = submission.snapshot as Snapshot;
    const item = await loadTreeItem(moment, submission.item_id ?? '');
    unwrap(checkRequested(item.state, 'extension'));
    // a node that was verified meanwhile keeps its date
    const shape = await loadSeenDates(moment, item);
    const open = new Set(shape.nodes.filter((node) => node.state !== 'verified').map((node) => node.id));
    const nodes = after.nodes.filter((node) => open.has(node.id));
    refuseFirst(checkDue(shape, { due: after.approvedDue, nodes }));
    await moveDates(moment, item.id, { due: after.approvedDue, noFault, nodes }, 'item.extended');
  },
  onDropped: async () => undefined,
};
