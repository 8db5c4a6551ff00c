// Routes by example and against a second reading of the same sentences: who decides, in which order, and never the doer.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  hasLimit,
  isAtTop,
  openStepOf,
  type RouteFacts,
  replacementFor,
  routeFor,
  type SubmissionKind,
} from './route.rules.ts';

const facts = (over: Partial<RouteFacts> = {}): RouteFacts => ({
  doers: ['teacher'],
  isRootOfTopUnit: false,
  isCollegeOrBelow: true,
  professors: ['professor'],
  ancestors: ['head', 'dean', 'director', 'leader', 'president'],
  unitsAbove: ['dean', 'president'],
  collegeHead: 'dean',
  supervisor: 'supervisor',
  leaders: ['president', 'secretary'],
  office: ['officer', 'officerTwo'],
  ...over,
});
const people = (kind: SubmissionKind, over: Partial<RouteFacts> = {}, claims = true) =>
  routeFor(kind, claims, facts(over)).steps.map((step) => step.personId);

describe('the route of a submission', () => {
  it('goes from the professor to the next above, and for decompositions and close-outs to the head of the college', () => {
    expect(people('node')).toEqual(['professor', 'head']);
    expect(people('report')).toEqual(['professor', 'head']);
    expect(people('decomposition')).toEqual(['professor', 'head', 'dean']);
    expect(people('close_out')).toEqual(['professor', 'head', 'dean']);
    expect(people('change')).toEqual(['professor', 'head']);
  });

  it('of whatever moves a due ends with the supervisor too', () => {
    const steps = routeFor('resumption', true, facts(), true).steps.map((step) => step.personId);
    expect(steps).toEqual(['professor', 'head', 'supervisor']);
    expect(people('resumption')).toEqual(['professor', 'head']);
  });

  it('of extensions, suspensions and cancellations ends with the supervisor', () => {
    for (const kind of ['extension', 'suspension', 'cancellation'] as const) {
      expect(people(kind)).toEqual(['professor', 'head', 'supervisor']);
      expect(people(kind, { supervisor: null })).toEqual(['professor', 'head']);
    }
  });

  it('has no professor above the colleges, without a discipline, or where the discipline has none', () => {
    expect(people('node', { isCollegeOrBelow: false })).toEqual(['head']);
    expect(people('node', { professors: null })).toEqual(['head']);
    expect(people('node', { professors: [] })).toEqual(['head']);
  });

  it('of a report without claims is one look by the next above alone', () => {
    const route = routeFor('report', false, facts());
    expect(route).toEqual({ steps: [{ kind: 'look', personId: 'head' }], noIndependentGate: false });
    expect(routeFor('report', true, facts()).steps.map((step) => step.kind)).toEqual(['professor', 'next_above']);
  });

  it('lets one person on two steps decide once', () => {
    expect(people('decomposition', { ancestors: ['dean', 'director'] })).toEqual(['professor', 'dean']);
    expect(people('node', { professors: ['head'] })).toEqual(['head']);
    expect(people('extension', { supervisor: 'head' })).toEqual(['professor', 'head']);
  });
});

describe('the doer', () => {
  it('who is the professor gives way to another professor of the discipline, else to the next ancestor', () => {
    expect(people('node', { doers: ['professor'], professors: ['professor', 'other'] })).toEqual(['other', 'head']);
    expect(people('node', { doers: ['professor'] })).toEqual(['head']);
    expect(people('node', { doers: ['professor', 'head'] })).toEqual(['dean', 'director']);
  });

  it('who is the next above gives way to the next ancestor not yet in the route, then as for roots', () => {
    expect(people('node', { doers: ['head'] })).toEqual(['professor', 'dean']);
    expect(people('node', { doers: ['head'], professors: ['dean'] })).toEqual(['dean', 'director']);
    expect(people('node', { doers: ['head'], professors: null, ancestors: ['head'] })).toEqual(['president']);
  });

  it('who is the head of the college gives way to the next ancestor not yet in the route', () => {
    expect(people('decomposition', { doers: ['dean'], ancestors: ['director', 'leader'], professors: null })).toEqual([
      'director',
      'leader',
    ]);
  });

  it('is everybody who submitted, was or is responsible', () => {
    expect(people('node', { doers: ['professor', 'head', 'dean'] })).toEqual(['director', 'leader']);
  });
});

describe('roots', () => {
  const root = { isRootOfTopUnit: true, isCollegeOrBelow: false, professors: null, ancestors: [], unitsAbove: [] };

  it('of the top unit go to another leader of level 1, else the supervisor, else the office, and the record says so', () => {
    expect(routeFor('node', true, facts({ ...root, doers: ['president'], collegeHead: null }))).toEqual({
      steps: [{ kind: 'leader', personId: 'secretary' }],
      noIndependentGate: false,
    });
    expect(routeFor('node', true, facts({ ...root, doers: ['president', 'secretary'] }))).toEqual({
      steps: [{ kind: 'supervisor', personId: 'supervisor' }],
      noIndependentGate: true,
    });
    const none = { ...root, doers: ['president', 'secretary', 'supervisor'] };
    expect(routeFor('node', true, facts(none))).toEqual({
      steps: [{ kind: 'office', personId: 'officer' }],
      noIndependentGate: true,
    });
  });

  it('wait and say so where everybody who could decide is a doer', () => {
    const all = ['president', 'secretary', 'supervisor', 'officer', 'officerTwo'];
    expect(routeFor('node', true, facts({ ...root, doers: all }))).toEqual({
      steps: [{ kind: 'office', personId: null }],
      noIndependentGate: true,
    });
  });

  it('of the top unit keep their leader when a professor or the supervisor joins the route', () => {
    const own = { ...root, doers: ['president'], collegeHead: null };
    expect(people('extension', own)).toEqual(['secretary', 'supervisor']);
    expect(people('node', { ...own, isCollegeOrBelow: true, professors: ['professor'] })).toEqual([
      'professor',
      'secretary',
    ]);
  });

  it('elsewhere go up by units: the head of the next unit, or its leader in charge; the doer is passed over', () => {
    const other = { ancestors: [], unitsAbove: ['dean', 'president'], professors: null, collegeHead: null };
    expect(people('node', other)).toEqual(['dean']);
    expect(people('node', { ...other, doers: ['dean'] })).toEqual(['president']);
    expect(people('node', { ...other, doers: ['dean', 'president'] })).toEqual(['secretary']);
    expect(people('node', { ...other, unitsAbove: [] })).toEqual(['president']);
  });
});

describe('a step whose limit has passed', () => {
  it('goes to the next ancestor not yet in the route, then as for roots, then nowhere', () => {
    const known = facts({
      doers: ['teacher'],
      ancestors: ['head', 'dean'],
      leaders: ['president'],
      office: ['officer'],
    });
    expect(replacementFor(known, ['professor', 'head'])).toEqual({ kind: 'next_above', personId: 'dean' });
    const taken = ['professor', 'head', 'dean'];
    expect(replacementFor(known, taken)).toEqual({ kind: 'leader', personId: 'president' });
    expect(replacementFor(known, [...taken, 'president'])).toEqual({ kind: 'supervisor', personId: 'supervisor' });
    const all = [...taken, 'president', 'supervisor', 'officer'];
    expect(replacementFor(known, all)).toEqual({ kind: 'office', personId: null });
  });

  it('stays at the top, and a look has no limit', () => {
    expect((['leader', 'office'] as const).every(isAtTop)).toBe(true);
    expect((['look', 'professor', 'next_above', 'college_head', 'supervisor'] as const).some(isAtTop)).toBe(false);
    expect(hasLimit('look')).toBe(false);
    expect(hasLimit('next_above')).toBe(true);
  });

  it('is no longer the open one: that is the first without a verdict that has not expired', () => {
    const steps = [
      { verdict: 'passed', expired: false },
      { verdict: null, expired: true },
      { verdict: null, expired: false },
      { verdict: null, expired: false },
    ];
    expect(openStepOf(steps)).toBe(steps[2]);
    expect(openStepOf(steps.slice(0, 2))).toBeNull();
  });
});

// --- a second reading, by persons alone -------------------------------------------------------------------------------------

const person = fc.constantFrom(...'abcdefghij');
const several = (max: number) => fc.uniqueArray(person, { maxLength: max });
const anyFacts: fc.Arbitrary<RouteFacts> = fc
  .record({
    doers: fc.uniqueArray(person, { minLength: 1, maxLength: 4 }),
    isRootOfTopUnit: fc.boolean(),
    isCollegeOrBelow: fc.boolean(),
    professors: fc.option(several(3)),
    ancestors: fc.array(person, { maxLength: 5 }),
    unitsAbove: fc.array(person, { maxLength: 3 }),
    collegeHead: fc.option(person),
    supervisor: fc.option(person),
    leaders: several(3),
    office: several(3),
  })
  .map((one) => (one.isRootOfTopUnit ? { ...one, ancestors: [], unitsAbove: [] } : one));
const anyKind = fc.constantFrom<SubmissionKind>(
  'decomposition',
  'report',
  'node',
  'close_out',
  'extension',
  'change',
  'suspension',
  'resumption',
  'transfer',
  'cancellation',
  'reopening',
);

/** Reads the sentences on routes one after another; the answer is persons in order, null for a step that waits. */
function readAgain(kind: SubmissionKind, claims: boolean, f: RouteFacts): (string | null)[] {
  const route: (string | null)[] = [];
  const mayCome = (who: string | null): who is string => who !== null && !f.doers.includes(who) && !route.includes(who);
  const asRoots = () => [...f.leaders, f.supervisor, ...f.office].find(mayCome) ?? null;
  const moved = () => {
    const upwards = f.ancestors.length > 0 ? f.ancestors : f.unitsAbove;
    return upwards.find(mayCome) ?? asRoots();
  };
  const put = (who: string | null) => {
    if (who === null || !route.includes(who)) route.push(who);
  };
  const settle = (who: string) => put(f.doers.includes(who) ? moved() : who);
  const above = () => {
    const next = f.isRootOfTopUnit ? undefined : [...f.ancestors, ...f.unitsAbove][0];
    if (next === undefined) put(asRoots());
    else settle(next);
  };
  if (kind === 'report' && !claims) {
    above();
    return route;
  }
  const hasProfessor = f.isCollegeOrBelow && f.professors !== null && f.professors.length > 0;
  if (hasProfessor) put(f.professors?.find((who) => !f.doers.includes(who)) ?? moved());
  above();
  if ((kind === 'decomposition' || kind === 'close_out') && f.collegeHead !== null) settle(f.collegeHead);
  if (['extension', 'suspension', 'cancellation'].includes(kind) && f.supervisor !== null) settle(f.supervisor);
  // a step that nobody could take waits only where it is the whole route
  return route.every((who) => who === null) ? [null] : route.filter((who) => who !== null);
}

describe('any route', () => {
  test('equals a second reading of the rules', () => {
    fc.assert(
      fc.property(anyKind, fc.boolean(), anyFacts, (kind, claims, given) => {
        const route = routeFor(kind, claims, given);
        expect(route.steps.map((step) => step.personId)).toEqual(readAgain(kind, claims, given));
      }),
      { numRuns: 3000 },
    );
  });

  test('never names a doer, names nobody twice, and is never empty', () => {
    fc.assert(
      fc.property(anyKind, fc.boolean(), anyFacts, (kind, claims, given) => {
        const named = routeFor(kind, claims, given).steps.map((step) => step.personId);
        const persons = named.filter((one) => one !== null);
        expect(persons.filter((one) => given.doers.includes(one))).toEqual([]);
        expect(new Set(persons).size).toBe(persons.length);
        expect(named.length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });

  test('handed on again and again ends: each taker is new, until nobody is left', () => {
    fc.assert(
      fc.property(anyKind, anyFacts, (kind, given) => {
        const taken = routeFor(kind, true, given).steps.map((step) => step.personId);
        for (let left = 30; left > 0; left -= 1) {
          const next = replacementFor(given, taken);
          if (next.personId === null) return;
          expect(taken).not.toContain(next.personId);
          expect(given.doers).not.toContain(next.personId);
          taken.push(next.personId);
        }
        throw new Error('it never ended');
      }),
    );
  });
});
