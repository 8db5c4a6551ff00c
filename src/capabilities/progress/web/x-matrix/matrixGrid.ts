// The grid of the X-matrix: what stands on which arm in which order, the mark of every crossing, what belongs together; pure.
import type { z } from 'zod';
import type { XMatrix as XMatrixShape } from '../../x-matrix.contract.ts';

export type MatrixData = z.output<typeof XMatrixShape>;
export type MatrixRow = MatrixData['rows'][number];
export type MatrixMark = MatrixData['marks'][number];
export type Corner = MatrixMark['corner'];

/** A head of a row or column, whatever it stands for. */
export interface Head {
  id: string;
  kind: 'goal' | 'objective' | 'work' | 'indicator' | 'unit';
}

export interface Grid {
  /** Columns on the left, the first next to the middle. */
  west: Head[];
  /** Rows above the middle. */
  north: Head[];
  /** Columns on the right: indicators, then units. */
  east: Head[];
  units: Head[];
  /** Rows below the middle. */
  south: Head[];
  marks: ReadonlyMap<string, MatrixMark>;
}

export const crossing = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

export function gridOf(data: MatrixData): Grid {
  const of = (kind: 'goal' | 'objective' | 'work') =>
    data.rows.filter((row) => row.arm === kind).map(({ id }): Head => ({ id, kind }));
  return {
    west: of('objective').reverse(),
    north: of('work'),
    east: data.indicators.map(({ id }): Head => ({ id, kind: 'indicator' })),
    units: data.units.map(({ id }): Head => ({ id, kind: 'unit' })),
    south: of('goal'),
    marks: new Map(data.marks.map((mark) => [crossing(mark.upper, mark.lower), mark])),
  };
}

/** Everything that belongs to a head: through the key works that it touches, up to their goals and out to their units. */
export function relatedTo(grid: Grid, chosen: Head | null): Set<string> | null {
  if (!chosen) return null;
  const marks = [...grid.marks.values()];
  const ends = (corner: Corner, side: 'upper' | 'lower', ids: ReadonlySet<string>, onlyStrong: boolean) =>
    marks.flatMap((mark) => {
      const other = side === 'upper' ? 'lower' : 'upper';
      const wanted = mark.corner === corner && ids.has(mark[side]) && (!onlyStrong || mark.strength === 'strong');
      return wanted ? [mark[other]] : [];
    });
  const one = new Set([chosen.id]);
  const objectives =
    chosen.kind === 'goal'
      ? new Set(ends('goal_objective', 'upper', one, true))
      : chosen.kind === 'objective'
        ? one
        : null;
  const works = new Set(
    objectives
      ? ends('objective_work', 'upper', objectives, true)
      : chosen.kind === 'work'
        ? one
        : chosen.kind === 'indicator'
          ? ends('work_indicator', 'lower', one, false)
          : ends('work_unit', 'lower', one, false),
  );
  const above = objectives ?? new Set(ends('objective_work', 'lower', works, true));
  const goals = chosen.kind === 'goal' ? one : new Set(ends('goal_objective', 'lower', above, true));
  const indicators = chosen.kind === 'indicator' ? one : ends('work_indicator', 'upper', works, false);
  const units = chosen.kind === 'unit' ? one : ends('work_unit', 'upper', works, false);
  return new Set([chosen.id, ...goals, ...above, ...works, ...indicators, ...units]);
}

/** What stands alone: the questions that an X-matrix is drawn for. */
export interface Loose {
  goals: string[];
  objectives: string[];
  works: string[];
  unmeasured: string[];
}

export function looseOf(grid: Grid): Loose {
  const touched = (corner: Corner, side: 'upper' | 'lower') =>
    new Set(
      [...grid.marks.values()].flatMap((mark) =>
        mark.corner === corner && mark.strength === 'strong' ? [mark[side]] : [],
      ),
    );
  const without = (heads: readonly Head[], known: ReadonlySet<string>) =>
    heads.map((one) => one.id).filter((id) => !known.has(id));
  return {
    goals: without(grid.south, touched('goal_objective', 'upper')),
    objectives: without(grid.west, touched('objective_work', 'upper')),
    works: without(grid.north, touched('objective_work', 'lower')),
    unmeasured: without(grid.north, touched('work_indicator', 'upper')),
  };
}

/** A place in the grid: rows from the top, columns from the left; the middle row and column are the heads. */
export interface Place {
  row: number;
  column: number;
}

const MOVES: Record<string, readonly [number, number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** Where an arrow key leads: the next head or mark on the way; empty crossings are passed by. */
export function stepInGrid(grid: Grid, from: Place, key: string): Place | null {
  const move = MOVES[key];
  if (!move) return null;
  const [down, right] = move;
  const rows = [...grid.north, null, ...grid.south];
  const columns = [...grid.west, null, ...grid.east, ...grid.units];
  let { row, column } = { row: from.row + down, column: from.column + right };
  while (row >= 0 && column >= 0 && row < rows.length && column < columns.length) {
    const [a, b] = [rows[row], columns[column]];
    if (!a !== !b || (a && b && grid.marks.has(crossing(a.id, b.id)))) return { row, column };
    row += down;
    column += right;
  }
  return null;
}
