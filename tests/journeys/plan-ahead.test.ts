// Next year is drafted from this one and from the six stages, a node is asked about before its day, and a value is set by hand with two signatures.
import { describe, expect, it } from 'vitest';
import { openHouse } from '../support/house.ts';
import { createTestInstitution, START } from '../support/institution.ts';
import { settle, troublesOf } from '../support/page-checks.ts';
import { castOf, draftFor, growPlan } from '../support/plan.ts';
import { fromWorkbench, workLine } from '../support/six-levels-steps.ts';
import { gather, LANGUAGES, type Language } from '../support/visitors.ts';

const house = openHouse();

const SAID = {
  'zh-CN': {
    begun: '建设光学国际联合实验室',
    missing: '恒温器仍在海关，预计四月二日到',
    reason: '第三方检测数据已到，报告月底出具',
  },
  en: {
    begun: 'Build the joint laboratory of optics',
    missing: 'The cryostat is held by customs until 2 April',
    reason: 'The data of the test are in, the paper follows',
  },
} as const;
/** The tenth working day before the teacher's first node, 10 April 2026. */
const NEAR = new Date('2026-03-26T09:00:00+08:00');

describe.each(LANGUAGES)('in %s', (language: Language) => {
  it('the office carries a key work over, sees it drafted beside this year’s, takes it back and begins another with the six stages', async () => {
    const home = await createTestInstitution();
    const plan = await growPlan(castOf(house.server, home), home);
    const company = await gather({ ...house, home, language });
    const { t } = company;
    const title = draftFor(home, 'president')[language === 'en' ? 'titleEn' : 'title'];

    const { page, hand } = await company.go('officer', '/plan-ahead');
    await settle(page, t);
    await hand.press(page.getByRole('checkbox', { name: title, exact: true }));
    await hand.press(page.getByRole('button', { name: t('plan-ahead:carry', { n: 1, count: 1 }) }));
    const drawer = page.getByRole('dialog');
    await hand.press(drawer.getByRole('button', { name: t('plan-ahead:draftThem', { n: 6, count: 6 }) }));
    await page.getByText(t('plan-ahead:carried', { n: 6, count: 6 })).waitFor();
    await page.getByText(t('itemState.draft'), { exact: true }).first().waitFor();
    expect(await troublesOf(page)).toEqual([]);

    await hand.press(page.getByRole('button', { name: t('plan-ahead:undo') }));
    await hand.press(page.getByRole('dialog').getByRole('button', { name: t('plan-ahead:undo') }));
    await page.getByText(t('plan-ahead:undone')).waitFor();
    await page.getByText(t('plan-ahead:open'), { exact: true }).waitFor();

    await hand.press(page.getByRole('link', { name: t('plan-ahead:fromTemplate') }));
    await hand.write(page.getByRole('textbox', { name: t('draft:field.title'), exact: true }), SAID[language].begun);
    await hand.choose(page.getByRole('combobox', { name: t('draft:field.leadUnit') }), '物理', /物理|Physics/);
    await hand.choose(page.getByRole('combobox', { name: t('draft:field.responsible') }), 'dean', /dean/);
    await hand.press(page.getByRole('button', { name: t('draft:save') }));
    await page.getByRole('heading', { level: 1, name: SAID[language].begun }).waitFor();
    const draft = new URL(page.url()).pathname.split('/').at(-1);
    const { page: sheet } = await company.go('officer', `/items/${draft}/decomposition`);
    await sheet.waitForFunction(
      (stage) =>
        [...document.querySelectorAll('input, textarea')].some(
          (field) => 'value' in field && String(field.value).includes(stage),
        ),
      '出成果',
    );
    expect(plan.ids.president).not.toBe(draft);
    await company.close();
  });

  it('a node that is near is asked about, what is missing shows one level up, and a value set by hand takes two', async () => {
    const home = await createTestInstitution();
    const plan = await growPlan(castOf(house.server, home), home);
    house.server.clock.set(NEAR);
    const company = await gather({ ...house, home, language });
    const { t } = company;
    const said = SAID[language];
    const title = draftFor(home, 'teacher')[language === 'en' ? 'titleEn' : 'title'];

    const teacher = await fromWorkbench(company, 'teacher', title, 'readiness');
    const form = teacher.page.getByRole('dialog');
    for (const [kind, answer] of [
      ['prerequisite', 'met'],
      ['resource', 'unmet'],
      ['approval', 'not_needed'],
    ] as const) {
      const group = form.getByRole('radiogroup', { name: t(`readiness:whole.${kind}`) });
      await teacher.hand.press(group.getByRole('radio', { name: t(`readiness:answer.${answer}`) }));
    }
    await teacher.hand.write(form.getByRole('textbox', { name: t('readiness:missing') }), said.missing);
    await teacher.hand.press(form.getByRole('button', { name: t('readiness:save') }));
    await teacher.page.getByText(t('readiness:answered')).first().waitFor();

    const professor = await company.go('professor', '/');
    await workLine(company, professor, title, 'unready').getByRole('link').click();
    await professor.page.getByText(said.missing).waitFor();
    await professor.page.getByText(t('readiness:mark.unmet')).first().waitFor();
    expect(await troublesOf(professor.page)).toEqual([]);

    const own = await company.go('teacher', `/items/${plan.ids.teacher}`);
    await own.hand.press(own.page.getByRole('button', { name: t('override:act.propose') }));
    const ask = own.page.getByRole('dialog');
    await own.hand.write(
      ask.getByRole('textbox', { name: t('override:field.value') }).or(ask.getByRole('spinbutton')),
      '62.5',
    );
    await own.hand.write(ask.getByRole('textbox', { name: t('override:field.reason') }), said.reason);
    await own.hand.date(
      ask
        .getByRole('combobox', { name: t('override:field.until') })
        .or(ask.getByRole('textbox', { name: t('override:field.until') })),
      '2026-04-30',
    );
    await own.hand.press(ask.getByRole('button', { name: t('override:act.send') }));
    await own.page.getByText(t('override:done.proposed')).first().waitFor();
    const above = await company.go('professor', `/items/${plan.ids.teacher}`);
    await above.page.getByText(said.reason).first().waitFor();
    await above.hand.press(above.page.getByRole('button', { name: t('override:act.sign') }));
    await above.page.getByText('62.50').first().waitFor();
    await company.close();
    house.server.clock.set(START);
  });
});
