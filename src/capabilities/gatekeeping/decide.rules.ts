// Who may decide the open step, and what a verdict must carry. Pure.
import { accept, type Result, refuse } from '../../platform/result.ts';

export type VerdictInput = {
  verdict: 'passed' | 'passed_with_conditions' | 'returned';
  reason: string | null;
  conditions: number;
};

/** Somebody who lets the actor decide for him today: at every gate, or as professor of one discipline only. */
export type Principal = { personId: string; disciplineId: string | null };

export type Decider = {
  actorId: string;
  principals: readonly Principal[];
  /** The item's. */
  disciplineId: string | null;
  /** The submitter, the person on whose behalf, the responsible person at submission and today's. */
  doers: readonly string[];
  /** The office may decide a step that no other free person could take. */
  isOffice: boolean;
  /** Who gave a step of this submission up: he decides on none of it, in nobody's place. */
  recused?: readonly string[];
};

export type OpenStep = { person_id: string | null; kind: string };

/** Whether the step falls to the actor in somebody's place. A doer's delegate decides as little as the doer. */
function isDeputy({ principals, disciplineId, doers }: Decider, step: OpenStep): boolean {
  if (step.person_id === null || doers.includes(step.person_id)) return false;
  return principals.some(
    (one) =>
      one.personId === step.person_id &&
      (one.disciplineId === null || (step.kind === 'professor' && one.disciplineId === disciplineId)),
  );
}

/** Source: the doer never decides; a delegate who is the doer hands back. */
export function mayDecide(decider: Decider, state: string, step: OpenStep | null): Result<true> {
  if (state !== 'pending' || step === null) return refuse('conflict', 'submission_not_pending', { state });
  const own = step.person_id === decider.actorId;
  const vacant = step.person_id === null && decider.isOffice;
  if (!own && !vacant && !isDeputy(decider, step))
    return decider.doers.includes(decider.actorId)
      ? refuse('forbidden', 'doer_never_decides')
      : refuse('forbidden', 'not_your_step');
  if (decider.doers.includes(decider.actorId)) return refuse('forbidden', 'doer_never_decides');
  if (decider.recused?.includes(decider.actorId)) return refuse('forbidden', 'recused_before');
  return accept(true);
}

/** The gatekeeper himself gives his open step up; a delegate just leaves it. */
export function mayRecuse(actorId: string, state: string, step: OpenStep | null): Result<true> {
  if (state !== 'pending' || step === null) return refuse('conflict', 'submission_not_pending', { state });
  return step.person_id === actorId ? accept(true) : refuse('forbidden', 'not_your_step');
}

/** A dated note is verified by the gatekeeper who set it, his delegate, or the next above; by a doer never. */
export function mayVerifyCondition(
  verifier: { actorId: string; principals: readonly string[]; doers: readonly string[] },
  condition: { setBy: string; above: string | null },
): Result<true> {
  const { actorId, principals, doers } = verifier;
  if (doers.includes(actorId)) return refuse('forbidden', 'doer_never_decides');
  const inHisPlace = principals.includes(condition.setBy) && !doers.includes(condition.setBy);
  return actorId === condition.setBy || actorId === condition.above || inHisPlace
    ? accept(true)
    : refuse('forbidden', 'only_gate_verifies');
}

export function checkVerdict(input: VerdictInput): Result<true> {
  if (input.verdict === 'returned' && !input.reason)
    return refuse('invalid', 'reason_required', {}, [{ path: 'reason', code: 'reason_required' }]);
  if (input.verdict === 'passed_with_conditions' && input.conditions === 0) {
    return refuse('invalid', 'conditions_required', {}, [{ path: 'conditions', code: 'conditions_required' }]);
  }
  if (input.verdict !== 'passed_with_conditions' && input.conditions > 0)
    return refuse('invalid', 'conditions_need_their_verdict', {}, [
      { path: 'verdict', code: 'conditions_need_their_verdict' },
    ]);
  return accept(true);
}

type Submitted = { submitted_by: string; on_behalf_of: string | null; responsible_person_id: string | null };

/** The doers that a submission remembers; today's responsible person is added where the route is drawn. */
export const doersOf = (submission: Submitted): string[] =>
  [submission.submitted_by, submission.on_behalf_of, submission.responsible_person_id].filter((one) => one !== null);
