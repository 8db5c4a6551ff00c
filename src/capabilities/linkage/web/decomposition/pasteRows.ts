// Reads what was copied from a spreadsheet: tab-separated cells, quoted ones, headers in either language, dates and numbers as people write them.

import type { Column, FixedColumn } from './gridColumns.ts';

export type PastedRow = { [column in Column]?: string };

/** Units with their shares are chosen, not pasted. */
type PastedColumn = Exclude<FixedColumn, 'coUnits'>;
const headers: Record<PastedColumn, readonly string[]> = {
  title: ['title', 'item', 'name', '标题', '事项', '名称', '任务', '工作内容'],
  weight: ['weight', '权重'],
  unit: ['unit', 'lead unit', 'leadunitcode', '单位', '牵头单位', '责任单位'],
  person: ['person', 'responsible', 'responsible person', 'account', '责任人', '账号', '姓名'],
  start: ['start', 'from', '开始', '起始', '开始日期', '开始时间'],
  due: ['due', 'to', 'end', 'deadline', '截止', '到期', '完成时间', '截止日期', '到期日'],
  level: ['level', '层级'],
};

/** Cells of tab-separated text; a quoted cell may hold line breaks and doubled quotes. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell.trim());
    cell = '';
  };
  const source = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at] ?? '';
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (sign === '"' && cell === '') isQuoted = true;
    else if (sign === '\t') endCell();
    else if (sign === '\n') {
      endCell();
      rows.push([]);
    } else cell += sign;
  }
  endCell();
  return rows.filter((row) => row.some((one) => one !== ''));
}

const isPasted = (column: Column): column is PastedColumn => column in headers;

/** By the words of the grid, or by the name of an indicator in either language. */
function columnsOfHeader({ columns, named }: PasteOrder, cells: readonly string[]): (Column | null)[] | null {
  const found = cells.map((cell) => {
    const words = cell.toLowerCase();
    return columns.find((column) => isPasted(column) && headers[column].includes(words)) ?? named?.get(words) ?? null;
  });
  return found.filter((column) => column !== null).length >= 2 ? found : null;
}

export interface PasteOrder {
  columns: readonly Column[];
  /** The columns of indicators by their names, in small letters. */
  named?: ReadonlyMap<string, Column>;
}

/** Rows by column: by their header where there is one, else from the column `from` on. */
export function pastedRows(text: string, from: Column, order: PasteOrder): PastedRow[] {
  const cells = cellsOf(text);
  const header = columnsOfHeader(order, cells[0] ?? []);
  const columns = header ?? order.columns.slice(order.columns.indexOf(from));
  return (header ? cells.slice(1) : cells).map((row) => {
    const pasted: PastedRow = {};
    row.forEach((cell, at) => {
      const column = columns[at];
      if (column && cell !== '') pasted[column] = cell;
    });
    return pasted;
  });
}

export const halfWidth = (text: string) =>
  text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/　/g, ' ');

/** 12.5, 12.5%, １２ or 0.125 written as a percentage by a spreadsheet; null for anything else. */
export function weightFrom(text: string): number | null {
  const written = halfWidth(text).replace(/[%\s]/g, '').replace(',', '.');
  if (!/^\d{1,3}(\.\d+)?$/.test(written)) return null;
  const weight = Math.round(Number(written) * 100) / 100;
  return weight > 0 && weight <= 100 ? weight : null;
}

/** A day as people write it: 2026-3-1, 2026/03/01, 2026.3.1, 2026年3月1日; null for anything else. */
export function dayFrom(text: string): string | null {
  const parts = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(halfWidth(text).trim());
  if (!parts) return null;
  const day = `${parts[1]}-${(parts[2] ?? '').padStart(2, '0')}-${(parts[3] ?? '').padStart(2, '0')}`;
  const read = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day) ? day : null;
}
