// The secret of this installation: given by the environment, else made once and kept in the data folder, for its owner's eyes only.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../platform/config.ts';

const OWNER_ONLY = 0o600;

export function keepSecret(config: Pick<Config, 'secret' | 'dataFolder'>): string {
  if (config.secret !== null) return config.secret;
  mkdirSync(config.dataFolder, { recursive: true });
  const file = join(config.dataFolder, 'secret');
  return readKept(file) ?? makeSecret(file);
}

function readKept(file: string): string | null {
  try {
    const kept = readFileSync(file, 'utf8').trim();
    return kept.length >= 32 ? kept : null;
  } catch {
    return null;
  }
}

function makeSecret(file: string): string {
  const secret = randomBytes(32).toString('base64url');
  const half = `${file}.${process.pid}`;
  const opened = openSync(half, 'w', OWNER_ONLY);
  writeSync(opened, `${secret}\n`);
  fsyncSync(opened);
  closeSync(opened);
  renameSync(half, file);
  return secret;
}
