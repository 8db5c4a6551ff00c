// Transfers: another person, and perhaps another unit, takes an item over; what was signed for must be signed for again.
import type { Moment } from '../../platform/events/append.ts';
import { type RefusedField, refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { checkCarriers } from '../linkage/draft.store.ts';
import { type ItemStanding, mayRequest } from '../linkage/item.policy.ts';
import { checkRequested } from '../linkage/life-cycle.rules.ts';
import { transferItem } from '../linkage/requested.actions.ts';
import { type Carrier, loadTreeItem } from '../linkage/subtree.store.ts';
import { refreshItemValues } from '../progress/rollup.store.ts';
import type { Effects } from './decide.actions.ts';
import type { Request } from './request.contract.ts';
import { demandReason, itemOf, type RequestOptions, refuseFirst } from './request.rules.ts';
import { rerouteAround } from './reroute.actions.ts';
import { openSubmission } from './submit.actions.ts';
import { loadCarrier, loadCarrierBriefs, loadUnitBounds } from './transfer.store.ts';

/** The person fits the unit, and the unit its place in the tree. */
async function demandCarrier(moment: Moment, itemId: string, before: Carrier, after: Carrier): Promise<void> {
  const found: RefusedField[] = [];
  const [misfit] = await checkCarriers(moment, [
    { unitId: after.leadUnitId, personId: after.responsiblePersonId, interim: after.interim },
  ]);
  if (misfit) found.push(misfit);
  if (after.leadUnitId !== before.leadUnitId) {
    const bounds = await loadUnitBounds(moment, itemId);
    if (bounds.coUnits.includes(after.leadUnitId)) found.push({ path: 'leadUnitId', code: 'co_unit_twice' });
    if (bounds.sameLevel)
      found.push({ path: 'leadUnitId', code: 'level_not_below', params: { detail: bounds.sameLevel } });
  }
  refuseFirst(found);
}

export async function submitTransfer(
  scope: Scope,
  item: ItemStanding,
  request: Request,
  options: RequestOptions,
): Promise<string> {
  unwrap(mayRequest(scope.actor, item, 'transfer', options.agreed));
  const reason = demandReason(request, item);
  const { responsiblePersonId } = request;
  if (responsiblePersonId === undefined)
    return refuseNow('invalid', 'person_required', {}, [{ path: 'responsiblePersonId', code: 'person_required' }]);
  const before = await loadCarrier(scope, item.id);
  const after = {
    responsiblePersonId,
    leadUnitId: request.leadUnitId ?? before.leadUnitId,
    interim: request.interim ?? false,
  };
  if (after.responsiblePersonId === before.responsiblePersonId && after.leadUnitId === before.leadUnitId)
    refuseNow('invalid', 'nothing_changed', {}, [{ path: 'responsiblePersonId', code: 'nothing_changed' }]);
  await demandCarrier(scope, item.id, before, after);
  const snapshot = {
    item: itemOf(await loadTreeItem(scope, item.id)),
    before: await loadCarrierBriefs(scope, before),
    after: await loadCarrierBriefs(scope, after),
  };
  return openSubmission(scope, { kind: 'transfer', itemId: item.id, claims: true, snapshot, reason, ...options });
}

export const TRANSFER_EFFECTS: Effects = {
  async onPassed(moment, submission) {
    const itemId = submission.item_id ?? '';
    const item = await loadTreeItem(moment, itemId);
    unwrap(checkRequested(item.state, 'transfer'));
    const { after } = submission.snapshot as { after: Carrier };
    const { responsiblePersonId, leadUnitId, interim } = after;
    const before = await loadCarrier(moment, itemId);
    await demandCarrier(moment, itemId, before, { responsiblePersonId, leadUnitId, interim });
    await transferItem(moment, item, before, { responsiblePersonId, leadUnitId, interim });
    await refreshItemValues(moment, [itemId]);
    await rerouteAround(moment, itemId, submission.id);
  },
  onDropped: async () => undefined,
};
