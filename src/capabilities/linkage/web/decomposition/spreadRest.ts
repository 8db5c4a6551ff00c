// Hands on what the children do not carry yet of an indicator, evenly or by weight, so that the parts make the target exactly.
import { Decimal } from 'decimal.js';
import { largestRemainder } from '../../weights.rules.ts';
import { carriedBy, withTarget } from './childTargets.ts';
import type { Sheet, SheetIndicator } from './sheet.ts';

export type Manner = 'even' | 'weight';

const most = 4;
const placesOf = (values: readonly number[]) =>
  Math.min(most, Math.max(0, ...values.map((one) => new Decimal(one).decimalPlaces())));

interface Split {
  target: number;
  rule: SheetIndicator['rule'];
  manner: Manner;
  /** Null where a child carries nothing yet. */
  targets: readonly (number | null)[];
  weights: readonly (number | null)[];
}

/** Shares out `total` in steps of its last decimal, in proportion; a total below 0 is shared alike. */
function share(total: Decimal, proportions: readonly number[], places: number): number[] {
  const unit = new Decimal(10).pow(-places);
  const steps = total.div(unit).round();
  const parts = largestRemainder(proportions, steps.abs().toNumber());
  return parts.map((part) =>
    unit
      .mul(part)
      .mul(steps.isNegative() ? -1 : 1)
      .toNumber(),
  );
}

/**
 * The targets after the act: empty cells take what is open; where none is empty, what is open is added to all.
 * By `max` and `min` every empty cell takes the target itself; null where nothing can be handed on.
 */
export function spread({ target, rule, manner, targets, weights }: Split): number[] | null {
  if (targets.length === 0 || rule === 'none') return null;
  const empty = targets.flatMap((one, at) => (one === null ? [at] : []));
  const open = empty.length > 0 ? empty : targets.map((_, at) => at);
  const given = targets.filter((one) => one !== null);
  if (rule === 'max' || rule === 'min') {
    return empty.length === 0 ? null : targets.map((one) => one ?? target);
  }
  // A mean of n parts adds up to n times the target.
  const whole = rule === 'mean' ? new Decimal(target).mul(targets.length) : new Decimal(target);
  const rest = whole.minus(Decimal.sum(0, ...given));
  if (rest.isZero()) return null;
  // A target of 100 patents is handed down in whole patents; a mean has as many decimals as it takes.
  const places = rule === 'mean' ? Math.max(2, placesOf([target, ...given])) : placesOf([target, ...given]);
  const proportions = open.map((at) => (manner === 'even' ? 1 : Math.round((weights[at] ?? 0) * 100)));
  const parts = share(rest, proportions, places);
  const byPlace = new Map(open.map((at, index) => [at, parts[index] ?? 0]));
  return targets.map((one, at) => new Decimal(one ?? 0).plus(byPlace.get(at) ?? 0).toNumber());
}

/** The same on the sheet; the sheet itself where there is nothing to hand on. */
export function withRestSpread(sheet: Sheet, key: string, manner: Manner): Sheet {
  const indicator = sheet.indicators.find((one) => one.key === key);
  if (!indicator || indicator.polarity === 'band' || (indicator.target ?? null) === null) return sheet;
  const next = spread({
    target: indicator.target ?? 0,
    rule: indicator.rule ?? 'none',
    manner,
    targets: sheet.rows.map((row) => carriedBy(row, key)?.target ?? null),
    weights: sheet.rows.map((row) => row.weight),
  });
  if (!next) return sheet;
  return {
    ...sheet,
    rows: sheet.rows.map((row, at) => {
      const target = next[at];
      return target === undefined || target === carriedBy(row, key)?.target
        ? row
        : withTarget(row, key, { target, bandLow: null, bandHigh: null });
    }),
  };
}
