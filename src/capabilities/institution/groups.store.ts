// The SQL of sectors, disciplines with their professors, delegations and closed days.
import { type RawBuilder, sql } from 'kysely';
import { listPage, type PageQuery } from '../../platform/database/list-page.ts';
import type { Moment } from '../../platform/events/append.ts';
import { containing } from './units.store.ts';

type Where = Pick<Moment, 'tx' | 'institutionId'>;
type Found = { q?: string | undefined };
const where = (conditions: RawBuilder<unknown>[]) => sql`where ${sql.join(conditions, sql` and `)}`;

export type StoredSector = {
  id: string;
  version: number;
  code: string;
  name: string;
  nameEn: string | null;
  leaderId: string | null;
  leadUnitId: string | null;
};
const SECTORS = sql<StoredSector>`
  select s.id, s.version, s.code, s.name, s.name_en as "nameEn", s.leader_id as "leaderId", s.lead_unit_id as "leadUnitId" from sectors s`;
const BY_CODE = { code: { by: sql`code`, type: 'text' }, name: { by: sql`name`, type: 'text' } } as const;

export function listSectors({ tx, institutionId }: Where, filter: Found, query: PageQuery) {
  const conditions = [sql`s.institution_id = ${institutionId}`];
  if (filter.q) conditions.push(sql`${containing(filter.q, sql`s.code`, sql`s.name`, sql`s.name_en`)}`);
  return listPage(tx, sql<StoredSector>`${SECTORS} ${where(conditions)}`, BY_CODE, query);
}
export async function findSector({ tx, institutionId }: Where, id: string): Promise<StoredSector | undefined> {
  const found = sql<StoredSector>`${SECTORS} where s.institution_id = ${institutionId} and s.id = ${id}`;
  return (await found.execute(tx)).rows[0];
}

export type Professorship = { personId: string; from: string; to: string | null; delegateId: string | null };
export type StoredDiscipline = {
  id: string;
  version: number;
  code: string;
  name: string;
  nameEn: string | null;
  responsibleProfessors: Professorship[];
};
const DISCIPLINES = sql<StoredDiscipline>`
  select d.id, d.version, d.code, d.name, d.name_en as "nameEn", coalesce((
    select jsonb_agg(jsonb_build_object('personId', x.person_id, 'from', x.from_day, 'to', x.to_day, 'delegateId', x.delegate_id) order by x.position, x.from_day)
    from discipline_professors x where x.institution_id = d.institution_id and x.discipline_id = d.id), '[]') as "responsibleProfessors"
  from disciplines d`;

export function listDisciplines({ tx, institutionId }: Where, filter: Found, query: PageQuery) {
  const conditions = [sql`d.institution_id = ${institutionId}`];
  if (filter.q) conditions.push(sql`${containing(filter.q, sql`d.code`, sql`d.name`, sql`d.name_en`)}`);
  return listPage(tx, sql<StoredDiscipline>`${DISCIPLINES} ${where(conditions)}`, BY_CODE, query);
}
export async function findDiscipline({ tx, institutionId }: Where, id: string): Promise<StoredDiscipline | undefined> {
  const found = sql<StoredDiscipline>`${DISCIPLINES} where d.institution_id = ${institutionId} and d.id = ${id}`;
  return (await found.execute(tx)).rows[0];
}
export async function replaceProfessors(
  { tx, institutionId }: Where,
  disciplineId: string,
  professors: readonly Professorship[],
): Promise<void> {
  const own = { institution_id: institutionId, discipline_id: disciplineId };
  await tx
    .deleteFrom('discipline_professors')
    .where('institution_id', '=', institutionId)
    .where('discipline_id', '=', disciplineId)
    .execute();
  if (professors.length === 0) return;
  const rows = professors.map(({ personId, from, to, delegateId }, position) => ({
    ...own,
    person_id: personId,
    from_day: from,
    to_day: to,
    delegate_id: delegateId,
    position,
  }));
  await tx.insertInto('discipline_professors').values(rows).execute();
}

export type StoredDelegation = {
  id: string;
  version: number;
  personId: string;
  delegateId: string;
  from: string;
  to: string;
  reason: string | null;
};
const DELEGATIONS = sql<StoredDelegation>`
  select g.id, g.version, g.person_id as "personId", g.delegate_id as "delegateId", g.from_day as "from", g.to_day as "to", g.reason from delegations g`;

/** Those that a reader gave or was given; all of them for whoever reads everything (null). */
export function listDelegations(
  { tx, institutionId }: Where,
  filter: { personId?: string | undefined; readerId: string | null },
  query: PageQuery,
) {
  const conditions = [sql`g.institution_id = ${institutionId}`, sql`g.revoked_at is null`];
  if (filter.personId) conditions.push(sql`g.person_id = ${filter.personId}`);
  if (filter.readerId) conditions.push(sql`${filter.readerId}::uuid in (g.person_id, g.delegate_id)`);
  const sorts = { from: { by: sql`"from"`, type: 'text' }, to: { by: sql`"to"`, type: 'text' } } as const;
  return listPage(tx, sql<StoredDelegation>`${DELEGATIONS} ${where(conditions)}`, sorts, query);
}
export async function findDelegation({ tx, institutionId }: Where, id: string): Promise<StoredDelegation | undefined> {
  const found = sql<StoredDelegation>`${DELEGATIONS} where g.institution_id = ${institutionId} and g.id = ${id} and g.revoked_at is null`;
  return (await found.execute(tx)).rows[0];
}
export async function overlapsDelegation(
  { tx, institutionId }: Where,
  span: Omit<StoredDelegation, 'version' | 'reason' | 'delegateId'>,
) {
  const { rows } = await sql<{ overlaps: boolean }>`
    select exists (select 1 from delegations where institution_id = ${institutionId} and person_id = ${span.personId} and revoked_at is null
      and id <> ${span.id} and from_day <= ${span.to}::date and to_day >= ${span.from}::date) as overlaps`.execute(tx);
  return rows[0]?.overlaps ?? false;
}

export type StoredClosedDay = { id: string; version: number; day: string; name: string; nameEn: string | null };
const CLOSED_DAYS = sql<StoredClosedDay>`select c.id, c.version, c.day, c.name, c.name_en as "nameEn" from closed_days c`;

export function listClosedDays({ tx, institutionId }: Where, query: PageQuery) {
  const rows = sql<StoredClosedDay>`${CLOSED_DAYS} where c.institution_id = ${institutionId}`;
  return listPage(tx, rows, { day: { by: sql`day`, type: 'text' } }, query);
}
export async function findClosedDay({ tx, institutionId }: Where, id: string): Promise<StoredClosedDay | undefined> {
  const found = sql<StoredClosedDay>`${CLOSED_DAYS} where c.institution_id = ${institutionId} and c.id = ${id}`;
  return (await found.execute(tx)).rows[0];
}
/** Names of closed days in a span, by day. */
export async function namesOfClosedDays({ tx, institutionId }: Where, from: string, to: string) {
  const { rows } = await sql<{ day: string; name: string; nameEn: string | null }>`
    select day, name, name_en as "nameEn" from closed_days where institution_id = ${institutionId} and day between ${from}::date and ${to}::date`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.day, row]));
}
