// What somebody is about to answer to many negotiations: one choice a row, one reason for all that need one. Pure.
import type { Talk, Verdict } from './talkQueries.ts';
import { changedEdits, type Edits, proposalOf, tableOf } from './talkTerms.ts';

/** `later`: not answered this time. `keep`: decided to leave the item as it stands. */
export type Choice = 'later' | 'agree' | 'counter' | 'decide' | 'keep';
export interface Answer {
  choice: Choice;
  edits: Edits;
}
export type Answers = Readonly<Record<string, Answer>>;

const NONE: Answer = { choice: 'later', edits: {} };
export const answerTo = (answers: Answers, talk: Talk): Answer => answers[talk.itemId] ?? NONE;

/** Whether this caller has something to say to it now. */
export const isMine = (talk: Talk): boolean =>
  talk.abilities.agree === true || talk.abilities.counter === true || talk.abilities.decide === true;

/** The choices of a row, the likeliest first. */
export function choicesOf(talk: Talk): Choice[] {
  const { agree, counter, decide } = talk.abilities;
  const own: Choice[] = [...(agree ? ['agree' as const] : []), ...(counter ? ['counter' as const] : [])];
  return decide ? [...own, 'decide', 'keep', 'later'] : [...own, 'later'];
}

export const isEdited = (talk: Talk, edits: Edits): boolean =>
  Object.keys(changedEdits(tableOf(talk), edits)).length > 0;

/** Typing beside a value is a counter-proposal, or the superior's own word where he decides; typing it back is not. */
export function edited(answers: Answers, talk: Talk, change: Edits): Answers {
  const before = answerTo(answers, talk);
  const edits = changedEdits(tableOf(talk), { ...before.edits, ...change });
  const speaks: Choice = talk.abilities.counter ? 'counter' : 'decide';
  const choice = Object.keys(edits).length > 0 ? speaks : before.choice === speaks ? 'later' : before.choice;
  return { ...answers, [talk.itemId]: { choice, edits } };
}

export function chosen(answers: Answers, talk: Talk, choice: Choice): Answers {
  const before = answerTo(answers, talk);
  // to agree is to take what lies there: what was typed goes
  const edits = choice === 'counter' || choice === 'decide' ? before.edits : {};
  return { ...answers, [talk.itemId]: { choice, edits } };
}

/** Agrees to all that can be agreed to and were not edited. */
export function agreedToAll(answers: Answers, talks: readonly Talk[]): Answers {
  return talks.reduce(
    (now, talk) =>
      talk.abilities.agree && !isEdited(talk, answerTo(now, talk).edits) ? chosen(now, talk, 'agree') : now,
    answers,
  );
}

export interface Outgoing {
  itemId: string;
  n: number;
  verdict: Verdict;
  proposal?: ReturnType<typeof proposalOf>;
  keep?: boolean;
}

/** What is sent, in the order of the rows; a counter that says nothing yet waits. */
export function outgoing(answers: Answers, talks: readonly Talk[]): Outgoing[] {
  return talks.flatMap((talk): Outgoing[] => {
    const { choice, edits } = answerTo(answers, talk);
    if (choice === 'later' || !choicesOf(talk).includes(choice)) return [];
    const row = { itemId: talk.itemId, n: talk.n };
    if (choice === 'agree') return [{ ...row, verdict: 'agree' }];
    if (choice === 'keep') return [{ ...row, verdict: 'decide', keep: true }];
    const proposal = proposalOf(tableOf(talk), edits);
    const speaks = Object.keys(proposal).length > 0;
    if (choice === 'counter') return speaks ? [{ ...row, verdict: 'counter', proposal }] : [];
    return [{ ...row, verdict: 'decide', ...(speaks && { proposal }) }];
  });
}

export const needReason = (rows: readonly Outgoing[]): boolean => rows.some((row) => row.verdict !== 'agree');
