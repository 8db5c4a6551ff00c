// The climb of a sheet along the levels.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Addressed, climbSteps, holdersOf } from './climbSteps.ts';

const at = (person: string, level: number | null, on: string, why: Addressed<string>['why'] = 'climbed') => ({
  person,
  level,
  on,
  why,
});

describe('the climb', () => {
  it('says who has the sheet and in whose hands a limit passed', () => {
    const addressed = [
      at('dean', 4, '2026-03-11', 'responsible'),
      at('director', 3, '2026-03-11', 'next_above'),
      at('leader', 2, '2026-03-13'),
    ];
    const holders = holdersOf(addressed, [{ on: '2026-03-13', limitPassed: '2026-03-12' }]);
    expect(holders.map((one) => one.letPass)).toEqual(['2026-03-12', '2026-03-12', null]);
    const steps = climbSteps(6, holders);
    expect(steps.map((step) => step.state)).toEqual(['none', 'reached', 'passed', 'passed', 'none', 'none']);
    expect(steps[1]?.holders.map((one) => one.person)).toEqual(['leader']);
  });

  it('names the last limit that passed, and no limit that passed before somebody had it', () => {
    const climbs = [
      { on: '2026-03-13', limitPassed: '2026-03-12' },
      { on: '2026-03-17', limitPassed: '2026-03-16' },
    ];
    const holders = holdersOf([at('dean', 4, '2026-03-11'), at('heir', 4, '2026-03-17', 'inherited')], climbs);
    expect(holders.map((one) => one.letPass)).toEqual(['2026-03-16', null]);
    // somebody on the level still has time
    expect(climbSteps(6, holders)[3]?.state).toBe('reached');
  });

  it('has one step a level for any number of levels, and loses nobody who stands on one', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-03-${String(n).padStart(2, '0')}`);
    const addressed = fc.record({
      person: fc.string(),
      level: fc.option(fc.integer({ min: 1, max: 8 })),
      why: fc.constant('climbed' as const),
      on: day,
    });
    const climb = day.map((on) => ({ on, limitPassed: '2026-02-28' }));
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 8 }), fc.array(addressed), fc.array(climb), (levels, people, climbs) => {
        const holders = holdersOf(people, climbs);
        const steps = climbSteps(levels, holders);
        expect(steps.map((step) => step.level)).toEqual(Array.from({ length: levels }, (_, n) => n + 1));
        const placed = holders.filter((one) => one.level !== null && one.level <= levels);
        expect(steps.flatMap((step) => step.holders)).toHaveLength(placed.length);
        for (const step of steps) expect(step.state === 'none').toBe(step.holders.length === 0);
      }),
    );
  });
});
