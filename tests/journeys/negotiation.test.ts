// A target of 100 is split 60 and 30: the gap of 10 is negotiated away in two rounds, and the gate reads how.
import { describe, expect, it } from 'vitest';
import { openHouse } from '../support/house.ts';
import { createTestInstitution, type TestInstitution } from '../support/institution.ts';
import {
  agreeFromWorkbench,
  agreeToAll,
  counterFromWorkbench,
  draftWithGap,
  openTheRest,
  proposeOnRow,
  SPLIT,
} from '../support/negotiation-steps.ts';
import { settle, troublesOf } from '../support/page-checks.ts';
import { castOf, passThrough } from '../support/plan.ts';
import { sendDecomposition } from '../support/six-levels-steps.ts';
import { type Company, gather, LANGUAGES, type Language } from '../support/visitors.ts';

const house = openHouse();

const SAID = {
  'zh-CN': { ask: '缺口 10 篇，请多承担，九月底前完成', counter: '可以承担，设备九月才到，请放宽到十一月底' },
  en: {
    ask: 'Ten are missing: please carry them, by September',
    counter: 'I can, but the source arrives in September: by November',
  },
} as const;

/** The sums under the sheet, as they stand. */
const status = (company: Company, page: Awaited<ReturnType<Company['go']>>['page']) =>
  page.getByRole('grid', { name: company.t('decomposition:grid') }).locator('tfoot');

async function negotiate(company: Company, itemId: string): Promise<void> {
  const { t, language } = company;
  const split = SPLIT[language];
  const dean = await company.go('dean', `/items/${itemId}/decomposition`);
  await status(company, dean.page)
    .getByText(t('decomposition:sum.gap', { n: '10' }), { exact: true })
    .waitFor();
  await proposeOnRow(company, dean, 2, { target: '40', due: '2026-09-30', reason: SAID[language].ask });
  await openTheRest(company, dean, 1);

  await counterFromWorkbench(company, 'teacherTwo', split.second, {
    due: '2026-11-30',
    reason: SAID[language].counter,
  });
  await agreeToAll(company, 'teacher', 1);
  await agreeFromWorkbench(company, 'dean', split.second);
}

/** What lies before the gate says how the numbers came about. */
async function expectRoundsAtGate(company: Company, home: TestInstitution, submissionId: string): Promise<void> {
  const { page, hand } = await company.go('officer', `/review?id=${submissionId}`);
  const { t, language } = company;
  await hand.press(page.locator('summary').filter({ hasText: t('talks:gate.rounds', { count: 2 }) }));
  const rounds = page.getByRole('table', { name: t('talks:rounds') }).last();
  await rounds.getByText(SAID[language].ask, { exact: true }).waitFor();
  await rounds.getByText(SAID[language].counter, { exact: true }).waitFor();
  expect(home.id).toBeTruthy();
}

describe.each(LANGUAGES)('in %s', (language: Language) => {
  it('a gap of 10 is seen, negotiated to 60 and 40 in two rounds, and passes the gate', async () => {
    const home = await createTestInstitution();
    const cast = castOf(house.server, home);
    const itemId = await draftWithGap(cast, home);
    const company = await gather({ ...house, home, language });
    const { t } = company;
    await negotiate(company, itemId);

    const dean = await company.go('dean', `/items/${itemId}/decomposition`);
    const sums = status(company, dean.page);
    await sums.getByText(t('decomposition:sum.exact'), { exact: true }).first().waitFor();
    expect(await sums.getByText(t('decomposition:sum.gap', { n: '10' }), { exact: true }).count()).toBe(0);
    await sendDecomposition(company, dean);
    type Subs = { items: { id: string; state: string }[] };
    const [sub] = (await (await cast('dean')).get<Subs>('/submissions?queue=sent')).body.items;
    await expectRoundsAtGate(company, home, sub?.id ?? '');
    await passThrough(cast, home, sub?.id ?? '');

    type Children = { items: { state: string; due: string }[] };
    const children = (await (await cast('dean')).get<Children>(`/items/${itemId}/children`)).body.items;
    expect(children.map((child) => [child.state, child.due])).toEqual([
      ['registered', '2026-12-31'],
      ['registered', '2026-11-30'],
    ]);
    await company.close();
  }, 120_000);

  it('what is proposed to one and to one’s unit is on a page fit for everybody, wide and on a phone', async () => {
    const home = await createTestInstitution();
    const cast = castOf(house.server, home);
    const itemId = await draftWithGap(cast, home);
    await (await cast('dean')).post(`/items/${itemId}/decomposition/negotiation`, {});
    for (const look of [{}, { dark: true, width: 390, height: 844 }]) {
      const company = await gather({ ...house, home, language, look });
      const found: string[] = [];
      for (const [who, address] of [
        ['professor', '/negotiations'],
        ['dean', '/negotiations?queue=sent'],
        ['teacher', '/negotiations?queue=settled'],
        ['dean', `/items/${itemId}/decomposition`],
      ] as const) {
        const { page } = await company.go(who, address);
        await settle(page, company.t);
        for (const trouble of await troublesOf(page)) found.push(`${address}: ${trouble}`);
      }
      await company.close();
      expect(found).toEqual([]);
    }
  }, 120_000);
});
