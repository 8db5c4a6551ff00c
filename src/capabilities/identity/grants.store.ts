// The SQL of role grants.
import { type RawBuilder, sql } from 'kysely';
import { listPage, type PageQuery } from '../../platform/database/list-page.ts';
import type { Moment } from '../../platform/events/append.ts';
import type { RoleName } from './scope.ts';

type Where = Pick<Moment, 'tx' | 'institutionId'>;

export type StoredGrant = {
  id: string;
  version: number;
  personId: string;
  person: { id: string; name: string; nameEn: string | null };
  role: RoleName;
  from: string;
  to: string | null;
  state: 'proposed' | 'confirmed' | 'refused';
  grantedBy: string | null;
  confirmedBy: string | null;
};

const GRANTS = sql`
  select g.id, g.version, g.person_id as "personId", jsonb_build_object('id', p.id, 'name', p.name, 'nameEn', p.name_en) as person, g.role,
    g.from_day as "from", g.to_day as "to", g.state, g.granted_by as "grantedBy", g.confirmed_by as "confirmedBy",
    to_char(g.created_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') as "createdAt"
  from role_grants g join people p on p.institution_id = g.institution_id and p.id = g.person_id`;

export type GrantFilter = {
  personId?: string | undefined;
  role?: string | undefined;
  state?: string | undefined;
  /** Null for a reader who sees all. */
  readerId: string | null;
};

export function listGrants({ tx, institutionId }: Where, filter: GrantFilter, query: PageQuery) {
  const conditions: RawBuilder<unknown>[] = [sql`g.institution_id = ${institutionId}`];
  if (filter.readerId) conditions.push(sql`g.person_id = ${filter.readerId}`);
  if (filter.personId) conditions.push(sql`g.person_id = ${filter.personId}`);
  if (filter.role) conditions.push(sql`g.role = ${filter.role}`);
  conditions.push(filter.state ? sql`g.state = ${filter.state}` : sql`g.state <> 'refused'`);
  const rows = sql<StoredGrant>`${GRANTS} where ${sql.join(conditions, sql` and `)}`;
  return listPage(
    tx,
    rows,
    { createdAt: { by: sql`"createdAt"`, type: 'text' }, from: { by: sql`"from"`, type: 'text' } },
    query,
  );
}

export async function findGrant({ tx, institutionId }: Where, id: string): Promise<StoredGrant | undefined> {
  const { rows } = await sql<StoredGrant>`${GRANTS} where g.institution_id = ${institutionId} and g.id = ${id}`.execute(
    tx,
  );
  return rows[0];
}

/** Acts on grants follow one another: what is counted (the first, the last) must not change beneath the act. */
export async function lockGrants({ tx, institutionId }: Where): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${institutionId}, 2))`.execute(tx);
}

export async function officeExists({ tx, institutionId, today }: Where & { today: string }): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from role_grants g join people p on p.institution_id = g.institution_id and p.id = g.person_id and p.active
      where g.institution_id = ${institutionId} and g.role = 'office' and g.state = 'confirmed'
        and (g.to_day is null or g.to_day >= ${today}::date)) as found`.execute(tx);
  return rows[0]?.found ?? false;
}

export type Beneficiary = { active: boolean; administers: boolean; holdsAlready: boolean };

export async function findBeneficiary(
  { tx, institutionId, today }: Where & { today: string },
  grant: { personId: string; role: RoleName; from: string; to: string | null },
): Promise<Beneficiary | undefined> {
  const open = sql`g.institution_id = p.institution_id and g.person_id = p.id and g.state <> 'refused'`;
  const { rows } = await sql<Beneficiary>`
    select p.active,
      exists (select 1 from role_grants g where ${open} and g.role = 'administrator' and (g.to_day is null or g.to_day >= ${today}::date)) as administers,
      exists (select 1 from role_grants g where ${open} and g.role = ${grant.role}
        and g.from_day <= coalesce(${grant.to}::date, 'infinity') and coalesce(g.to_day, 'infinity') >= ${grant.from}::date) as "holdsAlready"
    from people p where p.institution_id = ${institutionId} and p.id = ${grant.personId}`.execute(tx);
  return rows[0];
}

/** Whether somebody else who is active holds the role today, until at least the end that the grant in question has now. */
export async function othersHold(
  { tx, institutionId, today }: Where & { today: string },
  grant: StoredGrant,
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from role_grants g join people p on p.institution_id = g.institution_id and p.id = g.person_id and p.active
      where g.institution_id = ${institutionId} and g.role = ${grant.role} and g.state = 'confirmed' and g.id <> ${grant.id} and g.person_id <> ${grant.personId}
        and g.from_day <= ${today}::date and coalesce(g.to_day, 'infinity') >= coalesce(${grant.to}::date, 'infinity')) as found`.execute(
    tx,
  );
  return rows[0]?.found ?? false;
}

export type NewGrant = {
  id: string;
  personId: string;
  role: RoleName;
  from: string;
  to: string | null;
  state: 'proposed' | 'confirmed';
  grantedBy: string | null;
};

export async function insertGrant({ tx, institutionId, now }: Where & { now: Date }, grant: NewGrant): Promise<void> {
  await tx
    .insertInto('role_grants')
    .values({
      institution_id: institutionId,
      id: grant.id,
      person_id: grant.personId,
      role: grant.role,
      from_day: grant.from,
      to_day: grant.to,
      state: grant.state,
      granted_by: grant.grantedBy,
      created_at: now,
    })
    .execute();
}

export async function updateGrant(
  { tx, institutionId }: Where,
  id: string,
  change: { state?: string; to_day?: string | null; confirmed_by?: string },
): Promise<void> {
  await tx
    .updateTable('role_grants')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('institution_id', '=', institutionId)
    .where('id', '=', id)
    .execute();
}
