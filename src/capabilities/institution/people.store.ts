// The SQL of people, as the directory shows them.
import { type RawBuilder, sql } from 'kysely';
import { listPage, type PageQuery } from '../../platform/database/list-page.ts';
import type { Moment } from '../../platform/events/append.ts';
import { containing } from './units.store.ts';

type Where = Pick<Moment, 'tx' | 'institutionId' | 'today'>;

export type StoredPerson = {
  id: string;
  version: number;
  name: string;
  nameEn: string | null;
  account: string;
  email: string | null;
  language: 'zh-CN' | 'en';
  active: boolean;
  posts: {
    unitId: string;
    unitName: string;
    unitNameEn: string | null;
    title: string;
    titleEn: string | null;
    level: number;
    head: boolean;
  }[];
};

const heldOn = (today: string) =>
  sql`h.state = 'confirmed' and h.from_day <= ${today}::date and (h.to_day is null or h.to_day >= ${today}::date)`;

const people = (today: string) => sql<StoredPerson>`
  select p.id, p.version, p.name, p.name_en as "nameEn", p.account, p.email, p.language, p.active,
    coalesce((select jsonb_agg(jsonb_build_object('unitId', u.id, 'unitName', u.name, 'unitNameEn', u.name_en, 'title', h.title, 'titleEn', h.title_en,
        'level', h.level, 'head', h.head) order by h.level, h.id)
      from posts h join units u on u.institution_id = h.institution_id and u.id = h.unit_id
      where h.institution_id = p.institution_id and h.person_id = p.id and ${heldOn(today)}), '[]') as posts
  from people p`;

export type PeopleFilter = {
  q?: string | undefined;
  /** Holds a post in this unit or below it. */
  unitId?: string | undefined;
  account?: string | undefined;
  /** Whoever does not manage accounts finds by account only himself. */
  readerId: string | null;
};

export function listPeople({ tx, institutionId, today }: Where, filter: PeopleFilter, query: PageQuery) {
  const conditions: RawBuilder<unknown>[] = [sql`p.institution_id = ${institutionId}`];
  const managing = filter.readerId === null;
  if (filter.q) conditions.push(containing(filter.q, sql`p.name`, sql`p.name_en`, managing ? sql`p.account` : sql`''`));
  if (filter.account) conditions.push(sql`lower(p.account) = lower(${filter.account})`);
  if (filter.account && !managing) conditions.push(sql`p.id = ${filter.readerId}`);
  if (filter.unitId) {
    conditions.push(sql`exists (select 1 from posts h where h.institution_id = p.institution_id and h.person_id = p.id and ${heldOn(today)}
      and h.unit_id in (select units_below(${institutionId}, array[${filter.unitId}::uuid])))`);
  }
  const rows = sql<StoredPerson>`${people(today)} where ${sql.join(conditions, sql` and `)}`;
  const byName = { name: { by: sql`name`, type: 'text' } } as const;
  return listPage(
    tx,
    rows,
    managing ? { ...byName, account: { by: sql`lower(account)`, type: 'text' } } : byName,
    query,
  );
}

export async function findPerson({ tx, institutionId, today }: Where, id: string): Promise<StoredPerson | undefined> {
  const found = sql<StoredPerson>`${people(today)} where p.institution_id = ${institutionId} and p.id = ${id}`;
  return (await found.execute(tx)).rows[0];
}

export type PersonUse = { posts: number; items: number; lastAdministrator: boolean; lastOffice: boolean };

/** What a person still carries: posts that have not ended, open items, roles that nobody else holds. */
export async function readPersonUse({ tx, institutionId, today }: Where, id: string): Promise<PersonUse> {
  const last = (role: string) => sql`(
    exists (select 1 from role_grants g where g.institution_id = ${institutionId} and g.person_id = ${id} and g.role = ${role} and g.state = 'confirmed'
      and (g.to_day is null or g.to_day >= ${today}::date))
    and not exists (select 1 from role_grants g join people o on o.institution_id = g.institution_id and o.id = g.person_id and o.active
      where g.institution_id = ${institutionId} and g.person_id <> ${id} and g.role = ${role} and g.state = 'confirmed'
      and g.from_day <= ${today}::date and (g.to_day is null or g.to_day >= ${today}::date)))`;
  const { rows } = await sql<PersonUse>`
    select (select count(*) from posts where institution_id = ${institutionId} and person_id = ${id} and state <> 'refused'
        and (to_day is null or to_day >= ${today}::date)) as posts,
      (select count(*) from items where institution_id = ${institutionId} and responsible_person_id = ${id}
        and state in ('registered', 'assigned', 'in_progress', 'suspended')) as items,
      ${last('administrator')} as "lastAdministrator", ${last('office')} as "lastOffice"`.execute(tx);
  return rows[0] ?? { posts: 0, items: 0, lastAdministrator: false, lastOffice: false };
}

/** Whether a person has a password, and decides as second person, reads everything or leads the whole. */
export async function readPasswordHolder({ tx, institutionId, today }: Where, id: string) {
  const { rows } = await sql<{ privileged: boolean; hasPassword: boolean }>`
    select exists (select 1 from credentials where institution_id = ${institutionId} and person_id = ${id}) as "hasPassword",
      exists (select 1 from role_grants g where g.institution_id = ${institutionId} and g.person_id = ${id} and g.role in ('office', 'auditor')
        and g.state = 'confirmed' and (g.to_day is null or g.to_day >= ${today}::date))
      or coalesce((load_actor(${institutionId}, ${id}, ${today}::date) ->> 'leadsFirstLevel')::boolean, false) as privileged`.execute(
    tx,
  );
  return { personId: id, ...(rows[0] ?? { privileged: true, hasPassword: true }) };
}
