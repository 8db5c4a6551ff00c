// What the caller sees of himself: his person, the institution and its levels.
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/connect.ts';
import type { Moment } from '../../platform/events/append.ts';
import type { Language } from '../../platform/words.ts';

export type StoredPerson = {
  id: string;
  name: string;
  nameEn: string | null;
  account: string;
  email: string | null;
  language: Language;
};

export async function readPerson(tx: Tx, institutionId: string, personId: string): Promise<StoredPerson> {
  const { rows } = await sql<StoredPerson>`
    select id, name, name_en as "nameEn", account, email, language from people
    where institution_id = ${institutionId} and id = ${personId}`.execute(tx);
  const person = rows[0];
  if (!person) throw new Error('a session without its person');
  return person;
}

export type StoredInstitution = {
  id: string;
  name: string;
  nameEn: string | null;
  timeZone: string;
  levels: { rank: number; kind: string; name: string; nameEn: string }[];
};

export async function readInstitution(tx: Tx, institutionId: string): Promise<StoredInstitution> {
  const { rows } = await sql<StoredInstitution>`
    select i.id, i.name, i.name_en as "nameEn", i.time_zone as "timeZone", coalesce((
      select jsonb_agg(jsonb_build_object('rank', l.rank, 'kind', l.kind, 'name', l.name, 'nameEn', l.name_en) order by l.rank)
      from levels l where l.institution_id = i.id), '[]') as levels
    from institutions i where i.id = ${institutionId}`.execute(tx);
  const institution = rows[0];
  if (!institution) throw new Error('a session without its institution');
  return institution;
}

export async function updateLanguage(scope: Moment, personId: string, language: Language): Promise<void> {
  await scope.tx
    .updateTable('people')
    .set((eb) => ({ language, version: eb('version', '+', 1) }))
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', personId)
    .execute();
}

const SHORTEST_PASSWORD = 10;

/** The setting in force; the number stands in the rules of the institution. */
export async function readShortestPassword({
  tx,
  institutionId,
  today,
}: Pick<Moment, 'tx' | 'institutionId' | 'today'>) {
  const { rows } = await sql<{ value: unknown }>`
    select value from settings where institution_id = ${institutionId} and key = 'password.shortest' and effective_from <= ${today}::date
    order by effective_from desc limit 1`.execute(tx);
  const value = rows[0]?.value;
  return typeof value === 'number' ? value : SHORTEST_PASSWORD;
}
