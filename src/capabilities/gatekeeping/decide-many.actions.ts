// Passes many submissions in one transaction, each behind a savepoint of its own: what is refused leaves the others standing.
import { attempt } from '../../platform/http/attempt.ts';
import { type Refusal, refuseNow } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { lockItems, readStanding } from '../linkage/standing.store.ts';
import { decide, type EffectsByKind } from './decide.actions.ts';
import { remarksOf } from './decide-many.rules.ts';
import { findTouchedItems, loadRemarkFacts } from './decide-many.store.ts';
import { findSubmission, loadSteps, type StoredSubmission } from './submission.store.ts';

type Rated = 'green' | 'yellow' | 'orange' | 'red';
export type DecideOne = { id: string; light?: Rated | null | undefined; version?: number | undefined };
export type Decided = { id: string; state: StoredSubmission['state'] };
export type Outcome = ({ outcome: 'decided' } & Decided) | { outcome: 'refused'; id: string; refusal: Refusal };

/** What is out of the ordinary is read before it is decided; a repeat of one's own verdict answers as the first time. */
async function demandUnremarkable(scope: Scope, id: string): Promise<void> {
  const steps = await loadSteps(scope, [id]);
  if (steps.some((step) => step.decided_by === scope.actorId && step.verdict === 'passed')) return;
  const facts = (await loadRemarkFacts(scope, [id])).get(id);
  const remarks = facts ? remarksOf(facts) : [];
  if (remarks.length > 0) refuseNow('conflict', 'to_be_read', { remarks: remarks.join(',') });
}

async function passOne(scope: Scope, one: DecideOne, effects: EffectsByKind): Promise<Decided> {
  const seen = await findSubmission(scope, one.id);
  if (!seen?.item_id) return refuseNow('missing', 'not_found');
  await readStanding(scope, seen.item_id);
  if (seen.state === 'pending') await demandUnremarkable(scope, one.id);
  await decide(scope, one.id, { verdict: 'passed', light: one.light ?? null }, effects, one.version ?? null);
  const after = await findSubmission(scope, one.id);
  return { id: one.id, state: after?.state ?? seen.state };
}

export async function decideMany(
  scope: Scope,
  items: readonly DecideOne[],
  effects: EffectsByKind,
): Promise<Outcome[]> {
  // all at once and deepest first, so that two who decide together cannot wait for each other
  await lockItems(
    scope,
    await findTouchedItems(
      scope,
      items.map((one) => one.id),
    ),
  );
  const outcomes: Outcome[] = [];
  for (const one of items) {
    const passed = await attempt(scope.tx, () => passOne(scope, one, effects));
    outcomes.push(
      passed.ok ? { outcome: 'decided', ...passed.value } : { outcome: 'refused', id: one.id, refusal: passed.refusal },
    );
  }
  return outcomes;
}
