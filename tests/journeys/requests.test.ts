// What a gate may never be: the doer's own, or silent for ever; and what is asked of it: more time without washing the record, many plain things at once.
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { catchUp } from '../../src/capabilities/progress/midnight.actions.ts';
import { midnightActs } from '../../src/entry/background.ts';
import { inTenant } from '../../src/platform/database/connect.ts';
import { useDatabase } from '../support/database.ts';
import { openHouse } from '../support/house.ts';
import { createTestInstitution, START, type TestInstitution } from '../support/institution.ts';
import { castOf, draftFor, growPlan, type LinePerson } from '../support/plan.ts';
import { closeOut, confirmAct, passAtGate, startAct } from '../support/six-levels-steps.ts';
import { type Company, gather, LANGUAGES, type Language } from '../support/visitors.ts';

const house = openHouse();

type Made = { id: string; version: number; code: string };
type Cast = ReturnType<typeof castOf>;

async function demand<T>(reply: Promise<{ status: number; body: T }>): Promise<T> {
  const { status, body } = await reply;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}

/** A root of the optics institute, registered, assigned and signed for; its next above is the dean. */
async function plantRoot(cast: Cast, home: TestInstitution, who: string, over: object): Promise<Made> {
  const office = await cast('officer');
  const draft = { ...draftFor(home, 'teacher'), responsiblePersonId: home.people[who as 'teacher'], ...over };
  const item = await demand(office.post<Made>('/items', draft));
  await demand(office.post(`/items/${item.id}/register`));
  await demand(office.post(`/items/${item.id}/assign`, {}));
  return demand((await cast(who)).post<Made>(`/items/${item.id}/accept`));
}

/** Gives an item its one node, passed by whoever holds each step. */
async function giveNode(cast: Cast, home: TestInstitution, who: string, itemId: string, title: string): Promise<void> {
  const client = await cast(who);
  const { version } = await demand(client.get<Made>(`/items/${itemId}`));
  const nodes = [{ title, titleEn: title, date: '2026-09-01', weight: 100 }];
  await demand(
    client.put(`/items/${itemId}/decomposition`, { children: [], nodes }, { headers: { 'if-match': `"${version}"` } }),
  );
  const sent = await demand(client.post<Made>(`/items/${itemId}/decomposition/submit`, {}));
  await demand((await cast('dean')).post(`/submissions/${sent.id}/verdict`, { verdict: 'passed' }));
  expect(home.people.dean).toBeTruthy();
}

/** Nine o'clock of a day, with its midnight behind it. */
async function goTo(home: TestInstitution, day: string): Promise<void> {
  house.server.clock.set(new Date(`${day}T09:00:00+08:00`));
  const { db } = await useDatabase();
  await inTenant(db, home.id, (tx) =>
    sql`update institutions set refreshed_to = ${day}::date - 1 where id = ${home.id}`.execute(tx),
  );
  await catchUp({ db, now: () => house.server.clock.now(), acts: midnightActs() }, home.id);
}

const gates = (company: Company, page: Awaited<ReturnType<Company['at']>>['page']) =>
  page.locator('#gates').filter({ hasText: company.t('item-page:gate.title') });

const nameIn = (language: Language, zh: string, en: string) => (language === 'en' ? en : zh);

describe.each(LANGUAGES)('in %s', (language: Language) => {
  it('a responsible professor who did the work himself is skipped at his own gate', async () => {
    house.server.clock.set(START);
    const home = await createTestInstitution();
    const cast = castOf(house.server, home);
    const node = nameIn(language, '样机验收', 'Prototype accepted');
    const over = { level: 5, horizon: 'annual', disciplineId: home.disciplineId };
    const item = await plantRoot(cast, home, 'gatekeeper', over);
    await giveNode(cast, home, 'gatekeeper', item.id, node);
    const company = await gather({ ...house, home, language });
    const { t } = company;

    const doer = await company.go('gatekeeper', `/items/${item.id}`);
    await startAct(company, doer, 'claimNode');
    await doer.hand.press(doer.page.getByRole('dialog').getByRole('checkbox', { name: new RegExp(`^${node}`) }));
    await confirmAct(company, doer, 'claimNode');
    const claim = gates(company, doer.page)
      .getByRole('listitem')
      .filter({ hasText: t('submissionKind.node') });
    await claim.getByText(t('item-page:gate.step.next_above')).waitFor();
    expect(await claim.getByText(t('item-page:gate.step.professor')).count()).toBe(0);

    await company.go('gatekeeper', '/review');
    await doer.page.getByText(t('review:empty.mine')).waitFor();
    await passAtGate(company, 'dean', titleOf('teacher', language));
    await company.go('gatekeeper', `/items/${item.id}`);
    await doer.page.locator('#nodes').getByText(t('item-page:node.verified')).waitFor();
    await company.close();
  });

  it('a silent gatekeeper loses the step on the sixth working day, over a Spring Festival too', async () => {
    const thursday = new Date('2026-02-12T09:00:00+08:00');
    house.server.clock.set(thursday);
    const home = await createTestInstitution({ now: thursday });
    const plan = await growPlan(castOf(house.server, home), home);
    const claim = { kind: 'node', nodesDone: [{ nodeId: plan.nodeIds[0] }] };
    await demand((await castOf(house.server, home)('teacher')).post(`/items/${plan.ids.teacher}/requests`, claim));
    const title = titleOf('teacher', language);

    // Friday, the Saturday that makes up for the holiday, then Tuesday to Thursday after it: five working days
    await goTo(home, '2026-02-26');
    const inTime = await gather({ ...house, home, language });
    const dean = await inTime.go('dean', '/review');
    await dean.page.getByText(inTime.t('review:empty.mine')).waitFor();
    await inTime.close();

    await goTo(home, '2026-02-27');
    const company = await gather({ ...house, home, language });
    const { t } = company;
    const late = await company.go('professor', '/review');
    await late.page.getByText(t('review:empty.mine')).waitFor();
    const told = await company.go('teacher', `/items/${plan.ids.teacher}`);
    await gates(company, told.page).getByText(t('item-page:gate.expired')).waitFor();
    await passAtGate(company, 'dean', title);
    await company.go('teacher', `/items/${plan.ids.teacher}`);
    await told.page.locator('#nodes').getByText(t('item-page:node.verified')).first().waitFor();
    await company.close();
  });

  it('an extension turns the light and leaves the original due, by which the end is judged', async () => {
    house.server.clock.set(START);
    const home = await createTestInstitution();
    const cast = castOf(house.server, home);
    const item = await plantRoot(cast, home, 'professor', { level: 5, horizon: 'annual', due: '2026-06-30' });
    await goTo(home, '2026-06-25');
    const report = { selfRatedLight: 'green', done: '已近完成', next: '验收', progress: 95 };
    const sent = await demand(
      (await castOf(house.server, home)('professor')).post<Made>(`/items/${item.id}/reports`, report),
    );
    await demand(
      (await castOf(house.server, home)('dean')).post(`/submissions/${sent.id}/verdict`, { verdict: 'passed' }),
    );
    await goTo(home, '2026-07-02');
    const cause = { cause: '设备晚到', countermeasure: '改用备用机' };
    await demand((await castOf(house.server, home)('professor')).post(`/items/${item.id}/cause`, cause));
    const company = await gather({ ...house, home, language });
    const { t } = company;

    const asking = await company.go('professor', `/items/${item.id}`);
    const { page, hand } = asking;
    await page.locator('.standing-light').getByText(t('light.red')).waitFor();
    await hand.press(page.getByRole('button', { name: t('requests:menu'), exact: true }));
    await hand.press(page.getByRole('button', { name: t('submissionKind.extension'), exact: true }));
    const drawer = page.getByRole('dialog').last();
    await hand.date(drawer.getByRole('textbox', { name: t('requests:newDue'), exact: true }), '2026-12-31');
    const foreseen = drawer.locator('.foreseen');
    await foreseen.getByText(t('requests:foreseen.judgedStays')).waitFor();
    await foreseen.getByText(t('light.red'), { exact: true }).waitFor();
    await foreseen.getByText(t('light.green'), { exact: true }).waitFor();
    await hand.write(drawer.getByRole('textbox', { name: t('requests:reason'), exact: true }), cause.cause);
    await hand.press(drawer.getByRole('button', { name: t('requests:send'), exact: true, disabled: false }));
    await page.getByText(t('item-page:done.closeOut'), { exact: true }).first().waitFor();

    const dean = await company.go('dean', '/review');
    const article = dean.page.getByRole('article');
    await article.getByText(t('requests:later', { count: 184 })).waitFor();
    await article.getByText(t('review:originalStays', { day: '@' }).split('@')[0] ?? '', { exact: false }).waitFor();
    await dean.hand.press(dean.page.getByRole('button', { name: t('review:verdict.passed'), exact: true }));
    await dean.page.getByText(t('review:empty.mine')).waitFor();

    await company.go('professor', `/items/${item.id}`);
    await page.locator('.standing-light').getByText(t('light.green')).waitFor();
    await page
      .locator('.facts')
      .getByText(t('item-page:facts.originalDue', { day: '' }).trim())
      .waitFor();
    await closeOut(company, 'professor', item.id, nameIn(language, '全部完成', 'All of it is done'));
    await passAtGate(company, 'dean', titleOf('teacher', language));
    await company.go('professor', `/items/${item.id}`);
    await page.locator('.standing-light').getByText(t('light.teal')).waitFor();
    await company.close();
  });

  it('plain reports are passed together by one confirmation, and what should be read stays', async () => {
    house.server.clock.set(START);
    const home = await createTestInstitution();
    const cast = castOf(house.server, home);
    const report = { selfRatedLight: 'green', done: '已开论证会', next: '准备验收', progress: 10 };
    const titles = ['甲', '乙', '丙'];
    for (const title of titles) {
      const item = await plantRoot(cast, home, 'teacher', { title, titleEn: `Task ${title}` });
      const problem = title === '丙' ? { problem: nameIn(language, '样机延误', 'The prototype is late') } : {};
      await demand((await cast('teacher')).post(`/items/${item.id}/reports`, { ...report, ...problem }));
    }
    const company = await gather({ ...house, home, language, by: 'keyboard' });
    const { t } = company;
    const { page, hand } = await company.go('dean', '/review');
    const queue = page.getByRole('list', { name: t('review:queue.mine') });
    await queue.getByText(t('review:remark.problem')).waitFor();
    expect(await queue.getByRole('checkbox').count()).toBe(2);
    await hand.press(page.getByRole('checkbox', { name: t('review:together.all', { count: 2 }) }));
    await hand.press(page.getByRole('button', { name: t('review:together.pass', { count: 2 }), exact: true }));
    const dialog = page.getByRole('dialog');
    await dialog.getByText('甲').waitFor();
    await hand.press(dialog.getByRole('button', { name: t('review:verdict.passed'), exact: true }));
    await page.getByText(t('review:together.done', { count: 2 })).waitFor();
    await expect.poll(() => queue.getByRole('button').count()).toBe(1);
    await queue.getByText('丙').waitFor();
    await company.close();
  });
});

const titleOf = (who: LinePerson, language: Language): string => {
  const draft = draftFor({ units: {}, people: {} } as TestInstitution, who);
  return language === 'en' ? draft.titleEn : draft.title;
};
