// The database's own folder: where it lies, how it is made so that an interruption leaves no half of it, and how leftovers of a killed start are ended.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from '../start-refused.ts';
import { type Binaries, SHARED_STATE_FOLDER } from './binaries.ts';
import { type Account, mayEnter, postgresProcessesIn, signal, waitUntil } from './processes.ts';

/** Major version of the carried PostgreSQL; a folder written by another one cannot be opened. */
const MAJOR_VERSION = '18';

export function prepareDataFolder(dataFolder: string): string {
  try {
    // Under root `nobody` must be able to pass through, not to list.
    mkdirSync(dataFolder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    accessSync(dataFolder, constants.W_OK | constants.X_OK);
    return realpathSync(dataFolder);
  } catch {
    throw new StartRefused(
      `无法写入数据文件夹 ${dataFolder}。The data folder ${dataFolder} cannot be written by this account: give it the folder, or set LIANDONG_DATA.`,
    );
  }
}

/** A cluster stays with the account that made it, so that root may start what an ordinary user began. */
export function accountOf(cluster: string, fallback: Account): Account {
  if (fallback === null || !existsSync(cluster)) return fallback;
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? fallback : { uid, gid };
}

/** The cluster's folder: inside the data folder, or, where `nobody` may not enter that, elsewhere with a pointer left behind. */
export function placeCluster(dataFolder: string, account: Account, log: (sentence: string) => void): string {
  const inside = join(dataFolder, 'postgres');
  const pointer = join(dataFolder, 'postgres.location');
  if (existsSync(pointer)) return readFileSync(pointer, 'utf8').trim();
  if (existsSync(inside) || mayEnter(account, dataFolder)) return inside;
  const elsewhere = join(SHARED_STATE_FOLDER, 'clusters', randomUUID());
  mkdirSync(join(SHARED_STATE_FOLDER, 'clusters'), { recursive: true, mode: 0o711 });
  writeFileSync(`${pointer}.new`, `${elsewhere}\n`);
  renameSync(`${pointer}.new`, pointer);
  log(
    `nobody 账号无法进入 ${dataFolder}，数据库文件存放在 ${elsewhere}。The account nobody cannot enter ${dataFolder}; the database's files are kept in ${elsewhere}.`,
  );
  return elsewhere;
}

/** Makes the cluster under another name and renames it when it is whole. */
export async function createClusterOnce(cluster: string, binaries: Binaries, account: Account): Promise<void> {
  if (existsSync(cluster)) return checkOpenable(cluster, account);
  const draft = `${cluster}.new`;
  await endPostgresIn(draft);
  rmSync(draft, { recursive: true, force: true });
  makeOwnFolder(draft, account);
  const options = [
    '--username=postgres',
    '--auth-local=trust',
    '--auth-host=reject',
    '--encoding=UTF8',
    '--no-instructions',
  ];
  // The built-in C.UTF-8 sorts the same on every machine and lets pg_trgm index Chinese text.
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const { status, output } = await run(binaries.initdb, ['-D', draft, ...options, ...locale], account);
  if (status !== 0)
    throw new StartRefused(`无法创建数据库。The database could not be created in ${draft}: ${output.trim()}`);
  renameSync(draft, cluster);
}

function checkOpenable(cluster: string, account: Account): void {
  if (statSync(cluster).uid !== (account?.uid ?? process.getuid?.())) {
    throw new StartRefused(
      `${cluster} 属于另一个系统账号。${cluster} belongs to another account of this machine: start as that account or as root.`,
    );
  }
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR_VERSION) {
    throw new StartRefused(
      `${cluster} 由 PostgreSQL ${version} 写成，当前为 ${MAJOR_VERSION}。${cluster} was written by PostgreSQL ${version}; this is ${MAJOR_VERSION}: restore from a backup.`,
    );
  }
}

export function makeOwnFolder(folder: string, account: Account): void {
  mkdirSync(folder, { mode: 0o700, recursive: true });
  chmodSync(folder, 0o700);
  if (account !== null) chownSync(folder, account.uid, account.gid);
}

/**
 * Ends every PostgreSQL process that still stands in the folder: an orphan keeps the files open, and two postmasters on them
 * would destroy them. A fast shutdown first, then the abrupt ways.
 */
export async function endPostgresIn(folder: string): Promise<boolean> {
  if (!existsSync(folder)) return false;
  // An administrator may have moved the folder to another disk and left a link; processes stand in the real one.
  const cluster = realpathSync(folder);
  const gone = () => postgresProcessesIn(cluster).length === 0;
  if (gone()) return false;
  const postmaster = postmasterOf(cluster);
  for (const [name, milliseconds] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ] as const) {
    const living = postgresProcessesIn(cluster);
    // Only the postmaster is asked first: it ends its own. Without one the rest are asked directly.
    const asked = postmaster !== null && living.includes(postmaster) && name !== 'SIGKILL' ? [postmaster] : living;
    for (const pid of asked) signal(pid, postmaster === null && name === 'SIGINT' ? 'SIGTERM' : name);
    if (await waitUntil(gone, milliseconds)) return true;
  }
  throw new StartRefused(
    `${cluster} 中的 PostgreSQL 进程无法结束。PostgreSQL processes in ${cluster} do not end: ${postgresProcessesIn(cluster).join(', ')}`,
  );
}

function postmasterOf(cluster: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10);
    return postgresProcessesIn(cluster).includes(pid) ? pid : null;
  } catch {
    return null;
  }
}

/**
 * PostgreSQL takes a living process with the number in postmaster.pid for its own even if it is a stranger that got a reused number.
 * Called after every process of this cluster has ended.
 */
export function removeStalePidFile(cluster: string): void {
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

function run(program: string, args: string[], account: Account): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...account, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output }));
  });
}
