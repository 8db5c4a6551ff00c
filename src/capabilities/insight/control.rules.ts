// Control limits of a row of figures, so that a rise or fall within the usual noise alarms nobody.

import { Decimal } from 'decimal.js';

/** 3 / d2 with d2 = 1.128 for ranges of two: turns the mean moving range into three sigma of single values. */
const TO_LIMITS = new Decimal('2.66');
/** D4 for ranges of two: the upper limit of moving ranges. */
const TO_RANGE_LIMIT = new Decimal('3.268');
/** Below this a limit says more about chance than about the work. */
export const LEAST_POINTS = 8;
/** So many in a row on one side of the centre are no chance. */
export const RUN_LENGTH = 8;

export interface Limits {
  readonly centre: number;
  readonly lower: number;
  readonly upper: number;
  readonly meanRange: number;
  readonly rangeUpper: number;
}

/** Beyond a limit; in a run of eight on one side of the centre; a jump greater than moving ranges usually are. */
export type Signal = 'beyond_limits' | 'run_of_eight' | 'great_jump';
export type Variation = 'common' | 'special';

export interface ControlChart {
  /** Null for fewer than eight figures. */
  readonly limits: Limits | null;
  /** By position of the figure; empty without limits. */
  readonly signals: readonly (readonly Signal[])[];
  /** Special where any signal stands; null without limits. */
  readonly variation: Variation | null;
}

const rounded = (value: Decimal): number => {
  const kept = value.toDecimalPlaces(4, Decimal.ROUND_HALF_UP).toNumber();
  return kept === 0 ? 0 : kept;
};
const meanOf = (values: readonly Decimal[]): Decimal =>
  values.reduce((sum, value) => sum.plus(value), new Decimal(0)).div(values.length);

interface ExactLimits {
  centre: Decimal;
  lower: Decimal;
  upper: Decimal;
  meanRange: Decimal;
  rangeUpper: Decimal;
}

function exactLimits(figures: readonly Decimal[], ranges: readonly Decimal[]): ExactLimits {
  const centre = meanOf(figures);
  const meanRange = meanOf(ranges);
  const reach = meanRange.times(TO_LIMITS);
  return {
    centre,
    lower: centre.minus(reach),
    upper: centre.plus(reach),
    meanRange,
    rangeUpper: meanRange.times(TO_RANGE_LIMIT),
  };
}

/** For each figure whether it stands in a run of eight or more on one side; a figure on the centre breaks a run. */
function inRuns(figures: readonly Decimal[], centre: Decimal): boolean[] {
  const sides = figures.map((figure) => figure.comparedTo(centre));
  const found = sides.map(() => false);
  let from = 0;
  for (let at = 1; at <= sides.length; at += 1) {
    if (at < sides.length && sides[at] === sides[from] && sides[at] !== 0) continue;
    if (sides[from] !== 0 && at - from >= RUN_LENGTH) found.fill(true, from, at);
    from = at;
  }
  return found;
}

/**
 * Individuals and moving range chart (XmR; D. J. Wheeler, Understanding Variation, 1993): limits = mean +- 2.66 x mean moving range, upper limit
 * of the moving range = 3.268 x its mean. Figures in order of time, any unit; limits in the same unit, four decimals. A signal asks for
 * the cause that made it; it is a mark of its own and changes no light.
 */
export function controlChart(values: readonly number[]): ControlChart {
  if (values.length < LEAST_POINTS) return { limits: null, signals: [], variation: null };
  const figures = values.map((value) => new Decimal(value));
  const ranges = figures.slice(1).map((figure, at) => figure.minus(figures[at] ?? figure).abs());
  const exact = exactLimits(figures, ranges);
  const runs = inRuns(figures, exact.centre);
  const signals = figures.map((figure, at): Signal[] => {
    const range = at === 0 ? null : ranges[at - 1];
    return [
      ...(figure.gt(exact.upper) || figure.lt(exact.lower) ? (['beyond_limits'] as const) : []),
      ...(runs[at] ? (['run_of_eight'] as const) : []),
      ...(range?.gt(exact.rangeUpper) ? (['great_jump'] as const) : []),
    ];
  });
  return {
    limits: {
      centre: rounded(exact.centre),
      lower: rounded(exact.lower),
      upper: rounded(exact.upper),
      meanRange: rounded(exact.meanRange),
      rangeUpper: rounded(exact.rangeUpper),
    },
    signals,
    variation: signals.some((of) => of.length > 0) ? 'special' : 'common',
  };
}

/** What came on top from one figure to the next, the first from `base` (left out where there is none). */
export function gainsOf(values: readonly number[], base: number | null): number[] {
  return values.flatMap((value, at) => {
    const before = at === 0 ? base : values[at - 1];
    return before === null || before === undefined ? [] : [rounded(new Decimal(value).minus(before))];
  });
}
