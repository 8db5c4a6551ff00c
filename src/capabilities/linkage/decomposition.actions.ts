// The decomposition of an item: one draft written as a whole, and normalised on request.
import { sql } from 'kysely';
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import type { DecompositionBody } from './decomposition.contract.ts';
import { differenceOf, findingsOf, isSubmittable, nodesDifferenceOf } from './decomposition.rules.ts';
import {
  type DecompositionView,
  type DraftBody,
  loadDraftBody,
  loadDraftChildren,
  loadWholeIndicators,
  saveDraftBody,
  withIds,
} from './decomposition.store.ts';
import { placeName } from './draft.rules.ts';
import { bumpVersion, loadParentShape } from './draft.store.ts';
import { type Carriable, wordless, writeChildren } from './draft-children.actions.ts';
import { splitOf, type WholeIndicator, wholeIndicator } from './indicator-split.rules.ts';
import { type ItemStanding, itemAbilities, mayDraftBelow } from './item.policy.ts';
import { loadNodes, loadPending } from './item-detail.store.ts';
import { awaitedFindings } from './negotiation.rules.ts';
import { loadAwaited } from './negotiation.store.ts';
import { demandIndicatorsAbove } from './references.store.ts';
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
  const own = await loadOwn(scope, standing.id);
  const indicators = withHandedDown(body.indicators, own);
  const talks = awaitedFindings(children, await loadAwaited(scope, standing.id));
  const sums = findingsOf({
    item,
    children,
    ownNodesWeight: body.ownNodesWeight,
    nodes: nodes.map((node) => ({ ...node, weightless: known.get(node.id)?.weight === 0 })),
    indicators,
    handedDown: own.filter((one) => one.parentIndicatorId !== null),
    gapReason: body.gapReason,
    placeholder: standing.placeholder,
  });
  const findings = [...sums, ...talks];
  const submittable = isSubmittable(findings);
  const below = children.flatMap((child) => child.indicators);
  const pending = (await loadPending(scope, standing.id)).find((one) => one.kind === 'decomposition');
  const abilities = itemAbilities(scope.actor, standing);
  return {
    version: standing.version,
    itemId: standing.id,
    children,
    ownNodesWeight: body.ownNodesWeight,
    nodes,
    indicators: indicators.map((one) => ({ ...one, ...splitOf(one, below) })),
    gapReason: body.gapReason,
    difference: differenceOf(children.map((child) => child.weight)),
    nodesDifference: nodesDifferenceOf(nodes),
    submittable,
    findings,
    pendingSubmissionId: pending?.id ?? null,
    abilities: {
      edit: abilities.decompose ?? false,
      submit: (abilities.submitDecomposition ?? false) && submittable,
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

export async function writeDecomposition(
  scope: Scope,
  itemId: string,
  body: Body,
  ifMatch: number | null,
): Promise<DecompositionView> {
  const standing = await beginEdit(scope, itemId, ifMatch);
  const before = await loadDraftBody(scope, itemId);
  await demandOwnIds(scope, itemId, body.nodes ?? [], body.indicators ?? []);
  const known = await loadOwnIds(scope, itemId, before);
  const kept = await withLastingNodes(scope, itemId, withIds(body.nodes ?? before.nodes, known));
  const nodes = standing.placeholder
    ? kept.map((node, at) => ({ ...node, title: placeName(at), titleEn: null }))
    : kept;
  const named = withIds(body.indicators ?? before.indicators, known);
  const whole = named.map((one) => wholeIndicator(one, one.id));
  await demandIndicatorsAbove(scope, itemId, whole);
  const own = await loadOwn(scope, itemId);
  const indicators = withHandedDown(standing.placeholder ? whole.map(wordless) : whole, own);
  const changes = await writeChildren(
    scope,
    itemId,
    body.children,
    before.changes,
    carriable(body.indicators ?? [], indicators),
  );
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

/** What the item above handed down is in the draft whoever leaves it out: to drop it is for the item above. */
function withHandedDown(sent: readonly WholeIndicator[], standing: readonly WholeIndicator[]): WholeIndicator[] {
  const named = new Set(sent.map((one) => one.id));
  return [...sent, ...standing.filter((one) => one.parentIndicatorId !== null && !named.has(one.id))];
}

const loadOwn = async (scope: Scope, itemId: string): Promise<WholeIndicator[]> =>
  (await loadWholeIndicators(scope, [itemId])).get(itemId) ?? [];

/** Children name an indicator by the id it bears or by the one it was sent with, which for a new one is not kept. */
function carriable(sent: Named, kept: readonly WholeIndicator[]): Carriable {
  const own = kept.map((one): [string, string] => [one.id, one.id]);
  return new Map([...sent.flatMap(({ id }, at): [string, string][] => (id ? [[id, kept[at]?.id ?? id]] : [])), ...own]);
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
