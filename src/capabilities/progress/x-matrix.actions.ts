// The X-matrix: reads the plan that the caller sees and lets the rules find every correlation in it.

import type { z } from 'zod';
import type { Scope } from '../identity/scope.ts';
import { loadFrame } from '../linkage/item-row.store.ts';
import { readStanding } from '../linkage/standing.store.ts';
import type { MatrixMark, readXMatrix, XMatrix } from './x-matrix.contract.ts';
import { armOf, buildMatrix, type MarkOf, type Matrix } from './x-matrix.rules.ts';
import {
  loadMatrixIndicators,
  loadMatrixItems,
  loadSupports,
  type StoredIndicator,
  type StoredItem,
} from './x-matrix.store.ts';

type View = z.output<typeof XMatrix>;
type Query = z.output<(typeof readXMatrix)['query']>;

export async function readPlanMatrix(scope: Scope, query: Query): Promise<View> {
  if (query.rootId) await readStanding(scope, query.rootId);
  const { carryToRank } = await loadFrame(scope);
  const items = await loadMatrixItems(scope, carryToRank);
  const rows = items.filter((item) => armOf(item) !== null);
  const years = yearsOf(rows);
  const filter = {
    year: query.year ?? Number(scope.today.slice(0, 4)),
    rootId: query.rootId ?? null,
    sectorId: query.sectorId ?? null,
    carryToRank,
    mostWorks: query.limit,
  };
  const indicators = await loadMatrixIndicators(
    scope,
    rows.map((row) => row.id),
  );
  const matrix = buildMatrix({ items, supports: await loadSupports(scope), indicators }, filter);
  return {
    year: filter.year,
    rootId: filter.rootId,
    ...(await namesFor(scope, items, matrix)),
    rows: rowsOf(items, matrix),
    indicators: indicatorsOf(indicators, matrix),
    marks: marksOf(items, matrix.marks),
    goals: rows.filter((row) => armOf(row) === 'goal').map(endOf),
    years,
    works: matrix.works,
  };
}

const endOf = ({ id, code, title, titleEn }: StoredItem) => ({ id, code, title, titleEn });

/** Years that key works touch, at most a few around them. */
function yearsOf(rows: readonly StoredItem[]): number[] {
  const found = new Set<number>();
  for (const row of rows) {
    if (armOf(row) !== 'work') continue;
    for (let year = Number(row.start.slice(0, 4)); year <= Number(row.due.slice(0, 4)); year += 1) found.add(year);
  }
  return [...found].sort();
}

function rowsOf(items: readonly StoredItem[], { arms }: Matrix): View['rows'] {
  const byId = new Map(items.map((item) => [item.id, item]));
  return [...arms].flatMap(([id, arm]) => {
    const item = byId.get(id);
    if (!item) return [];
    const { horizon, state, sectorId, personId, weight, verified, light } = item;
    return [{ ...endOf(item), arm, horizon, state, sectorId, personId, weight, verified, light }];
  });
}

function indicatorsOf(indicators: readonly StoredIndicator[], { indicatorIds }: Matrix): View['indicators'] {
  const wanted = new Set(indicatorIds);
  return indicators.filter((one) => wanted.has(one.id)).map(({ parentIndicatorId: _, ...one }) => one);
}

function marksOf(items: readonly StoredItem[], marks: readonly MarkOf[]): z.output<typeof MatrixMark>[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const end = (id: string | null) => {
    const item = id === null ? undefined : byId.get(id);
    return item ? endOf(item) : null;
  };
  return marks.map(({ reasons, ...mark }) => ({
    ...mark,
    reasons: reasons.map((reason) => ({ ...reason, from: end(reason.from), to: end(reason.to) })),
  }));
}

async function namesFor(
  scope: Scope,
  items: readonly StoredItem[],
  { arms, unitIds }: Matrix,
): Promise<Pick<View, 'units' | 'people' | 'sectors'>> {
  const { tx, institutionId } = scope;
  const people = [...new Set(items.filter((item) => arms.has(item.id)).map((item) => item.personId))];
  return {
    units: await tx
      .selectFrom('units')
      .where('institution_id', '=', institutionId)
      .where('id', 'in', unitIds.length > 0 ? unitIds : [institutionId])
      .orderBy('code')
      .select(['id', 'code', 'name', 'name_en as nameEn'])
      .execute(),
    people: await tx
      .selectFrom('people')
      .where('institution_id', '=', institutionId)
      .where('id', 'in', people.length > 0 ? people : [institutionId])
      .select(['id', 'name', 'name_en as nameEn'])
      .execute(),
    sectors: await tx
      .selectFrom('sectors')
      .where('institution_id', '=', institutionId)
      .orderBy('code')
      .select(['id', 'name', 'name_en as nameEn'])
      .execute(),
  };
}
