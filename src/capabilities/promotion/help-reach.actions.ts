// Whom a help request reaches: at first, and each time that a limit passes without an answer.
import type { Moment } from '../../platform/events/append.ts';
import { nextToClimb } from './climb.rules.ts';
import { loadClimbFacts } from './climb.store.ts';
import { nextByUnits, passedInLine } from './help.rules.ts';
import { loadUnitsFacts, mainUnitOf } from './help.store.ts';

export type Reach = {
  itemId: string | null;
  askerId: string;
  askerUnitId: string | null;
  /** The unit that was asked. */
  unitId: string | null;
  /** Whoever was asked by name. */
  namedId: string | null;
  /** Everybody who was asked so far, in order. */
  asked: readonly string[];
};
type At = Pick<Moment, 'tx' | 'institutionId' | 'today'>;

/**
 * Asked of the item's line, it goes up that line. Asked of another unit or of somebody outside the line, it goes up there, where the delay
 * arises; without an item it goes up by units. Null at the top.
 */
export async function nextAsked(at: At, reach: Reach): Promise<string | null> {
  const { itemId, askerId, asked } = reach;
  if (reach.unitId !== null) return byUnits(at, reach.unitId, reach);
  const facts = itemId === null ? null : await loadClimbFacts(at, itemId);
  const { namedId } = reach;
  if (facts && (namedId === null || facts.ancestors.includes(namedId) || facts.leaderInCharge === namedId))
    return nextToClimb(facts, passedInLine(facts.ancestors, askerId, asked));
  return byUnits(at, namedId === null ? reach.askerUnitId : await mainUnitOf(at, namedId), reach);
}

async function byUnits(at: At, unitId: string | null, { askerId, asked }: Reach): Promise<string | null> {
  return nextByUnits(await loadUnitsFacts(at, unitId), askerId, asked);
}
