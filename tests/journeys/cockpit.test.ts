// A leader's own unanswered help request shows in the cockpit list, beside everybody else's delays; he answers it and it is gone.
import { expect, it } from 'vitest';
import { openHouse } from '../support/house.ts';
import { createTestInstitution } from '../support/institution.ts';
import { settle, troublesOf } from '../support/page-checks.ts';
import { passTo } from '../support/sheet-steps.ts';
import { fromWorkbench, workLine } from '../support/six-levels-steps.ts';
import { stageOn } from '../support/stage.ts';
import { type Company, gather } from '../support/visitors.ts';

const house = openHouse();
const TITLE = '建成极端光学平台';
const ASKS = '用房调整需要校领导出面协调';

/** From the item's page, with nobody named: it says beforehand whom it reaches. */
async function directorAsks(company: Company, itemId: string): Promise<void> {
  const { t } = company;
  const { page, hand } = await company.go('director', `/items/${itemId}`);
  await hand.press(page.locator('#help').getByRole('button', { name: t('help-page:ask'), exact: true }));
  const drawer = page.getByRole('dialog', { name: t('help-page:ask') });
  await hand.write(drawer.getByRole('textbox', { name: t('help-page:form.asks'), exact: true }), ASKS);
  await drawer.getByText('leader', { exact: false }).first().waitFor();
  await hand.press(drawer.getByRole('button', { name: t('help-page:form.askSend'), exact: true }));
  await page.locator('#help').getByRole('button', { name: ASKS, exact: true }).waitFor();
}

/** His own comes first, with the working days that it lies there; the figure of his level opens it too. */
async function leaderSees(company: Company): Promise<void> {
  const { t } = company;
  const { page, hand } = await company.go('leader', '/cockpit');
  await settle(page, t);
  const late = page.getByRole('table', { name: t('cockpit:delays.title') });
  const own = late.getByRole('row').filter({ hasText: t('cockpit:kind.help') });
  await own
    .filter({ hasText: t('cockpit:delays.mine') })
    .filter({ hasText: t('cockpit:delays.n', { count: 2, n: '2' }) })
    .waitFor();
  expect(await troublesOf(page)).toEqual([]);
  await hand.press(own.getByRole('link', { name: t('cockpit:kind.help'), exact: true }));
  await page.waitForURL((url) => url.pathname === '/help');
  await page.getByRole('dialog').getByText(ASKS).first().waitFor();
}

it('a leader finds his own unanswered help request in the cockpit, and whoever stands above sees it there too', async () => {
  const home = await createTestInstitution();
  const stage = stageOn(house.server, home);
  const goal = await stage.plant({ who: 'president', unit: 'TOP', level: 1, horizon: 'mid_term' });
  const charge = await stage.plant({
    who: 'leader',
    unit: 'TOP',
    level: 2,
    horizon: 'mid_term',
    weight: 100,
    parent: goal.id,
  });
  const work = await stage.plant({
    who: 'director',
    unit: 'RES',
    level: 3,
    weight: 100,
    parent: charge.id,
    title: TITLE,
  });
  const asking = await gather({ ...house, home, language: 'en' });
  await directorAsks(asking, work.id);
  await asking.close();
  // asked on Wednesday the fourth, the limit ends on Monday the ninth; on Wednesday it lies two working days too long
  await passTo(stage, '2026-03-11');

  const chinese = await gather({ ...house, home, language: 'zh-CN' });
  const english = await gather({ ...house, home, language: 'en' });
  await leaderSees(chinese);
  const { page: above } = await english.go('president', '/cockpit');
  await settle(above, english.t);
  const row = above.getByRole('table', { name: english.t('cockpit:delays.title') }).getByRole('row');
  await row
    .filter({ hasText: english.t('cockpit:kind.help') })
    .filter({ hasText: 'leader' })
    .waitFor();

  const person = await fromWorkbench(english, 'leader', TITLE, 'help');
  const drawer = person.page.getByRole('dialog');
  await person.hand.write(
    drawer.getByRole('textbox', { name: english.t('help-page:form.words'), exact: true }),
    'Room 214 from September',
  );
  await person.hand.press(drawer.getByRole('button', { name: english.t('help-page:form.send'), exact: true }));
  await workLine(english, person, TITLE, 'help').waitFor({ state: 'detached' });
  const { page: after } = await english.go('leader', '/cockpit');
  await settle(after, english.t);
  await after.getByText(english.t('cockpit:delays.none'), { exact: true }).waitFor();
  const { page: delays } = await chinese.go('president', '/delays?show=ended');
  await settle(delays, chinese.t);
  await delays
    .getByRole('row')
    .filter({ hasText: chinese.t('cockpit:kind.help') })
    .filter({ hasText: 'leader' })
    .first()
    .waitFor();
  await chinese.close();
  await english.close();
}, 120_000);
