// Reads sheets: rows for lists with what the policy asks, one sheet's whole story, and who may see it.
import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../identity/scope.ts';
import { hasRole } from '../identity/scope.ts';
import { visibleTo } from '../linkage/standing.store.ts';
import type { SheetStanding } from './sheet.policy.ts';
import type { SheetColour } from './sheet.rules.ts';

type Person = { id: string; name: string; nameEn: string | null };
export type StoredSheet = SheetStanding & {
  id: string;
  version: number;
  number: string | null;
  colour: SheetColour;
  rule: string;
  itemId: string;
  code: string | null;
  title: string | null;
  titleEn: string | null;
  placeholder: boolean;
  level: number;
  horizon: 'five_year' | 'mid_term' | 'annual' | 'task';
  light: 'grey' | 'green' | 'yellow' | 'orange' | 'red' | 'blue' | 'teal';
  leadUnit: { id: string; code: string; name: string; nameEn: string | null };
  person: Person;
  issuedOn: string;
  replyBy: string;
  answerBy: string | null;
  resting: boolean;
  climbs: number;
  climbedTo: string | null;
  climbedToPerson: Person | null;
  atTop: boolean;
  causeCategory: string | null;
  cause: string | null;
  countermeasure: string | null;
  reply: string | null;
  repliedAt: Date | null;
  verdict: 'passed' | 'returned' | null;
  verdictReason: string | null;
  timesNamed: number | null;
  runOn: string;
  /** For the sort by number: organ code, year and serial, the last padded. */
  numberKey: string;
};

const brief = (alias: string) =>
  sql`case when ${sql.ref(`${alias}.id`)} is not null then jsonb_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)}, 'nameEn', ${sql.ref(`${alias}.name_en`)}) end`;

const COLUMNS = sql`
  s.id, s.version, s.number, s.colour, s.rule, s.state, s.item_id as "itemId", i.code, i.title, i.title_en as "titleEn", i.placeholder, i.level, i.horizon,
  i.state as "itemState", v.light, jsonb_build_object('id', u.id, 'code', u.code, 'name', u.name, 'nameEn', u.name_en) as "leadUnit",
  s.person_id as "personId", ${brief('p')} as person, s.issued_on as "issuedOn", s.reply_by as "replyBy", s.answer_by as "answerBy", s.resting, s.climbs,
  s.climbed_to as "climbedTo", ${brief('c')} as "climbedToPerson", s.at_top as "atTop", s.cause_category as "causeCategory", s.cause, s.countermeasure, s.reply,
  s.replied_at as "repliedAt", s.replied_by as "repliedBy", s.verdict, s.verdict_reason as "verdictReason", s.times_named as "timesNamed", s.run_on as "runOn",
  i.responsible_person_id as "responsiblePersonId", case when sp.active then i.supervisor_id end as "supervisorId", ${numberKey()} as "numberKey"`;

export const FROM = sql`
  sheets s join items i on i.institution_id = s.institution_id and i.id = s.item_id
  join item_values v on v.institution_id = s.institution_id and v.item_id = s.item_id
  join units u on u.institution_id = s.institution_id and u.id = i.lead_unit_id
  join people p on p.institution_id = s.institution_id and p.id = s.person_id
  left join people c on c.institution_id = s.institution_id and c.id = s.climbed_to
  left join people sp on sp.institution_id = s.institution_id and sp.id = i.supervisor_id
  left join document_numbers d on d.institution_id = s.institution_id and d.object_id = s.id`;

function numberKey(): RawBuilder<string> {
  return sql<string>`coalesce(d.organ_code || d.year || lpad(d.serial::text, 9, '0'), '')`;
}
export const NUMBER_KEY = numberKey();

/** Whoever sees the item sees its sheets; whoever was told of one sees that one. Those of a placeholder are for the told, the supervisor and the office. */
export function sheetsVisibleTo(scope: Scope): RawBuilder<boolean> {
  const me = scope.actorId;
  const told = sql`exists (select 1 from sheet_addressees a where a.institution_id = s.institution_id and a.sheet_id = s.id and a.person_id = ${me})`;
  const ofPlaceholder = hasRole(scope.actor, 'office') ? sql`true` : sql`i.supervisor_id = ${me}`;
  return sql<boolean>`(${told} or ((not i.placeholder or ${ofPlaceholder}) and ${visibleTo(scope)}))`;
}

export async function selectSheets(scope: Scope, tail: RawBuilder<unknown>): Promise<StoredSheet[]> {
  const { rows } = await sql<StoredSheet>`
    select ${COLUMNS} from ${FROM} where s.institution_id = ${scope.institutionId} and ${sheetsVisibleTo(scope)} ${tail}`.execute(
    scope.tx,
  );
  return rows;
}

export async function countSheets(scope: Scope, where: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from ${FROM} where s.institution_id = ${scope.institutionId} and ${sheetsVisibleTo(scope)} ${where}`.execute(
    scope.tx,
  );
  return Number(rows[0]?.total ?? 0);
}

export type SheetStory = {
  snapshot: Record<string, unknown>;
  addressees: {
    person: Person;
    why: 'responsible' | 'next_above' | 'climbed' | 'inherited';
    on: string;
    level: number | null;
  }[];
  rounds: StoredRound[];
  climbHistory: { on: string; limitPassed: string; person: Person; to: Person | null; replyBy: string }[];
  endedAt: Date | null;
  endedBy: Person | null;
  endReason: string | null;
};
type StoredRound = {
  n: number;
  openedOn: string;
  answerBy: string;
  endedHow: 'replied' | 'rested' | 'lapsed' | 'voided' | null;
  repliedOn: string | null;
  repliedBy: Person | null;
  causeCategory: string | null;
  cause: string | null;
  countermeasure: string | null;
  reply: string | null;
  verdict: 'passed' | 'returned' | null;
  verdictReason: string | null;
  judgedBy: Person | null;
  judgedAt: string | null;
};

/** Everything that happened with one sheet, oldest first; instants of rounds come as text. */
export async function loadSheetStory(scope: Scope, id: string): Promise<SheetStory> {
  const inst = scope.institutionId;
  const person = (column: RawBuilder<unknown>) =>
    sql`(select ${brief('x')} from people x where x.institution_id = ${inst} and x.id = ${column})`;
  const { rows } = await sql<SheetStory>`
    select s.snapshot, s.ended_at as "endedAt", s.end_reason as "endReason", ${person(sql`s.ended_by`)} as "endedBy",
      coalesce((select jsonb_agg(jsonb_build_object('person', ${person(sql`a.person_id`)}, 'why', a.why, 'on', a.addressed_on,
        'level', case when a.why in ('responsible', 'inherited') then (select i.level from items i where i.institution_id = ${inst} and i.id = s.item_id)
          else (select min(t.level) from posts t where t.institution_id = ${inst} and t.person_id = a.person_id and t.state = 'confirmed'
            and t.from_day <= a.addressed_on and (t.to_day is null or t.to_day >= a.addressed_on)) end)
        order by a.addressed_at, array_position(array['responsible', 'next_above', 'climbed', 'inherited'], a.why))
        from sheet_addressees a where a.institution_id = ${inst} and a.sheet_id = s.id), '[]') as addressees,
      coalesce((select jsonb_agg(jsonb_build_object('n', r.n, 'openedOn', r.opened_on, 'answerBy', r.answer_by, 'endedHow', r.ended_how, 'repliedOn', r.replied_on,
        'repliedBy', ${person(sql`r.replied_by`)}, 'causeCategory', r.cause_category, 'cause', r.cause, 'countermeasure', r.countermeasure, 'reply', r.reply,
        'verdict', r.verdict, 'verdictReason', r.verdict_reason, 'judgedBy', ${person(sql`r.judged_by`)}, 'judgedAt', r.judged_at) order by r.n)
        from sheet_rounds r where r.institution_id = ${inst} and r.sheet_id = s.id), '[]') as rounds,
      coalesce((select jsonb_agg(jsonb_build_object('on', k.climbed_on, 'limitPassed', k.limit_passed, 'person', ${person(sql`k.person_id`)},
        'to', ${person(sql`k.climbed_to`)}, 'replyBy', k.reply_by) order by k.n)
        from sheet_climbs k where k.institution_id = ${inst} and k.sheet_id = s.id), '[]') as "climbHistory"
    from sheets s where s.institution_id = ${inst} and s.id = ${id}`.execute(scope.tx);
  const [story] = rows;
  if (!story) throw new Error('the story of a sheet that is not there');
  return story;
}

/** The office, as of today, by name. */
export async function selectPeople(
  scope: Pick<Scope, 'tx' | 'institutionId'>,
  ids: readonly string[],
): Promise<Person[]> {
  if (ids.length === 0) return [];
  return scope.tx
    .selectFrom('people')
    .where('institution_id', '=', scope.institutionId)
    .where('id', 'in', [...ids])
    .orderBy('name')
    .orderBy('id')
    .select(['id', 'name', 'name_en as nameEn'])
    .execute();
}

export async function selectOffice(scope: Pick<Scope, 'tx' | 'institutionId' | 'today'>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct g.person_id as id from role_grants g where g.institution_id = ${scope.institutionId} and g.role = 'office' and g.state = 'confirmed'
      and g.from_day <= ${scope.today}::date and (g.to_day is null or g.to_day >= ${scope.today}::date) order by 1`.execute(
    scope.tx,
  );
  return rows.map((row) => row.id);
}
