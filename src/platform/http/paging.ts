// Keyset cursors: opaque to clients, refused with a sentence when they are not ours.
import { refuseNow } from '../result.ts';

export type CursorKey = (string | number | null)[];

export function writeCursor(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

export function readCursor(cursor: string | undefined, length: number): CursorKey | null {
  if (cursor === undefined || cursor === '') return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(key) &&
      key.length === length &&
      key.every((part) => part === null || typeof part === 'string' || typeof part === 'number')
    )
      return key;
  } catch {
    // falls through to the refusal
  }
  return refuseNow('malformed', 'cursor_invalid');
}

/** Takes limit + 1 rows and says whether more follow. */
export function page<T>(
  rows: T[],
  limit: number,
  keyOf: (row: T) => CursorKey,
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? writeCursor(keyOf(last)) : null };
}
