// The figures of a cycle as they are drawn: parts of bars, days in their order, what a cell opens, where keys lead.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  inCell,
  missingOf,
  moveIn,
  openOf,
  outcomesOf,
  readCell,
  reportedOf,
  reportedShare,
  sharesOf,
  stopsOf,
  writeCell,
} from './cycleCounts.ts';

const few = fc.nat(40);
const counts = fc
  .record({ inTime: few, late: few, waiting: few, missing: few, missed: few })
  .map((one) => ({ ...one, owed: one.inTime + one.late + one.waiting + one.missing + one.missed }));

describe('a bar', () => {
  it('shares out all that is owed, and nothing that is not', () => {
    fc.assert(
      fc.property(counts, (one) => {
        const shares = sharesOf(one);
        const sum = shares.reduce((total, { percent }) => total + percent, 0);
        expect(sum).toBeCloseTo(one.owed === 0 ? 0 : 100, 6);
        expect(shares.reduce((total, { count }) => total + count, 0)).toBe(one.owed);
        expect(shares.every(({ count }) => count > 0)).toBe(true);
        expect(reportedOf(one) + openOf(one)).toBe(one.owed);
        expect(missingOf(one)).toBeLessThanOrEqual(openOf(one));
      }),
    );
  });

  it('has no share to tell where nothing is owed', () => {
    const none = { owed: 0, inTime: 0, late: 0, waiting: 0, missing: 0, missed: 0 };
    expect(sharesOf(none)).toEqual([]);
    expect(reportedShare(none)).toBeNull();
    expect(reportedShare({ ...none, owed: 4, inTime: 2, late: 1, missed: 1 })).toBe(75);
  });
});

it('puts the days of a cycle in order, the lowest level first, the freeze last', () => {
  const deadlines = [
    { level: 1, on: '2026-08-05' },
    { level: 2, on: '2026-08-05' },
    { level: 3, on: '2026-08-04' },
    { level: 4, on: '2026-08-03' },
  ];
  expect(stopsOf({ deadlines, freezeOn: '2026-08-05' })).toEqual([
    { day: '2026-08-03', levels: [4], freezes: false },
    { day: '2026-08-04', levels: [3], freezes: false },
    { day: '2026-08-05', levels: [2, 1], freezes: true },
  ]);
  expect(stopsOf({ deadlines, freezeOn: '2026-08-09' }).at(-1)).toEqual({
    day: '2026-08-09',
    levels: [],
    freezes: true,
  });
});

describe('a cell', () => {
  it('is written into the address and read back', () => {
    for (const cell of [
      { unitId: 'u1', level: 4, isOwn: false },
      { unitId: 'u1', level: 4, isOwn: true },
      { unitId: null, level: 6, isOwn: false },
      { unitId: 'u1', level: null, isOwn: false },
      { unitId: null, level: null, isOwn: false },
    ]) {
      expect(readCell(writeCell(cell))).toEqual(cell);
    }
    expect(readCell(undefined)).toBeNull();
    expect(readCell('nonsense')).toBeNull();
  });

  it('opens a unit with all below it, and its own part without', () => {
    const item = { leadUnit: { id: 'u2', code: 'U2', name: 'U2', nameEn: null } };
    const cell = { unitId: 'u1', level: 4, isOwn: false };
    expect(inCell(item, cell)).toBe(true);
    expect(inCell(item, { ...cell, isOwn: true })).toBe(false);
    expect(inCell(item, { ...cell, unitId: 'u2', isOwn: true })).toBe(true);
  });

  it('opens first what is not there', () => {
    expect(outcomesOf('open')).toEqual(['waiting', 'missing', 'missed']);
    expect(outcomesOf('late')).toEqual(['late']);
    expect(outcomesOf('owed')).toBeUndefined();
  });
});

it('keys step over empty cells and stop at the edge', () => {
  const filled = [
    [true, false, true],
    [false, false, true],
    [true, true, true],
  ];
  expect(moveIn(filled, [0, 0], 'ArrowRight')).toEqual([0, 2]);
  expect(moveIn(filled, [0, 0], 'ArrowDown')).toEqual([2, 0]);
  expect(moveIn(filled, [0, 0], 'ArrowLeft')).toBeNull();
  expect(moveIn(filled, [2, 1], 'ArrowUp')).toBeNull();
  expect(moveIn(filled, [0, 2], 'Home')).toEqual([0, 0]);
  expect(moveIn(filled, [2, 0], 'End')).toEqual([2, 2]);
  expect(moveIn(filled, [0, 0], 'a')).toBeNull();
});
