// The one door to every command of the project. Plain JavaScript for Node 20: it installs what is missing and then runs the rest on the project's own Node.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildWebIfChanged } from './build-web.mjs';
import { runChecks } from './checks.mjs';
import { BIN, endWithNpm, isInterrupted, ROOT, run, runNode, runServer } from './children.mjs';
import { installMissing } from './install.mjs';
import { close, runSuite } from './suites.mjs';

// npm moves to the project's folder and keeps the caller's in INIT_CWD; relative file arguments are meant from there.
process.env.LIANDONG_CWD ??= process.env.INIT_CWD ?? process.cwd();
process.chdir(ROOT);

const SERVER = 'src/entry/server.ts';

const COMMANDS = {
  demo: (args) => serve(['--demo', ...args]),
  start: (args) => serve(args),
  dev: develop,
  test,
  check: async () => close(await runChecks()),
  'check-shared': checkShared,
  generate: async () =>
    (await runNode(['scripts/generate-schema.ts'])).code || (await runNode(['scripts/generate-openapi.ts'])).code,
  bench: async (args) => (await buildWebIfChanged()) || (await runNode(['tests/load/bench.ts', ...args])).code,
  liandong: async (args) => (await runNode(['src/entry/cli.ts', ...args], { inForeground: true })).code,
};

async function serve(args) {
  return (await buildWebIfChanged()) || (isInterrupted() ? 130 : (await runServer([SERVER, ...args])).code);
}

async function develop(args) {
  const server = runNode(['--watch', SERVER, ...args]);
  const web = run(join(BIN, 'vite'), []);
  const ends = await Promise.all([server, web]);
  return Math.max(...ends.map(({ code }) => code));
}

async function test(args) {
  if (args.length > 0) return close(await runSuite('unit', args));
  const checks = await runChecks();
  const built = { passed: 0, failed: (await buildWebIfChanged()) === 0 ? 0 : 1 };
  const units = isInterrupted() ? { passed: 0, failed: 1 } : await runSuite('unit');
  const journeys = isInterrupted() ? { passed: 0, failed: 1 } : await runSuite('journeys');
  return close(checks, built, units, journeys);
}

async function checkShared(args) {
  if (!existsSync(join(ROOT, '..', 'shared', 'data'))) {
    console.error('缺少 ../shared/data。The folder ../shared/data with the real inputs is not there.');
    return close({ passed: 0, failed: 1 });
  }
  return close(await runSuite('shared', args));
}

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (command === undefined) {
  console.error(`node scripts/run.mjs <${Object.keys(COMMANDS).join('|')}>`);
  process.exitCode = 2;
} else {
  endWithNpm();
  await installMissing();
  process.exitCode = await command(args);
}
