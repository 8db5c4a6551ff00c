// The shapes and limits that reading and writing of tables share.

export type CellValue = string | number | Date | null;

export interface TableRow {
  /** The row's number as a spreadsheet program shows it; the header is row 1. */
  readonly row: number;
  readonly cells: Readonly<Record<string, CellValue>>;
}

export interface TableSheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}

export type TableRefusalCode =
  | 'file_empty'
  | 'file_too_large'
  | 'unpacks_too_large'
  | 'damaged_file'
  | 'encrypted_file'
  | 'old_spreadsheet_format'
  | 'unknown_format'
  | 'too_many_sheets'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'no_header'
  | 'duplicate_column';

export interface TableRefusal {
  readonly code: TableRefusalCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export type TableResult =
  | { readonly ok: true; readonly sheets: readonly TableSheet[] }
  | { readonly ok: false; readonly refusal: TableRefusal };

export interface TableLimits {
  readonly bytes: number;
  readonly unpackedBytes: number;
  readonly sheets: number;
  readonly rows: number;
  readonly columns: number;
}

export const DEFAULT_LIMITS: TableLimits = {
  bytes: 20 * 1024 * 1024,
  unpackedBytes: 200 * 1024 * 1024,
  sheets: 50,
  rows: 50_000,
  columns: 200,
};

/** Raised inside the readers and turned into a refusal at their one entrance. */
export class TableRefused extends Error {
  readonly refusal: TableRefusal;
  constructor(code: TableRefusalCode, params: TableRefusal['params'] = {}) {
    super(code);
    this.refusal = { code, params };
  }
}

/** Collects rows of one sheet: the first row that holds anything must be row 1 and is the header. */
export const createSheetCollector = (name: string, limits: TableLimits) => {
  const titles: string[] = [];
  const header: string[] = [];
  const rows: TableRow[] = [];
  let headerSeen = false;

  const readHeader = (values: readonly CellValue[]): void => {
    headerSeen = true;
    for (const [index, value] of values.entries()) {
      const title = value === null || value === undefined ? '' : String(value).trim();
      titles[index] = title;
      if (title === '') continue;
      if (header.includes(title)) throw new TableRefused('duplicate_column', { sheet: name, column: title });
      header.push(title);
    }
  };

  return {
    add(row: number, values: readonly CellValue[]): void {
      if (values.length > limits.columns)
        throw new TableRefused('too_many_columns', { sheet: name, most: limits.columns });
      const isEmpty = values.every((value) => value === null || value === undefined || value === '');
      if (isEmpty) return;
      if (!headerSeen) {
        if (row !== 1) throw new TableRefused('no_header', { sheet: name });
        readHeader(values);
        return;
      }
      if (rows.length >= limits.rows) throw new TableRefused('too_many_rows', { sheet: name, most: limits.rows });
      const cells: Record<string, CellValue> = {};
      for (const [index, title] of titles.entries()) {
        if (title) cells[title] = values[index] ?? null;
      }
      rows.push({ row, cells });
    },
    finish: (): TableSheet => ({ name, header, rows }),
  };
};
