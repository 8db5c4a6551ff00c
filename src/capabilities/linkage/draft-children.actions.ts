// The children of a decomposition draft: new ones become draft items, standing ones keep what would change in the document.
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { z } from 'zod';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import type { DecompositionBody } from './decomposition.contract.ts';
import {
  applyIndicators,
  type ChildChange,
  type ChildRow,
  type DraftBody,
  loadDraftChildren,
  withIds,
} from './decomposition.store.ts';
import { placeName, settleShares, withoutTexts } from './draft.rules.ts';
import { type DraftFields, demandSound, insertDraft, loadParentShape, updateDraft } from './draft.store.ts';
import { type SentIndicator, type WholeIndicator, wholeIndicator } from './indicator-split.rules.ts';
import { removeDrafts } from './items.actions.ts';
import { demandCodesFree } from './references.store.ts';

type SentChild = z.output<typeof DecompositionBody>['children'][number];
/** What children may carry: the item's own indicators by the ids that were sent and by those they bear. */
export type Carriable = ReadonlyMap<string, string>;

/** The fields in which what was sent differs from the standing child. */
function changesOf(standing: ChildRow, sent: DraftFields): ChildChange {
  const entries = Object.entries(sent).filter(([field, value]) => {
    if (value === undefined || field === 'id' || field === 'coUnits') return false;
    return !isDeepStrictEqual(value ?? null, (standing as Record<string, unknown>)[field] ?? null);
  });
  const coUnits = sent.coUnits && unwrap(settleShares(standing.leadUnitId, sent.coUnits)).coUnits;
  const isShared = coUnits !== undefined && !isDeepStrictEqual(coUnits, standing.coUnits);
  return { ...Object.fromEntries(entries), ...(isShared && { coUnits }) };
}

/** Without its words where the item is a placeholder: the place in the row is its name. */
export const wordless = (indicator: WholeIndicator, at: number): WholeIndicator => ({
  ...indicator,
  name: placeName(at),
  nameEn: null,
  code: null,
  unit: '',
});

/** A child's indicators as they will be kept; each carries one of the item's own, or none. */
function settleIndicators(
  sent: readonly SentIndicator[],
  known: readonly WholeIndicator[],
  above: Carriable,
  path: string,
): WholeIndicator[] {
  const ids = sent.flatMap((one) => one.id ?? []);
  if (new Set(ids).size < ids.length) refuseNow('invalid', 'id_of_another_item');
  return withIds(
    sent.map((one) => ({ ...one, id: one.id ?? undefined })),
    new Set(known.map((one) => one.id)),
  ).map((one, at) => {
    const whole = wholeIndicator(one, one.id);
    if (whole.parentIndicatorId === null) return whole;
    const carried = above.get(whole.parentIndicatorId);
    if (carried === undefined) {
      const field = { path: `${path}.${at}.parentIndicatorId`, code: 'indicator_not_above' };
      return refuseNow('invalid', 'indicator_not_above', {}, [field]);
    }
    return { ...whole, parentIndicatorId: carried };
  });
}

/** A standing child's own indicators stay whoever leaves them out; only what is handed down is for the item above to change. */
function withOwn(settled: readonly WholeIndicator[], standing: readonly WholeIndicator[]): WholeIndicator[] {
  const named = new Set(settled.map((one) => one.id));
  return [...settled, ...standing.filter((one) => one.parentIndicatorId === null && !named.has(one.id))];
}

/** Draft children that were sent without indicators let go of one that the item has no more. */
async function unlinkLost(scope: Scope, itemId: string, above: Carriable): Promise<void> {
  await sql`update indicators n set parent_indicator_id = null, changed_at = ${scope.now}
    from items i where i.institution_id = ${scope.institutionId} and i.parent_id = ${itemId} and i.state = 'draft'
      and n.institution_id = i.institution_id and n.item_id = i.id and n.parent_indicator_id is not null
      and n.parent_indicator_id <> all(${[...new Set(above.values())]}::uuid[])`.execute(scope.tx);
}

async function demandWritable(
  scope: Scope,
  itemId: string,
  sent: readonly SentChild[],
  standing: ReadonlyMap<string, ChildRow>,
): Promise<void> {
  const unknown = sent.findIndex((child) => child.id !== undefined && !standing.has(child.id));
  if (unknown >= 0)
    refuseNow('invalid', 'child_unknown', {}, [{ path: `children.${unknown}.id`, code: 'child_unknown' }]);
  const drafts = sent
    .map((child, at) => ({ child, at }))
    .filter(({ child }) => child.id === undefined || standing.get(child.id)?.state === 'draft');
  const parent = await loadParentShape(scope, itemId);
  const fields = drafts.map(({ child }) => child);
  const prefix = (index: number) => `children.${drafts[index]?.at ?? 0}.`;
  await demandSound(scope, fields, parent, prefix);
  await demandCodesFree(scope, fields, (index) => `${prefix(index)}code`);
}

/** The change of a standing child that the document keeps, or null where it stays as it is. */
function changeOf(known: ChildRow, sent: DraftFields, indicators: WholeIndicator[] | undefined, position: number) {
  const change = changesOf(known, sent);
  if (change.title === '')
    refuseNow('invalid', 'title_missing', {}, [{ path: `children.${position}.title`, code: 'title_missing' }]);
  if (indicators && !isDeepStrictEqual(indicators, known.indicators)) change.indicators = indicators;
  return Object.keys(change).length > 0 ? change : null;
}

/** Writes the children as sent and answers the changes of standing ones. */
export async function writeChildren(
  scope: Scope,
  itemId: string,
  given: readonly SentChild[],
  before: DraftBody['changes'],
  above: Carriable,
): Promise<DraftBody['changes']> {
  const standing = new Map((await loadDraftChildren(scope, itemId, {})).map((child) => [child.id, child]));
  const isPlaceholder = (child: SentChild) =>
    child.placeholder ?? (child.id === undefined ? false : (standing.get(child.id)?.placeholder ?? false));
  const sent = given.map((child) => withoutTexts(child, isPlaceholder(child)));
  await demandWritable(scope, itemId, sent, standing);
  const named = new Set(sent.flatMap((child) => child.id ?? []));
  await removeDrafts(
    scope,
    [...standing.values()].filter((child) => child.state === 'draft' && !named.has(child.id)).map((child) => child.id),
  );
  await unlinkLost(scope, itemId, above);
  const changes: DraftBody['changes'] = {};
  for (const [position, child] of sent.entries()) {
    const { id, indicators: list, ...fields } = child;
    const known = id === undefined ? undefined : standing.get(id);
    const path = `children.${position}.indicators`;
    const had = known ? [...known.indicators, ...(before[known.id]?.indicators ?? [])] : [];
    const settled = list && settleIndicators(list, had, above, path);
    const indicators = settled && isPlaceholder(child) ? settled.map(wordless) : settled;
    if (known && known.state !== 'draft') {
      const kept = indicators ? withOwn(indicators, known.indicators) : before[known.id]?.indicators;
      const change = changeOf(known, fields, kept, position);
      if (change) changes[known.id] = change;
      continue;
    }
    const code = fields.code ?? known?.code ?? undefined;
    const draft = { ...fields, ...(code !== undefined && { code }) };
    const written = known ? known.id : await insertDraft(scope, draft, itemId, position);
    if (known) await updateDraft(scope, known.id, draft, position);
    if (indicators) await applyIndicators(scope, written, indicators);
  }
  return changes;
}
