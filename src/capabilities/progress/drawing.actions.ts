// The construction drawing: bars, nodes, dependencies and the critical path of what the caller sees, now or as of a day.
import { sql } from 'kysely';
import type { z } from 'zod';
import { refuseNow } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import type { Day } from '../institution/calendar.rules.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { rootOf, rowsThen, type Then, thenOf } from '../linkage/as-of.actions.ts';
import type { Row } from '../linkage/item-row.rules.ts';
import { readinessOfItems } from '../linkage/readiness.store.ts';
import { readStanding, visibleTo } from '../linkage/standing.store.ts';
import type { Drawing, DrawnRow, readDrawing } from './drawing.contract.ts';
import { nest, oddDays, takingPart, weigh } from './drawing.rules.ts';
import {
  type Bar,
  type Group,
  openPlaceholders,
  selectBars,
  selectDependencies,
  selectNames,
  selectNodes,
  selectOutside,
  selectPlaces,
  selectSectors,
  selectUnitBelow,
  selectUnitGroups,
} from './drawing.store.ts';

type DrawingView = z.output<typeof Drawing>;
type RowView = z.output<typeof DrawnRow>;
type DrawingQuery = z.output<(typeof readDrawing)['query']>;
type Grouped = { groups: readonly Group[]; groupOf: (bar: Bar) => string | null };

const UNGROUPED: Grouped = { groups: [], groupOf: () => null };

export async function drawItem(scope: Scope, itemId: string, asOf: string | undefined): Promise<DrawingView> {
  await readStanding(scope, itemId);
  const then = await thenOf(scope, asOf);
  if (then) {
    const rows = await rowsThen(
      scope,
      then,
      await rootOf(scope, itemId),
      sql`and ${itemId}::uuid = any(i.path) and ${visibleTo(scope)}`,
    );
    if (!rows.some((row) => row.id === itemId)) refuseNow('missing', 'not_found');
    return draw(scope, await barsOf(scope, rows), then, UNGROUPED);
  }
  const bars = await selectBars(
    scope,
    sql`and i.id in (
      with recursive below as (
        select ${itemId}::uuid as id union all select c.id from items c join below b on c.parent_id = b.id where c.institution_id = ${scope.institutionId}
      ) select id from below)`,
  );
  return draw(scope, bars, null, UNGROUPED);
}

/** By sector only where that is asked for; a unit or a sector that is not there is missing. */
export async function drawGroups(scope: Scope, query: DrawingQuery): Promise<DrawingView> {
  const then = await thenOf(scope, query.asOf);
  const grouped =
    query.by === 'sector' || query.sectorId ? await bySector(scope, query.sectorId) : await byUnit(scope, query.unitId);
  const chosen = query.unitId !== undefined || query.sectorId !== undefined;
  if (chosen && grouped.groups.length === 0) refuseNow('missing', 'not_found');
  const all = then
    ? await barsOf(scope, await rowsThen(scope, then, null, sql`and ${visibleTo(scope)}`))
    : await selectBars(scope, grouped.within);
  const bars = chosen ? all.filter((bar) => grouped.groupOf(bar) !== null) : all;
  return draw(scope, bars, then, grouped);
}

async function byUnit(scope: Scope, unitId: string | undefined) {
  const groups = unitId === undefined ? await selectUnitGroups(scope) : await selectUnitBelow(scope, unitId);
  const groupOf = new Map(groups.flatMap((group) => group.unitIds.map((unit): [string, string] => [unit, group.id])));
  return {
    groups,
    groupOf: (bar: Bar) => groupOf.get(bar.leadUnitId) ?? null,
    within: unitId === undefined ? sql`` : sql`and i.lead_unit_id = any(${[...groupOf.keys()]}::uuid[])`,
  };
}

async function bySector(scope: Scope, sectorId: string | undefined) {
  const groups = await selectSectors(scope, sectorId);
  const known = new Set(groups.map((group) => group.id));
  return {
    groups,
    groupOf: (bar: Bar) => (bar.sectorId !== null && known.has(bar.sectorId) ? bar.sectorId : null),
    within: sectorId === undefined ? sql`` : sql`and i.sector_id = ${sectorId}`,
  };
}

/** What was evaluated for a past or coming day, placed where it stands in the tree. */
async function barsOf(scope: Scope, rows: readonly Row[]): Promise<Bar[]> {
  const drawn = rows.filter((row) => row.state !== 'cancelled');
  const places = await selectPlaces(
    scope,
    drawn.map((row) => row.id),
  );
  const dues = new Map(rows.map((row) => [row.id, row.approvedDue]));
  return drawn.map((row) => ({
    id: row.id,
    path: places.get(row.id)?.path ?? [row.id],
    position: places.get(row.id)?.position ?? 0,
    code: row.code,
    title: row.title,
    titleEn: row.titleEn,
    level: row.level,
    horizon: row.horizon,
    state: row.state,
    light: row.light.computed,
    worstBelow: row.light.worstBelow,
    sectorId: row.sectorId,
    leadUnitId: row.leadUnitId,
    responsiblePersonId: row.responsiblePersonId,
    start: row.start,
    originalDue: row.originalDue,
    due: row.approvedDue,
    parentDue: (row.parentId === null ? undefined : dues.get(row.parentId)) ?? null,
    parentCode: places.get(row.id)?.parentCode ?? null,
    acceptedOn: row.acceptedOn,
    finishedOn: row.finishedOn,
    verified: row.progress.verified,
    planned: row.progress.planned,
    readiness: row.readiness,
    placeholder: row.placeholder,
  }));
}

async function draw(scope: Scope, bars: readonly Bar[], then: Then | null, grouped: Grouped): Promise<DrawingView> {
  const today = then?.day ?? scope.today;
  const at = then && !then.future ? then.at : null;
  const ids = bars.map((bar) => bar.id);
  const known = new Set(ids);
  const links = await selectDependencies(scope, ids, at);
  const beyond = [...new Set(links.flatMap((link) => [link.itemId, link.dependsOnId]))].filter((id) => !known.has(id));
  const outside = await selectOutside(scope, beyond);
  for (const one of outside) known.add(one.id);
  const dependencies = links.filter((link) => known.has(link.itemId) && known.has(link.dependsOnId));
  const nodes = await nodesOf(scope, bars, at);
  const calendar = await loadCalendar(scope);
  const marks = then === null ? await readinessOfItems(scope, bars) : null;
  const rows = nest(
    bars.map((bar) => ({ ...bar, groupId: grouped.groupOf(bar) })),
    grouped.groups.map((group) => group.id),
  );
  // groups cut the tree, but not what decides its end
  const places = weigh(nest(bars.map((bar) => ({ ...bar, groupId: null }))), outside, dependencies, calendar, today);
  // many wholes in one picture: what waits for nothing and for which nothing waits would only be loud
  const heard = grouped.groups.length === 0 ? null : takingPart(bars, dependencies);
  const isCritical = (id: string) => (places.get(id)?.critical ?? false) && (heard === null || heard.has(id));
  const counts = new Map<string | null, number>();
  for (const row of rows) counts.set(row.groupId, (counts.get(row.groupId) ?? 0) + 1);
  const days = rows.flatMap((row) => [row.start, row.due]);
  return {
    asOf: today,
    items: rows.map((row): RowView => {
      const { path: _p, position: _o, sectorId: _s, placeholder: _h, ...shown } = row;
      const place = places.get(row.id);
      const mine = then === null && row.responsiblePersonId === scope.actorId && row.state === 'in_progress';
      return {
        ...(shown as Omit<RowView, 'nodes' | 'slack' | 'critical' | 'expectedEnd' | 'abilities' | 'readiness'>),
        parentDue: mine || row.parentId !== null ? row.parentDue : null,
        parentCode: mine || row.parentId !== null ? row.parentCode : null,
        nodes: (nodes.get(row.id) ?? []).map((node) => ({
          ...node,
          late: node.state === 'planned' && node.date < today && row.state !== 'draft',
        })),
        readiness: marks?.get(row.id) ?? row.readiness,
        slack: place?.slack ?? null,
        critical: isCritical(row.id),
        expectedEnd: place?.expectedEnd ?? row.due,
        abilities: { propose: mine },
      };
    }),
    dependencies: dependencies.map((link) => ({
      ...link,
      critical: isCritical(link.itemId) && isCritical(link.dependsOnId),
    })),
    outside,
    ...(await selectNames(scope, bars)),
    groups: grouped.groups.flatMap((group) => {
      const count = counts.get(group.id) ?? 0;
      return count === 0 ? [] : [{ id: group.id, name: group.name, nameEn: group.nameEn, count }];
    }),
    calendar: days.length === 0 ? { daysOff: [], makeUpDays: [] } : oddDays(calendar, least(days), most(days)),
  };
}

const least = (days: readonly Day[]): Day => days.reduce((a, b) => (a < b ? a : b));
const most = (days: readonly Day[]): Day => days.reduce((a, b) => (a > b ? a : b));

/** A placeholder's nodes are for its line, gate and office. */
async function nodesOf(scope: Scope, bars: readonly Bar[], at: Date | null) {
  const closed = bars.filter((bar) => bar.placeholder).map((bar) => bar.id);
  const open = await openPlaceholders(scope, closed);
  return selectNodes(
    scope,
    bars.filter((bar) => !bar.placeholder || open.has(bar.id)).map((bar) => bar.id),
    at,
  );
}
