// Every page in both languages, light and dark, wide and on a phone: fit for everybody, and light enough for a slow network.
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Look, openVisitor } from '../support/browser.ts';
import { useDatabase } from '../support/database.ts';
import { openHouse } from '../support/house.ts';
import { createTestInstitution, type TestInstitution } from '../support/institution.ts';
import { settle, showsFocus, troublesOf } from '../support/page-checks.ts';
import { castOf, draftFor, growPlan, type Plan } from '../support/plan.ts';
import { gather, tabTo, wordsOf } from '../support/visitors.ts';

const house = openHouse();
let home: TestInstitution;
let plan: Plan;
let draftId: string;
let reportId: string;
let changeId: string;

beforeAll(async () => {
  home = await createTestInstitution();
  const cast = castOf(house.server, home);
  plan = await growPlan(cast, home);
  const draft = await (await cast('officer')).post<{ id: string }>('/items', draftFor(home, 'leader'));
  draftId = draft.body.id;
  const report = await (await cast('teacher')).post<{ id: string }>(`/items/${plan.ids.teacher}/reports`, {
    selfRatedLight: 'green',
    done: '完成方案论证',
    next: '制造样机',
    nodesDone: [{ nodeId: plan.nodeIds[0], evidenceIds: [] }],
  });
  reportId = report.body.id;
  const change = await (await cast('teacher')).post<{ id: string }>(`/items/${plan.ids.teacher}/requests`, {
    kind: 'change',
    reason: '样机改为两台',
    changes: { requirement: '按计划完成两台样机。', priority: 1 },
  });
  changeId = change.body.id;
});

const SETTINGS = [
  'account',
  'levels',
  'units',
  'people',
  'posts',
  'disciplines',
  'sectors',
  'calendar',
  'rules',
  'delegations',
  'roles',
  'templates',
  'import',
  'audit',
];

/** Who opens which address; the pages before signing in are opened by nobody. */
const pages = (): [string, string][] => [
  ['officer', '/'],
  ['officer', '/board'],
  ['officer', '/board?view=columns'],
  ['officer', `/board?view=columns&chosen=${plan.ids.dean}`],
  ['officer', '/items/new'],
  ['officer', '/plan-ahead'],
  ['officer', `/items/${draftId}`],
  ['officer', `/items/${draftId}/edit`],
  ['officer', `/items/${plan.ids.president}`],
  ['officer', '/chain'],
  ['officer', `/items/${plan.ids.president}/chain-view`],
  ['officer', `/items/${plan.ids.president}/chain-view?view=table`],
  ['supervisor', '/x-matrix'],
  ['officer', '/x-matrix'],
  ['officer', '/drawing'],
  ['officer', `/items/${plan.ids.president}/drawing`],
  ['teacher', `/items/${plan.ids.president}/drawing?view=table`],
  ['officer', '/nowhere'],
  ['officer', '/adds-up'],
  ['officer', `/adds-up?by=unit&unitId=${home.units.PHY}`],
  ['professor', `/adds-up?itemId=${plan.ids.professor}`],
  ['officer', '/load'],
  ['officer', `/load?by=unit`],
  ['officer', `/load?of=${home.people.teacher}`],
  ['teacher', `/items/${plan.ids.teacher}`],
  ['teacher', `/items/${plan.ids.teacher}/report`],
  ['teacher', `/items/${plan.ids.teacher}/decomposition`],
  ['teacher', `/review?queue=sent&id=${reportId}`],
  ['professor', '/'],
  ['professor', `/review?id=${reportId}`],
  ['professor', `/review?id=${changeId}`],
  ['officer', '/gates'],
  ['officer', '/gates?by=person'],
  ['professor', `/items/${plan.ids.professor}/decomposition`],
  ...SETTINGS.map((name): [string, string] => ['officer', `/settings/${name}`]),
];

const LOOKS: [string, Look][] = [
  ['Chinese, light, wide', { language: 'zh-CN' }],
  ['English, dark, wide', { language: 'en', dark: true }],
  ['Chinese, light, on a phone', { language: 'zh-CN', width: 390, height: 844 }],
];

describe.each(LOOKS)('in %s', (_, look) => {
  it('every page is fit for everybody', async () => {
    const t = await wordsOf(look.language);
    const company = await gather({ ...house, home, language: look.language, look });
    const found: string[] = [];
    for (const [who, address] of pages()) {
      const { page } = await company.go(who, address);
      await settle(page, t);
      for (const trouble of await troublesOf(page)) found.push(`${address}: ${trouble}`);
    }
    const { page, context } = await openVisitor(house.browser, house.base, look);
    await page.goto('/sign-in');
    await settle(page, t);
    for (const trouble of await troublesOf(page)) found.push(`/sign-in: ${trouble}`);
    await context.close();
    await company.close();
    expect(found).toEqual([]);
  }, 240_000);
});

describe('without a mouse', () => {
  it('Tab reaches the act to do now, and one sees where one is', async () => {
    const company = await gather({ ...house, home, language: 'en' });
    const { t } = company;
    const acts: [string, string, string][] = [
      ['officer', '/board', t('board:draft')],
      ['professor', '/', t('workbench:do.review')],
      ['professor', `/review?id=${reportId}`, t('review:verdict.passed')],
      ['teacher', `/items/${plan.ids.teacher}`, t('item-page:act.report')],
    ];
    for (const [who, address, act] of acts) {
      const { page } = await company.go(who, address);
      await settle(page, t);
      await tabTo(page, page.getByRole('button', { name: act, exact: true }).first());
      expect(await showsFocus(page), address).toBe(true);
    }
    await company.close();
  });
});

describe('on a slow network', () => {
  it('the first page needs at most 350 KB of script', async () => {
    const { page, context } = await openVisitor(house.browser, house.base, { language: 'zh-CN' });
    const scripts: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response.body());
    });
    await page.goto('/');
    await settle(page, await wordsOf('zh-CN'));
    const bytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
    expect(scripts.length).toBeGreaterThan(3);
    expect(bytes).toBeLessThanOrEqual(350 * 1024);
    await context.close();
  });
});

describe('a board of ten thousand rows', () => {
  it('draws only what is on show, and scrolls to the last row', async () => {
    const large = await createTestInstitution();
    const cast = castOf(house.server, large);
    const office = await cast('officer');
    const root = await office.post<{ id: string }>('/items', draftFor(large, 'president'));
    await office.post(`/items/${root.body.id}/register`);
    const { owner } = await useDatabase();
    // The rows are written past the triggers, which would take most of a minute for what is read here alone.
    await owner.transaction().execute(async (tx) => {
      await sql`set local statement_timeout = 0`.execute(tx);
      await sql`alter table items disable trigger user`.execute(tx);
      await sql`insert into items select (jsonb_populate_record(null::items, to_jsonb(i) || jsonb_build_object(
          'id', made.id, 'code', 'R' || lpad(made.n::text, 5, '0'), 'path', jsonb_build_array(made.id)))).*
        from items i, (select gen_random_uuid() as id, n from generate_series(1, 9999) n) made where i.id = ${root.body.id}`.execute(
        tx,
      );
      await sql`insert into item_values select (jsonb_populate_record(null::item_values, to_jsonb(v) || jsonb_build_object('item_id', i.id))).*
        from item_values v, items i where v.item_id = ${root.body.id} and i.institution_id = v.institution_id and i.id <> v.item_id`.execute(
        tx,
      );
      await sql`alter table items enable trigger user`.execute(tx);
    });
    const company = await gather({ ...house, home: large, language: 'zh-CN' });
    const { page } = await company.go('officer', '/board');
    await settle(page, company.t);
    const grid = page.getByRole('treegrid', { name: company.t('nav.board') });
    await grid.getByRole('row').filter({ hasText: 'R00005' }).waitFor();
    expect(await grid.getAttribute('aria-rowcount')).toBe('10001');
    expect(await grid.getByRole('row').count()).toBeLessThan(200);
    await grid.focus();
    await page.keyboard.press('End');
    await grid.getByRole('row').filter({ hasText: 'R09999' }).waitFor();
    expect(await grid.getByRole('row').count()).toBeLessThan(200);
    await company.close();
  });
});
