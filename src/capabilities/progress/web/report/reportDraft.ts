// The report form without its looks: what it starts from, what is still missing, how long it takes, what is sent.
import type { z } from 'zod';
import type { ReportBody, ReportForm as ReportFormShape } from '../../progress.contract.ts';

export type FormStart = z.output<typeof ReportFormShape>;
type Body = z.input<typeof ReportBody>;
export type RatedLight = Body['selfRatedLight'];

export const ratedLights: readonly RatedLight[] = ['green', 'yellow', 'orange', 'red'];
const isRated = (light: string): light is RatedLight => ratedLights.some((one) => one === light);

export interface ReportDraft {
  /** Evidence by the id of the node that is claimed. */
  claimed: Record<string, string[]>;
  progress: number | null;
  readings: Record<string, number | null>;
  light: RatedLight | null;
  done: string;
  problem: string;
  help: string;
  next: string;
  majorRisk: boolean;
  cause: string;
  countermeasure: string;
  evidenceIds: string[];
}

/** Last time's words come along; the computed light is proposed where it is one of the four that a person may choose. */
export function draftFrom(start: FormStart): ReportDraft {
  const { last } = start;
  return {
    claimed: {},
    progress: start.asksProgress ? (last?.progress ?? null) : null,
    readings: {},
    light: isRated(start.computedLight) ? start.computedLight : null,
    done: last?.done ?? '',
    problem: last?.problem ?? '',
    help: last?.help ?? '',
    next: '',
    majorRisk: last?.majorRisk ?? false,
    cause: last?.cause ?? '',
    countermeasure: last?.countermeasure ?? '',
    evidenceIds: [],
  };
}

/** A red light asks why and what is done about it; whoever calls himself red is asked as well. */
export const asksCause = (start: FormStart, draft: ReportDraft): boolean =>
  start.needsCause || start.computedLight === 'red' || draft.light === 'red';

export type MissingField = 'light' | 'progress' | 'done' | 'cause' | 'countermeasure';

/** What must still be filled in before the report can go. */
export function missingFields(start: FormStart, draft: ReportDraft): MissingField[] {
  const missing: MissingField[] = [];
  if (start.asksProgress && draft.progress === null) missing.push('progress');
  if (!draft.done.trim()) missing.push('done');
  if (draft.light === null) missing.push('light');
  if (start.needsCause && !draft.cause.trim()) missing.push('cause');
  if (start.needsCause && !draft.countermeasure.trim()) missing.push('countermeasure');
  return missing;
}

/** Seconds that answers take which are still open; the rest is reading over what stands there. */
const seconds = { readOver: 20, words: 10, claim: 10, reading: 6, progress: 5 };

/** About how long the rest of the form takes, rounded to tens. */
export function secondsLeft(start: FormStart, draft: ReportDraft): number {
  const unproven = Object.values(draft.claimed).filter((evidence) => evidence.length === 0).length;
  const unread = start.indicators.filter((one) => (draft.readings[one.id] ?? null) === null).length;
  const total =
    seconds.readOver +
    (draft.done.trim() ? 0 : seconds.words) +
    (draft.next.trim() ? 0 : seconds.words) +
    unproven * seconds.claim +
    unread * seconds.reading +
    (start.asksProgress && draft.progress === null ? seconds.progress : 0);
  return Math.round(total / 10) * 10;
}

const filled = (text: string): string | undefined => text.trim() || undefined;

/** A second report of the same period names the one that it corrects, once that one has passed. */
export function correctedReport(start: FormStart): string | null {
  const { last, period } = start;
  if (!last || last.period.from !== period.from || last.period.kind !== period.kind) return null;
  return last.state === 'passed' || last.state === 'passed_with_conditions' ? last.id : null;
}

/** True while a report of this very period still waits: the new one takes its place. */
export function replacesPending(start: FormStart): boolean {
  const { last, period } = start;
  return last?.state === 'pending' && last.period.from === period.from && last.period.kind === period.kind;
}

export function bodyOf(start: FormStart, draft: ReportDraft): Body {
  const nodesDone = Object.entries(draft.claimed).map(([nodeId, evidenceIds]) => ({ nodeId, evidenceIds }));
  const readings = Object.entries(draft.readings).flatMap(([indicatorId, value]) =>
    value === null ? [] : [{ indicatorId, value }],
  );
  const corrects = correctedReport(start);
  const withCause = asksCause(start, draft);
  return {
    selfRatedLight: draft.light ?? 'green',
    done: draft.done.trim(),
    next: draft.next.trim(),
    problem: filled(draft.problem) ?? null,
    help: filled(draft.help) ?? null,
    majorRisk: draft.majorRisk,
    ...(start.asksProgress && draft.progress !== null ? { progress: draft.progress } : {}),
    ...(nodesDone.length > 0 ? { nodesDone } : {}),
    ...(readings.length > 0 ? { readings } : {}),
    ...(draft.evidenceIds.length > 0 ? { evidenceIds: draft.evidenceIds } : {}),
    ...(withCause && filled(draft.cause) ? { cause: draft.cause.trim() } : {}),
    ...(withCause && filled(draft.countermeasure) ? { countermeasure: draft.countermeasure.trim() } : {}),
    ...(corrects ? { corrects } : {}),
  };
}

/** Puts words of a report below at the end of what stands there, on a line of their own. */
export function withWordsOf(present: string, title: string, done: string): string {
  const line = title ? `${title}: ${done.trim()}` : done.trim();
  if (present.includes(line)) return present;
  return present.trim() ? `${present.trimEnd()}\n${line}` : line;
}
