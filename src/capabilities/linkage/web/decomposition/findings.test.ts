// Findings and the cells that mend them.
import { describe, expect, it } from 'vitest';
import { withTarget } from './childTargets.ts';
import { placeOf, troublesOf } from './findings.ts';
import { type Draft, newRow, type SheetRow } from './sheet.ts';

const bounds = { level: 2, horizon: 'annual', start: '2026-01-01', due: '2026-12-20', levels: 6 } as const;
const brief = { id: 'x', name: 'x', nameEn: null };
const row = (key: string, change: Partial<SheetRow> = {}): SheetRow => ({
  ...newRow(bounds),
  key,
  title: key,
  unit: brief,
  person: brief,
  ...change,
});
const hands = (rows: SheetRow[], findings: Draft['findings']) => ({
  sheet: { rows, nodes: [], indicators: [], ownNodesWeight: null, gapReason: '' },
  draft: { findings } as unknown as Draft,
  paths: { rowKeys: rows.map((one) => one.key), nodeKeys: [], indicatorKeys: [] },
  error: null,
});

describe('findings', () => {
  it('point to the cell in the order that the server counted by', () => {
    expect(placeOf('children.1.responsiblePersonId', ['a', 'b'])).toEqual({
      section: 'children',
      spot: { key: 'b', column: 'person' },
    });
    expect(placeOf('children', ['a'])).toEqual({ section: 'children', spot: null });
    expect(placeOf('nodes.0.date', ['a'])).toEqual({ section: 'nodes', spot: null });
  });

  it('point to the target that an indicator of a child lacks', () => {
    const carrying = withTarget(row('a'), 'i', { target: null, bandLow: null, bandHigh: null });
    expect(placeOf('children.0.indicators.0.target', ['a'], [carrying]).spot).toEqual({ key: 'a', column: 'target:i' });
  });

  it('name what a row lacks before the server sees it', () => {
    expect(troublesOf(hands([row('a', { unit: null })], [])).map((one) => one.code)).toEqual(['lacks_unit']);
  });

  it('vanish once their cell is filled, before the server says so', () => {
    const missing = [{ code: 'weight_missing', path: 'children.0.weight', params: {}, blocks: true }];
    expect(troublesOf(hands([row('a')], missing))).toHaveLength(1);
    expect(troublesOf(hands([row('a', { weight: 20 })], missing))).toEqual([]);
  });

  it('ask for the reason of a gap as soon as there is one, and only mention what nobody carries', () => {
    const indicator = { key: 'i', id: 'i', name: 'patents', target: 100, rule: 'sum' } as const;
    const carrying = withTarget(row('a', { weight: 100 }), 'i', { target: 90, bandLow: null, bandHigh: null });
    const of = (rows: SheetRow[], gapReason = '') => {
      const { sheet, ...rest } = hands(rows, []);
      const troubles = troublesOf({ ...rest, sheet: { ...sheet, indicators: [indicator], gapReason } });
      return troubles.map(({ code, blocks }) => [code, blocks]);
    };
    expect(of([carrying])).toEqual([['gap_without_reason', true]]);
    expect(of([carrying], 'next year')).toEqual([]);
    expect(of([row('a', { weight: 100 })])).toEqual([['indicator_not_carried', false]]);
  });
});
