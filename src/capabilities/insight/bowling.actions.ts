// The bowling chart for somebody, on the page and as a workbook, and an indicator's readings with their control limits.
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import { readCursor, writeCursor } from '../../platform/http/paging.ts';
import { refuseNow } from '../../platform/result.ts';
import { type SheetColumn, writeWorkbook } from '../../platform/spreadsheet/write-table.ts';
import type { Say } from '../../platform/words.ts';
import type { Scope } from '../identity/scope.ts';
import { readOpenStanding, readStanding } from '../linkage/standing.store.ts';
import { attainment } from '../progress/indicator.rules.ts';
import type { BowlingRow, listBowling as bowlingEndpoint } from './bowling.contract.ts';
import { actualBy, type BowlingIndicator, bowlingRow } from './bowling.rules.ts';
import { loadHandedDown, loadIndicator, loadShownIndicators, type StoredIndicator } from './bowling.store.ts';
import type { IndicatorControl } from './control.contract.ts';
import { controlChart, gainsOf, LEAST_POINTS } from './control.rules.ts';

type RowView = z.output<typeof BowlingRow>;
type Query = z.output<(typeof bowlingEndpoint)['query']>;
export type BowlingFilter = Pick<Query, 'itemId' | 'unitId' | 'year' | 'mark'>;

/** Quantities that add up grow from reading to reading, so what is usual is their gain; rates and bands are looked at as they are. */
const figureOf = (indicator: Pick<BowlingIndicator, 'rule' | 'polarity'>): 'gain' | 'reading' =>
  indicator.rule === 'sum' && indicator.polarity !== 'band' ? 'gain' : 'reading';

function controlOf(indicator: BowlingIndicator, of = figureOf(indicator)) {
  const values = indicator.readings.map((reading) => reading.value);
  const figures = of === 'gain' ? gainsOf(values, indicator.base) : values;
  const chart = controlChart(figures);
  // without a base the first reading is nobody's gain
  const read = indicator.readings.slice(indicator.readings.length - figures.length);
  return { of, figures, chart, read };
}

function rowView(
  indicator: StoredIndicator,
  year: number,
  today: string,
  below: Map<string | null, StoredIndicator[]>,
) {
  const { item } = indicator;
  if (item === null) return [];
  const { id, name, nameEn, unit, polarity, rule, base, target, bandLow = null, bandHigh = null } = indicator;
  const since = `${year}-01-01`;
  const present = actualBy(indicator, today, since, below);
  const actual = present?.value ?? null;
  return [
    {
      indicatorId: id,
      ...{ name, nameEn, unit, polarity, rule, base, target, bandLow, bandHigh, item },
      actual,
      attainment: attainment(indicator, actual),
      combined: indicator.readings.length === 0 && actual !== null,
      ...bowlingRow(indicator, year, today, below),
      variation: controlOf(indicator).chart.variation,
    },
  ];
}

/** The last judged month speaks for a row. */
const lastMark = (row: { months: readonly { mark: RowView['months'][number]['mark'] }[] }) =>
  row.months.findLast((cell) => cell.mark !== 'none')?.mark ?? 'none';

async function rowsFor(scope: Scope, filter: BowlingFilter): Promise<{ year: number; rows: RowView[] }> {
  const year = filter.year ?? Number(scope.today.slice(0, 4));
  if (filter.itemId) await readStanding(scope, filter.itemId);
  const shown = await loadShownIndicators(scope, { year, itemId: filter.itemId, unitId: filter.unitId });
  const handedDown = await loadHandedDown(
    scope,
    shown.map((one) => one.id),
    year,
  );
  const all = new Map([...handedDown, ...shown].map((one) => [one.id, one]));
  const below = Map.groupBy(all.values(), (one) => one.parentIndicatorId);
  const rows = shown.flatMap((one): RowView[] =>
    rowView(one, year, scope.today, below).map((row) => ({
      ...row,
      months: [...row.months],
      quarters: [...row.quarters],
    })),
  );
  return { year, rows: filter.mark ? rows.filter((row) => lastMark(row) === filter.mark) : rows };
}

export async function listBowling(scope: Scope, query: Query): Promise<z.output<(typeof bowlingEndpoint)['reply']>> {
  const from = Number(readCursor(query.cursor, 1)?.[0] ?? 0);
  const { year, rows } = await rowsFor(scope, query);
  const next = from + query.limit;
  return {
    items: rows.slice(from, next),
    nextCursor: next < rows.length ? writeCursor([next]) : null,
    total: rows.length,
    year,
    day: scope.today,
  };
}
const FIXED = ['item', 'title', 'unit', 'indicator', 'measure', 'base', 'target'] as const;
const NUMBERS: readonly string[] = ['base', 'target'];

/** A line for targets and one for actuals, so that sums and charts can be made of them at once. */
export async function exportBowling(scope: Scope, filter: BowlingFilter, say: Say): Promise<Buffer> {
  const { year, rows } = await rowsFor(scope, filter);
  const word = (key: string) => say(scope.language, `bowling.${key}`);
  const months = Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);
  const columns: SheetColumn[] = [
    ...FIXED.map((key) => ({
      key,
      header: word(`column.${key}`),
      type: NUMBERS.includes(key) ? ('number' as const) : ('text' as const),
    })),
    { key: 'line', header: word('column.line'), type: 'text' },
    ...months.map((key) => ({ key, header: key, type: 'number' as const })),
  ];
  const twin = (own: string | null, en: string | null) => (scope.language === 'en' ? (en ?? own) : own);
  const lines = rows.flatMap((row) => {
    const fixed = {
      item: row.item.code,
      title: twin(row.item.title, row.item.titleEn),
      unit: twin(row.item.unit.name, row.item.unit.nameEn),
      indicator: twin(row.name, row.nameEn),
      measure: row.unit,
      base: row.base,
      target: row.target,
    };
    const of = (line: 'target' | 'actual') => ({
      ...fixed,
      line: word(`column.${line === 'target' ? 'planned' : 'actual'}`),
      ...Object.fromEntries(row.months.map((cell, at) => [months[at] ?? '', cell[line]])),
    });
    return [of('target'), of('actual')];
  });
  await appendEvent(scope, {
    act: 'table.exported',
    objectKind: 'institution',
    objectId: scope.institutionId,
    after: { kind: 'bowling', rows: { indicators: rows.length } },
  });
  return writeWorkbook([{ name: word('sheet'), columns, rows: lines }]);
}

export async function readIndicatorControl(
  scope: Scope,
  id: string,
  asked: 'gain' | 'reading' | undefined,
): Promise<z.output<typeof IndicatorControl>> {
  const indicator = (await loadIndicator(scope, id)) ?? refuseNow('missing', 'not_found');
  await readOpenStanding(scope, indicator.itemId);
  const { of, figures, chart, read } = controlOf(indicator, asked);
  return {
    indicatorId: id,
    itemId: indicator.itemId,
    name: indicator.name,
    nameEn: indicator.nameEn,
    unit: indicator.unit,
    of,
    points: figures.map((value, at) => ({
      day: read[at]?.date ?? scope.today,
      value,
      verified: read[at]?.verified ?? false,
      signals: [...(chart.signals[at] ?? [])],
    })),
    limits: chart.limits,
    variation: chart.variation,
    needed: LEAST_POINTS,
  };
}
