// A database of its own for every worker, copied from the migrated template; tests keep apart by an institution each.
import { createConnection } from 'node:net';
import { afterAll, inject } from 'vitest';
import { type Db, type OpenDatabase, openDatabase } from '../../src/platform/database/connect.ts';
import type { ConnectionSettings } from '../../src/platform/database/embedded.ts';

export type TestDatabase = {
  /** Under the product's role: row-level security binds it. */
  db: Db;
  /** Under the owner's role: sees every row; for fixtures and for looking behind the product's back. */
  owner: Db;
  /** To start a server or a command on the same database. */
  connections: { app: ConnectionSettings; owner: ConnectionSettings };
};

export type OwnDatabase = TestDatabase & { close(): Promise<void> };

let opened: Promise<OwnDatabase> | undefined;

/** The test file's database, the same one for every test in it. Call it inside a test or hook and await it. */
export function useDatabase(): Promise<TestDatabase> {
  opened ??= openEmptyDatabase();
  return opened;
}

afterAll(async () => {
  await (await opened?.catch(() => undefined))?.close();
});

/** A fresh database for a test that needs one to itself; whoever asks closes it. */
export async function openEmptyDatabase(): Promise<OwnDatabase> {
  const { connections, giveBack } = await askForDatabase();
  const [app, owner] = [openPool(connections.app), openPool(connections.owner)];
  const close = async () => {
    await Promise.all([app.close(), owner.close()]);
    giveBack();
  };
  return { db: app.db, owner: owner.db, connections, close };
}

function openPool(connection: ConnectionSettings): OpenDatabase {
  return openDatabase({ connection, poolSize: 10, connectionTimeout: 60_000, name: 'liandong-test' });
}

/** The line to the run stays open while the database is in use; when it closes, by a crash too, the run drops the database. */
function askForDatabase(): Promise<{ connections: TestDatabase['connections']; giveBack: () => void }> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(inject('databaseDesk'));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
      if (!text.endsWith('\n')) return;
      const reply = JSON.parse(text) as TestDatabase['connections'] | { error: string };
      // A forgotten database must not keep the worker alive.
      socket.unref();
      if ('error' in reply) reject(new Error(reply.error));
      else resolve({ connections: reply, giveBack: () => socket.end() });
    });
    socket.on('error', reject);
  });
}
