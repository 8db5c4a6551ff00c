// Load: what open work still asks of a person or unit. Pure, decimals exact.
import { Decimal } from 'decimal.js';
import { openMinutes } from '../progress/values.rules.ts';

export type LoadPart = {
  /** 1 for a person; a unit's share of the item. */
  share: number;
  plannedMinutes: number | null;
  /** Verified progress; unset is 0 here. */
  verified: number | null;
  priority: number;
};

export type Load = {
  items: number;
  minutes: number | null;
  plannedMinutes: number | null;
  unplanned: { first: number; second: number; third: number };
};

/** Planned minutes x (1 - A/100) x share, two decimals half up; null where the item says no minutes. */
export function minutesLeft(part: Omit<LoadPart, 'priority'>): number | null {
  const open = openMinutes(part.plannedMinutes, part.verified);
  return open === null ? null : shared(open, part.share);
}

const shared = (minutes: number, share: number): number =>
  new Decimal(minutes).times(share).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber();

const add = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum.plus(value), new Decimal(0)).toNumber();

/** Items that say their minutes count by these, the others by their priority; a shared one counts by share. */
export function loadOf(parts: readonly LoadPart[]): Load {
  const planned = parts.filter((part) => part.plannedMinutes !== null);
  const ofPriority = (priority: number) =>
    add(parts.filter((part) => part.plannedMinutes === null && part.priority === priority).map((part) => part.share));
  return {
    items: add(parts.map((part) => part.share)),
    minutes: planned.length === 0 ? null : add(planned.map((part) => minutesLeft(part) ?? 0)),
    plannedMinutes:
      planned.length === 0 ? null : add(planned.map((part) => shared(part.plannedMinutes ?? 0, part.share))),
    unplanned: { first: ofPriority(1), second: ofPriority(2), third: ofPriority(3) },
  };
}
