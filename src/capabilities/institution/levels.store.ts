// The SQL of levels, and of what moves when one is put in or taken out.
import { sql } from 'kysely';
import { listPage, type PageQuery } from '../../platform/database/list-page.ts';
import type { Moment } from '../../platform/events/append.ts';

type Where = Pick<Moment, 'tx' | 'institutionId'>;

export type StoredLevel = { id: string; version: number; rank: number; kind: string; name: string; nameEn: string };

const LEVELS = sql<StoredLevel>`select id, version, rank, kind, name, name_en as "nameEn" from levels`;

export function listLevels({ tx, institutionId }: Where, query: PageQuery) {
  const rows = sql<StoredLevel>`${LEVELS} where institution_id = ${institutionId}`;
  const sorts = { rank: { by: sql`rank`, type: 'number' }, name: { by: sql`name`, type: 'text' } } as const;
  return listPage(tx, rows, sorts, query);
}

export async function findLevel({ tx, institutionId }: Where, id: string): Promise<StoredLevel | undefined> {
  const { rows } = await sql<StoredLevel>`${LEVELS} where institution_id = ${institutionId} and id = ${id}`.execute(tx);
  return rows[0];
}

export async function findLevelOfRank({ tx, institutionId }: Where, rank: number): Promise<StoredLevel | undefined> {
  const { rows } = await sql<StoredLevel>`${LEVELS} where institution_id = ${institutionId} and rank = ${rank}`.execute(
    tx,
  );
  return rows[0];
}

export type LevelUse = { levels: number; items: number; posts: number };

/** What stands on a rank: items in any state, and posts that have not ended. */
export async function countLevelUse({ tx, institutionId, today }: Where & { today: string }, rank: number) {
  const { rows } = await sql<LevelUse>`
    select (select count(*) from levels where institution_id = ${institutionId}) as levels,
      (select count(*) from items where institution_id = ${institutionId} and level = ${rank}) as items,
      (select count(*) from posts where institution_id = ${institutionId} and level = ${rank} and state <> 'refused'
        and (to_day is null or to_day >= ${today}::date)) as posts`.execute(tx);
  return rows[0] ?? { levels: 0, items: 0, posts: 0 };
}

/** Everything from a rank on goes down by one: a level is put in above it. */
export async function moveDownFrom({ tx, institutionId }: Where, rank: number): Promise<void> {
  await sql`update levels set rank = rank + 1 where institution_id = ${institutionId} and rank >= ${rank}`.execute(tx);
  await sql`update posts set level = level + 1 where institution_id = ${institutionId} and level >= ${rank}`.execute(
    tx,
  );
  await sql`update items set level = level + 1 where institution_id = ${institutionId} and level >= ${rank}`.execute(
    tx,
  );
  await sql`update item_versions set level = level + 1 where institution_id = ${institutionId} and level >= ${rank}`.execute(
    tx,
  );
}

/** Everything below a rank goes up by one: the level on it has been taken out. */
export async function moveUpBelow({ tx, institutionId }: Where, rank: number): Promise<void> {
  await sql`update levels set rank = rank - 1 where institution_id = ${institutionId} and rank > ${rank}`.execute(tx);
  await sql`update posts set level = level - 1 where institution_id = ${institutionId} and level > ${rank}`.execute(tx);
  const { rows } = await sql<{ deepest: number }>`
    select coalesce(max(cardinality(path)), 0) as deepest from items where institution_id = ${institutionId}`.execute(
    tx,
  );
  // parents before children: a child of its parent's own level must at no moment stand above it
  for (let depth = 1; depth <= (rows[0]?.deepest ?? 0); depth += 1) {
    await sql`update items set level = level - 1 where institution_id = ${institutionId} and level > ${rank}
      and cardinality(path) = ${depth}`.execute(tx);
  }
  await sql`update item_versions set level = level - 1 where institution_id = ${institutionId} and level > ${rank}`.execute(
    tx,
  );
}
