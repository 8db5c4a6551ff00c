// The construction drawing: walked by keys, a date dragged becomes a request, what waits is stated on the item, and all of it prints on one sheet.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openHouse } from '../support/house.ts';
import { createTestInstitution } from '../support/institution.ts';
import { settle, troublesOf } from '../support/page-checks.ts';
import { castOf, draftFor, growPlan } from '../support/plan.ts';
import { gather, LANGUAGES, type Language } from '../support/visitors.ts';

const house = openHouse();

const REASON = { 'zh-CN': '设备提前到货，可以早些验收', en: 'The equipment came early, so it can be accepted sooner' };

/** Presses the first handle of a date and moves it sideways without letting go; what the page says of the date meanwhile. */
async function drag(page: Page, by: number): Promise<string> {
  const box = await page.locator('.draw-handle').first().boundingBox();
  if (!box) throw new Error('there is no date to drag');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + by, y, { steps: 5 });
  return (await page.locator('.draw-words-now').textContent()) ?? '';
}

const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

describe.each(LANGUAGES)('in %s', (language: Language) => {
  it('a dragged date opens the request that asks for it, and the sheet prints on one A3', async () => {
    const home = await createTestInstitution();
    const plan = await growPlan(castOf(house.server, home), home);
    const company = await gather({ ...house, home, language });
    const { t } = company;
    const { page } = await company.go('teacher', `/items/${plan.ids.president}/drawing`);
    await settle(page, t);
    const grid = page.getByRole('treegrid');
    expect(await grid.getByRole('row').count()).toBe(7);
    expect(await troublesOf(page)).toEqual([]);

    // beyond the due of the item above: said at once, naming it, and nothing opens
    const parent = await (await castOf(house.server, home)('officer')).get<{ code: string }>(
      `/items/${plan.ids.professor}`,
    );
    expect(await drag(page, 30)).toContain(parent.body.code);
    await page.mouse.up();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.locator('.draw-words-now').waitFor({ state: 'detached' });

    // Escape while dragging gives up
    await drag(page, -30);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await page.getByRole('dialog').count()).toBe(0);

    const day = await drag(page, -40);
    await page.mouse.up();
    const dialog = page.getByRole('dialog');
    const asked = dialog.getByLabel(t('requests:newDue'), { exact: true });
    await asked.waitFor();
    expect(await asked.inputValue()).toBe(`2026-${day}`);
    await dialog.getByRole('textbox', { name: t('requests:reason') }).fill(REASON[language]);
    await dialog.getByRole('button', { name: t('requests:send'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const item = await (await castOf(house.server, home)('teacher')).get<{
      approvedDue: string;
      pending: { kind: string }[];
    }>(`/items/${plan.ids.teacher}`);
    expect(item.body.approvedDue).toBe('2026-12-31');
    expect(item.body.pending.map((one) => one.kind)).toEqual(['extension']);

    const pdf = await page.pdf({ format: 'A3', landscape: true });
    expect(pagesOf(pdf)).toBe(1);
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 119\d(\.\d+)? 84\d(\.\d+)?\]/);
    await company.close();
  });

  it('is walked, zoomed and asked by keys alone, and reads as a table', async () => {
    const home = await createTestInstitution();
    const plan = await growPlan(castOf(house.server, home), home);
    const company = await gather({ ...house, home, language });
    const { t } = company;
    const { page } = await company.go('teacher', `/items/${plan.ids.president}/drawing`);
    await settle(page, t);
    await page.getByRole('treegrid').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('+');
    await page.getByRole('radio', { name: t('drawing:zoom.half'), exact: true, checked: true }).waitFor();
    await page.keyboard.press('-');
    await page.getByRole('radio', { name: t('drawing:zoom.year'), exact: true, checked: true }).waitFor();
    await page.keyboard.press('Shift+PageUp');
    await page.keyboard.press('Shift+ArrowLeft');
    expect(await page.locator('.draw-words-now').textContent()).toContain('12-23');
    await page.keyboard.press('Enter');
    const asked = page.getByRole('dialog').getByLabel(t('requests:newDue'), { exact: true });
    await asked.waitFor();
    expect(await asked.inputValue()).toBe('2026-12-23');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.getByText(t('drawing:view.table'), { exact: true }).click();
    await page.getByRole('columnheader', { name: t('drawing:column.slack') }).waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await company.close();
  });

  it('draws as an arrow what the line stated on the item', async () => {
    const home = await createTestInstitution();
    const cast = castOf(house.server, home);
    const plan = await growPlan(cast, home);
    const office = await cast('officer');
    const other = await office.post<{ id: string }>('/items', {
      ...draftFor(home, 'president'),
      title: '另一项重点工作',
      titleEn: 'Another key work',
      due: '2026-06-30',
    });
    await office.post(`/items/${other.body.id}/register`);
    const company = await gather({ ...house, home, language });
    const { t } = company;
    const { page } = await company.go('officer', `/items/${plan.ids.teacher}`);
    await page.getByRole('button', { name: t('drawing:links.add') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').click();
    const title = language === 'en' ? 'Another key work' : '另一项重点工作';
    await dialog.getByRole('combobox').fill(title);
    await page.locator('.ant-select-item-option', { hasText: title }).click();
    await dialog.getByRole('button', { name: t('drawing:links.save'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const section = page.locator('#dependencies');
    await section.getByRole('link', { name: title }).waitFor();
    await section.getByText(t('drawing:links.contradicts')).waitFor();

    await company.go('officer', '/drawing');
    await settle(page, t);
    await page.getByRole('img', { name: t('drawing:arrows') }).waitFor();
    await company.close();
  });
});
