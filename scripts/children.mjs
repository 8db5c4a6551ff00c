// Starts the programs that the scripts run, hands each interruption on exactly once, and waits until they have ended.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');
export const BIN = join(ROOT, 'node_modules', '.bin');
const ON_WINDOWS = process.platform === 'win32';
export const NODE = join(BIN, ON_WINDOWS ? 'node.cmd' : 'node');
/** Flags for every Node program of the project. */
export const NODE_FLAGS = ['--disable-warning=ExperimentalWarning'];

const running = new Set();
let interrupted = false;
let lastHandedOn = Number.NEGATIVE_INFINITY;

/** True once the person has asked to stop; the scripts begin nothing new then. */
export const isInterrupted = () => interrupted;

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(name, () => {
    interrupted = true;
    // npm hands Ctrl-C on although the terminal has delivered it already: the second one of the same act is not another wish.
    if (performance.now() - lastHandedOn < 1500) return;
    lastHandedOn = performance.now();
    for (const child of running) {
      // In the foreground group the terminal has told the child itself.
      if (child.inForeground && name === 'SIGINT' && process.stdin.isTTY) continue;
      child.process.kill(name === 'SIGHUP' ? 'SIGTERM' : name);
    }
  });
}

/**
 * Runs a program to its end and answers with its exit code. Programs get a process group of their own, so that an interruption
 * reaches them once and through us; `inForeground` is for those that may read from the terminal.
 */
export function run(program, args, { inForeground = false, environment = {}, stdout = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      stdio: ['inherit', stdout, stdout === 'pipe' ? 'pipe' : 'inherit'],
      detached: !inForeground && !ON_WINDOWS,
      shell: ON_WINDOWS,
      env: { ...process.env, ...environment, PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}` },
    });
    const entry = { process: child, inForeground };
    running.add(entry);
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      running.delete(entry);
      resolve({ code: code ?? 128 + (constants.signals[signal] ?? 0), output: Buffer.concat(output).toString('utf8') });
    });
  });
}

export const runNode = (args, options) => run(NODE, [...NODE_FLAGS, ...args], options);
