// The office and a cycle: who has not reported is found and opened, the cycle is frozen and stands as it stood, and opens again with a reason.
import { expect, it } from 'vitest';
import { openHouse } from '../support/house.ts';
import { createTestInstitution } from '../support/institution.ts';
import { ok, plantLine, stageOn } from '../support/stage.ts';
import { gather } from '../support/visitors.ts';

const house = openHouse();

const MONDAY = '2026-03-09T09:00:00+08:00';
const WEEK = '2026-03-02';
type Cycle = { id: string; state: string; reopened: { reason: string } | null };

/** A line of six who report week by week, on the Monday after a week for which the teacher alone has reported. */
async function aWeekOfSix() {
  const home = await createTestInstitution();
  const stage = stageOn(house.server, home);
  const line = await plantLine(stage, { frequency: 'week', start: '2026-02-23' });
  stage.goTo(MONDAY);
  const report = { selfRatedLight: 'green', done: '完成了论证', next: '制造样机', progress: 20 };
  ok(await (await stage.as('teacher')).post(`/items/${line.teacher.id}/reports`, report), 201);
  const officer = await stage.as('officer');
  const cycle = (await officer.post<Cycle>('/cycles', { kind: 'week', from: WEEK })).body;
  return { home, stage, line, cycle, officer };
}

it('in Chinese: the missing ones are opened from the matrix, then the week is frozen, and opened again with a reason', async () => {
  const { home, line, cycle, officer } = await aWeekOfSix();
  const company = await gather({ ...house, home, language: 'zh-CN' });
  const { t } = company;
  const { page } = await company.go('officer', '/cycles');
  await page.getByRole('article').getByRole('link').first().click();
  const grid = page.getByRole('table', { name: t('cycles:matrix.label') });
  const all = t('cycles:matrix.cell', { unit: t('cycles:matrix.all'), level: t('cycles:matrix.total') });
  const reported = t('cycles:says.reported', { n: '1', of: '6' });
  await grid.getByRole('button', { name: new RegExp(`^${all}.*${reported}`) }).waitFor();

  // The college opens into its institute; arrow keys lead from cell to cell, Enter opens one.
  await grid.getByRole('button', { name: '物理学院' }).first().click();
  const total = grid.getByRole('button', { name: new RegExp(`^光学系.*${t('cycles:matrix.total')}`) });
  await total.focus();
  await total.click();
  const drawer = page.getByRole('dialog');
  await drawer
    .getByRole('link', { name: new RegExp(line.professor.code) })
    .or(drawer.getByText('professor'))
    .first()
    .waitFor();
  expect(await drawer.getByRole('listitem').count()).toBe(1);
  await drawer.getByText(t('cycles:items.choice.owed'), { exact: true }).click();
  await drawer.getByText(t('cycles:outcome.in_time'), { exact: true }).first().waitFor();
  expect(await drawer.getByRole('listitem').count()).toBe(2);
  const address = page.url();
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: t('cycles:act.freeze'), exact: true }).click();
  await drawer.getByText(t('cycles:follows.missed', { n: '5', count: 5 })).waitFor();
  await drawer.getByRole('button', { name: t('cycles:act.freeze'), exact: true }).click();
  await page.getByText(t('cycles:state.frozen'), { exact: true }).waitFor();
  await grid.getByRole('button', { name: new RegExp(`^${all}.*${t('cycles:says.missing', { n: '5' })}`) }).waitFor();

  // The address that was kept opens the same cell, which now tells what was missed.
  await page.goto(address);
  await drawer.getByText(t('cycles:outcome.missed'), { exact: true }).first().waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: t('cycles:act.reopen'), exact: true }).click();
  await drawer.getByRole('textbox', { name: t('cycles:form.reason'), exact: true }).fill('系统停机一天');
  await drawer.getByRole('button', { name: t('cycles:act.reopen'), exact: true }).click();
  await drawer.waitFor({ state: 'detached' });
  await page.getByText('系统停机一天').waitFor();
  const now = ok<Cycle>(await officer.get(`/cycles/${cycle.id}`));
  expect(now).toMatchObject({ state: 'open', reopened: { reason: '系统停机一天' } });
  await company.close();
});

it('in English: a leader pins an item with a reason, the score opens into its parts, a decision is recorded', async () => {
  const { home, line, cycle } = await aWeekOfSix();
  const company = await gather({ ...house, home, language: 'en' });
  const { t } = company;
  const { page, hand } = await company.go('leader', `/cycles/${cycle.id}?view=focus`);
  await page.getByRole('button', { name: t('focus-list:pin'), exact: true }).click();
  const drawer = page.getByRole('dialog');
  await hand.choose(
    drawer.getByRole('combobox', { name: t('focus-list:item'), exact: true }),
    line.dean.code,
    new RegExp(`^${line.dean.code} `),
  );
  await drawer
    .getByRole('textbox', { name: t('focus-list:reason'), exact: true })
    .fill('The platform decides the year');
  await drawer.getByRole('button', { name: t('focus-list:pin'), exact: true }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'The platform decides the year' });
  await row.getByText(line.dean.code, { exact: true }).waitFor();

  await row.getByRole('button', { name: t('focus-list:decide') }).click();
  await drawer.getByRole('textbox', { name: t('focus-list:what'), exact: true }).fill('Two posts by May');
  await drawer.getByRole('button', { name: t('focus-list:record'), exact: true }).click();
  await row.getByText('Two posts by May').waitFor();
  await company.close();
});
