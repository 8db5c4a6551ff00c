// Edits of the sheet.
import { describe, expect, it } from 'vitest';
import { newRow, type Sheet, type SheetRow } from './sheet.ts';
import {
  withCopiedDown,
  withEmptied,
  withNodeWeights,
  withoutRow,
  withPasted,
  withRowAfter,
  withRowMoved,
} from './sheetEdits.ts';

const bounds = { level: 2, horizon: 'annual', start: '2026-01-01', due: '2026-12-20', levels: 6 } as const;
const row = (key: string, change: Partial<SheetRow> = {}): SheetRow => ({
  ...newRow(bounds),
  key,
  title: key,
  ...change,
});
const sheet = (...rows: SheetRow[]): Sheet => ({
  rows,
  nodes: [],
  indicators: [],
  ownNodesWeight: null,
  gapReason: '',
});
const keys = (one: Sheet) => one.rows.map((each) => each.key);

describe('edits of the sheet', () => {
  it('insert below, move within the edges, and delete drafts', () => {
    const two = sheet(row('a'), row('b'));
    expect(keys(withRowAfter(two, 'a', row('n')))).toEqual(['a', 'n', 'b']);
    expect(keys(withRowMoved(two, 'a', 1))).toEqual(['b', 'a']);
    expect(withRowMoved(two, 'a', -1)).toBe(two);
    expect(keys(withoutRow(two, 'a'))).toEqual(['b']);
  });

  it('never drop a standing child', () => {
    const standing = sheet(row('a', { state: 'in_progress' }));
    expect(withoutRow(standing, 'a')).toBe(standing);
  });

  it('copy down what stands above, except into what is fixed', () => {
    const two = sheet(row('a', { weight: 30, due: '2026-05-01' }), row('b', { state: 'registered' }));
    expect(withCopiedDown(two, 'b', 'weight').rows[1]?.weight).toBe(30);
    expect(withCopiedDown(two, 'b', 'due')).toBe(two);
    expect(withEmptied(two, 'b', 'person')).toBe(two);
  });

  it('paste over rows and add new ones, keeping names that are not yet known as they were written', () => {
    const pasted = withPasted(
      sheet(row('a')),
      'a',
      [
        { title: 'x', weight: '40%' },
        { title: 'y', unit: 'D01', person: 'zhang' },
      ],
      bounds,
    );
    expect(pasted.rows).toMatchObject([
      { key: 'a', title: 'x', weight: 40 },
      { title: 'y', unit: null, unknownUnit: 'D01', unknownPerson: 'zhang', start: '2026-01-01' },
    ]);
  });

  it('leave what cannot be read as it stood', () => {
    const pasted = withPasted(sheet(row('a', { weight: 10 })), 'a', [{ weight: 'many', due: 'soon' }], bounds);
    expect(pasted.rows[0]).toMatchObject({ weight: 10, due: '2026-12-20' });
  });

  it('weigh nodes without touching the conditions of a verdict', () => {
    const node = (key: string, weight: number | null) => ({
      key,
      id: key,
      title: key,
      titleEn: '',
      date: '2026-05-01',
      weight,
      state: 'planned' as const,
    });
    const one = { ...sheet(), nodes: [node('a', null), node('c', 0), node('b', 10)] };
    const weights = withNodeWeights(one, (given) => given.map(() => 50)).nodes.map((each) => each.weight);
    expect(weights).toEqual([50, 0, 50]);
  });
});
