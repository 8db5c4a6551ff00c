// Finds the real inputs that lie beside the project, for the checks that are run where they are at hand.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** The folder of real inputs: LIANDONG_SHARED, or ../shared beside the project; it is an error where neither stands. */
export function sharedPath(...parts: string[]): string {
  const folder = resolve(ROOT, process.env.LIANDONG_SHARED ?? '../shared');
  const path = join(folder, 'data', ...parts);
  if (!existsSync(path))
    throw new Error(`${path} does not exist: set LIANDONG_SHARED to the folder that holds the real inputs`);
  return path;
}

export const readShared = (...parts: string[]): string => readFileSync(sharedPath(...parts), 'utf8');
