// Loads what the policy asks of items, and which items an actor may see.
import { type RawBuilder, sql } from 'kysely';
import { unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { demandRead, type ItemStanding, mayOpen, readsEverything } from './item.policy.ts';

export async function loadStanding(scope: Scope, itemId: string): Promise<ItemStanding | null> {
  const { rows } = await sql<{ standing: ItemStanding | null }>`
    select item_standing(${scope.institutionId}, ${itemId}, ${scope.actorId}, ${scope.today}::date) as standing`.execute(
    scope.tx,
  );
  return rows[0]?.standing ?? null;
}

/** The standing of an item that the actor may see; else the item is missing. */
export async function readStanding(scope: Scope, itemId: string): Promise<ItemStanding> {
  return unwrap(demandRead(scope.actor, await loadStanding(scope, itemId)));
}

/** The standing of an item of which the actor may see more than its row. */
export async function readOpenStanding(scope: Scope, itemId: string): Promise<ItemStanding> {
  const standing = await readStanding(scope, itemId);
  unwrap(mayOpen(scope.actor, standing));
  return standing;
}

/** Locks the item first, so that what the policy then sees cannot change before the act is done. */
export async function standingForUpdate(scope: Scope, itemId: string): Promise<ItemStanding> {
  await lockItems(scope, [itemId]);
  return readStanding(scope, itemId);
}

/** Locks the values rows of these items alone, deepest first; ancestors follow when values are computed. */
export async function lockItems(scope: Pick<Scope, 'tx' | 'institutionId'>, ids: readonly string[]): Promise<void> {
  await sql`select 1 from item_values where institution_id = ${scope.institutionId} and item_id = any(${ids}::uuid[])
    order by depth desc, item_id for update`.execute(scope.tx);
}

/** A condition on items.id (as `i`) that holds for what the actor may see; read once a query. */
export function visibleTo(scope: Scope): RawBuilder<boolean> {
  const { actor } = scope;
  if (readsEverything(actor)) return sql<boolean>`true`;
  const directly = actor.posts.filter((post) => post.head).map((post) => post.unitId);
  return sql<boolean>`i.id in (select reached_item_ids(${scope.institutionId}, ${actor.personId}, ${actor.headedUnitIds}::uuid[],
    ${directly}::uuid[], ${actor.professorOf}::uuid[], ${scope.today}::date))`;
}
