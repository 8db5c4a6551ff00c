// Starts the programs that the scripts run, hands each interruption on exactly once, and waits until they have ended.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
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

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => handOn(name));

function handOn(name) {
  interrupted = true;
  // npm hands Ctrl-C on although the terminal has delivered it already: the second one of the same act is not another wish.
  if (performance.now() - lastHandedOn < 1500) return;
  lastHandedOn = performance.now();
  for (const child of running) {
    // In the foreground group the terminal has told the child itself.
    if (child.inForeground && name === 'SIGINT' && process.stdin.isTTY) continue;
    child.process.kill(name === 'SIGHUP' ? 'SIGTERM' : name);
  }
}

/** npm ends its shell and itself on SIGTERM without telling us; what it started must not stay behind. */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parents = parentsNow();
  const watch = setInterval(() => {
    if (parentsNow() === parents) return;
    clearInterval(watch);
    handOn('SIGTERM');
  }, 300);
  watch.unref();
}

/** The parent, and where that is the shell of npm, npm itself: one of them changes when npm has gone. */
function parentsNow() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    const isShell = /\((sh|dash|bash|ash|busybox)\)/.test(stat);
    return isShell ? `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}` : `${process.ppid}`;
  } catch {
    return `${process.ppid}`;
  }
}

/**
 * Runs a program to its end and answers with its exit code. Programs get a process group of their own, so that an interruption
 * reaches them once and through us; `inForeground` is for those that may read from the terminal;
 * `linked` ones notice when we are gone.
 */
export function run(
  program,
  args,
  { inForeground = false, environment = {}, stdout = 'inherit', linked = false } = {},
) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      stdio: ['inherit', stdout, stdout === 'pipe' ? 'pipe' : 'inherit', ...(linked ? ['ipc'] : [])],
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

/** A server: it ends with us, however we end. */
export const runServer = (args) => runNode(['--import', './scripts/end-with-parent.mjs', ...args], { linked: true });
