// The years' plans as their readers see them, and taking back what was drafted at once.
import { sql } from 'kysely';
import type { z } from 'zod';
import { appendEvents } from '../../platform/events/append.ts';
import { page, readCursor } from '../../platform/http/paging.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { bumpVersion } from './draft.store.ts';
import { type ItemStanding, itemAbilities, mayDraftBelow, mayDraftRoot, mayEditDraft } from './item.policy.ts';
import type { Row } from './item-row.rules.ts';
import { selectItemRows } from './item-row.store.ts';
import { removeDrafts } from './items.actions.ts';
import type { Plan, PlanYear } from './planning.contract.ts';
import { whyNotCarried } from './planning.rules.ts';
import {
  atTopOf,
  deleteBatch,
  type Linked,
  ofPlan,
  selectBatches,
  selectBatchTops,
  selectLinks,
  selectSuccessors,
  selectYears,
} from './planning.store.ts';
import { loadStanding, readStanding, standingForUpdate, visibleTo } from './standing.store.ts';

type PlanView = z.infer<typeof Plan>;
type PlanRowView = PlanView['items'][number];

/** Years that hold something, and always the one after this one: its plan begins empty. */
export async function listYears(scope: Scope): Promise<{ items: z.infer<typeof PlanYear>[]; nextCursor: null }> {
  const years = await selectYears(scope);
  const next = Number(scope.today.slice(0, 4)) + 1;
  const empty = { year: next, keyWorks: 0, items: 0, drafts: 0, states: {} };
  const items = years.some((one) => one.year === next) ? years : [...years, empty];
  return { items: items.sort((a, b) => a.year - b.year), nextCursor: null };
}

type Reading = { limit: number; cursor?: string | undefined; parentId?: string | undefined };

export async function readPlanOf(scope: Scope, year: number, query: Reading): Promise<PlanView> {
  if (query.parentId !== undefined) await readStanding(scope, query.parentId);
  const of = query.parentId === undefined ? atTopOf(year) : sql`${ofPlan(year)} and i.parent_id = ${query.parentId}`;
  const from = Number(readCursor(query.cursor, 1)?.[0] ?? 0);
  const rows = await selectItemRows(
    scope,
    sql`and ${of} and ${visibleTo(scope)} order by (i.horizon = 'task'), coalesce(i.code, 'zzz'), i.position, i.id limit ${query.limit + 1} offset ${from}`,
  );
  const paged = page(rows, query.limit, () => [from + query.limit]);
  const items = await viewRows(
    scope,
    year,
    paged.items.map(({ position: _, ...row }) => row),
  );
  const batches = query.parentId === undefined ? await selectBatches(scope, sql`b.year = ${year}`) : [];
  return {
    year,
    items,
    nextCursor: paged.nextCursor,
    batches: batches.map((one) => ({
      id: one.id,
      kind: one.kind,
      at: one.at.toISOString(),
      items: one.items,
      undoable: one.touched === 0,
    })),
  };
}

async function viewRows(scope: Scope, year: number, rows: readonly Row[]): Promise<PlanRowView[]> {
  const ids = rows.map((row) => row.id);
  const links = await selectLinks(scope, ids, year);
  const above = [...new Set(rows.flatMap((row) => row.parentId ?? []))];
  const seen = await selectItemRows(scope, sql`and i.id = any(${above}::uuid[]) and ${visibleTo(scope)}`);
  const goals = new Map(seen.map((row) => [row.id, row]));
  const targets = await loadTargets(scope, year + 1, above);
  const views: PlanRowView[] = [];
  for (const row of rows) views.push(await viewRow(scope, row, links.get(row.id), goals, targets, year));
  return views;
}

/** For each item above: what would stand above the work that goes on, as the caller stands to it. */
async function loadTargets(
  scope: Scope,
  year: number,
  above: readonly string[],
): Promise<Map<string, { standing: ItemStanding; isSame: boolean }>> {
  const successors = await selectSuccessors(scope, above, year);
  const targets = new Map<string, { standing: ItemStanding; isSame: boolean }>();
  for (const id of above) {
    const next = successors.get(id);
    const standing = await loadStanding(scope, next ?? id);
    if (standing) targets.set(id, { standing, isSame: next === undefined });
  }
  return targets;
}

async function viewRow(
  scope: Scope,
  row: Row,
  link: Linked | undefined,
  goals: ReadonlyMap<string, Row>,
  targets: ReadonlyMap<string, { standing: ItemStanding; isSame: boolean }>,
  year: number,
): Promise<PlanRowView> {
  const goal = row.parentId === null ? undefined : goals.get(row.parentId);
  const target = row.parentId === null ? undefined : targets.get(row.parentId);
  const why =
    whyNotCarried({ ...row, hasSuccessor: (link?.toId ?? null) !== null }, year + 1) ??
    // what hangs below this year's work goes on once that has
    (target?.isSame && goal && goal.due < `${year + 1}` ? 'above_not_carried' : null);
  const may =
    row.parentId === null
      ? mayDraftRoot(scope.actor).ok
      : target !== undefined && mayDraftBelow(scope.actor, target.standing).ok;
  const own = row.state === 'draft' ? await loadStanding(scope, row.id) : null;
  return {
    id: row.id,
    version: row.version,
    code: row.code,
    title: row.title,
    titleEn: row.titleEn,
    state: row.state,
    horizon: row.horizon,
    level: row.level,
    parentId: row.parentId,
    under: goal ? { id: goal.id, code: goal.code, title: goal.title, titleEn: goal.titleEn } : null,
    weight: row.weight,
    start: row.start,
    due: row.due,
    leadUnit: row.leadUnit,
    responsiblePerson: row.responsiblePerson,
    verified: row.progress.verified,
    light: row.light.computed,
    parts: link?.parts ?? 0,
    carriedFromId: link?.fromId ?? null,
    carriedToId: link?.toId ?? null,
    cannotCarry: why,
    abilities: {
      carryOver: why === null && may,
      edit: own !== null && (itemAbilities(scope.actor, own).edit ?? false),
    },
  };
}

/** Takes back what one act drafted, as long as all of it is still what was drafted. */
export async function undoBatch(scope: Scope, batchId: string): Promise<null> {
  const [batch] = await selectBatches(scope, sql`b.id = ${batchId}`);
  if (!batch) return refuseNow('missing', 'not_found');
  if (batch.touched > 0) refuseNow('conflict', 'batch_touched', { n: batch.touched });
  const tops = await selectBatchTops(scope, batchId);
  const above = new Set(tops.flatMap((top) => top.parentId ?? []));
  for (const top of tops) {
    const standing = await standingForUpdate(scope, top.id);
    unwrap(mayEditDraft(scope.actor, standing));
  }
  for (const id of above) {
    const standing = await loadStanding(scope, id);
    if (standing?.pendingKinds.includes('decomposition')) refuseNow('conflict', 'decomposition_pending');
    await bumpVersion(scope, id);
  }
  await removeDrafts(
    scope,
    tops.map((top) => top.id),
  );
  await deleteBatch(scope, batchId);
  await appendEvents(
    scope,
    tops.map((top) => ({
      act: 'item.dropped',
      objectKind: 'item',
      objectId: top.id,
      itemId: top.parentId,
      before: { batchId, drafts: batch.items },
    })),
  );
  return null;
}
