// Who sees which item, told four times over random institutions: the sentences read naively, the policy, the database, the server.
import fc from 'fast-check';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import {
  PEOPLE,
  type RandomInstitution,
  randomInstitution,
  type StoredInstitution,
  storeRandomInstitution,
} from '../../../tests/support/random-institutions.ts';
import { type Client, startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { openScopeFor } from '../identity/open-scope.ts';
import { mayRead } from './item.policy.ts';
import { loadStanding, visibleTo } from './standing.store.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const everyone = [...Array(PEOPLE).keys()];
const RUNS = 20;
/** Hundreds of requests each; the machine may be busy with other tests. */
const LONG = 120_000;

// --- the sentences, read over the model -------------------------------------------------------------------------------------

/** The sentences on who sees an item, one after another, by indices of the random model alone. */
function sees(model: RandomInstitution, who: number, index: number): boolean {
  const item = model.items[index];
  if (!item) return false;
  const held = model.posts.filter((post) => post.person === who && post.when === 'now' && post.confirmed);
  const has = (role: string) =>
    model.grants.some((one) => one.person === who && one.role === role && one.when === 'now' && one.confirmed);
  if (has('office') || has('auditor')) return true;
  if (held.some((post) => post.level === 1 || (post.head && post.unit === 0))) return true;
  const answersFor = (at: number) => model.items[at]?.responsible === who && model.items[at]?.state !== 'draft';
  const above = ancestorsOf(model, index);
  const below = [...model.items.keys()].filter((at) => ancestorsOf(model, at).includes(index));
  if ([index, ...above, ...below].some(answersFor) || item.former.includes(who)) return true;
  if (item.state === 'draft' && item.author === who) return true;
  if (item.state === 'draft' && item.negotiated.length > 0 && [item.responsible, ...item.negotiated].includes(who))
    return true;
  if (item.supervisor === who || item.leader === who) return true;
  const headed = held.filter((post) => post.head).map((post) => post.unit);
  if (item.coUnits.some((co) => co.person === who || headed.includes(co.unit))) return true;
  if (unitsUpFrom(model, item.unit).some((unit) => headed.includes(unit))) return true;
  if (model.professors.some((one) => one.person === who && one.when === 'now' && one.discipline === item.discipline))
    return true;
  return isInRoute(model, who, index);
}

function isInRoute(model: RandomInstitution, who: number, index: number): boolean {
  const discipline = model.items[index]?.discipline;
  return model.submissions
    .filter((one) => one.item === index)
    .some((one) =>
      one.steps.some((step) => {
        if (step.person === who || step.decidedBy === who) return true;
        if (one.state !== 'pending' || step.decidedBy !== null || step.expired) return false;
        const deputy = model.delegations.some(
          (del) => del.delegate === who && del.person === step.person && del.when === 'now' && !del.revoked,
        );
        const named = model.professors.some(
          (prof) =>
            prof.delegate === who &&
            prof.person === step.person &&
            prof.when === 'now' &&
            prof.discipline === discipline,
        );
        return deputy || (named && step.kind === 'professor');
      }),
    );
}

function ancestorsOf(model: RandomInstitution, index: number): number[] {
  const parent = model.items[index]?.parent ?? null;
  return parent === null ? [] : [parent, ...ancestorsOf(model, parent)];
}

function unitsUpFrom(model: RandomInstitution, unit: number): number[] {
  return unit === 0 ? [0] : [unit, ...unitsUpFrom(model, model.unitParents[unit - 1] ?? 0)];
}

// --- the same from the product ----------------------------------------------------------------------------------------------

/** What the policy in memory and the predicate in SQL let somebody see. */
async function askInside(at: StoredInstitution, who: number): Promise<{ policy: string[]; predicate: string[] }> {
  const { db } = await useDatabase();
  const personId = at.people[who] ?? '';
  return openScopeFor(db, { institutionId: at.id, personId, now: server.clock.now() }, async (scope) => {
    const policy: string[] = [];
    for (const id of at.items) {
      const standing = await loadStanding(scope, id);
      if (standing && mayRead(scope.actor, standing)) policy.push(id);
    }
    const { rows } = await sql<{ id: string }>`
      select i.id from items i where i.institution_id = ${at.id} and ${visibleTo(scope)}`.execute(scope.tx);
    return { policy, predicate: rows.map((row) => row.id).sort() };
  });
}

type Rows = { items: { id: string }[]; total: number };
const idsOf = (rows: Rows) => rows.items.map((row) => row.id).sort();

/** A refusal without what is new in every reply. */
const faceOf = ({ status, body }: { status: number; body: unknown }) => {
  const { requestId: _, ...rest } = body as Record<string, unknown>;
  return { status, ...rest };
};

const PARTS = ['', '/chain', '/children', '/subtree', '/history', '/findings', '/decomposition', '/reports'];

async function askServer(client: Client, at: StoredInstitution, visible: readonly string[]): Promise<void> {
  const list = (await client.get<Rows>('/items?limit=500')).body;
  expect(idsOf(list)).toEqual(visible);
  expect(list.total).toBe(visible.length);
  const nowhere = faceOf(await client.get(`/items/${uuid()}`));
  expect(nowhere.status).toBe(404);
  for (const id of at.items) {
    const reply = await client.get<{ id: string }>(`/items/${id}`);
    if (visible.includes(id)) expect({ status: reply.status, id: reply.body.id }).toEqual({ status: 200, id });
    else expect(faceOf(reply)).toEqual(nowhere);
  }
}

describe('over random institutions', () => {
  test(
    'the sentences, the policy, the predicate, the list and the single item agree for every person and item',
    async () => {
      const { owner } = await useDatabase();
      await fc.assert(
        fc.asyncProperty(randomInstitution, async (model) => {
          const at = await storeRandomInstitution(owner, model);
          for (const who of everyone) {
            const expected = at.items.filter((_, index) => sees(model, who, index)).sort();
            const inside = await askInside(at, who);
            expect({ who, ids: inside.policy.sort() }).toEqual({ who, ids: expected });
            expect({ who, ids: inside.predicate }).toEqual({ who, ids: expected });
            await askServer(server.client({ authorization: `Bearer ${at.tokens[who]}` }), at, expected);
          }
        }),
        { numRuns: RUNS },
      );
    },
    LONG,
  );

  test(
    'no part of an unseen item, no search, board, chain or subtree gives it away',
    async () => {
      const { owner } = await useDatabase();
      await fc.assert(
        fc.asyncProperty(randomInstitution, fc.nat({ max: PEOPLE - 1 }), async (model, who) => {
          const at = await storeRandomInstitution(owner, model);
          const client = server.client({ authorization: `Bearer ${at.tokens[who]}` });
          const seen = at.items.filter((_, index) => sees(model, who, index));
          for (const id of at.items.filter((one) => !seen.includes(one))) {
            for (const part of PARTS) {
              const nowhere = await client.get(`/items/${uuid()}${part}`);
              expect(faceOf(await client.get(`/items/${id}${part}`))).toEqual(faceOf(nowhere));
            }
            for (const act of ['register', 'assign', 'accept', 'archive']) {
              const nowhere = await client.post(`/items/${uuid()}/${act}`, {});
              expect(faceOf(await client.post(`/items/${id}/${act}`, {}))).toEqual(faceOf(nowhere));
            }
          }
          const found = (await client.get<Rows>('/items?q=item&limit=500')).body;
          expect(idsOf(found)).toEqual([...seen].sort());
          const board = (await client.get<Rows>('/board')).body;
          const standing = seen.filter((id) => model.items[at.items.indexOf(id)]?.state !== 'cancelled');
          expect(idsOf(board)).toEqual([...standing].sort());
          for (const id of seen) {
            for (const part of ['/chain', '/children', '/subtree?limit=500'])
              for (const row of (await client.get<Rows>(`/items/${id}${part}`)).body.items)
                expect(seen).toContain(row.id);
          }
        }),
        { numRuns: RUNS },
      );
    },
    LONG,
  );
});
