// The sheet: what is sent, what is held back, and how the server's ids come home.
import { describe, expect, it } from 'vitest';
import { merged, outgoing } from './outgoing.ts';
import { type Draft, isFixed, lacks, newRow, type Sheet, type SheetRow, totalOf } from './sheet.ts';

const bounds = { level: 2, horizon: 'annual', start: '2026-01-01', due: '2026-12-20', levels: 6 } as const;
const brief = { id: 'x', name: 'x', nameEn: null };
const whole = (change: Partial<SheetRow> = {}): SheetRow => ({
  ...newRow(bounds),
  title: 'a',
  unit: brief,
  person: brief,
  ...change,
});
const sheet = (...rows: SheetRow[]): Sheet => ({
  rows,
  nodes: [],
  indicators: [],
  ownNodesWeight: null,
  gapReason: '',
});

describe('the decomposition sheet', () => {
  it('starts a row one level below, with a shorter horizon and the dates of the item', () => {
    expect(newRow(bounds)).toMatchObject({ level: 3, horizon: 'task', start: '2026-01-01', due: '2026-12-20' });
  });

  it('does not go below the last level', () => {
    expect(newRow({ ...bounds, level: 6 }).level).toBe(6);
  });

  it('sends whole rows and holds unfinished ones back', () => {
    const sent = outgoing(sheet(whole({ key: 'a' }), newRow(bounds), whole({ key: 'b' })));
    expect(sent.rowKeys).toEqual(['a', 'b']);
    expect(sent.heldBack).toBe(1);
  });

  it('asks for a title except of a placeholder', () => {
    expect(lacks(whole({ title: ' ' }))).toEqual(['title']);
    expect(lacks(whole({ title: '', placeholder: true }))).toEqual([]);
  });

  it('fixes person, unit and dates of a standing child, and leaves its weight and words open', () => {
    const row = whole({ state: 'in_progress' });
    expect((['unit', 'person', 'start', 'due'] as const).every((field) => isFixed(row, field))).toBe(true);
    expect(isFixed(row, 'weight') || isFixed(row, 'title')).toBe(false);
  });

  it('gives new rows their ids in the order in which they were sent, whatever stands between', () => {
    const rows = [
      whole({ key: 'n1', title: '1' }),
      whole({ key: 's', id: 's', state: 'registered' }),
      whole({ key: 'n2' }),
    ];
    const before = sheet(...rows);
    const child = (id: string, state = 'draft') =>
      ({ id, state, code: null, changes: [], indicators: [] }) as unknown as Draft['children'][number];
    const reply = { children: [child('s', 'registered'), child('i1'), child('i2')], nodes: [], indicators: [] };
    const after = merged(before, outgoing(before), reply as unknown as Draft);
    expect(after.rows.map((row) => row.id)).toEqual(['i1', 's', 'i2']);
  });

  it('names a new indicator by an id of its own, gives the child its words, and takes the stored ids home', () => {
    const patents = { key: 'key-1', id: null, name: '专利', unit: '件', base: 20, target: 100, rule: 'sum' } as const;
    const carried = { id: null, parentKey: 'key-1', target: 60, bandLow: null, bandHigh: null, kept: null };
    const before: Sheet = { ...sheet(whole({ key: 'a', indicators: [carried] })), indicators: [patents] };
    const sent = outgoing(before);
    expect(sent.body.indicators).toMatchObject([{ id: 'key-1', name: '专利' }]);
    expect(sent.body.children[0]?.indicators).toMatchObject([
      { name: '专利', unit: '件', base: null, target: 60, polarity: 'up', parentIndicatorId: 'key-1' },
    ]);
    const stored = { id: 'c1', parentIndicatorId: 'i1' };
    const reply = {
      children: [{ id: 'r1', state: 'draft', code: null, changes: [], indicators: [stored] }],
      nodes: [],
      indicators: [{ id: 'i1' }],
    };
    const after = merged(before, sent, reply as unknown as Draft);
    expect(after.indicators[0]).toMatchObject({ key: 'key-1', id: 'i1' });
    expect(after.rows[0]?.indicators[0]).toMatchObject({ id: 'c1', parentKey: 'key-1', target: 60 });
    const next = outgoing(after).body;
    expect(next.indicators).toMatchObject([{ id: 'i1' }]);
    expect(next.children[0]?.indicators).toMatchObject([{ id: 'c1', parentIndicatorId: 'i1' }]);
  });

  it('keeps targets on this machine while their indicator has no name', () => {
    const carried = { id: null, parentKey: 'k', target: 60, bandLow: null, bandHigh: null, kept: null };
    const nameless = { key: 'k', id: null, name: ' ' };
    const sent = outgoing({ ...sheet(whole({ indicators: [carried] })), indicators: [nameless] });
    expect(sent.body.indicators).toEqual([]);
    expect(sent.body.children[0]?.indicators).toEqual([]);
  });

  it('adds weights without the noise of binary fractions', () => {
    expect(totalOf([33.34, 33.33, 33.33, null])).toBe(100);
  });
});
