// A backup restores: into another, empty database, with the same history, values and files, or not at all.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OwnDatabase, openEmptyDatabase } from '../../../tests/support/database.ts';
import { type Played, playInstitution, STORY_END } from '../../../tests/support/story.ts';
import { verifyInstitution } from '../../capabilities/progress/verify.actions.ts';
import { inTenant } from '../../platform/database/connect.ts';
import { appendEvent } from '../../platform/events/append.ts';
import { readHead, sealEvents } from '../../platform/events/seal.ts';
import { openFileStore } from '../../platform/files/store.ts';
import { readBackup, writeBackup } from './backup.ts';

const folder = mkdtempSync(join(tmpdir(), 'liandong-backup-'));
const taken = join(folder, 'taken');
let story: Played;
let empty: OwnDatabase;

const place = (database: Pick<Played, 'connections'>, dataFolder: string) => ({
  owner: database.connections.owner,
  dataFolder: join(folder, dataFolder),
  folder: taken,
  takenAt: STORY_END,
});
const headOf = ({ db }: Pick<Played, 'db'>) =>
  inTenant(db, story.institutionId, (tx) => readHead(tx, story.institutionId));

beforeAll(async () => {
  story = await playInstitution(60);
  const store = openFileStore(join(folder, 'first', 'files'));
  await store.put(
    (async function* () {
      yield Buffer.from('验收单');
    })(),
  );
  empty = await openEmptyDatabase();
}, 120_000);
afterAll(async () => {
  await empty?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a backup', () => {
  it('is written whole into an empty folder, and into no other', async () => {
    expect(await writeBackup(place(story, 'first'))).toMatchObject({ files: 1 });
    await expect(writeBackup(place(story, 'first'))).rejects.toMatchObject({ refusal: { code: 'backup_not_empty' } });
  });

  it('that was damaged brings nothing back', async () => {
    const file = join(taken, 'tables', 'items.copy.gz');
    const whole = readFileSync(file);
    writeFileSync(file, gzipSync(gunzipSync(whole).toString().replace('in_progress', 'closed')));
    await expect(readBackup(place(empty, 'second'))).rejects.toThrow();
    expect(await empty.owner.selectFrom('institutions').selectAll().execute()).toEqual([]);
    writeFileSync(file, whole);
  });

  it('restores into an empty database with equal hashes, verifies clean, and history goes on', async () => {
    await readBackup(place(empty, 'second'));
    expect(await headOf(empty)).toEqual(await headOf(story));
    const files = openFileStore(join(folder, 'second', 'files'));
    const verify = () =>
      verifyInstitution({ db: empty.db, institutionId: story.institutionId, now: () => STORY_END, files });
    expect((await verify()).differences).toEqual([]);
    const { institutionId } = story;
    await inTenant(empty.db, institutionId, (tx) =>
      appendEvent(
        { tx, institutionId, now: STORY_END, today: '2026-07-31', actorId: null, requestId: null },
        { act: 'institution.restored', objectKind: 'institution', objectId: institutionId },
      ),
    );
    expect(await sealEvents(empty.db, institutionId, () => STORY_END)).toBe(1);
    expect((await verify()).ok).toBe(true);
  });

  it('is refused where there is data already', async () => {
    await expect(readBackup(place(empty, 'second'))).rejects.toMatchObject({
      refusal: { code: 'restore_needs_empty' },
    });
  });
});
