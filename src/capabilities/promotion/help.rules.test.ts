// Help by rules: whom it reaches by units and lines, what ends it, and how late somebody is.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import { daysLate, endOf, type HelpAct, hasPassed, nextByUnits, passedInLine, type UnitsFacts } from './help.rules.ts';

const calendar = institutionCalendar({ official: true, closedDays: [] });
const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const someone = fc.option(fc.constantFrom(...people), { nil: null });
const facts: fc.Arbitrary<UnitsFacts> = fc.record({
  line: fc.array(fc.record({ headId: someone, leaderInChargeId: someone }), { maxLength: 5 }),
  leaders: fc.uniqueArray(fc.constantFrom('x', 'y', ...people), { maxLength: 3 }),
});

/** Asks one after the other until nobody is left. */
function climb(from: UnitsFacts, asker: string): string[] {
  const asked: string[] = [];
  for (let next = nextByUnits(from, asker, asked); next !== null; next = nextByUnits(from, asker, asked)) {
    asked.push(next);
    if (asked.length > 20) throw new Error('it climbs for ever');
  }
  return asked;
}

describe('climbing by units', () => {
  test('asks everybody of the line once, never the asker, and one of the first level at last', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(...people), (from, asker) => {
        const asked = climb(from, asker);
        expect(new Set(asked).size).toBe(asked.length);
        expect(asked).not.toContain(asker);
        const below = from.line
          .flatMap((unit) => [unit.headId, unit.leaderInChargeId])
          .filter((one): one is string => one !== null && one !== asker && !from.leaders.includes(one));
        expect(asked.filter((one) => !from.leaders.includes(one))).toEqual([...new Set(below)]);
        const leaders = asked.filter((one) => from.leaders.includes(one));
        expect(leaders.length).toBe(from.leaders.some((one) => one !== asker) ? 1 : 0);
        expect(asked.slice(-1)).toEqual(leaders.length > 0 ? leaders : asked.slice(-1));
      }),
    );
  });

  test('goes from the head to the leader in charge, then a unit up', () => {
    const line = [
      { headId: 'dean', leaderInChargeId: 'leader' },
      { headId: 'president', leaderInChargeId: null },
    ];
    expect(climb({ line, leaders: ['president', 'secretary'] }, 'teacher')).toEqual(['dean', 'leader', 'president']);
    expect(climb({ line, leaders: ['president', 'secretary'] }, 'president')).toEqual(['dean', 'leader', 'secretary']);
    expect(climb({ line: [], leaders: [] }, 'teacher')).toEqual([]);
  });
});

describe('climbing along an item', () => {
  test('never goes back below the highest who asked or was asked', () => {
    const line = ['professor', 'dean', 'director', 'leader'];
    expect(passedInLine(line, 'teacher', [])).toEqual(['teacher']);
    expect(passedInLine(line, 'dean', [])).toEqual(['dean', 'professor', 'dean']);
    expect(passedInLine(line, 'teacher', ['director'])).toEqual([
      'teacher',
      'director',
      'professor',
      'dean',
      'director',
    ]);
  });
});

describe('a request', () => {
  test('ends once: whatever is said to an ended one changes nothing', () => {
    const acts: HelpAct[] = ['answer', 'decline', 'withdraw'];
    expect(acts.map((act) => endOf('open', act))).toEqual(['answered', 'declined', 'withdrawn']);
    for (const state of ['answered', 'declined', 'withdrawn'] as const)
      for (const act of acts) expect(endOf(state, act)).toBeNull();
  });

  test('is late by working days only, from the day after its limit', () => {
    expect(daysLate(calendar, '2026-03-09', '2026-03-09')).toBe(0);
    expect(daysLate(calendar, '2026-03-09', '2026-03-10')).toBe(1);
    // a Friday's limit on the weekend, then on Monday
    expect(['2026-03-07', '2026-03-08', '2026-03-09'].map((day) => daysLate(calendar, '2026-03-06', day))).toEqual([
      0, 0, 1,
    ]);
    // the Spring Festival from 15 to 23 February; Saturday the 28th is made up
    expect(daysLate(calendar, '2026-02-13', '2026-02-23')).toBe(1);
    expect(daysLate(calendar, '2026-02-27', '2026-02-28')).toBe(1);
    expect([hasPassed('2026-03-09', '2026-03-09'), hasPassed('2026-03-09', '2026-03-10')]).toEqual([false, true]);
  });
});
