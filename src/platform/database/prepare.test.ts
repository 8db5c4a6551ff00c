// Making the database ready: the embedded one, one that is running, and a server of the institution's own.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTenant, openDatabase } from './connect.ts';
import { type PreparedDatabase, prepareDatabase } from './prepare.ts';
import { withClient } from './roles.ts';

let folder: string;
let server: PreparedDatabase;
const config = (dataFolder: string) => ({ databaseUrl: null, databaseOwnerUrl: null, dataFolder });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liandong-prepare-'));
  chmodSync(folder, 0o711);
  server = await prepareDatabase({ config: config(join(folder, 'data')), purpose: 'server' });
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a server starts migrated, and a command joins its database and leaves it running', async () => {
  const command = await prepareDatabase({ config: config(join(folder, 'data')), purpose: 'command' });
  expect(command).toMatchObject({ joined: true, app: server.app });
  await command.stop();
  const { db, close } = openDatabase({ connection: server.app });
  const institutions = await inTenant(db, crypto.randomUUID(), (tx) =>
    tx.selectFrom('institutions').selectAll().execute(),
  );
  await close();
  expect(institutions).toEqual([]);
});

test("on a server of one's own the owner migrates and makes the product's role, which the product may use alone later", async () => {
  const superuser = { ...server.app, database: 'postgres', user: 'postgres' };
  await withClient(superuser, async (client) => {
    await client.query('create role registrar login createrole');
    await client.query('create database campus owner registrar');
  });
  const url = (user: string) => `postgres://${user}:secret@/campus?host=${'host' in server.app ? server.app.host : ''}`;
  const external = { databaseUrl: url('worker'), databaseOwnerUrl: url('registrar'), dataFolder: folder };
  await expect(prepareDatabase({ config: { ...external, databaseOwnerUrl: null }, purpose: 'server' })).rejects.toThrow(
    'DATABASE_URL',
  );
  await prepareDatabase({ config: external, purpose: 'server' });
  const alone = await prepareDatabase({ config: { ...external, databaseOwnerUrl: null }, purpose: 'server' });
  expect(alone.owner).toBeNull();
  await expect(
    prepareDatabase({ config: { ...external, databaseUrl: url('registrar') }, purpose: 'server' }),
  ).rejects.toThrow('owns the table');
});
