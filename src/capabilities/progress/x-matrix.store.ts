// What the X-matrix reads: items of the plan, support links, indicators and names, all as far as the caller sees them.

import { sql } from 'kysely';
import type { Scope } from '../identity/scope.ts';
import { visibleTo } from '../linkage/standing.store.ts';
import type { Light } from './facts.rules.ts';
import type { IndicatorLink, MatrixItem, SupportLink } from './x-matrix.rules.ts';

export type StoredItem = MatrixItem & {
  code: string | null;
  title: string | null;
  titleEn: string | null;
  personId: string;
  verified: number | null;
  light: Light;
};
export type StoredIndicator = IndicatorLink & {
  code: string | null;
  name: string;
  nameEn: string | null;
  unit: string;
  base: number | null;
  target: number | null;
  polarity: 'up' | 'down' | 'band';
};

/** Rows of the matrix, parts led above the level that must carry, and both ends of support links. */
export async function loadMatrixItems(scope: Scope, carryToRank: number): Promise<StoredItem[]> {
  const inst = scope.institutionId;
  const { rows } = await sql<StoredItem>`
    select i.id, i.parent_id as "parentId", i.path, i.horizon, i.state, i.level, i.weight, i.sector_id as "sectorId", i.start,
      i.approved_due as due, i.lead_unit_id as "leadUnitId", i.lead_share as "leadShare", i.responsible_person_id as "personId",
      i.code, case when i.placeholder then null else i.title end as title, i.title_en as "titleEn", v.verified, v.light,
      coalesce((select jsonb_agg(jsonb_build_object('unitId', c.unit_id, 'share', c.share) order by c.position)
        from item_co_units c where c.institution_id = ${inst} and c.item_id = i.id), '[]') as "coUnits",
      exists (select 1 from items a where a.institution_id = ${inst} and a.id = any(i.path) and a.id <> i.id and a.horizon = 'annual') as "annualAbove"
    from items i join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
    where i.institution_id = ${inst} and i.state <> 'cancelled' and (i.horizon <> 'task' or i.level < ${carryToRank} or i.id in (
      select item_id from item_support_links where institution_id = ${inst} union select supports_id from item_support_links where institution_id = ${inst}))
      and ${visibleTo(scope)}
    order by i.horizon = 'task', cardinality(i.path), i.position, i.code, i.id`.execute(scope.tx);
  return rows;
}

export async function loadSupports(scope: Scope): Promise<SupportLink[]> {
  const { rows } = await sql<SupportLink>`
    select item_id as "itemId", supports_id as "supportsId" from item_support_links where institution_id = ${scope.institutionId}
    order by created_at, item_id, supports_id`.execute(scope.tx);
  return rows;
}

/** Indicators of items that a reader may open; a placeholder keeps its own to its line. */
export async function loadMatrixIndicators(scope: Scope, itemIds: readonly string[]): Promise<StoredIndicator[]> {
  const { rows } = await sql<StoredIndicator>`
    select n.id, n.item_id as "itemId", n.parent_indicator_id as "parentIndicatorId", n.code, n.name, n.name_en as "nameEn", n.unit, n.base, n.target, n.polarity
    from indicators n join items i on i.institution_id = n.institution_id and i.id = n.item_id
    where n.institution_id = ${scope.institutionId} and n.item_id = any(${[...itemIds]}::uuid[]) and not i.placeholder
    order by cardinality(i.path), i.position, i.code, n.position, n.id`.execute(scope.tx);
  return rows;
}
