// Writes tables as a workbook or as delimited text, typed by column, with nothing in them that a spreadsheet program would run.
import type { CellValue } from './table.ts';

export interface SheetColumn {
  readonly key: string;
  readonly header: string;
  readonly type: 'text' | 'number' | 'date' | 'percent';
  /** In characters of the program's default font. */
  readonly width?: number;
}

export interface SheetToWrite {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: Iterable<Readonly<Record<string, CellValue | boolean | undefined>>>;
}

const FORMATS: Record<SheetColumn['type'], string> = {
  text: '@',
  number: 'General',
  date: 'yyyy-mm-dd',
  percent: '0.00%',
};

const asText = (value: CellValue | boolean): string => {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return value === null ? '' : String(value);
};

// Characters that XML drops or changes are written as the programs write them; what looks like such an escape is escaped.
const encodeEscapes = (text: string): string =>
  text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('\r', '_x000D_')
    .replace(/[^\P{Cc}\t\n]/gu, '');

const cellToWrite = (
  value: CellValue | boolean | undefined,
  type: SheetColumn['type'],
): string | number | Date | null => {
  if (value === undefined || value === null || value === '') return null;
  if (type === 'date') {
    const date = value instanceof Date ? value : new Date(`${String(value)}T00:00:00Z`);
    return Number.isNaN(date.getTime()) ? encodeEscapes(asText(value)) : date;
  }
  if (type === 'text' || typeof value !== 'number') return encodeEscapes(asText(value));
  return type === 'percent' ? Number((value / 100).toFixed(12)) : value;
};

const sheetName = (name: string): string => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'table';

/** A workbook of the sheets, each with a frozen header row. Percentages are given as 0..100. */
export const writeWorkbook = async (sheets: readonly SheetToWrite[]): Promise<Buffer> => {
  // Loaded when first needed: it is large, and most of the time nothing is exported.
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  const fixed = new Date('2026-01-01T00:00:00Z');
  workbook.created = fixed;
  workbook.modified = fixed;
  for (const sheet of sheets) {
    const worksheet = workbook.addWorksheet(sheetName(sheet.name), { views: [{ state: 'frozen', ySplit: 1 }] });
    worksheet.columns = sheet.columns.map(({ key, width, type }) => ({
      key,
      width: width ?? 14,
      style: { numFmt: FORMATS[type] },
    }));
    const header = worksheet.addRow(sheet.columns.map((column) => encodeEscapes(column.header)));
    header.font = { bold: true };
    for (const row of sheet.rows) {
      // A string is stored as a string whatever it begins with, so a text such as "=1+1" stays that text.
      worksheet.addRow(sheet.columns.map((column) => cellToWrite(row[column.key], column.type)));
    }
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
};

/** Delimited text has no types: a text that a program would run gets an apostrophe in front, which our reader takes off. */
const guardText = (text: string): string => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const textCell = (value: CellValue | boolean | undefined, type: SheetColumn['type']): string => {
  const text = asText(value ?? null);
  const safe = type === 'text' || typeof value === 'string' ? guardText(text) : text;
  return /["\n\r,;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Comma-separated text in UTF-8 with the mark that makes spreadsheet programs recognise it. */
export const writeDelimitedText = (sheet: SheetToWrite): Buffer => {
  const lines = [sheet.columns.map((column) => textCell(column.header, 'text')).join(',')];
  for (const row of sheet.rows) lines.push(sheet.columns.map(({ key, type }) => textCell(row[key], type)).join(','));
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf8');
};
