// What people do in the simulated year, through the product's own acts: they sign, report, decide, answer, judge and ask, or let it lie.
import { sql } from 'kysely';
import { decide } from '../../../src/capabilities/gatekeeping/decide.actions.ts';
import { openScopeFor } from '../../../src/capabilities/identity/open-scope.ts';
import type { Scope } from '../../../src/capabilities/identity/scope.ts';
import { acceptItem, assign } from '../../../src/capabilities/linkage/life-cycle.actions.ts';
import { submitReport } from '../../../src/capabilities/progress/report.actions.ts';
import { answerHelp, ask } from '../../../src/capabilities/promotion/help.actions.ts';
import { judgeOne, replyToOne } from '../../../src/capabilities/promotion/sheet.actions.ts';
import { EFFECTS } from '../../../src/entry/effects.ts';
import type { Db } from '../../../src/platform/database/connect.ts';
import { clockAt } from './plain-calendar.ts';

type Day = string;
export type Year = { db: Db; owner: Db; institutionId: string };
/** An act that moves a sheet. */
export type Done =
  | { what: 'answered'; code: string; colour: string }
  | { what: 'judged'; code: string; colour: string; verdict: 'passed' | 'returned' };

/** How many of each act a day holds at most. */
const MOST = { assign: 5, sign: 5, report: 5, decide: 7, answer: 4, judge: 4, help: 1 };

/** The same luck for the same words, 0..1 (FNV-1a). */
export function luck(words: string): number {
  let hash = 2166136261;
  for (const letter of words) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
  return ((hash >>> 0) % 10_000) / 10_000;
}

async function rowsOf<Row>({ owner }: Year, query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await query.execute(owner)).rows;
}

/** One working day, from ten o'clock on, a minute an act; answers how many there were. `after` each of them somebody looks. */
export async function workADay(year: Year, day: Day, after: (done?: Done) => Promise<void>): Promise<number> {
  const start = clockAt(day, '10:00:00').getTime();
  let acts = 0;
  const as: As = async (personId, work, done) => {
    acts += 1;
    const now = new Date(start + acts * 60_000);
    const result = await openScopeFor(year.db, { institutionId: year.institutionId, personId, now }, work);
    await after(done);
    return result;
  };
  for (const act of [assignSome, sign, report, decideSome, judgeSome, answerSome, askAndAnswer])
    await act(year, day, as);
  return acts;
}

type As = <T>(personId: string, work: (scope: Scope) => Promise<T>, done?: Done) => Promise<T>;
type Theirs = { id: string; code: string; person: string };

/** Whoever answers for the item above hands it on, some days later, now and then never. */
async function assignSome(year: Year, day: Day, as: As): Promise<void> {
  const waiting = await rowsOf(
    year,
    sql<Theirs>`select i.id, i.code, p.responsible_person_id as person from items i join items p on p.institution_id = i.institution_id and p.id = i.parent_id
      where i.institution_id = ${year.institutionId} and i.state = 'registered' order by i.code`,
  );
  const willing = waiting.filter(
    ({ code }) => luck(`${code} forgotten`) > 0.1 && luck(`${code} ${day} hands on`) < 0.4,
  );
  for (const { id, person } of willing.slice(0, MOST.assign)) await as(person, (scope) => assign(scope, id, {}, null));
}

async function sign(year: Year, day: Day, as: As): Promise<void> {
  const waiting = await rowsOf(
    year,
    sql<Theirs>`select id, code, responsible_person_id as person from items
      where institution_id = ${year.institutionId} and state = 'assigned' order by code`,
  );
  const willing = waiting.filter(
    ({ code }) => luck(`${code} never signs`) > 0.04 && luck(`${code} ${day} signs`) < 0.4,
  );
  for (const { id, person } of willing.slice(0, MOST.sign)) await as(person, (scope) => acceptItem(scope, id, null));
}

type Owing = Theirs & { nodes: string[] | null; leaf: boolean; share: number };

/** Whoever owes the report of the month that ended, has not sent one, and is minded to today. */
async function report(year: Year, day: Day, as: As): Promise<void> {
  const owing = await rowsOf(
    year,
    sql<Owing>`select i.id, i.code, i.responsible_person_id as person,
        (select array_agg(n.id order by n.date) from nodes n where n.institution_id = i.institution_id and n.item_id = i.id and n.state = 'planned' and n.date <= ${day}::date) as nodes,
        not exists (select 1 from items c where c.institution_id = i.institution_id and c.parent_id = i.id and c.state not in ('draft', 'cancelled'))
          and not exists (select 1 from nodes n where n.institution_id = i.institution_id and n.item_id = i.id and n.weight > 0) as leaf,
        least(1, greatest(0, (${day}::date - i.start)::numeric / greatest(1, i.approved_due - i.start)))::float8 as share
      from items i where i.institution_id = ${year.institutionId} and i.state = 'in_progress' and i.horizon in ('annual', 'task') and not i.placeholder
        and i.start < date_trunc('month', ${day}::date)
        and not exists (select 1 from reports r where r.institution_id = i.institution_id and r.item_id = i.id
          and r.period_to >= date_trunc('month', ${day}::date)::date - 1)
      order by i.code`,
  );
  const willing = owing.filter(({ code }) => luck(`${code} silent`) > 0.25 && luck(`${code} ${day} reports`) < 0.3);
  for (const { id, code, person, nodes, leaf, share } of willing.slice(0, MOST.report)) {
    const done = (nodes ?? []).filter((_, at) => luck(`${code} ${day} done ${at}`) < 0.8);
    await as(person, (scope) =>
      submitReport(
        scope,
        id,
        {
          selfRatedLight: 'green',
          done: '按计划推进。',
          next: '继续推进。',
          nodesDone: done.map((nodeId) => ({ nodeId, evidenceIds: [] })),
          ...(leaf ? { progress: Math.min(100, Math.round(100 * share * (0.6 + 0.5 * luck(`${code} pace`)))) } : {}),
        },
        EFFECTS,
        null,
      ),
    );
  }
}

async function decideSome(year: Year, day: Day, as: As): Promise<void> {
  const waiting = await rowsOf(
    year,
    sql<{ id: string; key: string; person: string; account: string }>`
      select s.id, i.code || s.kind || s.submitted_on as key, o.person_id as person, p.account
      from submissions s join items i on i.institution_id = s.institution_id and i.id = s.item_id join lateral (
        select g.person_id from gate_steps g where g.institution_id = s.institution_id and g.submission_id = s.id and g.verdict is null and not g.expired
        order by g.position limit 1) o on true join people p on p.institution_id = s.institution_id and p.id = o.person_id
      where s.institution_id = ${year.institutionId} and s.state = 'pending' order by s.submitted_at, key`,
  );
  // some gatekeepers never look
  const willing = waiting.filter(({ key, account }) => luck(`${account} absent`) > 0.1 && luck(`${key} ${day}`) < 0.5);
  for (const { id, key, person } of willing.slice(0, MOST.decide)) {
    const passes = luck(`${key} passes`) < 0.92;
    const verdict = passes ? { verdict: 'passed' as const } : { verdict: 'returned' as const, reason: '请补充依据。' };
    await as(person, (scope) => decide(scope, id, verdict, EFFECTS, null));
  }
}

type Standing = { id: string; code: string; colour: string; person: string };

async function answerSome(year: Year, day: Day, as: As): Promise<void> {
  const waiting = await rowsOf(
    year,
    sql<Standing>`select s.id, i.code, s.colour, s.person_id as person from sheets s join items i on i.institution_id = s.institution_id and i.id = s.item_id
      where s.institution_id = ${year.institutionId} and s.state = 'open' order by s.issued_on, i.code, s.colour`,
  );
  const willing = waiting.filter(({ code }) => luck(`${code} deaf`) > 0.3 && luck(`${code} ${day} answers`) < 0.25);
  for (const { id, code, colour, person } of willing.slice(0, MOST.answer)) {
    const words = {
      cause: '设备到货延迟。',
      countermeasure: '改由库存设备先行。',
      causeCategory: 'equipment' as const,
    };
    await as(person, (scope) => replyToOne(scope, id, words, null), { what: 'answered', code, colour });
  }
}

async function judgeSome(year: Year, day: Day, as: As): Promise<void> {
  const waiting = await rowsOf(
    year,
    sql<Standing>`select s.id, i.code, s.colour, coalesce(nullif(i.supervisor_id, s.replied_by), (
        select g.person_id from role_grants g join people p on p.institution_id = g.institution_id and p.id = g.person_id where g.institution_id = s.institution_id and g.role = 'office' and g.state = 'confirmed'
          and g.person_id not in (s.replied_by, s.person_id, i.responsible_person_id) order by p.account limit 1)) as person
      from sheets s join items i on i.institution_id = s.institution_id and i.id = s.item_id
      where s.institution_id = ${year.institutionId} and s.state = 'replied' order by s.replied_at, i.code`,
  );
  for (const { id, code, colour, person } of waiting.slice(0, MOST.judge)) {
    if (luck(`${code} ${colour} ${day} judged`) > 0.6) continue;
    const verdict = luck(`${code} ${colour} ${day} good`) < 0.8 ? ('passed' as const) : ('returned' as const);
    const reason = verdict === 'returned' ? { reason: '对策不具体。' } : {};
    const done = { what: 'judged' as const, code, colour, verdict };
    await as(person, (scope) => judgeOne(scope, id, { verdict, ...reason }, null), done);
  }
}

/** Now and then somebody asks; some of those asked let it pass. */
async function askAndAnswer(year: Year, day: Day, as: As): Promise<void> {
  const open = await rowsOf(
    year,
    sql<{ id: string; code: string; person: string }>`
      select h.id, i.code, x.person_id as person from help_requests h join items i on i.institution_id = h.institution_id and i.id = h.item_id join lateral (
        select a.person_id from help_addressees a where a.institution_id = h.institution_id and a.request_id = h.id order by a.position desc limit 1) x on true
      where h.institution_id = ${year.institutionId} and h.state = 'open' order by h.created_at, i.code`,
  );
  for (const { id, code, person } of open) {
    if (luck(`${code} ${day} helped`) > 0.2) continue;
    await as(person, (scope) => answerHelp(scope, id, { verdict: 'answered', text: '已协调解决。' }, null));
  }
  if (luck(`${day} asks`) > 0.2) return;
  const [asker] = await rowsOf(
    year,
    sql<Theirs>`select id, code, responsible_person_id as person from items where institution_id = ${year.institutionId} and state = 'in_progress'
      and horizon = 'task' and not placeholder order by md5(code || ${day}) limit ${MOST.help}`,
  );
  if (asker) await as(asker.person, (scope) => ask(scope, { itemId: asker.id, asks: '请协调实验场地。' }));
}
