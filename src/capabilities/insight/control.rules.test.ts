// Control limits: a worked example, the signals one by one, and what a shift, a scale and the order do to them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controlChart, gainsOf } from './control.rules.ts';

const row = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 8, maxLength: 30 });

describe('control limits', () => {
  it('ask for eight figures', () => {
    expect(controlChart([1, 2, 3, 4, 5, 6, 7])).toEqual({ limits: null, signals: [], variation: null });
  });

  it('are the mean and 2.66 mean moving ranges around it, 3.268 for the ranges', () => {
    const { limits, variation } = controlChart([10, 12, 10, 12, 10, 12, 10, 12]);
    expect(limits).toEqual({ centre: 11, lower: 5.68, upper: 16.32, meanRange: 2, rangeUpper: 6.536 });
    expect(variation).toBe('common');
  });

  it('take a figure beyond them, and the jump that led there, for special', () => {
    const { signals, variation } = controlChart([10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 30]);
    expect(signals.at(-1)).toEqual(['beyond_limits', 'great_jump']);
    expect(new Set(signals.slice(0, -1).flat())).toEqual(new Set(['run_of_eight']));
    expect(variation).toBe('special');
  });

  it('take eight in a row on one side for special, and not seven', () => {
    const low = [1, 2, 1, 2, 1, 2, 1, 2];
    const { signals } = controlChart([...low, 8, 9, 8, 9, 8, 9, 8, 9]);
    expect(signals.every((of) => of.includes('run_of_eight'))).toBe(true);
    const shorter = controlChart([...low.slice(0, 7), 8, 9, 8, 9, 8, 9, 8]);
    expect(shorter.signals.some((of) => of.includes('run_of_eight'))).toBe(false);
  });

  it('find nothing in figures that are all the same', () => {
    expect(controlChart(Array(12).fill(7)).variation).toBe('common');
  });

  it('move with the figures: a constant shifts them and leaves the signals', () => {
    fc.assert(
      fc.property(row, fc.integer({ min: -100, max: 100 }), (values, shift) => {
        const [one, moved] = [controlChart(values), controlChart(values.map((value) => value + shift))];
        expect(moved.signals).toEqual(one.signals);
        expect(moved.limits?.meanRange).toBe(one.limits?.meanRange);
        expect((moved.limits?.centre ?? 0) - (one.limits?.centre ?? 0)).toBeCloseTo(shift, 3);
        expect((moved.limits?.upper ?? 0) - (one.limits?.upper ?? 0)).toBeCloseTo(shift, 3);
      }),
    );
  });

  it('grow with the scale, and mirror with its sign', () => {
    fc.assert(
      fc.property(row, fc.constantFrom(-3, -1, 2, 5), (values, scale) => {
        const [one, scaled] = [controlChart(values), controlChart(values.map((value) => value * scale))];
        expect(scaled.signals).toEqual(one.signals);
        expect(scaled.limits?.meanRange).toBeCloseTo((one.limits?.meanRange ?? 0) * Math.abs(scale), 2);
      }),
    );
  });

  it('hold the centre between them, and read backwards give the same limits', () => {
    fc.assert(
      fc.property(row, (values) => {
        const { limits } = controlChart(values);
        expect(limits?.lower).toBeLessThanOrEqual(limits?.centre ?? 0);
        expect(limits?.upper).toBeGreaterThanOrEqual(limits?.centre ?? 0);
        expect(controlChart(values.toReversed()).limits).toEqual(limits);
      }),
    );
  });
});

describe('gains', () => {
  it('begin at the base, or with the second figure where there is none', () => {
    expect(gainsOf([3, 5, 4], 1)).toEqual([2, 2, -1]);
    expect(gainsOf([3, 5, 4], null)).toEqual([2, -1]);
    expect(gainsOf([], 1)).toEqual([]);
  });

  it('come to the last figure when they are added to the base', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.integer(), (values, base) => {
        expect(gainsOf(values, base).reduce((sum, gain) => sum + gain, base)).toBe(values.at(-1));
      }),
    );
  });
});
