// The rows of the matrix as a tree of units: a unit's row counts everything below it, and opens into its own part and those below.
import type { Counts } from './cycleCounts.ts';
import type { MatrixUnit } from './cycleQueries.ts';

export interface UnitPlace {
  id: string;
  parentId: string | null;
  name: string;
  nameEn: string | null;
}

export interface UnitRow {
  /** Unlike others of the same unit: its own part has a row of its own. */
  key: string;
  unitId: string;
  name: string;
  nameEn: string | null;
  depth: number;
  /** Only what the unit itself leads, beside those below it. */
  isOwn: boolean;
  canOpen: boolean;
  /** A cell a level from the first down, then the total. */
  counts: readonly Counts[];
}

const none: Counts = { owed: 0, inTime: 0, late: 0, waiting: 0, missing: 0, missed: 0 };

export function sumCounts(all: readonly Counts[]): Counts {
  return all.reduce<Counts>(
    (sum, one) => ({
      owed: sum.owed + one.owed,
      inTime: sum.inTime + one.inTime,
      late: sum.late + one.late,
      waiting: sum.waiting + one.waiting,
      missing: sum.missing + one.missing,
      missed: sum.missed + one.missed,
    }),
    none,
  );
}

interface Grown {
  place: UnitPlace;
  own: MatrixUnit | undefined;
  below: Grown[];
  counts: Counts[];
}

const countsOf = ({ cells, total }: MatrixUnit): Counts[] => [...cells, total];

function grow(place: UnitPlace, children: Map<string | null, UnitPlace[]>, counted: Map<string, MatrixUnit>): Grown {
  const own = counted.get(place.id);
  const below = (children.get(place.id) ?? [])
    .map((child) => grow(child, children, counted))
    .filter((child) => child.counts.length > 0);
  const parts = [...(own ? [countsOf(own)] : []), ...below.map((child) => child.counts)];
  const counts = (parts[0] ?? []).map((_, at) => sumCounts(parts.map((part) => part[at] ?? none)));
  return { place, own, below, counts };
}

/**
 * Rows from the top: the units below the top unit, each with all below it; the top unit's own part first. `open` are the ids of units
 * whose parts are shown. What the matrix counts in a unit that the directory does not hold stands for itself, so that no figure is lost.
 */
export function unitRows(
  units: readonly MatrixUnit[],
  directory: readonly UnitPlace[],
  open: ReadonlySet<string>,
): UnitRow[] {
  const counted = new Map(units.map((one) => [one.unit.id, one]));
  const known = new Set(directory.map((one) => one.id));
  const strangers = units.filter((one) => !known.has(one.unit.id)).map((one) => ({ ...one.unit, parentId: null }));
  const children = Map.groupBy([...directory, ...strangers], (one) => one.parentId);
  const roots = (children.get(null) ?? []).map((root) => grow(root, children, counted));
  return roots.flatMap((root) => rowsBelow(root, 0, open));
}

function rowsBelow(parent: Grown, depth: number, open: ReadonlySet<string>): UnitRow[] {
  const own = parent.own ? [rowOf(parent, depth, countsOf(parent.own), parent.below.length > 0)] : [];
  return [
    ...own,
    ...parent.below.flatMap((child) => {
      if (child.below.length === 0) return [rowOf(child, depth, child.counts, false)];
      const row = { ...rowOf(child, depth, child.counts, false), canOpen: true };
      return open.has(child.place.id) ? [row, ...rowsBelow(child, depth + 1, open)] : [row];
    }),
  ];
}

const rowOf = ({ place }: Grown, depth: number, counts: readonly Counts[], isOwn: boolean): UnitRow => ({
  key: isOwn ? `${place.id} own` : place.id,
  unitId: place.id,
  name: place.name,
  nameEn: place.nameEn,
  depth,
  isOwn,
  canOpen: false,
  counts,
});
