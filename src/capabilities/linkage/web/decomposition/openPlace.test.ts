// The place that an address names.
import { describe, expect, it } from 'vitest';
import { spotAt } from './openPlace.ts';
import { newRow, type Sheet } from './sheet.ts';

const bounds = { level: 2, horizon: 'annual', start: '2026-01-01', due: '2026-12-20', levels: 6 } as const;
const row = (id: string) => ({ ...newRow(bounds), key: id, id });
const sheet: Sheet = {
  rows: [row('a'), row('b')],
  nodes: [],
  indicators: [{ key: 'i', id: 'i', name: 'patents' }],
  ownNodesWeight: null,
  gapReason: '',
};

describe('the place that an address names', () => {
  it('is the cell of a row and a column', () => {
    expect(spotAt(sheet, { row: 'b', at: 'level' })).toEqual({ key: 'b', column: 'level' });
    expect(spotAt(sheet, { row: 'b' })).toEqual({ key: 'b', column: 'title' });
  });

  it('is the first row where only a column is meant', () => {
    expect(spotAt(sheet, { at: 'weight' })).toEqual({ key: 'a', column: 'weight' });
    expect(spotAt(sheet, { at: 'indicators.0' })).toEqual({ key: 'a', column: 'target:i' });
  });

  it('is no cell for what stands below the sheet, is gone, or was never named', () => {
    expect(spotAt(sheet, { at: 'nodes' })).toBeNull();
    expect(spotAt(sheet, { at: 'indicators.7' })).toBeNull();
    expect(spotAt({ ...sheet, rows: [] }, { at: 'weight' })).toBeNull();
    expect(spotAt(sheet, {})).toBeNull();
  });
});
