// Measured quantities of an item: how far a reading has come, and whether the targets below add up to the one above.

import { Decimal } from 'decimal.js';

export type Polarity = 'up' | 'down' | 'band';
export type CombinationRule = 'sum' | 'mean' | 'max' | 'min' | 'none';

export interface IndicatorTarget {
  readonly base: number | null;
  readonly target: number | null;
  readonly polarity: Polarity;
  /** Bands only: the range that counts as reached, both edges inside. */
  readonly bandLow?: number | null;
  readonly bandHigh?: number | null;
}

/**
 * Attainment of a reading, 0..1.2, or null where it has no meaning: (actual - base) / (target - base).
 * An unset base is 0 for rising targets only. A target that equals its base counts 1 if reached, else 0; a band 1 inside, else 0.
 */
export function attainment(indicator: IndicatorTarget, actual: number | null): number | null {
  if (actual === null) return null;
  const { target, polarity } = indicator;
  if (polarity === 'band') return insideBand(indicator, actual);
  const base = indicator.base ?? (polarity === 'up' ? 0 : null);
  if (base === null || target === null) return null;
  if (target === base) return (polarity === 'up' ? actual >= target : actual <= target) ? 1 : 0;
  const share = new Decimal(actual).minus(base).div(new Decimal(target).minus(base));
  return Decimal.min(Decimal.max(share, 0), 1.2).toNumber();
}

function insideBand({ bandLow, bandHigh }: IndicatorTarget, actual: number): number | null {
  if ((bandLow ?? null) === null && (bandHigh ?? null) === null) return null;
  return actual >= (bandLow ?? actual) && actual <= (bandHigh ?? actual) ? 1 : 0;
}

/** As many decimals as figures are kept with, so that a mean of thirds can meet its target. */
const DECIMALS = 4;
const rounded = (value: Decimal): number => {
  const kept = value.toDecimalPlaces(DECIMALS, Decimal.ROUND_HALF_UP).toNumber();
  // never -0, which is not 0 to whoever compares
  return kept === 0 ? 0 : kept;
};

/** Combines the values below by the rule, to four decimals; unset ones take no part, nothing set or the rule `none` gives null. */
export function combine(rule: CombinationRule, values: readonly (number | null)[]): number | null {
  const set = values.filter((value) => value !== null).map((value) => new Decimal(value));
  const [first, ...rest] = set;
  if (first === undefined || rule === 'none') return null;
  if (rule === 'max') return Decimal.max(first, ...rest).toNumber();
  if (rule === 'min') return Decimal.min(first, ...rest).toNumber();
  const sum = Decimal.sum(first, ...rest);
  return rounded(rule === 'sum' ? sum : sum.div(set.length));
}

/**
 * What the targets below leave open (above 0) or ask in excess (below 0); falling targets mirrored.
 * Null for `none`, for bands, and where nobody below carries the indicator. 0 exactly where the combination equals the target.
 */
export function targetGap(
  parent: IndicatorTarget & { readonly rule: CombinationRule },
  targetsBelow: readonly (number | null)[],
): number | null {
  if (parent.polarity === 'band' || parent.target === null) return null;
  const combined = combine(parent.rule, targetsBelow);
  if (combined === null) return null;
  const open = new Decimal(parent.target).minus(combined);
  return rounded(parent.polarity === 'down' ? open.negated() : open);
}

/** The actual of an item: its latest own reading if it has any, else the children's actuals combined by its rule. */
export function actualOf(
  rule: CombinationRule,
  ownReading: number | null,
  actualsBelow: readonly (number | null)[],
): number | null {
  return ownReading ?? combine(rule, actualsBelow);
}

export interface IndicatorInLine {
  readonly id: string;
  readonly parentIndicatorId: string | null;
  readonly rule: CombinationRule;
  /** The latest verified reading of its own. */
  readonly reading: number | null;
}

/** Actuals of indicators with everything handed down from them, at every depth: own readings first, else those below combined. */
export function actualsOf(line: readonly IndicatorInLine[]): Map<string, number | null> {
  const below = Map.groupBy(line, (one) => one.parentIndicatorId);
  const found = new Map<string, number | null>();
  const actualAt = (one: IndicatorInLine): number | null => {
    const known = found.get(one.id);
    if (known !== undefined) return known;
    const actual = actualOf(one.rule, one.reading, (below.get(one.id) ?? []).map(actualAt));
    found.set(one.id, actual);
    return actual;
  };
  for (const one of line) actualAt(one);
  return found;
}
