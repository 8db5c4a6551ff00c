// Planning ahead over HTTP: a preview that changes nothing, one transaction, a link to what was, and the way back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestInstitution, type TestInstitution } from '../../../tests/support/institution.ts';
import { type Cast, castOf, draftFor, growPlan, type Plan } from '../../../tests/support/plan.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

type Row = {
  fromId: string;
  id: string | null;
  comes: boolean;
  start: string;
  due: string;
  nodes: number;
  findings: { code: string }[];
};
type Drafted = { batchId: string | null; items: Row[]; coming: number; leftOut: number };
type PlanReply = {
  items: {
    id: string;
    state: string;
    carriedFromId: string | null;
    carriedToId: string | null;
    cannotCarry: string | null;
    parts: number;
    abilities: Record<string, boolean>;
  }[];
  batches: { id: string; items: number; undoable: boolean }[];
};

async function house(): Promise<{ home: TestInstitution; cast: Cast; plan: Plan }> {
  const home = await createTestInstitution();
  const cast = castOf(server, home);
  return { home, cast, plan: await growPlan(cast, home) };
}

describe('carrying work over', () => {
  it('shows what would come without drafting it, then drafts all of it at once, linked to what it goes on from', async () => {
    const { cast, plan } = await house();
    const office = await cast('officer');
    const body = { items: [{ itemId: plan.ids.president, subtree: true }] };
    const preview = (await office.post<Drafted>('/plans/2027/carry-over?dryRun=true', body)).body;
    expect(preview).toMatchObject({ batchId: null, coming: 6, leftOut: 0 });
    expect((await office.get<PlanReply>('/plans/2027')).body.items).toEqual([]);

    const reply = await office.post<Drafted>('/plans/2027/carry-over', body);
    expect(reply.status).toBe(201);
    const made = new Map(reply.body.items.map((row) => [row.fromId, row]));
    const leaf = made.get(plan.ids.teacher);
    expect(leaf).toMatchObject({ comes: true, nodes: 2, due: '2027-12-31' });
    const [next] = (await office.get<PlanReply>('/plans/2027')).body.items;
    expect(next).toMatchObject({ state: 'draft', carriedFromId: plan.ids.president, parts: 1 });
    const [past] = (await office.get<PlanReply>('/plans/2026')).body.items;
    expect(past).toMatchObject({ carriedToId: next?.id, cannotCarry: 'already_carried' });
    const decomposition = (
      await office.get<{ nodes: { weight: number; date: string }[] }>(`/items/${leaf?.id}/decomposition`)
    ).body;
    expect(decomposition.nodes.map((node) => [node.date.slice(0, 4), node.weight])).toEqual([
      ['2027', 40],
      ['2027', 60],
    ]);
    const again = await office.post<{ code: string; errors: { code: string }[] }>('/plans/2027/carry-over', body);
    expect([again.status, again.body.code, again.body.errors[0]?.code]).toEqual([
      409,
      'nothing_comes',
      'already_carried',
    ]);
  });

  it('is taken back as a whole while nobody has changed a draft, and not after', async () => {
    const { cast, plan } = await house();
    const office = await cast('officer');
    const body = { items: [{ itemId: plan.ids.president }] };
    const first = (await office.post<Drafted>('/plans/2027/carry-over', body)).body;
    expect((await (await cast('officerTwo')).del(`/plan-batches/${first.batchId}`)).status).toBe(404);
    expect((await office.del(`/plan-batches/${first.batchId}`)).status).toBe(204);
    expect((await office.get<PlanReply>('/plans/2027')).body).toMatchObject({ items: [], batches: [] });

    const second = (await office.post<Drafted>('/plans/2027/carry-over', body)).body;
    expect((await office.patch(`/items/${second.items[0]?.id}`, { title: '继续建设光学学科' })).status).toBe(200);
    expect((await office.get<PlanReply>('/plans/2027')).body.batches[0]).toMatchObject({ undoable: false });
    const refused = await office.del<{ code: string }>(`/plan-batches/${second.batchId}`);
    expect([refused.status, refused.body.code]).toEqual([409, 'batch_touched']);
  });

  it('leaves the drafting of roots to the office and below an item to its responsible person', async () => {
    const { cast, plan } = await house();
    const dean = await cast('dean');
    const rootBody = { items: [{ itemId: plan.ids.president }] };
    const refused = await dean.post<{ errors: { code: string }[] }>('/plans/2027/carry-over', rootBody);
    expect([refused.status, refused.body.errors[0]?.code]).toEqual([409, 'office_drafts_plan']);
    const below = { items: [{ itemId: plan.ids.professor }] };
    const preview = (await dean.post<Drafted>('/plans/2027/carry-over?dryRun=true', below)).body;
    expect(preview.items[0]?.findings.map((one) => one.code)).toContain('above_ends');
    expect((await (await cast('outsider')).post('/plans/2027/carry-over', rootBody)).status).toBe(404);
  });

  it('hands what somebody will no longer be there for to the head of the unit, and says so', async () => {
    const { home, cast, plan } = await house();
    const administrator = await cast('administrator');
    const ended = await administrator.patch(`/posts/${home.posts.teacher}`, { to: '2026-12-20' });
    expect(ended.status).toBe(200);
    const office = await cast('officer');
    const body = { items: [{ itemId: plan.ids.president, subtree: true }] };
    const { items } = (await office.post<Drafted>('/plans/2027/carry-over?dryRun=true', body)).body;
    const leaf = items.find((row) => row.fromId === plan.ids.teacher);
    expect(leaf).toMatchObject({ comes: true, responsiblePerson: { id: home.people.professor } });
    expect(leaf?.findings.map((one) => one.code)).toEqual(['person_replaced']);
  });
});

describe('copying', () => {
  it('makes a new draft of an item with what is below it, anywhere that one may draft', async () => {
    const { home, cast, plan } = await house();
    const office = await cast('officer');
    const root = (
      await office.post<{ id: string }>(
        '/items',
        draftFor(home, 'president', { start: '2027-01-01', due: '2027-12-31' }),
      )
    ).body;
    const copied = await office.post<Drafted>(`/items/${plan.ids.leader}/copy`, { parentId: root.id, subtree: true });
    expect(copied.status).toBe(201);
    expect(copied.body).toMatchObject({ coming: 5, leftOut: 0 });
    expect(copied.body.items[0]?.start.slice(0, 4)).toBe('2027');
    const asRoot = await office.post<Drafted>(`/items/${plan.ids.teacher}/copy`, { parentId: null, year: 2028 });
    expect([asRoot.status, asRoot.body.items[0]?.start.slice(0, 4)]).toEqual([201, '2028']);
    expect((await (await cast('teacher')).post(`/items/${plan.ids.teacher}/copy`, { parentId: null })).status).toBe(
      409,
    );
  });

  it('counts nowhere: no year’s values move by it', async () => {
    const { cast, plan } = await house();
    const office = await cast('officer');
    const before = (await office.get<{ progress: unknown; coverage: number }>(`/items/${plan.ids.president}`)).body;
    await (await cast('president')).post(`/items/${plan.ids.leader}/copy`, {});
    const after = (await office.get<{ progress: unknown; coverage: number }>(`/items/${plan.ids.president}`)).body;
    expect([after.progress, after.coverage]).toEqual([before.progress, before.coverage]);
    const years = (await office.get<{ items: { year: number; drafts: number }[] }>('/plans')).body.items;
    expect(years.map((one) => [one.year, one.drafts])).toEqual([
      [2026, 1],
      [2027, 0],
    ]);
  });
});

it('keeps an indicator handed down where the item above comes too, from what was reached, and lets the draft be edited', async () => {
  const { cast, plan } = await house();
  type Sheet = {
    version: number;
    children: { id: string }[];
    nodes: object[];
    indicators: { id: string; name: string; base: number | null; parentIndicatorId: string | null }[];
  };
  const sheetOf = async (who: string, id: string) =>
    (await (await cast(who)).get<Sheet>(`/items/${id}/decomposition`)).body;
  const write = async (who: string, id: string, indicators: object[], children: { id: string }[] = []) => {
    const { version } = await sheetOf(who, id);
    return (await cast(who)).put<Sheet>(
      `/items/${id}/decomposition`,
      { children, indicators },
      { headers: { 'if-match': `"${version}"` } },
    );
  };
  type Child = Record<
    'id' | 'horizon' | 'level' | 'title' | 'leadUnitId' | 'responsiblePersonId' | 'start' | 'due',
    unknown
  >;
  const childrenOf = async (id: string) =>
    ((await sheetOf('officer', id)).children as unknown as Child[]).map(
      ({ id: own, horizon, level, title, leadUnitId, responsiblePersonId, start, due }) => ({
        id: String(own),
        horizon,
        level,
        title,
        leadUnitId,
        responsiblePersonId,
        start,
        due,
      }),
    );
  const office = await cast('officer');
  const draft = async (from: string, parentId: string | null) =>
    (await office.post<Drafted>(`/items/${from}/copy`, { parentId, subtree: true })).body.items;
  const [root] = await draft(plan.ids.president, null);
  const children = await childrenOf(root?.id ?? '');
  const above = await write('officer', root?.id ?? '', [{ name: '论文', base: 10, target: 30, rule: 'sum' }], children);
  expect(above.status).toBe(200);
  const parentIndicatorId = above.body.indicators[0]?.id;
  const below = children[0]?.id ?? '';
  const kept = await childrenOf(below);
  expect((await write('officer', below, [{ name: '论文', target: 30, parentIndicatorId }], kept)).status).toBe(200);

  const again = await draft(root?.id ?? '', null);
  const [top, next] = [await sheetOf('officer', again[0]?.id ?? ''), await sheetOf('officer', again[1]?.id ?? '')];
  expect(next.indicators[0]?.parentIndicatorId).toBe(top.indicators[0]?.id);
  expect(top.indicators[0]?.id).not.toBe(parentIndicatorId);
});
