// Builds the browser's part once for each state of its sources: a stamp of their contents says whether the last build still holds.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { BIN, ROOT, run } from './children.mjs';

const TARGET = join(ROOT, 'build', 'web');
const STAMP = join(ROOT, 'build', 'web.stamp');
const SINGLE_FILES = ['vite.config.ts', 'package-lock.json', 'tsconfig.json'];
// Files that never reach the browser: a change in them needs no new build.
const SERVER_ONLY = /\.(store|actions|routes|jobs|commands|test)\.tsx?$/;

export async function buildWebIfChanged() {
  const stamp = stampOfSources();
  if (existsSync(join(TARGET, 'index.html')) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return 0;
  console.log('正在构建网页……Building the web ...');
  const draft = `${TARGET}.${process.pid}`;
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  const { code, output } = await run(
    join(BIN, 'vite'),
    ['build', '--logLevel', 'warn', '--outDir', draft, '--emptyOutDir'],
    {
      stdout: 'pipe',
    },
  );
  if (output.trim() !== '') console.log(output.trim());
  if (code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    return code;
  }
  // Renamed when whole, so that an interrupted build is never served.
  rmSync(STAMP, { force: true });
  rmSync(TARGET, { recursive: true, force: true });
  renameSync(draft, TARGET);
  writeFileSync(STAMP, stamp);
  return 0;
}

function stampOfSources() {
  const hash = createHash('sha256');
  const files = ['web', 'capabilities', 'platform'].flatMap((folder) => sourcesIn(join(ROOT, 'src', folder)));
  for (const file of [...SINGLE_FILES.map((name) => join(ROOT, name)), ...files.sort()]) {
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function sourcesIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !SERVER_ONLY.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}
