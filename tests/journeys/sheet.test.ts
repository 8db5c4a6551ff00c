// An ignored red sheet climbs to the leader in charge, who finds it in his inbox; the responsible person answers, the supervisor passes it.
import { expect, it } from 'vitest';
import { planMessages } from '../../src/capabilities/channels/notification-plan.actions.ts';
import { sealEvents } from '../../src/platform/events/seal.ts';
import { useDatabase } from '../support/database.ts';
import { openHouse } from '../support/house.ts';
import { createTestInstitution } from '../support/institution.ts';
import { settle, troublesOf } from '../support/page-checks.ts';
import { passTo } from '../support/sheet-steps.ts';
import { fromWorkbench, workLine } from '../support/six-levels-steps.ts';
import { type Stage, stageOn } from '../support/stage.ts';
import { type Company, gather } from '../support/visitors.ts';

const house = openHouse();

const TITLE = '建成极端光学平台';
const SAID = {
  cause: 'The laser arrived three weeks late',
  // as long as some write it: the paper still has one page
  countermeasure: Array.from({ length: 60 }, () => 'Borrow the shared platform and hold the review in March.').join(
    ' ',
  ),
  reason: '措施可行',
};

/** Goals of the leader and the director, and the dean's key work with a node that was due on the tenth and never reported. */
async function plantIgnored(stage: Stage): Promise<string> {
  const goal = { horizon: 'mid_term', weight: 100 } as const;
  const leader = await stage.plant({ ...goal, who: 'leader', unit: 'TOP', level: 2 });
  const director = await stage.plant({ ...goal, who: 'director', unit: 'RES', level: 3, parent: leader.id });
  const work = await stage.plant({
    who: 'dean',
    unit: 'PHY',
    level: 4,
    parent: director.id,
    weight: 100,
    title: TITLE,
    supervisor: 'supervisor',
    nodes: [{ title: '方案论证', date: '2026-03-10', weight: 100 }],
  });
  // issued on the eleventh, a limit of one working day: unanswered on the twelfth, with the leader on the thirteenth
  for (const day of ['2026-03-11', '2026-03-12', '2026-03-13']) await passTo(stage, day);
  return work.id;
}

async function relay(home: { id: string }): Promise<void> {
  const { db } = await useDatabase();
  const now = () => house.server.clock.now();
  await sealEvents(db, home.id, now);
  await planMessages(db, home.id, now);
}

/** The leader follows the bell to the sheet and sees in whose hands the limit passed. */
async function leaderFinds(company: Company): Promise<string> {
  const { t } = company;
  const { page, hand } = await company.go('leader', '/');
  await hand.press(page.getByRole('button', { name: t('inbox:bellUnread', { count: 1, n: '1' }), exact: true }));
  const messages = page.getByRole('dialog', { name: t('inbox:title') });
  await hand.press(messages.getByRole('link').filter({ hasText: '校问〔2026〕1号' }));
  await page.waitForURL((url) => url.pathname === '/sheets');
  const sheet = page.getByRole('dialog').filter({ hasText: '校问〔2026〕1号' });
  const climb = sheet.getByRole('list', { name: t('sheets:part.climb') });
  const held = (who: string) => climb.getByRole('listitem').filter({ hasText: who });
  const passed = t('sheets:climb.state.passed');
  await held('dean').filter({ hasText: passed }).first().waitFor();
  await held('director').filter({ hasText: passed }).first().waitFor();
  await held('leader')
    .filter({ hasText: t('sheets:climb.state.reached') })
    .first()
    .waitFor();
  expect(await troublesOf(page)).toEqual([]);
  return new URL(page.url()).searchParams.get('id') ?? '';
}

async function deanAnswers(company: Company): Promise<void> {
  const { t } = company;
  const person = await fromWorkbench(company, 'dean', TITLE, 'sheet_reply');
  const { page, hand } = person;
  const sheet = page.getByRole('dialog');
  await hand.press(sheet.getByRole('radio', { name: t('sheets:cause.equipment'), exact: true }));
  await hand.write(sheet.getByRole('textbox', { name: t('sheets:form.cause'), exact: true }), SAID.cause);
  // what was typed is still there after the drawer was closed
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
  await fromWorkbench(company, 'dean', TITLE, 'sheet_reply');
  const cause = sheet.getByRole('textbox', { name: t('sheets:form.cause'), exact: true });
  await cause.waitFor();
  expect(await cause.inputValue()).toBe(SAID.cause);
  await hand.write(
    sheet.getByRole('textbox', { name: t('sheets:form.countermeasure'), exact: true }),
    SAID.countermeasure,
  );
  await hand.press(sheet.getByRole('button', { name: t('sheets:form.send'), exact: true }));
  await workLine(company, person, TITLE, 'sheet_reply').waitFor({ state: 'detached' });
}

async function supervisorPasses(company: Company): Promise<void> {
  const { t } = company;
  const person = await fromWorkbench(company, 'supervisor', TITLE, 'sheet_judge');
  const { page, hand } = person;
  const sheet = page.getByRole('dialog');
  await sheet.getByText(SAID.countermeasure, { exact: true }).first().waitFor();
  await hand.write(sheet.getByRole('textbox', { name: t('sheets:form.reason'), exact: true }), SAID.reason);
  await hand.press(sheet.getByRole('button', { name: t('sheets:form.pass'), exact: true }));
  await workLine(company, person, TITLE, 'sheet_judge').waitFor({ state: 'detached' });
}

const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

it('an ignored red sheet climbs to the leader in charge, is answered, passed and printed, by people of both languages', async () => {
  const home = await createTestInstitution();
  const itemId = await plantIgnored(stageOn(house.server, home));
  await relay(home);
  const chinese = await gather({ ...house, home, language: 'zh-CN' });
  const english = await gather({ ...house, home, language: 'en' });
  const id = await leaderFinds(chinese);
  await deanAnswers(english);
  await supervisorPasses(chinese);

  const { page } = await chinese.go('leader', '/sheets?show=ended');
  const row = page.getByRole('row').filter({ hasText: TITLE });
  await row.filter({ hasText: chinese.t('sheets:stateOf.closed') }).waitFor();
  const { page: itemPage } = await english.go('officer', `/items/${itemId}`);
  const sheets = itemPage.locator('#sheets');
  await sheets.getByRole('button', { name: english.t('sheets:item.earlier', { n: 1 }), exact: true }).click();
  await sheets.getByRole('button', { name: '校问〔2026〕1号' }).waitFor();

  for (const [company, who] of [[chinese, 'leader'] as const, [english, 'dean'] as const]) {
    const { page: paper } = await company.go(who, `/sheets/${id}/print`);
    await settle(paper, company.t);
    await paper.getByText(SAID.cause).waitFor();
    if (who === 'dean') expect(await troublesOf(paper)).toEqual([]);
    const pdf = await paper.pdf({ preferCSSPageSize: true });
    expect(pagesOf(pdf)).toBe(1);
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 59\d(\.\d+)? 84\d(\.\d+)?\]/);
  }
  await chinese.close();
  await english.close();
}, 120_000);
