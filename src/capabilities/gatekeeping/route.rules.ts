// Whose verdicts a submission needs, in which order. Pure: the tree decides, not the rank; the doer never decides.

export type StepKind = 'look' | 'professor' | 'next_above' | 'college_head' | 'supervisor' | 'leader' | 'office';
export type SubmissionKind =
  | 'decomposition'
  | 'report'
  | 'node'
  | 'close_out'
  | 'extension'
  | 'change'
  | 'suspension'
  | 'resumption'
  | 'transfer'
  | 'cancellation'
  | 'reopening';

export type RouteFacts = {
  /** The submitter, the person on whose behalf, the responsible person at submission and today's. */
  doers: readonly string[];
  /** A root whose lead unit is the top unit. */
  isRootOfTopUnit: boolean;
  /** The item is of kind college or below. */
  isCollegeOrBelow: boolean;
  /** Responsible professors of the item's discipline today, in order; null where it has no discipline. */
  professors: readonly string[] | null;
  /** Responsible persons of the ancestor items, nearest first. */
  ancestors: readonly string[];
  /** For the units above the lead unit, next first: the head, else the leader in charge. */
  unitsAbove: readonly string[];
  /** Head of the college in which the lead unit lies. */
  collegeHead: string | null;
  supervisor: string | null;
  /** The head of the top unit, then holders of posts of kind school in it. */
  leaders: readonly string[];
  office: readonly string[];
};

export type Step = { kind: StepKind; personId: string | null };
export type Route = { steps: Step[]; noIndependentGate: boolean };

const WITH_COLLEGE_HEAD: readonly SubmissionKind[] = ['decomposition', 'close_out'];
const WITH_SUPERVISOR: readonly SubmissionKind[] = ['extension', 'suspension', 'cancellation'];

type Taken = readonly (string | null)[];
const isFree = (facts: RouteFacts, taken: Taken) => (person: string) =>
  !facts.doers.includes(person) && !taken.includes(person);

/** As for roots of the top unit: another leader of level 1, else the supervisor, else the office; null where all are doers. */
function asForRoots(facts: RouteFacts, taken: Taken): Step {
  const free = isFree(facts, taken);
  const leader = facts.leaders.find(free);
  if (leader) return { kind: 'leader', personId: leader };
  if (facts.supervisor && free(facts.supervisor)) return { kind: 'supervisor', personId: facts.supervisor };
  return { kind: 'office', personId: facts.office.find(free) ?? null };
}

/** A step that may not stay where it would fall: the next ancestor not yet in the route, then as for roots. */
export function replacementFor(facts: RouteFacts, taken: Taken): Step {
  const ancestor = facts.ancestors.find(isFree(facts, taken));
  if (ancestor) return { kind: 'next_above', personId: ancestor };
  const above = facts.ancestors.length === 0 ? facts.unitsAbove.find(isFree(facts, taken)) : undefined;
  return above ? { kind: 'next_above', personId: above } : asForRoots(facts, taken);
}

/** Next above: the nearest ancestor's responsible person, else the head of the next unit above, else its leader in charge; where there is nobody, as for roots. */
export function nextAbove(facts: RouteFacts, taken: Taken): Step {
  const wanted = facts.isRootOfTopUnit ? undefined : (facts.ancestors[0] ?? facts.unitsAbove[0]);
  if (wanted === undefined) return asForRoots(facts, taken);
  return facts.doers.includes(wanted) ? replacementFor(facts, taken) : { kind: 'next_above', personId: wanted };
}

function professorStep(facts: RouteFacts): Step | null {
  const { professors } = facts;
  if (!facts.isCollegeOrBelow || professors === null || professors.length === 0) return null;
  const free = professors.find((person) => !facts.doers.includes(person));
  return free ? { kind: 'professor', personId: free } : replacementFor(facts, []);
}

function named(facts: RouteFacts, kind: StepKind, person: string | null, taken: Taken): Step | null {
  if (person === null) return null;
  return facts.doers.includes(person) ? replacementFor(facts, taken) : { kind, personId: person };
}

/**
 * The route of a submission. `claims` tells a report that claims nodes or readings (it goes through the whole route)
 * from one that does not (one look by the next above). A step without a person waits and says so. `movesDue`: whatever moves a due
 * is an extension, whatever it is called.
 */
export function routeFor(kind: SubmissionKind, claims: boolean, facts: RouteFacts, movesDue = false): Route {
  if (kind === 'report' && !claims) {
    const look = nextAbove(facts, []);
    return {
      steps: [{ ...look, kind: look.kind === 'next_above' ? 'look' : look.kind }],
      noIndependentGate: isLastResort(look),
    };
  }
  const steps: Step[] = [];
  // one person on two steps decides once
  const add = (step: Step | null) => {
    if (step && !(step.personId !== null && steps.some((one) => one.personId === step.personId))) steps.push(step);
  };
  const taken = () => steps.map((step) => step.personId);
  add(professorStep(facts));
  add(nextAbove(facts, taken()));
  if (WITH_COLLEGE_HEAD.includes(kind)) add(named(facts, 'college_head', facts.collegeHead, taken()));
  if (movesDue || WITH_SUPERVISOR.includes(kind)) add(named(facts, 'supervisor', facts.supervisor, taken()));
  const kept = withoutVacancies(steps);
  return { steps: kept, noIndependentGate: kept.every(isLastResort) };
}

/** Where somebody is in the route, a step for which nobody was left falls away; else one step waits. */
function withoutVacancies(steps: Step[]): Step[] {
  const filled = steps.filter((step) => step.personId !== null);
  return filled.length > 0 ? filled : steps.slice(0, 1);
}

/** Where neither a leader of level 1 nor anyone in the line was free, the record says that no independent gate was there. */
const isLastResort = (step: Step): boolean => step.kind === 'supervisor' || step.kind === 'office';

/** The open step: the first without a verdict that has not expired. */
export function openStepOf<S extends { verdict: string | null; expired: boolean }>(steps: readonly S[]): S | null {
  return steps.find((step) => step.verdict === null && !step.expired) ?? null;
}

/** At the top a step stays and shows instead of expiring: nobody is left to take it. */
export const isAtTop = (kind: StepKind): boolean => kind === 'leader' || kind === 'office';

/** Only real gates have a limit that passes the step on; a look waits for the next report. */
export const hasLimit = (kind: StepKind): boolean => kind !== 'look';
