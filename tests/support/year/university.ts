// The demonstration university at the beginning of its year, and what a look at it shows.
import { sql } from 'kysely';
import { catchUp } from '../../../src/capabilities/progress/midnight.actions.ts';
import { verifyInstitution } from '../../../src/capabilities/progress/verify.actions.ts';
import { evaluateThen } from '../../../src/capabilities/promotion/past-values.store.ts';
import { midnightActs, morningActs } from '../../../src/entry/background.ts';
import { bringUniversity } from '../../../src/entry/demonstration.ts';
import { playPlan } from '../../../src/entry/simulation/play.ts';
import { VERIFY_CHECKS } from '../../../src/entry/verify-checks.ts';
import { inTenant } from '../../../src/platform/database/connect.ts';
import { useDatabase } from '../database.ts';
import type { Year } from './people-at-work.ts';
import { clockAt } from './plain-calendar.ts';
import type { Seen } from './plain-sheets.ts';

type Day = string;

/** The working weeks in which the plan is handed down; the year is told from its end on. */
export const HANDED_DOWN = { from: '2026-01-05', to: '2026-02-13' } as const;

/** The house, its people and the first so many of its key works, handed down. */
export async function openYear(keyWorks: number): Promise<Year> {
  const { db, owner } = await useDatabase();
  const { institutionId } = await bringUniversity(db);
  await sql`
    with kept as (select id from items where institution_id = ${institutionId} and horizon = 'annual' and code ~ '^K[0-9]+$' order by code limit ${keyWorks})
    delete from items i where i.institution_id = ${institutionId} and i.horizon in ('annual', 'task') and not (i.path && (select array_agg(id) from kept))`.execute(
    owner,
  );
  await playPlan({
    db,
    institutionId,
    firstDay: HANDED_DOWN.from,
    end: clockAt(HANDED_DOWN.to, '18:00:00'),
    richness: 'full',
    files: [],
  });
  return { db, owner, institutionId };
}

/** The product's own background, up to an instant. */
export async function letTimePass({ db, institutionId }: Year, to: Date): Promise<void> {
  await catchUp({ db, now: () => to, acts: midnightActs(), mornings: morningActs() }, institutionId);
}

/** Differences between what is stored and what its facts say, found by the product's own check with the rules as its measure. */
export async function differencesOf({ db, institutionId }: Year, now: Date): Promise<unknown[]> {
  const found = await verifyInstitution({ db, institutionId, now: () => now, files: null, checks: VERIFY_CHECKS });
  return found.differences;
}

/** Every item as it stands, by code. */
export async function look({ owner, institutionId }: Year): Promise<Seen[]> {
  const { rows } = await sql<Seen>`
    select i.code, i.horizon, i.state, v.light, v.light_why -> 0 ->> 'rule' as rule, i.responsible_person_id as person,
      coalesce((select array_agg(a.responsible_person_id order by cardinality(a.path) desc) from items a
        where a.institution_id = i.institution_id and a.id = any (i.path) and a.id <> i.id), '{}') as above
    from items i join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
    where i.institution_id = ${institutionId} and i.state <> 'draft' order by i.code`.execute(owner);
  return rows;
}

/** Their lights alone. */
export async function lightsOf({ owner, institutionId }: Year): Promise<{ code: string; light: string }[]> {
  const { rows } = await sql<{ code: string; light: string }>`
    select i.code, v.light from items i join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
    where i.institution_id = ${institutionId} and i.state <> 'draft'`.execute(owner);
  return rows;
}

export type Brought = {
  issued: { code: string; colour: string; rule: string; replyBy: Day }[];
  climbed: { code: string; colour: string; to: string | null; replyBy: Day }[];
};

/** The sheets and climbs that bear a day. */
export async function sheetsOf({ owner, institutionId }: Year, day: Day): Promise<Brought> {
  const issued = await sql<Brought['issued'][number]>`
    select i.code, s.colour, s.rule, r.answer_by as "replyBy" from sheets s join items i on i.institution_id = s.institution_id and i.id = s.item_id
      join sheet_rounds r on r.institution_id = s.institution_id and r.sheet_id = s.id and r.n = 1
    where s.institution_id = ${institutionId} and s.issued_on = ${day}::date order by i.code, s.colour`.execute(owner);
  const climbed = await sql<Brought['climbed'][number]>`
    select i.code, s.colour, c.climbed_to as "to", c.reply_by as "replyBy" from sheet_climbs c join sheets s on s.institution_id = c.institution_id and s.id = c.sheet_id
      join items i on i.institution_id = s.institution_id and i.id = s.item_id
    where c.institution_id = ${institutionId} and c.climbed_on = ${day}::date order by i.code, s.colour`.execute(owner);
  return { issued: issued.rows, climbed: climbed.rows };
}

/** The same for a morning that is over, by the rules alone: days on which nobody acted. */
export async function lookBack(year: Year, day: Day): Promise<Seen[]> {
  const { db, institutionId } = year;
  const then = { at: clockAt(day, '08:00:00'), day };
  const given = await inTenant(db, institutionId, (tx) => evaluateThen({ tx, institutionId }, then));
  const { rows } = await sql<{ id: string; code: string }>`
    select id, code from items where institution_id = ${institutionId} and state <> 'draft'`.execute(year.owner);
  const idOf = new Map(rows.map(({ id, code }) => [code, id]));
  const values = new Map(given.map((one) => [one.item_id, one]));
  return (await look(year)).map((item) => {
    const then = values.get(idOf.get(item.code) ?? '');
    return then ? { ...item, light: then.light, rule: then.why[0]?.rule ?? '' } : item;
  });
}

const countOf = async (year: Year, query: ReturnType<typeof sql<{ n: number }>>): Promise<number> =>
  (await query.execute(year.owner)).rows[0]?.n ?? 0;

export const eventsSince = (year: Year, since: Date): Promise<number> =>
  countOf(
    year,
    sql`select count(*)::int as n from events where institution_id = ${year.institutionId} and at >= ${since}`,
  );

type Freeze = { kind: string; from: Day; to: Day; at: string };

/** `at` is the wall clock in China. */
export async function freezesOf({ owner, institutionId }: Year): Promise<Freeze[]> {
  const { rows } = await sql<Freeze>`
    select e.after ->> 'kind' as kind, e.after ->> 'from' as "from", e.after ->> 'to' as "to", to_char(e.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at
    from events e where e.institution_id = ${institutionId} and e.act = 'cycle.frozen' and e.at >= ${clockAt(HANDED_DOWN.to, '18:00:00')} order by e.at`.execute(
    owner,
  );
  return rows;
}

export async function expiredSteps({ owner, institutionId }: Year, since: Day): Promise<{ due: Day; on: Day }[]> {
  const { rows } = await sql<{ due: Day; on: Day }>`
    select due, expired_on as "on" from gate_steps where institution_id = ${institutionId} and expired_on >= ${since}::date`.execute(
    owner,
  );
  return rows;
}

export async function helpClimbs({ owner, institutionId }: Year): Promise<{ replyBy: Day; on: Day }[]> {
  const { rows } = await sql<{ replyBy: Day; on: Day }>`
    select reply_by as "replyBy", passed_on as "on" from help_addressees where institution_id = ${institutionId} and passed_on is not null`.execute(
    owner,
  );
  return rows;
}

/** Serials by organ code and year in the order of issue; and sheets that bear a number without right to one, or none although they should. */
export async function numbersOf({
  owner,
  institutionId,
}: Year): Promise<{ numbers: Record<string, number[]>; wrong: string[] }> {
  const { rows } = await sql<{ number: string | null; horizon: string; code: string }>`
    select s.number, i.horizon, i.code from sheets s join items i on i.institution_id = s.institution_id and i.id = s.item_id
    where s.institution_id = ${institutionId} order by s.number`.execute(owner);
  const wrong = rows
    .filter(({ number, horizon }) => (number !== null) !== (horizon === 'annual'))
    .map(({ code }) => code);
  const numbers: Record<string, number[]> = {};
  for (const { number } of rows) {
    const parts = /^(.+〔\d{4}〕)([1-9]\d*)号$/.exec(number ?? '');
    if (parts?.[1]) numbers[parts[1]] = [...(numbers[parts[1]] ?? []), Number(parts[2])];
    else if (number !== null) wrong.push(number);
  }
  for (const serials of Object.values(numbers)) serials.sort((a, b) => a - b);
  return { numbers, wrong };
}
