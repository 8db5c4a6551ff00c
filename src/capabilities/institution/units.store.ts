// The SQL of the tree of units.
import { type RawBuilder, sql } from 'kysely';
import { listPage, type PageQuery } from '../../platform/database/list-page.ts';
import type { Moment } from '../../platform/events/append.ts';

type Where = Pick<Moment, 'tx' | 'institutionId' | 'today'>;
type Brief = { id: string; name: string; nameEn: string | null };

export type StoredUnit = {
  id: string;
  version: number;
  code: string;
  name: string;
  nameEn: string | null;
  kind: 'leadership' | 'office' | 'department' | 'college' | 'discipline' | 'team';
  parentId: string | null;
  leaderInChargeId: string | null;
  head: Brief | null;
};

const units = (today: string) => sql<StoredUnit>`
  select u.id, u.version, u.code, u.name, u.name_en as "nameEn", u.kind, u.parent_id as "parentId", u.leader_in_charge_id as "leaderInChargeId",
    (select jsonb_build_object('id', p.id, 'name', p.name, 'nameEn', p.name_en) from posts h
       join people p on p.institution_id = h.institution_id and p.id = h.person_id
       where h.institution_id = u.institution_id and h.unit_id = u.id and h.head and h.state = 'confirmed'
         and h.from_day <= ${today}::date and (h.to_day is null or h.to_day >= ${today}::date)
       order by h.acting, h.from_day limit 1) as head
  from units u`;

export type UnitFilter = { q?: string | undefined; kind?: string | undefined; parentId?: string | undefined };

/** True where one of the texts contains what was typed, whatever its case. */
export const containing = (typed: string, ...texts: RawBuilder<unknown>[]): RawBuilder<unknown> =>
  sql`position(lower(${typed}) in lower(concat_ws(' ', ${sql.join(texts)}))) > 0`;

export function listUnits({ tx, institutionId, today }: Where, filter: UnitFilter, query: PageQuery) {
  const conditions: RawBuilder<unknown>[] = [sql`u.institution_id = ${institutionId}`];
  if (filter.kind) conditions.push(sql`u.kind = ${filter.kind}`);
  if (filter.parentId) conditions.push(sql`u.parent_id = ${filter.parentId}`);
  if (filter.q) conditions.push(containing(filter.q, sql`u.code`, sql`u.name`, sql`u.name_en`));
  const rows = sql<StoredUnit>`${units(today)} where ${sql.join(conditions, sql` and `)}`;
  const sorts = { code: { by: sql`code`, type: 'text' }, name: { by: sql`name`, type: 'text' } } as const;
  return listPage(tx, rows, sorts, query);
}

export async function findUnit({ tx, institutionId, today }: Where, id: string): Promise<StoredUnit | undefined> {
  const found = sql<StoredUnit>`${units(today)} where u.institution_id = ${institutionId} and u.id = ${id}`;
  return (await found.execute(tx)).rows[0];
}

export async function isBelowOrSame({ tx, institutionId }: Where, unitId: string, topId: string): Promise<boolean> {
  const { rows } = await sql<{ below: boolean }>`
    select ${unitId}::uuid in (select units_below(${institutionId}, array[${topId}::uuid])) as below`.execute(tx);
  return rows[0]?.below ?? false;
}

export type UnitUse = { units: number; posts: number; items: number };

/** What makes a unit not empty: units, posts that ever stood in it, items that it leads or takes part in. */
export async function countUnitUse({ tx, institutionId }: Where, id: string): Promise<UnitUse> {
  const { rows } = await sql<UnitUse>`
    select (select count(*) from units where institution_id = ${institutionId} and parent_id = ${id}) as units,
      (select count(*) from posts where institution_id = ${institutionId} and unit_id = ${id}) as posts,
      (select count(*) from items where institution_id = ${institutionId} and lead_unit_id = ${id}) as items`.execute(
    tx,
  );
  return rows[0] ?? { units: 0, posts: 0, items: 0 };
}

/** Open items whose responsible person no longer holds a post in the lead unit or under it, as the tree stands now. */
export async function countStranded({ tx, institutionId, today }: Where): Promise<number> {
  const { rows } = await sql<{ stranded: number }>`
    select count(*) as stranded from items i where i.institution_id = ${institutionId} and not i.interim
      and i.state in ('registered', 'assigned', 'in_progress', 'suspended')
      and not exists (select 1 from posts p where p.institution_id = i.institution_id and p.person_id = i.responsible_person_id and p.state = 'confirmed'
        and p.from_day <= ${today}::date and (p.to_day is null or p.to_day >= ${today}::date)
        and p.unit_id in (select units_below(i.institution_id, array[i.lead_unit_id])))`.execute(tx);
  return rows[0]?.stranded ?? 0;
}
