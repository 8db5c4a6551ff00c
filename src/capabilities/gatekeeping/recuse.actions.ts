// Recusal: a gatekeeper gives his step up for a reason; it goes on by the rule that replaces him, and he never decides on it.
import { appendEvent } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { lockItems, readStanding } from '../linkage/standing.store.ts';
import { refreshItemValues } from '../progress/rollup.store.ts';
import { doersOf, mayRecuse } from './decide.rules.ts';
import type { EffectsByKind } from './drop.actions.ts';
import { goOnWithout } from './expire.actions.ts';
import { takerOf } from './reroute.actions.ts';
import { openStepOf } from './route.rules.ts';
import { loadRouteFacts } from './route.store.ts';
import {
  bumpSubmission,
  findSubmission,
  insertStepAfter,
  loadSteps,
  lockSubmission,
  recusedIn,
  setStep,
} from './submission.store.ts';
import { stepDue } from './submit.actions.ts';
import { findTouched } from './touched.store.ts';

export async function recuse(
  scope: Scope,
  id: string,
  reason: string,
  effects: EffectsByKind,
  ifMatch: number | null,
): Promise<void> {
  const seen = await findSubmission(scope, id);
  if (!seen?.item_id) return refuseNow('missing', 'not_found');
  const itemId = seen.item_id;
  const { placeholder } = await readStanding(scope, itemId);
  await lockItems(scope, [itemId, ...(await findTouched(scope, id))]);
  const submission = await lockSubmission(scope, id);
  if (!submission) return refuseNow('missing', 'not_found');
  const steps = await loadSteps(scope, [id]);
  const open = openStepOf(steps);
  const may = mayRecuse(scope.actorId, submission.state, open);
  // a repeat answers as the first time
  if (!may.ok && recusedIn(steps).includes(scope.actorId)) return;
  unwrap(may);
  demandVersion(ifMatch, submission.version);
  if (!open) return;
  const facts = await loadRouteFacts(scope, itemId, doersOf(submission));
  const taken = steps.map((step) => step.person_id);
  const taker = takerOf(open, facts, taken);
  const told = placeholder ? null : reason;
  await setStep(scope, open, { expired: true, recused_at: scope.now, reason: told });
  await bumpSubmission(scope, id);
  await appendEvent(scope, {
    act: 'gate.recused',
    objectKind: 'submission',
    objectId: id,
    itemId,
    before: { personId: open.person_id, step: open.kind },
    after: { personId: taker.personId, step: taker.kind },
    reason: told,
  });
  if (taker.personId === null) await goOnWithout(scope, submission, steps, open, effects);
  else await insertStepAfter(scope, open, taker, await stepDue(scope, taker.kind));
  await refreshItemValues(scope, [itemId]);
}
