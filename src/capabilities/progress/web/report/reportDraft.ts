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

/** What is known already stands in the form; the computed light is proposed where it is one of the four that a person may choose. */
export function draftFrom(start: FormStart): ReportDraft {
  const { last, suggested } = start;
  return {
    claimed: {},
    progress: start.asksProgress ? (suggested.progress ?? last?.progress ?? null) : null,
    readings: {},
    light: isRated(start.computedLight) ? start.computedLight : null,
    done: suggested.done || last?.done || '',
    problem: suggested.problem ?? last?.problem ?? '',
    help: last?.help ?? '',
    next: suggested.next,
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

/** Words that came along and were not touched: they may be sent, but the form says so. */
export const isUntouched = (start: FormStart, draft: ReportDraft): boolean =>
  draft.done !== '' && (draft.done === start.suggested.done || draft.done === start.last?.done);

type Node = FormStart['nodes'][number];

/** The nodes that this report should speak of come first: those due in its period or before, then those to come. */
export function nodesByNeed(start: FormStart, today: string): { due: Node[]; later: Node[] } {
  const until = today > start.period.to ? today : start.period.to;
  const byDay = [...start.nodes].sort((one, other) => one.date.localeCompare(other.date));
  return { due: byDay.filter((node) => node.date <= until), later: byDay.filter((node) => node.date > until) };
}

export interface AtHand {
  from: 'known' | 'last';
  /** The whole text as it would stand then. */
  done: string;
}

/** What lies ready to be taken over: what is known of the period first, then last time's words; nothing that stands there already. */
export function wordsAtHand(start: FormStart, draft: ReportDraft): AtHand[] {
  const own = isUntouched(start, draft) ? '' : draft.done.trimEnd();
  const ready = [
    { from: 'known', words: start.suggested.done },
    { from: 'last', words: start.last?.done ?? '' },
  ] as const;
  return ready
    .filter(({ words }) => words.trim() && !draft.done.includes(words))
    .map(({ from, words }) => ({ from, done: own ? `${own}\n${words}` : words }));
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

/** True while a report of this very period still waits: the new one takes its place. */
export function replacesPending(start: FormStart): boolean {
  const { last, period } = start;
  return last?.state === 'pending' && last.period.from === period.from && last.period.kind === period.kind;
}

/** `cycleId` where the report is for a cycle that was asked for, not for the one that is due. */
export function bodyOf(start: FormStart, draft: ReportDraft, cycleId?: string): Body {
  const nodesDone = Object.entries(draft.claimed).map(([nodeId, evidenceIds]) => ({ nodeId, evidenceIds }));
  const readings = Object.entries(draft.readings).flatMap(([indicatorId, value]) =>
    value === null ? [] : [{ indicatorId, value }],
  );
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
    ...(start.corrects ? { corrects: start.corrects } : {}),
    ...(cycleId ? { cycleId } : {}),
  };
}

/** Puts a line about a report below at the end, unless a line that begins with `head` stands there already. */
export function withLine(present: string, head: string, line: string): string {
  if (present.split('\n').some((one) => one.startsWith(head))) return present;
  return present.trim() ? `${present.trimEnd()}\n${line}` : line;
}
