// A workbook with three bad rows is refused as a whole, each row named; mended it comes in; again it changes nothing.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type SheetColumn, writeWorkbook } from '../../src/platform/spreadsheet/write-table.ts';
import { useDatabase } from '../support/database.ts';
import { openHouse } from '../support/house.ts';
import { createTestInstitution, type TestInstitution } from '../support/institution.ts';
import { gather, LANGUAGES, type Language } from '../support/visitors.ts';

const house = openHouse();

type Row = { code: string; parent: string; title: string; unit: string; person: string; due: string };
const GOOD: Row[] = [
  { code: 'K1', parent: '', title: '建设平台', unit: 'TOP', person: 'president', due: '2026-12-31' },
  { code: 'K1-1', parent: 'K1', title: '采购设备', unit: 'RES', person: 'director', due: '2026-11-30' },
  { code: 'K1-2', parent: 'K1', title: '培养人才', unit: 'HR', person: 'directorTwo', due: '2026-10-31' },
  { code: 'K1-3', parent: 'K1', title: '建成机房', unit: 'PHY', person: 'dean', due: '2026-09-30' },
];
const mend = (code: string, change: Partial<Row>) => (row: Row) => (row.code === code ? { ...row, ...change } : row);
const BAD = GOOD.map(mend('K1-1', { parent: 'K9' }))
  .map(mend('K1-2', { person: 'ghost' }))
  .map(mend('K1-3', { due: '2026-02-30' }));

const HEADERS: Record<Language, Record<keyof Row, string>> = {
  'zh-CN': { code: '编码', parent: '上级编码', title: '事项名称', unit: '牵头单位', person: '责任人', due: '截止日期' },
  en: { code: 'code', parent: 'parentCode', title: 'title', unit: 'leadUnitCode', person: 'responsible', due: 'due' },
};
const SHEET: Record<Language, string> = { 'zh-CN': '事项', en: 'items' };

const workbook = (language: Language, rows: readonly Row[]): Promise<Buffer> => {
  const columns = (Object.keys(HEADERS[language]) as (keyof Row)[]).map(
    (key): SheetColumn => ({ key, header: HEADERS[language][key], type: 'text' }),
  );
  return writeWorkbook([{ name: SHEET[language], columns, rows }]);
};

/** Everything that an import could write, counted behind the product's back. */
async function countRows(home: TestInstitution): Promise<number[]> {
  const { owner } = await useDatabase();
  const counted: number[] = [];
  for (const table of ['items', 'nodes', 'events', 'units', 'people', 'posts'] as const) {
    const { n } = await owner
      .selectFrom(table)
      .select((one) => one.fn.countAll<string>().as('n'))
      .where('institution_id', '=', home.id)
      .executeTakeFirstOrThrow();
    counted.push(Number(n));
  }
  return counted;
}

async function give(page: Page, button: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  const answered = page.waitForResponse((response) => response.url().includes('/api/imports'));
  await page.getByRole('button', { name: button, exact: true }).click();
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await (await chooser).setFiles({ name: 'plan.xlsx', mimeType, buffer });
  await answered;
}

describe.each(LANGUAGES)('a workbook of the plan in %s', (language: Language) => {
  it('comes in whole or not at all, and again without a change', async () => {
    const home = await createTestInstitution();
    const company = await gather({ ...house, home, language });
    const { t } = company;
    const { page, hand } = await company.go('officer', '/settings/import');
    await hand.press(page.getByRole('radio', { name: t('import:plan'), exact: true }));
    const before = await countRows(home);

    await give(page, t('import:choose'), await workbook(language, BAD));
    await page.getByText(t('import:nothingWritten')).waitFor();
    const wrong = page.getByRole('table', { name: t('import:errors') }).getByRole('row');
    const [, ...lines] = await wrong.evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')),
    );
    const places = lines.map(([sheet, row, column]) => [sheet, row, column].join(' '));
    const columns = HEADERS[language];
    const name = SHEET[language];
    expect(places.sort()).toEqual([
      `${name} 3 ${columns.parent}`,
      `${name} 4 ${columns.person}`,
      `${name} 5 ${columns.due}`,
    ]);
    const speaks = language === 'en' ? /^[^\p{Script=Han}]+$/u : /\p{Script=Han}/u;
    for (const line of lines) expect(line[3]).toMatch(speaks);
    expect(await page.getByRole('button', { name: t('import:commit'), exact: true }).count()).toBe(0);
    expect(await countRows(home)).toEqual(before);

    await give(page, t('import:another'), await workbook(language, GOOD));
    await page.getByText(t('import:fits')).waitFor();
    expect(await countRows(home)).toEqual(before);
    await page.getByRole('button', { name: t('import:commit'), exact: true }).click();
    await page.getByText(t('import:done')).first().waitFor();
    const after = await countRows(home);
    expect((after[0] ?? 0) - (before[0] ?? 0)).toBe(GOOD.length);

    await give(page, t('import:another'), await workbook(language, GOOD));
    await page.getByText(t('import:nothingNew')).waitFor();
    const counts = page.getByRole('status').filter({ hasText: t('import:count.unchanged') });
    expect((await counts.innerText()).replace(/\s+/g, ' ')).toContain(`${GOOD.length} ${t('import:count.unchanged')}`);
    expect(await countRows(home)).toEqual(after);
    await company.close();
  });
});
