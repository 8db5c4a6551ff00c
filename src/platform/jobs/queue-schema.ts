// The queue's own schema beside the product's: made and brought forward by the owner, worked in by the product's role, which owns nothing of it.
import type pg from 'pg';
import { getConstructionPlans, getMigrationPlans } from 'pg-boss';

export const QUEUE_SCHEMA = 'pgboss';

/** The version that the library works with; it tells it only by what it would write. */
function wantedVersion(): number {
  const found = /INTO pgboss\.version\(version\) VALUES \('(\d+)'\)/.exec(getConstructionPlans(QUEUE_SCHEMA))?.[1];
  if (found === undefined) throw new Error('the queue library does not say which schema it needs');
  return Number(found);
}

async function installedVersion(client: pg.Client): Promise<number | null> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('${QUEUE_SCHEMA}.version') is not null as there`,
  );
  if (!rows[0]?.there) return null;
  return (
    (await client.query<{ version: number }>(`select version from ${QUEUE_SCHEMA}.version`)).rows[0]?.version ?? null
  );
}

export type QueueSchema = 'current' | 'missing' | 'older' | 'newer';

export async function lookAtQueueSchema(client: pg.Client): Promise<QueueSchema> {
  const [there, wanted] = [await installedVersion(client), wantedVersion()];
  if (there === null) return 'missing';
  return there === wanted ? 'current' : there < wanted ? 'older' : 'newer';
}

/** Answers whether anything was done. The caller holds the lock of the migrations; the role is quoted already. */
export async function prepareQueueSchema(client: pg.Client, appRole: string): Promise<boolean> {
  const there = await installedVersion(client);
  if (there !== null && there >= wantedVersion()) return false;
  await client.query(there === null ? getConstructionPlans(QUEUE_SCHEMA) : getMigrationPlans(QUEUE_SCHEMA, there));
  // All of them anew: a newer version brings tables of its own.
  await client.query(`
    grant usage on schema ${QUEUE_SCHEMA} to ${appRole};
    grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to ${appRole};
    grant execute on all functions in schema ${QUEUE_SCHEMA} to ${appRole};`);
  return true;
}
