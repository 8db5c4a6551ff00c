// Reads a zip archive from memory, entry by entry, against one budget of unpacked bytes so that a bomb cannot fill the memory.
import { createInflateRaw } from 'node:zlib';

/** Why an archive cannot be read. */
export class ArchiveRefused extends Error {
  readonly code: 'damaged_file' | 'encrypted_file' | 'unpacks_too_large';
  constructor(code: ArchiveRefused['code']) {
    super(code);
    this.code = code;
  }
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly compressedSize: number;
  readonly headerOffset: number;
}

export interface Archive {
  has(name: string): boolean;
  /** The unpacked bytes of an entry, piece by piece; nothing if the entry does not exist. */
  read(name: string): AsyncGenerator<Buffer>;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const MOST_ENTRIES = 5_000;

const findDirectory = (bytes: Buffer): { count: number; offset: number } => {
  // The end record is 22 bytes long and may be followed by a comment of at most 65,535 bytes.
  const earliest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= earliest; at -= 1) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) {
      return { count: bytes.readUInt16LE(at + 10), offset: bytes.readUInt32LE(at + 16) };
    }
  }
  throw new ArchiveRefused('damaged_file');
};

const readDirectory = (bytes: Buffer): Map<string, Entry> => {
  const { count, offset } = findDirectory(bytes);
  if (count > MOST_ENTRIES) throw new ArchiveRefused('unpacks_too_large');
  const entries = new Map<string, Entry>();
  let at = offset;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new ArchiveRefused('damaged_file');
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) throw new ArchiveRefused('encrypted_file');
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
    entries.set(name.toLowerCase(), {
      name,
      method: bytes.readUInt16LE(at + 10),
      compressedSize: bytes.readUInt32LE(at + 20),
      headerOffset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
};

const packedBytes = (bytes: Buffer, entry: Entry): Buffer => {
  const at = entry.headerOffset;
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL_ENTRY) throw new ArchiveRefused('damaged_file');
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const to = from + entry.compressedSize;
  if (to > bytes.length) throw new ArchiveRefused('damaged_file');
  return bytes.subarray(from, to);
};

/** Opens an archive; `budget` is the most bytes that all reads together may unpack to. */
export const openArchive = (bytes: Buffer, budget: number): Archive => {
  const entries = readDirectory(bytes);
  let left = budget;
  const spend = (piece: Buffer): Buffer => {
    left -= piece.length;
    if (left < 0) throw new ArchiveRefused('unpacks_too_large');
    return piece;
  };
  return {
    has: (name) => entries.has(name.toLowerCase()),
    async *read(name) {
      const entry = entries.get(name.toLowerCase());
      if (!entry) return;
      const packed = packedBytes(bytes, entry);
      if (entry.method === 0) {
        yield spend(packed);
        return;
      }
      if (entry.method !== 8) throw new ArchiveRefused('damaged_file');
      const inflate = createInflateRaw();
      inflate.end(packed);
      try {
        for await (const piece of inflate) yield spend(piece as Buffer);
      } catch (error) {
        throw error instanceof ArchiveRefused ? error : new ArchiveRefused('damaged_file');
      } finally {
        inflate.destroy();
      }
    },
  };
};
