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
const sheet = (...rows: SheetRow[]): Sheet => ({ rows, nodes: [], indicators: [], ownNodesWeight: null });

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
      ({ id, state, code: null, changes: [] }) as unknown as Draft['children'][number];
    const reply = { children: [child('s', 'registered'), child('i1'), child('i2')], nodes: [], indicators: [] };
    const after = merged(before, outgoing(before), reply as unknown as Draft);
    expect(after.rows.map((row) => row.id)).toEqual(['i1', 's', 'i2']);
  });

  it('adds weights without the noise of binary fractions', () => {
    expect(totalOf([33.34, 33.33, 33.33, null])).toBe(100);
  });
});
