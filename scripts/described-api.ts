// The interface as it is put together for a start, without listening; the database is named and never asked.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
  // a folder of its own: a shared one may belong to another account
  const dataFolder = mkdtempSync(join(tmpdir(), 'liandong-described-'));
  const config = { publicUrl: 'http://127.0.0.1:8620', logLevel: 'silent' as const, dataFolder };
  const app = await wire({ db, clock: startClock(), say: loadAllWords(), version, config });
  await app.ready();
  const document = app.swagger();
  await app.close();
  await close();
  rmSync(dataFolder, { recursive: true, force: true });
  return document;
}
