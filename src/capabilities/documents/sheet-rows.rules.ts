// Turns sheets into rows of known entities, with an error for every cell that cannot be read, and collects what an import finds.
import type { TableSheet } from '../../platform/spreadsheet/table.ts';
import { type CellError, type Parsed, readCell } from './cells.rules.ts';
import {
  type Entity,
  type EntityName,
  findEntity,
  findField,
  guessEntity,
  type ImportKind,
  isKnownElsewhere,
} from './sheet-fields.rules.ts';

export type ImportError = { sheet: string; row: number; column: string; code: string; params: CellError['params'] };
export type Ignored = { sheet: string; column: string | null };

/** One row of one entity. A column that the sheet does not have is undefined, a blank cell is null. */
export class EntityRow {
  readonly sheet: string;
  readonly row: number;
  readonly values: Readonly<Record<string, Parsed>>;
  readonly titles: Readonly<Record<string, string>>;

  constructor(sheet: string, row: number, values: Record<string, Parsed>, titles: Record<string, string>) {
    this.sheet = sheet;
    this.row = row;
    this.values = values;
    this.titles = titles;
  }

  has(key: string): boolean {
    return key in this.values;
  }

  text(key: string): string | null | undefined {
    const value = this.values[key];
    return typeof value === 'string' || value === null ? value : undefined;
  }

  number(key: string): number | null | undefined {
    const value = this.values[key];
    return typeof value === 'number' || value === null ? value : undefined;
  }

  boolean(key: string): boolean | null | undefined {
    const value = this.values[key];
    return typeof value === 'boolean' || value === null ? value : undefined;
  }

  list(key: string): readonly string[] {
    const value = this.values[key];
    return Array.isArray(value) ? (value as readonly string[]) : [];
  }
}

/** Gathers errors by row and column; a row with an error counts as neither created nor changed nor unchanged. */
export class Findings {
  readonly errors: ImportError[] = [];
  readonly ignored: Ignored[] = [];

  add(row: EntityRow, key: string, code: string, params: CellError['params'] = {}): void {
    this.errors.push({ sheet: row.sheet, row: row.row, column: row.titles[key] ?? key, code, params });
  }
}

export type EntityRows = Readonly<Partial<Record<EntityName, EntityRow[]>>>;

const readHeader = (sheet: TableSheet, entity: Entity, findings: Findings): Map<string, Entity['fields'][number]> => {
  const fields = new Map<string, Entity['fields'][number]>();
  const taken = new Set<string>();
  for (const title of sheet.header) {
    const field = findField(entity, title);
    if (!field || taken.has(field.key)) {
      if (field)
        findings.errors.push({
          sheet: sheet.name,
          row: 1,
          column: title,
          code: 'column_twice',
          params: { column: field.key },
        });
      else findings.ignored.push({ sheet: sheet.name, column: title });
      continue;
    }
    taken.add(field.key);
    if (!field.shownOnly) fields.set(title, field);
  }
  for (const key of entity.required) {
    if (!taken.has(key))
      findings.errors.push({ sheet: sheet.name, row: 1, column: key, code: 'column_missing', params: { column: key } });
  }
  return fields;
};

const readRows = (sheet: TableSheet, entity: Entity, findings: Findings): EntityRow[] => {
  const fields = readHeader(sheet, entity, findings);
  const titles = Object.fromEntries([...fields].map(([title, field]) => [field.key, title]));
  if (entity.required.some((key) => !(key in titles))) return [];
  const rows: EntityRow[] = [];
  for (const { row, cells } of sheet.rows) {
    const values: Record<string, Parsed> = {};
    let readable = true;
    for (const [title, field] of fields) {
      const result = readCell(field, cells[title] ?? null);
      if (result.ok) values[field.key] = result.value;
      else {
        readable = false;
        findings.errors.push({ sheet: sheet.name, row, column: title, ...result.error });
      }
    }
    for (const key of entity.required) {
      if (values[key] === null) {
        readable = false;
        findings.errors.push({ sheet: sheet.name, row, column: titles[key] ?? key, code: 'value_missing', params: {} });
      }
    }
    if (readable) rows.push(new EntityRow(sheet.name, row, values, titles));
  }
  return rows;
};

/** Reads every sheet that the kind knows; a file of one table may have any name. */
export function readEntityRows(kind: ImportKind, sheets: readonly TableSheet[], findings: Findings): EntityRows {
  const rows: Partial<Record<EntityName, EntityRow[]>> = {};
  const filled = sheets.filter((sheet) => sheet.header.length > 0);
  for (const sheet of filled) {
    const named = findEntity(kind, sheet.name);
    const entity =
      named ?? (filled.length === 1 && !isKnownElsewhere(sheet.name) ? guessEntity(kind, sheet.header) : undefined);
    if (!entity) {
      findings.ignored.push({ sheet: sheet.name, column: null });
      continue;
    }
    rows[entity.name] = [...(rows[entity.name] ?? []), ...readRows(sheet, entity, findings)];
  }
  return rows;
}
