// The embedded PostgreSQL: the real server as a child process on a private Unix socket, restarted if it falls, ended with its owner.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StartRefused } from '../start-refused.ts';
import { findBinaries } from './binaries.ts';
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
import { PORT, PostgresProcess } from './postgres-process.ts';
import { type Account, accountForPostgres, mayEnter } from './processes.ts';
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
