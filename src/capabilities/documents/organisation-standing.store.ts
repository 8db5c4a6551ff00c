// Loads what stands of the organisation, in the columns' own names, for imports to compare and exports to write.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';

type Where = Pick<Moment, 'tx' | 'institutionId'>;

export type StandingLevel = { id: string; rank: number; kind: string; name: string; name_en: string };
export type StandingUnit = {
  id: string;
  code: string;
  name: string;
  name_en: string | null;
  kind: string;
  parent_id: string | null;
  leader_in_charge_id: string | null;
};
export type StandingPerson = {
  id: string;
  account: string;
  name: string;
  name_en: string | null;
  email: string | null;
  language: string;
  active: boolean;
};
export type StandingPost = {
  id: string;
  person_id: string;
  unit_id: string;
  level: number;
  title: string;
  title_en: string | null;
  head: boolean;
  acting: boolean;
  from_day: string;
  to_day: string | null;
  successor_id: string | null;
  state: string;
};
export type StandingGrant = {
  id: string;
  person_id: string;
  role: string;
  from_day: string;
  to_day: string | null;
  state: string;
};
export type StandingSector = {
  id: string;
  code: string;
  name: string;
  name_en: string | null;
  leader_id: string | null;
  lead_unit_id: string | null;
};
export type StandingDiscipline = { id: string; code: string; name: string; name_en: string | null };
export type StandingProfessor = {
  discipline_id: string;
  person_id: string;
  from_day: string;
  to_day: string | null;
  delegate_id: string | null;
  position: number;
};
export type StandingClosedDay = { id: string; day: string; name: string; name_en: string | null };

export type OrganisationStanding = {
  levels: StandingLevel[];
  ranksInUse: number[];
  units: StandingUnit[];
  people: StandingPerson[];
  posts: StandingPost[];
  grants: StandingGrant[];
  officeExists: boolean;
  sectors: StandingSector[];
  disciplines: StandingDiscipline[];
  professors: StandingProfessor[];
  closedDays: StandingClosedDay[];
};

async function loadPlaces({ tx, institutionId }: Where) {
  const levels = await tx
    .selectFrom('levels')
    .where('institution_id', '=', institutionId)
    .select(['id', 'rank', 'kind', 'name', 'name_en'])
    .orderBy('rank')
    .execute();
  const { rows } = await sql<{
    level: number;
  }>`select distinct level from items where institution_id = ${institutionId}`.execute(tx);
  const units = await tx
    .selectFrom('units')
    .where('institution_id', '=', institutionId)
    .select(['id', 'code', 'name', 'name_en', 'kind', 'parent_id', 'leader_in_charge_id'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const people = await tx
    .selectFrom('people')
    .where('institution_id', '=', institutionId)
    .select(['id', 'account', 'name', 'name_en', 'email', 'language', 'active'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return { levels, ranksInUse: rows.map((row) => row.level), units, people };
}

async function loadPosts({ tx, institutionId }: Where): Promise<StandingPost[]> {
  return tx
    .selectFrom('posts')
    .where('institution_id', '=', institutionId)
    .where('state', '<>', 'refused')
    .select([
      'id',
      'person_id',
      'unit_id',
      'level',
      'title',
      'title_en',
      'head',
      'acting',
      'from_day',
      'to_day',
      'successor_id',
      'state',
    ])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

async function loadGrants({ tx, institutionId }: Where): Promise<StandingGrant[]> {
  return tx
    .selectFrom('role_grants')
    .where('institution_id', '=', institutionId)
    .where('state', '<>', 'refused')
    .select(['id', 'person_id', 'role', 'from_day', 'to_day', 'state'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export async function loadOrganisation(moment: Where & { today: string }): Promise<OrganisationStanding> {
  const { tx, institutionId, today } = moment;
  const places = await loadPlaces(moment);
  const posts = await loadPosts(moment);
  const grants = await loadGrants(moment);
  const sectors = await tx
    .selectFrom('sectors')
    .where('institution_id', '=', institutionId)
    .select(['id', 'code', 'name', 'name_en', 'leader_id', 'lead_unit_id'])
    .orderBy('code')
    .execute();
  const disciplines = await tx
    .selectFrom('disciplines')
    .where('institution_id', '=', institutionId)
    .select(['id', 'code', 'name', 'name_en'])
    .orderBy('code')
    .execute();
  const professors = await tx
    .selectFrom('discipline_professors')
    .where('institution_id', '=', institutionId)
    .select(['discipline_id', 'person_id', 'from_day', 'to_day', 'delegate_id', 'position'])
    .orderBy('discipline_id')
    .orderBy('position')
    .execute();
  const closedDays = await tx
    .selectFrom('closed_days')
    .where('institution_id', '=', institutionId)
    .select(['id', 'day', 'name', 'name_en'])
    .orderBy('day')
    .execute();
  const active = new Set(places.people.filter((person) => person.active).map((person) => person.id));
  const officeExists = grants.some(
    (grant) =>
      grant.role === 'office' &&
      grant.state === 'confirmed' &&
      active.has(grant.person_id) &&
      (grant.to_day === null || grant.to_day >= today),
  );
  return { ...places, posts, grants, officeExists, sectors, disciplines, professors, closedDays };
}
