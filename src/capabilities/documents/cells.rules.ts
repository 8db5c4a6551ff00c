// Reads one cell as what its column holds, or says what is wrong with it.
import type { CellValue } from '../../platform/spreadsheet/table.ts';
import { type Field, findChoice } from './sheet-fields.rules.ts';

export type Parsed = string | number | boolean | readonly string[] | null;
export type CellError = { code: string; params: Record<string, string | number> };
export type CellResult = { ok: true; value: Parsed } | { ok: false; error: CellError };

const good = (value: Parsed): CellResult => ({ ok: true, value });
const bad = (code: string, params: CellError['params'] = {}): CellResult => ({ ok: false, error: { code, params } });

const TRUE = ['true', '1', 'yes', 'y', '是', '√', '✓', 'x'];
const FALSE = ['false', '0', 'no', 'n', '否', '×'];

const isDay = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日 and 20260301. */
const readDay = (text: string): CellResult => {
  const match =
    /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[T ]00:00.*)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const [year, month, day] = (match ?? []).slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined || year < 1900 || !isDay(year, month, day)) {
    return bad('date_unreadable', { value: text.slice(0, 60) });
  }
  return good(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
};

const readNumber = (text: string, whole: boolean): CellResult => {
  // Thousands are grouped by commas or spaces; a percent sign names the unit that percentages have here anyway.
  const value = Number(text.replace(/(?<=\d)[,，\s](?=\d{3})/g, '').replace(/[%％]$/, ''));
  if (text === '' || !Number.isFinite(value)) return bad('number_unreadable', { value: text.slice(0, 60) });
  if (whole && !Number.isInteger(value)) return bad('number_not_whole', { value: text.slice(0, 60) });
  return Math.abs(value) < 1e15 ? good(value) : bad('number_unreadable', { value: text.slice(0, 60) });
};

const asText = (cell: Exclude<CellValue, null>): string => {
  if (!(cell instanceof Date)) return String(cell).trim();
  // A number formatted as a date may lie beyond any calendar.
  return Number.isNaN(cell.getTime()) ? '?' : cell.toISOString().slice(0, 10);
};

const readList = (text: string): CellResult =>
  good(text.split(/[;；、\n]/).flatMap((part) => (part.trim() === '' ? [] : [part.trim()])));

const readBoolean = (text: string): CellResult => {
  const word = text.toLowerCase();
  if (TRUE.includes(word)) return good(true);
  return FALSE.includes(word) ? good(false) : bad('boolean_unreadable', { value: text.slice(0, 60) });
};

/** A blank cell is null, whatever its column holds. */
export function readCell(field: Field, cell: CellValue): CellResult {
  if (cell === null) return good(null);
  const text = asText(cell);
  if (text === '') return good(null);
  if (text.includes('\0') || !text.isWellFormed()) return bad('text_unreadable');
  switch (field.kind) {
    case 'text':
      return text.length <= (field.most ?? 200) ? good(text) : bad('text_too_long', { most: field.most ?? 200 });
    case 'integer':
      return typeof cell === 'number' && Number.isInteger(cell) ? good(cell) : readNumber(text, true);
    case 'number':
      return typeof cell === 'number' ? good(cell) : readNumber(text, false);
    case 'date':
      return readDay(text);
    case 'boolean':
      return readBoolean(text);
    case 'list':
      return text.length <= 4000 ? readList(text) : bad('text_too_long', { most: 4000 });
    case 'choice': {
      const value = findChoice(field, text);
      const known = Object.keys(field.choices ?? {}).join(', ');
      return value === undefined ? bad('choice_unknown', { value: text.slice(0, 60), known }) : good(value);
    }
  }
}
