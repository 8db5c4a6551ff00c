// Edits of the sheet, each a pure step from one sheet to the next, so that every one of them can be undone.
import { evenWeights, normaliseWeights } from '../../weights.rules.ts';
import { carriedBy, targetFrom, withTarget } from './childTargets.ts';
import { type Column, type FixedColumn, indicatorKeyOf } from './gridColumns.ts';
import { dayFrom, type PastedRow, weightFrom } from './pasteRows.ts';
import {
  type Bounds,
  isFixed,
  isStanding,
  newRow,
  type Sheet,
  type SheetIndicator,
  type SheetNode,
  type SheetRow,
} from './sheet.ts';

type Rows = readonly SheetRow[];

export const withRow = (sheet: Sheet, key: string, change: Partial<SheetRow>): Sheet => ({
  ...sheet,
  rows: sheet.rows.map((row) => (row.key === key ? { ...row, ...change } : row)),
});

export function withRowAfter(sheet: Sheet, key: string | null, row: SheetRow): Sheet {
  const at = key === null ? sheet.rows.length : sheet.rows.findIndex((one) => one.key === key) + 1;
  return { ...sheet, rows: [...sheet.rows.slice(0, at), row, ...sheet.rows.slice(at)] };
}

/** A standing child cannot be dropped from here: cancelling is a request of its own. */
export const withoutRow = (sheet: Sheet, key: string): Sheet => {
  const row = sheet.rows.find((one) => one.key === key);
  return !row || isStanding(row) ? sheet : { ...sheet, rows: sheet.rows.filter((one) => one.key !== key) };
};

export function withRowMoved(sheet: Sheet, key: string, by: -1 | 1): Sheet {
  const at = sheet.rows.findIndex((row) => row.key === key);
  const to = at + by;
  const [row, other] = [sheet.rows[at], sheet.rows[to]];
  if (!row || !other) return sheet;
  const rows = [...sheet.rows];
  rows[at] = other;
  rows[to] = row;
  return { ...sheet, rows };
}

const sourceFields: Record<FixedColumn, (keyof SheetRow)[]> = {
  title: ['title', 'titleEn'],
  weight: ['weight'],
  unit: ['unit', 'unknownUnit'],
  person: ['person', 'unknownPerson'],
  start: ['start'],
  due: ['due'],
  level: ['level'],
  coUnits: ['coUnits'],
};

const fieldsOf = (column: Column) => (column in sourceFields ? sourceFields[column as FixedColumn] : []);

/** Whether the cell keeps what it holds: the columns of indicators stay open, as weights do. */
export const isFixedCell = (row: SheetRow, column: Column): boolean =>
  fieldsOf(column).some((field) => isFixed(row, field));

/** The target that a row carries, without the id that is its own. */
function targetIn(row: SheetRow, key: string) {
  const carried = carriedBy(row, key);
  return carried && { target: carried.target, bandLow: carried.bandLow, bandHigh: carried.bandHigh };
}

/** Ctrl-D: the cell takes what stands in the one above. */
export function withCopiedDown(sheet: Sheet, key: string, column: Column): Sheet {
  const at = sheet.rows.findIndex((row) => row.key === key);
  const [above, row] = [sheet.rows[at - 1], sheet.rows[at]];
  if (!above || !row || isFixedCell(row, column)) return sheet;
  const indicator = indicatorKeyOf(column);
  if (indicator !== null) return withRow(sheet, key, withTarget(row, indicator, targetIn(above, indicator)));
  const change = Object.fromEntries(fieldsOf(column).map((field) => [field, above[field]])) as Partial<SheetRow>;
  return withRow(sheet, key, change);
}

const emptied: Record<FixedColumn, Partial<SheetRow>> = {
  title: { title: '' },
  weight: { weight: null },
  unit: { unit: null, unknownUnit: null },
  person: { person: null, unknownPerson: null },
  start: { start: null },
  due: { due: null },
  level: {},
  coUnits: { coUnits: [] },
};

export function withEmptied(sheet: Sheet, key: string, column: Column): Sheet {
  const row = sheet.rows.find((one) => one.key === key);
  if (!row || isFixedCell(row, column)) return sheet;
  const indicator = indicatorKeyOf(column);
  return withRow(sheet, key, indicator === null ? emptied[column as FixedColumn] : withTarget(row, indicator, null));
}

/** An indicator is let go with everything that is carried of it. */
export const withoutIndicator = (sheet: Sheet, key: string): Sheet => ({
  ...sheet,
  indicators: sheet.indicators.filter((one) => one.key !== key),
  rows: sheet.rows.map((row) => withTarget(row, key, null)),
});

function pasteTargets(row: SheetRow, pasted: PastedRow, indicators: readonly SheetIndicator[]): SheetRow {
  return indicators.reduce((sofar, { key, polarity }) => {
    const target = targetFrom(pasted[`target:${key}`] ?? '', polarity);
    return target === null ? sofar : withTarget(sofar, key, target);
  }, row);
}

function pasteInto(row: SheetRow, pasted: PastedRow): SheetRow {
  const change: Partial<SheetRow> = {};
  if (pasted.title !== undefined) change.title = pasted.title;
  if (pasted.weight !== undefined) change.weight = weightFrom(pasted.weight) ?? row.weight;
  if (!isStanding(row)) {
    if (pasted.unit !== undefined) Object.assign(change, { unit: null, unknownUnit: pasted.unit });
    if (pasted.person !== undefined) Object.assign(change, { person: null, unknownPerson: pasted.person });
    if (pasted.start !== undefined) change.start = dayFrom(pasted.start) ?? row.start;
    if (pasted.due !== undefined) change.due = dayFrom(pasted.due) ?? row.due;
    const level = Number(pasted.level);
    if (Number.isInteger(level) && level >= 1 && level <= 8) change.level = level;
  }
  return { ...row, ...change };
}

/** Fills rows from the chosen one on and adds new ones where they end. */
export function withPasted(sheet: Sheet, key: string | null, pasted: readonly PastedRow[], bounds: Bounds): Sheet {
  const from =
    key === null
      ? sheet.rows.length
      : Math.max(
          0,
          sheet.rows.findIndex((row) => row.key === key),
        );
  const rows: SheetRow[] = [...sheet.rows];
  pasted.forEach((cells, at) => {
    const row = pasteTargets(rows[from + at] ?? newRow(bounds), cells, sheet.indicators);
    rows[from + at] = pasteInto(row, cells);
  });
  return { ...sheet, rows };
}

export const normalised = (rows: Rows): number[] => normaliseWeights(rows.map((row) => row.weight));
export const even = (count: number): number[] => evenWeights(count);

export const withWeights = (sheet: Sheet, weights: readonly number[]): Sheet => ({
  ...sheet,
  rows: sheet.rows.map((row, at) => ({ ...row, weight: weights[at] ?? row.weight })),
});

export const withNode = (sheet: Sheet, key: string, change: Partial<SheetNode>): Sheet => ({
  ...sheet,
  nodes: sheet.nodes.map((node) => (node.key === key ? { ...node, ...change } : node)),
});

/** Nodes of weight 0 are conditions of a verdict and take no part. */
export function withNodeWeights(sheet: Sheet, weightsOf: (weights: readonly (number | null)[]) => number[]): Sheet {
  const weighed = sheet.nodes.filter((node) => node.weight !== 0);
  const weights = weightsOf(weighed.map((node) => node.weight));
  const byKey = new Map(weighed.map((node, at) => [node.key, weights[at] ?? node.weight]));
  return { ...sheet, nodes: sheet.nodes.map((node) => ({ ...node, weight: byKey.get(node.key) ?? node.weight })) };
}
