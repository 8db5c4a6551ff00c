// The interface as it is put together for a start, without listening; the database is named and never asked.
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAllWords, wire } from '../src/entry/wire.ts';
import { startClock } from '../src/platform/clock.ts';
import { openDatabase } from '../src/platform/database/connect.ts';

export const ROOT = join(import.meta.dirname, '..');

/** The generated OpenAPI document. */
export async function describedApi(): Promise<unknown> {
  const { db, close } = openDatabase({ connection: { connectionString: 'postgres://nobody@127.0.0.1:1/none' } });
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const config = { publicUrl: 'http://127.0.0.1:8620', logLevel: 'silent' as const, dataFolder: tmpdir() };
  const app = await wire({ db, clock: startClock(), say: loadAllWords(), version, config });
  await app.ready();
  const document = app.swagger();
  await app.close();
  await close();
  return document;
}
