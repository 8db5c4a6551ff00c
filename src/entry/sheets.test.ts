// Sheets over the days: issued at eight of a working day, climbing while unanswered, answered, judged, taken back.
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useDatabase } from '../../tests/support/database.ts';
import type { PersonKey } from '../../tests/support/institution.ts';
import {
  CAUSE,
  passTo,
  type SheetShown,
  type SheetStoryShown,
  sheetStory,
  sheetsOf,
} from '../../tests/support/sheet-steps.ts';
import { ok, type Problem, plantLine, type Stage, setStage } from '../../tests/support/stage.ts';
import { addDays } from '../capabilities/institution/calendar.rules.ts';
import { inMoment } from '../capabilities/progress/midnight.store.ts';
import { verifyInstitution } from '../capabilities/progress/verify.actions.ts';
import { issueSheets } from '../capabilities/promotion/sheet-issue.actions.ts';
import { VERIFY_CHECKS } from './verify-checks.ts';

// many sign-ins and many days each; the machine may be busy with other tests
vi.setConfig({ testTimeout: 90_000 });

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

const people = (ids: readonly (string | null)[]) => ids.map((id) => stage.nameOf(id));
const brief = (sheets: readonly SheetShown[]) =>
  sheets.map((sheet) => `${sheet.colour} ${sheet.rule} ${sheet.issuedOn} by ${sheet.replyBy} ${sheet.state}`);

/** In the line of six, a task of the teacher's whose due has passed: red from the first day on. */
async function plantRed(over: object = {}) {
  const line = await plantLine(stage);
  const red = await stage.plant({
    who: 'teacher',
    unit: 'OPT',
    level: 6,
    parent: line.professor.id,
    horizon: 'annual',
    start: '2026-03-01',
    due: '2026-03-03',
    ...over,
  });
  return { line, red };
}

describe('a red sheet', () => {
  it('is issued at eight, numbered for annual work, to the responsible person and the next above, with the facts of that day', async () => {
    const { red } = await plantRed();
    await passTo(stage, '2026-03-04', '07:59');
    expect(await sheetsOf(stage)).toEqual([]);
    await passTo(stage, '2026-03-04', '08:00');
    const [sheet] = await sheetsOf(stage);
    expect(sheet).toMatchObject({
      number: '校问〔2026〕1号',
      colour: 'red',
      rule: 'due_passed',
      itemId: red.id,
      issuedOn: '2026-03-04',
      replyBy: '2026-03-05',
      state: 'open',
      overdue: false,
      climbedTo: null,
    });
    const story = await sheetStory(stage, sheet?.id ?? '');
    expect(people(story.addressees.map((one) => one.person.id))).toEqual(['teacher', 'professor']);
    expect(story.snapshot).toMatchObject({ light: 'red', approvedDue: '2026-03-03' });
    expect(story.snapshot.why[0]).toEqual({ rule: 'due_passed', light: 'red', inputs: { due: '2026-03-03' } });
  });

  it('that nobody answers climbs one more each time its limit has passed, to the leader in charge and to the top, where it stays', async () => {
    await plantRed();
    await passTo(stage, '2026-03-31');
    const [sheet] = await sheetsOf(stage, '&colour=red');
    const story = await sheetStory(stage, sheet?.id ?? '');
    expect(story.climbHistory.map((one) => `${one.on} ${stage.nameOf(one.to?.id ?? null)} ${one.replyBy}`)).toEqual([
      '2026-03-06 dean 2026-03-09',
      '2026-03-10 director 2026-03-11',
      '2026-03-12 leader 2026-03-13',
      '2026-03-16 president 2026-03-17',
      '2026-03-18 nobody 2026-03-17',
    ]);
    expect(sheet).toMatchObject({ atTop: true, overdue: true, replyBy: '2026-03-17', state: 'open' });
    expect(brief(await sheetsOf(stage))).toEqual(['red due_passed 2026-03-04 by 2026-03-17 open']);
    expect(await sheetsOf(stage, '', 'leader')).toHaveLength(1);
  });
});

/** In the line, what the teacher was handed and has not signed for: yellow from the tenth on. */
async function plantYellow(over: object = {}) {
  const line = await plantLine(stage);
  const yellow = await stage.plant({
    who: 'teacher',
    unit: 'OPT',
    level: 6,
    parent: line.professor.id,
    horizon: 'task',
    state: 'assigned',
    supervisor: 'supervisor',
    ...over,
  });
  return { line, yellow };
}

const act = async (who: PersonKey, id: string, what: string, body: object = {}) =>
  (await stage.as(who)).post<SheetStoryShown & Problem>(`/sheets/${id}/${what}`, body);
const only = (sheets: readonly SheetShown[]): SheetShown => {
  expect(sheets).toHaveLength(1);
  return sheets[0] as SheetShown;
};
const verify = async () => {
  const { db } = await useDatabase();
  const now = () => stage.server.clock.now();
  const result = await verifyInstitution({ db, institutionId: stage.home.id, now, files: null, checks: VERIFY_CHECKS });
  return result.differences;
};

describe('a yellow notice', () => {
  it('below annual work has no number; unanswered it turns the light orange, climbs, and brings an orange one', async () => {
    const { yellow } = await plantYellow();
    await passTo(stage, '2026-03-10');
    expect(only(await sheetsOf(stage))).toMatchObject({
      number: null,
      colour: 'yellow',
      rule: 'not_accepted',
      replyBy: '2026-03-17',
    });
    await passTo(stage, '2026-03-17');
    expect((await stage.item(yellow.id)).light.computed).toBe('yellow');
    await passTo(stage, '2026-03-18', '00:30');
    expect((await stage.item(yellow.id)).light).toMatchObject({
      computed: 'orange',
      why: [{ rule: 'notice_unanswered' }, { rule: 'not_accepted' }],
    });
    await passTo(stage, '2026-03-18');
    expect(brief(await sheetsOf(stage))).toEqual([
      'yellow not_accepted 2026-03-10 by 2026-03-25 open',
      'orange notice_unanswered 2026-03-18 by 2026-03-23 open',
    ]);
    const then = ok<{ light: { computed: string } }>(
      await (await stage.as('officer')).get(`/items/${yellow.id}?asOf=2026-03-17`),
    );
    expect(then.light.computed).toBe('yellow');
    expect(await verify()).toEqual([]);
  });

  it('is answered by the responsible person, judged by the supervisor, and closed by what passed, not by a light', async () => {
    const { yellow } = await plantYellow();
    await passTo(stage, '2026-03-10');
    const { id } = only(await sheetsOf(stage));
    expect((await act('professor', id, 'reply', CAUSE)).body.code).toBe('only_addressed_replies');
    expect((await act('supervisor', id, 'verdict', { verdict: 'passed' })).body.code).toBe('sheet_not_replied');
    expect((await act('outsider', id, 'reply', CAUSE)).status).toBe(404);
    // the light recovers: the notice stays
    ok(await (await stage.as('teacher')).post(`/items/${yellow.id}/accept`));
    expect(only(await sheetsOf(stage, '&mine=reply', 'teacher')).id).toBe(id);
    ok(await act('teacher', id, 'reply', CAUSE));
    expect(await sheetsOf(stage, '&mine=judge', 'officer')).toEqual([]);
    expect(only(await sheetsOf(stage, '&mine=judge', 'supervisor')).abilities).toEqual({
      reply: false,
      judge: true,
      void: false,
    });
    expect((await act('officer', id, 'verdict', { verdict: 'passed' })).body.code).toBe('only_supervisor_judges_sheet');
    expect((await act('teacher', id, 'verdict', { verdict: 'passed' })).body.code).toBe('doer_judges_no_sheet');
    const bare = await act('supervisor', id, 'verdict', { verdict: 'returned' });
    expect(bare.body).toMatchObject({ status: 422, code: 'sheet_return_needs_reason', errors: [{ path: 'reason' }] });
    const returned = ok(await act('supervisor', id, 'verdict', { verdict: 'returned', reason: '措施不具体' }));
    // counted anew from the day of the return
    expect(returned).toMatchObject({ state: 'open', replyBy: '2026-03-17', verdict: 'returned', cause: CAUSE.cause });
    ok(await act('teacher', id, 'reply', { ...CAUSE, countermeasure: '周五前到位' }));
    const closed = ok(await act('supervisor', id, 'verdict', { verdict: 'passed' }));
    expect(closed.rounds.map((round) => `${round.endedHow} ${round.verdict}`)).toEqual([
      'replied returned',
      'replied passed',
    ]);
    expect(closed.state).toBe('closed');
    // an act repeated by the same person answers as the first time
    expect(ok(await act('supervisor', id, 'verdict', { verdict: 'passed' })).version).toBe(closed.version);
    expect((await act('teacher', id, 'reply', CAUSE)).body.code).toBe('sheet_ended');
    expect(await verify()).toEqual([]);
  });

  it('comes no second time while the light stays as it is, and comes again once it has left and come back', async () => {
    const { yellow } = await plantYellow();
    await passTo(stage, '2026-03-10');
    const { id } = only(await sheetsOf(stage));
    ok(await act('teacher', id, 'reply', CAUSE));
    ok(await act('supervisor', id, 'verdict', { verdict: 'passed' }));
    await passTo(stage, '2026-03-20');
    expect(await sheetsOf(stage)).toHaveLength(1);
    ok(await (await stage.as('teacher')).post(`/items/${yellow.id}/accept`));
    await passTo(stage, '2026-03-23');
    const { db } = await useDatabase();
    await inMoment(db, at('2026-03-23'), async ({ tx }) => {
      await sql`update items set state = 'assigned', changed_at = now() where id = ${yellow.id}`.execute(tx);
      await sql`select refresh_item_values(${stage.home.id}, ${[yellow.id]}::uuid[], '2026-03-23'::date)`.execute(tx);
    });
    await passTo(stage, '2026-03-24');
    expect(brief(await sheetsOf(stage))).toEqual([
      'yellow not_accepted 2026-03-10 by 2026-03-17 closed',
      'yellow not_accepted 2026-03-24 by 2026-03-31 open',
    ]);
  });

  it('of an item that nobody has assigned asks whoever must assign it', async () => {
    await plantYellow({ state: 'registered', start: '2026-03-02' });
    await passTo(stage, '2026-03-04');
    const sheet = only(await sheetsOf(stage));
    expect(sheet.rule).toBe('not_assigned');
    const story = await sheetStory(stage, sheet.id);
    expect(people([sheet.personId, ...story.addressees.map((one) => one.person.id)])).toEqual([
      'professor',
      'professor',
      'dean',
    ]);
  });
});

const at = (day: string) => ({ institutionId: stage.home.id, now: new Date(`${day}T08:00:00+08:00`), today: day });

describe('an answer', () => {
  it('to a red sheet records the cause that the stay in red asks for', async () => {
    const { red } = await plantRed();
    await passTo(stage, '2026-03-05');
    const { id } = only(await sheetsOf(stage));
    const officer = await stage.as('officer');
    const redOf = async () => ok<{ red: { cause: string | null } | null }>(await officer.get(`/items/${red.id}`)).red;
    expect((await redOf())?.cause).toBeNull();
    ok(await act('teacher', id, 'reply', CAUSE));
    expect((await redOf())?.cause).toBe(CAUSE.cause);
    // no supervisor: the office judges, both of it may
    expect(await sheetsOf(stage, '&mine=judge', 'officerTwo')).toHaveLength(1);
    ok(await act('officerTwo', id, 'verdict', { verdict: 'passed' }));
    await passTo(stage, '2026-03-10');
    expect(await sheetsOf(stage)).toHaveLength(1);
  });

  it('that names the same cause a third time is flagged', async () => {
    const { yellow } = await plantYellow();
    const { db } = await useDatabase();
    const setState = (day: string, state: string) =>
      inMoment(db, at(day), async ({ tx }) => {
        await sql`update items set state = ${state}, changed_at = now() where id = ${yellow.id}`.execute(tx);
        await sql`select refresh_item_values(${stage.home.id}, ${[yellow.id]}::uuid[], ${day}::date)`.execute(tx);
      });
    const named: string[] = [];
    for (const [lit, green] of [
      ['2026-03-10', '2026-03-10'],
      ['2026-03-12', '2026-03-12'],
      ['2026-03-16', '2026-03-16'],
    ] as const) {
      await passTo(stage, lit);
      const open = only(await sheetsOf(stage, '&state=open'));
      ok(await act('teacher', open.id, 'reply', CAUSE));
      const closed = ok(await act('supervisor', open.id, 'verdict', { verdict: 'passed' }));
      named.push(`${closed.timesNamed} ${closed.sameCauseAgain}`);
      await setState(green, 'in_progress');
      await passTo(stage, addDays(green, 1));
      await setState(addDays(green, 1), 'assigned');
    }
    expect(named).toEqual(['1 false', '2 false', '3 true']);
    expect(await sheetsOf(stage, '&sameCauseAgain=true')).toHaveLength(1);
  });

  it('keeps no words where the item is a placeholder, and its sheet is for those it was sent to and the office', async () => {
    await plantRed({ placeholder: true });
    await passTo(stage, '2026-03-04');
    const { id, title } = only(await sheetsOf(stage));
    expect(title).toBeNull();
    const answered = ok(await act('teacher', id, 'reply', CAUSE));
    expect(answered).toMatchObject({ cause: '', causeCategory: 'equipment', snapshot: { title: null } });
    expect(await sheetsOf(stage, '', 'auditor')).toEqual([]);
    expect((await (await stage.as('auditor')).get(`/sheets/${id}`)).status).toBe(404);
    expect(await sheetsOf(stage, '', 'professor')).toHaveLength(1);
  });
});

describe('numbers', () => {
  it('of sheets have no gap, also after one was taken back, which stays on record', async () => {
    const { line } = await plantRed();
    for (const who of ['teacher', 'teacherTwo'] as const)
      await stage.plant({ who, unit: 'OPT', level: 6, parent: line.professor.id, due: '2026-03-03' });
    await passTo(stage, '2026-03-04');
    const first = (await sheetsOf(stage, '&colour=red'))[0];
    expect((await sheetsOf(stage)).map((sheet) => sheet.number).sort()).toEqual([
      '校问〔2026〕1号',
      '校问〔2026〕2号',
      '校问〔2026〕3号',
    ]);
    expect((await act('professor', first?.id ?? '', 'void', { reason: '误发' })).body.code).toBe(
      'only_office_voids_sheet',
    );
    const voided = ok(await act('officer', first?.id ?? '', 'void', { reason: '误发' }));
    expect(voided).toMatchObject({ state: 'voided', number: first?.number, endReason: '误发' });
    await stage.plant({ who: 'teacher', unit: 'OPT', level: 6, parent: line.professor.id, due: '2026-03-03' });
    await passTo(stage, '2026-03-05');
    expect((await sheetsOf(stage)).map((sheet) => sheet.number)).toContain('校问〔2026〕4号');
    // taken back, and the light is still the same: nothing new
    expect(await sheetsOf(stage)).toHaveLength(4);
    expect(await verify()).toEqual([]);
  });

  it('and sheets come once, however many servers and workers are at it', async () => {
    const { line } = await plantRed();
    for (let n = 0; n < 12; n += 1)
      await stage.plant({ who: 'teacher', unit: 'OPT', level: 6, parent: line.professor.id, due: '2026-03-03' });
    const { db, owner } = await useDatabase();
    // past the lock of the morning: only the database keeps them apart
    await Promise.all([1, 2, 3, 4].map(() => inMoment(db, at('2026-03-04'), issueSheets)));
    await Promise.all([1, 2, 3].map(() => passTo(stage, '2026-03-04')));
    const { rows } = await sql<{ sheets: number; items: number; last: number; numbers: number; events: number }>`
      select count(*)::int as sheets, count(distinct s.item_id)::int as items, count(distinct s.number)::int as numbers,
        (select last from document_counters c where c.institution_id = s.institution_id)::int as last,
        (select count(*)::int from events e where e.institution_id = s.institution_id and e.act = 'sheet.issued') as events
      from sheets s where s.institution_id = ${stage.home.id} group by s.institution_id`.execute(owner);
    expect(rows).toEqual([{ sheets: 13, items: 13, numbers: 13, last: 13, events: 13 }]);
    expect(await verify()).toEqual([]);
  });
});

describe('verification', () => {
  it('names a number that is missing, a sheet with another number than its own, and one whose climbs do not add up', async () => {
    const { line } = await plantRed();
    for (const who of ['teacher', 'teacherTwo'] as const)
      await stage.plant({ who, unit: 'OPT', level: 6, parent: line.professor.id, due: '2026-03-03' });
    await passTo(stage, '2026-03-06');
    const [first, second] = await sheetsOf(stage, '&sort=number');
    const { owner } = await useDatabase();
    const mine = sql`institution_id = ${stage.home.id}`;
    await sql`delete from document_numbers where ${mine} and object_id = ${first?.id}`.execute(owner);
    await sql`update sheets set climbs = climbs + 1 where ${mine} and id = ${second?.id}`.execute(owner);
    const named = (await verify()).map((one) => `${one.code} ${one.object} ${one.field} ${JSON.stringify(one.stored)}`);
    expect(named).toEqual([
      `serial_differs sheet 校问 2026 serial {"last":3,"missing":[${first?.number?.match(/(\d+)号/)?.[1]}],"doubled":[],"beyond":[]}`,
      `sheet_differs sheet ${second?.number} climbs {"climbs":2,"climbedTo":"${stage.home.people.dean}"}`,
      `sheet_differs sheet ${first?.number} number {"void":false,"number":"${first?.number}"}`,
    ]);
  });
});

describe('a list of sheets', () => {
  it('is filtered, sorted, paged and taken away as a table in the reader’s language', async () => {
    const { line } = await plantRed();
    for (const who of ['teacher', 'teacherTwo'] as const)
      await stage.plant({ who, unit: 'OPT', level: 6, parent: line.professor.id, due: '2026-03-03' });
    await passTo(stage, '2026-03-06');
    const officer = await stage.as('officer');
    type Page = { items: SheetShown[]; nextCursor: string | null; total?: number };
    for (const sort of ['issuedOn', '-replyBy', 'number', '-colour']) {
      const whole = ok<Page>(await officer.get(`/sheets?sort=${sort}`));
      const pages: SheetShown[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: Page = ok<Page>(await officer.get(`/sheets?sort=${sort}&limit=1&cursor=${cursor}`));
        pages.push(...page.items);
        cursor = page.nextCursor;
      }
      expect(pages.map((one) => one.id)).toEqual(whole.items.map((one) => one.id));
      expect(whole.total).toBe(3);
    }
    expect((await sheetsOf(stage, '&sort=number')).map((one) => one.number)).toEqual(
      [1, 2, 3].map((n) => `校问〔2026〕${n}号`),
    );
    expect(await sheetsOf(stage, '&overdue=true')).toEqual([]);
    expect(
      await sheetsOf(stage, `&unitId=${stage.home.units.PHY}&colour=red,orange&state=open&numbered=true`),
    ).toHaveLength(3);
    expect(await sheetsOf(stage, `&unitId=${stage.home.units.CHE}`)).toEqual([]);
    expect(await sheetsOf(stage, '', 'outsider')).toEqual([]);
    expect((await sheetsOf(stage, '&mine=addressed', 'dean')).length).toBe(3);
    const table = await officer.get<string>('/exports/sheets.csv', { headers: { 'accept-language': 'en' } });
    expect(table.body.split('\r\n')[0]).toBe(
      '\ufeffNumber,Kind,State,Item,Title,Lead unit,Responsible person,Rule of the light,Issued,Reply by,Limits passed,Climbed to,Kind of cause,Cause,Countermeasure,Verdict,Times this cause was named',
    );
    expect(table.body.split('\r\n')).toHaveLength(5);
    expect((await officer.get('/exports/sheets.xlsx')).status).toBe(200);
  });

  it('shows a sheet to whoever was told of it, and with it the item', async () => {
    const { owner } = await useDatabase();
    await sql`update units set leader_in_charge_id = ${stage.home.people.leader} where id = ${stage.home.units.PHY}`.execute(
      owner,
    );
    const red = await stage.plant({ who: 'teacher', unit: 'OPT', level: 6, start: '2026-03-01', due: '2026-03-03' });
    const leader = async () => (await (await stage.as('leader')).get(`/items/${red.id}`)).status;
    await passTo(stage, '2026-03-04');
    expect([await leader(), (await sheetsOf(stage, '', 'leader')).length]).toEqual([404, 0]);
    // teacher and dean know; the leader in charge of the college is next
    await passTo(stage, '2026-03-06');
    expect([await leader(), (await sheetsOf(stage, '', 'leader')).length]).toEqual([200, 1]);
    const board = ok<{ sheets: { itemId: string; colour: string }[] }>(await (await stage.as('leader')).get('/board'));
    expect(board.sheets).toMatchObject([{ itemId: red.id, colour: 'red' }]);
    const shown = ok<{ openSheet: { colour: string } }>(await (await stage.as('leader')).get(`/items/${red.id}`));
    expect(shown.openSheet.colour).toBe('red');
  });

  it('stands on the workbench: what to answer with its limit, what to judge', async () => {
    await plantYellow();
    await passTo(stage, '2026-03-10');
    const { id } = only(await sheetsOf(stage));
    type Work = { items: { kind: string; sheetId: string | null; due: string | null; abilities: object }[] };
    const workOf = async (who: PersonKey) =>
      ok<Work>(await (await stage.as(who)).get('/workbench')).items.filter((row) => row.kind.startsWith('sheet'));
    expect(await workOf('teacher')).toMatchObject([
      { kind: 'sheet_reply', sheetId: id, due: '2026-03-17', abilities: { reply: true } },
    ]);
    ok(await act('teacher', id, 'reply', CAUSE));
    expect([await workOf('teacher'), await workOf('officer')]).toEqual([[], []]);
    expect(await workOf('supervisor')).toMatchObject([{ kind: 'sheet_judge', sheetId: id, due: null }]);
  });

  it('refuses what is stale, repeats what is sent twice under one key', async () => {
    await plantYellow();
    await passTo(stage, '2026-03-10');
    const { id, version } = only(await sheetsOf(stage));
    const teacher = await stage.as('teacher');
    const stale = { headers: { 'if-match': `"${version + 7}"` } };
    expect((await teacher.post(`/sheets/${id}/reply`, CAUSE, stale)).status).toBe(412);
    const keyed = { headers: { 'idempotency-key': 'once', 'if-match': `"${version}"` } };
    const first = ok(await teacher.post<SheetShown>(`/sheets/${id}/reply`, CAUSE, keyed));
    expect(ok(await teacher.post<SheetShown>(`/sheets/${id}/reply`, CAUSE, keyed))).toEqual(first);
    expect((await teacher.post<Problem>(`/sheets/${id}/reply`, { ...CAUSE, cause: '另一原因' })).body.code).toBe(
      'sheet_already_replied',
    );
  });
});

describe('an item that', () => {
  it('is suspended lets its sheet rest; awake again, the limit begins anew; cancelled, the sheet lapses', async () => {
    const { red } = await plantRed();
    await passTo(stage, '2026-03-04');
    const { db } = await useDatabase();
    const change = (day: string, state: string) =>
      inMoment(db, at(day), async ({ tx }) => {
        await sql`update items set state = ${state}, changed_at = ${at(day).now} where id = ${red.id}`.execute(tx);
        await sql`select refresh_item_values(${stage.home.id}, ${[red.id]}::uuid[], ${day}::date)`.execute(tx);
      });
    await change('2026-03-04', 'suspended');
    await passTo(stage, '2026-03-13');
    expect(only(await sheetsOf(stage))).toMatchObject({ resting: true, overdue: false, climbs: 0, state: 'open' });
    expect((await act('teacher', only(await sheetsOf(stage)).id, 'reply', CAUSE)).body.code).toBe('sheet_rests');
    await change('2026-03-13', 'in_progress');
    await passTo(stage, '2026-03-16');
    expect(only(await sheetsOf(stage))).toMatchObject({ resting: false, replyBy: '2026-03-17', climbs: 0 });
    expect(await verify()).toEqual([]);
    await change('2026-03-16', 'cancelled');
    await passTo(stage, '2026-03-17');
    expect(only(await sheetsOf(stage))).toMatchObject({ state: 'lapsed' });
    expect(await verify()).toEqual([]);
  });

  it('has a new responsible person hands him the sheet; limits that passed stay his predecessor’s', async () => {
    const { red } = await plantRed();
    await passTo(stage, '2026-03-06');
    const { db } = await useDatabase();
    await inMoment(db, at('2026-03-06'), ({ tx, now }) =>
      sql`update items set responsible_person_id = ${stage.home.people.teacherTwo}, changed_at = ${now} where id = ${red.id}`.execute(
        tx,
      ),
    );
    await passTo(stage, '2026-03-10');
    const sheet = only(await sheetsOf(stage, '&mine=reply', 'teacherTwo'));
    const story = await sheetStory(stage, sheet.id, 'teacherTwo');
    expect(people(story.climbHistory.map((one) => one.person.id))).toEqual(['teacher', 'teacherTwo']);
    expect(story.addressees.find((one) => one.why === 'inherited')?.on).toBe('2026-03-06');
  });
});

describe('the morning', () => {
  it('of a day off passes; missed ones are caught up in order, once, each at its own hour', async () => {
    await plantRed();
    await passTo(stage, '2026-03-06', '12:00');
    // a Friday's limit: the weekend lies between, and nothing was running until Wednesday
    await passTo(stage, '2026-03-11', '12:00');
    await passTo(stage, '2026-03-11', '12:30');
    const { owner } = await useDatabase();
    const { rows } = await sql<{ act: string; at: string }>`
      select act, to_char(at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') as at from events
      where institution_id = ${stage.home.id} and object_kind = 'sheet' order by events.at, id`.execute(owner);
    expect(rows.map((row) => `${row.act} ${row.at}`)).toEqual([
      'sheet.issued 03-04 08:00',
      'sheet.climbed 03-06 08:00',
      'sheet.climbed 03-10 08:00',
    ]);
  });

  it('comes when the quiet hours end, as the institution has set them', async () => {
    await plantRed();
    const administrator = await stage.as('administrator');
    ok(await administrator.put('/settings', { values: { quietHours: { from: '19:00', to: '10:30' } } }));
    await passTo(stage, '2026-03-04', '10:29');
    expect(await sheetsOf(stage)).toEqual([]);
    await passTo(stage, '2026-03-04', '10:30');
    expect(await sheetsOf(stage)).toHaveLength(1);
  });
});
