// Handing on the rest of an indicator.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { targetGap } from '../../../progress/indicator.rules.ts';
import { spread } from './spreadRest.ts';

const even = { manner: 'even', weights: [] } as const;
const parts = fc.array(fc.option(fc.integer({ min: 0, max: 5000 }).map((cents) => cents / 100)), {
  minLength: 1,
  maxLength: 40,
});

describe('handing on the rest', () => {
  it('makes sums and means meet the target exactly, whatever stood there before', () => {
    const cases = fc.record({
      target: fc.integer({ min: -100_000, max: 100_000 }).map((cents) => cents / 100),
      rule: fc.constantFrom('sum', 'mean'),
      manner: fc.constantFrom('even', 'weight'),
      targets: parts,
      weights: fc.array(fc.option(fc.integer({ min: 1, max: 10_000 }).map((cents) => cents / 100)), { maxLength: 40 }),
    } as const);
    fc.assert(
      fc.property(cases, (given) => {
        const after = spread(given) ?? given.targets.map((one) => one ?? 0);
        const measured = { base: null, target: given.target, polarity: 'up', rule: given.rule } as const;
        expect(targetGap(measured, after)).toBe(0);
      }),
    );
  });

  it('leaves what was typed alone while a cell is empty', () => {
    expect(spread({ ...even, target: 100, rule: 'sum', targets: [60, null, null] })).toEqual([60, 20, 20]);
    expect(spread({ ...even, target: 100, rule: 'sum', targets: [60, 30] })).toEqual([65, 35]);
    expect(spread({ ...even, target: 100, rule: 'sum', targets: [null, null, null] })).toEqual([34, 33, 33]);
  });

  it('follows the weights, and is even where nobody has one', () => {
    const by = { target: 100, rule: 'sum', manner: 'weight' } as const;
    expect(spread({ ...by, targets: [null, null], weights: [75, 25] })).toEqual([75, 25]);
    expect(spread({ ...by, targets: [null, null], weights: [null, null] })).toEqual([50, 50]);
  });

  it('gives the target itself by max and min, and nothing where there is nothing to give', () => {
    expect(spread({ ...even, target: 5, rule: 'max', targets: [3, null] })).toEqual([3, 5]);
    expect(spread({ ...even, target: 5, rule: 'min', targets: [7] })).toBeNull();
    expect(spread({ ...even, target: 5, rule: 'none', targets: [null] })).toBeNull();
    expect(spread({ ...even, target: 5, rule: 'sum', targets: [5] })).toBeNull();
  });
});
