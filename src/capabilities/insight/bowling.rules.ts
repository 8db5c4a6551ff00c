// The bowling chart of an indicator: month by month what was to be reached, what was, and whether that is met or missed.

import { Decimal } from 'decimal.js';
import { addDays, type Day, dayNumber } from '../institution/calendar.rules.ts';
import { attainment, type CombinationRule, combine, type IndicatorTarget } from '../progress/indicator.rules.ts';

export interface BowlingReading {
  readonly date: Day;
  readonly value: number;
  readonly verified: boolean;
}

/** An indicator with the span of its item and what reads it: its own readings, else those handed down from it. */
export interface BowlingIndicator extends IndicatorTarget {
  readonly id: string;
  readonly parentIndicatorId: string | null;
  readonly rule: CombinationRule;
  readonly start: Day;
  readonly due: Day;
  /** By date, then by when they were entered. */
  readonly readings: readonly BowlingReading[];
}

/** Met or missed by the month's target; none where nothing was read in the month or nothing was asked. */
export type Mark = 'met' | 'missed' | 'none';

export interface BowlingCell {
  /** The last day of the month or quarter. */
  readonly to: Day;
  readonly target: number | null;
  readonly actual: number | null;
  readonly verified: boolean;
  /** Something was read in this span; else the actual is the last one before it. */
  readonly fresh: boolean;
  /** Against the final target, 0..1.2. */
  readonly attainment: number | null;
  /** What came on top within the span. */
  readonly gain: number | null;
  readonly mark: Mark;
  /** How many of those that carry it below have been read; the combination of some is not judged. */
  readonly read: number;
  readonly of: number;
}

const DECIMALS = 4;
const rounded = (value: Decimal): number => {
  const kept = value.toDecimalPlaces(DECIMALS, Decimal.ROUND_HALF_UP).toNumber();
  return kept === 0 ? 0 : kept;
};

/**
 * What is to be reached by the end of `day`: evenly from the base before the first day to the target on the due; null before the start, for
 * bands and where base or target are unset (an unset base is 0 for rising targets only, as for attainment).
 */
export function targetBy(indicator: BowlingIndicator, day: Day): number | null {
  const { target, polarity, start, due } = indicator;
  if (polarity === 'band' || target === null || day < start) return null;
  const base = indicator.base ?? (polarity === 'up' ? 0 : null);
  if (day >= due) return target;
  if (base === null) return null;
  const before = dayNumber(addDays(start, -1));
  const share = new Decimal(dayNumber(day) - before).div(dayNumber(due) - before);
  return rounded(new Decimal(base).plus(new Decimal(target).minus(base).times(share)));
}

/** The months of a year by their last day. */
export function monthEnds(year: number): Day[] {
  return Array.from({ length: 12 }, (_, month) => addDays(firstOfMonth(year, month + 2), -1));
}

/** The first day of the month or quarter that ends on `to`. */
export function spanStart(to: Day, months: 1 | 3): Day {
  const [year, month] = [Number(to.slice(0, 4)), Number(to.slice(5, 7))];
  return firstOfMonth(year, month - months + 1);
}

function firstOfMonth(year: number, month: number): Day {
  const at = year * 12 + month - 1;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}-01`;
}

export interface Actual {
  readonly value: number;
  readonly verified: boolean;
  /** The day of the youngest reading in it. */
  readonly readOn: Day;
  /** Indicators below that were read, of those that carry it; 1 of 1 for readings of its own. */
  readonly read: number;
  readonly of: number;
}

/** Verified readings come before unverified ones, whatever their day; of equals the latest. */
function ownActual(readings: readonly BowlingReading[], day: Day, since: Day): Actual | null {
  const until = readings.filter((reading) => reading.date <= day);
  const inSpan = until.filter((reading) => reading.date >= since);
  const found =
    inSpan.findLast((reading) => reading.verified) ?? inSpan.at(-1) ?? until.findLast((reading) => reading.verified);
  return found ? { value: found.value, verified: found.verified, readOn: found.date, read: 1, of: 1 } : null;
}

/**
 * The actual at the end of `day`, `since` being the first day of the span: the latest verified reading in the span, else the latest
 * unverified one, marked as such, else the last verified one before; without readings of its own what those handed down come to by the rule.
 */
export function actualBy(
  indicator: BowlingIndicator,
  day: Day,
  since: Day,
  below: ReadonlyMap<string | null, readonly BowlingIndicator[]>,
): Actual | null {
  if (indicator.readings.some((reading) => reading.date <= day)) return ownActual(indicator.readings, day, since);
  const children = below.get(indicator.id) ?? [];
  const parts = children.flatMap((child) => actualBy(child, day, since, below) ?? []);
  const value = combine(
    indicator.rule,
    parts.map((part) => part.value),
  );
  if (value === null) return null;
  const sum = (key: 'read' | 'of') => parts.reduce((total, part) => total + part[key], 0);
  return {
    value,
    verified: parts.every((part) => part.verified),
    readOn: parts.map((part) => part.readOn).reduce((a, b) => (a > b ? a : b)),
    read: sum('read'),
    of: sum('of') + (children.length - parts.length),
  };
}

function markOf(indicator: BowlingIndicator, actual: number, target: number | null): Mark {
  if (indicator.polarity === 'band') {
    const inside = attainment(indicator, actual);
    return inside === null ? 'none' : inside === 1 ? 'met' : 'missed';
  }
  if (target === null) return 'none';
  return (indicator.polarity === 'up' ? actual >= target : actual <= target) ? 'met' : 'missed';
}

type Below = ReadonlyMap<string | null, readonly BowlingIndicator[]>;

/** One month (1) or quarter (3) that ends on `to`; a span that has not begun on `today` shows its target alone. */
export function cellOf(indicator: BowlingIndicator, to: Day, months: 1 | 3, today: Day, below: Below): BowlingCell {
  const since = spanStart(to, months);
  // a span in which the item has already ended asks for nothing more
  const asked = since > indicator.due ? null : targetBy(indicator, to);
  const nothing = { actual: null, verified: false, fresh: false, attainment: null, gain: null, read: 0, of: 0 };
  const none = { to, target: asked, ...nothing };
  if (since > today) return { ...none, mark: 'none' };
  const actual = actualBy(indicator, to, since, below);
  if (actual === null) return { ...none, mark: 'none' };
  const fresh = actual.readOn >= since;
  const before = actualBy(indicator, addDays(since, -1), spanStart(addDays(since, -1), months), below);
  const isWhole = actual.read === actual.of;
  // what some have not read yet would look like a fall from the base
  const from = before?.value ?? (isWhole ? indicator.base : null);
  return {
    to,
    target: asked,
    actual: actual.value,
    verified: actual.verified,
    fresh,
    attainment: attainment(indicator, actual.value),
    gain: fresh && from !== null ? rounded(new Decimal(actual.value).minus(from)) : null,
    mark: fresh && isWhole ? markOf(indicator, actual.value, asked) : 'none',
    read: actual.read,
    of: actual.of,
  };
}

export interface BowlingRow {
  readonly months: readonly BowlingCell[];
  readonly quarters: readonly BowlingCell[];
}

export function bowlingRow(indicator: BowlingIndicator, year: number, today: Day, below: Below): BowlingRow {
  const ends = monthEnds(year);
  return {
    months: ends.map((to) => cellOf(indicator, to, 1, today, below)),
    quarters: ends.filter((_, at) => at % 3 === 2).map((to) => cellOf(indicator, to, 3, today, below)),
  };
}
