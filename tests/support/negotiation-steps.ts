// What people do at the pages while they negotiate: propose on the sheet, counter from the workbench, agree one by one or all at once.
import type { TestInstitution } from './institution.ts';
import type { Cast } from './plan.ts';
import { fromWorkbench } from './six-levels-steps.ts';
import type { Company, Person } from './visitors.ts';

type Made = { id: string; version: number };
type Draft = Made & { children: Made[] };

export const SPLIT = {
  'zh-CN': {
    work: '建设高水平论文群',
    first: '光学方向论文',
    second: '激光方向论文',
    indicator: '高水平论文',
    unit: '篇',
  },
  en: {
    work: 'Publish where it counts',
    first: 'Papers in optics',
    second: 'Papers in lasers',
    indicator: 'Papers',
    unit: 'pcs',
  },
} as const;

function demand<T>(reply: { status: number; body: T }): T {
  if (reply.status >= 300) throw new Error(`${reply.status}: ${JSON.stringify(reply.body)}`);
  return reply.body;
}

/** Work of the dean with a target of 100, drafted for two teachers as 60 and 30; nobody has been shown a draft. */
export async function draftWithGap(cast: Cast, home: TestInstitution): Promise<string> {
  const [zh, en] = [SPLIT['zh-CN'], SPLIT.en];
  const shared = { horizon: 'task', requirement: '完成', standard: '验收', start: '2026-03-01', due: '2026-12-31' };
  const office = await cast('officer');
  const work = {
    ...shared,
    horizon: 'annual',
    level: 4,
    leadUnitId: home.units.PHY,
    responsiblePersonId: home.people.dean,
  };
  const root = demand(await office.post<Made>('/items', { ...work, title: zh.work, titleEn: en.work }));
  demand(await office.post(`/items/${root.id}/register`));
  demand(await office.post(`/items/${root.id}/assign`, {}));
  const dean = await cast('dean');
  demand(await dean.post(`/items/${root.id}/accept`));
  const whole = '0190a000-0000-7000-8000-00000000c0de';
  const names = { name: zh.indicator, nameEn: en.indicator, unit: zh.unit };
  const child = (which: 'first' | 'second', who: 'teacher' | 'teacherTwo', weight: number, target: number) => ({
    ...shared,
    level: 6,
    title: zh[which],
    titleEn: en[which],
    leadUnitId: home.units.OPT,
    responsiblePersonId: home.people[who],
    weight,
    indicators: [{ ...names, target, parentIndicatorId: whole }],
  });
  const { version } = demand(await dean.get<Draft>(`/items/${root.id}/decomposition`));
  const body = {
    indicators: [{ id: whole, ...names, target: 100, rule: 'sum' }],
    children: [child('first', 'teacher', 60, 60), child('second', 'teacherTwo', 40, 30)],
  };
  demand(await dean.put(`/items/${root.id}/decomposition`, body, { headers: { 'if-match': `"${version}"` } }));
  return root.id;
}

export type Said = { target?: string; due?: string; reason: string };

const targetLabel = (company: Company) => {
  const split = SPLIT[company.language];
  return company.t('talks:targetOf', { name: split.indicator, unit: SPLIT['zh-CN'].unit });
};

/** Types terms beside what is proposed, in the drawer that is open. */
async function typeTerms(company: Company, { page, hand }: Person, said: Said): Promise<void> {
  const { t } = company;
  const dialog = page.getByRole('dialog').last();
  if (said.target) await hand.write(dialog.getByLabel(targetLabel(company), { exact: true }), said.target);
  if (said.due) await hand.date(dialog.getByLabel(t('talks:field.due'), { exact: true }), said.due);
  await hand.write(dialog.getByRole('textbox', { name: t('talks:reason'), exact: true }), said.reason);
}

const pressInDrawer = async (company: Company, { page, hand }: Person, act: string) => {
  const dialog = page.getByRole('dialog').last();
  await hand.press(dialog.getByRole('button', { name: company.t(`talks:act.${act}`), exact: true, disabled: false }));
  await dialog.waitFor({ state: 'hidden' });
};

/** On the sheet: proposes other terms to the person of one row, which opens the draft to him. */
export async function proposeOnRow(company: Company, person: Person, row: number, said: Said): Promise<void> {
  const { t } = company;
  const mark = t('talks:rowMark', { n: row, words: t('talks:begin') });
  await person.hand.press(person.page.getByRole('button', { name: mark, exact: true }));
  await typeTerms(company, person, said);
  await pressInDrawer(company, person, 'propose');
}

/** On the sheet: opens every draft that nobody has been shown yet. */
export async function openTheRest(company: Company, { page, hand }: Person, count: number): Promise<void> {
  const open = { name: company.t('talks:line.open', { count }), exact: true };
  await hand.press(page.getByRole('button', open));
  const dialog = page.getByRole('dialog').last();
  await hand.press(dialog.getByRole('button', open));
  await dialog.waitFor({ state: 'hidden' });
}

/** From the workbench: the line leads to the rounds, and the answer is given beside them. */
export async function counterFromWorkbench(company: Company, who: string, title: string, said: Said): Promise<void> {
  const person = await fromWorkbench(company, who, title, 'negotiate');
  await person.page
    .getByRole('dialog')
    .getByRole('table', { name: company.t('talks:rounds') })
    .waitFor();
  await typeTerms(company, person, said);
  await pressInDrawer(company, person, 'counter');
}

export async function agreeFromWorkbench(company: Company, who: string, title: string): Promise<Person> {
  const person = await fromWorkbench(company, who, title, 'countered');
  await pressInDrawer(company, person, 'agree');
  return person;
}

/** On the page of negotiations: agrees to all that wait, in one go. */
export async function agreeToAll(company: Company, who: string, count: number): Promise<void> {
  const { t } = company;
  const { page, hand } = await company.go(who, '/negotiations');
  await hand.press(page.getByRole('button', { name: t('talks:bar.agreeAll', { count }), exact: true }));
  await hand.press(page.getByRole('button', { name: t('talks:bar.send', { count }), exact: true, disabled: false }));
  await page.getByText(t('talks:said.many', { count }), { exact: true }).waitFor();
}
