// Whom what is unanswered reaches, one more each time.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClimbFacts, firstAbove, nextToClimb } from './climb.rules.ts';

const NOBODY: ClimbFacts = {
  doers: ['doer'],
  isRootOfTopUnit: false,
  isCollegeOrBelow: true,
  professors: null,
  ancestors: [],
  unitsAbove: [],
  collegeHead: null,
  supervisor: null,
  leaders: [],
  office: [],
  leaderInCharge: null,
};
const facts = (over: Partial<ClimbFacts>): ClimbFacts => ({ ...NOBODY, ...over });

/** Everybody in the order in which they learn of it. */
function wholeClimb(given: ClimbFacts): string[] {
  const known = [...given.doers];
  const first = firstAbove(given);
  if (first !== null) known.push(first);
  for (let next = nextToClimb(given, known); next !== null; next = nextToClimb(given, known)) known.push(next);
  return known.slice(given.doers.length);
}

describe('what is unanswered', () => {
  it.each<[string, Partial<ClimbFacts>, string[]]>([
    [
      'goes up the tree',
      { ancestors: ['dean', 'director', 'leader', 'president'], leaders: ['president'] },
      ['dean', 'director', 'leader', 'president'],
    ],
    [
      'goes on by units where the tree ends, past the leader in charge to the top',
      {
        ancestors: ['dean'],
        unitsAbove: ['dean', 'head', 'president'],
        leaderInCharge: 'leader',
        leaders: ['president', 'secretary'],
      },
      ['dean', 'head', 'leader', 'president'],
    ],
    [
      'reaches the leader in charge also where the next above stands at the top',
      { unitsAbove: ['president'], leaderInCharge: 'leader', leaders: ['president', 'secretary'] },
      ['president', 'leader'],
    ],
    [
      'of a root of the top unit goes to another leader of the first level',
      { isRootOfTopUnit: true, leaders: ['doer', 'secretary'], supervisor: 'supervisor', office: ['officer'] },
      ['secretary'],
    ],
    [
      'goes to the supervisor and at last to the office where no leader is free',
      { isRootOfTopUnit: true, leaders: ['doer'], supervisor: 'supervisor', office: ['doer', 'officer', 'officerTwo'] },
      ['supervisor', 'officer'],
    ],
    ['stays where nobody is left', {}, []],
  ])('%s', (_, over, expected) => {
    expect(wholeClimb(facts(over))).toEqual(expected);
  });

  it('reaches nobody twice, no doer, and comes to an end, however the line is made', () => {
    const person = fc.constantFrom('doer', 'a', 'b', 'c', 'd', 'e', 'f');
    const people = fc.array(person, { maxLength: 5 });
    const any = fc.record({
      isRootOfTopUnit: fc.boolean(),
      ancestors: people,
      unitsAbove: people,
      leaders: people,
      office: people,
      supervisor: fc.option(person),
      leaderInCharge: fc.option(person),
    });
    fc.assert(
      fc.property(any, (over) => {
        const climbed = wholeClimb(facts(over));
        expect(new Set(climbed).size).toBe(climbed.length);
        expect(climbed).not.toContain('doer');
        // the leader in charge is always told before it is over
        if (over.leaderInCharge && over.leaderInCharge !== 'doer') expect(climbed).toContain(over.leaderInCharge);
        for (const ancestor of over.ancestors) if (ancestor !== 'doer') expect(climbed).toContain(ancestor);
      }),
    );
  });
});
