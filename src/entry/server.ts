// Starts the product: database, clock, worker, HTTP, pages; prints where it is; drains and ends cleanly on SIGTERM and Ctrl-C.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { messageGauge } from '../capabilities/channels/mail.jobs.ts';
import { institutionExists } from '../capabilities/institution/found.actions.ts';
import { createSetupToken } from '../capabilities/institution/setup-token.ts';
import type { Clock } from '../platform/clock.ts';
import { type Config, readConfig } from '../platform/config.ts';
import { type OpenDatabase, openDatabase } from '../platform/database/connect.ts';
import { pendingMigrations } from '../platform/database/migrations.ts';
import { type PreparedDatabase, prepareDatabase } from '../platform/database/prepare.ts';
import { openFileStore } from '../platform/files/store.ts';
import { addHealth } from '../platform/http/health.ts';
import { addMetrics } from '../platform/http/metrics.ts';
import { addPages } from '../platform/http/pages.ts';
import { startQueue } from '../platform/jobs/queue.ts';
import { secondsSinceBeat } from '../platform/marks.ts';
import { StartRefused } from '../platform/start-refused.ts';
import { jobHandlers, midnightActs, morningActs, outgoingParts } from './background.ts';
import { openDemonstration } from './demonstration.ts';
import { demonstrationAccounts } from './demonstration-accounts.ts';
import { createFailureLog } from './failure-log.ts';
import { chooseClock, followClock, publishClock } from './product-clock.ts';
import { keepSecret } from './secret.ts';
import { loadAllWords, wire } from './wire.ts';
import { startWorker, type Worker } from './worker.ts';
import { joinServers, watchServer } from './worker-apart.ts';

const ROOT = join(import.meta.dirname, '../..');
const LONGEST_DRAIN = 4000;
const LONGEST_REST = 2500;
const LONGEST_END = 9500;
const WORKER_SILENT_SECONDS = 30;
const LONGEST_CATCH_UP = 5000;

type Start = { demo: boolean; withHttp: boolean; withWorker: boolean };

/** What must be ended, last first. */
type Endings = (() => Promise<unknown>)[];

/** Ends within its time or is left behind: a long piece of work is taken up again by the next start. */
async function within(milliseconds: number, end: () => Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([end(), late]).finally(() => clearTimeout(timer));
}

const sayFailed = createFailureLog((line) => console.error(line));

export function readStart(args: readonly string[]): Start {
  const { values } = parseArgs({
    args: [...args],
    options: { demo: { type: 'boolean' }, worker: { type: 'boolean' }, 'no-worker': { type: 'boolean' } },
  });
  return { demo: values.demo ?? false, withHttp: !values.worker, withWorker: !values['no-worker'] };
}

type Process = { endings: Endings; ending: () => boolean; end: () => void };

async function start(wanted: Start, given: Config, own: Process): Promise<void> {
  const log = (sentence: string) => console.log(sentence);
  const { demo } = wanted;
  // The demonstration's console is for its accounts: a line for every request would carry them away.
  const config: Config = demo && given.logLevel === 'info' ? { ...given, logLevel: 'warn' } : given;
  if (!wanted.withHttp) return startApart(config, own, log);
  const secret = keepSecret(config);
  const prepared = await prepareDatabase({ config, purpose: 'server', log });
  own.endings.push(() => prepared.stop());
  const opened = openPool(config, prepared, own.endings);
  const { db } = opened;
  if (demo) await openDemonstration({ db, owner: prepared.owner, dataFolder: config.dataFolder, log });
  const clock = await chooseClock({ config, db });
  await publishClock(db, clock);
  const worker = wanted.withWorker ? runWorker({ config, secret, opened, clock, endings: own.endings }) : null;
  const app = await openHttp({ config, prepared, opened, clock, worker, endings: own.endings, log });
  // Nobody acts on a day whose limits and hand-overs are still due; a long absence is caught up beside reading.
  if (worker) await within(LONGEST_CATCH_UP, () => worker.caughtUp);
  const address = await app.listen({ host: config.host, port: config.port });
  log(`联动已启动。Liandong is open at ${new URL(config.port === 0 ? address : config.publicUrl).href}`);
  if (demo) for (const line of await demonstrationAccounts(db)) log(line);
  if (clock.shifted) log(`产品时间 Product clock: ${clock.now().toISOString()}`);
}

/** The worker alone: the servers of the same database answer requests. */
async function startApart(config: Config, own: Process, log: (sentence: string) => void): Promise<void> {
  const secret = keepSecret(config);
  const prepared = await joinServers({ config, log, ending: own.ending });
  if (prepared === null) return;
  const opened = openPool(config, prepared, own.endings);
  const { db } = opened;
  const followed = await followClock(db);
  const clock = followed?.clock ?? (await chooseClock({ config, db }));
  if (!followed) await publishClock(db, clock);
  runWorker({ config, secret, opened, clock, endings: own.endings, ...(followed && { onBeat: followed.refresh }) });
  const watch = watchServer({
    config,
    prepared,
    onGone: () => {
      if (!own.ending()) log('服务已停止，后台工作随之结束。The server has ended, and its worker with it.');
      own.end();
    },
  });
  if (watch) own.endings.push(() => watch.stop());
  log('后台工作已启动。The worker has started.');
}

function openPool(config: Config, prepared: PreparedDatabase, endings: Endings): OpenDatabase {
  const opened = openDatabase({ connection: prepared.app, poolSize: config.databasePoolSize });
  endings.push(() => within(LONGEST_REST, opened.close));
  return opened;
}

type WorkerStart = {
  config: Config;
  secret: string;
  opened: OpenDatabase;
  clock: Clock;
  endings: Endings;
  onBeat?: () => Promise<unknown>;
};

function runWorker({ config, secret, opened, clock, endings, onBeat }: WorkerStart): Worker {
  const { db } = opened;
  const worker = startWorker({
    db,
    clock,
    midnightActs: midnightActs(),
    morningActs: morningActs(),
    handlers: jobHandlers({ db, clock, files: openFileStore(join(config.dataFolder, 'files')) }),
    outgoing: {
      parts: outgoingParts({ db, clock, now: () => clock.now(), say: loadAllWords(), config, secret }),
      openQueue: () => startQueue({ pool: opened.pool, onFailure: (error) => sayFailed('queue', error) }),
    },
    ...(onBeat && { onBeat }),
    onFailure: sayFailed,
  });
  endings.push(() => within(LONGEST_REST, worker.stop));
  return worker;
}

type HttpStart = {
  config: Config;
  prepared: PreparedDatabase;
  opened: OpenDatabase;
  clock: Clock;
  worker: Worker | null;
  endings: Endings;
  log: (sentence: string) => void;
};

async function openHttp({
  config,
  prepared,
  opened,
  clock,
  worker,
  endings,
  log,
}: HttpStart): Promise<FastifyInstance> {
  const { db, pool } = opened;
  let caughtUp = worker === null;
  worker?.caughtUp.then(() => {
    caughtUp = true;
  });
  const setup = createSetupToken(clock);
  const app = await wire({
    db,
    clock,
    say: loadAllWords(),
    version: readVersion(),
    config,
    setupToken: setup.token,
    connection: prepared.app,
  });
  addHealth(app, {
    database: async () => {
      await pool.query('select 1');
      return null;
    },
    migrations: async () => ((await pendingMigrations(prepared.app)).length === 0 ? null : 'pending'),
    worker: async () => {
      if (!caughtUp) return 'catching_up';
      const silent = await secondsSinceBeat(db);
      return silent !== null && silent < WORKER_SILENT_SECONDS ? null : 'silent';
    },
  });
  addMetrics(app, { pool, lags: worker?.lags ?? {}, gauges: [messageGauge(db, () => clock.now())] });
  await addPages(app, { folder: join(ROOT, 'build/web') });
  endings.push(() => within(LONGEST_DRAIN + LONGEST_REST, () => drain(app)));
  if (!(await institutionExists(db))) {
    log(`首次使用：打开下面的网址，输入一次性口令 ${setup.text}`);
    log(`First run: open the address below and enter the one-time token ${setup.text}`);
  }
  return app;
}

/** Answers what was asked already; connections that stay open after that are cut. */
async function drain(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), LONGEST_DRAIN);
  await app.close();
  clearTimeout(cut);
}

function readVersion(): string {
  const parsed: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : '0';
}

async function endAll(endings: Endings): Promise<void> {
  for (const end of endings.splice(0).reverse()) {
    await end().catch((error: unknown) => console.error(String(error)));
  }
}

async function main(): Promise<void> {
  const reading = readConfig(process.env, process.cwd());
  if (!reading.ok) throw new StartRefused(reading.sentence);
  const endings: Endings = [];
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(0), LONGEST_END).unref();
    starting
      .catch(() => {})
      .then(() => endAll(endings))
      .then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  const own = { endings, ending: () => ending, end };
  const starting = start(readStart(process.argv.slice(2)), reading.config, own);
  try {
    await starting;
  } catch (error) {
    await endAll(endings);
    throw error;
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof StartRefused ? error.message : error);
  process.exit(1);
});
