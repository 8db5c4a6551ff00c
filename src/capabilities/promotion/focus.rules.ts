// The focus score: which items a cycle's meeting must discuss, and how much each part of the formula gave. Pure, exact until the last rounding.
import { type Calendar, type Day, workingDaysBetween } from '../institution/calendar.rules.ts';

export type ScoredLight = 'yellow' | 'orange' | 'red';
export const SCORED_LIGHTS: readonly ScoredLight[] = ['yellow', 'orange', 'red'];

/** An item of the tree as far as weights go; items that are not active are left out beforehand. */
export type WeightedItem = { id: string; parentId: string | null; weight: number | null };
/** P and A in percent, A with what waits at the gate; null is unset and counts 0, as in lights. */
export type Candidate = {
  id: string;
  code: string | null;
  light: ScoredLight;
  planned: number | null;
  waiting: number | null;
  /** Open items with a dependency on it. */
  waitingItems: number;
  /** First day of the unbroken run of yellow, orange and red. */
  leftGreenOn: Day | null;
};
export type PartName = 'weight' | 'gap' | 'light' | 'waiting' | 'days';
export type Part = {
  name: PartName;
  /** 0..1, rounded half up to four decimals. */
  input: number;
  weight: number;
  /** Rounded half up to two decimals. */
  points: number;
  facts: Record<string, number | string | null>;
};
export type Scored = { id: string; score: number; parts: Part[] };

/** An exact number as a fraction, its bottom above 0. */
type Exact = { top: bigint; bottom: bigint };
const ZERO: Exact = { top: 0n, bottom: 1n };
const ONE: Exact = { top: 1n, bottom: 1n };
const whole = (value: number): Exact => ({ top: BigInt(value), bottom: 1n });
/** Of a number with at most two decimals. */
const hundredths = (value: number): Exact => ({ top: BigInt(Math.round(value * 100)), bottom: 100n });
const times = (a: Exact, b: Exact): Exact => ({ top: a.top * b.top, bottom: a.bottom * b.bottom });
const over = (a: Exact, b: Exact): Exact => ({ top: a.top * b.bottom, bottom: a.bottom * b.top });
const plus = (a: Exact, b: Exact): Exact => ({ top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom });
const isMore = (a: Exact, b: Exact): boolean => a.top * b.bottom > b.top * a.bottom;
const atMostOne = (a: Exact): Exact => (isMore(a, ONE) ? ONE : a);

/** Half up, for values not below 0. */
function rounded(value: Exact, decimals: number): number {
  const scale = 10n ** BigInt(decimals);
  const twice = (2n * value.top * scale + value.bottom) / (2n * value.bottom);
  return Number(twice) / Number(scale);
}

/** The shares of the formula in hundredths: 0.35 weight, 0.25 gap, 0.2 light, 0.1 items that wait, 0.1 days. */
const SHARE: Record<PartName, bigint> = { weight: 35n, gap: 25n, light: 20n, waiting: 10n, days: 10n };
const LIGHT_THIRDS: Record<ScoredLight, bigint> = { yellow: 1n, orange: 2n, red: 3n };
const FULL_GAP = 30;
const FULL_WAITING = 5;
const FULL_DAYS = 20;

/**
 * Weight in the whole plan: the product of normalised weights down from the root, 0..1. A missing weight counts 0 beside given ones;
 * where none is given, brothers count alike, and so do the roots.
 */
function weightsInPlan(items: readonly WeightedItem[]): (id: string) => Exact {
  const byId = new Map(items.map((item) => [item.id, item]));
  const above = (item: WeightedItem) => (item.parentId !== null && byId.has(item.parentId) ? item.parentId : null);
  const brothers = Map.groupBy(items, above);
  const cents = (weight: number | null) => BigInt(Math.round((weight ?? 0) * 100));
  const sums = new Map([...brothers].map(([key, all]) => [key, all.reduce((sum, one) => sum + cents(one.weight), 0n)]));
  const known = new Map<string, Exact>();
  const weightOf = (id: string): Exact => {
    const done = known.get(id);
    if (done) return done;
    const item = byId.get(id);
    if (!item) return ZERO;
    const parent = above(item);
    const sum = sums.get(parent) ?? 0n;
    const even: Exact = { top: 1n, bottom: BigInt(brothers.get(parent)?.length ?? 1) };
    const share: Exact = sum === 0n ? even : { top: cents(item.weight), bottom: sum };
    const weight = parent === null ? share : times(share, weightOf(parent));
    known.set(id, weight);
    return weight;
  };
  return weightOf;
}

/** The weights of some items in the whole plan, 0..1, for a reader (six decimals). */
export function planWeights(items: readonly WeightedItem[], ids: readonly string[]): Map<string, number> {
  const weightOf = weightsInPlan(items);
  return new Map(ids.map((id) => [id, rounded(weightOf(id), 6)]));
}

function gapOf(candidate: Candidate): number {
  const [planned, actual] = [Math.round((candidate.planned ?? 0) * 100), Math.round((candidate.waiting ?? 0) * 100)];
  return (planned - actual) / 100;
}

function part(name: PartName, input: Exact, facts: Part['facts']): { part: Part; exact: Exact } {
  const exact = times(input, { top: SHARE[name], bottom: 1n });
  const shown = { name, input: rounded(input, 4), weight: Number(SHARE[name]) / 100, points: rounded(exact, 2), facts };
  return { part: shown, exact };
}

/**
 * Focus score of yellow, orange and red items, 0..100 with two decimals, the highest first, ties by code and then by id:
 * 100 x (0.35 weight / largest among them + 0.25 min(1, max(0, g) / 30) + 0.2 light (1/3, 2/3, 1) + 0.1 min(1, open items waiting / 5)
 * + 0.1 min(1, working days since it left green / 20)). Source: section 8 of the domain. `largestId` in the facts of the weight names
 * the item whose weight is the largest.
 */
export function scoreFocus(
  candidates: readonly Candidate[],
  tree: readonly WeightedItem[],
  today: Day,
  calendar: Calendar,
): Scored[] {
  const weightOf = weightsInPlan(tree);
  let largest: { id: string | null; weight: Exact } = { id: null, weight: ZERO };
  for (const { id } of [...candidates].sort(byCode)) {
    const weight = weightOf(id);
    if (isMore(weight, largest.weight)) largest = { id, weight };
  }
  const scored = candidates.map((one) => {
    const gap = gapOf(one);
    const days = one.leftGreenOn === null ? 0 : workingDaysBetween(calendar, one.leftGreenOn, today);
    const weight = weightOf(one.id);
    const share = largest.weight.top === 0n ? ZERO : over(weight, largest.weight);
    const parts = [
      part('weight', share, {
        weight: rounded(weight, 6),
        largest: rounded(largest.weight, 6),
        largestId: largest.id,
      }),
      part('gap', atMostOne(over(hundredths(Math.max(0, gap)), whole(FULL_GAP))), {
        planned: one.planned,
        actual: one.waiting,
        gap,
      }),
      part('light', { top: LIGHT_THIRDS[one.light], bottom: 3n }, { light: one.light }),
      part('waiting', atMostOne(over(whole(one.waitingItems), whole(FULL_WAITING))), { items: one.waitingItems }),
      part('days', atMostOne(over(whole(days), whole(FULL_DAYS))), { since: one.leftGreenOn, days }),
    ];
    const exact = parts.reduce((sum, { exact: points }) => plus(sum, points), ZERO);
    return { id: one.id, code: one.code, score: rounded(exact, 2), parts: parts.map(({ part: shown }) => shown) };
  });
  return scored.sort((a, b) => b.score - a.score || byCode(a, b)).map(({ id, score, parts }) => ({ id, score, parts }));
}

function byCode(a: { id: string; code: string | null }, b: { id: string; code: string | null }): number {
  const [left, right] = [a.code ?? '', b.code ?? ''];
  if (left !== right) return left < right ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

export type Listed = { id: string; score: number | null; parts: Part[]; byScore: boolean };

/** The first `length` by score, then what is pinned beside them: by score, and those without one by code. */
export function listFocus(
  scored: readonly Scored[],
  pinned: readonly { id: string; code: string | null }[],
  length: number,
): Listed[] {
  const first = scored.slice(0, length).map((one): Listed => ({ ...one, byScore: true }));
  const on = new Set(first.map((one) => one.id));
  const beside = pinned.filter((one) => !on.has(one.id));
  const wanted = new Set(beside.map((one) => one.id));
  const withScore = scored.filter((one) => wanted.has(one.id)).map((one): Listed => ({ ...one, byScore: false }));
  const has = new Set(withScore.map((one) => one.id));
  const without = [...beside]
    .filter((one) => !has.has(one.id))
    .sort(byCode)
    .map(({ id }): Listed => ({ id, score: null, parts: [], byScore: false }));
  return [...first, ...withScore, ...without];
}

/** `runs` of the list before, or 0 where it was not on it. */
export const runsOn = (before: number): number => before + 1;

/** On the list twice running without a decision between. */
export const isFlagged = (runs: number, decidedBetween: boolean): boolean => runs >= 2 && !decidedBetween;
