// From the top goal to the person on one screen: what nobody signed for is seen to be lost, is found, and is found again once signed.
import { describe, expect, it } from 'vitest';
import { openHouse } from '../support/house.ts';
import { createTestInstitution } from '../support/institution.ts';
import { settle, showsFocus } from '../support/page-checks.ts';
import { castOf, draftFor, growPlan } from '../support/plan.ts';
import { gather, LANGUAGES, type Language, tabTo } from '../support/visitors.ts';

const house = openHouse();

describe.each(LANGUAGES)('in %s', (language: Language) => {
  it('the office sees where the weight is lost, lights the chain of the person and opens his item', async () => {
    const home = await createTestInstitution();
    const cast = castOf(house.server, home);
    const plan = await growPlan(cast, home, { until: 'assigned' });
    const company = await gather({ ...house, home, language });
    const { t } = company;
    const draft = draftFor(home, 'teacher');
    const title = language === 'en' ? draft.titleEn : draft.title;
    const { page } = await company.go('officer', `/items/${plan.ids.president}/chain-view`);
    await settle(page, t);
    const lost = page
      .getByRole('region')
      .or(page.locator('section'))
      .filter({ hasText: t('chain-view:lists.lost') });
    await page
      .getByText(t('chain-view:lostHere', { share: '100%' }))
      .first()
      .waitFor();
    await lost.getByRole('button', { name: title }).first().click();
    const box = page.locator(`[data-key="${plan.ids.teacher}"]`);
    expect(await box.getAttribute('aria-pressed')).toBe('true');
    // the line is lit from the top down and said in words
    expect(await page.locator('.cv-box-dim').count()).toBe(0);
    await page
      .getByRole('status')
      .filter({ hasText: t('chain-view:loss.not_accepted') })
      .waitFor();
    await box.click();
    await page.getByRole('dialog').getByRole('heading', { name: title }).waitFor();
    await page.keyboard.press('Escape');
    // signed for, nothing is lost any more
    const accepted = await (await cast('teacher')).post(`/items/${plan.ids.teacher}/accept`);
    expect(accepted.status).toBe(200);
    await page.reload();
    await page.getByText(t('chain-view:lists.lostNone')).waitFor();
    await company.close();
  }, 90_000);

  it('the chain is walked by keyboard alone, and is a table for who wants one', async () => {
    const home = await createTestInstitution();
    const plan = await growPlan(castOf(house.server, home), home);
    const company = await gather({ ...house, home, language });
    const { t } = company;
    const { page } = await company.go('dean', `/items/${plan.ids.president}/chain-view`);
    await settle(page, t);
    await tabTo(page, page.locator(`[data-key="${plan.ids.president}"]`));
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight');
    const at = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.key);
    expect(await at()).toBe(plan.ids.teacher);
    expect(await showsFocus(page)).toBe(true);
    await page.keyboard.press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: t('chain-view:openItem') })
      .waitFor();
    await page.keyboard.press('ArrowLeft');
    expect(await at()).toBe(plan.ids.professor);
    await page
      .locator('label')
      .filter({ hasText: t('chain-view:view.table') })
      .click();
    const table = page.getByRole('table', { name: t('chain-view:table.label') });
    expect(await table.getByRole('row').count()).toBe(7);
    await company.close();
  }, 90_000);

  it('the matrix says why a mark stands where it does, and lights what belongs to a key work', async () => {
    const home = await createTestInstitution();
    const plan = await growPlan(castOf(house.server, home), home);
    const company = await gather({ ...house, home, language });
    const { t } = company;
    const draft = draftFor(home, 'president');
    const title = language === 'en' ? draft.titleEn : draft.title;
    const { page } = await company.go('officer', '/x-matrix');
    await settle(page, t);
    await page
      .getByRole('button', { name: new RegExp(`${t('x-matrix:strength.unit_strong')}$`) })
      .first()
      .click();
    const why = page.getByRole('status').filter({ hasText: title });
    await why.waitFor();
    // a key work without a goal is told apart from the others
    await page.getByText(t('x-matrix:loose.works', { count: 1, n: 1 })).waitFor();
    const head = page.getByRole('rowheader').getByRole('button');
    // from the mark back along its row to the key work's own name
    const isHead = () => head.first().evaluate((element) => element === document.activeElement);
    for (let steps = 0; steps < 12 && !(await isHead()); steps += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    expect(await head.first().getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('link', { name: t('x-matrix:openChain') }).click();
    await page.waitForURL(`**/items/${plan.ids.president}/chain-view`);
    await company.close();
  }, 90_000);
});
