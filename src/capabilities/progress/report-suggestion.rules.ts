// What a new report starts from, in words: last time's plans, the nodes of the period, the reports below. Pure; the reader's words are handed in.
import type { Day } from '../institution/calendar.rules.ts';
import type { Period } from './period.rules.ts';

export type SuggestedNode = { title: string; date: Day; state: string; doneOn: Day | null };
export type BelowWords = { title: string; done: string; problem: string | null };

/** Sentences in the reader's language. */
export type SuggestionWords = {
  planned(text: string): string;
  nodeDone(title: string, date: Day): string;
  nodeDue(title: string, date: Day): string;
  nodeNext(title: string, date: Day): string;
  below(title: string, text: string): string;
};

export type SuggestionFacts = {
  period: Period;
  /** The period after it. */
  next: Period;
  lastNext: string | null;
  nodes: readonly SuggestedNode[];
  below: readonly BelowWords[];
};

/** A line of somebody else's words is a reminder of them, not a copy. */
const LONGEST_LINE = 200;
/** More lines than these are not summarised any more. */
const MOST_LINES = 20;

const within = (day: Day | null, period: Period): boolean => day !== null && day >= period.from && day <= period.to;
const isOpen = (node: SuggestedNode): boolean => node.state === 'planned';

function cut(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}

function digest(
  below: readonly BelowWords[],
  textOf: (one: BelowWords) => string | null,
  words: SuggestionWords,
): string[] {
  return below.flatMap((one) => {
    const text = cut(textOf(one) ?? '');
    return text === '' ? [] : [words.below(one.title, text)];
  });
}

const joined = (lines: readonly string[]): string => lines.slice(0, MOST_LINES).join('\n');

/**
 * `done`: what was planned last time, nodes done or due in the period, the reports below. `problem`: the problems below, null for none.
 * `next`: nodes that are overdue or fall into the period to come.
 */
export function suggestWords(
  facts: SuggestionFacts,
  words: SuggestionWords,
): { done: string; problem: string | null; next: string } {
  const { period, next, nodes, below } = facts;
  const planned = cut(facts.lastNext ?? '');
  const done = [
    ...(planned === '' ? [] : [words.planned(planned)]),
    ...nodes.filter((node) => within(node.doneOn, period)).map((node) => words.nodeDone(node.title, node.date)),
    ...nodes
      .filter((node) => isOpen(node) && within(node.date, period))
      .map((node) => words.nodeDue(node.title, node.date)),
    ...digest(below, (one) => one.done, words),
  ];
  const problem = digest(below, (one) => one.problem, words);
  const ahead = nodes
    .filter((node) => isOpen(node) && node.date <= next.to)
    .map((node) => words.nodeNext(node.title, node.date));
  return { done: joined(done), problem: problem.length === 0 ? null : joined(problem), next: joined(ahead) };
}

/** The nodes that may have been done in the period: open, and their day is not after its end. */
export function nodesToAskFor<N extends Pick<SuggestedNode, 'date' | 'state'>>(
  nodes: readonly N[],
  period: Period,
): N[] {
  return nodes.filter((node) => node.state === 'planned' && node.date <= period.to);
}
