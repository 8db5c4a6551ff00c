// A level of the strip speaks for its branches: not for the worst one alone, and not for the majority's comfort.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { branchStep, STEP } from './strip.rules.ts';

const { none, reported, accepted, waiting, late } = STEP;

describe('what stands for several branches', () => {
  it.each([
    [[], none],
    [[none, none], none],
    [[reported], reported],
    [[reported, late], late],
    [[reported, reported, reported, late], reported],
    [[reported, reported, late], late],
    [[reported, reported, reported, accepted, late], accepted],
    [[waiting, none, none, none], waiting],
  ])('of %j is %i', (steps, expected) => {
    expect(branchStep(steps)).toBe(expected);
  });

  it('is late exactly where more than a quarter of the branches that show anything are late', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 40 }), (steps) => {
        const shown = steps.filter((step) => step > 0);
        const share = shown.filter((step) => step === late).length / shown.length;
        expect(branchStep(steps) === late).toBe(shown.length > 0 && share > 0.25);
      }),
    );
  });
});
