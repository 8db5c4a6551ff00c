// Puts something before a gate: an immutable snapshot, its evidence, and a route drawn from the tree. One mechanism for all kinds.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { appendEvent, type Moment } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import { hasRole, type Scope } from '../identity/scope.ts';
import { nthWorkingDayAfter } from '../institution/calendar.rules.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { readSetting } from '../institution/settings.store.ts';
import { viewDecomposition } from '../linkage/decomposition.actions.ts';
import { loadDraftBody, saveDraftBody } from '../linkage/decomposition.store.ts';
import { type ItemStanding, maySubmitDecomposition } from '../linkage/item.policy.ts';
import { loadNodes } from '../linkage/item-detail.store.ts';
import { goOn } from '../linkage/negotiation-replies.actions.ts';
import { negotiationsForGate } from '../linkage/negotiation-view.actions.ts';
import { readStanding, standingForUpdate } from '../linkage/standing.store.ts';
import { refreshItemValues } from '../progress/rollup.store.ts';
import { hasLimit, routeFor, type Step, type SubmissionKind } from './route.rules.ts';
import { loadRouteFacts } from './route.store.ts';
import { insertSteps } from './submission.store.ts';

export type NewSubmission = {
  kind: SubmissionKind;
  itemId: string;
  snapshot: Record<string, unknown>;
  reason?: string | null;
  /** A report that claims nodes or readings goes through the whole route. */
  claims: boolean;
  /** Who wished it, where another asks for him: a doer too. */
  onBehalfOf?: string | null;
  /** Whatever moves a due date is decided as an extension is. */
  movesDue?: boolean;
};

export async function stepDue(moment: Moment, kind: Step['kind']): Promise<string | null> {
  if (!hasLimit(kind)) return null;
  const limit = await readSetting(moment, 'gate.limitDays');
  return nthWorkingDayAfter(await loadCalendar(moment), moment.today, limit);
}

type Kept = { state: 'pending' | 'passed'; noIndependentGate: boolean };

async function keepSnapshot(scope: Scope, input: NewSubmission, kept: Kept): Promise<string> {
  const id = uuid();
  await sql`insert into submissions (institution_id, id, kind, item_id, state, snapshot, reason, submitted_by, on_behalf_of, responsible_person_id,
      submitted_at, submitted_on, ended_at, no_independent_gate)
    select institution_id, ${id}, ${input.kind}, id, ${kept.state}, ${JSON.stringify(input.snapshot)}::jsonb, ${input.reason ?? null}, ${scope.actorId},
      ${input.onBehalfOf ?? null}, responsible_person_id, ${scope.now}, ${scope.today}, ${kept.state === 'pending' ? null : scope.now}, ${kept.noIndependentGate}
    from items where institution_id = ${scope.institutionId} and id = ${input.itemId}`.execute(scope.tx);
  return id;
}

/** Stores the snapshot and its route; the caller has asked the policy before and refreshes values after. */
export async function openSubmission(scope: Scope, input: NewSubmission): Promise<string> {
  const submitters = [scope.actorId, ...(input.onBehalfOf ? [input.onBehalfOf] : [])];
  const facts = await loadRouteFacts(scope, input.itemId, submitters);
  const route = routeFor(input.kind, input.claims, facts, input.movesDue);
  const id = await keepSnapshot(scope, input, { state: 'pending', noIndependentGate: route.noIndependentGate });
  const first = route.steps[0];
  await insertSteps(scope, id, route.steps, first ? await stepDue(scope, first.kind) : null);
  await appendEvent(scope, {
    act: 'submission.sent',
    objectKind: 'submission',
    objectId: id,
    itemId: input.itemId,
    onBehalfOf: input.onBehalfOf ?? null,
    after: { kind: input.kind, route: route.steps, noIndependentGate: route.noIndependentGate },
    reason: input.reason ?? null,
  });
  return id;
}

/** What needs no gate is kept like everything else that was asked for, passed as it was sent. */
export async function keepPassed(scope: Scope, input: NewSubmission): Promise<string> {
  const id = await keepSnapshot(scope, input, { state: 'passed', noIndependentGate: false });
  await appendEvent(scope, {
    act: 'submission.sent',
    objectKind: 'submission',
    objectId: id,
    itemId: input.itemId,
    after: { kind: input.kind, route: [] },
    reason: input.reason ?? null,
  });
  return id;
}

/** Evidence that is attached must be there, and be the submitter's own or already seen through this item; a placeholder keeps none. */
export async function demandEvidence(
  scope: Scope,
  item: Pick<ItemStanding, 'id' | 'placeholder'>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  if (item.placeholder) refuseNow('invalid', 'placeholder_without_evidence');
  const { rows } = await sql<{ id: string }>`
    select e.id from evidence e where e.institution_id = ${scope.institutionId} and e.id = any(${ids}::uuid[])
      and (e.uploaded_by = ${scope.actorId} or exists (select 1 from evidence_links l where l.institution_id = e.institution_id and l.evidence_id = e.id and l.item_id = ${item.id}))`.execute(
    scope.tx,
  );
  const known = new Set(rows.map((row) => row.id));
  const missing = ids.find((id) => !known.has(id));
  if (missing) refuseNow('invalid', 'evidence_unknown', { evidenceId: missing });
}

export async function submitDecomposition(
  scope: Scope,
  itemId: string,
  gapReason: string | null | undefined,
  ifMatch: number | null,
): Promise<string> {
  const standing = await standingForUpdate(scope, itemId);
  unwrap(maySubmitDecomposition(scope.actor, standing));
  if (standing.pendingKinds.includes('decomposition'))
    refuseNow('conflict', 'already_pending', { kind: 'decomposition' });
  demandVersion(ifMatch, standing.version);
  if (gapReason && !standing.placeholder)
    await saveDraftBody(scope, itemId, { ...(await loadDraftBody(scope, itemId)), gapReason });
  await goOn(scope, itemId);
  const draft = await viewDecomposition(scope, standing);
  const blocking = draft.findings.filter((one) => one.blocks);
  const first = blocking[0];
  if (first)
    refuseNow(
      'invalid',
      first.code,
      flat(first.params),
      blocking.map((one) => ({ path: one.path, code: one.code, params: flat(one.params) })),
    );
  const { children, ownNodesWeight, nodes, indicators } = draft;
  const negotiations = await negotiationsForGate(
    scope,
    children.map((child) => child.id),
  );
  const id = await openSubmission(scope, {
    kind: 'decomposition',
    itemId,
    claims: true,
    snapshot: { children, ownNodesWeight, nodes, indicators, gapReason: draft.gapReason, negotiations },
  });
  await refreshItemValues(scope, [itemId]);
  return id;
}

const flat = (params: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      typeof value === 'number' || typeof value === 'boolean' ? value : String(value ?? ''),
    ]),
  );

/** Claimed nodes must be this item's, and neither verified nor waiting at a gate already. */
export async function demandClaimable(
  scope: Scope,
  itemId: string,
  nodeIds: readonly string[],
): Promise<Awaited<ReturnType<typeof loadNodes>>> {
  const nodes = new Map((await loadNodes(scope, itemId)).map((node) => [node.id, node]));
  return nodeIds.map((id, at) => {
    const node = nodes.get(id);
    if (!node) return refuseNow('invalid', 'node_unknown', { nodeId: id });
    if (node.state !== 'planned' || nodeIds.indexOf(id) < at)
      return refuseNow('conflict', node.state === 'verified' ? 'node_verified' : 'node_claimed', { title: node.title });
    return node;
  });
}

/** By content hash, so that the snapshot says which bytes were put before the gate. */
export async function evidenceHashes(
  scope: Scope,
  ids: readonly string[],
): Promise<{ id: string; name: string; sha256: string | null }[]> {
  if (ids.length === 0) return [];
  return scope.tx
    .selectFrom('evidence')
    .where('institution_id', '=', scope.institutionId)
    .where('id', 'in', [...ids])
    .select(['id', 'name', 'sha256'])
    .execute();
}

/** Every active child closed, every node verified, a red light with its cause, no children on their way: what closing needs. */
export async function demandClosable(moment: Moment, itemId: string): Promise<void> {
  const { rows } = await sql<{
    open_children: string[] | null;
    open_nodes: string[] | null;
    uncaused: boolean;
    waits: string | null;
    open_notes: string[] | null;
  }>`
    select (select jsonb_agg(c.code order by c.position) from items c where c.institution_id = ${moment.institutionId} and c.parent_id = ${itemId}
        and c.state in ('registered', 'assigned', 'in_progress', 'suspended')) as open_children,
      (select jsonb_agg(n.title order by n.date) from nodes n where n.institution_id = ${moment.institutionId} and n.item_id = ${itemId} and n.state <> 'verified') as open_nodes,
      exists (select 1 from red_spells s where s.institution_id = ${moment.institutionId} and s.item_id = ${itemId} and s.left_on is null and s.recorded_at is null) as uncaused,
      (select s.kind from submissions s where s.institution_id = ${moment.institutionId} and s.item_id = ${itemId} and s.kind in ('decomposition', 'extension') and s.state = 'pending' order by s.kind limit 1) as waits,
      (select jsonb_agg(n.title order by n.date) from condition_notes n where n.institution_id = ${moment.institutionId} and n.item_id = ${itemId} and n.verified_at is null) as open_notes`.execute(
    moment.tx,
  );
  const found = rows[0];
  // an extension without fault decides how the end will be judged
  if (found?.waits) refuseNow('conflict', 'already_pending', { kind: found.waits });
  if (found?.open_children) refuseNow('conflict', 'children_open', { count: found.open_children.length });
  if (found?.open_nodes)
    refuseNow('conflict', 'nodes_unverified', {
      count: found.open_nodes.length,
      nodes: found.open_nodes.slice(0, 5).join('; '),
    });
  if (found?.open_notes)
    refuseNow('conflict', 'conditions_unverified', {
      count: found.open_notes.length,
      conditions: found.open_notes.slice(0, 5).join('; '),
    });
  if (found?.uncaused) refuseNow('conflict', 'cause_missing');
}

async function demandOwnSubmission(scope: Scope, itemId: string, submissionId: string | null): Promise<void> {
  if (submissionId === null) return;
  const found = await scope.tx
    .selectFrom('submissions')
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', submissionId)
    .where('item_id', '=', itemId)
    .select('id')
    .executeTakeFirst();
  if (!found) refuseNow('invalid', 'submission_unknown', {}, [{ path: 'submissionId', code: 'submission_unknown' }]);
}

export async function addGuidance(
  scope: Scope,
  itemId: string,
  text: string,
  submissionId: string | null,
  mayGuide: (item: ItemStanding) => boolean,
) {
  const standing = await readStanding(scope, itemId);
  if (!mayGuide(standing) && !hasRole(scope.actor, 'office')) refuseNow('forbidden', 'only_above_guides');
  await demandOwnSubmission(scope, itemId, submissionId);
  const id = uuid();
  const row = {
    institution_id: scope.institutionId,
    id,
    item_id: itemId,
    submission_id: submissionId,
    author_id: scope.actorId,
    text,
    created_at: scope.now,
  };
  await scope.tx.insertInto('guidance').values(row).execute();
  await appendEvent(scope, {
    act: 'guidance.given',
    objectKind: 'item',
    objectId: itemId,
    after: { text, submissionId },
  });
  return {
    id,
    text,
    author: { id: scope.actorId, name: scope.actor.name, nameEn: scope.actor.nameEn },
    createdAt: scope.now.toISOString(),
  };
}
