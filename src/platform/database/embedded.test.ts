// The embedded database: a start survives what earlier starts left behind, and two starts on the same data cannot happen.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Embedded, findRunning, startEmbedded } from './embedded.ts';
import { accountForPostgres, postgresProcessesIn, waitUntil } from './processes.ts';
import { refuseUnfencedRole, withClient } from './roles.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const folders: string[] = [];
const children: ChildProcess[] = [];
const started: Embedded[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'liandong-embedded-'));
  chmodSync(folder, 0o711);
  folders.push(folder);
  return join(folder, 'data');
}

async function start(dataFolder: string, log?: (sentence: string) => void): Promise<Embedded> {
  const embedded = await startEmbedded({ dataFolder, fsync: false, ...(log ? { log } : {}) });
  started.push(embedded);
  return embedded;
}

/** Another process that starts the database and stays; resolves when the database answers. */
async function startElsewhere(dataFolder: string): Promise<ChildProcess> {
  const source = `import { startEmbedded } from '${ROOT}/src/platform/database/embedded.ts';
    await startEmbedded({ dataFolder: process.argv[1], fsync: false }); console.log('up'); setInterval(() => {}, 1000);`;
  const node = join(ROOT, 'node_modules/.bin/node');
  const child = spawn(node, ['--input-type=module', '-e', source, dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await new Promise((up, failed) => {
    child.stdout?.once('data', up);
    child.once('exit', () => failed(new Error('the other start ended')));
  });
  return child;
}

function kill(child: ChildProcess): Promise<unknown> {
  const gone = new Promise((resolved) => child.once('exit', resolved));
  child.kill('SIGKILL');
  return gone;
}

const one = (embedded: Embedded) =>
  withClient(embedded.app, async (client) => (await client.query('select 1 as one')).rows);

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const embedded of started.splice(0)) await embedded.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('the embedded database', () => {
  test('keeps its data over a stop and a second start, and leaves no process and no socket behind', async () => {
    const dataFolder = newFolder();
    const first = await start(dataFolder);
    await withClient(first.owner, (client) => client.query('create table kept as select 7 as value'));
    await Promise.all([first.stop(), first.stop()]);
    expect(postgresProcessesIn(join(dataFolder, 'postgres'))).toEqual([]);
    expect(existsSync(first.host)).toBe(false);
    expect(existsSync(join(dataFolder, 'liandong.lock'))).toBe(false);

    const second = await start(dataFolder);
    const kept = await withClient(second.owner, (client) => client.query('select value from kept'));
    expect(kept.rows).toEqual([{ value: 7 }]);
  });

  test('a second start on the same data is refused, naming the folder and the process, while a command may join', async () => {
    const dataFolder = newFolder();
    const first = await start(dataFolder);
    await expect(start(dataFolder)).rejects.toThrow(`${dataFolder} is in use by process ${process.pid}`);
    const running = await findRunning(dataFolder);
    expect(running).toMatchObject({ app: first.app, purpose: 'server', pid: process.pid });
    await first.stop();
    expect(await findRunning(dataFolder)).toBeNull();
  });

  test('of several starts at the same moment exactly one succeeds', async () => {
    const dataFolder = newFolder();
    const outcomes = await Promise.allSettled([start(dataFolder), start(dataFolder), start(dataFolder)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  test('a lock left by a dead process, or by a living stranger with its number, is replaced', async () => {
    const dataFolder = newFolder();
    mkdirSync(dataFolder);
    const stranger = { pid: process.pid, started: 'another beginning', purpose: 'server', socketFolder: null };
    writeFileSync(join(dataFolder, 'liandong.lock'), JSON.stringify(stranger));
    const embedded = await start(dataFolder);
    expect(await one(embedded)).toEqual([{ one: 1 }]);
  });

  test('an interrupted creation is thrown away and done again', async () => {
    const dataFolder = newFolder();
    mkdirSync(join(dataFolder, 'postgres.new', 'base'), { recursive: true });
    writeFileSync(join(dataFolder, 'postgres.new', 'PG_VERSION'), '18\n');
    const embedded = await start(dataFolder);
    expect(await one(embedded)).toEqual([{ one: 1 }]);
    expect(existsSync(join(dataFolder, 'postgres.new'))).toBe(false);
  });

  test('after a kill -9 of its owner the orphaned database is ended, its socket removed and the data served again', async () => {
    const dataFolder = newFolder();
    const owner = await startElsewhere(dataFolder);
    const running = await findRunning(dataFolder);
    if (running === null) throw new Error('not running');
    await withClient(running.owner, (client) => client.query('create table kept as select 7 as value'));
    await kill(owner);
    expect(postgresProcessesIn(join(dataFolder, 'postgres')).length).toBeGreaterThan(0);

    const said: string[] = [];
    const embedded = await start(dataFolder, (sentence) => said.push(sentence));
    const kept = await withClient(embedded.owner, (client) => client.query('select value from kept'));
    expect(kept.rows).toEqual([{ value: 7 }]);
    expect(said.join()).toContain('Ended the database left by a start that was killed');
    expect(existsSync(running.host)).toBe(false);
  });

  test('a stale postmaster.pid with the number of a living stranger does not stop the start', async () => {
    const dataFolder = newFolder();
    await (await start(dataFolder)).stop();
    writeFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), `${process.pid}\n${dataFolder}/postgres\n`);
    expect(await one(await start(dataFolder))).toEqual([{ one: 1 }]);
  });

  test('a database killed under a running product comes back by itself at the same place', async () => {
    const dataFolder = newFolder();
    const embedded = await start(dataFolder);
    const postmaster = Number.parseInt(readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8'), 10);
    process.kill(postmaster, 'SIGKILL');
    const isBack = async () => (await one(embedded).catch(() => [])).length === 1;
    await expect.poll(isBack, { timeout: 15_000 }).toBe(true);
    await embedded.stop();
    expect(await waitUntil(() => postgresProcessesIn(join(dataFolder, 'postgres')).length === 0, 0)).toBe(true);
  });

  test('its files belong to an account that is not root, and others may not enter them', async () => {
    const dataFolder = newFolder();
    const embedded = await start(dataFolder);
    const expected = accountForPostgres()?.uid ?? process.getuid?.();
    expect(expected).not.toBe(process.getuid?.() === 0 ? 0 : undefined);
    for (const folder of [join(dataFolder, 'postgres'), embedded.host]) {
      expect(statSync(folder)).toMatchObject({ uid: expected });
      expect(statSync(folder).mode & 0o077).toBe(0);
    }
  });

  test('under a folder that its account may not enter the database lies elsewhere and says so; an own folder is used as it is', async () => {
    const dataFolder = newFolder();
    chmodSync(dirname(dataFolder), 0o700);
    const said: string[] = [];
    const first = await start(dataFolder, (sentence) => said.push(sentence));
    await withClient(first.owner, (client) => client.query('create table kept as select 7 as value'));
    await first.stop();
    const closedToIt = accountForPostgres() !== null;
    expect(existsSync(join(dataFolder, 'postgres'))).toBe(!closedToIt);
    expect(said.length).toBe(closedToIt ? 1 : 0);
    if (closedToIt) {
      const elsewhere = readFileSync(join(dataFolder, 'postgres.location'), 'utf8').trim();
      folders.push(elsewhere);
      expect(said.join()).toContain(elsewhere);
    }
    const second = await start(dataFolder);
    expect(
      await withClient(second.owner, async (client) => (await client.query('select value from kept')).rows),
    ).toEqual([{ value: 7 }]);
  });

  test('the product serves only under a role that owns nothing and is bound by row-level security', async () => {
    const embedded = await start(newFolder());
    await expect(refuseUnfencedRole(embedded.app)).resolves.toBeUndefined();
    await expect(refuseUnfencedRole(embedded.superuser)).rejects.toThrow('bypasses row-level security');
    await withClient(embedded.owner, (client) => client.query('create table kept ()'));
    await expect(refuseUnfencedRole(embedded.owner)).rejects.toThrow('owns the table');
  });
});
