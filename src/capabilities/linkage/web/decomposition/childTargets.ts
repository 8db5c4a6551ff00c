// What the children carry of the item's indicators: a cell's target, how it is written, and whether the parts make the whole.
import { mustBeCarried, splitOf } from '../../indicator-split.rules.ts';
import { halfWidth } from './pasteRows.ts';
import type { RowIndicator, Sheet, SheetIndicator, SheetRow } from './sheet.ts';

type Target = Pick<RowIndicator, 'target' | 'bandLow' | 'bandHigh'>;

export const carriedBy = (row: Pick<SheetRow, 'indicators'>, key: string): RowIndicator | null =>
  row.indicators.find((one) => one.parentKey === key) ?? null;

/** The row with another target below an indicator; `null` lets go of it. */
export function withTarget(row: SheetRow, key: string, target: Target | null): SheetRow {
  const present = carriedBy(row, key);
  if (target === null) return present ? { ...row, indicators: row.indicators.filter((one) => one !== present) } : row;
  const next: RowIndicator = { ...(present ?? { id: null, parentKey: key, kept: null }), ...target };
  return {
    ...row,
    indicators: present ? row.indicators.map((one) => (one === present ? next : one)) : [...row.indicators, next],
  };
}

/** As many as the server keeps. */
const decimals = 4;

/** 1,200.5 or １２ or 85%; null for what is no number. Four decimals, as figures are kept. */
export function figureFrom(text: string): number | null {
  const written = halfWidth(text).replace(/[%\s,]/g, '');
  if (!/^[-+]?(\d+(\.\d*)?|\.\d+)$/.test(written)) return null;
  return Number(Number(written).toFixed(decimals));
}

/** A target as people write it: one number, or for bands two with a dash, a wave or 至 between. */
export function targetFrom(text: string, polarity: SheetIndicator['polarity']): Target | null {
  if (polarity !== 'band') {
    const target = figureFrom(text);
    return target === null ? null : { target, bandLow: null, bandHigh: null };
  }
  const parts = /^(.*\d)\s*(?:[-–—~～]|至|to)\s*([-+]?[\d.,\s%]+)$/.exec(halfWidth(text).trim());
  const [bandLow, bandHigh] = [figureFrom(parts?.[1] ?? ''), figureFrom(parts?.[2] ?? '')];
  return bandLow === null || bandHigh === null || bandLow > bandHigh ? null : { target: null, bandLow, bandHigh };
}

export function targetText(target: Target | null, polarity: SheetIndicator['polarity']): string {
  if (!target) return '';
  if (polarity === 'band')
    return target.bandLow === null || target.bandHigh === null ? '' : `${target.bandLow} – ${target.bandHigh}`;
  return target.target === null ? '' : String(target.target);
}

export interface IndicatorSum {
  indicator: SheetIndicator;
  /** Children that carry it. */
  carriers: number;
  /** Their targets by its rule. */
  combined: number | null;
  gap: number | null;
  state: ReturnType<typeof stateOf>;
}

function sumOf(indicator: SheetIndicator, rows: readonly SheetRow[]): IndicatorSum {
  const below = rows.flatMap((row) =>
    row.indicators.map(({ parentKey, target }) => ({ parentIndicatorId: parentKey, target })),
  );
  const split = splitOf({ ...indicator, id: indicator.key }, below);
  return { indicator, ...split, state: stateOf(indicator, split) };
}

function stateOf(indicator: SheetIndicator, { carriers, gap }: { carriers: number; gap: number | null }) {
  if (carriers === 0) return mustBeCarried(indicator) ? 'not_carried' : 'not_counted';
  if (gap === null) return 'not_counted';
  return gap === 0 ? 'exact' : gap > 0 ? 'gap' : 'excess';
}

/** Every indicator of the item against what its children carry; nothing to say where there are no children. */
export const sumsOf = (sheet: Pick<Sheet, 'rows' | 'indicators'>): IndicatorSum[] =>
  sheet.rows.length === 0
    ? []
    : sheet.indicators.filter((one) => one.name.trim() !== '').map((indicator) => sumOf(indicator, sheet.rows));

export const isOff = (sum: IndicatorSum): boolean => sum.state === 'gap' || sum.state === 'excess';
