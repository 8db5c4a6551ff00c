// What about a submission is out of the ordinary and has to be read before it is decided; what has nothing of it may be decided together. Pure.
import type { SubmissionKind } from './route.rules.ts';

type Light = 'grey' | 'green' | 'yellow' | 'orange' | 'red' | 'blue' | 'teal';
type Rated = 'green' | 'yellow' | 'orange' | 'red';

export type RemarkFacts = {
  kind: SubmissionKind;
  /** The item's light as computed today. */
  computed: Light;
  selfRated: Rated | null;
  /** Lights that earlier gatekeepers of the same submission gave. */
  gateRated: readonly Rated[];
  /** A report after its deadline, a node claimed after its date, a close-out sent after the original due. */
  late: boolean;
  majorRisk: boolean;
  problem: boolean;
  help: boolean;
  /** Claims that bear no evidence; a placeholder's need none. */
  withoutEvidence: number;
  /** Indicators of a decomposition that those below do not carry as they should, whatever the reason given. */
  gaps: number;
  /** Standing children that a decomposition would change. */
  standingChanged: number;
  /** The reported percentage is below what is verified. */
  fell: boolean;
  corrects: boolean;
  /** The last submission of the kind was returned: this one answers it. */
  answersReturn: boolean;
  noIndependentGate: boolean;
  /** Conditions set at an earlier step. */
  conditions: number;
};

export const REMARKS = [
  'always_read',
  'no_independent_gate',
  'major_risk',
  'light_low',
  'light_differs',
  'problem',
  'help',
  'late',
  'no_evidence',
  'gap',
  'changes_standing',
  'fell',
  'answers_return',
  'corrects',
  'conditions',
] as const;
export type Remark = (typeof REMARKS)[number];

/** Kinds that promise nothing new: the rest change what was promised and are always read. */
const PLAIN_KINDS: readonly SubmissionKind[] = ['decomposition', 'report', 'node', 'close_out'];
const LOW: readonly string[] = ['orange', 'red'];
const RATED: readonly string[] = ['green', 'yellow', 'orange', 'red'];

/** Every reason for reading a submission, in the order of REMARKS; none: it may be decided together with others. */
export function remarksOf(facts: RemarkFacts): Remark[] {
  const lights = [facts.computed, facts.selfRated, ...facts.gateRated];
  const holds: Record<Remark, boolean> = {
    always_read: !PLAIN_KINDS.includes(facts.kind),
    no_independent_gate: facts.noIndependentGate,
    major_risk: facts.majorRisk,
    light_low: lights.some((light) => light !== null && LOW.includes(light)),
    light_differs: facts.selfRated !== null && RATED.includes(facts.computed) && facts.selfRated !== facts.computed,
    problem: facts.problem,
    help: facts.help,
    late: facts.late,
    no_evidence: facts.withoutEvidence > 0,
    gap: facts.gaps > 0,
    changes_standing: facts.standingChanged > 0,
    fell: facts.fell,
    answers_return: facts.answersReturn,
    corrects: facts.corrects,
    conditions: facts.conditions > 0,
  };
  return REMARKS.filter((remark) => holds[remark]);
}

export const isUnremarkable = (facts: RemarkFacts): boolean => remarksOf(facts).length === 0;
