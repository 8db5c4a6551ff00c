// What people do at the pages while a key work goes down and comes back up, each step waiting for what must appear.
import { expect } from 'vitest';
import type { Company, Person } from './visitors.ts';

export type Child = { title: string; person: string; unit: RegExp | null; weight: string };

const PATIENCE = { timeout: 30_000 };

const dialogOf = ({ page }: Person) => page.getByRole('dialog').last();

/** Presses an act on the item's page, behind "More" where it is not the first. */
export async function startAct(company: Company, person: Person, act: string): Promise<void> {
  const { page, hand } = person;
  const { t } = company;
  const button = page.getByRole('button', { name: t(`item-page:act.${act}`), exact: true });
  await page.getByRole('heading', { level: 1 }).waitFor();
  const more = page.getByRole('button', { name: t('act.more'), exact: true });
  await button.or(more).first().waitFor();
  if (!(await button.isVisible())) await hand.press(more);
  await hand.press(button);
}

/** Presses the drawer's own button and waits until the words of success stand on the page. */
export async function confirmAct(company: Company, person: Person, act: string): Promise<void> {
  const { t } = company;
  await person.hand.press(
    dialogOf(person).getByRole('button', { name: t(`item-page:act.${act}`), exact: true, disabled: false }),
  );
  await person.page
    .getByText(t(`item-page:done.${act}`), { exact: true })
    .first()
    .waitFor();
  await dialogOf(person).waitFor({ state: 'hidden' });
}

export async function doAct(company: Company, person: Person, act: string): Promise<void> {
  await startAct(company, person, act);
  await confirmAct(company, person, act);
  // Only then does the page offer what comes next.
  const again = { name: company.t(`item-page:act.${act}`), exact: true };
  await person.page.getByRole('button', again).waitFor({ state: 'detached' });
}

/** The line of the workbench about an item. */
export const workLine = (company: Company, person: Person, title: string, kind: string) =>
  person.page
    .getByRole('list', { name: company.t('nav.workbench') })
    .getByRole('listitem')
    .filter({ hasText: title })
    .filter({ hasText: company.t(`workbench:kind.${kind}`, { kind: '' }).trim() });

/** Opens the workbench and presses the one act of a line. */
export async function fromWorkbench(company: Company, who: string, title: string, kind: string): Promise<Person> {
  const person = await company.go(who, '/');
  const line = workLine(company, person, title, kind);
  await person.hand.press(line.getByRole('button', { name: company.t(`workbench:do.${kind}`), exact: true }));
  return person;
}

/** Opens an item from the list of those that one answers for, and its decomposition from there. */
export async function breakDown(company: Company, who: string, title: string): Promise<Person> {
  const person = await company.go(who, '/');
  const { page, hand } = person;
  const mine = page.getByRole('table', { name: company.t('workbench:mine') });
  await hand.press(mine.getByRole('link', { name: title, exact: true }));
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await startAct(company, person, 'decompose');
  await page.waitForURL((url) => url.pathname.endsWith('/decomposition'));
  return person;
}

export async function signFor(company: Company, who: string, title: string): Promise<void> {
  const person = await fromWorkbench(company, who, title, 'sign');
  await confirmAct(company, person, 'accept');
  await workLine(company, person, title, 'sign').waitFor({ state: 'detached' });
}

export async function assignTo(company: Company, who: string, title: string): Promise<void> {
  const person = await fromWorkbench(company, who, title, 'assign');
  await confirmAct(company, person, 'assign');
  await workLine(company, person, title, 'assign').waitFor({ state: 'detached' });
}

const cellOf = (company: Company, person: Person, row: number, column: string) => {
  const grid = person.page.getByRole('grid', { name: company.t('decomposition:grid') });
  // By its name, since the columns of indicators stand between.
  return grid
    .getByRole('row')
    .nth(row + 1)
    .locator(`[data-spot$=":${column}"]`);
};

/** Takes the entry of the open list that begins with these words. */
async function takeEntry(person: Person, typed: string, by: 'mouse' | 'keyboard'): Promise<void> {
  const { page } = person;
  const entry = page.getByRole('option', { name: new RegExp(`^${typed}( |$)`) }).first();
  await entry.waitFor();
  if (by === 'mouse') {
    await entry.click();
    return;
  }
  // The list may still be narrowing while one walks it, so every step looks where the choice stands.
  await expect
    .poll(async () => {
      const marks = await page.getByRole('option').evaluateAll((all) => all.map((one) => one.ariaSelected === 'true'));
      const wanted = await entry.evaluate((one) => [...(one.parentElement?.children ?? [])].indexOf(one));
      const chosen = marks.indexOf(true);
      if (chosen !== wanted) await page.keyboard.press(chosen < wanted ? 'ArrowDown' : 'ArrowUp');
      return chosen === wanted;
    }, PATIENCE)
    .toBe(true);
  await page.keyboard.press('Enter');
}

/** Writes one child on the sheet by typing: title, weight and person; the unit follows from the person's post. */
export async function typeChild(
  company: Company,
  person: Person,
  child: { title: string; weight: string; person: string },
  by: 'mouse' | 'keyboard',
): Promise<void> {
  const { page, hand } = person;
  const { t } = company;
  await hand.press(page.getByRole('button', { name: t('decomposition:add'), exact: true }));
  const title = cellOf(company, person, 0, 'title');
  await title.waitFor();
  if (by === 'mouse') {
    await title.dblclick();
    await page.getByRole('textbox', { name: t('decomposition:column.title'), exact: true }).fill(child.title);
    await cellOf(company, person, 0, 'weight').dblclick();
    await page.getByRole('textbox', { name: t('decomposition:column.weight'), exact: true }).fill(child.weight);
    await cellOf(company, person, 0, 'person').dblclick();
    await page.getByRole('combobox', { name: t('decomposition:column.person'), exact: true }).fill(child.person);
    await takeEntry(person, child.person, by);
    return;
  }
  await page.keyboard.type(child.title);
  await page.keyboard.press('Tab');
  await page.keyboard.type(child.weight);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type(child.person);
  await takeEntry(person, child.person, by);
}

/** Pastes rows copied from a spreadsheet into the sheet. */
export async function pasteChildren(company: Company, person: Person, rows: string[][]): Promise<void> {
  const { page, hand, context } = person;
  await hand.press(page.getByRole('button', { name: company.t('decomposition:add'), exact: true }));
  await cellOf(company, person, 0, 'title').waitFor();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), rows.map((row) => row.join('\t')).join('\n'));
  await page.keyboard.press('Control+V');
}

/** Writes the item's own nodes. */
export async function writeNodes(
  company: Company,
  person: Person,
  nodes: readonly { title: string; date: string; weight: string }[],
): Promise<void> {
  const { page, hand } = person;
  const { t } = company;
  for (const [at, node] of nodes.entries()) {
    const n = { n: at + 1 };
    await hand.press(page.getByRole('button', { name: t('decomposition:addNode'), exact: true }));
    await hand.write(page.getByRole('textbox', { name: t('decomposition:nodeTitle', n), exact: true }), node.title);
    await hand.date(page.getByRole('textbox', { name: t('decomposition:nodeDate', n), exact: true }), node.date);
    await hand.write(page.getByLabel(t('decomposition:nodeWeight', n), { exact: true }), node.weight);
  }
}

/** Fills the report form and sends it; a node is claimed with a file as its evidence. */
export async function sendReport(
  company: Company,
  who: string,
  itemId: string,
  done: string,
  node?: string,
): Promise<void> {
  const person = await company.go(who, `/items/${itemId}/report`);
  const { page, hand } = person;
  const { t } = company;
  if (node) {
    await hand.press(page.getByRole('checkbox', { name: new RegExp(`^${node}`) }));
    const evidence = page.getByRole('group', { name: t('report:nodeEvidence', { node }), exact: true });
    const chooser = page.waitForEvent('filechooser');
    await hand.press(evidence.getByRole('button', { name: t('item-page:evidence.file'), exact: true }));
    await (await chooser).setFiles({ name: `${node}.txt`, mimeType: 'text/plain', buffer: Buffer.from(done) });
    await page.getByText(`${node}.txt`).waitFor();
  }
  await hand.write(page.getByRole('textbox', { name: t('report:done') }), done);
  await hand.press(page.getByRole('radio', { name: t('light.green'), exact: true }));
  const [send = ''] = t('report:send', { seconds: '@' }).split('@');
  await hand.press(page.getByRole('button', { name: send }));
  await page.waitForURL((url) => !url.pathname.endsWith('/report'));
}

/** Says what was achieved and puts the item before the gate. */
export async function closeOut(company: Company, who: string, itemId: string, summary: string): Promise<void> {
  const person = await company.go(who, `/items/${itemId}`);
  await startAct(company, person, 'closeOut');
  await person.hand.write(
    dialogOf(person).getByRole('textbox', { name: company.t('item-page:form.summary') }),
    summary,
  );
  await confirmAct(company, person, 'closeOut');
}

/** Weights that do not add up are shown by their difference, and made 100 by one act that asks first. */
export async function makeItHundred(company: Company, person: Person, difference: string): Promise<void> {
  const { page, hand } = person;
  const { t } = company;
  const sums = page.getByRole('region', { name: t('decomposition:addsUp') });
  await sums
    .getByRole('status')
    .filter({ hasText: difference })
    .filter({ hasText: t('decomposition:short') })
    .waitFor();
  await hand.press(sums.getByRole('button', { name: t('decomposition:normalise'), exact: true }));
  await hand.press(page.getByRole('dialog').getByRole('button', { name: t('decomposition:apply'), exact: true }));
  await sums
    .getByRole('status')
    .filter({ hasText: t('decomposition:exact') })
    .waitFor();
}

export async function sendDecomposition(company: Company, person: Person): Promise<void> {
  const { page, hand } = person;
  const send = { name: company.t('decomposition:send'), exact: true };
  await hand.press(page.getByRole('button', { ...send, disabled: false }));
  await hand.press(page.getByRole('dialog').getByRole('button', send));
  await page.waitForURL((url) => !url.pathname.endsWith('/decomposition'));
}

/** Opens what waits at somebody's gate about an item; answers its line in the queue. */
async function openAtGate(company: Company, person: Person, title: string) {
  const queue = person.page.getByRole('list', { name: company.t('review:queue.mine') });
  const line = queue.getByRole('button').filter({ hasText: title });
  await person.hand.press(line);
  await person.page.getByRole('article').getByRole('heading', { name: title }).waitFor();
  return line;
}

export async function passAtGate(company: Company, who: string, title: string): Promise<void> {
  const person = await company.go(who, '/review');
  const line = await openAtGate(company, person, title);
  const pass = { name: company.t('review:verdict.passed'), exact: true };
  await person.hand.press(person.page.getByRole('button', pass));
  await line.waitFor({ state: 'detached' });
}

export async function returnAtGate(company: Company, who: string, title: string, reason: string): Promise<void> {
  const { t } = company;
  const person = await company.go(who, '/review');
  const { page, hand } = person;
  const line = await openAtGate(company, person, title);
  const giveBack = page.getByRole('button', { name: t('review:verdict.returned'), exact: true });
  await hand.press(giveBack);
  await hand.write(page.getByRole('textbox', { name: t('review:reason') }), reason);
  await hand.press(giveBack);
  await line.waitFor({ state: 'detached' });
}

/** The percentage of an item on the board, and its strip, as the reader is told them. */
export async function expectOnBoard(company: Company, who: string, title: string, verified: string): Promise<string> {
  const { page } = await company.go(who, '/board');
  const { t } = company;
  const row = page.getByRole('row').filter({ hasText: title }).first();
  const [begin = ''] = t('progress.sentence', { verified, reported: '@', planned: '@' }).split('@');
  await row.getByRole('img', { name: begin }).waitFor();
  const strip = await row.getByRole('img', { name: t('strip.label', { steps: '' }).trim() }).getAttribute('aria-label');
  expect(strip).toBeTruthy();
  return strip ?? '';
}
