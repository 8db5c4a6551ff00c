// Verdicts: one step after another; the last one lets the kind take effect.
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import { hasRole, type Scope } from '../identity/scope.ts';
import { placeName } from '../linkage/draft.rules.ts';
import { lockItems, readStanding } from '../linkage/standing.store.ts';
import { refreshItemValues } from '../progress/rollup.store.ts';
import { completeSubmission } from './complete.actions.ts';
import { keepConditions } from './conditions.actions.ts';
import { checkVerdict, doersOf, mayDecide } from './decide.rules.ts';
import { drop, type EffectsByKind } from './drop.actions.ts';
import type { VerdictBody } from './gatekeeping.contract.ts';
import { openStepOf } from './route.rules.ts';
import { loadRouteFacts } from './route.store.ts';
import {
  type Condition,
  endSubmission,
  findSubmission,
  loadSteps,
  lockSubmission,
  principalsOf,
  recusedIn,
  type StoredStep,
  type StoredSubmission,
  setStep,
} from './submission.store.ts';
import { stepDue } from './submit.actions.ts';
import { findTouched } from './touched.store.ts';

export type { Effects, EffectsByKind } from './drop.actions.ts';

type Verdict = z.output<typeof VerdictBody>;

type Loaded = { submission: StoredSubmission; steps: StoredStep[]; placeholder: boolean };

async function load(scope: Scope, id: string): Promise<Loaded> {
  const seen = await findSubmission(scope, id);
  if (!seen?.item_id) return refuseNow('missing', 'not_found');
  const { placeholder } = await readStanding(scope, seen.item_id);
  await lockItems(scope, [seen.item_id, ...(await findTouched(scope, id))]);
  const submission = await lockSubmission(scope, id);
  if (!submission) return refuseNow('missing', 'not_found');
  return { submission, steps: await loadSteps(scope, [id]), placeholder };
}

export async function decide(
  scope: Scope,
  id: string,
  sent: Verdict,
  effects: EffectsByKind,
  ifMatch: number | null,
): Promise<void> {
  const { submission, steps, placeholder } = await load(scope, id);
  // conditions become nodes, and those of a placeholder bear no names
  const body = placeholder
    ? { ...sent, conditions: sent.conditions?.map((one, at) => ({ ...one, title: placeName(at), titleEn: null })) }
    : sent;
  const open = openStepOf(steps);
  const facts = await loadRouteFacts(scope, submission.item_id ?? '', doersOf(submission));
  const decider = {
    actorId: scope.actorId,
    principals: await principalsOf(scope, scope.actorId),
    disciplineId: facts.disciplineId,
    doers: facts.doers,
    isOffice: hasRole(scope.actor, 'office'),
    recused: recusedIn(steps),
  };
  const may = mayDecide(decider, submission.state, open);
  // a repeat answers as the first time, unless the next step too is the actor's
  if (!may.ok && steps.some((step) => step.decided_by === scope.actorId && step.verdict === body.verdict)) return;
  unwrap(may);
  demandVersion(ifMatch, submission.version);
  unwrap(
    checkVerdict({ verdict: body.verdict, reason: body.reason || null, conditions: body.conditions?.length ?? 0 }),
  );
  if (!open) return;
  await setStep(scope, open, {
    verdict: body.verdict,
    decided_by: scope.actorId,
    decided_at: scope.now,
    reason: body.reason ?? null,
    light: body.light ?? null,
  });
  await appendEvent(scope, {
    act: 'submission.decided',
    objectKind: 'submission',
    objectId: id,
    itemId: submission.item_id,
    onBehalfOf: open.person_id === scope.actorId ? null : open.person_id,
    after: {
      kind: submission.kind,
      verdict: body.verdict,
      step: open.kind,
      light: body.light ?? null,
      nodes: body.nodes ?? null,
      conditions: body.conditions ?? null,
    },
    reason: body.reason ?? null,
  });
  if (body.light) await rateByGatekeeper(scope, submission.item_id ?? '', body.light);
  await returnNodes(scope, submission, body);
  await proceed(scope, submission, steps, open, body, effects);
}

async function rateByGatekeeper(scope: Scope, itemId: string, light: string): Promise<void> {
  await scope.tx
    .updateTable('item_values')
    .set({ gatekeeper: light })
    .where('institution_id', '=', scope.institutionId)
    .where('item_id', '=', itemId)
    .execute();
}

/** Single nodes of a claim may be returned while the rest goes on. */
async function returnNodes(scope: Scope, submission: StoredSubmission, body: Verdict): Promise<void> {
  const judged = body.nodes ?? [];
  if (judged.length === 0) return;
  const own = { institution_id: scope.institutionId, submission_id: submission.id };
  const claims = await scope.tx
    .selectFrom('node_claims')
    .where((eb) => eb.and(own))
    .select('node_id')
    .execute();
  const claimed = new Set(claims.map((claim) => claim.node_id));
  const unknown = judged.findIndex((node) => !claimed.has(node.nodeId));
  if (unknown >= 0)
    refuseNow('invalid', 'node_unknown', {}, [{ path: `nodes.${unknown}.nodeId`, code: 'node_unknown' }]);
  const returned = judged.filter((node) => node.verdict === 'returned').map((node) => node.nodeId);
  if (returned.length === 0) return;
  await scope.tx
    .updateTable('node_claims')
    .set({ verdict: 'returned', decided_at: scope.now })
    .where((eb) => eb.and(own))
    .where('node_id', 'in', returned)
    .where('verdict', 'is', null)
    .execute();
  await scope.tx
    .updateTable('nodes')
    .set({ state: 'planned', changed_at: scope.now })
    .where('institution_id', '=', scope.institutionId)
    .where('item_id', '=', submission.item_id ?? '')
    .where('id', 'in', returned)
    .where('state', '=', 'claimed')
    .execute();
}

async function proceed(
  scope: Scope,
  submission: StoredSubmission,
  steps: StoredStep[],
  decided: StoredStep,
  body: Verdict,
  effects: EffectsByKind,
): Promise<void> {
  const itemId = submission.item_id ?? '';
  const conditions = [
    ...submission.conditions,
    ...(body.conditions ?? []).map(
      (one): Condition => ({
        title: one.title,
        titleEn: one.titleEn ?? null,
        date: one.date ?? null,
        asNode: one.asNode ?? true,
        setBy: decided.person_id ?? scope.actorId,
      }),
    ),
  ];
  if (body.verdict === 'returned') {
    await endSubmission(scope, submission.id, 'returned', conditions);
    await effects[submission.kind]?.onDropped(scope, submission, 'returned');
  } else {
    const next = openStepOf(steps.filter((step) => step.position !== decided.position));
    if (next) {
      await setStep(scope, next, { opened_on: scope.today, due: await stepDue(scope, next.kind) });
      await keepConditions(scope, submission.id, conditions);
    } else {
      await completeSubmission(scope, submission, conditions, effects);
    }
  }
  await refreshItemValues(scope, [itemId]);
}

export async function withdraw(
  scope: Scope,
  id: string,
  effects: EffectsByKind,
  ifMatch: number | null,
): Promise<void> {
  const { submission } = await load(scope, id);
  if (submission.state === 'withdrawn' && submission.submitted_by === scope.actorId) return;
  if (submission.submitted_by !== scope.actorId) refuseNow('forbidden', 'only_submitter_withdraws');
  if (submission.state !== 'pending') refuseNow('conflict', 'submission_not_pending', { state: submission.state });
  demandVersion(ifMatch, submission.version);
  await drop(scope, submission, 'withdrawn', effects);
  await refreshItemValues(scope, [submission.item_id ?? '']);
}
