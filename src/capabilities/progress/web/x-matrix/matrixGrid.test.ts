// The grid of the X-matrix: what belongs together, what stands alone, and where the arrow keys lead.
import { describe, expect, it } from 'vitest';
import { crossing, gridOf, type Head, looseOf, type MatrixData, relatedTo, stepInGrid } from './matrixGrid.ts';

const row = (id: string, arm: 'goal' | 'objective' | 'work'): MatrixData['rows'][number] => ({
  id,
  arm,
  code: id,
  title: id,
  titleEn: null,
  horizon: 'annual',
  state: 'in_progress',
  sectorId: null,
  personId: 'person',
  weight: null,
  verified: null,
  light: 'green',
});
const mark = (
  corner: MatrixData['marks'][number]['corner'],
  upper: string,
  lower: string,
  strength: 'strong' | 'part' | 'weak' = 'strong',
) => ({
  corner,
  upper,
  lower,
  strength,
  reasons: [],
});
const data: MatrixData = {
  year: 2026,
  rootId: null,
  rows: [
    row('G1', 'goal'),
    row('G2', 'goal'),
    row('M1', 'objective'),
    row('M2', 'objective'),
    row('K1', 'work'),
    row('K2', 'work'),
    row('K3', 'work'),
  ],
  indicators: [
    {
      id: 'I1',
      itemId: 'K1',
      code: null,
      name: 'I1',
      nameEn: null,
      unit: '',
      base: null,
      target: null,
      polarity: 'up',
    },
    {
      id: 'I2',
      itemId: 'K2',
      code: null,
      name: 'I2',
      nameEn: null,
      unit: '',
      base: null,
      target: null,
      polarity: 'up',
    },
  ],
  units: [{ id: 'U1', code: 'U1', name: 'U1', nameEn: null }],
  people: [],
  marks: [
    mark('goal_objective', 'G1', 'M1'),
    mark('goal_objective', 'G2', 'M1', 'weak'),
    mark('objective_work', 'M1', 'K1'),
    mark('objective_work', 'M1', 'K2'),
    mark('work_indicator', 'K1', 'I1'),
    mark('work_indicator', 'K3', 'I1', 'weak'),
    mark('goal_indicator', 'G1', 'I1'),
    mark('work_unit', 'K2', 'U1', 'part'),
  ],
  goals: [],
  sectors: [],
  years: [2026],
  works: 3,
};
const grid = gridOf(data);
const related = (id: string, kind: Head['kind']) => [...(relatedTo(grid, { id, kind }) ?? [])].sort();

describe('what belongs to a head', () => {
  it('is its key works with their goals, indicators and units', () => {
    expect(related('G1', 'goal')).toEqual(['G1', 'I1', 'K1', 'K2', 'M1', 'U1']);
    expect(related('U1', 'unit')).toEqual(['G1', 'K2', 'M1', 'U1']);
    expect(related('K1', 'work')).toEqual(['G1', 'I1', 'K1', 'M1']);
    expect(related('I1', 'indicator')).toEqual(['G1', 'I1', 'K1', 'K3', 'M1']);
    expect(related('G2', 'goal')).toEqual(['G2']);
    expect(relatedTo(grid, null)).toBeNull();
  });
});

describe('what stands alone', () => {
  it('is named by kind; a support link makes up for nothing', () => {
    expect(looseOf(grid)).toEqual({ goals: ['G2'], objectives: ['M2'], works: ['K3'], unmeasured: ['K2', 'K3'] });
  });
});

describe('arrow keys', () => {
  it('pass by empty crossings to the next mark or head, and stop at the edge', () => {
    // columns: M2 M1 (middle) I1 I2 U1; rows: K1 K2 K3 (middle) G1 G2
    const k1 = { row: 0, column: 2 };
    expect(stepInGrid(grid, k1, 'ArrowLeft')).toEqual({ row: 0, column: 1 });
    expect(stepInGrid(grid, { row: 0, column: 1 }, 'ArrowLeft')).toBeNull();
    expect(stepInGrid(grid, { row: 1, column: 2 }, 'ArrowRight')).toEqual({ row: 1, column: 5 });
    expect(stepInGrid(grid, { row: 2, column: 2 }, 'ArrowDown')).toEqual({ row: 4, column: 2 });
    expect(stepInGrid(grid, { row: 0, column: 3 }, 'ArrowDown')).toEqual({ row: 2, column: 3 });
    expect(stepInGrid(grid, k1, 'Enter')).toBeNull();
  });

  it('a crossing is the same from both sides', () => {
    expect(crossing('a', 'b')).toBe(crossing('b', 'a'));
  });
});
