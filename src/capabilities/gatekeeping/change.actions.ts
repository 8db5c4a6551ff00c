// Changes of a standing item: what was promised is altered only by a request that says before and after.
import { v7 as uuid } from 'uuid';
import type { Moment } from '../../platform/events/append.ts';
import { appendEvent } from '../../platform/events/append.ts';
import { type RefusedField, refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { nthWorkingDayAfter } from '../institution/calendar.rules.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { readSetting } from '../institution/settings.store.ts';
import { placeName, settleShares, withoutTexts } from '../linkage/draft.rules.ts';
import { checkCarriers } from '../linkage/draft.store.ts';
import { checkStart } from '../linkage/due.rules.ts';
import { type ItemStanding, mayRequest } from '../linkage/item.policy.ts';
import { type ChangedIndicator, checkNodes, compareChange, type ItemChange } from '../linkage/item-change.rules.ts';
import { type Changeable, loadChangeable, writeChange } from '../linkage/item-change.store.ts';
import { setItem } from '../linkage/life-cycle.actions.ts';
import { checkRequested, type ItemState } from '../linkage/life-cycle.rules.ts';
import { demandIndicatorsAbove, findUnknownReferences } from '../linkage/references.store.ts';
import { loadDatesShape, loadTreeItem } from '../linkage/subtree.store.ts';
import type { Effects } from './decide.actions.ts';
import type { Request } from './request.contract.ts';
import { demandReason, itemOf, type RequestOptions, refuseFirst } from './request.rules.ts';
import { openSubmission } from './submit.actions.ts';

type Sent = NonNullable<Request['changes']>;

/** Nodes as a whole: what is claimed or verified, or a verdict's condition, stays whoever leaves it out. */
function wholeNodes(sent: NonNullable<Sent['nodes']>, standing: Changeable, nameless: boolean) {
  const known = new Set(standing.nodes.map((node) => node.id));
  const named = sent.map((node) => ({ ...node, id: node.id !== undefined && known.has(node.id) ? node.id : uuid() }));
  const ids = new Set(named.map((node) => node.id));
  const lasting = standing.nodes.filter((node) => !ids.has(node.id) && (node.state !== 'planned' || node.weight === 0));
  return [...named, ...lasting].map((node, at) => ({
    id: node.id,
    title: nameless ? placeName(at) : node.title,
    titleEn: nameless ? null : (node.titleEn ?? null),
    // a verified node keeps the day that was judged
    date: standing.nodes.find((one) => one.id === node.id && one.state === 'verified')?.date ?? node.date,
    weight: node.weight,
  }));
}

function wholeIndicators(sent: NonNullable<Sent['indicators']>, standing: Changeable, nameless: boolean) {
  const known = new Set((standing.indicators as { id: string }[]).map((one) => one.id));
  return sent.map((one, at): ChangedIndicator => {
    const path = `changes.indicators.${at}`;
    if (one.id !== undefined && !known.has(one.id))
      refuseNow('invalid', 'id_of_another_item', {}, [{ path: `${path}.id`, code: 'id_of_another_item' }]);
    if (one.id === undefined && one.name === undefined && !nameless)
      refuseNow('invalid', 'indicator_name_missing', {}, [{ path: `${path}.name`, code: 'indicator_name_missing' }]);
    const { code, name, nameEn, unit, ...numbers } = one;
    const words = nameless
      ? one.id === undefined
        ? { name: placeName(known.size + at) }
        : {}
      : { code, name, nameEn, unit };
    return { ...numbers, ...words, id: one.id ?? uuid(), isNew: one.id === undefined };
  });
}

/** What was sent, in the shape in which items are stored and compared. */
function wanted(sent: Sent, standing: Changeable, placeholder: boolean): ItemChange {
  const { due: _due, nodes, indicators, coUnits, ...fields } = withoutTexts(sent, placeholder);
  return {
    ...fields,
    ...(coUnits && { coUnits: unwrap(settleShares(standing.leadUnitId, coUnits)).coUnits }),
    ...(nodes && { nodes: wholeNodes(nodes, standing, placeholder) }),
    ...(indicators && { indicators: wholeIndicators(indicators, standing, placeholder) }),
  };
}

/** Whether the item can stand so: its dates, nodes, person and what it refers to. */
async function demandStanding(moment: Moment, itemId: string, state: ItemState, change: ItemChange): Promise<void> {
  const shape = await loadDatesShape(moment, itemId);
  const standing = await loadChangeable(moment, itemId);
  const start = typeof change.start === 'string' ? change.start : shape.start;
  const found: RefusedField[] = change.start === undefined ? [] : checkStart(shape, start);
  if (change.title === '') found.push({ path: 'changes.title', code: 'title_missing' });
  if (change.nodes)
    found.push(
      ...checkNodes(change.nodes, {
        start,
        due: shape.due,
        hasChildren: shape.children !== null,
        ownNodesWeight:
          change.ownNodesWeight === undefined ? standing.ownNodesWeight : (change.ownNodesWeight as number | null),
        weightless: new Set(standing.conditionNodes),
      }),
    );
  if (change.responsiblePersonId !== undefined) {
    if (state === 'in_progress') found.push({ path: 'changes.responsiblePersonId', code: 'use_transfer' });
    const carrier = {
      unitId: standing.leadUnitId,
      personId: String(change.responsiblePersonId),
      interim: change.interim === true || (change.interim === undefined && standing.interim),
    };
    const [misfit] = await checkCarriers(moment, [carrier]);
    if (misfit) found.push({ ...misfit, path: 'changes.responsiblePersonId' });
  }
  const [unknown] = await findUnknownReferences(moment, [{ coUnits: change.coUnits }]);
  found.push(...(unknown ?? []).map((field) => ({ ...field, path: `changes.${field.path}` })));
  refuseFirst(found);
  await demandIndicatorsAbove(moment, itemId, (change.indicators ?? []) as { parentIndicatorId?: string | null }[]);
}

export async function submitChange(
  scope: Scope,
  item: ItemStanding,
  request: Request,
  options: RequestOptions,
): Promise<string> {
  unwrap(mayRequest(scope.actor, item, 'change', options.agreed));
  const reason = demandReason(request, item);
  const sent = request.changes ?? {};
  const tree = await loadTreeItem(scope, item.id);
  if ((sent.due ?? tree.approvedDue) !== tree.approvedDue)
    refuseNow('invalid', 'use_extension', {}, [{ path: 'changes.due', code: 'use_extension' }]);
  const standing = await loadChangeable(scope, item.id);
  const nodes = standing.nodes.map(({ id, title, titleEn, date, weight }) => ({ id, title, titleEn, date, weight }));
  const compared = compareChange({ ...standing, nodes }, wanted(sent, standing, item.placeholder));
  if (compared.changes.length === 0)
    refuseNow('invalid', 'nothing_changed', {}, [{ path: 'changes', code: 'nothing_changed' }]);
  await demandStanding(scope, item.id, item.state, compared.after);
  const snapshot = { item: itemOf(tree), ...compared };
  return openSubmission(scope, { kind: 'change', itemId: item.id, claims: true, snapshot, reason, ...options });
}

/** A new person before anybody signed: the limit to sign begins anew. */
async function beginSigning(moment: Moment, itemId: string, state: ItemState): Promise<void> {
  if (state !== 'assigned') return;
  const limit = await readSetting(moment, 'acceptance.limitDays');
  const by = nthWorkingDayAfter(await loadCalendar(moment), moment.today, limit);
  await setItem(moment, itemId, { assigned_on: moment.today, accept_by: by });
}

type Snapshot = { changes: string[]; before: Record<string, unknown>; after: ItemChange };

export const CHANGE_EFFECTS: Effects = {
  async onPassed(moment, submission) {
    const { changes, before, after } = submission.snapshot as Snapshot;
    const itemId = submission.item_id ?? '';
    const item = await loadTreeItem(moment, itemId);
    unwrap(checkRequested(item.state, 'change'));
    await demandStanding(moment, itemId, item.state, after);
    await writeChange(moment, itemId, after);
    if (changes.includes('responsiblePersonId')) await beginSigning(moment, itemId, item.state);
    await appendEvent(moment, { act: 'item.changed', objectKind: 'item', objectId: itemId, before, after });
  },
  onDropped: async () => undefined,
};
