// Load: planned minutes that are still open, else items by priority, a shared item by its units' shares.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { loadOf, minutesLeft } from './load.rules.ts';

const part = { share: 1, plannedMinutes: null, verified: null, priority: 2 };

describe('load', () => {
  it('is what of the planned minutes is not yet done', () => {
    expect(minutesLeft({ share: 1, plannedMinutes: 600, verified: 25 })).toBe(450);
    expect(minutesLeft({ share: 1, plannedMinutes: 600, verified: null })).toBe(600);
    expect(minutesLeft({ share: 1, plannedMinutes: 600, verified: 100 })).toBe(0);
    expect(minutesLeft({ share: 0.4, plannedMinutes: 601, verified: 33.33 })).toBe(160.27);
    expect(minutesLeft({ share: 1, plannedMinutes: null, verified: 10 })).toBeNull();
  });

  it('counts by priority what says no minutes, and by share what is shared', () => {
    const parts = [
      { ...part, plannedMinutes: 100, verified: 50 },
      { ...part, plannedMinutes: 100, share: 0.6 },
      { ...part, priority: 1 },
      { ...part, priority: 1, share: 0.2 },
      { ...part, priority: 3, share: 0.1 },
    ];
    expect(loadOf(parts)).toEqual({
      items: 2.9,
      minutes: 110,
      plannedMinutes: 160,
      unplanned: { first: 1.2, second: 0, third: 0.1 },
    });
    expect(loadOf([])).toEqual({
      items: 0,
      minutes: null,
      plannedMinutes: null,
      unplanned: { first: 0, second: 0, third: 0 },
    });
  });

  test('is never below 0 nor above what was planned, and every item counts once', () => {
    const parts = fc.array(
      fc.record({
        share: fc.integer({ min: 1, max: 10_000 }).map((whole) => whole / 10_000),
        plannedMinutes: fc.option(fc.nat({ max: 1_000_000 })),
        verified: fc.option(fc.integer({ min: 0, max: 10_000 }).map((whole) => whole / 100)),
        priority: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(parts, (given) => {
        const load = loadOf(given);
        const { first, second, third } = load.unplanned;
        const planned = given.filter((one) => one.plannedMinutes !== null).reduce((sum, one) => sum + one.share, 0);
        expect(first + second + third + planned).toBeCloseTo(load.items, 6);
        expect(load.minutes === null).toBe(load.plannedMinutes === null);
        expect(load.minutes ?? 0).toBeGreaterThanOrEqual(0);
        // each part rounds once
        expect(load.minutes ?? 0).toBeLessThanOrEqual((load.plannedMinutes ?? 0) + 0.01 * given.length);
      }),
    );
  });
});
