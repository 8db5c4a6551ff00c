// The embedded PostgreSQL: the real server as a child process on a private Unix socket, restarted if it falls, ended with its owner.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, fchownSync, mkdtempSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { StartRefused } from '../start-refused.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import {
  accountOf,
  createClusterOnce,
  endPostgresIn,
  makeOwnFolder,
  placeCluster,
  prepareDataFolder,
  removeStalePidFile,
} from './cluster.ts';
import { lastRecord, lockHolder, type Purpose, takeLock } from './folder-lock.ts';
import { type Account, accountForPostgres, mayEnter, waitUntil } from './processes.ts';
import { createProductDatabase, DATABASE_NAME, OWNER_ROLE, PRODUCT_ROLE } from './roles.ts';

export type ConnectionSettings = { host: string; port: number; database: string; user: string; password?: string };

export type EmbeddedConnections = {
  host: string;
  port: number;
  database: string;
  superuser: ConnectionSettings;
  owner: ConnectionSettings;
  app: ConnectionSettings;
};

export type Embedded = EmbeddedConnections & { stop(): Promise<void> };

export type EmbeddedOptions = {
  dataFolder: string;
  /** Off only for tests, whose data may be lost with the machine. */
  fsync?: boolean;
  purpose?: Purpose;
  log?: (sentence: string) => void;
};

const PORT = 5432;
const LONGEST_LOG = 20 * 1024 * 1024;

export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const log = options.log ?? (() => {});
  const dataFolder = prepareDataFolder(options.dataFolder);
  const leftBehind = lockHolder(dataFolder) === null ? lastRecord(dataFolder)?.socketFolder : null;
  const lock = await takeLock(dataFolder, options.purpose ?? 'server');
  if ('pid' in lock) throw alreadyRunning(dataFolder, lock.pid);
  try {
    const cluster = placeCluster(dataFolder, accountForPostgres(), log);
    const account = accountOf(cluster, accountForPostgres());
    const binaries = findBinaries(account);
    if (await endPostgresIn(cluster)) {
      log('已结束上次异常退出留下的数据库进程。Ended the database left by a start that was killed.');
    }
    if (leftBehind) rmSync(leftBehind, { recursive: true, force: true });
    await createClusterOnce(cluster, binaries, account);
    removeStalePidFile(cluster);
    const socketFolder = makeSocketFolder(account);
    const server = new PostgresProcess({
      binaries,
      cluster,
      account,
      socketFolder,
      dataFolder,
      fsync: options.fsync ?? true,
      log,
    });
    try {
      await server.start();
      const connections = connectionsAt(socketFolder);
      await createProductDatabase(connections.superuser);
      lock.publish(socketFolder);
      return { ...connections, stop: stopper(server, socketFolder, lock.release) };
    } catch (error) {
      await server.stop();
      rmSync(socketFolder, { recursive: true, force: true });
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The database of the process that holds the folder now; waits while that process is still starting. null: nobody holds it. */
export async function findRunning(
  dataFolder: string,
): Promise<(EmbeddedConnections & { purpose: Purpose; pid: number }) | null> {
  for (;;) {
    const holder = existsSync(dataFolder) ? lockHolder(dataFolder) : null;
    if (holder === null) return null;
    if (holder.socketFolder !== null)
      return { ...connectionsAt(holder.socketFolder), purpose: holder.purpose, pid: holder.pid };
    await wait(50);
  }
}

function alreadyRunning(dataFolder: string, pid: number): StartRefused {
  return new StartRefused(
    `${dataFolder} 已由进程 ${pid} 使用，不能再次启动。${dataFolder} is in use by process ${pid}; a second start on the same data is refused.`,
  );
}

function connectionsAt(socketFolder: string): EmbeddedConnections {
  const place = { host: socketFolder, port: PORT };
  return {
    ...place,
    database: DATABASE_NAME,
    superuser: { ...place, database: 'postgres', user: 'postgres' },
    owner: { ...place, database: DATABASE_NAME, user: OWNER_ROLE },
    app: { ...place, database: DATABASE_NAME, user: PRODUCT_ROLE },
  };
}

/** Short, for a socket's path has 107 bytes, and closed to everybody else, for whoever enters it is trusted. */
function makeSocketFolder(account: Account): string {
  const parent = tmpdir().length < 60 && mayEnter(account, tmpdir()) ? tmpdir() : '/tmp';
  const folder = mkdtempSync(join(parent, 'liandong-'));
  makeOwnFolder(folder, account);
  return folder;
}

function stopper(server: PostgresProcess, socketFolder: string, release: () => void): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  return () => {
    stopped ??= server.stop().then(() => {
      rmSync(socketFolder, { recursive: true, force: true });
      release();
    });
    return stopped;
  };
}

type ProcessOptions = {
  binaries: Binaries;
  cluster: string;
  account: Account;
  socketFolder: string;
  dataFolder: string;
  fsync: boolean;
  log: (sentence: string) => void;
};

class PostgresProcess {
  readonly #options: ProcessOptions;
  #child: ChildProcess | undefined;
  #stopping = false;
  #revival: Promise<void> = Promise.resolve();

  constructor(options: ProcessOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { binaries, cluster, account, dataFolder } = this.#options;
    const logFile = openLog(dataFolder, account);
    // Its own process group: Ctrl-C in the terminal reaches the product, which drains its requests before it ends the database.
    const child = spawn(binaries.postgres, ['-D', cluster, ...serverSettings(this.#options)], {
      ...account,
      cwd: '/',
      detached: true,
      stdio: ['ignore', logFile, logFile],
    });
    closeSync(logFile);
    this.#child = child;
    // An owner that ends without stop(), by an error of its own, takes the database with it.
    const endWithOwner = () => child.kill('SIGINT');
    process.once('exit', endWithOwner);
    child.once('exit', () => process.off('exit', endWithOwner));
    const ended = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => reject(this.#startFailed(code ?? signal)));
    });
    ended.catch(() => {});
    await Promise.race([this.#answers(), ended]);
    child.once('exit', () => {
      if (!this.#stopping) this.#revival = this.#revive();
    });
    // It may have fallen between its first answer and the line above.
    if (child.exitCode !== null || child.signalCode !== null)
      throw this.#startFailed(child.exitCode ?? child.signalCode);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#revival;
    const child = this.#child;
    if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGINT');
      const ended = () => child.exitCode !== null || child.signalCode !== null;
      if (await waitUntil(ended, 20_000)) return;
    }
    await endPostgresIn(this.#options.cluster);
  }

  async #revive(): Promise<void> {
    for (let pause = 100; !this.#stopping; pause = Math.min(pause * 2, 5000)) {
      try {
        this.#options.log('数据库意外停止，正在重新启动。The database stopped unexpectedly; starting it again.');
        await endPostgresIn(this.#options.cluster);
        await this.start();
        this.#options.log('数据库已恢复。The database is back.');
        return;
      } catch {
        await wait(pause);
      }
    }
  }

  async #answers(): Promise<void> {
    const { superuser } = connectionsAt(this.#options.socketFolder);
    // No limit of its own: recovery after a crash takes what it takes, and a failed start ends the race from the other side.
    while (this.#child?.exitCode === null && this.#child.signalCode === null) {
      const client = new pg.Client(superuser);
      client.on('error', () => {});
      try {
        await client.connect();
        await client.end();
        return;
      } catch {
        await wait(15);
      }
    }
  }

  #startFailed(reason: number | string | null): StartRefused {
    const file = join(this.#options.dataFolder, 'postgres.log');
    return new StartRefused(
      `数据库未能启动（${reason}），详见 ${file}。The database did not start (${reason}): see ${file}.`,
    );
  }
}

function serverSettings({ socketFolder, fsync }: ProcessOptions): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '',
    port: String(PORT),
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: fsync ? '256MB' : '64MB',
    work_mem: '8MB',
    maintenance_work_mem: '128MB',
    effective_cache_size: '1GB',
    max_wal_size: '2GB',
    random_page_cost: '1.1',
    jit: 'off',
    log_min_messages: 'warning',
    log_timezone: 'UTC',
    timezone: 'UTC',
    ...(fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function openLog(dataFolder: string, account: Account): number {
  const file = join(dataFolder, 'postgres.log');
  if (existsSync(file) && statSync(file).size > LONGEST_LOG) renameSync(file, `${file}.1`);
  const opened = openSync(file, 'a', 0o600);
  if (account !== null) fchownSync(opened, account.uid, account.gid);
  return opened;
}
