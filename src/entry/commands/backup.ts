// A backup is a folder: the tables of one snapshot, the kept files, and a manifest that says what belongs to it.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { dumpTables, migrationsOf, restoreTables } from '../../platform/database/dump.ts';
import { type Connection, withClient } from '../../platform/database/roles.ts';
import { refuseNow } from '../../platform/result.ts';

const Manifest = z.object({
  product: z.literal('liandong'),
  format: z.literal(1),
  takenAt: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), bytes: z.number(), sha256: z.string() })),
  sequences: z.array(z.object({ name: z.string(), value: z.number() })),
  files: z.array(z.string()),
});

const TABLES = 'tables';
const FILES = 'files';
const MANIFEST = 'manifest.json';
/** Half-received uploads belong to no backup. */
const INCOMING = 'incoming';

export type BackupPlace = { owner: Connection; dataFolder: string; folder: string; takenAt: Date };

export async function writeBackup({
  owner,
  dataFolder,
  folder,
  takenAt,
}: BackupPlace): Promise<{ tables: number; files: number }> {
  if (existsSync(folder) && readdirSync(folder).length > 0) refuseNow('conflict', 'backup_not_empty', { folder });
  mkdirSync(join(folder, TABLES), { recursive: true, mode: 0o700 });
  const dump = await dumpTables(owner, join(folder, TABLES));
  // After the snapshot: every file that a row of it names was stored before the row.
  const files = listFiles(join(dataFolder, FILES));
  for (const file of files) cpSync(join(dataFolder, FILES, file), join(folder, FILES, file));
  const manifest: z.infer<typeof Manifest> = {
    product: 'liandong',
    format: 1,
    takenAt: takenAt.toISOString(),
    ...dump,
    files,
  };
  // Last: a folder without a manifest is a backup that did not finish.
  writeFileSync(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  return { tables: dump.tables.length, files: files.length };
}

export async function readBackup({
  owner,
  dataFolder,
  folder,
}: BackupPlace): Promise<{ tables: number; files: number }> {
  const manifest = readManifest(folder);
  if (JSON.stringify(await migrationsOf(owner)) !== JSON.stringify(manifest.migrations)) {
    refuseNow('conflict', 'backup_of_other_version', { last: manifest.migrations.at(-1)?.name ?? '' });
  }
  const { rows } = await withClient(owner, (client) => client.query('select from institutions limit 1'));
  if (rows.length > 0) refuseNow('conflict', 'restore_needs_empty');
  for (const file of manifest.files) {
    const found = createHash('sha256')
      .update(readFileSync(join(folder, FILES, file)))
      .digest('hex');
    if (found !== file.replaceAll(/[\\/]/g, '')) refuseNow('invalid', 'backup_broken', { file });
  }
  await restoreTables(owner, join(folder, TABLES), manifest);
  for (const file of manifest.files) cpSync(join(folder, FILES, file), join(dataFolder, FILES, file));
  return { tables: manifest.tables.length, files: manifest.files.length };
}

function readManifest(folder: string): z.infer<typeof Manifest> {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) return refuseNow('missing', 'backup_without_manifest', { folder });
  const parsed = Manifest.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return parsed.success ? parsed.data : refuseNow('invalid', 'backup_broken', { file: MANIFEST });
}

/** Paths below the store, each the hash of its content with a folder for its first two signs. */
function listFiles(store: string): string[] {
  if (!existsSync(store)) return [];
  return readdirSync(store)
    .filter((folder) => folder !== INCOMING)
    .sort()
    .flatMap((folder) =>
      readdirSync(join(store, folder))
        .sort()
        .map((name) => join(folder, name)),
    );
}
