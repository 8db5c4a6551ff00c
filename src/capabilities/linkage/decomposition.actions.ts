// The decomposition of an item: one draft written as a whole, and normalised on request.
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import type { DecompositionBody } from './decomposition.contract.ts';
import { differenceOf, findingsOf, nodesDifferenceOf } from './decomposition.rules.ts';
import {
  type ChildChange,
  type ChildRow,
  type DecompositionView,
  type DraftBody,
  loadDraftBody,
  loadDraftChildren,
  saveDraftBody,
  withIds,
} from './decomposition.store.ts';
import { placeName, settleShares, withoutTexts } from './draft.rules.ts';
import {
  bumpVersion,
  type DraftFields,
  demandSound,
  insertDraft,
  loadParentShape,
  updateDraft,
} from './draft.store.ts';
import { type ItemStanding, itemAbilities, mayDraftBelow } from './item.policy.ts';
import { loadNodes, loadPending } from './item-detail.store.ts';
import { removeDrafts } from './items.actions.ts';
import { demandCodesFree, demandIndicatorsAbove } from './references.store.ts';
import { readOpenStanding, readStanding, standingForUpdate } from './standing.store.ts';
import { normaliseWeights } from './weights.rules.ts';

type Body = z.output<typeof DecompositionBody>;

export async function viewDecomposition(scope: Scope, standing: ItemStanding): Promise<DecompositionView> {
  const body = await loadDraftBody(scope, standing.id);
  const children = await loadDraftChildren(scope, standing.id, body.changes);
  const known = new Map((await loadNodes(scope, standing.id)).map((node) => [node.id, node]));
  const item = await loadParentShape(scope, standing.id);
  if (!item) return refuseNow('missing', 'not_found');
  const nodes = body.nodes.map((node) => ({ ...node, state: known.get(node.id)?.state ?? ('planned' as const) }));
  const findings = findingsOf({
    item,
    children,
    ownNodesWeight: body.ownNodesWeight,
    nodes: nodes.map((node) => ({ ...node, weightless: known.get(node.id)?.weight === 0 })),
    indicators: body.indicators.length,
  });
  const pending = (await loadPending(scope, standing.id)).find((one) => one.kind === 'decomposition');
  const abilities = itemAbilities(scope.actor, standing);
  return {
    version: standing.version,
    itemId: standing.id,
    children,
    ownNodesWeight: body.ownNodesWeight,
    nodes,
    indicators: body.indicators,
    gapReason: body.gapReason,
    difference: differenceOf(children.map((child) => child.weight)),
    nodesDifference: nodesDifferenceOf(nodes),
    submittable: findings.length === 0,
    findings,
    pendingSubmissionId: pending?.id ?? null,
    abilities: {
      edit: abilities.decompose ?? false,
      submit: (abilities.submitDecomposition ?? false) && findings.length === 0,
    },
  };
}

export async function readDecomposition(scope: Scope, itemId: string): Promise<DecompositionView> {
  return viewDecomposition(scope, await readOpenStanding(scope, itemId));
}

async function beginEdit(scope: Scope, itemId: string, ifMatch: number | null): Promise<ItemStanding> {
  const standing = await standingForUpdate(scope, itemId);
  unwrap(mayDraftBelow(scope.actor, standing));
  demandVersion(ifMatch, standing.version);
  if (standing.pendingKinds.includes('decomposition')) refuseNow('conflict', 'decomposition_pending');
  return standing;
}

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

async function writeChildren(scope: Scope, itemId: string, given: Body['children']): Promise<DraftBody['changes']> {
  const standing = new Map((await loadDraftChildren(scope, itemId, {})).map((child) => [child.id, child]));
  const isPlaceholder = (child: Body['children'][number]) =>
    child.placeholder ?? (child.id === undefined ? false : (standing.get(child.id)?.placeholder ?? false));
  const sent = given.map((child) => withoutTexts(child, isPlaceholder(child)));
  const unknown = sent.findIndex((child) => child.id !== undefined && !standing.has(child.id));
  if (unknown >= 0)
    refuseNow('invalid', 'child_unknown', {}, [{ path: `children.${unknown}.id`, code: 'child_unknown' }]);
  const drafts = sent
    .map((child, at) => ({ child, at }))
    .filter(({ child }) => child.id === undefined || standing.get(child.id)?.state === 'draft');
  const parent = await loadParentShape(scope, itemId);
  await demandSound(
    scope,
    drafts.map(({ child }) => child),
    parent,
    (index) => `children.${drafts[index]?.at ?? 0}.`,
  );
  await demandCodesFree(
    scope,
    drafts.map(({ child }) => child),
    (index) => `children.${drafts[index]?.at ?? 0}.code`,
  );
  const named = new Set(sent.flatMap((child) => child.id ?? []));
  await removeDrafts(
    scope,
    [...standing.values()].filter((child) => child.state === 'draft' && !named.has(child.id)).map((child) => child.id),
  );
  const changes: DraftBody['changes'] = {};
  for (const [position, { id, ...fields }] of sent.entries()) {
    const known = id === undefined ? undefined : standing.get(id);
    if (id === undefined || !known) await insertDraft(scope, fields, itemId, position);
    else if (known.state === 'draft')
      await updateDraft(
        scope,
        id,
        { ...fields, ...(fields.code === undefined && known.code !== null && { code: known.code }) },
        position,
      );
    else {
      const change = changesOf(known, fields);
      if (change.title === '')
        refuseNow('invalid', 'title_missing', {}, [{ path: `children.${position}.title`, code: 'title_missing' }]);
      if (Object.keys(change).length > 0) changes[id] = change;
    }
  }
  return changes;
}

export async function writeDecomposition(
  scope: Scope,
  itemId: string,
  body: Body,
  ifMatch: number | null,
): Promise<DecompositionView> {
  const standing = await beginEdit(scope, itemId, ifMatch);
  const before = await loadDraftBody(scope, itemId);
  const changes = await writeChildren(scope, itemId, body.children);
  await demandOwnIds(scope, itemId, body.nodes ?? [], body.indicators ?? []);
  const known = await loadOwnIds(scope, itemId, before);
  const kept = await withLastingNodes(scope, itemId, withIds(body.nodes ?? before.nodes, known));
  const nodes = standing.placeholder
    ? kept.map((node, at) => ({ ...node, title: placeName(at), titleEn: null }))
    : kept;
  const named = withIds(body.indicators ?? before.indicators, known);
  const indicators = standing.placeholder
    ? named.map((one, at) => ({ ...one, name: placeName(at), nameEn: null, code: null, unit: '' }))
    : named;
  await demandIndicatorsAbove(scope, itemId, indicators);
  const draft: DraftBody = {
    ownNodesWeight: body.ownNodesWeight === undefined ? before.ownNodesWeight : (body.ownNodesWeight ?? null),
    nodes,
    indicators,
    changes,
    gapReason: standing.placeholder ? null : body.gapReason === undefined ? before.gapReason : (body.gapReason ?? null),
  };
  await saveDraftBody(scope, itemId, draft);
  await bumpVersion(scope, itemId);
  await appendEvent(scope, {
    act: 'decomposition.drafted',
    objectKind: 'item',
    objectId: itemId,
    after: { children: body.children.length, nodes: nodes.length, indicators: indicators.length },
  });
  return viewDecomposition(scope, await readStanding(scope, standing.id));
}

type SentNode = NonNullable<Body['nodes']>[number] & { id: string };

/** What is claimed or verified, or a verdict's condition, stays in the draft whoever leaves it out: its weight counts. */
async function withLastingNodes(scope: Scope, itemId: string, sent: readonly SentNode[]): Promise<DraftBody['nodes']> {
  const named = new Set(sent.map((node) => node.id));
  const lasting = (await loadNodes(scope, itemId)).filter(
    (node) => !named.has(node.id) && (node.state !== 'planned' || node.weight === 0),
  );
  return [...sent, ...lasting].map(({ id, title, titleEn, date, weight }) => ({
    id,
    title,
    titleEn: titleEn ?? null,
    date,
    weight,
  }));
}

type Named = readonly { id?: string | undefined }[];

/** An id that was sent may name this item's own node or indicator, once. */
async function demandOwnIds(scope: Scope, itemId: string, nodes: Named, indicators: Named): Promise<void> {
  const idsOf = (rows: Named) => rows.flatMap((row) => row.id ?? []);
  const ids = [...idsOf(nodes), ...idsOf(indicators)];
  const { rows } = await sql<{ id: string }>`
    select id from nodes where institution_id = ${scope.institutionId} and id = any(${idsOf(nodes)}::uuid[]) and item_id <> ${itemId}
    union all select id from indicators where institution_id = ${scope.institutionId} and id = any(${idsOf(indicators)}::uuid[]) and item_id <> ${itemId}`.execute(
    scope.tx,
  );
  if (rows.length > 0 || new Set(ids).size < ids.length) refuseNow('invalid', 'id_of_another_item');
}

/** The ids that nodes and indicators of the item bear already, standing or in the draft. */
async function loadOwnIds(scope: Scope, itemId: string, draft: DraftBody): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from nodes where institution_id = ${scope.institutionId} and item_id = ${itemId}
    union all select id from indicators where institution_id = ${scope.institutionId} and item_id = ${itemId}`.execute(
    scope.tx,
  );
  return new Set([...rows, ...draft.nodes, ...draft.indicators].map((one) => one.id));
}

export async function normaliseDecomposition(
  scope: Scope,
  itemId: string,
  ifMatch: number | null,
): Promise<DecompositionView> {
  const standing = await beginEdit(scope, itemId, ifMatch);
  const body = await loadDraftBody(scope, itemId);
  const children = await loadDraftChildren(scope, itemId, body.changes);
  if (children.length === 0) refuseNow('conflict', 'nothing_to_normalise');
  const weights = normaliseWeights(children.map((child) => child.weight));
  for (const [at, child] of children.entries()) {
    const weight = weights[at];
    if (weight === undefined || weight === child.weight) continue;
    if (child.state === 'draft') {
      await scope.tx
        .updateTable('items')
        .set({ weight, changed_at: scope.now })
        .where('institution_id', '=', scope.institutionId)
        .where('id', '=', child.id)
        .execute();
    } else body.changes[child.id] = { ...body.changes[child.id], weight };
  }
  await saveDraftBody(scope, itemId, body);
  await bumpVersion(scope, itemId);
  await appendEvent(scope, {
    act: 'decomposition.normalised',
    objectKind: 'item',
    objectId: itemId,
    after: { weights },
  });
  return viewDecomposition(scope, await readStanding(scope, standing.id));
}
