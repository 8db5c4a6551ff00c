// Checks the sources as texts: sizes, names, headers, and that the environment and the clock are read in one place each.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT, sourceFiles } from './source-files.ts';

const LONGEST = 400;
const LONGEST_TEST = 600;
const BANNED_NAMES = /(^|[-_.])(utils?|helpers?|managers?|common|misc|index)([-_.]|$)/;
// Made by a machine from something that is itself checked.
const GENERATED = new Set(['src/platform/database/tables.ts']);

type Fence = { pattern: RegExp; allowed: RegExp; says: string };
const FENCES: Fence[] = [
  {
    pattern: /\bprocess\.env\b/,
    allowed: /^(src\/platform\/config\.ts|src\/entry\/|scripts\/|tests\/|vite\.config\.ts)/,
    says: 'reads the environment; src/platform/config.ts does that',
  },
  {
    pattern: /\bDate\.now\(\)|\bnew Date\(\)/,
    // The lock of the data folder compares ages of files, which follow the machine's clock and not the product's.
    allowed: /^(src\/platform\/clock\.ts|src\/platform\/database\/folder-lock\.ts|scripts\/|tests\/)/,
    says: 'reads the time; src/platform/clock.ts does that',
  },
  {
    pattern: /@ts-(ignore|expect-error|nocheck)|biome-ignore|eslint-disable/,
    allowed: /^scripts\/check-sources\.ts$/,
    says: 'silences a check',
  },
  {
    pattern: /\b(test|it|describe)\.(skip|only|todo)\b/,
    allowed: /^scripts\/check-sources\.ts$/,
    says: 'leaves a test out',
  },
];

function findingsIn(path: string): string[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const lines = text.split('\n').length - 1;
  const isTest = /\.test\.tsx?$/.test(path);
  const limit = isTest ? LONGEST_TEST : LONGEST;
  const findings: string[] = [];
  if (lines > limit && !GENERATED.has(path)) findings.push(`has ${lines} lines; ${limit} is the most`);
  if (BANNED_NAMES.test(basename(path).replace(/\.\w+$/, ''))) findings.push('has a name that says nothing');
  if (!/^(#!.*\n)?(\/\/|--) \S/.test(text)) findings.push('does not begin with a sentence that says what it is for');
  for (const { pattern, allowed, says } of FENCES) {
    if (!allowed.test(path) && !isTest && pattern.test(text)) findings.push(says);
    if (isTest && /leaves|silences/.test(says) && pattern.test(text)) findings.push(says);
  }
  return findings.map((finding) => `${path} ${finding}`);
}

const paths = sourceFiles(/^(src|tests|scripts|examples|database\/migrations)\/.*\.(ts|tsx|mjs|sql)$/);
const findings = paths.flatMap(findingsIn);
if (paths.length < 50) findings.push(`Only ${paths.length} sources were seen; the check looks in the wrong place.`);
for (const finding of findings) console.error(finding);
if (findings.length > 0) process.exitCode = 1;
else console.log(`${paths.length} sources`);
