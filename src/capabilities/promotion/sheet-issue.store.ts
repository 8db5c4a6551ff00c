// The facts from which sheets are issued and climb, and the rows that say so.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Moment } from '../../platform/events/append.ts';
import type { Day } from '../institution/calendar.rules.ts';
import type { ItemState } from '../progress/facts.rules.ts';
import type { LitItem, SheetColour, SheetState, StandingSheet } from './sheet.rules.ts';

export type Candidate = LitItem & { id: string; responsiblePersonId: string };

/** Items whose light asks for a sheet and that have none open of that colour; their earlier ones that may still speak for it. */
export async function selectCandidates({ tx, institutionId }: Moment): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select i.id, i.horizon, i.state, i.responsible_person_id as "responsiblePersonId", v.light, v.light_why -> 0 ->> 'rule' as rule, v.left_green_on as "leftGreenOn",
      coalesce((select jsonb_agg(jsonb_build_object('colour', s.colour, 'rule', s.rule, 'state', s.state, 'endedOn', s.ended_on, 'leftOn', s.left_on))
        from sheets s where s.institution_id = i.institution_id and s.item_id = i.id and s.colour = v.light and s.left_on is null), '[]') as sheets
    from item_values v join items i on i.institution_id = v.institution_id and i.id = v.item_id
    where v.institution_id = ${institutionId} and v.light in ('yellow', 'orange', 'red') and i.horizon in ('annual', 'task')
      and i.state in ('registered', 'assigned', 'in_progress')
      and not exists (select 1 from sheets o where o.institution_id = i.institution_id and o.item_id = i.id and o.colour = v.light and o.state in ('open', 'replied'))
    order by cardinality(i.path) desc, i.code, i.id`.execute(tx);
  return rows;
}

/** Ended sheets whose colour the light has left by this morning: from now on the same may be asked again. */
export async function markLeft({ tx, institutionId, today }: Moment): Promise<void> {
  await sql`
    update sheets s set left_on = ${today}::date from item_values v
    where s.institution_id = ${institutionId} and s.ended_at is not null and s.left_on is null
      and v.institution_id = s.institution_id and v.item_id = s.item_id and v.light <> s.colour`.execute(tx);
}

export type Issue = {
  itemId: string;
  horizon: string;
  colour: SheetColour;
  rule: string;
  personId: string;
  replyBy: Day;
  replyDays: number;
  addressees: readonly { personId: string; why: 'responsible' | 'next_above' }[];
};

/** The new sheet's id; null where another worker has issued it meanwhile. */
export async function insertSheet(moment: Moment, issue: Issue): Promise<string | null> {
  const { tx, institutionId, now, today } = moment;
  const id = uuid();
  const people = issue.addressees.map((one) => one.personId);
  const { rows } = await sql<{ id: string }>`
    insert into sheets (institution_id, id, item_id, colour, rule, issued_on, issued_at, person_id, reply_by, answer_by, run_on, snapshot)
    select i.institution_id, ${id}, i.id, ${issue.colour}, ${issue.rule}, ${today}::date, ${now}, ${issue.personId}, ${issue.replyBy}::date, ${issue.replyBy}::date,
      coalesce(v.left_green_on, ${today}::date), ${snapshotOf(issue, people)}
    from items i join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
      join units u on u.institution_id = i.institution_id and u.id = i.lead_unit_id
      join institutions n on n.id = i.institution_id
    where i.institution_id = ${institutionId} and i.id = ${issue.itemId}
    on conflict do nothing returning id`.execute(tx);
  return rows.length === 0 ? null : id;
}

export type Issued = Issue & { id: string; number: string | null };

/** Who is told of new sheets, and the answer that each awaits: one statement each for all of them. */
export async function addressSheets(
  { tx, institutionId, now, today }: Moment,
  issued: readonly Issued[],
): Promise<void> {
  if (issued.length === 0) return;
  const told = issued.flatMap((sheet) =>
    sheet.addressees.map((one) => ({ sheet: sheet.id, person: one.personId, why: one.why })),
  );
  await sql`insert into sheet_addressees (institution_id, sheet_id, person_id, why, addressed_on, addressed_at)
    select ${institutionId}, x.sheet, x.person, x.why, ${today}::date, ${now}
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) x (sheet uuid, person uuid, why text)`.execute(tx);
  const awaited = issued.map((sheet) => ({ sheet: sheet.id, item: sheet.itemId, by: sheet.replyBy }));
  await sql`insert into sheet_rounds (institution_id, sheet_id, n, item_id, opened_on, opened_at, answer_by)
    select ${institutionId}, x.sheet, 1, x.item, ${today}::date, ${now}, x.by
    from jsonb_to_recordset(${JSON.stringify(awaited)}::jsonb) x (sheet uuid, item uuid, by date)`.execute(tx);
}

/** A placeholder keeps no texts, here either. */
function snapshotOf(issue: Issue, people: readonly string[]) {
  const person = (column: string) =>
    sql`(select jsonb_build_object('id', x.id, 'name', x.name, 'nameEn', x.name_en) from people x where x.institution_id = i.institution_id and x.id = ${sql.ref(column)})`;
  return sql`jsonb_build_object('institution', jsonb_build_object('name', n.name, 'nameEn', n.name_en), 'code', i.code,
      'title', case when not i.placeholder then i.title end, 'titleEn', case when not i.placeholder then i.title_en end, 'level', i.level, 'horizon', i.horizon,
      'state', i.state, 'leadUnit', jsonb_build_object('id', u.id, 'code', u.code, 'name', u.name, 'nameEn', u.name_en),
      'responsiblePerson', ${person('i.responsible_person_id')}, 'supervisor', ${person('i.supervisor_id')}, 'leaderInCharge', ${person('i.leader_in_charge_id')},
      'start', i.start, 'originalDue', i.original_due, 'approvedDue', i.approved_due)
    || jsonb_build_object('planned', v.planned, 'verified', v.verified, 'waiting', v.waiting, 'light', v.light, 'why', v.light_why,
      'leftGreenOn', v.left_green_on, 'replyBy', ${issue.replyBy}::date, 'replyDays', ${issue.replyDays}::int,
      'addressees', (select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'nameEn', x.name_en) order by o.at)
        from unnest(${[...people]}::uuid[]) with ordinality o (id, at) join people x on x.institution_id = i.institution_id and x.id = o.id))`;
}

export async function setNumber({ tx, institutionId }: Moment, id: string, number: string): Promise<void> {
  await tx
    .updateTable('sheets')
    .set({ number })
    .where('institution_id', '=', institutionId)
    .where('id', '=', id)
    .execute();
}

export async function openRound(
  { tx, institutionId, now, today }: Moment,
  round: { sheetId: string; itemId: string; n: number; answerBy: Day },
): Promise<void> {
  await tx
    .insertInto('sheet_rounds')
    .values({
      institution_id: institutionId,
      sheet_id: round.sheetId,
      n: round.n,
      item_id: round.itemId,
      opened_on: today,
      opened_at: now,
      answer_by: round.answerBy,
    })
    .execute();
}

export async function countRounds({ tx, institutionId }: Moment, sheetId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select coalesce(max(n), 0) as n from sheet_rounds where institution_id = ${institutionId} and sheet_id = ${sheetId}`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

/** The answer that was awaited is awaited no more. */
export async function endRound(
  { tx, institutionId, now }: Moment,
  sheetId: string,
  how: 'replied' | 'rested' | 'lapsed' | 'voided',
): Promise<void> {
  await tx
    .updateTable('sheet_rounds')
    .set({ ended_at: now, ended_how: how })
    .where('institution_id', '=', institutionId)
    .where('sheet_id', '=', sheetId)
    .where('ended_at', 'is', null)
    .execute();
}

export type Standing = StandingSheet & {
  id: string;
  itemId: string;
  colour: SheetColour;
  number: string | null;
  rule: string;
  personId: string;
  climbs: number;
  issuedOn: Day;
  state: SheetState;
  itemState: ItemState;
};

const STANDING = sql`s.id, s.item_id as "itemId", s.colour, s.number, s.rule, s.person_id as "personId", s.climbs, s.issued_on as "issuedOn", s.state,
  s.reply_by as "replyBy", s.at_top as "atTop", s.resting, i.state as "itemState"`;

/** Sheets not yet ended that something may be due of this morning. */
export async function selectStanding({ tx, institutionId, today }: Moment): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select ${STANDING} from sheets s join items i on i.institution_id = s.institution_id and i.id = s.item_id
    where s.institution_id = ${institutionId} and s.state in ('open', 'replied')
      and (s.reply_by < ${today}::date and not s.at_top or s.resting or i.state not in ('registered', 'assigned', 'in_progress'))
    order by s.issued_on, s.id`.execute(tx);
  return rows;
}

/** Locks one sheet and answers how it stands now. */
export async function lockSheet(
  { tx, institutionId }: Pick<Moment, 'tx' | 'institutionId'>,
  id: string,
): Promise<Standing | null> {
  const { rows } = await sql<Standing>`
    select ${STANDING} from sheets s join items i on i.institution_id = s.institution_id and i.id = s.item_id
    where s.institution_id = ${institutionId} and s.id = ${id} for update of s`.execute(tx);
  return rows[0] ?? null;
}

export async function listAddressees(
  { tx, institutionId }: Pick<Moment, 'tx' | 'institutionId'>,
  sheetId: string,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('sheet_addressees')
    .where('institution_id', '=', institutionId)
    .where('sheet_id', '=', sheetId)
    .orderBy('addressed_at')
    .select('person_id')
    .execute();
  return rows.map((row) => row.person_id);
}

/** One more learns of it; null at the top, where the limit that passed is kept and no other begins. */
export async function insertClimb(moment: Moment, sheet: Standing, to: string | null, replyBy: Day): Promise<void> {
  const { tx, institutionId, now, today } = moment;
  const on = { institution_id: institutionId, sheet_id: sheet.id };
  await tx
    .insertInto('sheet_climbs')
    .values({
      ...on,
      n: sheet.climbs + 1,
      item_id: sheet.itemId,
      climbed_on: today,
      limit_passed: sheet.replyBy,
      person_id: sheet.personId,
      climbed_to: to,
      reply_by: replyBy,
    })
    .execute();
  if (to === null) return;
  await tx
    .insertInto('sheet_addressees')
    .values({ ...on, person_id: to, why: 'climbed', addressed_on: today, addressed_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
