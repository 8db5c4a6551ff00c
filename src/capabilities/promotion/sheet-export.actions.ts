// Takes the list of sheets out as a table, in the reader's language.
import { sql } from 'kysely';
import { appendEvent } from '../../platform/events/append.ts';
import {
  type SheetColumn,
  type SheetToWrite,
  writeDelimitedText,
  writeWorkbook,
} from '../../platform/spreadsheet/write-table.ts';
import type { Say } from '../../platform/words.ts';
import type { Scope } from '../identity/scope.ts';
import { selectSheets } from './sheet.store.ts';
import { filterSheets, type SheetFilters, toSheetRow } from './sheet-view.actions.ts';

const MOST = 50_000;
const COLUMNS: readonly Omit<SheetColumn, 'header'>[] = [
  { key: 'number', type: 'text', width: 22 },
  { key: 'colour', type: 'text', width: 10 },
  { key: 'state', type: 'text', width: 12 },
  { key: 'code', type: 'text', width: 14 },
  { key: 'title', type: 'text', width: 40 },
  { key: 'unit', type: 'text', width: 24 },
  { key: 'person', type: 'text', width: 14 },
  { key: 'rule', type: 'text', width: 20 },
  { key: 'issuedOn', type: 'date', width: 12 },
  { key: 'replyBy', type: 'date', width: 12 },
  { key: 'climbs', type: 'number', width: 10 },
  { key: 'climbedTo', type: 'text', width: 14 },
  { key: 'causeCategory', type: 'text', width: 12 },
  { key: 'cause', type: 'text', width: 40 },
  { key: 'countermeasure', type: 'text', width: 40 },
  { key: 'verdict', type: 'text', width: 12 },
  { key: 'timesNamed', type: 'number', width: 10 },
];

export async function writeSheetTable(
  scope: Scope,
  format: 'xlsx' | 'csv',
  filters: Partial<SheetFilters>,
  say: Say,
): Promise<Buffer> {
  const stored = await selectSheets(
    scope,
    sql`${filterSheets(scope, filters)} order by s.issued_on, s.id limit ${MOST}`,
  );
  const word = (key: string) => say(scope.language, `sheetTable.${key}`);
  const twin = (name: string | null, nameEn: string | null) => (scope.language === 'en' ? (nameEn ?? name) : name);
  const rows = stored.map((one) => {
    const row = toSheetRow(scope, one);
    return {
      ...row,
      colour: word(`colour.${row.colour}`),
      state: word(`state.${row.state}`),
      title: twin(row.title, row.titleEn),
      unit: twin(row.leadUnit.name, row.leadUnit.nameEn),
      person: twin(row.person.name, row.person.nameEn),
      rule: word(`rule.${row.rule}`),
      climbedTo: row.climbedToPerson && twin(row.climbedToPerson.name, row.climbedToPerson.nameEn),
      causeCategory: row.causeCategory && word(`causeCategory.${row.causeCategory}`),
      verdict: row.verdict && word(`verdict.${row.verdict}`),
    };
  });
  const columns = COLUMNS.map((column) => ({ ...column, header: word(`column.${column.key}`) }));
  const sheet: SheetToWrite = { name: word('name'), columns, rows: rows.map((row) => pick(row)) };
  await appendEvent(scope, {
    act: 'table.exported',
    objectKind: 'institution',
    objectId: scope.institutionId,
    after: { kind: 'sheets', rows: { sheets: rows.length } },
  });
  return format === 'xlsx' ? writeWorkbook([sheet]) : writeDelimitedText(sheet);
}

type Cell = string | number | null;
const pick = (row: Record<string, unknown>): Record<string, Cell> =>
  Object.fromEntries(COLUMNS.map(({ key }) => [key, (row[key] ?? null) as Cell]));
