// Writes every table to files in one snapshot and reads them back into an empty database: content and hashes equal, nothing in between.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type Connection, withClient } from './roles.ts';

export type DumpedTable = { name: string; columns: string[]; bytes: number; sha256: string };
export type Migration = { name: string; checksum: string };
export type Dump = { migrations: Migration[]; tables: DumpedTable[]; sequences: { name: string; value: number }[] };

const MIGRATIONS = 'schema_migrations';

/** Under the owner's role: it sees every row. */
export async function dumpTables(owner: Connection, folder: string): Promise<Dump> {
  return withClient(owner, async (client) => {
    await client.query('begin isolation level repeatable read read only');
    const tables: DumpedTable[] = [];
    for (const name of await tablesInOrder(client)) tables.push(await dumpTable(client, name, folder));
    const dump = { migrations: await readMigrations(client), tables, sequences: await readSequences(client) };
    await client.query('commit');
    return dump;
  });
}

/** All or nothing. The caller has seen to it that the database is empty and the migrations are the same. */
export async function restoreTables(owner: Connection, folder: string, dump: Dump): Promise<void> {
  await withClient(owner, async (client) => {
    await client.query('begin');
    const known = new Map(dump.tables.map((table) => [table.name, table]));
    const order = await tablesInOrder(client);
    // What the triggers would derive is in the tables themselves.
    for (const name of order) await client.query(`alter table ${name} disable trigger user`);
    await client.query(`truncate ${order.join(', ')}`);
    for (const name of order) {
      const table = known.get(name);
      if (table) await restoreTable(client, table, folder);
    }
    for (const name of order) await client.query(`alter table ${name} enable trigger user`);
    for (const { name, value } of dump.sequences) await client.query('select setval($1::regclass, $2)', [name, value]);
    await client.query('commit');
    await client.query('analyze');
  });
}

export const fileOf = (folder: string, table: string): string => join(folder, `${table}.copy.gz`);

export async function migrationsOf(owner: Connection): Promise<Migration[]> {
  return withClient(owner, readMigrations);
}

async function readMigrations(client: pg.Client): Promise<Migration[]> {
  return (await client.query<Migration>(`select name, checksum from ${MIGRATIONS} order by name`)).rows;
}

/** Sequences that have given a number, by the column that they belong to. */
async function readSequences(client: pg.Client): Promise<Dump['sequences']> {
  const { rows } = await client.query<{ name: string; value: string }>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value as value from pg_sequences
     where schemaname = 'public' and last_value is not null order by 1`,
  );
  return rows.map(({ name, value }) => ({ name, value: Number(value) }));
}

/** Referred tables before those that refer to them; a table may refer to itself, for one copy is one statement. */
async function tablesInOrder(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; needs: string[] }>(
    `select c.oid::regclass::text as name,
       array(select distinct f.confrelid::regclass::text from pg_constraint f
             where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid) as needs
     from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> $1 order by 1`,
    [MIGRATIONS],
  );
  const ordered: string[] = [];
  let left = rows;
  while (left.length > 0) {
    const free = left.filter(({ needs }) => needs.every((need) => ordered.includes(need)));
    if (free.length === 0) throw new Error(`tables refer to each other in a circle: ${left.map((row) => row.name)}`);
    ordered.push(...free.map((row) => row.name));
    left = left.filter((row) => !free.includes(row));
  }
  return ordered;
}

async function dumpTable(client: pg.Client, name: string, folder: string): Promise<DumpedTable> {
  const { rows } = await client.query<{ column: string }>(
    `select quote_ident(attname) as column from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [name],
  );
  const columns = rows.map((row) => row.column);
  const seen = meter();
  await pipeline(
    client.query(copyTo(`copy (select ${columns.join(', ')} from ${name}) to stdout`)),
    seen.through,
    createGzip(),
    createWriteStream(fileOf(folder, name), { flags: 'wx', mode: 0o600, flush: true }),
  );
  return { name, columns, ...seen.result() };
}

async function restoreTable(client: pg.Client, table: DumpedTable, folder: string): Promise<void> {
  const seen = meter();
  await pipeline(
    createReadStream(fileOf(folder, table.name)),
    createGunzip(),
    seen.through,
    client.query(copyFrom(`copy ${table.name} (${table.columns.join(', ')}) from stdin`)),
  );
  if (seen.result().sha256 !== table.sha256) throw new Error(`${table.name} is not what was backed up`);
}

/** Counts and hashes what passes. */
function meter() {
  const hash = createHash('sha256');
  let bytes = 0;
  let digest: string | undefined;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const result = () => {
    digest ??= hash.digest('hex');
    return { bytes, sha256: digest };
  };
  return { through, result };
}
