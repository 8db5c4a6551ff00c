// The PostgreSQL process itself: started with our settings, watched, started again when it falls, and ended by a fast shutdown.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, fchownSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { StartRefused } from '../start-refused.ts';
import type { Binaries } from './binaries.ts';
import { endPostgresIn } from './cluster.ts';
import { type Account, waitUntil } from './processes.ts';

/** Names the socket file; nothing listens on the network. */
export const PORT = 5432;
const LONGEST_LOG = 20 * 1024 * 1024;

export type ProcessOptions = {
  binaries: Binaries;
  cluster: string;
  account: Account;
  socketFolder: string;
  dataFolder: string;
  fsync: boolean;
  log: (sentence: string) => void;
};

export class PostgresProcess {
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
    const place = { host: this.#options.socketFolder, port: PORT, database: 'postgres', user: 'postgres' };
    // No limit of its own: recovery after a crash takes what it takes, and a failed start ends the race from the other side.
    while (this.#child?.exitCode === null && this.#child.signalCode === null) {
      const client = new pg.Client(place);
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
