// Templates over HTTP: the six stages for everybody, items kept as templates, laid on drafts and taken back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestInstitution } from '../../../tests/support/institution.ts';
import { castOf, draftFor, growPlan } from '../../../tests/support/plan.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

type Template = {
  id: string;
  name: string;
  builtIn: boolean;
  body: { parts: unknown[]; nodes: unknown[] };
  abilities: Record<string, boolean>;
};
type Laid = {
  itemId: string;
  batchId: string | null;
  nodes: { date: string; weight: number }[];
  parts: { id: string | null; level: number }[];
  code?: string;
};
type Decomposition = {
  version: number;
  nodes: { title: string; weight: number }[];
  indicators: { name: string }[];
  children: { title: string; level: number }[];
  submittable: boolean;
};

async function stage() {
  const home = await createTestInstitution();
  const cast = castOf(server, home);
  const office = await cast('officer');
  const templates = async (who = 'officer') =>
    (await (await cast(who)).get<{ items: Template[] }>('/templates')).body.items;
  const sixStages = (await templates())[0] as Template;
  return { home, cast, office, templates, sixStages };
}

describe('the built-in six stages', () => {
  it('are there for everybody and can be neither changed nor dropped', async () => {
    const { office, templates, sixStages } = await stage();
    expect(sixStages).toMatchObject({ builtIn: true, name: '六段推进', abilities: { edit: false, delete: false } });
    expect((await templates('outsider')).map((one) => one.id)).toEqual([sixStages.id]);
    const renamed = await office.patch<{ code: string }>(`/templates/${sixStages.id}`, { name: '别的名字' });
    expect([renamed.status, renamed.body.code]).toEqual([409, 'template_built_in']);
    expect((await office.del(`/templates/${sixStages.id}`)).status).toBe(409);
  });

  it('begin a key work: six weighted milestones and the recorded outcomes wait in its decomposition; one act takes it back', async () => {
    const { home, office, sixStages } = await stage();
    const draft = draftFor(home, 'president', { start: '2027-01-01', due: '2027-12-31' });
    const preview = await office.post<Laid>(`/templates/${sixStages.id}/apply?dryRun=true`, { draft });
    expect(preview.body.nodes).toHaveLength(6);
    expect((await office.get<{ items: unknown[] }>('/items')).body.items).toEqual([]);

    const laid = await office.post<Laid>(`/templates/${sixStages.id}/apply`, { draft });
    expect(laid.status).toBe(201);
    const { body } = await office.get<Decomposition>(`/items/${laid.body.itemId}/decomposition`);
    expect(body.nodes.map((node) => node.weight)).toEqual([10, 15, 25, 25, 15, 10]);
    expect(body.indicators.map((one) => one.name)).toEqual(['培养骨干和学生', '建成制度机制']);
    expect(body.submittable).toBe(true);
    expect((await office.del(`/plan-batches/${laid.body.batchId}`)).status).toBe(204);
    expect((await office.get(`/items/${laid.body.itemId}`)).status).toBe(404);
  });

  it('lie on a decomposition under way only where nothing is overwritten unasked, and only for whoever decomposes', async () => {
    const { home, cast, sixStages } = await stage();
    const plan = await growPlan(cast, home);
    const apply = async (who: string, itemId: string, more = {}) =>
      (await cast(who)).post<Laid>(`/templates/${sixStages.id}/apply`, { itemId, ...more });
    const refused = await apply('teacher', plan.ids.teacher);
    expect([refused.status, refused.body.code]).toEqual([409, 'nodes_already_there']);
    expect((await apply('dean', plan.ids.teacher)).status).toBe(403);
    expect((await apply('outsider', plan.ids.teacher)).status).toBe(404);
    expect((await apply('teacher', plan.ids.teacher, { replace: true })).status).toBe(201);
    const { body } = await (await cast('teacher')).get<Decomposition>(`/items/${plan.ids.teacher}/decomposition`);
    expect(body.nodes).toHaveLength(6);
  });
});

describe('an item kept as a template', () => {
  it('is its maker’s own until the office shares it, and lays out the item with its parts in another year', async () => {
    const { home, cast, office, templates } = await stage();
    const plan = await growPlan(cast, home);
    const dean = await cast('dean');
    const kept = await dean.post<Template>('/templates', {
      name: '平台建设',
      fromItemId: plan.ids.dean,
      subtree: true,
    });
    expect(kept.status).toBe(201);
    expect(kept.body.body.parts).toHaveLength(2);
    expect((await templates('officer')).some((one) => one.id === kept.body.id)).toBe(false);
    expect((await dean.patch(`/templates/${kept.body.id}`, { shared: true })).status).toBe(403);
    expect(
      (await (await cast('outsider')).post('/templates', { name: '偷看', fromItemId: plan.ids.dean })).status,
    ).toBe(404);

    const shared = await office.post<Template>('/templates', {
      name: '重点工作',
      fromItemId: plan.ids.president,
      subtree: true,
      shared: true,
    });
    expect((await templates('outsider')).map((one) => one.name)).toContain('重点工作');
    const draft = draftFor(home, 'president', { title: '下一年的重点工作', start: '2027-02-01', due: '2027-11-30' });
    const laid = await office.post<Laid>(`/templates/${shared.body.id}/apply`, { draft });
    expect(laid.body.parts.map((part) => part.level)).toEqual([2, 3, 4, 5, 6]);
    expect(laid.body.parts.every((part) => part.id !== null)).toBe(true);
    const leaf = laid.body.parts.at(-1)?.id;
    const { body } = await office.get<Decomposition>(`/items/${leaf}/decomposition`);
    expect(body.nodes.map((node) => node.weight)).toEqual([40, 60]);
    expect((await office.del(`/templates/${shared.body.id}`)).status).toBe(204);
    expect((await office.get(`/items/${leaf}`)).status).toBe(200);
  });
});
