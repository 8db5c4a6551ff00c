// Help over HTTP: asked, answered, declined, climbed with the limit anew each time, and seen by nobody else.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { useDatabase } from '../../../tests/support/database.ts';
import { createTestInstitution, START, type TestInstitution } from '../../../tests/support/institution.ts';
import { type Cast, castOf, growPlan, type Plan } from '../../../tests/support/plan.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { addDays, isWorkingDay } from '../institution/calendar.rules.ts';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import { startOfDay } from '../institution/zone.rules.ts';
import { inMoment } from '../progress/midnight.store.ts';
import type { HelpRequest } from './help.contract.ts';
import { climbHelp } from './help-climb.actions.ts';

type Help = z.infer<typeof HelpRequest>;
type Page = { items: Help[]; total: number };
type Problem = { code: string };

const calendar = institutionCalendar({ official: true, closedDays: [] });
let server: TestServer;
let house: TestInstitution;
let cast: Cast;
let plan: Plan;
beforeAll(async () => {
  house = await createTestInstitution();
  server = await startTestServer();
  cast = castOf(server, house);
  plan = await growPlan(cast, house);
});
afterAll(() => server.close());

const nameOf = (id: string) => Object.entries(house.people).find(([, one]) => one === id)?.[0];
const ask = async (who: string, body: object) =>
  (await cast(who)).post<Help>('/help-requests', { asks: '请协调用房', ...body });

async function asked(who: string, body: object = {}): Promise<Help> {
  const reply = await ask(who, body);
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body;
}
const read = async (who: string, id: string) => (await cast(who)).get<Help>(`/help-requests/${id}`);

let lived = '2026-03-04';
/** Lets the midnights of working days pass up to a day; nothing else happens at them. */
async function liveTo(day: string): Promise<void> {
  const { db } = await useDatabase();
  while (lived < day) {
    lived = addDays(lived, 1);
    const at = { institutionId: house.id, now: startOfDay(lived, house.timeZone), today: lived };
    if (isWorkingDay(calendar, lived)) await inMoment(db, at, climbHelp);
  }
  server.clock.set(new Date(`${day}T09:00:00+08:00`));
  // sessions end with time
  cast = castOf(server, house);
}

describe('asking for help', () => {
  it('goes to the next above where nobody is named, with a limit of three working days', async () => {
    const help = await asked('teacher', { itemId: plan.ids.teacher, neededBy: '2026-03-20' });
    expect(nameOf(help.addressee.id)).toBe('professor');
    expect(help).toMatchObject({ state: 'open', replyBy: '2026-03-09', overdue: false, climbs: 0, daysLate: 0 });
    // whoever stands higher in the line himself asks whoever stands above him
    expect(nameOf((await asked('dean', { itemId: plan.ids.teacher })).addressee.id)).toBe('director');
  });

  it('goes to the head of a unit, to a person by name, and without an item up by units', async () => {
    const unit = await asked('teacher', { itemId: plan.ids.teacher, unitId: house.units.HR });
    expect([nameOf(unit.addressee.id), unit.unit?.code]).toEqual(['directorTwo', 'HR']);
    expect(nameOf((await asked('teacher', { addresseeId: house.people.leader })).addressee.id)).toBe('leader');
    expect(nameOf((await asked('outsider')).addressee.id)).toBe('professorTwo');
    // the head of a college: his unit's leader in charge
    expect(nameOf((await asked('deanTwo')).addressee.id)).toBe('leader');
  });

  it('tells beforehand whom it would reach and until when', async () => {
    const teacher = await cast('teacher');
    const seen = await teacher.get<{ addressee: { id: string }; replyBy: string; limitDays: number }>(
      `/help-requests/foreseen?itemId=${plan.ids.teacher}`,
    );
    expect([nameOf(seen.body.addressee.id), seen.body.replyBy, seen.body.limitDays]).toEqual([
      'professor',
      '2026-03-09',
      3,
    ]);
  });

  it('refuses plainly what makes no sense', async () => {
    const refused = async (who: string, body: object) => {
      const { status, body: problem } = await ask(who, body);
      return [status, (problem as unknown as Problem).code];
    };
    expect(await refused('teacher', { addresseeId: house.people.teacher })).toEqual([422, 'help_of_oneself']);
    expect(await refused('teacher', { addresseeId: house.people.dean, unitId: house.units.HR })).toEqual([
      422,
      'help_two_addressees',
    ]);
    expect(await refused('teacher', { neededBy: '2026-03-03' })).toEqual([422, 'needed_by_past']);
    expect(await refused('gatekeeper', { itemId: plan.ids.professor })).toEqual([404, 'not_found']);
    expect(await refused('auditor', { itemId: plan.ids.professor })).toEqual([403, 'only_workers_ask']);
    expect(await refused('administrator', {})).toEqual([403, 'only_posts_ask']);
    expect(await refused('teacher', { itemId: plan.ids.teacher, fromReportId: plan.ids.teacher })).toEqual([
      422,
      'report_without_help',
    ]);
  });
});

describe('answering', () => {
  it('is for whoever was asked: an answer, or a decline with its reason; said twice it is said once', async () => {
    const { id, version } = await asked('teacher', { itemId: plan.ids.teacher, addresseeId: house.people.directorTwo });
    const answer = async (who: string, body: object, tag?: number) =>
      (await cast(who)).post<Help & Problem>(
        `/help-requests/${id}/answer`,
        body,
        tag === undefined ? {} : { headers: { 'if-match': `"${tag}"` } },
      );
    expect((await answer('professor', { verdict: 'answered', text: '可以' })).body.code).toBe('only_asked_answer');
    expect((await answer('outsider', { verdict: 'answered', text: '可以' })).status).toBe(404);
    expect((await answer('directorTwo', { verdict: 'declined' })).body.code).toBe('decline_without_reason');
    expect((await answer('directorTwo', { verdict: 'declined', text: '没有编制' }, version + 7)).status).toBe(412);
    const done = await answer('directorTwo', { verdict: 'declined', text: '没有编制' }, version);
    expect(done.body).toMatchObject({
      state: 'declined',
      answer: '没有编制',
      endedOn: '2026-03-04',
      version: version + 1,
    });
    expect((await answer('directorTwo', { verdict: 'declined', text: '没有编制' })).status).toBe(200);
    expect((await answer('directorTwo', { verdict: 'answered', text: '有了' })).body.code).toBe('help_ended');
    // asked without seeing the item: the words are his, the item is not
    expect((await read('directorTwo', id)).body).toMatchObject({ item: null, itemId: null, asks: '请协调用房' });
    expect((await read('president', id)).body.item?.id).toBe(plan.ids.teacher);
  });

  it('can be made needless by whoever asked, and by nobody else', async () => {
    const { id } = await asked('teacher', { itemId: plan.ids.teacher });
    expect((await (await cast('professor')).post<Problem>(`/help-requests/${id}/withdraw`)).body.code).toBe(
      'only_asker_withdraws',
    );
    expect((await (await cast('teacher')).post<Help>(`/help-requests/${id}/withdraw`)).body.state).toBe('withdrawn');
  });
});

describe('help that nobody answers', () => {
  it('climbs one level at a time, each with the limit anew, to the top, where it stays; every delay is counted, the leaders’ too', async () => {
    const { id } = await asked('teacher', { itemId: plan.ids.teacher });
    const climb: string[][] = [];
    for (const day of [
      '2026-03-09',
      '2026-03-10',
      '2026-03-13',
      '2026-03-16',
      '2026-03-19',
      '2026-03-20',
      '2026-03-26',
      '2026-04-02',
      '2026-04-30',
    ]) {
      await liveTo(day);
      const { body } = await read('teacher', id);
      climb.push([day, ...body.addressees.map((one) => nameOf(one.person.id) ?? '')]);
    }
    expect(climb).toEqual([
      ['2026-03-09', 'professor'],
      ['2026-03-10', 'professor', 'dean'],
      ['2026-03-13', 'professor', 'dean'],
      ['2026-03-16', 'professor', 'dean', 'director'],
      ['2026-03-19', 'professor', 'dean', 'director'],
      ['2026-03-20', 'professor', 'dean', 'director', 'leader'],
      ['2026-03-26', 'professor', 'dean', 'director', 'leader', 'president'],
      ['2026-04-02', 'professor', 'dean', 'director', 'leader', 'president'],
      ['2026-04-30', 'professor', 'dean', 'director', 'leader', 'president'],
    ]);
    const { body: help } = await read('teacher', id);
    expect(help.addressees.map((one) => [one.replyBy, one.passedOn])).toEqual([
      ['2026-03-09', '2026-03-10'],
      ['2026-03-13', '2026-03-16'],
      ['2026-03-19', '2026-03-20'],
      ['2026-03-25', '2026-03-26'],
      ['2026-03-31', null],
    ]);
    // the Tomb-Sweeping holiday, from 4 to 6 April, is no delay
    expect(help.addressees.at(-1)?.daysLate).toBe(21);
    const mine = await (await cast('president')).get<Page>('/help-requests?mine=to_answer&overdue=true');
    expect(mine.body.items.map((one) => one.id)).toContain(id);
    const work = await (await cast('president')).get<{
      items: { kind: string; helpRequestId: string; overdue: boolean }[];
    }>('/workbench');
    expect(work.body.items.find((row) => row.helpRequestId === id)).toMatchObject({ kind: 'help', overdue: true });
    // whoever let it pass may still answer, and his answer ends it for all
    expect(
      (
        await (
          await cast('professor')
        ).post<Help>(`/help-requests/${id}/answer`, { verdict: 'answered', text: '已安排' })
      ).body.state,
    ).toBe('answered');
    expect(
      (await (await cast('president')).get<{ items: { helpRequestId: string }[] }>('/workbench')).body.items.some(
        (row) => row.helpRequestId === id,
      ),
    ).toBe(false);
  });

  it('asked of another unit, climbs there; on an item that ended meanwhile, it is taken back', async () => {
    const unit = await asked('teacher', { itemId: plan.ids.teacher, unitId: house.units.CHE });
    const gone = await asked('teacher', { itemId: plan.ids.teacher });
    const { owner } = await useDatabase();
    await sql`update items set state = 'cancelled' where institution_id = ${house.id} and id = ${plan.ids.teacher}`.execute(
      owner,
    );
    await liveTo('2026-05-08');
    await sql`update items set state = 'in_progress' where institution_id = ${house.id} and id = ${plan.ids.teacher}`.execute(
      owner,
    );
    expect((await read('teacher', gone.id)).body.state).toBe('withdrawn');
    expect((await read('teacher', unit.id)).body.state).toBe('withdrawn');
    const free = await asked('outsider', { unitId: house.units.PHY });
    await liveTo(addDays(free.replyBy, 4));
    const { body } = await read('outsider', free.id);
    expect(body.addressees.map((one) => nameOf(one.person.id))).toEqual(['dean', 'leader']);
  });
});

describe('the list', () => {
  it('pages what I asked for and what waits for me, with honest totals; others’ requests do not exist', async () => {
    const teacher = await cast('teacher');
    const all = (await teacher.get<Page>('/help-requests?mine=asked&limit=500')).body;
    expect(all.items.length).toBe(all.total);
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: Help[]; nextCursor: string | null } = (
        await teacher.get<{ items: Help[]; nextCursor: string | null }>(
          `/help-requests?mine=asked&limit=2&sort=replyBy&cursor=${cursor}`,
        )
      ).body;
      ids.push(...page.items.map((one) => one.id));
      cursor = page.nextCursor;
    }
    expect([...ids].sort()).toEqual(all.items.map((one) => one.id).sort());
    const outsider = (await (await cast('outsider')).get<Page>('/help-requests')).body;
    expect(outsider.items.every((one) => one.asker.id === house.people.outsider)).toBe(true);
    const office = (await (await cast('officer')).get<Page>('/help-requests?limit=500')).body;
    expect(office.total).toBeGreaterThan(all.total);
    expect(START.getTime()).toBeLessThan(server.clock.now().getTime());
  });
});
