// One holder per data folder: a lock file with the holder's process, so that a dead holder's lock is replaced and a living one is respected.
import { linkSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { processStart, waitUntil } from './processes.ts';

const recordSchema = z.object({
  pid: z.number(),
  started: z.string(),
  purpose: z.enum(['server', 'command']),
  /** Set when the database answers: where the holder's database is reached. */
  socketFolder: z.string().nullable(),
});
export type LockRecord = z.infer<typeof recordSchema>;
export type Purpose = LockRecord['purpose'];

export type FolderLock = {
  publish(socketFolder: string): void;
  release(): void;
};

const lockPath = (dataFolder: string) => join(dataFolder, 'liandong.lock');

/** The living holder of the folder, or null. */
export function lockHolder(dataFolder: string): LockRecord | null {
  const record = readRecord(dataFolder);
  return record !== null && processStart(record.pid) === record.started ? record : null;
}

/** The record of the last holder, alive or not: a killed one leaves word of its socket folder. */
export function lastRecord(dataFolder: string): LockRecord | null {
  return readRecord(dataFolder);
}

function readRecord(dataFolder: string): LockRecord | null {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(readFileSync(lockPath(dataFolder), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Takes the lock, or answers with the living process that has it. */
export async function takeLock(dataFolder: string, purpose: Purpose): Promise<FolderLock | LockRecord> {
  const mine: LockRecord = { pid: process.pid, started: processStart(process.pid) ?? '', purpose, socketFolder: null };
  // Replacing a dead holder's file is look-then-act; only one process at a time may do it.
  const leave = await enterTurnstile(dataFolder);
  try {
    const holder = lockHolder(dataFolder);
    if (holder !== null) return holder;
    rmSync(lockPath(dataFolder), { force: true });
    const draft = writeDraft(dataFolder, mine);
    linkSync(draft, lockPath(dataFolder));
    rmSync(draft);
  } finally {
    leave();
  }
  return {
    publish(socketFolder) {
      renameSync(writeDraft(dataFolder, { ...mine, socketFolder }), lockPath(dataFolder));
    },
    release() {
      const record = readRecord(dataFolder);
      if (record?.pid === mine.pid && record.started === mine.started) rmSync(lockPath(dataFolder), { force: true });
    },
  };
}

function writeDraft(dataFolder: string, record: LockRecord): string {
  const draft = `${lockPath(dataFolder)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  return draft;
}

async function enterTurnstile(dataFolder: string): Promise<() => void> {
  const turnstile = `${lockPath(dataFolder)}.turn`;
  const entered = () => {
    try {
      mkdirSync(turnstile);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      removeIfAbandoned(turnstile);
      return false;
    }
  };
  if (!(await waitUntil(entered, 30_000))) throw new Error(`${turnstile} cannot be taken`);
  return () => rmdirSync(turnstile);
}

// What is done inside takes milliseconds; a turnstile seconds old belongs to a process that was killed in it.
function removeIfAbandoned(turnstile: string): void {
  try {
    if (Date.now() - statSync(turnstile).mtimeMs > 5000) rmdirSync(turnstile);
  } catch {
    // Its owner left it in the same moment.
  }
}
