// Items as drafts and as what a reader gets: make, change, drop, read one.
import { sql } from 'kysely';
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { withoutTexts } from './draft.rules.ts';
import {
  bumpVersion,
  type DraftFields,
  demandSound,
  insertDraft,
  loadParentShape,
  type NewItemInput,
  nextPosition,
  updateDraft,
} from './draft.store.ts';
import { figuresByUnit } from './indicator-split.rules.ts';
import { loadIndicators } from './indicator-values.store.ts';
import type { Item, ItemPatch } from './item.contract.ts';
import { type ItemStanding, itemAbilities, mayDraftBelow, mayDraftRoot, mayEditDraft, mayOpen } from './item.policy.ts';
import { loadConditionNotes, loadNodes, loadPending, loadTerms, loadTrouble } from './item-detail.store.ts';
import { fieldsAsSent } from './item-row.rules.ts';
import { selectItemRows } from './item-row.store.ts';
import { demandCodesFree } from './references.store.ts';
import { readStanding, standingForUpdate } from './standing.store.ts';

export type ItemView = z.infer<typeof Item>;

/** What a closed placeholder shows of its parts. */
const EMPTY_PARTS = { nodes: [], indicators: [], pending: [], conditions: [], red: null, openSheet: null };

export async function viewItem(scope: Scope, standing: ItemStanding): Promise<ItemView> {
  const [row] = await selectItemRows(scope, sql`and i.id = ${standing.id}`);
  if (!row) return refuseNow('missing', 'not_found');
  const { position: _, ...item } = row;
  const abilities = itemAbilities(scope.actor, standing);
  const terms = await loadTerms(scope, standing.id);
  if (!mayOpen(scope.actor, standing).ok) return { ...item, ...terms, ...EMPTY_PARTS, abilities };
  const nodes = await loadNodes(scope, standing.id);
  const indicators = (await loadIndicators(scope, standing.id)).map((one) => ({
    ...one,
    byUnit: figuresByUnit(one, item),
  }));
  const pending = await loadPending(scope, standing.id);
  const trouble = await loadTrouble(scope, standing.id);
  const conditions = await loadConditionNotes(scope, standing.id);
  return { ...item, ...terms, nodes, indicators, pending, conditions, ...trouble, abilities };
}

/** The item again, after an act has changed what the policy knows of it. */
export async function viewAfter(scope: Scope, itemId: string): Promise<ItemView> {
  return viewItem(scope, await readStanding(scope, itemId));
}

export async function draftItem(scope: Scope, sent: NewItemInput): Promise<ItemView> {
  const input = withoutTexts(sent, sent.placeholder ?? false);
  const parentId = input.parentId ?? null;
  if (parentId === null) unwrap(mayDraftRoot(scope.actor));
  else {
    const parent = await standingForUpdate(scope, parentId);
    unwrap(mayDraftBelow(scope.actor, parent));
    if (parent.pendingKinds.includes('decomposition')) refuseNow('conflict', 'decomposition_pending');
    await bumpVersion(scope, parentId);
  }
  await demandSound(scope, [input], parentId === null ? null : await loadParentShape(scope, parentId), () => '');
  await demandCodesFree(scope, [input], () => 'code');
  const id = await insertDraft(scope, input, parentId, await nextPosition(scope, parentId));
  await appendEvent(scope, { act: 'item.drafted', objectKind: 'item', objectId: id, after: { ...input } });
  return viewAfter(scope, id);
}

/** The stored draft in the shape of a request, so that a patch can be laid over it. */
export async function draftFieldsOf(scope: Scope, itemId: string): Promise<DraftFields> {
  const row = await viewItem(scope, await readStanding(scope, itemId));
  return { ...fieldsAsSent(row), ...(row.code !== null && { code: row.code }) };
}

export async function changeDraft(
  scope: Scope,
  itemId: string,
  patch: z.output<typeof ItemPatch>,
  ifMatch: number | null,
): Promise<ItemView> {
  const standing = await standingForUpdate(scope, itemId);
  unwrap(mayEditDraft(scope.actor, standing));
  demandVersion(ifMatch, standing.version);
  await demandParentUndecided(scope, standing);
  const { parentId, ...fields } = patch;
  if (parentId !== undefined && (parentId ?? null) !== standing.parentId) refuseNow('conflict', 'move_by_new_draft');
  const before = await draftFieldsOf(scope, itemId);
  const sent = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const given = withoutTexts(sent, fields.placeholder ?? before.placeholder ?? false);
  const after: DraftFields = { ...before, ...given };
  const parent = standing.parentId === null ? null : await loadParentShape(scope, standing.parentId);
  await demandSound(scope, [after], parent, () => '');
  await demandCodesFree(scope, [{ id: itemId, code: after.code }], () => 'code');
  await updateDraft(scope, itemId, after);
  const old = Object.fromEntries(Object.keys(given).map((key) => [key, before[key as keyof DraftFields] ?? null]));
  await appendEvent(scope, { act: 'item.changed', objectKind: 'item', objectId: itemId, before: old, after: given });
  return viewAfter(scope, itemId);
}

/** A draft whose decomposition waits at the gate is what the snapshot shows: it may not change meanwhile. */
async function demandParentUndecided(scope: Scope, standing: ItemStanding): Promise<void> {
  if (standing.parentId === null) return;
  const pending = await scope.tx
    .selectFrom('submissions')
    .where('institution_id', '=', scope.institutionId)
    .where('item_id', '=', standing.parentId)
    .where('kind', '=', 'decomposition')
    .where('state', '=', 'pending')
    .select('id')
    .executeTakeFirst();
  if (pending) refuseNow('conflict', 'decomposition_pending');
}

export async function dropDraft(scope: Scope, itemId: string, ifMatch: number | null): Promise<null> {
  const standing = await standingForUpdate(scope, itemId);
  unwrap(mayEditDraft(scope.actor, standing));
  demandVersion(ifMatch, standing.version);
  await demandParentUndecided(scope, standing);
  const before = await draftFieldsOf(scope, itemId);
  await removeDrafts(scope, [itemId]);
  if (standing.parentId !== null) await bumpVersion(scope, standing.parentId);
  await appendEvent(scope, {
    act: 'item.dropped',
    objectKind: 'item',
    objectId: itemId,
    itemId: standing.parentId,
    before: { ...before, parentId: standing.parentId },
  });
  return null;
}

/** Removes drafts with everything drafted below them; their last rows stay in item_versions. */
export async function removeDrafts(scope: Scope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select id, 0 as depth from items where institution_id = ${scope.institutionId} and id = any(${ids}::uuid[]) and state = 'draft'
      union all
      select i.id, b.depth + 1 from items i join below b on i.parent_id = b.id where i.institution_id = ${scope.institutionId}
    ) select id from below order by depth desc`.execute(scope.tx);
  for (const { id } of rows) {
    await scope.tx.deleteFrom('items').where('institution_id', '=', scope.institutionId).where('id', '=', id).execute();
  }
}
