// Once per test run: one PostgreSQL, started when the first test asks for it, whose migrated template every worker copies.
import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { endPostgresIn } from '../../src/platform/database/cluster.ts';
import { type Embedded, startEmbedded } from '../../src/platform/database/embedded.ts';
import { migrate } from '../../src/platform/database/migrations.ts';
import { processStart } from '../../src/platform/database/processes.ts';
import { withClient } from '../../src/platform/database/roles.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run answers a worker that asks for a database. */
    databaseDesk: string;
  }
}

const PREFIX = 'liandong-tests-';
const TEMPLATE = 'liandong_template';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`)));
  chmodSync(folder, 0o711);
  let starting: Promise<Embedded> | undefined;
  let copies = 0;
  let closing = false;
  // One act at a time: `create database ... template` needs the template to itself.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <Value>(act: () => Promise<Value>): Promise<Value> => {
    const done = turn.then(act);
    turn = done.catch(() => {});
    return done;
  };

  const desk = createServer((socket: Socket) => {
    copies += 1;
    const database = `w_${copies}`;
    inTurn(async () => {
      starting ??= startWithTemplate(join(folder, 'data'));
      return copyTemplate(await starting, database);
    }).then(
      (reply) => socket.write(`${reply}\n`),
      (error) => socket.end(`${JSON.stringify({ error: String(error?.stack ?? error) })}\n`),
    );
    socket.on('error', () => {});
    socket.on('data', () => {});
    socket.on('close', () => {
      if (!closing) inTurn(() => dropCopy(starting, database)).catch(() => {});
    });
  });
  const path = join(folder, 'desk');
  await listen(desk, path);
  project.provide('databaseDesk', path);

  return async () => {
    closing = true;
    desk.close();
    await turn;
    const embedded = await starting?.catch(() => undefined);
    await embedded?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function copyTemplate(embedded: Embedded, database: string): Promise<string> {
  await withClient(embedded.superuser, (client) =>
    client.query(`create database ${database} template ${TEMPLATE} owner liandong_owner strategy wal_log`),
  );
  const place = { host: embedded.host, port: embedded.port, database };
  return JSON.stringify({ app: { ...place, user: 'liandong' }, owner: { ...place, user: 'liandong_owner' } });
}

async function dropCopy(starting: Promise<Embedded> | undefined, database: string): Promise<void> {
  const embedded = await starting;
  if (embedded === undefined) return;
  await withClient(embedded.superuser, (client) => client.query(`drop database if exists ${database} with (force)`));
}

async function startWithTemplate(dataFolder: string): Promise<Embedded> {
  const embedded = await startEmbedded({ dataFolder, fsync: false, purpose: 'command' });
  try {
    await withClient(embedded.superuser, (client) => client.query(`create database ${TEMPLATE} owner liandong_owner`));
    await migrate({ owner: { ...embedded.owner, database: TEMPLATE } });
    return embedded;
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** A run that was killed leaves its database running; the next run ends it. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const pid = Number.parseInt(name.slice(PREFIX.length), 10);
    if (Number.isNaN(pid) || processStart(pid) !== null) continue;
    const folder = join(realpathSync(tmpdir()), name);
    await endPostgresIn(join(folder, 'data', 'postgres'));
    rmSync(folder, { recursive: true, force: true });
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((ready, failed) => {
    server.once('error', failed);
    server.listen(path, ready);
  });
}
