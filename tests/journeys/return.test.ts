// What is sent back with a reason reaches the one above, is answered, and stays in the history; so does what a gate returns.
import { describe, it } from 'vitest';
import { openHouse } from '../support/house.ts';
import { createTestInstitution, type TestInstitution } from '../support/institution.ts';
import { castOf, draftFor, growPlan, type LinePerson } from '../support/plan.ts';
import { fromWorkbench, returnAtGate, sendReport, signFor, workLine } from '../support/six-levels-steps.ts';
import { type Company, gather, LANGUAGES, type Language } from '../support/visitors.ts';

const house = openHouse();

const SAID = {
  'zh-CN': {
    refused: '验收标准没有写清由谁验收',
    answered: '由专家组验收，已写入任务要求',
    first: '完成了方案论证会',
    returned: '请附上论证会的结论',
    second: '完成了方案论证会，结论为通过',
  },
  en: {
    refused: 'The standard does not say who accepts it',
    answered: 'The panel of experts accepts it; now written down',
    first: 'The design review was held',
    returned: 'Attach what the review concluded',
    second: 'The design review was held and passed the design',
  },
} as const;

const titleOf = (home: TestInstitution, who: LinePerson, language: Language): string => {
  const draft = draftFor(home, who);
  return language === 'en' ? draft.titleEn : draft.title;
};

/** Both sentences stand on the item's page, the earlier one included. */
async function expectInHistory(company: Company, who: string, itemId: string, sentences: readonly string[]) {
  const { page } = await company.go(who, `/items/${itemId}`);
  for (const sentence of sentences) await page.getByText(sentence).first().waitFor();
}

describe.each(LANGUAGES)('in %s', (language: Language) => {
  it('an item sent back by the teacher is answered by the professor and then signed for', async () => {
    const home = await createTestInstitution();
    const plan = await growPlan(castOf(house.server, home), home, { until: 'assigned' });
    const company = await gather({ ...house, home, language });
    const { t } = company;
    const said = SAID[language];
    const title = titleOf(home, 'teacher', language);

    const teacher = await fromWorkbench(company, 'teacher', title, 'sign');
    const dialog = teacher.page.getByRole('dialog');
    await dialog.getByRole('button', { name: t('item-page:act.return') }).click();
    await dialog.getByRole('textbox', { name: t('item-page:form.returnReason'), exact: true }).fill(said.refused);
    await dialog.getByRole('button', { name: t('item-page:act.return'), exact: true }).click();
    await workLine(company, teacher, title, 'sign').waitFor({ state: 'detached' });

    const professor = await company.go('professor', '/');
    const line = workLine(company, professor, title, 'sentBack');
    await line.getByText(said.refused).waitFor();
    await line.getByRole('button', { name: t('workbench:do.sentBack'), exact: true }).click();
    const answer = professor.page.getByRole('dialog');
    await answer.getByText(said.refused).waitFor();
    await answer.getByRole('textbox', { name: t('item-page:form.assignNote') }).fill(said.answered);
    await answer.getByRole('button', { name: t('item-page:act.assign'), exact: true }).click();
    await line.waitFor({ state: 'detached' });

    await signFor(company, 'teacher', title);
    await expectInHistory(company, 'teacher', plan.ids.teacher, [said.refused, said.answered]);
    await company.close();
  });

  it('a report returned at the gate comes back with its reason and is answered by what changed', async () => {
    const home = await createTestInstitution();
    const plan = await growPlan(castOf(house.server, home), home);
    const company = await gather({ ...house, home, language });
    const { t } = company;
    const said = SAID[language];
    const title = titleOf(home, 'teacher', language);

    await sendReport(company, 'teacher', plan.ids.teacher, said.first);
    await returnAtGate(company, 'professor', title, said.returned);
    house.server.clock.set(new Date(house.server.clock.now().getTime() + 3_600_000));

    const teacher = await company.go('teacher', '/');
    const back = workLine(company, teacher, title, 'returned');
    await back.getByText(said.returned).waitFor();
    await back.getByRole('button', { name: t('workbench:do.returned'), exact: true }).click();
    await teacher.page.getByRole('heading', { level: 1, name: title }).waitFor();
    await teacher.page.getByText(said.returned).first().waitFor();
    await sendReport(company, 'teacher', plan.ids.teacher, said.second);

    const professor = await company.go('professor', '/review');
    const seen = professor.page.getByRole('article');
    await seen.getByText(t('review:comparedWithLast')).waitFor();
    await seen.getByRole('insertion').first().waitFor();
    await professor.page.getByRole('button', { name: t('review:verdict.passed'), exact: true }).click();
    await expectInHistory(company, 'teacher', plan.ids.teacher, [said.returned]);
    await company.close();
  });
});
