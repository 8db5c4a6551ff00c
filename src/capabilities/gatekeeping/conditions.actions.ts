// Conditions of a verdict: nodes of weight 0 or dated notes, verified before the item can close.
import { v7 as uuid } from 'uuid';
import { appendEvent, type Moment } from '../../platform/events/append.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { loadConditionNotes } from '../linkage/item-detail.store.ts';
import { readOpenStanding } from '../linkage/standing.store.ts';
import { type ConditionNote, insertNotes, lockNote, markVerified } from './condition.store.ts';
import { mayVerifyCondition } from './decide.rules.ts';
import { nextAbove } from './route.rules.ts';
import { loadRouteFacts } from './route.store.ts';
import { type Condition, findSubmission, principalsOf, type StoredSubmission } from './submission.store.ts';

export async function keepConditions(
  moment: Pick<Moment, 'tx' | 'institutionId'>,
  submissionId: string,
  conditions: readonly Condition[],
): Promise<void> {
  await moment.tx
    .updateTable('submissions')
    .set((eb) => ({ conditions: JSON.stringify(conditions), version: eb('version', '+', 1) }))
    .where('institution_id', '=', moment.institutionId)
    .where('id', '=', submissionId)
    .execute();
}

/** Nothing more is done on a cancelled item; on others each condition waits to be verified. */
export async function settleConditions(moment: Moment, submission: StoredSubmission): Promise<void> {
  if (submission.conditions.length === 0) return;
  const item = await moment.tx
    .selectFrom('items')
    .where('institution_id', '=', moment.institutionId)
    .where('id', '=', submission.item_id ?? '')
    .select(['start', 'approved_due', 'state'])
    .executeTakeFirstOrThrow();
  if (item.state === 'cancelled') return;
  const dateOf = (condition: Condition) => {
    const wanted = condition.date ?? item.approved_due;
    return wanted > item.approved_due ? item.approved_due : wanted < item.start ? item.start : wanted;
  };
  const placed = submission.conditions.map((condition, n) => ({ ...condition, n, date: dateOf(condition) }));
  await insertNodes(
    moment,
    submission,
    placed.filter((one) => one.asNode),
  );
  await insertNotes(
    moment,
    submission,
    placed.filter((one) => !one.asNode),
  );
}

async function insertNodes(
  moment: Moment,
  submission: StoredSubmission,
  conditions: readonly (Condition & { date: string })[],
): Promise<void> {
  if (conditions.length === 0) return;
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
        date: condition.date,
        original_date: condition.date,
        weight: 0,
        condition_of: submission.id,
        created_at: moment.now,
        changed_at: moment.now,
      })),
    )
    .execute();
}

/** Who asks to verify, and who stands next above the item today: he may where the one who set it does not. */
async function loadVerifier(scope: Scope, itemId: string) {
  const facts = await loadRouteFacts(scope, itemId, []);
  const principals = (await principalsOf(scope, scope.actorId)).flatMap((one) =>
    one.disciplineId === null ? one.personId : [],
  );
  return {
    verifier: { actorId: scope.actorId, principals, doers: facts.doers },
    above: nextAbove(facts, []).personId,
  };
}

export async function listConditions(scope: Scope, itemId: string) {
  await readOpenStanding(scope, itemId);
  const notes = await loadConditionNotes(scope, itemId);
  if (notes.length === 0) return { items: [] };
  const { verifier, above } = await loadVerifier(scope, itemId);
  return {
    items: notes.map((note) => {
      const verify = note.verifiedOn === null && mayVerifyCondition(verifier, { setBy: note.setBy.id, above }).ok;
      return { ...note, abilities: { verify } };
    }),
  };
}

/** A repeat answers as the first time. */
export async function verifyCondition(
  scope: Scope,
  submissionId: string,
  n: number,
  note: string | null,
): Promise<void> {
  const submission = await findSubmission(scope, submissionId);
  if (!submission?.item_id) return refuseNow('missing', 'not_found');
  const { placeholder } = await readOpenStanding(scope, submission.item_id);
  const found: ConditionNote | null = await lockNote(scope, submissionId, n);
  if (!found) return refuseNow('missing', 'not_found');
  const { verifier, above } = await loadVerifier(scope, submission.item_id);
  unwrap(mayVerifyCondition(verifier, { setBy: found.set_by, above }));
  if (found.verified_at !== null) return;
  await markVerified(scope, submissionId, n, placeholder ? null : note);
  await appendEvent(scope, {
    act: 'condition.verified',
    objectKind: 'submission',
    objectId: submissionId,
    itemId: submission.item_id,
    onBehalfOf: found.set_by === scope.actorId || above === scope.actorId ? null : found.set_by,
    after: { n, title: found.title },
    reason: placeholder ? null : note,
  });
}
