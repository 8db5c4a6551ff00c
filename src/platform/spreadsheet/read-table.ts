// The one entrance for tables from outside: recognises the format by content, applies the limits, and answers rows or a refusal.
import { DEFAULT_LIMITS, type TableLimits, TableRefused, type TableResult, type TableSheet } from './table.ts';
import { readDelimitedText } from './text-reader.ts';
import { readWorkbook } from './workbook-reader.ts';
import { XmlRefused } from './xml-scanner.ts';
import { ArchiveRefused } from './zip-entries.ts';

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

const baseName = (filename: string): string =>
  (filename.split(/[\\/]/).at(-1) ?? filename).replace(/\.[^.]*$/, '').trim() || 'table';

const readSheets = async (bytes: Buffer, filename: string, limits: TableLimits): Promise<readonly TableSheet[]> => {
  if (bytes.length === 0) throw new TableRefused('file_empty');
  if (bytes.length > limits.bytes)
    throw new TableRefused('file_too_large', { megabytes: Math.floor(limits.bytes / 1048576) });
  if (startsWith(bytes, 0x50, 0x4b)) return await readWorkbook(bytes, limits);
  // The older binary format, which is also the wrapping of a workbook protected by a password.
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new TableRefused('old_spreadsheet_format');
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) throw new TableRefused('unknown_format');
  const sheet = readDelimitedText(bytes, baseName(filename), limits);
  if (sheet.header.length === 0) throw new TableRefused('no_header', { sheet: sheet.name });
  return [sheet];
};

/** Reads a workbook or a delimited text; the name serves only to name the sheet of a text. */
export const readTable = async (
  bytes: Uint8Array,
  filename: string,
  limits: TableLimits = DEFAULT_LIMITS,
): Promise<TableResult> => {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return { ok: true, sheets: await readSheets(buffer, filename, limits) };
  } catch (error) {
    if (error instanceof TableRefused) return { ok: false, refusal: error.refusal };
    if (error instanceof ArchiveRefused) return { ok: false, refusal: { code: error.code, params: {} } };
    if (error instanceof XmlRefused || error instanceof RangeError)
      return { ok: false, refusal: { code: 'damaged_file', params: {} } };
    throw error;
  }
};
