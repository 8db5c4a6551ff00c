// One choice a row, forty rows in one go.
import { describe, expect, it } from 'vitest';
import { agreedToAll, answerTo, choicesOf, chosen, edited, needReason, outgoing } from './answers.ts';
import type { Talk } from './talkQueries.ts';

const talk = (itemId: string, abilities: Record<string, boolean> = { agree: true, counter: true, decide: false }) =>
  ({
    itemId,
    n: 2,
    abilities,
    rounds: [],
    current: {
      weight: 40,
      targets: [],
      start: '2026-03-01',
      due: '2026-12-31',
      responsiblePersonId: 'zhou',
      title: '甲',
      titleEn: null,
      requirement: '',
      requirementEn: null,
      standard: '',
      standardEn: null,
    },
  }) as unknown as Talk;

describe('a row', () => {
  it('becomes a counter-proposal by typing beside a value, and none again by typing it back', () => {
    const one = talk('a');
    const typed = edited({}, one, { weight: 35 });
    expect(answerTo(typed, one)).toEqual({ choice: 'counter', edits: { weight: 35 } });
    expect(answerTo(edited(typed, one, { weight: 40 }), one)).toEqual({ choice: 'later', edits: {} });
  });

  it('is decided by typing where only the superior is left', () => {
    const one = talk('a', { agree: true, counter: false, decide: true });
    expect(choicesOf(one)).toEqual(['agree', 'decide', 'keep', 'later']);
    expect(outgoing(edited({}, one, { weight: 35 }), [one])).toEqual([
      { itemId: 'a', n: 2, verdict: 'decide', proposal: { weight: 35 } },
    ]);
    expect(outgoing(chosen({}, one, 'keep'), [one])).toEqual([{ itemId: 'a', n: 2, verdict: 'decide', keep: true }]);
  });

  it('loses what was typed when it is agreed to after all', () => {
    const one = talk('a');
    expect(outgoing(chosen(edited({}, one, { weight: 35 }), one, 'agree'), [one])).toEqual([
      { itemId: 'a', n: 2, verdict: 'agree' },
    ]);
  });
});

describe('all rows', () => {
  it('are agreed to at once, but for those that were edited and those that wait for the other side', () => {
    const rows = [talk('a'), talk('b'), talk('c', { agree: false, counter: false, decide: false })];
    const first = rows[0] as Talk;
    const answers = agreedToAll(edited({}, first, { due: '2026-11-30' }), rows);
    expect(outgoing(answers, rows)).toEqual([
      { itemId: 'a', n: 2, verdict: 'counter', proposal: { due: '2026-11-30' } },
      { itemId: 'b', n: 2, verdict: 'agree' },
    ]);
    expect(needReason(outgoing(answers, rows))).toBe(true);
    expect(needReason(outgoing(agreedToAll({}, rows), rows))).toBe(false);
  });

  it('that say counter and nothing else are not sent', () => {
    const one = talk('a');
    expect(outgoing(chosen({}, one, 'counter'), [one])).toEqual([]);
  });
});
