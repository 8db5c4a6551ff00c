// The columns of the grid: those that every decomposition has, and beside the weights one for each indicator that is handed down.
import type { Sheet } from './sheet.ts';

export const firstColumns = ['title', 'weight'] as const;
export const lastColumns = ['unit', 'person', 'start', 'due', 'level', 'coUnits'] as const;
export type FixedColumn = (typeof firstColumns)[number] | (typeof lastColumns)[number];
/** By the key of the item's indicator. */
export type TargetColumn = `target:${string}`;
export type Column = FixedColumn | TargetColumn;

export const targetColumn = (indicatorKey: string): TargetColumn => `target:${indicatorKey}`;

/** The key of the indicator whose targets a column holds; null for every other column. */
export const indicatorKeyOf = (column: Column): string | null =>
  column.startsWith('target:') ? column.slice('target:'.length) : null;

/** An indicator enters the grid as soon as it has a name. */
export const gridIndicators = (sheet: Pick<Sheet, 'indicators'>) =>
  sheet.indicators.filter((indicator) => indicator.name.trim() !== '');

export const columnsOf = (sheet: Pick<Sheet, 'indicators'>): Column[] => [
  ...firstColumns,
  ...gridIndicators(sheet).map((indicator) => targetColumn(indicator.key)),
  ...lastColumns,
];

/** The cell in the words of its `data-spot`. */
export const spotOf = (rowKey: string, column: Column): string => `${rowKey}:${column}`;

export function readSpot(spot: string, columns: readonly Column[]): { key: string; column: Column } | null {
  const at = spot.indexOf(':');
  const column = columns.find((one) => one === spot.slice(at + 1));
  return at < 0 || column === undefined ? null : { key: spot.slice(0, at), column };
}
