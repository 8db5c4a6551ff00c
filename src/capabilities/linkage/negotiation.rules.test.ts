// Who may say what when in a negotiation: by example, and by property over any talk of two sides, limits and attempts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCalendar, isWorkingDay, nextWorkingDay, nthWorkingDayAfter } from '../institution/calendar.rules.ts';
import {
  counter,
  decide,
  isSettled,
  lastSpeaker,
  mayReply,
  openTalk,
  otherSide,
  passLimit,
  reply,
  type Side,
  type Talk,
  type Verdict,
} from './negotiation.rules.ts';

const MOST = 3;
const say = (talk: Talk, ...said: [Side, Verdict][]): Talk =>
  said.reduce((now, [side, verdict]) => {
    const next = reply(now, side, verdict, MOST);
    if (!next.ok) throw new Error(next.refusal.code);
    return next.value;
  }, talk);
const codeOf = (result: ReturnType<typeof reply>) => (result.ok ? 'said' : result.refusal.code);

describe('a draft that is opened as it stands', () => {
  const opened = openTalk('superior', false, MOST);

  it('waits for its receiver, who may agree or counter', () => {
    expect(opened).toEqual({ state: 'open', rounds: [], waitsFor: 'receiver' });
    expect(mayReply(opened, 'receiver')).toEqual({ agree: true, counter: true, decide: false });
    expect(mayReply(opened, 'superior')).toEqual({ agree: false, counter: false, decide: false });
    expect(mayReply(opened, null)).toEqual({ agree: false, counter: false, decide: false });
  });

  it('takes three proposals in turn; then the superior decides and nobody counters', () => {
    const third = say(opened, ['receiver', 'counter'], ['superior', 'counter'], ['receiver', 'counter']);
    expect(third).toEqual({ state: 'deciding', rounds: ['receiver', 'superior', 'receiver'], waitsFor: 'superior' });
    expect(codeOf(counter(third, 'superior', MOST))).toBe('superior_decides');
    expect(mayReply(third, 'receiver')).toEqual({ agree: false, counter: false, decide: false });
    expect(say(third, ['superior', 'decide'])).toMatchObject({ state: 'decided', waitsFor: null });
    expect(say(third, ['superior', 'agree'])).toMatchObject({ state: 'agreed' });
  });

  it('may still be agreed to after the superior had the last word, until he decides', () => {
    const last = say(openTalk('superior', true, MOST), ['receiver', 'counter'], ['superior', 'counter']);
    expect(last.state).toBe('deciding');
    expect(mayReply(last, 'receiver')).toEqual({ agree: true, counter: false, decide: false });
    expect(mayReply(last, 'superior')).toEqual({ agree: false, counter: false, decide: true });
  });

  it('is not decided before its limit, nor ever by the receiver', () => {
    expect(codeOf(decide(opened, 'superior'))).toBe('decide_too_early');
    expect(codeOf(decide(passLimit(opened), 'receiver'))).toBe('only_superior_decides');
    expect(say(passLimit(opened), ['superior', 'decide']).state).toBe('decided');
  });
});

const side = fc.constantFrom<Side>('receiver', 'superior');
const attempt = fc.record({
  side,
  act: fc.constantFrom<Verdict | 'limit'>('agree', 'counter', 'counter', 'decide', 'limit'),
});

/** Every state that a talk goes through, refused attempts left out. */
function walk(by: Side, proposes: boolean, most: number, attempts: { side: Side; act: Verdict | 'limit' }[]): Talk[] {
  const states = [openTalk(by, proposes, most)];
  for (const { side: who, act } of attempts) {
    const now = states.at(-1) as Talk;
    if (act === 'limit') states.push(passLimit(now));
    else {
      const next = reply(now, who, act, most);
      if (next.ok) states.push(next.value);
    }
  }
  return states;
}

describe('over any talk', () => {
  const talks = (holds: (states: Talk[], most: number) => void) =>
    fc.assert(
      fc.property(
        side,
        fc.boolean(),
        fc.integer({ min: 1, max: 10 }),
        fc.array(attempt, { maxLength: 30 }),
        (by, proposes, most, attempts) => holds(walk(by, proposes, most, attempts), most),
      ),
      { numRuns: 2000 },
    );

  it('there is never one round more than the setting allows, and sides take turns', () => {
    talks((states, most) => {
      for (const { rounds } of states) {
        expect(rounds.length).toBeLessThanOrEqual(most);
        for (const [at, who] of rounds.entries()) if (at > 0) expect(who).toBe(otherSide(rounds[at - 1] as Side));
      }
    });
  });

  it('a settled talk stays as it is, and waits for nobody; an unsettled one waits for exactly one side', () => {
    talks((states) => {
      for (const [at, talk] of states.entries()) {
        expect(talk.waitsFor === null).toBe(isSettled(talk.state));
        if (isSettled(talk.state)) expect(states.slice(at)).toEqual(states.slice(at).map(() => talk));
      }
    });
  });

  it('a decision is preceded by a passed limit or a full count of rounds, and there is always somebody who can go on', () => {
    talks((states, most) => {
      for (const [at, talk] of states.entries()) {
        if (talk.state === 'decided' && states[at - 1]?.state !== 'decided')
          expect(states[at - 1]?.state).toBe('deciding');
        if (talk.state === 'open') expect(talk.rounds.length).toBeLessThan(most);
        if (!isSettled(talk.state)) {
          const may = mayReply(talk, talk.waitsFor);
          expect(may.agree || may.decide).toBe(true);
        }
      }
    });
  });

  it('nobody answers his own round, whatever the answer', () => {
    talks((states) => {
      for (const talk of states) {
        const own = lastSpeaker(talk);
        expect(reply(talk, own, 'agree', MOST).ok).toBe(false);
        expect(reply(talk, own, 'counter', MOST).ok).toBe(false);
      }
    });
  });
});

describe('the limit over a Spring Festival', () => {
  // 2026: 15 to 23 February are holidays, 14 and 28 February make-up working days
  const calendar = buildCalendar({
    holidays: ['15', '16', '17', '18', '19', '20', '21', '22', '23'].map((day) => `2026-02-${day}`),
    makeUpDays: ['2026-02-14', '2026-02-28'],
  });

  it('ends with the fifth working day, and what follows comes with the next one', () => {
    expect(nthWorkingDayAfter(calendar, '2026-02-12', 5)).toBe('2026-02-26');
    expect(nextWorkingDay(calendar, '2026-02-26')).toBe('2026-02-27');
    expect(isWorkingDay(calendar, '2026-02-14')).toBe(true);
  });
});
