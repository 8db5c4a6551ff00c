// What people do with indicators on the sheet of a decomposition: name one, type targets, read the gap, give its reason.
import type { Locator } from 'playwright-core';
import type { Company, Person } from './visitors.ts';

export type IndicatorWords = { name: string; unit: string; target: string };

/** Adds an indicator below the sheet; it becomes a column of the grid. */
export async function addIndicator(
  company: Company,
  person: Person,
  at: number,
  { name, unit, target }: IndicatorWords,
): Promise<void> {
  const { page, hand } = person;
  const { t } = company;
  await hand.press(page.getByRole('button', { name: t('decomposition:addIndicator'), exact: true }));
  const named = page.getByRole('textbox', { name: t('decomposition:indicatorName', { n: at + 1 }), exact: true });
  await hand.write(named, name);
  await hand.write(page.getByLabel(t('decomposition:indicator.unit'), { exact: true }).nth(at), unit);
  const figure = page.getByLabel(`${name} ${t('decomposition:indicator.target')}`, { exact: true });
  await hand.write(figure, target);
}

const gridOf = (company: Company, { page }: Person) =>
  page.getByRole('grid', { name: company.t('decomposition:grid') });

/** The cell of a child's target below an indicator, both counted from 0. */
export const targetCell = (company: Company, person: Person, row: number, indicator = 0): Locator =>
  gridOf(company, person)
    .getByRole('row')
    .nth(row + 1)
    .locator('[data-spot*=":target:"]')
    .nth(indicator);

/** Types into a target's cell and stays in it. */
export async function beginTarget(company: Company, person: Person, row: number, target: string): Promise<void> {
  await targetCell(company, person, row).dblclick();
  await person.page.keyboard.press('Control+A');
  await person.page.keyboard.type(target);
}

export async function typeTarget(company: Company, person: Person, row: number, target: string): Promise<void> {
  await beginTarget(company, person, row, target);
  await person.page.keyboard.press('Enter');
}

/** Waits until the foot of the grid says this: a gap, an excess, exact, or that nobody carries it. */
export async function expectSum(
  company: Company,
  person: Person,
  state: 'gap' | 'excess' | 'exact' | 'notCarried',
  n = '',
): Promise<void> {
  const words = company.t(`decomposition:sum.${state}`, { n });
  await gridOf(company, person).locator('tfoot .grid-target').getByText(words, { exact: true }).waitFor();
}

export async function writeGapReason(company: Company, person: Person, reason: string): Promise<void> {
  const field = person.page.getByRole('textbox', { name: company.t('decomposition:gapReason') });
  await person.hand.write(field, reason);
}

/** The act of sending, by whether it is offered. */
export const sendAct = (company: Company, { page }: Person, offered: boolean): Locator =>
  page.getByRole('button', { name: company.t('decomposition:send'), exact: true, disabled: !offered });

/** Everything typed is stored. */
export async function expectSaved(company: Company, { page }: Person): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: company.t('decomposition:save.saved') })
    .waitFor();
}
