// How a submission goes through its gate in the story: who decides when, who lets the limit pass, what is sent back.
import {
  hasLimit,
  isAtTop,
  type RouteFacts,
  replacementFor,
  routeFor,
  type Step,
  type SubmissionKind,
} from '../../capabilities/gatekeeping/route.rules.ts';
import type { Day } from '../../capabilities/institution/calendar.rules.ts';
import { diligenceOf, type House } from './house.ts';
import { between, chance } from './keyed-chance.ts';
import type { StoryTime } from './story-time.ts';

export const LIMIT_DAYS = 5;

export type StepStory = Step & {
  position: number;
  openedOn: Day | null;
  due: Day | null;
  verdict: 'passed' | 'returned' | null;
  decidedAt: Date | null;
  expiredOn: Day | null;
};

export type GateStory = {
  steps: StepStory[];
  state: 'pending' | 'passed' | 'returned';
  endedAt: Date | null;
  noIndependentGate: boolean;
};

export type GateAsk = {
  kind: SubmissionKind;
  claims: boolean;
  facts: RouteFacts;
  unitId: string;
  at: Date;
  key: string;
  /** Whether it may come back; what the story needs to pass must not. */
  mayReturn?: boolean;
};

const POSITION_GAP = 100;

export function passGate(house: House, time: StoryTime, ask: GateAsk): GateStory {
  const route = routeFor(ask.kind, ask.claims, ask.facts);
  const story: GateStory = { steps: [], state: 'pending', endedAt: null, noIndependentGate: route.noIndependentGate };
  const returned = ask.mayReturn !== false && chance(`return ${ask.key}`) < 0.04;
  let opened = ask.at;
  let waiting = false;
  const taken = route.steps.map((step) => step.personId);
  for (const [index, step] of route.steps.entries()) {
    const last = index === route.steps.length - 1;
    const verdict = last && returned ? 'returned' : 'passed';
    const position = (index + 1) * POSITION_GAP;
    if (waiting) {
      story.steps.push(unopened(step, position));
      continue;
    }
    const rounds = decideStep(house, time, { ...ask, opened, position, taken, verdict }, step);
    story.steps.push(...rounds);
    const decidedAt = rounds.at(-1)?.decidedAt ?? null;
    if (decidedAt === null) waiting = true;
    else opened = decidedAt;
    if (decidedAt !== null && last) Object.assign(story, { state: verdict, endedAt: decidedAt });
  }
  return story;
}

const unopened = (step: Step, position: number): StepStory => ({
  ...step,
  position,
  openedOn: null,
  due: null,
  verdict: null,
  decidedAt: null,
  expiredOn: null,
});

type Round = GateAsk & { opened: Date; position: number; taken: (string | null)[]; verdict: 'passed' | 'returned' };

/** One step, and those that took it over; the last one holds the verdict where there is one. */
function decideStep(house: House, time: StoryTime, round: Round, step: Step): StepStory[] {
  const openedOn = time.dayOf(round.opened);
  const due = hasLimit(step.kind) ? time.workingDay(openedOn, LIMIT_DAYS) : null;
  const open: StepStory = { ...unopened(step, round.position), openedOn, due };
  if (step.personId === null) return [open];
  const key = `${round.key} step ${round.position}`;
  const days = daysToDecide(step, key, diligenceOf(house, step.personId, round.unitId, round.key));
  if (days === null) return [open];
  if (due !== null && days > LIMIT_DAYS) {
    const expiredOn = time.workingDay(due, 1);
    const midnight = time.startOf(expiredOn);
    if (!time.isPast(midnight)) return [open];
    const next = replacementFor(round.facts, round.taken);
    round.taken.push(next.personId);
    const further = { ...round, opened: midnight, position: round.position + 1 };
    return [{ ...open, expiredOn }, ...decideStep(house, time, further, next)];
  }
  const decidedAt = time.at(time.workingDay(openedOn, days), key, round.opened);
  return time.isPast(decidedAt) ? [{ ...open, verdict: round.verdict, decidedAt }] : [open];
}

/** Null: a look that nobody takes before the next report. More than the limit: the step is lost. */
function daysToDecide(step: Step, key: string, diligence: number): number | null {
  const luck = chance(`decide ${key}`);
  if (step.kind === 'look') return luck < 0.35 + diligence * 0.35 ? between(`look ${key}`, 0, 6) : null;
  if (luck < 0.15 + diligence * 0.6) return between(`soon ${key}`, 0, 2);
  if (luck < 0.97 || isAtTop(step.kind)) return between(`later ${key}`, 2, LIMIT_DAYS);
  return LIMIT_DAYS + 1;
}
