// The doors and the safeguards: the wizard, signing in, what is typed and kept, a day in the past, what one may not see.
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createSetupToken } from '../../src/capabilities/institution/setup-token.ts';
import { manualClock } from '../../src/platform/clock.ts';
import { openVisitor } from '../support/browser.ts';
import { openEmptyDatabase } from '../support/database.ts';
import { openHouse } from '../support/house.ts';
import { createTestInstitution, PASSWORD, START, type TestInstitution } from '../support/institution.ts';
import { castOf, draftFor, growPlan, type Plan } from '../support/plan.ts';
import { startTestServer } from '../support/server.ts';
import { gather, LANGUAGES, type Language, wordsOf } from '../support/visitors.ts';

const house = openHouse();
let home: TestInstitution;
let plan: Plan;

beforeAll(async () => {
  home = await createTestInstitution();
  plan = await growPlan(castOf(house.server, home), home);
});

describe.each(LANGUAGES)('in %s', (language: Language) => {
  it('the first start leads through a wizard that the token of the console opens, into a workbench', async () => {
    const own = await openEmptyDatabase();
    const { text, token } = createSetupToken(manualClock(START));
    const first = await startTestServer({ setupToken: token, db: own.db, pages: true });
    const t = await wordsOf(language);
    const { page, context } = await openVisitor(house.browser, await first.listen(), { language });
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: t('sign-in:setup.title') }).waitFor();
    const field = (key: string) => page.getByRole('textbox', { name: t(`sign-in:setup.${key}`) }).first();
    await field('token').fill('guessed');
    await field('name').fill('临江大学');
    await field('nameEn').fill('Linjiang University');
    await field('account').fill('keeper');
    await page.getByLabel(t('sign-in:setup.password')).fill('password1234');
    const create = page.getByRole('button', { name: t('sign-in:setup.create'), exact: true });
    await create.click();
    await page.getByRole('alert').first().waitFor();
    await field('token').fill(text);
    await create.click();
    await page.getByRole('alert').filter({ hasText: /./ }).first().waitFor();
    await page.getByLabel(t('sign-in:setup.password')).fill(PASSWORD);
    await create.click();
    await page.getByText(t('workbench:empty.administrator')).waitFor();
    await context.close();
    await first.close();
    await own.close();
  });

  it('a wrong password says so, and after ten of them a sentence says how long to wait', async () => {
    const t = await wordsOf(language);
    const alone = await createTestInstitution();
    const { page, context } = await openVisitor(house.browser, house.base, { language });
    await page.goto('/board');
    await page.getByRole('heading', { level: 1, name: t('sign-in:title') }).waitFor();
    const account = page.getByRole('textbox', { name: t('sign-in:account'), exact: true });
    const password = page.getByLabel(t('sign-in:password'), { exact: true });
    // A press while the answer to the last one is awaited counts for nothing.
    const enter = page
      .getByRole('button', { name: t('sign-in:enter'), exact: true })
      .and(page.locator(':not([aria-busy])'));
    await account.fill('teacher');
    await password.fill('not the password');
    await enter.click();
    const institution = page.getByRole('textbox', { name: t('sign-in:institution') });
    await institution.fill(alone.name);
    await enter.click();
    await page.getByRole('alert').getByText(t('identity:refusals.sign_in_refused')).waitFor();
    expect(await account.inputValue()).toBe('teacher');
    for (let wrong = 0; wrong < 9; wrong += 1) {
      const answered = page.waitForResponse((response) => response.url().endsWith('/api/session'));
      await enter.click();
      await answered;
    }
    const throttled = page.getByRole('alert').getByText(t('identity:refusals.sign_in_throttled', { minutes: 10 }));
    await expect
      .poll(async () => {
        const answered = page.waitForResponse((response) => response.url().endsWith('/api/session'));
        await enter.click();
        await answered;
        return throttled.isVisible();
      })
      .toBe(true);
    // Another account is let in from the same address and the same page, which then speaks the person's own language.
    const own = await wordsOf('zh-CN');
    await account.fill('professor');
    await password.fill(PASSWORD);
    await enter.click();
    await page.getByRole('heading', { level: 1, name: own('nav.board') }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await context.close();
  });

  it('a form keeps what was typed after a refusal and after a reload, until it is sent', async () => {
    const company = await gather({ ...house, home, language });
    const { t } = company;
    const { page, hand } = await company.go('officer', '/items/new');
    const title = page.getByRole('textbox', { name: t('draft:field.title'), exact: true });
    await title.fill('光');
    await hand.choose(
      page.getByRole('combobox', { name: t('draft:field.leadUnit'), exact: true }),
      'CHE',
      language === 'en' ? /College of Chemistry/ : /化学学院/,
    );
    await hand.choose(
      page.getByRole('combobox', { name: t('draft:field.responsible'), exact: true }),
      'dean',
      /^dean\s/,
    );
    await hand.date(page.getByRole('textbox', { name: t('draft:field.start'), exact: true }), '2026-03-01');
    await hand.date(page.getByRole('textbox', { name: t('draft:field.due'), exact: true }), '2026-12-31');
    const save = page.getByRole('button', { name: t('draft:save'), exact: true });
    await save.click();
    await page.getByRole('alert').first().waitFor();
    expect(await title.inputValue()).toBe('光');
    await page.reload();
    await page.getByText(t('field.draftKept')).waitFor();
    expect(await title.inputValue()).toBe('光');
    expect(await page.getByRole('textbox', { name: t('draft:field.due'), exact: true }).inputValue()).toBe(
      '2026-12-31',
    );
    await hand.choose(
      page.getByRole('combobox', { name: t('draft:field.responsible'), exact: true }),
      'deanTwo',
      /^deanTwo/,
    );
    await save.click();
    await page.getByRole('heading', { level: 1, name: '光' }).waitFor();
    await page.goto('/items/new');
    await title.waitFor();
    expect(await title.inputValue()).toBe('');
    await company.close();
  });

  it('an offline moment loses nothing and does nothing twice', async () => {
    const company = await gather({ ...house, home, language });
    const { t } = company;
    const person = await company.go('professor', `/items/${plan.ids.teacher}`);
    const { page, context } = person;
    const advice = language === 'en' ? 'Order the crystal now' : '晶体现在就订';
    await page.getByRole('button', { name: t('item-page:act.guide'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(advice);
    await context.setOffline(true);
    await page.getByText(t('state.offline')).waitFor();
    await dialog.getByRole('button', { name: t('item-page:act.guide'), exact: true }).click();
    expect(await dialog.getByRole('textbox').inputValue()).toBe(advice);
    // What was sent into the dead line goes by itself once it is alive again.
    await context.setOffline(false);
    await page.getByText(t('item-page:done.guide'), { exact: true }).waitFor();
    await page.getByText(advice).first().waitFor();
    const history = await (await company.cast('officer')).get<{ items: { act: string; reason: string | null }[] }>(
      `/items/${plan.ids.teacher}/history`,
    );
    expect(history.body.items.filter((event) => JSON.stringify(event).includes(advice))).toHaveLength(1);
    await company.close();
  });

  it('a day in the past is read only and says so', async () => {
    house.server.clock.set(new Date(START.getTime() + 24 * 3_600_000));
    onTestFinished(() => house.server.clock.set(START));
    const company = await gather({ ...house, home, language });
    const { t } = company;
    const { page } = await company.go('teacher', `/items/${plan.ids.teacher}`);
    const report = page.getByRole('button', { name: t('item-page:act.report'), exact: true });
    await report.waitFor();
    await company.go('teacher', `/items/${plan.ids.teacher}?asOf=2026-03-04`);
    const said = t('asOf.past', { day: '@' }).split('@').at(-1) ?? '';
    await page.getByRole('status').filter({ hasText: said.trim() }).waitFor();
    expect(await report.count()).toBe(0);
    await page.getByRole('link', { name: t('asOf.backToToday'), exact: true }).click();
    await report.waitFor();
    await company.close();
  });

  it('an item that one may not see is a page that is not there', async () => {
    const company = await gather({ ...house, home, language });
    const { t } = company;
    const secret = draftFor(home, 'teacher').title;
    const { page } = await company.go('outsider', `/items/${plan.ids.teacher}`);
    await page.getByRole('heading', { level: 1, name: t('trouble.notFound') }).waitFor();
    expect(await page.content()).not.toContain(secret);
    const { page: nowhere } = await company.go('outsider', '/items/00000000-0000-7000-8000-000000000000/report');
    await nowhere.getByRole('heading', { level: 1, name: t('trouble.notFound') }).waitFor();
    await company.close();
  });
});
