// Keeps undecided steps with people who may decide them: after a hand-over or the end of a post a step goes where the tree now says.
import { sql } from 'kysely';
import { appendEvent, type Moment } from '../../platform/events/append.ts';
import { lockItems } from '../linkage/standing.store.ts';
import { doersOf } from './decide.rules.ts';
import { openStepOf, type RouteFacts, replacementFor, type Step } from './route.rules.ts';
import { loadRouteFacts } from './route.store.ts';
import { loadSteps, lockSubmission, type StoredStep, setStep } from './submission.store.ts';
import { stepDue } from './submit.actions.ts';

/** Whether the person still stands where the step put him, and is no doer. */
export function stillHolds(step: Pick<StoredStep, 'kind' | 'person_id'>, facts: RouteFacts): boolean {
  const person = step.person_id;
  if (person === null || facts.doers.includes(person)) return false;
  if (step.kind === 'professor') return facts.professors?.includes(person) ?? false;
  if (step.kind === 'college_head') return facts.collegeHead === person;
  if (step.kind === 'leader') return facts.leaders.includes(person);
  if (step.kind === 'supervisor') return facts.supervisor === person;
  if (step.kind === 'office') return facts.office.includes(person);
  return facts.ancestors.includes(person) || facts.unitsAbove.includes(person);
}

/** Who takes the step now: the one who came after in the same place, else whoever the replacement rule names. */
export function takerOf(step: Pick<StoredStep, 'kind'>, facts: RouteFacts, taken: readonly (string | null)[]): Step {
  const free = (person: string) => !facts.doers.includes(person) && !taken.includes(person);
  const professor = step.kind === 'professor' ? facts.professors?.find(free) : undefined;
  if (professor) return { kind: 'professor', personId: professor };
  if (step.kind === 'college_head' && facts.collegeHead !== null && free(facts.collegeHead))
    return { kind: 'college_head', personId: facts.collegeHead };
  const replacement = replacementFor(facts, taken);
  return step.kind === 'look' && replacement.kind === 'next_above' ? { ...replacement, kind: 'look' } : replacement;
}

/** Pending submissions in which somebody lost his place by yesterday or today, or became a doer. */
async function findShaken(moment: Moment): Promise<{ id: string; item_id: string }[]> {
  const { rows } = await sql<{ id: string; item_id: string }>`
    select distinct s.id, s.item_id from submissions s
      join gate_steps g on g.institution_id = s.institution_id and g.submission_id = s.id and g.verdict is null and not g.expired and g.person_id is not null
      join items i on i.institution_id = s.institution_id and i.id = s.item_id
    where s.institution_id = ${moment.institutionId} and s.state = 'pending' and (
      g.person_id = i.responsible_person_id
      or exists (select 1 from posts p where p.institution_id = g.institution_id and p.person_id = g.person_id and p.to_day >= ${moment.today}::date - 3 and p.to_day < ${moment.today}::date)
      or exists (select 1 from discipline_professors d where d.institution_id = g.institution_id and d.person_id = g.person_id and d.to_day >= ${moment.today}::date - 3 and d.to_day < ${moment.today}::date)
      or exists (select 1 from role_grants r where r.institution_id = g.institution_id and r.person_id = g.person_id and r.to_day >= ${moment.today}::date - 3 and r.to_day < ${moment.today}::date))
    order by s.id`.execute(moment.tx);
  return rows;
}

export async function rerouteShakenSteps(moment: Moment): Promise<void> {
  for (const { id, item_id } of await findShaken(moment)) await reroute(moment, id, item_id);
}

async function reroute(moment: Moment, id: string, itemId: string): Promise<void> {
  await lockItems(moment, [itemId]);
  const submission = await lockSubmission(moment, id);
  if (submission?.state !== 'pending') return;
  const steps = await loadSteps(moment, [id]);
  const facts = await loadRouteFacts(moment, itemId, doersOf(submission));
  const open = openStepOf(steps);
  for (const step of steps) {
    if (step.verdict !== null || step.expired || step.person_id === null || stillHolds(step, facts)) continue;
    const taker = takerOf(
      step,
      facts,
      steps.map((one) => one.person_id),
    );
    // the limit starts anew for one who finds the step on his desk today
    const due = step === open ? { opened_on: moment.today, due: await stepDue(moment, taker.kind) } : {};
    await setStep(moment, step, { person_id: taker.personId, kind: taker.kind, ...due });
    await appendEvent(moment, {
      act: 'gate.rerouted',
      objectKind: 'submission',
      objectId: id,
      itemId,
      before: { personId: step.person_id },
      after: { personId: taker.personId, step: taker.kind },
    });
    step.person_id = taker.personId;
  }
}

/** After an item went to another person: what waits on it and below goes where the tree now says. */
export async function rerouteAround(moment: Moment, itemId: string, exceptId: string): Promise<void> {
  const { rows } = await sql<{ id: string; item_id: string }>`
    select s.id, s.item_id from submissions s join items i on i.institution_id = s.institution_id and i.id = s.item_id
    where s.institution_id = ${moment.institutionId} and s.state = 'pending' and ${itemId}::uuid = any (i.path) and s.id <> ${exceptId}
    order by cardinality(i.path) desc, s.id`.execute(moment.tx);
  for (const { id, item_id } of rows) await reroute(moment, id, item_id);
}
