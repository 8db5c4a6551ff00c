// The project's own files as git sees them, tracked or new, without what is ignored.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');
const FOLDERS = ['src', 'tests', 'scripts', 'database', 'examples', 'docs'];

/** Paths relative to the project, in order. Works in a copy without git too. */
export function sourceFiles(pattern: RegExp): string[] {
  return listed()
    .filter(
      (path) => pattern.test(path) && !path.startsWith('tests/architecture/fixtures/') && existsSync(join(ROOT, path)),
    )
    .sort();
}

function listed(): string[] {
  const { stdout, status } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return stdout.split('\0');
  return FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => relative(ROOT, join(ROOT, folder, name)))
      .filter((path) => statSync(join(ROOT, path)).isFile()),
  );
}
