// Writes docs/openapi.json from the bound endpoints; with --check it only says whether the checked-in one still agrees.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describedApi, ROOT } from './described-api.ts';

const FILE = join(ROOT, 'docs/openapi.json');

function firstDifference(written: string, made: string): string {
  const before = written.split('\n');
  const after = made.split('\n');
  const at = after.findIndex((line, index) => line !== before[index]);
  const place = at === -1 ? after.length : at;
  return `line ${place + 1}: ${before[place]?.trim() ?? '(end)'} | ${after[place]?.trim() ?? '(end)'}`;
}

const made = `${JSON.stringify(await describedApi(), null, 1)}\n`;
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
