// Figures of delays: nothing is lost by merging, and no figure stands on fewer than five persons.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figuresByLevel, figuresByUnit, figuresOf, medianOf, type Tallied, type UnitPlace } from './delay.rules.ts';

const units: UnitPlace[] = [
  { id: 'top', parentId: null },
  { id: 'a', parentId: 'top' },
  { id: 'b', parentId: 'top' },
  { id: 'a1', parentId: 'a' },
  { id: 'a2', parentId: 'a' },
];
const rows = fc.array(
  fc.record({
    personId: fc.integer({ min: 0, max: 25 }).map(String),
    level: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
    unitId: fc.constantFrom('top', 'a', 'b', 'a1', 'a2', null),
    open: fc.boolean(),
    days: fc.nat(40),
  }),
  { maxLength: 60 },
);
const persons = (all: readonly Tallied[]) => new Set(all.map((row) => row.personId)).size;
const sum = (groups: readonly { delays: number; open: number }[]) => [
  groups.reduce((total, one) => total + one.delays, 0),
  groups.reduce((total, one) => total + one.open, 0),
];

describe('figures of delays', () => {
  test('by level count everything once, and give a median only where five persons stand behind it', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const levelled = all.filter((row) => row.level !== null);
        const groups = figuresByLevel(all);
        expect(sum(groups)).toEqual([levelled.length, levelled.filter((row) => row.open).length]);
        const stood = groups.flatMap((one) => one.levels);
        expect(stood).toEqual([...new Set(levelled.map((row) => row.level ?? 0))].sort((a, b) => a - b));
        for (const { levels, medianDays } of groups) {
          const own = levelled.filter((row) => levels.includes(row.level ?? 0));
          expect(persons(own) >= 5 || groups.length === 1).toBe(true);
          expect(medianDays === null).toBe(persons(own) < 5);
        }
      }),
    );
  });

  test('by unit merge what is too small into the unit above, and lose nothing', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const placed = all.filter((row) => row.unitId !== null);
        const groups = figuresByUnit(all, units);
        expect(sum(groups)).toEqual([placed.length, placed.filter((row) => row.open).length]);
        for (const one of groups) {
          if (one.medianDays === null) expect(one.unitId).toBe('top');
          const own = placed.filter((row) => row.unitId === one.unitId);
          if (!one.withBelow) expect(one.delays).toBe(own.length);
        }
      }),
    );
  });

  test('merge level by level upwards, the first level downwards', () => {
    const row = (person: number, level: number): Tallied => ({
      personId: `${person}`,
      level,
      unitId: null,
      open: true,
      days: person,
    });
    const many = (from: number, count: number, level: number) =>
      Array.from({ length: count }, (_, at) => row(from + at, level));
    const groups = figuresByLevel([...many(0, 2, 1), ...many(10, 6, 3), ...many(20, 4, 4), ...many(30, 7, 6)]);
    expect(groups.map((one) => [one.levels, one.delays])).toEqual([
      [[1, 3, 4], 12],
      [[6], 7],
    ]);
  });

  test('take the middle, and of two middles the mean', () => {
    expect([medianOf([]), medianOf([3]), medianOf([1, 9, 4]), medianOf([1, 2, 5, 9])]).toEqual([null, 3, 4, 3.5]);
    expect(figuresOf([]).medianDays).toBeNull();
  });
});
