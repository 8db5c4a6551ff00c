// Forward-only migrations: plain SQL files applied once each in a transaction, their checksums kept, so that a changed past or a newer database is refused.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { lookAtQueueSchema, prepareQueueSchema, QUEUE_SCHEMA } from '../jobs/queue-schema.ts';
import { StartRefused } from '../start-refused.ts';
import { type Connection, PRODUCT_ROLE, withClient } from './roles.ts';

export const MIGRATIONS_FOLDER = join(import.meta.dirname, '../../../database/migrations');

const FILE_NAME = /^\d{4}_[a-z0-9]+(_[a-z0-9]+)+\.sql$/;
// Any number does; two migrators must use the same one.
const ADVISORY_LOCK = 7_220_731_404;

type Migration = { name: string; checksum: string; text: string };
type Applied = { name: string; checksum: string };

export type MigrateOptions = {
  /** Who owns the schema. */
  owner: Connection;
  /** The role that the product works under; the files write it as :app_role. */
  appRole?: string;
  folder?: string;
  log?: (sentence: string) => void;
};

/** Brings the database to the state of the code and answers with the names of what was applied. */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const migrations = readMigrations(options.folder ?? MIGRATIONS_FOLDER);
  const appRole = pg.escapeIdentifier(options.appRole ?? PRODUCT_ROLE);
  return withClient(options.owner, async (client) => {
    await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await client.query(`create table if not exists schema_migrations (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`);
    await client.query(`grant select on schema_migrations to ${appRole}`);
    const pending = compare(migrations, await appliedIn(client));
    for (const migration of pending) {
      await apply(client, migration, appRole);
      options.log?.(`数据库已升级：${migration.name}。Database migrated: ${migration.name}.`);
    }
    if (await prepareQueueSchema(client, appRole)) {
      options.log?.('数据库已升级：任务队列。Database migrated: the queue of jobs.');
    }
    return pending.map(({ name }) => name);
  });
}

/** For a start that may not migrate, and for the readiness check: the names still to be applied. */
export async function pendingMigrations(connection: Connection, folder: string = MIGRATIONS_FOLDER): Promise<string[]> {
  return withClient(connection, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(
      "select to_regclass('schema_migrations') is not null as there",
    );
    const applied = rows[0]?.there ? await appliedIn(client) : [];
    const pending = compare(readMigrations(folder), applied).map(({ name }) => name);
    return (await lookAtQueueSchema(client)) === 'current' ? pending : [...pending, QUEUE_SCHEMA];
  });
}

function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const numbers = new Set<string>();
  return files.map((name) => {
    const number = name.slice(0, 4);
    if (!FILE_NAME.test(name) || numbers.has(number)) {
      throw new StartRefused(
        `迁移文件名不正确。The migration ${name} needs a number of its own and a name like 0001_create_items.sql.`,
      );
    }
    numbers.add(number);
    // A checkout with other line ends is still the same migration.
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    return { name, checksum: createHash('sha256').update(text).digest('hex'), text };
  });
}

async function appliedIn(client: pg.Client): Promise<Applied[]> {
  return (await client.query<Applied>('select name, checksum from schema_migrations order by name')).rows;
}

function compare(migrations: Migration[], applied: Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const migration = known.get(name);
    if (migration === undefined) {
      throw new StartRefused(
        `数据库比程序新（${name}），拒绝启动。The database is newer than this program: it holds the migration ${name}, which the program does not know. Start the newer version.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new StartRefused(
        `迁移 ${name} 在执行后被修改，拒绝启动。The migration ${name} was changed after it had been applied to this database: refused.`,
      );
    }
  }
  const done = new Set(applied.map(({ name }) => name));
  const pending = migrations.filter(({ name }) => !done.has(name));
  const last = applied.at(-1)?.name;
  const late = pending.find(({ name }) => last !== undefined && name < last);
  if (late !== undefined) {
    throw new StartRefused(
      `迁移 ${late.name} 的编号早于已执行的 ${last}。The migration ${late.name} is numbered before ${last}, which is already applied: refused.`,
    );
  }
  return pending;
}

async function apply(client: pg.Client, migration: Migration, appRole: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.text.replace(/(?<!:):app_role\b/g, () => appRole));
    await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartRefused(
      `迁移 ${migration.name} 失败，未作任何更改。The migration ${migration.name} failed and changed nothing: ${reason}`,
    );
  }
}
