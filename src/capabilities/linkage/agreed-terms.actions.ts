// What was agreed or decided takes effect: a draft is changed at once, a registered item by requests that its gate decides.
import { appendEvent } from '../../platform/events/append.ts';
import { type RefusedField, refuseNow } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { checkDraft } from './draft.rules.ts';
import {
  bumpVersion,
  checkCarriers,
  countLevels,
  type DraftFields,
  loadParentShape,
  updateDraft,
} from './draft.store.ts';
import { draftFieldsOf } from './items.actions.ts';
import type { NegotiatedItem } from './negotiated-item.store.ts';
import type { Side } from './negotiation.rules.ts';

import { changedTerms, foreignTargets, saysNothing, type Terms, withTerms } from './negotiation-terms.rules.ts';

/** What is asked of the gate for an item that is registered already; answers the ids of the submissions. */
export type AgreedTerms = {
  item: NegotiatedItem;
  terms: Terms;
  reason: string | null;
  /** The side whose word ended it; the other one is a doer too. */
  endedBy: Side;
  otherPersonId: string | null;
};
export type NegotiationEffects = { request(scope: Scope, agreed: AgreedTerms): Promise<string[]> };

const prefixed = (fields: readonly RefusedField[]) => fields.map((one) => ({ ...one, path: `proposal.${one.path}` }));

/** Refuses terms that the tree could not hold, naming the field of each; only what the proposal names is looked at. */
export async function demandFeasible(scope: Scope, item: NegotiatedItem, proposal: Terms): Promise<void> {
  const foreign = foreignTargets(item.terms, proposal);
  if (foreign >= 0)
    refuseNow('invalid', 'indicator_of_another_item', {}, [
      { path: `proposal.targets.${foreign}.indicatorId`, code: 'indicator_of_another_item' },
    ]);
  const own = await loadParentShape(scope, item.id);
  if (!own) return refuseNow('missing', 'not_found');
  const { start, due, title, responsiblePersonId } = withTerms(item.terms, proposal);
  const parent = item.parentId === null ? null : await loadParentShape(scope, item.parentId);
  const shape = { ...own, start, due, title: title ?? '', placeholder: item.placeholder };
  const found = checkDraft(shape, parent, await countLevels(scope)).filter((one) => one.path in proposal);
  const backwards = due < start ? [{ path: 'start' in proposal ? 'start' : 'due', code: 'due_before_start' }] : [];
  const carriers =
    proposal.responsiblePersonId === undefined
      ? []
      : await checkCarriers(scope, [{ unitId: item.leadUnitId, personId: responsiblePersonId, interim: false }]);
  const fields = prefixed([
    ...found.filter((one) => one.code !== 'due_before_start'),
    ...backwards,
    ...carriers.filter((one) => one !== null),
  ]);
  const [first] = fields;
  if (first) refuseNow('invalid', first.code, first.params ?? {}, fields);
}

const old = (item: NegotiatedItem, terms: Terms) =>
  Object.fromEntries(
    Object.keys(terms).map((field) => [
      field,
      field === 'targets'
        ? item.terms.targets.filter((one) => terms.targets?.some((fresh) => fresh.indicatorId === one.indicatorId))
        : item.terms[field as keyof Terms],
    ]),
  );

async function changeDraftTo(scope: Scope, item: NegotiatedItem, terms: Terms): Promise<void> {
  const { targets = [], ...fields } = terms;
  const before = await draftFieldsOf(scope, item.id);
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  // whoever is proposed anew was looked for in the lead unit, and stands in for nobody
  const after: DraftFields = { ...before, ...given, ...(fields.responsiblePersonId && { interim: false }) };
  await updateDraft(scope, item.id, after);
  for (const { indicatorId, target } of targets)
    await scope.tx
      .updateTable('indicators')
      .set({ target, changed_at: scope.now })
      .where('institution_id', '=', scope.institutionId)
      .where('id', '=', indicatorId)
      .where('item_id', '=', item.id)
      .execute();
  // whoever has the sheet open learns that a row of it has changed
  if (item.parentId !== null) await bumpVersion(scope, item.parentId);
  await appendEvent(scope, {
    act: 'item.changed',
    objectKind: 'item',
    objectId: item.id,
    before: old(item, terms),
    after: terms,
  });
}

/** Answers what was really changed, and the requests that carry it to the gate where it is not changed at once. */
export async function takeEffect(
  scope: Scope,
  effects: NegotiationEffects,
  agreed: AgreedTerms,
): Promise<{ outcome: Terms; requestIds: string[] }> {
  const outcome = changedTerms(agreed.item.terms, agreed.terms);
  if (saysNothing(outcome)) return { outcome, requestIds: [] };
  await demandFeasible(scope, agreed.item, outcome);
  if (agreed.item.state !== 'draft')
    return { outcome, requestIds: await effects.request(scope, { ...agreed, terms: outcome }) };
  await changeDraftTo(scope, agreed.item, outcome);
  return { outcome, requestIds: [] };
}
