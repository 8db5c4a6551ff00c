// The items of a cycle as a table that people keep: every row the caller sees, in the reader's language.
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import {
  type SheetColumn,
  type SheetToWrite,
  writeDelimitedText,
  writeWorkbook,
} from '../../platform/spreadsheet/write-table.ts';
import type { Say } from '../../platform/words.ts';
import type { Scope } from '../identity/scope.ts';
import { readCycle } from './cycle.actions.ts';
import type { CycleItem, exportCycleWorkbook } from './cycle.contract.ts';
import { listItemsOf } from './cycle-view.actions.ts';

type Query = z.output<(typeof exportCycleWorkbook)['query']>;
type Row = z.infer<typeof CycleItem>;

const COLUMNS: readonly Omit<SheetColumn, 'header'>[] = [
  { key: 'code', type: 'text', width: 16 },
  { key: 'title', type: 'text', width: 40 },
  { key: 'level', type: 'number', width: 8 },
  { key: 'unit', type: 'text', width: 24 },
  { key: 'person', type: 'text', width: 12 },
  { key: 'deadline', type: 'date', width: 12 },
  { key: 'outcome', type: 'text', width: 14 },
  { key: 'submittedOn', type: 'date', width: 12 },
  { key: 'daysLate', type: 'number', width: 10 },
  { key: 'light', type: 'text', width: 10 },
  { key: 'verified', type: 'number', width: 10 },
  { key: 'reported', type: 'number', width: 10 },
  { key: 'planned', type: 'number', width: 10 },
];

const PAGE = 500;
const MOST = 100_000;

async function allRows(scope: Scope, id: string, query: Query): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Row[]; nextCursor: string | null } = await listItemsOf(scope, id, {
      ...query,
      limit: PAGE,
      ...(cursor !== null && { cursor }),
    });
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && rows.length < MOST);
  return rows;
}

async function tableOf(scope: Scope, id: string, query: Query, say: Say): Promise<SheetToWrite> {
  const cycle = await readCycle(scope, id, query.asOf);
  const words = (key: string) => say(scope.language, `cycleTable.${key}`);
  const english = scope.language === 'en';
  const named = (one: { name: string; nameEn: string | null }) => (english ? (one.nameEn ?? one.name) : one.name);
  const rows = await allRows(scope, id, query);
  await appendEvent(scope, {
    act: 'table.exported',
    objectKind: 'cycle',
    objectId: id,
    after: { kind: 'cycle', rows: { items: rows.length } },
  });
  return {
    name: `${cycle.from} ${cycle.to}`,
    columns: COLUMNS.map((column) => ({ ...column, header: words(`columns.${column.key}`) })),
    rows: rows.map((row) => ({
      code: row.code,
      title: english ? (row.titleEn ?? row.title) : row.title,
      level: row.level,
      unit: named(row.leadUnit),
      person: named(row.responsiblePerson),
      deadline: row.deadline,
      outcome: words(`outcomes.${row.outcome}`),
      submittedOn: row.submittedOn,
      daysLate: row.daysLate,
      light: words(`lights.${row.light}`),
      verified: row.verified,
      reported: row.reported,
      planned: row.planned,
    })),
  };
}

export async function exportAsWorkbook(scope: Scope, id: string, query: Query, say: Say): Promise<Buffer> {
  return writeWorkbook([await tableOf(scope, id, query, say)]);
}

export async function exportAsText(scope: Scope, id: string, query: Query, say: Say): Promise<Buffer> {
  return writeDelimitedText(await tableOf(scope, id, query, say));
}
