// What the operating system knows of other processes: whether one still lives, when it began, what it runs and where it stands.
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** The account a child process runs as; null: the account of this process. */
export type Account = { uid: number; gid: number } | null;

/** PostgreSQL refuses to run as root, so under root its processes belong to `nobody`. */
export function accountForPostgres(): Account {
  if (process.getuid?.() !== 0) return null;
  const row = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody');
  return { uid: Number(row?.[2] ?? 65534), gid: Number(row?.[3] ?? 65534) };
}

/** Asked of the system rather than read from mode bits, which say nothing of access lists, mounts and parents. */
export function mayEnter(account: Account, path: string): boolean {
  return (
    account === null || spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...account, cwd: '/' }).status === 0
  );
}

/** A mark of the process's beginning: a later process with the same number has another one. null: no such process. */
export function processStart(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The second field is the program's name in brackets and may itself hold spaces and brackets.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? null : (fields[19] ?? null);
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** PostgreSQL processes whose working folder is the given one: every one of them, also those that outlived their postmaster. */
export function postgresProcessesIn(folder: string): number[] {
  if (process.platform !== 'linux') return postmasterByCommandLine(folder);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stands = readlinkSync(`/proc/${pid}/cwd`).replace(/ \(deleted\)$/, '');
        return (
          stands === folder &&
          readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres') &&
          processStart(pid) !== null
        );
      } catch {
        return false;
      }
    });
}

function postmasterByCommandLine(folder: string): number[] {
  const listed = spawnSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' }).stdout ?? '';
  return listed
    .split('\n')
    .filter((line) => line.includes('postgres') && line.includes(`-D ${folder} `))
    .map((line) => Number.parseInt(line, 10));
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended between the look and the signal, which is what was wanted.
  }
}

/** True when the question was answered by yes within the time. */
export async function waitUntil(holds: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!holds()) {
    if (performance.now() > end) return false;
    await wait(20);
  }
  return true;
}
