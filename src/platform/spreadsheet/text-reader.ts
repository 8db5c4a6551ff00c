// Reads a delimited text file whose encoding and delimiter nobody declared, as exported by the programs in use in China and Europe.
import { CsvError, parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { type CellValue, createSheetCollector, type TableLimits, TableRefused, type TableSheet } from './table.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'gb18030' | 'windows-1252';

const validUtf8 = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/**
 * GB18030 gives almost any bytes a meaning, so it is believed only where its reading is Chinese: no broken characters, no
 * private or control ones, and among the characters beyond ASCII mostly common ideographs and Chinese punctuation. Latin text with
 * accents reads as single rare ideographs between Latin letters ("Universit鋞"), which the second count finds.
 */
const looksChinese = (text: string): boolean => {
  if (/[\ufffd\ue000-\uf8ff]/.test(text)) return false;
  const beyondAscii = text.match(/\P{ASCII}/gu)?.length ?? 0;
  if (beyondAscii === 0) return true;
  const chinese = text.match(/[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2014\u2018-\u201d\u2026\u00b7]/g)?.length ?? 0;
  const amongLetters = text.match(/[a-z][\u4e00-\u9fff](?![\u4e00-\u9fff])/gi)?.length ?? 0;
  return chinese / beyondAscii >= 0.7 && amongLetters / beyondAscii < 0.3;
};

/** The text of the bytes and the encoding that was recognised. */
export const decodeText = (bytes: Buffer): { text: string; encoding: TextEncoding } => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: iconv.decode(bytes.subarray(2), 'utf-16le'), encoding: 'utf-16le' };
  const utf8 = validUtf8(bytes);
  if (utf8 !== null) return { text: utf8.replace(/^\ufeff/, ''), encoding: 'utf-8' };
  const chinese = iconv.decode(bytes, 'gb18030');
  if (looksChinese(chinese)) return { text: chinese, encoding: 'gb18030' };
  return { text: iconv.decode(bytes, 'windows-1252'), encoding: 'windows-1252' };
};

const DELIMITERS = [',', ';', '\t'] as const;

const findDelimiter = (text: string): string => {
  const firstLine = (text.match(/^(?:"(?:[^"]|"")*"|[^"\r\n])*/)?.[0] ?? '').replace(/"(?:[^"]|"")*"/g, '');
  let best: string = ',';
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const count = firstLine.split(delimiter).length - 1;
    if (count > most) {
      best = delimiter;
      most = count;
    }
  }
  return best;
};

/** Takes off the apostrophe that our own writer, and careful people, put before text that a program would take for a formula. */
const withoutGuard = (text: string): string => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

export const readDelimitedText = (bytes: Buffer, name: string, limits: TableLimits): TableSheet => {
  const { text } = decodeText(bytes);
  if (text.includes('\0')) throw new TableRefused('unknown_format');
  let records: string[][];
  try {
    records = parse(text, {
      delimiter: findDelimiter(text),
      relax_column_count: true,
      relax_quotes: true,
      to: limits.rows + 2,
      max_record_size: 1024 * 1024,
    });
  } catch (error) {
    if (error instanceof CsvError) throw new TableRefused('damaged_file', { row: Number(error.records ?? 0) + 1 });
    throw error;
  }
  const collector = createSheetCollector(name, limits);
  for (const [index, record] of records.entries()) {
    const values: CellValue[] = record.map((value) => (value === '' ? null : withoutGuard(value)));
    collector.add(index + 1, values);
  }
  return collector.finish();
};
