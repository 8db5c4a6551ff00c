// On which side of a negotiation somebody stands: the policy in memory equals the condition in SQL, and nobody stands on both.
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { PEOPLE, randomInstitution, storeRandomInstitution } from '../../../tests/support/random-institutions.ts';
import { openScopeFor } from '../identity/open-scope.ts';
import type { Scope } from '../identity/scope.ts';
import { loadNegotiatedItems } from './negotiated-item.store.ts';
import { sideOf } from './negotiation.policy.ts';
import type { Side } from './negotiation.rules.ts';

import { onSide } from './negotiation-sides.store.ts';

const NOW = new Date('2026-03-04T09:00:00+08:00');

async function inSql(scope: Scope, side: Side): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select i.id from items i left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
    where i.institution_id = ${scope.institutionId} and ${onSide(scope, side)}`.execute(scope.tx);
  return rows.map((row) => row.id).sort();
}

describe('over random institutions', () => {
  it('the policy and the condition agree for every person and item, and no one is on both sides', async () => {
    const { db, owner } = await useDatabase();
    await fc.assert(
      fc.asyncProperty(randomInstitution, async (model) => {
        const at = await storeRandomInstitution(owner, model);
        for (const personId of at.people.slice(0, PEOPLE)) {
          await openScopeFor(db, { institutionId: at.id, personId, now: NOW }, async (scope) => {
            const items = [...(await loadNegotiatedItems(scope, at.items)).values()];
            const inMemory = (side: Side) =>
              items
                .filter((item) => sideOf(scope.actor, item) === side)
                .map((item) => item.id)
                .sort();
            const [receiver, superior] = [await inSql(scope, 'receiver'), await inSql(scope, 'superior')];
            expect({ personId, receiver, superior }).toEqual({
              personId,
              receiver: inMemory('receiver'),
              superior: inMemory('superior'),
            });
            expect(receiver.filter((id) => superior.includes(id))).toEqual([]);
          });
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
