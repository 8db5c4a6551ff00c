// The sheets of the demonstration workbook: their columns, and the records that fill them.
import type { SheetColumn } from '../../src/platform/spreadsheet/write-table.ts';

export type Cell = string | number | boolean | null;
export type Entry = Record<string, Cell>;

const text = (key: string, width = 14): SheetColumn => ({ key, header: key, type: 'text', width });
const number = (key: string): SheetColumn => ({ key, header: key, type: 'number', width: 9 });
const date = (key: string): SheetColumn => ({ key, header: key, type: 'date', width: 12 });

export const SHEETS = {
  levels: [number('rank'), text('kind'), text('name'), text('nameEn', 24)],
  units: [
    text('code', 9),
    text('name', 26),
    text('nameEn', 44),
    text('kind', 12),
    text('parentCode', 11),
    text('leaderInCharge', 16),
  ],
  people: [text('account', 18), text('name', 12), text('nameEn', 22), text('email', 32), text('language', 10)],
  posts: [
    text('account', 18),
    text('unitCode', 10),
    number('level'),
    text('title', 22),
    text('titleEn', 34),
    text('head', 7),
    date('from'),
    date('to'),
    text('acting', 7),
  ],
  roles: [text('account', 18), text('role'), date('from')],
  sectors: [text('code', 7), text('name', 16), text('nameEn', 30), text('leader', 18), text('leadUnitCode', 13)],
  disciplines: [text('code', 7), text('name', 24), text('nameEn', 44)],
  professors: [text('disciplineCode', 15), text('account', 18), date('from')],
  items: [
    text('code', 16),
    text('parentCode', 14),
    text('horizon', 11),
    number('level'),
    text('title', 48),
    text('titleEn', 60),
    text('requirement', 40),
    text('requirementEn', 40),
    text('standard', 40),
    text('standardEn', 40),
    text('leadUnitCode', 13),
    text('responsible', 18),
    text('coUnitCodes', 14),
    text('coUnitShares', 14),
    text('sectorCode', 11),
    text('disciplineCode', 14),
    text('leaderInCharge', 18),
    text('supervisor', 18),
    text('source', 18),
    number('priority'),
    number('weight'),
    number('ownNodesWeight'),
    date('start'),
    date('due'),
    text('frequency', 10),
    number('plannedMinutes'),
    text('resources', 20),
    text('placeholder', 11),
    text('tags', 18),
    text('gapReason', 30),
  ],
  nodes: [text('itemCode', 16), text('title', 30), text('titleEn', 40), date('date'), number('weight')],
  indicators: [
    text('itemCode', 16),
    text('code', 20),
    text('name', 24),
    text('nameEn', 40),
    text('unit', 8),
    number('base'),
    number('commit'),
    number('target'),
    number('challenge'),
    text('polarity', 9),
    text('rule', 7),
    text('parentIndicatorCode', 20),
  ],
} as const satisfies Record<string, readonly SheetColumn[]>;

export type SheetName = keyof typeof SHEETS;
export type University = Record<SheetName, Entry[]>;
