// The end of a route: the kind takes effect, and the conditions set on the way become nodes or dated notes.
import type { Moment } from '../../platform/events/append.ts';
import { settleConditions } from './conditions.actions.ts';
import type { EffectsByKind } from './drop.actions.ts';
import { type Condition, endSubmission, type StoredSubmission } from './submission.store.ts';

export async function completeSubmission(
  moment: Moment,
  submission: StoredSubmission,
  conditions: readonly Condition[],
  effects: EffectsByKind,
): Promise<void> {
  const state = conditions.length > 0 ? 'passed_with_conditions' : 'passed';
  await endSubmission(moment, submission.id, state, conditions);
  const kept = { ...submission, conditions: [...conditions] };
  await effects[submission.kind]?.onPassed(moment, kept, effects);
  await settleConditions(moment, kept);
}
