// Transactions of one institution: what they see, how values arrive, and what is tried again.
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, useDatabase } from '../../../tests/support/database.ts';
import { inTenant, outsideTenant } from './connect.ts';

const HERE = '00000000-0000-4000-8000-000000000001';
const ELSEWHERE = '00000000-0000-4000-8000-000000000002';
let database: TestDatabase;

const institutionOf = sql<{
  id: string | null;
}>`select nullif(current_setting('liandong.institution_id', true), '') as id`;

beforeAll(async () => {
  database = await useDatabase();
});

describe('a transaction of an institution', () => {
  test('knows its institution, and the connection forgets it afterwards', async () => {
    const { db } = database;
    const seen = await Promise.all(
      [HERE, ELSEWHERE, HERE].map((id) =>
        inTenant(db, id, async (tx) => (await institutionOf.execute(tx)).rows[0]?.id),
      ),
    );
    expect(seen).toEqual([HERE, ELSEWHERE, HERE]);
    expect(await outsideTenant(db, async (tx) => (await institutionOf.execute(tx)).rows)).toEqual([{ id: null }]);
    expect((await institutionOf.execute(db)).rows).toEqual([{ id: null }]);
  });

  test('a text that is not a UUID never reaches the statement', async () => {
    await expect(inTenant(database.db, "x'; drop table people; --", async () => 1)).rejects.toThrow('UUID');
  });

  test('a transaction for something else inside it does not inherit the institution', async () => {
    const { db } = database;
    const inner = await inTenant(db, HERE, () =>
      db.transaction().execute(async (tx) => (await institutionOf.execute(tx)).rows),
    );
    expect(inner).toEqual([{ id: null }]);
  });

  test('sees the rows of its institution only, and can write no other', async () => {
    const { db, owner } = database;
    const at = new Date('2026-01-01T00:00:00Z');
    for (const id of [HERE, ELSEWHERE]) {
      await owner.insertInto('institutions').values({ id, name: id, template: 'A', created_at: at }).execute();
    }
    const seen = await inTenant(db, HERE, (tx) => tx.selectFrom('institutions').select('id').execute());
    expect(seen).toEqual([{ id: HERE }]);
    expect(await outsideTenant(db, (tx) => tx.selectFrom('institutions').select('id').execute())).toEqual([]);
    const stray = { institution_id: ELSEWHERE, key: 'x', effective_from: '2026-01-01', value: '1' };
    await expect(inTenant(db, HERE, (tx) => tx.insertInto('settings').values(stray).execute())).rejects.toThrow(
      'row-level security',
    );
  });

  test('a deadlock is tried again, any other failure rolls back and is thrown', async () => {
    const { db } = database;
    let attempts = 0;
    const value = await inTenant(db, HERE, async (tx) => {
      attempts += 1;
      if (attempts < 3) await sql`do $$ begin raise exception using errcode = '40P01'; end $$`.execute(tx);
      return (await institutionOf.execute(tx)).rows[0]?.id;
    });
    expect([attempts, value]).toEqual([3, HERE]);
    let other = 0;
    const failing = inTenant(db, HERE, async (tx) => {
      other += 1;
      await sql`select 1 / 0`.execute(tx);
    });
    await expect(failing).rejects.toThrow('division by zero');
    expect(other).toBe(1);
  });
});

test('days are text, numbers are numbers, times are dates, also inside arrays', async () => {
  const { rows } = await sql`select date '2026-02-28' as day, 33.34::numeric as weight, 9007199254740991::int8 as count,
    timestamptz '2026-01-01 00:00:00+08' as at, array[date '2026-02-28', null] as days, array[0.5::numeric] as shares,
    array[7::int8] as counts, array['甲'] as words`.execute(database.db);
  expect(rows[0]).toEqual({
    day: '2026-02-28',
    weight: 33.34,
    count: 9007199254740991,
    at: new Date('2025-12-31T16:00:00Z'),
    days: ['2026-02-28', null],
    shares: [0.5],
    counts: [7],
    words: ['甲'],
  });
});
