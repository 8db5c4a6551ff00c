// Every page of the product, and a check of them all in one look: fit for everybody in that language, colour and width.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Look, openVisitor } from './browser.ts';
import { type House, openHouse } from './house.ts';
import { addRead, recordPoints } from './insight-facts.ts';
import { createTestInstitution, type TestInstitution } from './institution.ts';
import { settle, troublesOf } from './page-checks.ts';
import { castOf, draftFor, growPlan, type Plan } from './plan.ts';
import { gather, wordsOf } from './visitors.ts';

const SETTINGS = [
  'account',
  'calendar-feeds',
  'webhooks',
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
  'dignity',
  'audit',
];

/** A house with something true to show on every page. */
export type Shown = {
  house: House;
  home: TestInstitution;
  plan: Plan;
  draftId: string;
  reportId: string;
  changeId: string;
  cycleId: string;
};

/** Called where the file begins; empty until its preparations have run. */
export function openShownHouse(): Shown {
  const shown: Partial<Shown> & { house: House } = { house: openHouse() };
  beforeAll(async () => {
    Object.assign(shown, await grow(shown.house));
  });
  return shown as Shown;
}

async function grow(house: House): Promise<Omit<Shown, 'house'>> {
  const home = await createTestInstitution();
  const cast = castOf(house.server, home);
  const plan = await growPlan(cast, home);
  const draft = await (await cast('officer')).post<{ id: string }>('/items', draftFor(home, 'leader'));
  const teacher = await cast('teacher');
  const report = await teacher.post<{ id: string }>(`/items/${plan.ids.teacher}/reports`, {
    selfRatedLight: 'green',
    done: '完成方案论证',
    next: '制造样机',
    nodesDone: [{ nodeId: plan.nodeIds[0], evidenceIds: [] }],
  });
  const change = await teacher.post<{ id: string }>(`/items/${plan.ids.teacher}/requests`, {
    kind: 'change',
    reason: '样机改为两台',
    changes: { requirement: '按计划完成两台样机。', priority: 1 },
  });
  await teacher.post('/help-requests', { itemId: plan.ids.teacher, asks: '请协调测试机时', neededBy: '2026-12-01' });
  // The report opened its cycle.
  const officer = await cast('officer');
  const cycles = await officer.get<{ items: { id: string }[] }>('/cycles');
  const cycleId = cycles.body.items[0]?.id ?? '';
  await officer.post(`/cycles/${cycleId}/focus/pins`, { itemId: plan.ids.dean, reason: '平台决定全年' });
  const { id, people } = home;
  await recordPoints(id, plan.ids.president, '2026-01-04', [0, 2, 5, 6, 9, 9, 12, 14, 15]);
  const monthly = ['2026-01-20', '2026-02-20', '2026-03-03'].map((day, at) => [day, at + 1, at < 2] as const);
  await addRead(id, { id: plan.ids.dean, personId: people.dean }, monthly);
  return { home, plan, draftId: draft.body.id, reportId: report.body.id, changeId: change.body.id, cycleId };
}

/** Who opens which address; the pages before signing in are opened by nobody. */
const pagesOf = ({ home, plan, draftId, reportId, changeId, cycleId }: Shown): [string, string][] => [
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
  ['officer', '/cycles'],
  ['officer', `/cycles/${cycleId}`],
  ['officer', `/cycles/${cycleId}?cell=all.all&show=owed`],
  ['officer', `/cycles/${cycleId}?view=focus`],
  ['officer', '/cockpit'],
  ['teacher', '/cockpit'],
  ['officer', '/delays?show=all'],
  ['professor', '/help'],
  ['teacher', '/help?mine=asked'],
  ['officer', '/help?mine=all&ask=true'],
  ['officer', '/sheets'],
  ['officer', '/sheets?show=all&mine=judge&sort=number'],
  ['teacher', '/inbox'],
  ['professor', '/inbox?kind=gate'],
  ['officer', '/trajectories'],
  ['officer', '/indicators'],
  ['officer', '/burden'],
  ['teacher', '/burden?by=kind'],
  ['officer', '/gates'],
  ['officer', '/gates?by=person'],
  ['professor', `/items/${plan.ids.professor}/decomposition`],
  ...SETTINGS.map((name): [string, string] => ['officer', `/settings/${name}`]),
];

/** The stories of one look, in a file of its own, so that looks are taken side by side. */
export function checkEveryPage(name: string, look: Look): void {
  const shown = openShownHouse();
  describe(`in ${name}`, () => {
    it('every page is fit for everybody', async () => {
      const { house, home } = shown;
      const t = await wordsOf(look.language);
      const company = await gather({ ...house, home, language: look.language, look });
      const found: string[] = [];
      for (const [who, address] of pagesOf(shown)) {
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
    }, 480_000);
  });
}
