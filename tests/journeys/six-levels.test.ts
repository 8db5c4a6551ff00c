// A key work goes down six levels to one named person, who proves and closes it, and the school's percentage moves.
import { describe, expect, it } from 'vitest';
import { openHouse } from '../support/house.ts';
import { createTestInstitution, START } from '../support/institution.ts';
import { draftFor, LINE, type LinePerson } from '../support/plan.ts';
import {
  assignTo,
  breakDown,
  closeOut,
  doAct,
  expectOnBoard,
  fromWorkbench,
  makeItHundred,
  passAtGate,
  pasteChildren,
  sendDecomposition,
  sendReport,
  signFor,
  typeChild,
  writeNodes,
} from '../support/six-levels-steps.ts';
import { type Company, gather, LANGUAGES, type Language } from '../support/visitors.ts';

const house = openHouse();

/** The rank of the college: work that it carries may stay there. */
const CARRIED_TO = 3;
const NODES = [
  { 'zh-CN': '方案论证', en: 'Design review' },
  { 'zh-CN': '样机验收', en: 'Prototype accepted' },
] as const;
/** The states of a strip that are told apart here; "accepted and reported" is not "accepted". */
const STEPS = ['reported', 'waiting', 'late', 'gap', 'none'] as const;
const minutes = (count: number) => new Date(START.getTime() + count * 60_000);

describe.each(LANGUAGES)('a key work of the school in %s', (language: Language) => {
  it('is carried down to the teacher, signed for, proved, closed, and seen at the top', async () => {
    const home = await createTestInstitution();
    const by = language === 'en' ? 'keyboard' : 'mouse';
    const company = await gather({ ...house, home, language, by });
    const { t } = company;
    const titles = Object.fromEntries(
      LINE.map((who) => {
        const draft = draftFor(home, who);
        return [who, language === 'en' ? draft.titleEn : draft.title];
      }),
    ) as Record<LinePerson, string>;
    let hour = 0;
    const later = () => {
      hour += 1;
      house.server.clock.set(minutes(hour));
    };

    await draftKeyWork(company, titles.president);
    const states = (strip: string) =>
      STEPS.flatMap((step) => Array(strip.split(t(`strip.${step}`)).length - 1).fill(step));
    expect(states(await expectOnBoard(company, 'president', titles.president, '—'))).toEqual([
      'waiting',
      'gap',
      'gap',
      'gap',
      'none',
      'none',
    ]);
    await signFor(company, 'president', titles.president);

    const gates: Record<string, string[]> = {
      president: ['secretary'],
      leader: ['president'],
      director: ['leader'],
      // The college is the dean's own: the head's step goes to the next above who is not on the route yet.
      dean: ['director', 'leader'],
      professor: ['dean'],
      teacher: ['professor', 'dean'],
    };
    for (const [at, who] of LINE.slice(0, -1).entries()) {
      const next = LINE[at + 1] ?? 'teacher';
      later();
      // Down to the level that must carry, the workbench asks for it; below it, whoever wants to opens the item.
      const person =
        at < CARRIED_TO
          ? await fromWorkbench(company, who, titles[who], 'decompose')
          : await breakDown(company, who, titles[who]);
      if (who === 'dean') {
        await pasteChildren(company, person, [
          ['title', 'unit', 'person', 'weight'].map((column) => t(`decomposition:column.${column}`)),
          [titles[next], 'OPT', next, '80'],
        ]);
      } else {
        await typeChild(
          company,
          person,
          { title: titles[next], weight: who === 'president' ? '60' : '100', person: next },
          by,
        );
      }
      if (who === 'president') await makeItHundred(company, person, '40.00');
      if (who === 'dean') await makeItHundred(company, person, '20.00');
      await sendDecomposition(company, person);
      for (const gatekeeper of gates[who] ?? []) await passAtGate(company, gatekeeper, titles[who]);
      later();
      await assignTo(company, who, titles[next]);
      await signFor(company, next, titles[next]);
    }

    await expectOnBoard(company, 'president', titles.president, '—');
    const node = (at: 0 | 1) => NODES[at][language];
    const author = await breakDown(company, 'teacher', titles.teacher);
    await writeNodes(company, author, [
      { title: node(0), date: '2026-04-10', weight: '40' },
      { title: node(1), date: '2026-11-10', weight: '60' },
    ]);
    await sendDecomposition(company, author);
    for (const gatekeeper of gates.teacher ?? []) await passAtGate(company, gatekeeper, titles.teacher);
    const itemId = new URL(author.page.url()).pathname.split('/').at(-1) ?? '';
    await expectOnBoard(company, 'president', titles.president, '0.00');

    for (const [at, verified] of [[0, '40.00'] as const, [1, '100.00'] as const]) {
      later();
      await sendReport(company, 'teacher', itemId, titles.teacher, node(at));
      await passAtGate(company, 'professor', titles.teacher);
      await expectOnBoard(company, 'president', titles.president, verified);
    }
    later();
    await closeOut(company, 'teacher', itemId, titles.teacher);
    await passAtGate(company, 'professor', titles.teacher);
    await passAtGate(company, 'dean', titles.teacher);
    const { page } = await company.go('teacher', `/items/${itemId}`);
    await page.getByText(t('light.blue'), { exact: true }).first().waitFor();
    const strip = await expectOnBoard(company, 'president', titles.president, '100.00');
    expect(states(strip)).toEqual(Array(LINE.length).fill('reported'));
    await company.close();
  }, 300_000);
});

/** The office drafts the key work, registers and assigns it. */
async function draftKeyWork(company: Company, title: string): Promise<void> {
  const { t } = company;
  const officer = await company.go('officer', '/board');
  const { page, hand } = officer;
  await hand.press(page.getByRole('button', { name: t('board:draft'), exact: true }));
  await hand.write(page.getByRole('textbox', { name: t('draft:field.title'), exact: true }), title);
  await hand.write(page.getByRole('textbox', { name: t('draft:field.requirement'), exact: true }), title);
  await hand.write(page.getByRole('textbox', { name: t('draft:field.standard'), exact: true }), title);
  await hand.choose(
    page.getByRole('combobox', { name: t('draft:field.leadUnit'), exact: true }),
    '示范大学',
    /示范大学/,
  );
  await hand.choose(
    page.getByRole('combobox', { name: t('draft:field.responsible'), exact: true }),
    'president',
    /^president/,
  );
  await hand.date(page.getByRole('textbox', { name: t('draft:field.start'), exact: true }), '2026-03-01');
  await hand.date(page.getByRole('textbox', { name: t('draft:field.due'), exact: true }), '2026-12-31');
  await hand.press(page.getByRole('button', { name: t('draft:save'), exact: true }));
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await doAct(company, officer, 'register');
  await doAct(company, officer, 'assign');
}
