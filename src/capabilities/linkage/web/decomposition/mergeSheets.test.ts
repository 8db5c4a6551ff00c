// Two people at one decomposition.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withTarget } from './childTargets.ts';
import { mergeSheets } from './mergeSheets.ts';
import { newRow, type Sheet, type SheetIndicator, type SheetRow } from './sheet.ts';

const bounds = { level: 2, horizon: 'annual', start: '2026-01-01', due: '2026-12-20', levels: 6 } as const;
const row = (id: string, change: Partial<SheetRow> = {}): SheetRow => ({
  ...newRow(bounds),
  key: id,
  id,
  title: id,
  ...change,
});
const sheet = (rows: SheetRow[], change: Partial<Sheet> = {}): Sheet => ({
  rows,
  nodes: [],
  indicators: [],
  ownNodesWeight: null,
  gapReason: '',
  ...change,
});
const base = sheet([row('a', { weight: 40 }), row('b', { weight: 60 })]);
const at = (one: Sheet, id: string) => one.rows.find((each) => each.id === id);

describe('two people at one decomposition', () => {
  it('both keep what only one of them changed', () => {
    const mine = sheet([row('a', { weight: 45 }), row('b', { weight: 60 })]);
    const theirs = sheet([row('a', { weight: 40, title: 'A' }), row('b', { weight: 55 })]);
    const { sheet: both, differences } = mergeSheets(base, mine, theirs);
    expect(at(both, 'a')).toMatchObject({ weight: 45, title: 'A' });
    expect(at(both, 'b')).toMatchObject({ weight: 55 });
    expect(differences.map(({ field, before, after, collides }) => [field, before, after, collides])).toEqual([
      ['title', 'a', 'A', false],
      ['weight', 60, 55, false],
    ]);
  });

  it('what I typed stays where both changed the same cell, and I am told', () => {
    const mine = sheet([row('a', { weight: 45 }), row('b', { weight: 60 })]);
    const theirs = sheet([row('a', { weight: 50 }), row('b', { weight: 60 })]);
    const { sheet: both, differences } = mergeSheets(base, mine, theirs);
    expect(at(both, 'a')?.weight).toBe(45);
    expect(differences).toMatchObject([{ name: 'a', field: 'weight', after: 50, collides: true }]);
  });

  it('takes over rows that were added and removed, but brings back one that I was writing in', () => {
    const mine = sheet([row('a', { weight: 45 }), row('b', { weight: 60 }), { ...row('n'), id: null }]);
    const theirs = sheet([row('c', { weight: 100 })]);
    const { sheet: both, differences } = mergeSheets(base, mine, theirs);
    expect(both.rows.map((one) => [one.title, one.id])).toEqual([
      ['a', null],
      ['n', null],
      ['c', 'c'],
    ]);
    expect(differences.map((one) => [one.name, one.fate, one.collides])).toEqual([
      ['a', 'removed', true],
      ['b', 'removed', false],
      ['c', 'added', false],
    ]);
  });

  it('does not bring back what I removed', () => {
    const { sheet: both, differences } = mergeSheets(base, sheet([row('a', { weight: 40 })]), base);
    expect(both.rows.map((one) => one.id)).toEqual(['a']);
    expect(differences).toEqual([]);
  });

  it('knows a row again whose answer was lost on the way', () => {
    const fresh = row('n', { weight: 10 });
    const mine = sheet([...base.rows, { ...fresh, id: null }]);
    const { sheet: both, differences } = mergeSheets(base, mine, sheet([...base.rows, { ...fresh, key: 'other' }]));
    expect(both.rows.map((one) => one.id)).toEqual(['a', 'b', 'n']);
    expect(differences).toEqual([]);
  });

  it('lays targets together, be the indicator stored under another key', () => {
    const indicator = (key: string): SheetIndicator => ({ key, id: 'i', name: 'patents', target: 100 });
    const carries = (one: SheetRow, key: string, target: number) =>
      withTarget(one, key, { target, bandLow: null, bandHigh: null });
    const of = (key: string, a: number, b: number) =>
      sheet([carries(row('a'), key, a), carries(row('b'), key, b)], { indicators: [indicator(key)] });
    const { sheet: both, differences } = mergeSheets(of('i', 60, 30), of('fresh', 60, 35), of('i', 65, 30));
    expect(both.rows.map((one) => one.indicators[0])).toMatchObject([
      { parentKey: 'fresh', target: 65 },
      { parentKey: 'fresh', target: 35 },
    ]);
    expect(differences).toMatchObject([{ name: 'a', field: 'target:patents', before: 60, after: 65, collides: false }]);
  });

  it('changes nothing where only I worked, and takes everything where only the other did', () => {
    const weights = fc.array(fc.option(fc.integer({ min: 1, max: 100 })), { minLength: 3, maxLength: 3 });
    const of = (values: (number | null)[]) => sheet(values.map((weight, n) => row(`r${n}`, { weight })));
    fc.assert(
      fc.property(weights, weights, (before, after) => {
        expect(mergeSheets(of(before), of(after), of(before))).toEqual({ sheet: of(after), differences: [] });
        expect(mergeSheets(of(before), of(before), of(after)).sheet).toEqual(of(after));
      }),
    );
  });
});
