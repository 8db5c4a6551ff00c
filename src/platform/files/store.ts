// Keeps files under the hash of their content: written aside, forced to the disk, then renamed, so that a name always stands for whole content.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, type ReadStream, readdirSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startClock } from '../clock.ts';
import { refuseNow } from '../result.ts';
import { recogniseMedia } from './media.ts';

export const LARGEST_FILE = 50 * 1024 * 1024;
const ABANDONED_MILLISECONDS = 24 * 3_600_000;
const OWNER_ONLY = 0o600;
const OWNER_FOLDER = 0o700;

export type StoredFile = { sha256: string; size: number; mediaType: string };

export type FileStore = {
  /** Refuses with `evidence_empty`, `too_large` or `evidence_type_refused`; the name only tells plain text from a table. */
  put(content: AsyncIterable<Uint8Array>, name?: string): Promise<StoredFile>;
  /** Null where no such content is kept. */
  open(sha256: string): Promise<{ content: ReadStream; size: number } | null>;
  /** The hash of what is really on the disk; null where nothing is. */
  rehash(sha256: string): Promise<string | null>;
};

export function openFileStore(folder: string, largest: number = LARGEST_FILE): FileStore {
  const incoming = join(folder, 'incoming');
  mkdirSync(incoming, { recursive: true, mode: OWNER_FOLDER });
  removeAbandoned(incoming);
  const placeOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2));

  return {
    async put(content, name = '') {
      const temporary = join(incoming, randomUUID());
      try {
        const { sha256, size } = await receive(temporary, content, largest);
        if (size === 0) refuseNow('invalid', 'evidence_empty');
        const mediaType = await recogniseMedia(temporary, name);
        if (mediaType === null) return refuseNow('invalid', 'evidence_type_refused');
        await keep(temporary, placeOf(sha256));
        return { sha256, size, mediaType };
      } finally {
        await rm(temporary, { force: true });
      }
    },
    async open(sha256) {
      if (!isHash(sha256)) return null;
      const found = await stat(placeOf(sha256)).catch(() => null);
      return found?.isFile() ? { content: createReadStream(placeOf(sha256)), size: found.size } : null;
    },
    async rehash(sha256) {
      if (!isHash(sha256) || !(await stat(placeOf(sha256)).catch(() => null))) return null;
      const hash = createHash('sha256');
      for await (const chunk of createReadStream(placeOf(sha256))) hash.update(chunk);
      return hash.digest('hex');
    },
  };
}

const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

async function receive(path: string, content: AsyncIterable<Uint8Array>, largest: number) {
  const hash = createHash('sha256');
  const file = await open(path, 'wx', OWNER_ONLY);
  let size = 0;
  try {
    for await (const chunk of content) {
      size += chunk.byteLength;
      if (size > largest) refuseNow('too_large', 'too_large');
      hash.update(chunk);
      await writeAll(file, chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), size };
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let from = 0; from < chunk.byteLength; ) {
    from += (await file.write(chunk, from, chunk.byteLength - from)).bytesWritten;
  }
}

async function keep(temporary: string, place: string): Promise<void> {
  await mkdir(dirname(place), { recursive: true, mode: OWNER_FOLDER });
  await rename(temporary, place);
  // Without this the name itself may be lost with the power, after the upload was answered.
  const folder = await open(dirname(place)).catch(() => null);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

/** Uploads that ended with the process that received them. */
function removeAbandoned(incoming: string): void {
  // The machine's own clock: that is the one which stamps files.
  const now = startClock().now().getTime();
  for (const name of readdirSync(incoming)) {
    const path = join(incoming, name);
    const age = now - statSync(path).mtimeMs;
    if (age > ABANDONED_MILLISECONDS) rmSync(path, { force: true });
  }
}
