// How an item's weight comes down its chain: every share ends with somebody who signed or is lost, and at each level all of it is told.

import { Decimal } from 'decimal.js';
import { largestRemainder } from '../linkage/weights.rules.ts';
import { type ItemState, isActive } from './facts.rules.ts';

/** Why a part of the weight goes no further. */
export const LOSSES = ['not_accepted', 'not_carried', 'cancelled'] as const;
export type Loss = (typeof LOSSES)[number];

export interface ShareItem {
  readonly id: string;
  readonly parentId: string | null;
  readonly level: number;
  readonly state: ItemState;
  readonly weight: number | null;
  /** W where own nodes weigh, else 0. */
  readonly ownPercent: number;
  readonly acceptedByPresentPerson: boolean;
}

/** In percent of the top item's weight, not rounded. */
export interface ItemShare {
  readonly share: Decimal;
  /** What ends here: kept by a person who signed, or lost. */
  readonly ends: Decimal;
  readonly loss: Loss | null;
  /** Lost here and anywhere below. */
  readonly lostInAll: Decimal;
}

/** One level's whole: 100.00 in five kinds of parts. */
export interface LevelShare {
  readonly level: number;
  /** Stands with items of this level. */
  readonly stands: number;
  /** Ended above with a person who signed and whose level may end it. */
  readonly kept: number;
  /** Goes by this level without anybody on it; it comes back below. */
  readonly skipped: number;
  readonly lost: Readonly<Record<Loss, number>>;
}

export interface Shares {
  readonly items: ReadonlyMap<string, ItemShare>;
  readonly levels: readonly LevelShare[];
}

interface End {
  readonly share: Decimal;
  /** Bits of the levels on the way. */
  readonly way: number;
  readonly level: number;
  readonly loss: Loss | null;
}

const HUNDRED = new Decimal(100);
const ZERO = new Decimal(0);

/**
 * The parts of a parent's weight that its children take. Active ones by their weights (all alike where none has one). Cancelled ones
 * take what the active ones no longer bring to 100, so that a plan mended after a cancellation has lost nothing.
 */
export function splitWeight(
  active: readonly (number | null)[],
  cancelled: readonly (number | null)[],
): { active: Decimal[]; cancelled: Decimal[] } {
  const isGiven = active.some((weight) => (weight ?? 0) > 0);
  if (!isGiven)
    return { active: active.map(() => new Decimal(1).div(active.length)), cancelled: cancelled.map(() => ZERO) };
  const sumOf = (weights: readonly (number | null)[]) => weights.reduce((sum, one) => sum.plus(one ?? 0), ZERO);
  const carried = sumOf(active);
  const gone = sumOf(cancelled);
  const missing = Decimal.max(0, Decimal.min(gone, HUNDRED.minus(carried)));
  const total = carried.plus(missing);
  return {
    active: active.map((weight) => new Decimal(weight ?? 0).div(total)),
    cancelled: cancelled.map((weight) =>
      gone.isZero()
        ? ZERO
        : missing
            .times(weight ?? 0)
            .div(gone)
            .div(total),
    ),
  };
}

/** Shares of everything below an item, and of every level from its own down to the last. */
export function shareOut(items: readonly ShareItem[], topId: string, carryToRank: number, levels: number): Shares {
  const top = items.find((item) => item.id === topId);
  if (!top) return { items: new Map(), levels: [] };
  const childrenOf = Map.groupBy(
    items.filter((item) => item.state !== 'draft' && item.id !== topId),
    (item) => item.parentId,
  );
  const found = new Map<string, ItemShare>();
  const ends: End[] = [];
  const end = (item: ShareItem, share: Decimal, way: number, loss: Loss | null) => {
    if (!share.isZero()) ends.push({ share, way, level: item.level, loss });
  };
  const walk = (item: ShareItem, share: Decimal, wayAbove: number): Decimal => {
    const way = wayAbove | (1 << item.level);
    const children = isActive(item.state) || item.id === topId ? (childrenOf.get(item.id) ?? []) : [];
    const active = children.filter((child) => isActive(child.state));
    const loss = lossOf(item, active.length === 0, carryToRank);
    const own = active.length === 0 ? share : share.times(item.ownPercent).div(100);
    end(item, own, way, loss);
    let lost = loss === null ? ZERO : own;
    if (active.length > 0) {
      const cancelled = children.filter((child) => !isActive(child.state));
      const parts = splitWeight(
        active.map((child) => child.weight),
        cancelled.map((child) => child.weight),
      );
      const below = share.minus(own);
      active.forEach((child, at) => {
        lost = lost.plus(walk(child, below.times(parts.active[at] ?? 0), way));
      });
      cancelled.forEach((child, at) => {
        lost = lost.plus(walk(child, below.times(parts.cancelled[at] ?? 0), way));
      });
    }
    found.set(item.id, { share, ends: own, loss: own.isZero() ? null : loss, lostInAll: lost });
    return lost;
  };
  walk(top, HUNDRED, 0);
  return { items: found, levels: levelShares(ends, top.level, levels) };
}

/** A leaf must be signed for, on a level down to which work must be carried; a parent's own nodes need its signature alone. */
function lossOf(item: ShareItem, isLeaf: boolean, carryToRank: number): Loss | null {
  if (item.state === 'cancelled') return 'cancelled';
  if (!item.acceptedByPresentPerson) return 'not_accepted';
  return isLeaf && item.level < carryToRank ? 'not_carried' : null;
}

/** The first level on which a lost part is missing: where nobody signed or the work was cancelled, or just below the last who did. */
const lostFrom = ({ level, loss }: End): number => (loss === 'not_carried' ? level + 1 : level);

function levelShares(ends: readonly End[], from: number, to: number): LevelShare[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => {
    const level = from + at;
    const parts = { stands: ZERO, kept: ZERO, skipped: ZERO, not_accepted: ZERO, not_carried: ZERO, cancelled: ZERO };
    for (const one of ends) {
      const part = partAt(one, level);
      parts[part] = parts[part].plus(one.share);
    }
    const [stands, kept, skipped, ...lost] = roundTo100(Object.values(parts));
    const [notAccepted = 0, notCarried = 0, cancelled = 0] = lost;
    return {
      level,
      stands: stands ?? 0,
      kept: kept ?? 0,
      skipped: skipped ?? 0,
      lost: { not_accepted: notAccepted, not_carried: notCarried, cancelled },
    };
  });
}

function partAt(one: End, level: number): 'stands' | 'kept' | 'skipped' | Loss {
  if (one.loss !== null && level >= lostFrom(one)) return one.loss;
  if (level > one.level) return 'kept';
  return one.way & (1 << level) ? 'stands' : 'skipped';
}

/** Parts with two decimals that total exactly 100.00, by largest remainder. */
export function roundTo100(parts: readonly Decimal[]): number[] {
  return largestRemainder(
    parts.map((part) => part.times(1e12).toNumber()),
    10_000,
  ).map((part) => part / 100);
}

/** What reached or passed a level in somebody's hands, in percent. */
export const carriedAt = ({ stands, kept }: LevelShare): number => Math.round((stands + kept) * 100) / 100;
