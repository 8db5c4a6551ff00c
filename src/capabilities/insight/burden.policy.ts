// Whose requests somebody may see put together: all, those asked of or by the units that he heads, or his own alone. Pure.
import type { Actor } from '../identity/scope.ts';
import { readsEverything } from '../linkage/item.policy.ts';
import type { Ask } from './burden.rules.ts';

export type BurdenReach = { reach: 'all' | 'units' | 'self'; unitIds: ReadonlySet<string> };

export function burdenReachOf(actor: Actor): BurdenReach {
  if (readsEverything(actor)) return { reach: 'all', unitIds: new Set() };
  const unitIds = new Set(actor.headedUnitIds);
  return { reach: unitIds.size > 0 ? 'units' : 'self', unitIds };
}

/** Figures of groups alone: one's own requests are told apart from them. */
export function isWithin({ reach, unitIds }: BurdenReach, ask: Pick<Ask, 'askerId' | 'unitId'>): boolean {
  if (reach === 'all') return true;
  return [ask.askerId, ask.unitId].some((unit) => unit !== null && unitIds.has(unit));
}
