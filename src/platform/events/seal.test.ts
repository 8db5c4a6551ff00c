// The chain of seals under concurrent writers, and every kind of tampering that walking it must name.
import fc from 'fast-check';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { type TestDatabase, useDatabase } from '../../../tests/support/database.ts';
import { inTenant } from '../database/connect.ts';
import { appendEvents, type NewEvent } from './append.ts';
import { GENESIS } from './hashed-form.ts';
import { institutionsWithUnsealedEvents, readHead, sealEvents, startSealer } from './seal.ts';
import { type ChainWalk, walkChain } from './walk.ts';

const NOW = new Date('2026-07-31T02:20:00.000Z');
const LATER = new Date('2026-07-31T03:20:00.000Z');

async function createInstitution({ owner }: TestDatabase): Promise<string> {
  const id = uuid();
  await owner
    .insertInto('institutions')
    .values({ id, name: `示范 ${id}`, template: 'A', created_at: NOW })
    .execute();
  return id;
}

async function write({ db }: TestDatabase, institutionId: string, events: NewEvent[], at = NOW): Promise<void> {
  await inTenant(db, institutionId, (tx) =>
    appendEvents({ tx, institutionId, now: at, today: '2026-07-31', actorId: null, requestId: null }, events),
  );
}

const walk = ({ db }: TestDatabase, institutionId: string, now = LATER): Promise<ChainWalk> =>
  inTenant(db, institutionId, (tx) => walkChain(tx, institutionId, now));
const codes = (result: ChainWalk) => result.differences.map((difference) => difference.code);

const anEvent = (fields: Partial<NewEvent> = {}): NewEvent => ({
  act: 'item.accepted',
  objectKind: 'item',
  objectId: uuid(),
  ...fields,
});

/** As nobody of the product can: the owner, with the triggers that protect history switched off. */
async function tamper({ owner }: TestDatabase, act: string): Promise<void> {
  await owner.connection().execute(async (session) => {
    for (const table of ['events', 'event_seals'])
      await sql.raw(`alter table ${table} disable trigger user`).execute(session);
    await sql.raw(act).execute(session);
    for (const table of ['events', 'event_seals'])
      await sql.raw(`alter table ${table} enable trigger user`).execute(session);
  });
}

const jsonRecord = fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 });
// PostgreSQL stores no zero byte and no half of a surrogate pair; JSON has no negative zero.
const storable = (value: unknown) => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value));
const randomEvent = fc
  .record({
    act: fc.constantFrom('item.accepted', 'item.returned', 'report.submitted'),
    objectKind: fc.constantFrom('item', 'submission', 'person'),
    before: fc.option(jsonRecord.filter(storable)),
    after: fc.option(jsonRecord.filter(storable)),
    reason: fc.option(fc.string({ maxLength: 20 }).filter(storable)),
  })
  .map((event): NewEvent => ({ ...event, objectId: uuid() }));

describe('sealing', () => {
  it('chains every act gap-free and walks clean, whatever the acts say and whoever writes at the same time', async () => {
    const database = await useDatabase();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(randomEvent, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        async (acts) => {
          const institutionId = await createInstitution(database);
          // writers on several connections, and three sealers in each other's way
          await Promise.all([
            ...acts.map((events) => write(database, institutionId, events)),
            ...[1, 2, 3].map(() => sealEvents(database.db, institutionId, () => NOW)),
          ]);
          await sealEvents(database.db, institutionId, () => NOW);
          const result = await walk(database, institutionId);
          expect(result).toEqual({ events: acts.flat().length, differences: [] });
        },
      ),
      { numRuns: 25 },
    );
  });

  it('starts at 64 zeros and goes on from the head', async () => {
    const database = await useDatabase();
    const institutionId = await createInstitution(database);
    expect(await inTenant(database.db, institutionId, (tx) => readHead(tx, institutionId))).toEqual({
      sequence: 0,
      hash: GENESIS,
    });
    await write(database, institutionId, [anEvent(), anEvent()]);
    expect(await institutionsWithUnsealedEvents(database.db)).toContain(institutionId);
    expect(await sealEvents(database.db, institutionId, () => NOW)).toBe(2);
    expect(await institutionsWithUnsealedEvents(database.db)).not.toContain(institutionId);
    const head = await inTenant(database.db, institutionId, (tx) => readHead(tx, institutionId));
    expect(head.sequence).toBe(2);
    expect(head.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is done by the sealer within a second, without being asked', async () => {
    const database = await useDatabase();
    const institutionId = await createInstitution(database);
    const sealer = startSealer({ db: database.db, now: () => NOW });
    await write(database, institutionId, [anEvent()]);
    const head = () => inTenant(database.db, institutionId, (tx) => readHead(tx, institutionId));
    await expect.poll(async () => (await head()).sequence, { timeout: 5000 }).toBe(1);
    await sealer.stop();
  });
});

describe('walking the chain', () => {
  async function sealed(events = 5) {
    const database = await useDatabase();
    const institutionId = await createInstitution(database);
    const written = Array.from({ length: events }, () =>
      anEvent({ after: { name: '张伟', state: 'in_progress' }, personal: ['name'], reason: '如期' }),
    );
    await write(database, institutionId, written);
    await sealEvents(database.db, institutionId, () => NOW);
    const third = await database.owner
      .selectFrom('event_seals')
      .selectAll()
      .where('institution_id', '=', institutionId)
      .where('sequence', '=', 3)
      .executeTakeFirstOrThrow();
    return { database, institutionId, third, where: `institution_id = '${institutionId}'` };
  }

  it.each([
    ['act', `act = 'item.returned'`],
    ['time', `at = at - interval '1 millisecond'`],
    ['time by a microsecond', `at = at - interval '1 microsecond'`],
    ['actor', `actor_id = institution_id`],
    ['person acted for', `on_behalf_of = institution_id`],
    ['reason', `reason = '逾期'`],
    ['request', `request_id = 'another'`],
    ['values before', `before = '{}'`],
    ['values after', `after = after || '{"state": "closed"}'`],
  ])('names an event whose %s was changed', async (_what, change) => {
    const { database, institutionId, third, where } = await sealed();
    await tamper(database, `update events set ${change} where ${where} and id = '${third.event_id}'`);
    const result = await walk(database, institutionId);
    expect(result.differences).toMatchObject([{ code: 'hash_differs', object: `event ${third.event_id}` }]);
  });

  it('names what an act claims to be about, once by its hash and once by where it is seen', async () => {
    const { database, institutionId, third, where } = await sealed();
    await tamper(database, `update events set object_id = institution_id where ${where} and id = '${third.event_id}'`);
    expect(codes(await walk(database, institutionId))).toEqual(['hash_differs', 'event_misplaced']);
  });

  it('names a deleted event, a deleted seal and a cut-off end', async () => {
    const one = await sealed();
    await tamper(one.database, `delete from events where ${one.where} and id = '${one.third.event_id}'`);
    expect(codes(await walk(one.database, one.institutionId))).toEqual(['event_missing']);

    const two = await sealed();
    await tamper(two.database, `delete from event_seals where ${two.where} and sequence = 3`);
    expect(codes(await walk(two.database, two.institutionId))).toEqual(['sequence_gap', 'event_unsealed']);

    const three = await sealed();
    await tamper(three.database, `delete from event_seals where ${three.where} and sequence = 5`);
    expect(codes(await walk(three.database, three.institutionId))).toEqual(['head_differs', 'event_unsealed']);
  });

  it('names a rewritten seal, even one whose own hash was computed again', async () => {
    const { database, institutionId, where } = await sealed();
    await tamper(database, `update event_seals set hash = repeat('a', 64) where ${where} and sequence = 3`);
    expect(codes(await walk(database, institutionId))).toEqual(['hash_differs', 'chain_broken']);
  });

  it('names a head that was turned back or rewritten', async () => {
    const { database, institutionId, where } = await sealed();
    await tamper(database, `update chain_heads set sequence = 4 where ${where}`);
    expect(codes(await walk(database, institutionId))).toContain('head_differs');
    await tamper(database, `update chain_heads set sequence = 5, hash = repeat('b', 64) where ${where}`);
    expect(codes(await walk(database, institutionId))).toEqual(['head_differs']);
  });

  it('names an event smuggled in past the queue, and one that waited longer than a minute', async () => {
    const { database, institutionId, where } = await sealed();
    await write(database, institutionId, [anEvent()]);
    expect(codes(await walk(database, institutionId, NOW))).toEqual([]);
    expect(codes(await walk(database, institutionId, LATER))).toEqual(['seal_overdue']);
    await tamper(database, `delete from unsealed_events where ${where}`);
    expect(codes(await walk(database, institutionId, NOW))).toEqual(['event_unsealed']);
  });

  it('names a personal value that was changed, and forgives one that was erased', async () => {
    const { database, institutionId, third, where } = await sealed();
    await database.owner.updateTable('events').set({ personal: null }).where('id', '=', third.event_id).execute();
    expect(codes(await walk(database, institutionId))).toEqual([]);
    await tamper(
      database,
      `update events set personal = jsonb_set(personal, '{after,name}', '"李娜"') where ${where} and personal is not null`,
    );
    expect(codes(await walk(database, institutionId))).toEqual(Array(4).fill('personal_differs'));
  });

  it('keeps the product itself from changing history', async () => {
    const { database, institutionId, third } = await sealed();
    const change = inTenant(database.db, institutionId, (tx) =>
      tx.updateTable('events').set({ act: 'item.returned' }).where('id', '=', third.event_id).execute(),
    );
    await expect(change).rejects.toThrow('history_immutable');
  });
});
