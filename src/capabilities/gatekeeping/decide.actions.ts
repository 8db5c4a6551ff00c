// Verdicts: one step after another; the last one lets the kind take effect. Limits that pass move the step on.
import { v7 as uuid } from 'uuid';
import type { z } from 'zod';
import { appendEvent, type Moment } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import { hasRole, type Scope } from '../identity/scope.ts';
import { placeName } from '../linkage/draft.rules.ts';
import { closeItem } from '../linkage/life-cycle.actions.ts';
import { applyDecomposition, type DecompositionSnapshot } from '../linkage/passed-decomposition.actions.ts';
import { lockItems, readStanding } from '../linkage/standing.store.ts';
import { refreshItemValues } from '../progress/rollup.store.ts';
import { checkVerdict, doersOf, mayDecide } from './decide.rules.ts';
import type { VerdictBody } from './gatekeeping.contract.ts';
import { isAtTop, openStepOf, replacementFor, type SubmissionKind } from './route.rules.ts';
import { loadRouteFacts } from './route.store.ts';
import {
  type Condition,
  endSubmission,
  findSubmission,
  insertStepAfter,
  loadSteps,
  lockSubmission,
  principalsOf,
  type StoredStep,
  type StoredSubmission,
  setStep,
  settleClaims,
} from './submission.store.ts';
import { demandClosable, stepDue } from './submit.actions.ts';

/** What a kind does when its gate has spoken. Kinds of later capabilities are handed in when the product is put together. */
export type Effects = {
  onPassed(moment: Moment, submission: StoredSubmission): Promise<void>;
  /** Returned, withdrawn or superseded. */
  onDropped(moment: Moment, submission: StoredSubmission, how: 'returned' | 'dropped'): Promise<void>;
};
export type EffectsByKind = Partial<Record<SubmissionKind, Effects>>;

const dropClaims: Effects['onDropped'] = (moment, submission, how) =>
  settleClaims(moment, submission.id, () => false, how);
const nothing = async () => undefined;

export const OWN_EFFECTS: EffectsByKind = {
  decomposition: {
    onPassed: (moment, submission) =>
      applyDecomposition(moment, submission.item_id ?? '', submission.snapshot as DecompositionSnapshot),
    onDropped: nothing,
  },
  node: {
    onPassed: (moment, submission) => settleClaims(moment, submission.id, () => true, 'returned'),
    onDropped: dropClaims,
  },
  close_out: {
    // one who passes it with conditions leaves nodes open: the item closes when they are verified and it is put forward again
    onPassed: async (moment, submission) => {
      if (submission.conditions.length > 0) return;
      await demandClosable(moment, submission.item_id ?? '');
      await closeItem(moment, submission.item_id ?? '', submission.submitted_on);
    },
    onDropped: nothing,
  },
};

type Verdict = z.output<typeof VerdictBody>;

type Loaded = { submission: StoredSubmission; steps: StoredStep[]; placeholder: boolean };

async function load(scope: Scope, id: string): Promise<Loaded> {
  const seen = await findSubmission(scope, id);
  if (!seen?.item_id) return refuseNow('missing', 'not_found');
  const { placeholder } = await readStanding(scope, seen.item_id);
  await lockItems(scope, [seen.item_id, ...childrenIn(seen)]);
  const submission = await lockSubmission(scope, id);
  if (!submission) return refuseNow('missing', 'not_found');
  return { submission, steps: await loadSteps(scope, [id]), placeholder };
}

/** The children that a decomposition would change: locked with their parent, since locks go from below upwards. */
const childrenIn = (submission: StoredSubmission): string[] =>
  submission.kind === 'decomposition'
    ? (submission.snapshot as DecompositionSnapshot).children.map((child) => child.id)
    : [];

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
      await keepConditions(scope, submission, conditions);
    } else {
      await endSubmission(
        scope,
        submission.id,
        conditions.length > 0 ? 'passed_with_conditions' : 'passed',
        conditions,
      );
      await effects[submission.kind]?.onPassed(scope, { ...submission, conditions });
      await conditionsToNodes(scope, submission, conditions);
    }
  }
  await refreshItemValues(scope, [itemId]);
}

async function keepConditions(
  scope: Scope,
  submission: StoredSubmission,
  conditions: readonly Condition[],
): Promise<void> {
  await scope.tx
    .updateTable('submissions')
    .set((eb) => ({ conditions: JSON.stringify(conditions), version: eb('version', '+', 1) }))
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', submission.id)
    .execute();
}

/** Each condition becomes a node of weight 0, to be verified before the item can close. */
async function conditionsToNodes(
  moment: Moment,
  submission: StoredSubmission,
  conditions: readonly Condition[],
): Promise<void> {
  if (conditions.length === 0) return;
  const item = await moment.tx
    .selectFrom('items')
    .where('institution_id', '=', moment.institutionId)
    .where('id', '=', submission.item_id ?? '')
    .select(['start', 'approved_due'])
    .executeTakeFirstOrThrow();
  const dateOf = (condition: Condition) => {
    const wanted = condition.date ?? item.approved_due;
    return wanted > item.approved_due ? item.approved_due : wanted < item.start ? item.start : wanted;
  };
  await moment.tx
    .insertInto('nodes')
    .values(
      conditions.map((condition, at) => ({
        institution_id: moment.institutionId,
        id: uuid(),
        item_id: submission.item_id ?? '',
        position: 1000 + at,
        title: condition.title,
        title_en: condition.titleEn,
        date: dateOf(condition),
        original_date: dateOf(condition),
        weight: 0,
        condition_of: submission.id,
        created_at: moment.now,
        changed_at: moment.now,
      })),
    )
    .execute();
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

/** Ends a pending submission without a verdict; its claims go back to planned. */
export async function drop(
  moment: Moment,
  submission: StoredSubmission,
  state: 'withdrawn' | 'superseded',
  effects: EffectsByKind,
): Promise<void> {
  await endSubmission(moment, submission.id, state);
  await effects[submission.kind]?.onDropped(moment, submission, 'dropped');
  await appendEvent(moment, {
    act: `submission.${state}`,
    objectKind: 'submission',
    objectId: submission.id,
    itemId: submission.item_id,
    after: { kind: submission.kind },
  });
}

/**
 * Midnight: a step whose limit has passed goes to the next ancestor not yet in the route, then as for roots; the late one loses it.
 * At the top it stays and shows; where nobody is left it is marked and the rest go on. Finds nothing to do when run again.
 */
export async function expireGateSteps(moment: Moment, effects: EffectsByKind): Promise<void> {
  const late = await moment.tx
    .selectFrom('gate_steps as g')
    .innerJoin('submissions as s', (join) =>
      join.onRef('s.institution_id', '=', 'g.institution_id').onRef('s.id', '=', 'g.submission_id'),
    )
    .where('g.institution_id', '=', moment.institutionId)
    .where('g.verdict', 'is', null)
    .where('g.expired', '=', false)
    .where('g.opened_on', 'is not', null)
    .where('g.due', '<', moment.today)
    .where('s.state', '=', 'pending')
    .select(['s.id', 's.item_id'])
    .orderBy('g.due')
    .orderBy('s.id')
    .execute();
  for (const { id, item_id } of late) if (item_id) await expireOne(moment, id, item_id, effects);
}

async function expireOne(moment: Moment, id: string, itemId: string, effects: EffectsByKind): Promise<void> {
  await lockItems(moment, [itemId]);
  const submission = await lockSubmission(moment, id);
  const steps = await loadSteps(moment, [id]);
  const open = openStepOf(steps);
  if (submission?.state !== 'pending' || !open?.due || open.due >= moment.today || isAtTop(open.kind)) return;
  const facts = await loadRouteFacts(moment, itemId, doersOf(submission));
  const replacement = replacementFor(
    facts,
    steps.map((step) => step.person_id),
  );
  await setStep(moment, open, { expired: true, expired_on: moment.today });
  await appendEvent(moment, {
    act: 'gate.expired',
    objectKind: 'submission',
    objectId: id,
    itemId,
    after: { personId: open.person_id, step: open.kind, due: open.due, passedTo: replacement.personId },
  });
  if (replacement.personId !== null)
    await insertStepAfter(moment, open, replacement, await stepDue(moment, replacement.kind));
  else await goOnWithout(moment, submission, steps, open, effects);
}

/** Nobody is left for this step: the rest of the route goes on; where nothing is left either, the step waits at the top. */
async function goOnWithout(
  moment: Moment,
  submission: StoredSubmission,
  steps: StoredStep[],
  expired: StoredStep,
  effects: EffectsByKind,
): Promise<void> {
  const next = openStepOf(steps.filter((step) => step.position > expired.position));
  if (next) return setStep(moment, next, { opened_on: moment.today, due: await stepDue(moment, next.kind) });
  if (steps.some((step) => step.verdict !== null)) {
    await endSubmission(moment, submission.id, submission.conditions.length > 0 ? 'passed_with_conditions' : 'passed');
    await effects[submission.kind]?.onPassed(moment, submission);
    await conditionsToNodes(moment, submission, submission.conditions);
    await refreshItemValues(moment, [submission.item_id ?? '']);
    return;
  }
  await insertStepAfter(moment, expired, { kind: 'office', personId: null }, null);
}
