// Weights and shares total exactly what they must.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  defaultShares,
  evenWeights,
  fillMissing,
  isWeight,
  largestRemainder,
  leadShare,
  normaliseWeights,
  weightDifference,
} from './weights.rules.ts';

describe('weights', () => {
  test('three even children carry 33.34, 33.33 and 33.33', () => {
    expect(normaliseWeights([1, 1, 1])).toEqual([33.34, 33.33, 33.33]);
    expect(evenWeights(3)).toEqual([33.34, 33.33, 33.33]);
    expect(normaliseWeights([33.33, 33.33, 33.33])).toEqual([33.34, 33.33, 33.33]);
  });

  test('what totals 100 already stays as it is', () => {
    expect(normaliseWeights([60, 40])).toEqual([60, 40]);
  });

  test('the largest remainder gains, whatever its place', () => {
    expect(normaliseWeights([1, 5])).toEqual([16.67, 83.33]);
    expect(largestRemainder([1, 1, 4], 100)).toEqual([17, 17, 66]);
  });

  test('missing weights share evenly what the others leave', () => {
    expect(fillMissing([40, null, null, null])).toEqual([40, 20, 20, 20]);
    expect(fillMissing([null, 50, null, null])).toEqual([16.67, 50, 16.67, 16.66]);
    expect(fillMissing([60, 60, null])).toEqual([60, 60, 60]);
    expect(normaliseWeights([null, null])).toEqual([50, 50]);
    expect(normaliseWeights([])).toEqual([]);
  });

  test('any weights normalise to exactly 100.00 with every one above 0', () => {
    const given = fc.option(fc.integer({ min: 1, max: 10_000 }).map((n) => n / 100));
    fc.assert(
      fc.property(fc.array(given, { minLength: 1, maxLength: 200 }), (weights) => {
        const normalised = normaliseWeights(weights);
        expect(weightDifference(normalised)).toBe(0);
        expect(normalised.every(isWeight)).toBe(true);
        expect(normaliseWeights(normalised)).toEqual(normalised);
      }),
    );
  });

  test('the difference shows what is open, and an excess as negative', () => {
    expect([
      weightDifference([60, 30.5]),
      weightDifference([60, 60, null]),
      weightDifference([0.1, 0.2, 99.7]),
    ]).toEqual([9.5, -20, 0]);
  });

  test('a weight is above 0, at most 100, with two decimals', () => {
    expect([0.01, 100, 33.33, 0, -1, 100.01, 33.333].map(isWeight)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('shares', () => {
  test('a lead unit alone carries all; with co-units it keeps 0.6 and the rest is even', () => {
    expect(defaultShares(0)).toEqual({ lead: 1, coUnits: [] });
    expect(defaultShares(3)).toEqual({ lead: 0.6, coUnits: [0.1334, 0.1333, 0.1333] });
  });

  test('the lead share is what the co-units leave, and something must be left', () => {
    expect(leadShare([0.1334, 0.1333, 0.1333])).toBe(0.6);
    expect(leadShare([0.5, 0.5])).toBeNull();
    expect(leadShare([0.12345])).toBeNull();
    expect(leadShare([])).toBe(1);
  });
});
