// The product as its users run it, as a process of its own: started, asked whether it is ready, ended.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export const ROOT = join(import.meta.dirname, '../..');
const LONGEST_START = 300_000;
/** Under the load of a shared machine an end may take longer than it does for a user. */
const LONGEST_END = 20_000;

export type Product = {
  url: string;
  /** From the start of the process to the first /readyz that says yes, in seconds. */
  readyAfter: number;
  /** The memory that the server holds, in megabytes; null where the system does not say. */
  memory(): number | null;
  stop(): Promise<void>;
};

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}

export type ProductStart = { dataFolder: string; command: readonly string[] };

/** `command` is given to the project's own Node. */
export async function startProduct({ dataFolder, command }: ProductStart): Promise<Product> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...command], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      LIANDONG_DATA: dataFolder,
      PORT: String(port),
      LOG_LEVEL: 'error',
      PUBLIC_URL: '',
      DATABASE_URL: '',
      DATABASE_OWNER_URL: '',
    },
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilReady(child, url);
  } catch (error) {
    await endProcess(child);
    throw error;
  }
  return {
    url,
    readyAfter: (performance.now() - begun) / 1000,
    memory: () => residentMegabytes(child.pid ?? 0),
    stop: () => endProcess(child),
  };
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  const deadline = performance.now() + LONGEST_START;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode} before it was ready`);
    const reply = await fetch(`${url}/readyz`).catch(() => null);
    if (reply?.ok) return;
    await wait(20);
  }
  throw new Error('the server did not become ready');
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), LONGEST_END);
  await ended;
  clearTimeout(late);
}

function residentMegabytes(pid: number): number | null {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

/** A command of the command line, to its end; what it prints as its result. */
export async function runLiandong(dataFolder: string, args: readonly string[], input: string): Promise<string> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/entry/cli.ts', ...args], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, LIANDONG_DATA: dataFolder, DATABASE_URL: '', DATABASE_OWNER_URL: '' },
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stdin.end(`${input}\n`);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`liandong ${args.join(' ')} ended with ${code}`);
  return Buffer.concat(output).toString('utf8');
}
