// Whose figures at the gate somebody may see: everybody's own, heads their units', the office and the leaders all. Pure.
import type { Actor } from '../identity/scope.ts';
import { readsEverything } from '../linkage/item.policy.ts';

export type FiguresReach = { reach: 'all' | 'units' | 'self'; personId: string; unitIds: readonly string[] };

/** Figures of persons are for themselves, for the heads above them, and for those who answer for the whole. */
export function figuresReachOf(actor: Actor): FiguresReach {
  if (readsEverything(actor)) return { reach: 'all', personId: actor.personId, unitIds: [] };
  const unitIds = actor.headedUnitIds;
  return { reach: unitIds.length > 0 ? 'units' : 'self', personId: actor.personId, unitIds };
}
