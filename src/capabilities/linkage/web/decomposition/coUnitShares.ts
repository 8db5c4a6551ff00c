// The shares of an item that several units carry: the lead unit has exactly what the others leave of 1.
import { defaultShares, largestRemainder, leadShare } from '../../weights.rules.ts';

/** A unit that takes part, with its share of the whole. */
export interface CoUnit {
  key: string;
  unitId: string | null;
  share: number | null;
  personId: string | null;
}

const whole = 10_000;

/** What the lead unit has: all of it without co-units; null where the shares leave it nothing or one is missing. */
export function leadShareOf(coUnits: readonly CoUnit[]): number | null {
  if (coUnits.length === 0) return 1;
  const shares = coUnits.flatMap((one) => one.share ?? []);
  return shares.length < coUnits.length ? null : leadShare(shares);
}

export type ShareTrouble = 'unit_missing' | 'co_unit_twice' | 'share_missing' | 'shares_total';

/** Why these shares cannot be taken as they stand; null where they can. */
export function shareTrouble(leadUnitId: string | null, coUnits: readonly CoUnit[]): ShareTrouble | null {
  const ids = coUnits.map((one) => one.unitId);
  if (ids.includes(null)) return 'unit_missing';
  if (new Set([leadUnitId, ...ids]).size <= ids.length) return 'co_unit_twice';
  if (coUnits.some((one) => one.share === null)) return 'share_missing';
  return leadShareOf(coUnits) === null ? 'shares_total' : null;
}

const withShares = (coUnits: readonly CoUnit[], shares: readonly number[]): CoUnit[] =>
  coUnits.map((one, at) => ({ ...one, share: shares[at] ?? null }));

/** The lead unit 60 %, the others the rest in even parts. */
export const byDefault = (coUnits: readonly CoUnit[]): CoUnit[] =>
  withShares(coUnits, defaultShares(coUnits.length).coUnits);

/** Everybody the same, the lead unit first in line for what cannot be divided. */
export function evenly(coUnits: readonly CoUnit[]): CoUnit[] {
  const parts = largestRemainder(
    Array.from({ length: coUnits.length + 1 }, () => 1),
    whole,
  );
  return withShares(
    coUnits,
    parts.slice(1).map((part) => part / whole),
  );
}

const isDefault = (coUnits: readonly CoUnit[]): boolean =>
  byDefault(coUnits).every((one, at) => one.share === coUnits[at]?.share);

/** Shares that nobody has touched follow the number of units; shares that somebody chose stay. */
export const withCoUnit = (coUnits: readonly CoUnit[], added: CoUnit): CoUnit[] =>
  isDefault(coUnits) ? byDefault([...coUnits, added]) : [...coUnits, added];

export function withoutCoUnit(coUnits: readonly CoUnit[], key: string): CoUnit[] {
  const left = coUnits.filter((one) => one.key !== key);
  return isDefault(coUnits) ? byDefault(left) : left;
}

/** A share as a percentage with two decimals, and back to four. */
export const percentOf = (share: number | null): number | null =>
  share === null ? null : Math.round(share * whole) / 100;
export const shareOf = (percent: number | null): number | null =>
  percent === null ? null : Math.round(percent * 100) / whole;
