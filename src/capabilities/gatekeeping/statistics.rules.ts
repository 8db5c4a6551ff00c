// What a gate did in a span of days, from counts of its steps: how many, how fast, how often returned, overturned or lost. Pure.
import { addDays, type Calendar, type Day, workingDaysBetween } from '../institution/calendar.rules.ts';

/** Steps of one group that share everything that counts. */
export type StepTally = {
  key: string;
  count: number;
  /** A report that only asks for a look: counted, without a delay. */
  look: boolean;
  openedOn: Day | null;
  /** The day of the verdict in the institution's zone; null where none was given. */
  decidedOn: Day | null;
  verdict: 'passed' | 'passed_with_conditions' | 'returned' | null;
  /** Passed here, and later returned at another step of the same submission, or opened again after its closing. */
  overturned: boolean;
  /** The limit passed and the step was lost. */
  expired: boolean;
  /** A look that never came: the next report took the place of this one. */
  passedOver: boolean;
  /** Open today and with a limit; `overdue` once that has passed. */
  waiting: boolean;
  overdue: boolean;
};

export type GateFigures = {
  /** Verdicts given, looks included. */
  count: number;
  /** Of those that have a limit; null where there are none. */
  medianDelay: number | null;
  /** How many took 0, 1, 2 ... working days; the last bucket holds all that took longer. */
  delays: number[];
  returned: number;
  /** 0..100 with two decimals; null where nothing was decided. */
  returnRate: number | null;
  overturned: number;
  /** Of what passed. */
  overturnRate: number | null;
  expired: number;
  looked: number;
  notLookedAt: number;
  /** On the desk today, and of these past their limit: at the top a step stays and shows. */
  waiting: number;
  overdue: number;
};

/** 0 to 5 working days, and everything beyond. */
export const DELAY_BUCKETS = 7;

/** Working days from the opening of a step to its verdict; the day of the opening is day 0. */
export function delayOf(calendar: Calendar, openedOn: Day, decidedOn: Day): number {
  return workingDaysBetween(calendar, addDays(openedOn, 1), addDays(decidedOn, 1));
}

/** The middle of values that occur so many times each; of an even number of them the mean of the middle two; null of none. */
export function medianOf(values: readonly { value: number; count: number }[]): number | null {
  const sorted = values.filter((one) => one.count > 0).sort((a, b) => a.value - b.value);
  const total = sorted.reduce((sum, one) => sum + one.count, 0);
  if (total === 0) return null;
  const at = (place: number): number => {
    let passed = 0;
    for (const one of sorted) {
      passed += one.count;
      if (passed > place) return one.value;
    }
    return 0;
  };
  return (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2;
}

/** Percent with two decimals, half up; null of nothing. */
export const rateOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 100;

const sum = (tallies: readonly StepTally[], holds: (tally: StepTally) => boolean): number =>
  tallies.reduce((total, tally) => (holds(tally) ? total + tally.count : total), 0);

export function figuresOf(calendar: Calendar, tallies: readonly StepTally[]): GateFigures {
  const decided = tallies.filter((tally) => tally.verdict !== null);
  const timed = decided.flatMap(({ look, openedOn, decidedOn, count }) =>
    look || openedOn === null || decidedOn === null ? [] : [{ value: delayOf(calendar, openedOn, decidedOn), count }],
  );
  const delays = new Array<number>(DELAY_BUCKETS).fill(0);
  for (const { value, count } of timed) {
    const bucket = Math.min(value, DELAY_BUCKETS - 1);
    delays[bucket] = (delays[bucket] ?? 0) + count;
  }
  const count = sum(decided, () => true);
  const returned = sum(decided, (tally) => tally.verdict === 'returned');
  const overturned = sum(decided, (tally) => tally.overturned);
  return {
    count,
    medianDelay: medianOf(timed),
    delays,
    returned,
    returnRate: rateOf(returned, count),
    overturned,
    overturnRate: rateOf(overturned, count - returned),
    expired: sum(tallies, (tally) => tally.expired),
    looked: sum(decided, (tally) => tally.look),
    notLookedAt: sum(tallies, (tally) => tally.passedOver),
    waiting: sum(tallies, (tally) => tally.waiting),
    overdue: sum(tallies, (tally) => tally.overdue),
  };
}
