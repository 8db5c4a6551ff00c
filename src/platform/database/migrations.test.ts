// Migrations: once each, all or nothing, and never on a database that another version of the program has changed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OwnDatabase, openEmptyDatabase } from '../../../tests/support/database.ts';
import { migrate, pendingMigrations } from './migrations.ts';
import { withClient } from './roles.ts';

let folder: string;
let database: OwnDatabase;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liandong-migrations-'));
  database = await openEmptyDatabase();
  // The copy comes migrated; these tests bring files of their own.
  await withClient(database.connections.owner, (client) => client.query('truncate schema_migrations'));
});

afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const run = () => migrate({ owner: database.connections.owner, folder });
const count = (table: string) =>
  withClient(
    database.connections.app,
    async (client) => (await client.query(`select count(*)::int as n from ${table}`)).rows[0]?.n,
  );

describe('migrations', () => {
  test('are applied in order and once, and give the product its rights by :app_role', async () => {
    write('0002_fill_pebbles.sql', 'insert into pebbles select n::text from generate_series(1, 3) n;');
    write('0001_create_pebbles.sql', 'create table pebbles (name text); grant select on pebbles to :app_role;');
    expect(await pendingMigrations(database.connections.app, folder)).toHaveLength(2);
    expect(await run()).toEqual(['0001_create_pebbles.sql', '0002_fill_pebbles.sql']);
    expect(await run()).toEqual([]);
    expect(await pendingMigrations(database.connections.app, folder)).toEqual([]);
    expect(await count('pebbles')).toBe(3);
  });

  test('a failing one changes nothing, names itself, and can be repaired', async () => {
    write(
      '0001_create_pebbles.sql',
      'create table pebbles (name text); grant select on pebbles to :app_role; select 1 / 0;',
    );
    await expect(run()).rejects.toThrow('0001_create_pebbles.sql failed and changed nothing: division by zero');
    write('0001_create_pebbles.sql', 'create table pebbles (name text); grant select on pebbles to :app_role;');
    expect(await run()).toHaveLength(1);
    expect(await count('pebbles')).toBe(0);
  });

  test('one that was changed after it had been applied is refused', async () => {
    write('0001_create_pebbles.sql', 'create table pebbles (name text);');
    await run();
    write('0001_create_pebbles.sql', 'create table pebbles (name text);\r\n');
    await expect(run()).rejects.toThrow('was changed after it had been applied');
  });

  test('other line ends are not a change', async () => {
    write('0001_create_pebbles.sql', 'create table pebbles\n(name text);\n');
    await run();
    write('0001_create_pebbles.sql', 'create table pebbles\r\n(name text);\r\n');
    expect(await run()).toEqual([]);
  });

  test('a database that is newer than the program is refused, and so is a migration that comes too late', async () => {
    write('0002_create_pebbles.sql', 'create table pebbles (name text);');
    await run();
    write('0001_create_stones.sql', 'create table stones (name text);');
    await expect(run()).rejects.toThrow('is numbered before 0002_create_pebbles.sql');
    rmSync(join(folder, '0001_create_stones.sql'));
    rmSync(join(folder, '0002_create_pebbles.sql'));
    await expect(run()).rejects.toThrow('newer than this program');
    await expect(pendingMigrations(database.connections.app, folder)).rejects.toThrow('newer than this program');
  });

  test('two migrators at once apply each file once', async () => {
    write('0001_create_pebbles.sql', 'create table pebbles (name text);');
    const applied = await Promise.all([run(), run(), run()]);
    expect(applied.flat()).toEqual(['0001_create_pebbles.sql']);
  });

  test('a file without a number of its own is refused', async () => {
    write('0001_create_pebbles.sql', 'select 1;');
    write('0001_create_stones.sql', 'select 1;');
    await expect(run()).rejects.toThrow('needs a number of its own');
  });
});
