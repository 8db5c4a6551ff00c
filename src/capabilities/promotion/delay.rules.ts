// What a limit can stand on, and figures of delays by level and by unit, never by person: groups of fewer than five persons merge upwards. Pure.

export const DELAY_KINDS = [
  'acceptance',
  'assignment',
  'report',
  'gate',
  'negotiation',
  'sheet',
  'help',
  'condition',
] as const;
export type DelayKind = (typeof DELAY_KINDS)[number];

export const LEAST_PERSONS = 5;

/** One delay: `days` are working days after the limit. */
export type Tallied = { personId: string; level: number | null; unitId: string | null; open: boolean; days: number };
export type Figures = { delays: number; open: number; medianDays: number | null };
export type UnitPlace = { id: string; parentId: string | null };
export type LevelGroup = Figures & { levels: number[] };
export type UnitGroup = Figures & { unitId: string; withBelow: boolean };

/** The middle of the values, of two the mean; null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

const personsOf = (rows: readonly Tallied[]): number => new Set(rows.map((row) => row.personId)).size;

/** Counts, and the median of working days where at least five persons stand behind it. */
export function figuresOf(rows: readonly Tallied[]): Figures {
  const enough = personsOf(rows) >= LEAST_PERSONS;
  return {
    delays: rows.length,
    open: rows.filter((row) => row.open).length,
    medianDays: enough ? medianOf(rows.map((row) => row.days)) : null,
  };
}

/** By level, the first at the top. A level with too few persons joins the one above it; the first ones, with nothing above, the one below. */
export function figuresByLevel(rows: readonly Tallied[]): LevelGroup[] {
  const byLevel = Map.groupBy(
    rows.filter((row) => row.level !== null),
    (row) => row.level ?? 0,
  );
  const groups = [...byLevel].sort(([a], [b]) => a - b).map(([level, own]) => ({ levels: [level], rows: own }));
  for (let at = groups.length - 1; at >= 0 && groups.length > 1; at -= 1) {
    const group = groups[at];
    if (!group || personsOf(group.rows) >= LEAST_PERSONS) continue;
    const into = groups[at === 0 ? 1 : at - 1];
    if (!into) continue;
    into.levels = [...into.levels, ...group.levels].sort((a, b) => a - b);
    into.rows = [...into.rows, ...group.rows];
    groups.splice(at, 1);
  }
  return groups.map(({ levels, rows: own }) => ({ levels, ...figuresOf(own) }));
}

/** By unit of the tree: a unit with too few persons joins the one above, up to the top. In the order of the units given. */
export function figuresByUnit(rows: readonly Tallied[], units: readonly UnitPlace[]): UnitGroup[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const depthOf = (id: string): number => {
    const above = byId.get(id)?.parentId ?? null;
    return above === null ? 0 : 1 + depthOf(above);
  };
  const known = rows.filter((row) => row.unitId !== null && byId.has(row.unitId));
  const groups = new Map(
    [...Map.groupBy(known, (row) => row.unitId ?? '')].map(([id, own]) => [id, { rows: own, withBelow: false }]),
  );
  const deepestFirst = [...byId.keys()].map((id) => ({ id, depth: depthOf(id) })).sort((a, b) => b.depth - a.depth);
  for (const { id } of deepestFirst) {
    const group = groups.get(id);
    const above = byId.get(id)?.parentId ?? null;
    if (!group || above === null || personsOf(group.rows) >= LEAST_PERSONS) continue;
    const into = groups.get(above);
    groups.set(above, { rows: [...(into?.rows ?? []), ...group.rows], withBelow: true });
    groups.delete(id);
  }
  return units.flatMap(({ id }) => {
    const group = groups.get(id);
    return group ? [{ unitId: id, withBelow: group.withBelow, ...figuresOf(group.rows) }] : [];
  });
}
