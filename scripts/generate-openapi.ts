// Writes docs/openapi.json from the bound endpoints; with --check it only says whether the checked-in one still agrees.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { loadAllWords, wire } from '../src/entry/wire.ts';
import { startClock } from '../src/platform/clock.ts';
import { openDatabase } from '../src/platform/database/connect.ts';

const ROOT = join(import.meta.dirname, '..');
const FILE = join(ROOT, 'docs/openapi.json');

/** Put together as for a start, without listening; the database is named and never asked. */
async function generated(): Promise<string> {
  const { db, close } = openDatabase({ connection: { connectionString: 'postgres://nobody@127.0.0.1:1/none' } });
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const config = { publicUrl: 'http://127.0.0.1:8620', logLevel: 'silent' as const, dataFolder: tmpdir() };
  const app = await wire({ db, clock: startClock(), say: loadAllWords(), version, config });
  await app.ready();
  const text = `${JSON.stringify(app.swagger(), null, 1)}\n`;
  await app.close();
  await close();
  return text;
}

function firstDifference(written: string, made: string): string {
  const before = written.split('\n');
  const after = made.split('\n');
  const at = after.findIndex((line, index) => line !== before[index]);
  const place = at === -1 ? after.length : at;
  return `line ${place + 1}: ${before[place]?.trim() ?? '(end)'} | ${after[place]?.trim() ?? '(end)'}`;
}

const made = await generated();
const written = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
if (written === made) console.log(`${relative(ROOT, FILE)} agrees`);
else if (process.argv.includes('--check')) {
  console.error(`${relative(ROOT, FILE)} differs from the endpoints, ${firstDifference(written, made)}`);
  console.error('Run: node scripts/run.mjs generate');
  process.exitCode = 1;
} else {
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, made);
  console.log(`${relative(ROOT, FILE)} written`);
}
