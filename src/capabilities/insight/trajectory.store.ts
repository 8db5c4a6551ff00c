// What trajectories read: the recorded points of items, and the annual key works that somebody sees.
import { type RawBuilder, sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { Scope } from '../identity/scope.ts';
import { visibleTo } from '../linkage/standing.store.ts';
import type { Light } from '../progress/facts.rules.ts';

type Place = Pick<Moment, 'tx' | 'institutionId'>;
export type StoredPoint = {
  itemId: string;
  day: string;
  verified: number | null;
  reported: number | null;
  planned: number | null;
  light: Light;
};

/** Points up to and with a day, oldest first, by item. */
export async function loadPoints(
  { tx, institutionId }: Place,
  itemIds: readonly string[],
  until: string,
): Promise<Map<string, StoredPoint[]>> {
  const { rows } = await sql<StoredPoint>`
    select item_id as "itemId", day, verified, reported, planned, light from item_points
    where institution_id = ${institutionId} and item_id = any(${[...itemIds]}::uuid[]) and day <= ${until}::date
    order by item_id, day`.execute(tx);
  return Map.groupBy(rows, (row) => row.itemId);
}

/** Titles of an item's nodes by id. */
export async function loadNodeTitles({ tx, institutionId }: Place, itemId: string) {
  const rows = await tx
    .selectFrom('nodes')
    .where('institution_id', '=', institutionId)
    .where('item_id', '=', itemId)
    .select(['id', 'title', 'title_en as titleEn'])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export type KeyWork = {
  id: string;
  code: string | null;
  title: string | null;
  titleEn: string | null;
  state: 'registered' | 'assigned' | 'in_progress' | 'suspended' | 'closed' | 'archived';
  light: Light;
  start: string;
  originalDue: string | null;
  approvedDue: string;
  finishedOn: string | null;
  verified: number | null;
  reported: number | null;
  planned: number | null;
  unit: { id: string; code: string; name: string; nameEn: string | null };
  person: { id: string; name: string; nameEn: string | null };
};
export type KeyWorkFilter = { year: number; unitId?: string | undefined; sectorId?: string | undefined };

/** More than any plan of a year has; the page shows fewer. */
const MOST_WORKS = 2000;

/** A unit with everything below it. */
export const unitsBelow = (institutionId: string, unitId: string): RawBuilder<unknown> => sql`(
  with recursive below as (
    select id from units where institution_id = ${institutionId} and id = ${unitId}::uuid
    union all
    select u.id from units u join below b on u.parent_id = b.id where u.institution_id = ${institutionId}
  ) select id from below)`;

/** Annual work that hangs from no other annual work and touches the year; texts of placeholders stay out of sight. */
export async function loadKeyWorks(scope: Scope, filter: KeyWorkFilter): Promise<KeyWork[]> {
  const { institutionId, tx } = scope;
  const inUnit = filter.unitId ? sql`and i.lead_unit_id in ${unitsBelow(institutionId, filter.unitId)}` : sql``;
  const inSector = filter.sectorId ? sql`and i.sector_id = ${filter.sectorId}::uuid` : sql``;
  const { rows } = await sql<KeyWork>`
    select i.id, i.code, case when not i.placeholder then i.title end as title, case when not i.placeholder then i.title_en end as "titleEn",
      i.state, v.light, i.start, i.original_due as "originalDue", i.approved_due as "approvedDue", i.finished_on as "finishedOn",
      v.verified, v.reported, v.planned,
      jsonb_build_object('id', u.id, 'code', u.code, 'name', u.name, 'nameEn', u.name_en) as unit,
      jsonb_build_object('id', p.id, 'name', p.name, 'nameEn', p.name_en) as person
    from items i join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
      join units u on u.institution_id = i.institution_id and u.id = i.lead_unit_id
      join people p on p.institution_id = i.institution_id and p.id = i.responsible_person_id
    where i.institution_id = ${institutionId} and i.horizon = 'annual' and i.state not in ('draft', 'cancelled')
      and i.start <= ${`${filter.year}-12-31`}::date and i.approved_due >= ${`${filter.year}-01-01`}::date
      and not exists (select 1 from items a where a.institution_id = i.institution_id and a.id = any(i.path) and a.id <> i.id and a.horizon = 'annual')
      ${inUnit} ${inSector} and ${visibleTo(scope)}
    order by i.code, i.id limit ${MOST_WORKS}`.execute(tx);
  return rows;
}
