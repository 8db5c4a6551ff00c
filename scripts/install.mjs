// Installs what is missing: compares what stands in node_modules with the lockfile, and calls npm only where they differ.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE, ROOT, run } from './children.mjs';

export async function installMissing() {
  if (isInstalled()) return;
  console.log('正在安装依赖……Installing the dependencies ...');
  const { code } = await run(
    'npm',
    ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      // A shell that set production would leave out the builder of the web.
      environment: { NODE_ENV: '' },
    },
  );
  if (code !== 0 || !isInstalled()) {
    console.error('依赖安装失败。The dependencies could not be installed; `npm ci` says why.');
    process.exit(code || 1);
  }
}

/** npm writes its record of node_modules when it has finished; an interrupted installation has none. */
function isInstalled() {
  const record = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(record) || !existsSync(NODE)) return false;
  const wanted = packagesIn(join(ROOT, 'package-lock.json'));
  const present = packagesIn(record);
  const complete = Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (path === '' || link) return true;
    // What is optional may be made for another machine.
    return present[path] ? present[path].version === version : optional === true;
  });
  return complete && spawnSync(NODE, ['--version'], { shell: process.platform === 'win32' }).status === 0;
}

function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}
