// Writes database/schema.sql and the table types from the migrations; with --check it only says whether the checked-in ones still agree.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { startEmbedded } from '../src/platform/database/embedded.ts';
import { migrate } from '../src/platform/database/migrations.ts';
import { withClient } from '../src/platform/database/roles.ts';
import { schemaStatements } from './schema-statements.ts';
import { tableTypes } from './schema-tables.ts';

const ROOT = join(import.meta.dirname, '..');

/** Both files as the migrations of this moment make them: path -> text. */
async function generated(): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'liandong-schema-'));
  chmodSync(folder, 0o711);
  try {
    const embedded = await startEmbedded({ dataFolder: join(folder, 'data'), fsync: false, purpose: 'command' });
    try {
      await migrate({ owner: embedded.owner });
      return await withClient(embedded.owner, async (client) => {
        return new Map([
          [join(ROOT, 'database/schema.sql'), await schemaStatements(client)],
          [join(ROOT, 'src/platform/database/tables.ts'), await tableTypes(client)],
        ]);
      });
    } finally {
      await embedded.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function firstDifference(written: string, made: string): string {
  const before = written.split('\n');
  const after = made.split('\n');
  const at = after.findIndex((line, index) => line !== before[index]);
  const place = at === -1 ? after.length : at;
  return `line ${place + 1}: ${before[place] ?? '(end)'} | ${after[place] ?? '(end)'}`;
}

const checking = process.argv.includes('--check');
let differences = 0;
for (const [path, made] of await generated()) {
  const written = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (written === made) continue;
  if (checking) {
    differences += 1;
    console.error(`${relative(ROOT, path)} differs from the migrations, ${firstDifference(written, made)}`);
  } else {
    writeFileSync(path, made);
    console.log(`${relative(ROOT, path)} written`);
  }
}
if (differences > 0) {
  console.error('Run: node scripts/run.mjs generate');
  process.exitCode = 1;
}
