// Does it add up? The findings of one item, and those of a plan, a unit or a key work, sorted and paged.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { page, readCursor } from '../../platform/http/paging.ts';
import { refuseNow } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { FindingCode, type FindingList, type listFindings, type PlacedFinding } from './adds-up.contract.ts';
import { mendOf, standingFindings } from './adds-up.rules.ts';
import { type FoundItem, loadOpenItems, unitExists, unitsWithin } from './adds-up.store.ts';
import { mayOpen } from './item.policy.ts';
import { loadStanding, readStanding, visibleTo } from './standing.store.ts';

type Placed = z.infer<typeof PlacedFinding>;
type Query = z.output<(typeof listFindings)['query']>;

const place = (item: FoundItem): Placed[] =>
  standingFindings(item).map((finding) => ({
    key: `${item.id} ${finding.code} ${finding.path}`,
    ...finding,
    code: FindingCode.parse(finding.code),
    itemId: item.id,
    itemCode: item.code,
    title: item.placeholder ? null : item.title,
    titleEn: item.titleEn,
    level: item.level,
    horizon: item.horizon as Placed['horizon'],
    state: item.state,
    unitId: item.leadUnitId,
    unit: item.unit,
    responsiblePerson: item.person,
    mend: mendOf(finding.code, item),
  }));

/** What hangs on a placeholder is for its line and its gate. */
async function openOnly(scope: Scope, items: readonly FoundItem[]): Promise<FoundItem[]> {
  const kept: FoundItem[] = [];
  for (const item of items) {
    const standing = item.placeholder ? await loadStanding(scope, item.id) : null;
    if (!item.placeholder || (standing && mayOpen(scope.actor, standing).ok)) kept.push(item);
  }
  return kept;
}

const text = (value: string | null): string => value ?? '';
const byCode = (a: Placed, b: Placed): number =>
  text(a.itemCode) < text(b.itemCode) ? -1 : text(a.itemCode) > text(b.itemCode) ? 1 : a.key < b.key ? -1 : 1;
const severity = (finding: Placed): number => FindingCode.options.indexOf(finding.code);
const SORTS: Record<string, (a: Placed, b: Placed) => number> = {
  severity: (a, b) => severity(a) - severity(b) || byCode(a, b),
  item: byCode,
  level: (a, b) => a.level - b.level || byCode(a, b),
  unit: (a, b) => (a.unit.code < b.unit.code ? -1 : a.unit.code > b.unit.code ? 1 : byCode(a, b)),
};

function sortOf(sort: string | undefined): (a: Placed, b: Placed) => number {
  const name = (sort ?? 'severity').replace(/^-/, '');
  const order = SORTS[name] ?? refuseNow('malformed', 'sort_invalid', { sort: name });
  return sort?.startsWith('-') ? (a, b) => order(b, a) : order;
}

/** What a plan, a unit or a key work means as a condition; a root or unit that the caller cannot see is missing. */
export async function scopeOf(
  scope: Scope,
  query: { rootId?: string | undefined; unitId?: string | undefined },
): Promise<RawBuilder<unknown>> {
  if (query.rootId) await readStanding(scope, query.rootId);
  if (query.unitId && !(await unitExists(scope, query.unitId))) refuseNow('missing', 'not_found');
  const root = query.rootId ? sql`and ${query.rootId}::uuid = any(i.path)` : sql``;
  const unit = query.unitId ? sql`and i.lead_unit_id in ${unitsWithin(scope, query.unitId)}` : sql``;
  return sql`${root} ${unit} and ${visibleTo(scope)}`;
}

export async function listPlanFindings(scope: Scope, query: Query): Promise<z.infer<typeof FindingList>> {
  const from = Number(readCursor(query.cursor, 1)?.[0] ?? 0);
  const order = sortOf(query.sort);
  const year = query.year
    ? sql`and i.start <= make_date(${query.year}, 12, 31) and i.approved_due >= make_date(${query.year}, 1, 1)`
    : sql``;
  const person = query.personId ? sql`and i.responsible_person_id = ${query.personId}` : sql``;
  const found = await loadOpenItems(scope, sql`${await scopeOf(scope, query)} ${year} ${person}`);
  const all = (await openOnly(scope, found.items)).flatMap(place);
  const counts: Record<string, number> = {};
  for (const { code } of all) counts[code] = (counts[code] ?? 0) + 1;
  const wanted = all.filter(({ code }) => !query.code || query.code.includes(code)).sort(order);
  const { items, nextCursor } = page(wanted.slice(from, from + query.limit + 1), query.limit, () => [
    from + query.limit,
  ]);
  const { checked, coverage } = found;
  return { items, nextCursor, total: wanted.length, counts, checked, coverage, weightLost: lostIn(all) };
}

/** Hundredths, so that the sum is exact. */
const lostIn = (all: readonly Placed[]): number =>
  all.reduce(
    (sum, { code, params }) => sum + (code === 'weight_lost' ? Math.round(Number(params.difference) * 100) : 0),
    0,
  ) / 100;

/** What does not add up on one item as it stands. */
export async function readItemFindings(scope: Scope, itemId: string): Promise<{ items: Placed[]; nextCursor: null }> {
  if (!mayOpen(scope.actor, await readStanding(scope, itemId)).ok) return { items: [], nextCursor: null };
  const { items } = await loadOpenItems(scope, sql`and i.id = ${itemId}`);
  return { items: items.flatMap(place), nextCursor: null };
}
