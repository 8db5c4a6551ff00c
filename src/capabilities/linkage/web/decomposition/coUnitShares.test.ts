// Shares of co-units.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  byDefault,
  type CoUnit,
  evenly,
  leadShareOf,
  percentOf,
  shareOf,
  shareTrouble,
  withCoUnit,
  withoutCoUnit,
} from './coUnitShares.ts';

const unit = (key: string, share: number | null = null): CoUnit => ({ key, unitId: key, share, personId: null });
const many = (count: number) => Array.from({ length: count }, (_, at) => unit(`u${at}`));
const total = (coUnits: readonly CoUnit[]) =>
  coUnits.reduce(
    (sum, one) => sum + Math.round((one.share ?? 0) * 10_000),
    Math.round((leadShareOf(coUnits) ?? 0) * 10_000),
  );

describe('shares of co-units', () => {
  it('total exactly 1 with the lead unit, by default and evenly, however many there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (count) => {
        for (const shared of [byDefault(many(count)), evenly(many(count))]) {
          expect(total(shared)).toBe(10_000);
          expect(shareTrouble('lead', shared)).toBeNull();
        }
      }),
    );
  });

  it('leave the lead unit 60 % by default and everything where nobody else takes part', () => {
    expect(leadShareOf(byDefault(many(3)))).toBe(0.6);
    expect(leadShareOf([])).toBe(1);
  });

  it('follow the number of units until somebody chooses his own', () => {
    const two = withCoUnit(withCoUnit([], unit('a')), unit('b'));
    expect(two.map((one) => one.share)).toEqual([0.2, 0.2]);
    expect(withoutCoUnit(two, 'b').map((one) => one.share)).toEqual([0.4]);
    const chosen = [unit('a', 0.5)];
    expect(withCoUnit(chosen, unit('b')).map((one) => one.share)).toEqual([0.5, null]);
    expect(withoutCoUnit([...chosen, unit('b', 0.1)], 'b').map((one) => one.share)).toEqual([0.5]);
  });

  it('are refused where a unit is missing, named twice or the lead itself, or the lead is left nothing', () => {
    expect(shareTrouble('lead', [{ ...unit('a', 0.4), unitId: null }])).toBe('unit_missing');
    expect(shareTrouble('lead', [unit('a', 0.2), { ...unit('b', 0.2), unitId: 'a' }])).toBe('co_unit_twice');
    expect(shareTrouble('a', [unit('a', 0.2)])).toBe('co_unit_twice');
    expect(shareTrouble('lead', [unit('a')])).toBe('share_missing');
    expect(shareTrouble('lead', [unit('a', 0.5), unit('b', 0.5)])).toBe('shares_total');
    expect(shareTrouble('lead', [unit('a', 0.9999)])).toBeNull();
  });

  it('are written as percentages without losing their fourth decimal', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (part) => {
        expect(shareOf(percentOf(part / 10_000))).toBe(part / 10_000);
      }),
    );
  });
});
