// Limits that pass: the late gatekeeper loses the step, which goes on to the next who may decide.
import { appendEvent, type Moment } from '../../platform/events/append.ts';
import { attempt } from '../../platform/http/attempt.ts';
import { lockItems } from '../linkage/standing.store.ts';
import { refreshItemValues } from '../progress/rollup.store.ts';
import { completeSubmission } from './complete.actions.ts';
import { doersOf } from './decide.rules.ts';
import type { EffectsByKind } from './drop.actions.ts';
import { isAtTop, openStepOf, replacementFor } from './route.rules.ts';
import { loadRouteFacts } from './route.store.ts';
import {
  insertStepAfter,
  loadSteps,
  lockSubmission,
  type StoredStep,
  type StoredSubmission,
  setStep,
} from './submission.store.ts';
import { stepDue } from './submit.actions.ts';
import { findTouched } from './touched.store.ts';

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
  await lockItems(moment, [itemId, ...(await findTouched(moment, id))]);
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
export async function goOnWithout(
  moment: Moment,
  submission: StoredSubmission,
  steps: StoredStep[],
  expired: StoredStep,
  effects: EffectsByKind,
): Promise<void> {
  const next = openStepOf(steps.filter((step) => step.position > expired.position));
  if (next) return setStep(moment, next, { opened_on: moment.today, due: await stepDue(moment, next.kind) });
  if (steps.some((step) => step.verdict !== null)) {
    if (await couldComplete(moment, submission, effects)) return;
  }
  await insertStepAfter(moment, expired, { kind: 'office', personId: null }, null);
}

/** What all others let pass takes effect; where the items have moved on meanwhile it waits at the top instead, for somebody to return it. */
async function couldComplete(moment: Moment, submission: StoredSubmission, effects: EffectsByKind): Promise<boolean> {
  const done = await attempt(moment.tx, () => completeSubmission(moment, submission, submission.conditions, effects));
  if (done.ok) await refreshItemValues(moment, [submission.item_id ?? '']);
  return done.ok;
}
