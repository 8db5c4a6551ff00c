// Attainment of readings and the sums of targets, at their edges.

import { describe, expect, test } from 'vitest';
import { actualOf, attainment, combine, targetGap } from './indicator.rules.ts';

const rising = { base: 50, target: 100, polarity: 'up' } as const;
const falling = { base: 100, target: 50, polarity: 'down' } as const;

describe('attainment', () => {
  test.each([
    ['half way up', rising, 75, 0.5],
    ['beyond the target, never above 1.2', rising, 200, 1.2],
    ['below the base, never below 0', rising, 10, 0],
    ['half way down', falling, 75, 0.5],
    ['a fall beyond the target', falling, 45, 1.1],
    ['a fall that rose instead', falling, 120, 0],
    ['a rising target without a base starts at 0', { base: null, target: 80, polarity: 'up' } as const, 20, 0.25],
    [
      'a falling target without a base has no attainment',
      { base: null, target: 80, polarity: 'down' } as const,
      20,
      null,
    ],
    ['a target equal to its base, reached', { base: 80, target: 80, polarity: 'up' } as const, 80, 1],
    ['a target equal to its base, not reached', { base: 80, target: 80, polarity: 'up' } as const, 79.99, 0],
    ['a falling target equal to its base, held', { base: 80, target: 80, polarity: 'down' } as const, 80, 1],
    ['a falling target equal to its base, broken', { base: 80, target: 80, polarity: 'down' } as const, 80.01, 0],
    ['a rising target of 0 without a base', { base: null, target: 0, polarity: 'up' } as const, 0, 1],
    ['no target', { base: 0, target: null, polarity: 'up' } as const, 3, null],
    ['no reading', rising, null, null],
  ])('%s', (_, indicator, actual, expected) => {
    expect(attainment(indicator, actual)).toBe(expected);
  });

  test('a band is reached inside and on its edges', () => {
    const band = { base: null, target: null, polarity: 'band', bandLow: 10, bandHigh: 20 } as const;
    expect([9.99, 10, 20, 20.01].map((actual) => attainment(band, actual))).toEqual([0, 1, 1, 0]);
    expect(attainment({ ...band, bandLow: null }, -5)).toBe(1);
    expect(attainment({ ...band, bandHigh: null }, 99)).toBe(1);
    expect(attainment({ base: null, target: 5, polarity: 'band' }, 5)).toBeNull();
  });
});

describe('targets that add up', () => {
  const parent = { base: null, target: 1, polarity: 'up', rule: 'sum' } as const;

  test('decimals add up exactly', () => {
    expect(targetGap({ ...parent, target: 0.3 }, [0.1, 0.2])).toBe(0);
  });

  test('what is missing is positive, an excess negative, and falling targets are mirrored', () => {
    expect(targetGap({ ...parent, target: 100 }, [40, 50])).toBe(10);
    expect(targetGap({ ...parent, target: 100 }, [60, 50])).toBe(-10);
    expect(targetGap({ ...parent, target: 100, polarity: 'down' }, [60, 50])).toBe(10);
  });

  test('each rule combines in its own way', () => {
    expect((['sum', 'mean', 'max', 'min', 'none'] as const).map((rule) => combine(rule, [1, 2, 6]))).toEqual([
      9,
      3,
      6,
      1,
      null,
    ]);
    expect(targetGap({ ...parent, target: 3, rule: 'mean' }, [1, 2, 6])).toBe(0);
  });

  test('there is no gap for the rule none, for bands, without a target, and where nobody carries it', () => {
    expect(targetGap({ ...parent, rule: 'none' }, [1])).toBeNull();
    expect(targetGap({ ...parent, polarity: 'band' }, [1])).toBeNull();
    expect(targetGap({ ...parent, target: null }, [1])).toBeNull();
    expect(targetGap(parent, [])).toBeNull();
  });

  test('own readings come before the sum of those below, and unset ones take no part', () => {
    expect(actualOf('sum', 7, [1, 2])).toBe(7);
    expect(actualOf('sum', null, [1, null, 2])).toBe(3);
    expect(actualOf('sum', null, [null])).toBeNull();
  });
});
