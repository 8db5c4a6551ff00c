// What a kind does when its gate has spoken, and how a pending submission ends without a verdict.
import { appendEvent, type Moment } from '../../platform/events/append.ts';
import type { SubmissionKind } from './route.rules.ts';
import { endSubmission, findPendingOf, lockSubmission, type StoredSubmission } from './submission.store.ts';

/** What a kind does when its gate has spoken. Kinds of later capabilities are handed in when the product is put together. */
export type Effects = {
  /** Refuses where the items have moved on meanwhile: nothing then takes effect, and the submission waits. */
  onPassed(moment: Moment, submission: StoredSubmission, effects: EffectsByKind): Promise<void>;
  /** Returned, withdrawn or superseded. */
  onDropped(moment: Moment, submission: StoredSubmission, how: 'returned' | 'dropped'): Promise<void>;
};
export type EffectsByKind = Partial<Record<SubmissionKind, Effects>>;

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

/** Items that sleep or end leave nothing at a gate: whatever waits for a verdict, but the request that passed, is dropped. */
export async function dropPending(
  moment: Moment,
  itemIds: readonly string[],
  exceptId: string,
  effects: EffectsByKind,
): Promise<void> {
  for (const id of await findPendingOf(moment, itemIds)) {
    if (id === exceptId) continue;
    const submission = await lockSubmission(moment, id);
    if (submission?.state === 'pending') await drop(moment, submission, 'superseded', effects);
  }
}
