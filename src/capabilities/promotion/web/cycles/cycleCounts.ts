// What the figures of a cycle mean to the eye: what is reported, what is open, in which parts a bar is drawn, which days matter.
import type { Cycle, CycleItem, Matrix, Outcome } from './cycleQueries.ts';

export type Counts = Matrix['totals']['total'];
export type SharePart = 'inTime' | 'late' | 'waiting' | 'missing';
export const shareParts: readonly SharePart[] = ['inTime', 'late', 'waiting', 'missing'];

export const reportedOf = (counts: Counts): number => counts.inTime + counts.late;
/** Not reported past its deadline, or at the freeze. */
export const missingOf = (counts: Counts): number => counts.missing + counts.missed;
export const openOf = (counts: Counts): number => counts.waiting + missingOf(counts);

/** Percent of what is owed that was reported, late or in time; null where nothing is owed. */
export const reportedShare = (counts: Counts): number | null =>
  counts.owed === 0 ? null : (100 * reportedOf(counts)) / counts.owed;

/** The parts of a bar in the order in which they are drawn, in percent of what is owed; none where nothing is. */
export function sharesOf(counts: Counts): { part: SharePart; count: number; percent: number }[] {
  const count: Record<SharePart, number> = {
    inTime: counts.inTime,
    late: counts.late,
    waiting: counts.waiting,
    missing: missingOf(counts),
  };
  if (counts.owed === 0) return [];
  return shareParts
    .filter((part) => count[part] > 0)
    .map((part) => ({ part, count: count[part], percent: (100 * count[part]) / counts.owed }));
}

export interface Stop {
  day: string;
  /** Ranks due on this day, the lowest level first. */
  levels: number[];
  freezes: boolean;
}

/** The days that matter after the period's end, in order: deadlines by level, the lowest first, and the freeze. */
export function stopsOf(cycle: Pick<Cycle, 'deadlines' | 'freezeOn'>): Stop[] {
  const days = [...new Set([...cycle.deadlines.map((one) => one.on), cycle.freezeOn])].sort();
  return days.map((day) => ({
    day,
    levels: cycle.deadlines
      .filter((one) => one.on === day)
      .map((one) => one.level)
      .sort((one, other) => other - one),
    freezes: day === cycle.freezeOn,
  }));
}

export type OutcomeChoice = 'open' | 'late' | 'in_time' | 'owed';
export const outcomeChoices: readonly OutcomeChoice[] = ['open', 'late', 'in_time', 'owed'];

/** The outcomes that a choice stands for; undefined: everything owed. */
export function outcomesOf(choice: OutcomeChoice): readonly Outcome[] | undefined {
  if (choice === 'open') return ['waiting', 'missing', 'missed'];
  return choice === 'owed' ? undefined : [choice];
}

/** Whom a cell of the matrix opens: one unit with all below it, its own part alone, or all units; one level or all. */
export interface Cell {
  unitId: string | null;
  level: number | null;
  isOwn: boolean;
}

export const writeCell = ({ unitId, level, isOwn }: Cell): string =>
  `${unitId ?? 'all'}.${level ?? 'all'}${isOwn ? '.own' : ''}`;

export function readCell(text: string | undefined): Cell | null {
  const [unit = '', level = '', part] = text?.split('.') ?? [];
  if (!unit || !level) return null;
  return {
    unitId: unit === 'all' ? null : unit,
    level: level === 'all' ? null : Number(level) || null,
    isOwn: part === 'own',
  };
}

/** The server's filter by unit takes everything below it along; a unit's own part leaves that out. */
export const inCell = (item: Pick<CycleItem, 'leadUnit'>, cell: Cell): boolean =>
  !cell.isOwn || item.leadUnit.id === cell.unitId;

const steps: Record<string, readonly [number, number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** Where a key leads in a grid some of whose cells are empty; null where nothing lies that way. */
export function moveIn(
  isFilled: readonly (readonly boolean[])[],
  [row, column]: readonly [number, number],
  key: string,
): readonly [number, number] | null {
  if (key === 'Home' || key === 'End') {
    const line = isFilled[row] ?? [];
    const at = key === 'Home' ? line.indexOf(true) : line.lastIndexOf(true);
    return at < 0 ? null : [row, at];
  }
  const step = steps[key];
  if (!step) return null;
  let [y, x] = [row + step[0], column + step[1]];
  while (isFilled[y]?.[x] !== undefined) {
    if (isFilled[y]?.[x]) return [y, x];
    [y, x] = [y + step[0], x + step[1]];
  }
  return null;
}
