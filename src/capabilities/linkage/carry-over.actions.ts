// Drafts many items at once from items that were: carried over into a later year, or copied; first as a preview, then in one transaction.
import { sql } from 'kysely';
import type { z } from 'zod';
import { refuseNow } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { type Ask, type Prepared, prepareDrafts } from './carry-over-plan.actions.ts';
import { writeDrafts } from './carry-over-write.actions.ts';
import { loadParentShape } from './draft.store.ts';
import type { Drafted } from './planning.contract.ts';
import { type Shift, yearOf } from './planning.rules.ts';
import { insertBatch, lockPlan } from './planning.store.ts';
import { loadSources } from './planning-sources.store.ts';
import { readStanding } from './standing.store.ts';

export type DraftedView = z.infer<typeof Drafted>;
type DraftedRowView = DraftedView['items'][number];

const MOST = 2000;

export async function draftFrom(scope: Scope, ask: Ask): Promise<DraftedView> {
  if (!ask.dryRun) await lockPlan(scope, ask.year);
  const sources = await loadSources(scope, ask.tops, ask.how, ask.year);
  if (sources.length > MOST) refuseNow('conflict', 'too_many_drafts', { most: MOST });
  const prepared = await prepareDrafts(scope, ask, sources);
  const coming = prepared.filter((one) => one.comes);
  if (ask.dryRun) return viewOf(scope, ask, prepared, null, new Map());
  if (coming.length === 0) refuseNow('conflict', 'nothing_comes', {}, stopsOf(prepared));
  const batchId = await insertBatch(scope, ask.how, ask.year);
  const made = await writeDrafts(scope, ask, batchId, coming);
  return viewOf(scope, ask, prepared, batchId, made);
}

type Copy = { year?: number | undefined; shift?: Shift | undefined; subtree?: boolean | undefined; dryRun: boolean };

/** A copy lies in the year asked for, else in that of what it is put below, else in its model's. */
export async function copyOne(
  scope: Scope,
  itemId: string,
  { parentId, year, shift, subtree, dryRun }: Copy & { parentId?: string | null | undefined },
): Promise<DraftedView> {
  await readStanding(scope, itemId);
  const model = await loadParentShape(scope, itemId);
  if (parentId) await readStanding(scope, parentId);
  const above = parentId ? await loadParentShape(scope, parentId) : null;
  const own = yearOf(model?.start ?? scope.today);
  const fits = above === null || (yearOf(above.start) <= own && own <= yearOf(above.due));
  const chosen = year ?? (fits ? own : yearOf(above.start));
  const tops = [{ itemId, subtree: subtree ?? false }];
  return draftFrom(scope, { how: 'copied', tops, year: chosen, shift: shift ?? 'workingDay', parentId, dryRun });
}

const stopsOf = (prepared: readonly Prepared[]) =>
  prepared.slice(0, 20).flatMap((one, at) => {
    const [first] = one.findings;
    return first ? [{ path: `items.${at}`, code: first.code, params: first.params }] : [];
  });

type Brief = { id: string; code: string | null; title: string | null; titleEn: string | null };

/** Items by name, as far as the caller sees them (they were read by him on the way). */
async function briefsOf(scope: Scope, ids: readonly string[]): Promise<Map<string, Brief>> {
  const { rows } = await sql<Brief>`
    select id, code, case when placeholder then null else title end as title, title_en as "titleEn" from items
    where institution_id = ${scope.institutionId} and id = any(${ids}::uuid[])`.execute(scope.tx);
  return new Map(rows.map((row) => [row.id, row]));
}

async function personsOf(scope: Scope, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; name: string; nameEn: string | null }>`
    select id, name, name_en as "nameEn" from people where institution_id = ${scope.institutionId} and id = any(${ids}::uuid[])`.execute(
    scope.tx,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function viewOf(
  scope: Scope,
  ask: Ask,
  prepared: readonly Prepared[],
  batchId: string | null,
  made: ReadonlyMap<string, string>,
): Promise<DraftedView> {
  const above = await briefsOf(
    scope,
    prepared.flatMap((one) => (one.place.kind === 'standing' ? one.place.id : [])),
  );
  const persons = await personsOf(
    scope,
    prepared.map((one) => one.carrier.personId),
  );
  const items = prepared.map((one): DraftedRowView => {
    const { row } = one.source;
    return {
      fromId: row.id,
      id: made.get(row.id) ?? null,
      comes: one.comes,
      belowId: one.place.kind === 'batch' ? one.place.fromId : null,
      under: one.place.kind === 'standing' ? (above.get(one.place.id) ?? null) : null,
      title: row.title,
      titleEn: row.titleEn,
      level: row.level,
      horizon: row.horizon,
      start: one.span.start,
      due: one.span.due,
      weight: row.weight,
      leadUnit: row.leadUnit,
      responsiblePerson: persons.get(one.carrier.personId) ?? row.responsiblePerson,
      interim: one.carrier.interim,
      nodes: one.nodes.length,
      indicators: one.indicators.length,
      findings: one.findings.map((each) => ({ ...each, path: '' })),
    };
  });
  const coming = items.filter((one) => one.comes).length;
  return { batchId, year: ask.year, items, coming, leftOut: items.length - coming };
}
