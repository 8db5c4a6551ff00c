// Submissions and their steps in the database.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { Principal } from './decide.rules.ts';
import type { Step, StepKind, SubmissionKind } from './route.rules.ts';

export type StoredSubmission = {
  id: string;
  kind: SubmissionKind;
  item_id: string | null;
  state: 'pending' | 'passed' | 'passed_with_conditions' | 'returned' | 'withdrawn' | 'superseded';
  version: number;
  snapshot: unknown;
  reason: string | null;
  submitted_by: string;
  on_behalf_of: string | null;
  responsible_person_id: string | null;
  submitted_at: Date;
  submitted_on: string;
  ended_at: Date | null;
  no_independent_gate: boolean;
  conditions: Condition[];
};
export type Condition = {
  title: string;
  titleEn: string | null;
  date: string | null;
  asNode: boolean;
  /** The gatekeeper of the step at which it was set. */
  setBy?: string | null;
};

export type StoredStep = {
  submission_id: string;
  position: number;
  person_id: string | null;
  kind: StepKind;
  opened_on: string | null;
  due: string | null;
  verdict: 'passed' | 'passed_with_conditions' | 'returned' | null;
  decided_by: string | null;
  decided_at: Date | null;
  reason: string | null;
  light: 'green' | 'yellow' | 'orange' | 'red' | null;
  expired: boolean;
  recused_at: Date | null;
};

type Place = Pick<Moment, 'tx' | 'institutionId'>;

export async function findSubmission(place: Place, id: string): Promise<StoredSubmission | null> {
  const row = await place.tx
    .selectFrom('submissions')
    .where('institution_id', '=', place.institutionId)
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst();
  return (row as StoredSubmission | undefined) ?? null;
}

export async function lockSubmission(place: Place, id: string): Promise<StoredSubmission | null> {
  const row = await place.tx
    .selectFrom('submissions')
    .where('institution_id', '=', place.institutionId)
    .where('id', '=', id)
    .selectAll()
    .forUpdate()
    .executeTakeFirst();
  return (row as StoredSubmission | undefined) ?? null;
}

export async function loadSteps(place: Place, submissionIds: readonly string[]): Promise<StoredStep[]> {
  if (submissionIds.length === 0) return [];
  const rows = await place.tx
    .selectFrom('gate_steps')
    .where('institution_id', '=', place.institutionId)
    .where('submission_id', 'in', [...submissionIds])
    .orderBy('position')
    .selectAll()
    .execute();
  return rows as StoredStep[];
}

/** Positions leave room, so that a replaced step stands right behind the one it replaces. */
export const STEP_GAP = 100;

export async function insertSteps(
  moment: Moment,
  submissionId: string,
  steps: readonly Step[],
  firstDue: string | null,
): Promise<void> {
  await moment.tx
    .insertInto('gate_steps')
    .values(
      steps.map((step, at) => ({
        institution_id: moment.institutionId,
        submission_id: submissionId,
        position: (at + 1) * STEP_GAP,
        person_id: step.personId,
        kind: step.kind,
        opened_on: at === 0 ? moment.today : null,
        due: at === 0 ? firstDue : null,
      })),
    )
    .execute();
}

export async function insertStepAfter(
  moment: Moment,
  after: StoredStep,
  step: Step,
  due: string | null,
): Promise<void> {
  await moment.tx
    .insertInto('gate_steps')
    .values({
      institution_id: moment.institutionId,
      submission_id: after.submission_id,
      position: after.position + 1,
      person_id: step.personId,
      kind: step.kind,
      opened_on: moment.today,
      due,
    })
    .execute();
}

export async function setStep(
  place: Place,
  step: Pick<StoredStep, 'submission_id' | 'position'>,
  change: Partial<Omit<StoredStep, 'submission_id' | 'position'>> & { expired_on?: string },
): Promise<void> {
  await place.tx
    .updateTable('gate_steps')
    .set(change)
    .where('institution_id', '=', place.institutionId)
    .where('submission_id', '=', step.submission_id)
    .where('position', '=', step.position)
    .execute();
}

export async function endSubmission(
  moment: Moment,
  id: string,
  state: StoredSubmission['state'],
  conditions?: readonly Condition[],
): Promise<void> {
  await moment.tx
    .updateTable('submissions')
    .set((eb) => ({
      state,
      ended_at: moment.now,
      version: eb('version', '+', 1),
      ...(conditions && { conditions: JSON.stringify(conditions) }),
    }))
    .where('institution_id', '=', moment.institutionId)
    .where('id', '=', id)
    .execute();
}

/** Who gave a step up. */
export const recusedIn = (steps: readonly StoredStep[]): string[] =>
  steps.flatMap((step) => (step.recused_at !== null && step.person_id !== null ? step.person_id : []));

/** What waits for a verdict on these items. */
export async function findPendingOf(place: Place, itemIds: readonly string[]): Promise<string[]> {
  if (itemIds.length === 0) return [];
  const rows = await place.tx
    .selectFrom('submissions')
    .where('institution_id', '=', place.institutionId)
    .where('item_id', 'in', [...itemIds])
    .where('state', '=', 'pending')
    .orderBy('id')
    .select('id')
    .execute();
  return rows.map((row) => row.id);
}

export async function bumpSubmission(place: Place, id: string): Promise<void> {
  await place.tx
    .updateTable('submissions')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('institution_id', '=', place.institutionId)
    .where('id', '=', id)
    .execute();
}

/** The persons who let this person decide for them today; one step only. */
export async function principalsOf(
  moment: Pick<Moment, 'tx' | 'institutionId' | 'today'>,
  personId: string,
): Promise<Principal[]> {
  const { rows } = await sql<Principal>`
    select d.person_id as "personId", null::uuid as "disciplineId" from delegations d where d.institution_id = ${moment.institutionId} and d.delegate_id = ${personId}
      and d.revoked_at is null and ${moment.today}::date between d.from_day and d.to_day
    union
    select p.person_id, p.discipline_id from discipline_professors p where p.institution_id = ${moment.institutionId} and p.delegate_id = ${personId}
      and p.from_day <= ${moment.today}::date and (p.to_day is null or p.to_day >= ${moment.today}::date)`.execute(
    moment.tx,
  );
  return rows;
}

export async function linkEvidence(
  moment: Moment,
  submissionId: string,
  itemId: string,
  links: readonly { evidenceId: string; nodeId: string | null }[],
): Promise<void> {
  if (links.length === 0) return;
  await moment.tx
    .insertInto('evidence_links')
    .values(
      links.map((link) => ({
        institution_id: moment.institutionId,
        evidence_id: link.evidenceId,
        item_id: itemId,
        submission_id: submissionId,
        node_id: link.nodeId,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function claimNodes(
  moment: Moment,
  submissionId: string,
  itemId: string,
  nodeIds: readonly string[],
): Promise<void> {
  if (nodeIds.length === 0) return;
  await moment.tx
    .insertInto('node_claims')
    .values(
      nodeIds.map((nodeId) => ({
        institution_id: moment.institutionId,
        submission_id: submissionId,
        node_id: nodeId,
        item_id: itemId,
        claimed_on: moment.today,
        claimed_at: moment.now,
      })),
    )
    .execute();
  await moment.tx
    .updateTable('nodes')
    .set({ state: 'claimed', changed_at: moment.now })
    .where('institution_id', '=', moment.institutionId)
    .where('id', 'in', [...nodeIds])
    .where('state', '=', 'planned')
    .execute();
}

/** Verified claims fix their node on the day of the submission; returned and dropped ones go back to planned. */
export async function settleClaims(
  moment: Moment,
  submissionId: string,
  verified: (nodeId: string) => boolean,
  otherwise: 'returned' | 'dropped',
): Promise<void> {
  const { tx, institutionId } = moment;
  const claims = await tx
    .selectFrom('node_claims')
    .where('institution_id', '=', institutionId)
    .where('submission_id', '=', submissionId)
    .where('verdict', 'is', null)
    .select(['node_id', 'claimed_on'])
    .execute();
  for (const claim of claims) {
    const passes = verified(claim.node_id);
    await tx
      .updateTable('node_claims')
      .set({ verdict: passes ? 'verified' : otherwise, decided_at: moment.now })
      .where('institution_id', '=', institutionId)
      .where('submission_id', '=', submissionId)
      .where('node_id', '=', claim.node_id)
      .execute();
    await tx
      .updateTable('nodes')
      .set(
        passes
          ? { state: 'verified', done_on: claim.claimed_on, changed_at: moment.now }
          : { state: 'planned', changed_at: moment.now },
      )
      .where('institution_id', '=', institutionId)
      .where('id', '=', claim.node_id)
      .where('state', '<>', 'verified')
      .execute();
  }
}
