// A target handed down: its gap is seen while one types, is closed or gets a reason, and stays visible; two people at one sheet lose nothing.
import { describe, expect, it } from 'vitest';
import {
  addIndicator,
  beginTarget,
  expectSaved,
  expectSum,
  sendAct,
  targetCell,
  typeTarget,
  writeGapReason,
} from '../support/gap-steps.ts';
import { openHouse } from '../support/house.ts';
import { createTestInstitution } from '../support/institution.ts';
import { castOf, draftFor, growPlan, passThrough } from '../support/plan.ts';
import { passAtGate, pasteChildren, sendDecomposition } from '../support/six-levels-steps.ts';
import { type Company, gather, LANGUAGES, type Language } from '../support/visitors.ts';

const house = openHouse();

const SAID = {
  'zh-CN': {
    indicator: '高水平论文',
    unit: '篇',
    first: '研制光源',
    second: '搭建光路',
    third: '采购器件',
    reason: '差的十篇由来年补上',
  },
  en: {
    indicator: 'Papers',
    unit: 'papers',
    first: 'Develop the source',
    second: 'Set up the beam',
    third: 'Buy the parts',
    reason: 'The missing ten follow next year',
  },
} as const;

/** The dean has signed for an item and breaks it down. */
async function begin(language: Language) {
  const home = await createTestInstitution();
  const cast = castOf(house.server, home);
  const plan = await growPlan(cast, home, { downTo: 'dean' });
  const company = await gather({ ...house, home, language });
  const title = language === 'en' ? draftFor(home, 'dean').titleEn : draftFor(home, 'dean').title;
  return { home, cast, company, title, itemId: plan.ids.dean, said: SAID[language] };
}

/** A target of 100, pasted as 60 and 30. */
async function splitSixtyThirty(company: Company, itemId: string, said: (typeof SAID)[Language]) {
  const dean = await company.go('dean', `/items/${itemId}/decomposition`);
  await addIndicator(company, dean, 0, { name: said.indicator, unit: said.unit, target: '100' });
  await pasteChildren(company, dean, [
    [said.first, '60', '60', 'OPT', 'professor'],
    [said.second, '40', '30', 'OPT', 'gatekeeper'],
  ]);
  await expectSum(company, dean, 'gap', '10');
  return dean;
}

describe.each(LANGUAGES)('in %s', (language: Language) => {
  it('a target of 100 split 60 and 30 shows a gap of 10, cannot be sent, and passes as 60 and 40', async () => {
    const { company, itemId, said, title } = await begin(language);
    const { t } = company;
    const dean = await splitSixtyThirty(company, itemId, said);
    await sendAct(company, dean, false).waitFor();
    await dean.page.getByText(t('decomposition:reasonNeeded'), { exact: true }).waitFor();

    await beginTarget(company, dean, 1, '35');
    await expectSum(company, dean, 'gap', '5');
    await dean.page.keyboard.press('Escape');
    await expectSum(company, dean, 'gap', '10');
    await typeTarget(company, dean, 1, '50');
    await expectSum(company, dean, 'excess', '10');
    await typeTarget(company, dean, 1, '40');
    await expectSum(company, dean, 'exact');
    expect(await dean.page.getByRole('textbox', { name: t('decomposition:gapReason') }).count()).toBe(0);

    await sendDecomposition(company, dean);
    // The head of the college is the doer, so the step falls to the next above.
    for (const who of ['director', 'leader']) await passAtGate(company, who, title);
    const { page } = await company.go('dean', `/items/${itemId}`);
    const row = page.getByRole('row').filter({ hasText: said.indicator });
    await row.getByText('100', { exact: true }).first().waitFor();
    expect(await row.locator('.indicator-gap').count()).toBe(0);
    await company.close();
  });

  it('a gap with a reason is sent; gate, item and the list of what does not add up show both, and lead back to the cell', async () => {
    const { company, cast, home, itemId, said, title } = await begin(language);
    const { t } = company;
    const dean = await splitSixtyThirty(company, itemId, said);
    await writeGapReason(company, dean, said.reason);
    await sendDecomposition(company, dean);

    const director = await company.go('director', '/review');
    await director.page.getByRole('button').filter({ hasText: title }).first().click();
    const seen = director.page.getByRole('article');
    await seen.getByText(said.reason).first().waitFor();
    await seen.getByText(t('decomposition:sum.gap', { n: '10' })).waitFor();
    const { body } = await (await cast('officer')).get<{ pending: { id: string }[] }>(`/items/${itemId}`);
    await passThrough(cast, home, body.pending[0]?.id ?? '');

    const item = await company.go('dean', `/items/${itemId}`);
    await item.page.getByText(t('item-page:indicator.gap', { n: '10' })).waitFor();
    await item.page.getByText(said.reason).first().waitFor();
    await item.hand.press(item.page.getByRole('link', { name: t('item-page:addsUp') }));
    await item.page.getByRole('heading', { level: 1, name: t('adds-up:title') }).waitFor();
    const line = item.page.getByRole('row').filter({ hasText: said.reason });
    await item.hand.press(line.getByRole('link', { name: t('adds-up:mend') }));
    await item.page.waitForURL((url) => url.pathname.endsWith('/decomposition'));
    await expect
      .poll(() => targetCell(company, item, 0).evaluate((cell) => cell === document.activeElement))
      .toBe(true);
    await company.close();
  });

  it('what somebody else changed meanwhile is shown, and one act goes on with both', async () => {
    const { company, cast, itemId, said } = await begin(language);
    const { t } = company;
    const dean = await splitSixtyThirty(company, itemId, said);
    await expectSaved(company, dean);

    type Child = { id: string; code: null; weight: number; title: string };
    const elsewhere = await cast('dean');
    const { body: draft } = await elsewhere.get<{ version: number; children: Child[] }>(
      `/items/${itemId}/decomposition`,
    );
    const [first, second] = draft.children;
    const written = ({ code: _none, ...child }: Child, weight: number) => ({ ...child, weight });
    const children = first && second ? [written(first, 55), written(second, 45)] : [];
    const headers = { 'if-match': `"${draft.version}"` };
    const stored = await elsewhere.put(`/items/${itemId}/decomposition`, { children }, { headers });
    expect(stored.status, JSON.stringify(stored.body)).toBe(200);

    await typeTarget(company, dean, 1, '40');
    const change = { name: said.first, field: t('decomposition:column.weight'), before: '60', after: '55' };
    await dean.page.getByText(t('decomposition:different.short', change)).waitFor();
    await dean.hand.press(dean.page.getByRole('button', { name: t('decomposition:takeOver'), exact: true }));
    await expectSaved(company, dean);
    await expectSum(company, dean, 'exact');
    const { body: after } = await elsewhere.get<{ children: Child[]; indicators: { gap: number }[] }>(
      `/items/${itemId}/decomposition`,
    );
    expect(after.children.map((child) => child.weight)).toEqual([55, 45]);
    expect(after.indicators.map((one) => one.gap)).toEqual([0]);
    await company.close();
  });
});
