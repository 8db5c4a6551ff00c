// What a stream reads: the head of the chain, and which of some items its person may open now.
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/connect.ts';
import type { Actor, Scope } from '../identity/scope.ts';
import { mayOpen, readsEverything } from '../linkage/item.policy.ts';
import { loadStanding, visibleTo } from '../linkage/standing.store.ts';

/** A scope that reads alone: for work that nobody asked for by a request. */
export const readingScope = (tx: Tx, actor: Actor, now: Date): Scope => ({
  tx,
  institutionId: actor.institutionId,
  now,
  today: actor.today,
  actor,
  actorId: actor.personId,
  requestId: '',
  language: actor.language,
  csrfToken: null,
});

/** Those of the items whose contents the actor may see; of a placeholder outside his line he knows a row, not what happens on it. */
export async function openItems(scope: Scope, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string; placeholder: boolean }>`
    select i.id, i.placeholder from items i
    where i.institution_id = ${scope.institutionId} and i.id = any(${ids}::uuid[]) and ${visibleTo(scope)}`.execute(
    scope.tx,
  );
  const open = new Set<string>();
  for (const { id, placeholder } of rows) {
    const standing = placeholder ? await loadStanding(scope, id) : null;
    if (!placeholder || (standing && mayOpen(scope.actor, standing).ok)) open.add(id);
  }
  // Whoever reads everything also learns that something was deleted.
  if (readsEverything(scope.actor)) for (const id of ids) if (!rows.some((row) => row.id === id)) open.add(id);
  return open;
}

export async function readChainEnd(tx: Tx, institutionId: string): Promise<number> {
  const { rows } = await sql<{ sequence: number }>`
    select coalesce(max(sequence), 0) as sequence from chain_heads where institution_id = ${institutionId}`.execute(tx);
  return rows[0]?.sequence ?? 0;
}
