// Reads the tables of an .xlsx workbook as a stream of rows, so that memory holds the values and never the document.
import { dateOfSerial, type NumberKind, numberKindOf, percentOfFraction } from './number-format.ts';
import { type CellValue, createSheetCollector, type TableLimits, TableRefused, type TableSheet } from './table.ts';
import { scanXml, type XmlListener } from './xml-scanner.ts';
import { type Archive, openArchive } from './zip-entries.ts';

interface Book {
  readonly since1904: boolean;
  readonly sheets: readonly { name: string; path: string }[];
  readonly strings: readonly string[];
  readonly kinds: readonly NumberKind[];
}

const scanEntry = async (archive: Archive, path: string, listener: XmlListener): Promise<void> => {
  const scanner = scanXml(listener);
  const decoder = new TextDecoder('utf-8');
  for await (const piece of archive.read(path)) scanner.write(decoder.decode(piece, { stream: true }));
  scanner.write(decoder.decode());
  scanner.end();
};

// Spreadsheet programs write characters that XML cannot carry as _xHHHH_.
const decodeEscapes = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

const readTargets = async (archive: Archive): Promise<Map<string, string>> => {
  const targets = new Map<string, string>();
  await scanEntry(archive, 'xl/_rels/workbook.xml.rels', {
    open(name, attribute) {
      if (name !== 'Relationship') return;
      const target = attribute('Target') ?? '';
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
      targets.set(attribute('Id') ?? '', path);
    },
  });
  return targets;
};

const readStrings = async (archive: Archive): Promise<string[]> => {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let inPhonetic = false;
  await scanEntry(archive, 'xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 'rPh') inPhonetic = true;
      else if (name === 't') inText = !inPhonetic;
    },
    close(name) {
      if (name === 'si') strings.push(decodeEscapes(current));
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 't') inText = false;
    },
    text(value) {
      if (inText) current += value;
    },
  });
  return strings;
};

const readNumberKinds = async (archive: Archive): Promise<NumberKind[]> => {
  const custom = new Map<number, string>();
  const formats: number[] = [];
  let inCellFormats = false;
  await scanEntry(archive, 'xl/styles.xml', {
    open(name, attribute) {
      if (name === 'numFmt') custom.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) formats.push(Number(attribute('numFmtId') ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return formats.map((id) => numberKindOf(id, custom));
};

const readBook = async (archive: Archive): Promise<Book> => {
  const targets = await readTargets(archive);
  const sheets: { name: string; path: string }[] = [];
  let since1904 = false;
  await scanEntry(archive, 'xl/workbook.xml', {
    open(name, attribute) {
      if (name === 'workbookPr') since1904 = ['1', 'true'].includes(attribute('date1904') ?? '');
      const path = name === 'sheet' ? targets.get(attribute('id') ?? '') : undefined;
      if (path && archive.has(path)) sheets.push({ name: attribute('name') ?? '', path });
    },
  });
  return { since1904, sheets, strings: await readStrings(archive), kinds: await readNumberKinds(archive) };
};

const columnOf = (reference: string): number => {
  let column = 0;
  for (const char of reference) {
    const digit = char.charCodeAt(0) - 64;
    if (digit < 1 || digit > 26) break;
    column = column * 26 + digit;
  }
  return column - 1;
};

const readNumber = (raw: string, kind: NumberKind, since1904: boolean): CellValue => {
  const value = Number(raw);
  if (!Number.isFinite(value)) return raw;
  if (kind === 'date') {
    const date = dateOfSerial(value, since1904);
    return Number.isNaN(date.getTime()) ? value : date;
  }
  return kind === 'percent' ? percentOfFraction(value) : value;
};

const cellValue = (book: Book, type: string, style: number, raw: string): CellValue => {
  if (type === 'inlineStr' || type === 'str') return decodeEscapes(raw);
  if (raw === '') return null;
  if (type === 's') return book.strings[Number(raw)] ?? null;
  if (type === 'b') return raw === '1' ? 'true' : 'false';
  if (type === 'e') return raw;
  if (type === 'd') {
    const date = new Date(/T/.test(raw) ? `${raw.replace(/Z?$/, 'Z')}` : raw);
    return Number.isNaN(date.getTime()) ? raw : date;
  }
  return readNumber(raw, book.kinds[style] ?? 'plain', book.since1904);
};

/** Listens to one worksheet and hands complete rows to `take`. */
const sheetListener = (
  book: Book,
  limits: TableLimits,
  name: string,
  take: (row: number, values: CellValue[]) => void,
): XmlListener => {
  let row = 0;
  let column = -1;
  let values: CellValue[] = [];
  let type = '';
  let style = 0;
  let raw = '';
  let inValue = false;
  let inPhonetic = false;
  return {
    open(tag, attribute) {
      if (tag === 'row') {
        row = Number(attribute('r') ?? row + 1);
        column = -1;
        values = [];
      } else if (tag === 'c') {
        const reference = attribute('r');
        column = reference ? columnOf(reference) : column + 1;
        type = attribute('t') ?? 'n';
        style = Number(attribute('s') ?? 0);
        raw = '';
      } else if (tag === 'rPh') inPhonetic = true;
      else if (tag === 'v' || tag === 't') inValue = !inPhonetic;
    },
    close(tag) {
      if (tag === 'v' || tag === 't') inValue = false;
      else if (tag === 'rPh') inPhonetic = false;
      else if (tag === 'c') {
        const value = cellValue(book, type, style, raw);
        // A program may format whole empty columns far to the right; only a value out there is too much.
        if (value === null || column < 0) return;
        if (column >= limits.columns) throw new TableRefused('too_many_columns', { sheet: name, most: limits.columns });
        while (values.length < column) values.push(null);
        values[column] = value;
      } else if (tag === 'row') take(row, values);
    },
    text(value) {
      if (inValue) raw += value;
    },
  };
};

export const readWorkbook = async (bytes: Buffer, limits: TableLimits): Promise<TableSheet[]> => {
  const archive = openArchive(bytes, limits.unpackedBytes);
  if (!archive.has('xl/workbook.xml')) throw new TableRefused('unknown_format');
  const book = await readBook(archive);
  if (book.sheets.length > limits.sheets) throw new TableRefused('too_many_sheets', { most: limits.sheets });
  const sheets: TableSheet[] = [];
  for (const { name, path } of book.sheets) {
    const collector = createSheetCollector(name, limits);
    await scanEntry(archive, path, sheetListener(book, limits, name, collector.add));
    sheets.push(collector.finish());
  }
  return sheets;
};
