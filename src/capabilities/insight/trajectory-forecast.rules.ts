// When an item may be finished, told from its own weekly gains: always a range, and never more than its history can bear.

import { addDays, type Day, dayNumber, dayOfNumber, weekdayOf } from '../institution/calendar.rules.ts';

/** What was known at the end of a day; `light` is grey while the item was suspended. */
export interface DailyPoint {
  readonly day: Day;
  readonly verified: number | null;
  readonly light: string;
}

export interface FanDay {
  readonly day: Day;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** Days on which one in ten, half and nine in ten of the trials had finished; null: not within `beyond`. */
export interface FinishRange {
  readonly early: Day | null;
  readonly middle: Day | null;
  readonly late: Day | null;
}

export type Outlook =
  | { readonly state: 'finished'; readonly weeks: number }
  | { readonly state: 'suspended'; readonly weeks: number }
  | { readonly state: 'short_history'; readonly weeks: number; readonly needed: number }
  | { readonly state: 'no_gain'; readonly weeks: number }
  | {
      readonly state: 'forecast';
      readonly weeks: number;
      readonly fan: readonly FanDay[];
      readonly finish: FinishRange;
      /** Percent of the trials that were finished by the due. */
      readonly inTime: number;
      readonly beyond: Day;
    };

export const FORECAST = {
  /** Fewer weeks than this say nothing about the next ones. */
  leastWeeks: 6,
  /** A quarter; older weeks are left out: how work began says little about how it goes. */
  mostWeeks: 13,
  trials: 500,
  /** Two years; what is not finished by then is told as "later". */
  horizonWeeks: 104,
} as const;

const DAYS_A_WEEK = 7;
const SUNDAY = 6;
const hundredths = (value: number): number => Math.round(value * 100);

/** The last Sunday that had ended before `day`. */
const lastSunday = (day: Day): Day => addDays(day, -(weekdayOf(day) + 1));

interface Week {
  /** Its Sunday. */
  readonly end: Day;
  readonly gain: number;
}

function weeksOf(points: readonly DailyPoint[], today: Day): Week[] {
  const ordered = [...points].sort((a, b) => (a.day < b.day ? -1 : 1));
  const first = ordered[0];
  if (!first) return [];
  const weeks: Week[] = [];
  let at = 0;
  let present = first;
  let before: DailyPoint | null = null;
  for (let end = addDays(first.day, SUNDAY - weekdayOf(first.day)); end <= lastSunday(today); ) {
    for (let next = ordered[at]; next && next.day <= end; next = ordered[at]) {
      present = next;
      at += 1;
    }
    if (before && present.light !== 'grey') {
      const gain = hundredths(present.verified ?? 0) - hundredths(before.verified ?? 0);
      weeks.push({ end, gain: Math.max(0, gain) / 100 });
    }
    before = present;
    end = addDays(end, DAYS_A_WEEK);
  }
  return weeks;
}

/**
 * Gains of verified progress by calendar week, in percentage points, oldest first: from the second week of the history to the last one that
 * has ended before `today`. A fall is a gain of 0 (the way back is not work to come), an unset value 0, and weeks in suspension are left out.
 */
export const weeklyGains = (points: readonly DailyPoint[], today: Day): number[] =>
  weeksOf(points, today).map((week) => week.gain);

/** The Sundays of these weeks. */
export const weekEnds = (points: readonly DailyPoint[], today: Day): Day[] =>
  weeksOf(points, today).map((week) => week.end);

/** FNV-1a, so that the same item on the same day always gives the same forecast. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Mulberry32: a small generator with a full period of 2^32, the same on every machine. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The value below which a part of the ordered ones lies (nearest rank); `part` in 0..1. Never falls as `part` rises. */
export function quantileOf(ordered: ArrayLike<number>, part: number): number {
  const rank = Math.min(ordered.length, Math.max(1, Math.ceil(part * ordered.length)));
  return ordered[rank - 1] ?? 0;
}

const PARTS = { low: 0.1, middle: 0.5, high: 0.9 } as const;

export interface ForecastInput {
  readonly itemId: string;
  readonly today: Day;
  readonly due: Day;
  readonly state: string;
  readonly verified: number | null;
  /** From `weeklyGains`. */
  readonly gains: readonly number[];
}

/**
 * Resampling of the item's own weekly gains with replacement (the bootstrap of Efron, 1979, as Monte Carlo forecasts of throughput use it):
 * each trial draws one past week after another until 100 is reached. The range is what one in ten, half and nine in ten of the trials say.
 */
export function forecast(input: ForecastInput): Outlook {
  const gains = input.gains.slice(-FORECAST.mostWeeks).map(hundredths);
  const weeks = gains.length;
  const present = hundredths(input.verified ?? 0);
  if (input.state === 'closed' || input.state === 'archived' || present >= 10_000) return { state: 'finished', weeks };
  if (input.state === 'suspended') return { state: 'suspended', weeks };
  if (weeks < FORECAST.leastWeeks) return { state: 'short_history', weeks, needed: FORECAST.leastWeeks };
  if (gains.every((gain) => gain === 0)) return { state: 'no_gain', weeks };
  const { reached, finishedIn } = runTrials(gains, present, seedOf(`${input.itemId} ${input.today}`));
  const finish = {
    early: finishDay(finishedIn, PARTS.low, input.today),
    middle: finishDay(finishedIn, PARTS.middle, input.today),
    late: finishDay(finishedIn, PARTS.high, input.today),
  };
  const weeksToDue = Math.floor((dayNumber(input.due) - dayNumber(input.today)) / DAYS_A_WEEK);
  const timely = finishedIn.filter((week) => week <= weeksToDue).length;
  return {
    state: 'forecast',
    weeks,
    fan: fanOf(reached, present, input.today, weeksShown(finishedIn, weeksToDue)),
    finish,
    inTime: Math.round((timely / FORECAST.trials) * 100),
    beyond: addDays(input.today, FORECAST.horizonWeeks * DAYS_A_WEEK),
  };
}

const NEVER = Number.POSITIVE_INFINITY;

/** Progress in hundredths by week and trial, and the week in which each trial was finished, in order. */
function runTrials(gains: readonly number[], present: number, seed: number) {
  const chance = generator(seed);
  const reached = Array.from({ length: FORECAST.horizonWeeks }, () => new Float64Array(FORECAST.trials));
  const finishedIn: number[] = [];
  for (let trial = 0; trial < FORECAST.trials; trial += 1) {
    let value = present;
    let finished = NEVER;
    for (let week = 0; week < FORECAST.horizonWeeks; week += 1) {
      if (value < 10_000) value = Math.min(10_000, value + (gains[Math.floor(chance() * gains.length)] ?? 0));
      if (value >= 10_000 && finished === NEVER) finished = week + 1;
      const row = reached[week];
      if (row) row[trial] = value;
    }
    finishedIn.push(finished);
  }
  return { reached, finishedIn: finishedIn.sort((a, b) => a - b) };
}

function finishDay(finishedIn: readonly number[], part: number, today: Day): Day | null {
  const week = quantileOf(finishedIn, part);
  return week === NEVER ? null : dayOfNumber(dayNumber(today) + week * DAYS_A_WEEK);
}

/** Up to the due or the late edge of the finish, whichever is later. */
function weeksShown(finishedIn: readonly number[], weeksToDue: number): number {
  const late = quantileOf(finishedIn, PARTS.high);
  return Math.min(FORECAST.horizonWeeks, Math.max(4, weeksToDue + 1, late === NEVER ? FORECAST.horizonWeeks : late));
}

function fanOf(reached: readonly Float64Array[], present: number, today: Day, weeks: number): FanDay[] {
  const now = { day: today, low: present / 100, middle: present / 100, high: present / 100 };
  const later = reached.slice(0, weeks).map((row, week) => {
    const ordered = row.toSorted();
    return {
      day: addDays(today, (week + 1) * DAYS_A_WEEK),
      low: quantileOf(ordered, PARTS.low) / 100,
      middle: quantileOf(ordered, PARTS.middle) / 100,
      high: quantileOf(ordered, PARTS.high) / 100,
    };
  });
  return [now, ...later];
}

/**
 * Days from the due to the middle of the range, the measure by which key works are put in order: above 0 is late. What never moves, and what
 * is not finished within two years, counts to the end of these; null where nothing can be said.
 */
export function missedBy(outlook: Outlook, due: Day, today: Day): number | null {
  if (outlook.state === 'forecast') return dayNumber(outlook.finish.middle ?? outlook.beyond) - dayNumber(due);
  if (outlook.state !== 'no_gain') return null;
  return dayNumber(today) + FORECAST.horizonWeeks * DAYS_A_WEEK - dayNumber(due);
}
