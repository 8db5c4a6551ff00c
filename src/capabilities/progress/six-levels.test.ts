// The main job over HTTP: a key work goes down six levels, is signed for, reported, gated, closed, and the school's percentage moves.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestInstitution, type TestInstitution } from '../../../tests/support/institution.ts';
import { type Client, startTestServer, type TestServer } from '../../../tests/support/server.ts';

type Item = {
  id: string;
  code: string;
  version: number;
  state: string;
  progress: Record<string, number | null>;
  light: { computed: string };
  coverage: number;
  strip: string[];
  abilities: Record<string, boolean>;
};
type Sub = { id: string; state: string; route: { personId: string; kind: string; open: boolean }[] };

let server: TestServer;
let home: TestInstitution;
const clients = new Map<string, Client>();

async function as(who: string): Promise<Client> {
  const known = clients.get(who) ?? (await server.signIn(home.id, who));
  clients.set(who, known);
  return known;
}

beforeAll(async () => {
  server = await startTestServer();
  home = await createTestInstitution();
});
afterAll(() => server.close());

const ok = <T>(reply: { status: number; body: T }, status = 200): T => {
  expect(reply.body, JSON.stringify(reply.body)).toBeTruthy();
  expect(reply.status, JSON.stringify(reply.body)).toBe(status);
  return reply.body;
};

const LINE = ['president', 'leader', 'director', 'dean', 'professor', 'teacher'] as const;
const UNIT = {
  president: 'TOP',
  leader: 'TOP',
  director: 'RES',
  dean: 'PHY',
  professor: 'OPT',
  teacher: 'OPT',
} as const;

async function newItem(who: (typeof LINE)[number], level: number, over: Record<string, unknown> = {}) {
  return {
    horizon: 'annual',
    level,
    title: `第${level}级任务`,
    titleEn: `Task of level ${level}`,
    requirement: '完成',
    standard: '通过验收',
    leadUnitId: home.units[UNIT[who]],
    responsiblePersonId: home.people[who],
    start: '2026-03-01',
    due: '2026-12-31',
    ...over,
  };
}

async function sign(who: string, superior: string, id: string) {
  ok(await (await as(superior)).post(`/items/${id}/assign`, {}));
  return ok<Item>(await (await as(who)).post(`/items/${id}/accept`));
}

/** Decides every step in order; answers who did. */
async function passAll(id: string): Promise<string[]> {
  const names = new Map(Object.entries(home.people).map(([name, personId]) => [personId, name]));
  const decided: string[] = [];
  for (;;) {
    const sub = ok<Sub>(await (await as('officer')).get(`/submissions/${id}`));
    const open = sub.route.find((step) => step.open);
    if (!open) return decided;
    const who = names.get(open.personId) ?? '';
    decided.push(who);
    ok(await (await as(who)).post(`/submissions/${id}/verdict`, { verdict: 'passed' }));
  }
}

describe('a key work on its way down and back up', () => {
  it('is carried through six levels, closed at the bottom, and moves the school', async () => {
    const office = await as('officer');
    const root = ok<Item>(await office.post('/items', await newItem('president', 1)), 201);
    expect(root.state).toBe('draft');
    const registered = ok<Item>(await office.post(`/items/${root.id}/register`));
    expect(registered.code).toMatch(/^2026-\d\d$/);
    const ids = [root.id];
    await sign('president', 'officer', root.id);
    for (const [at, who] of LINE.slice(0, -1).entries()) {
      const next = LINE[at + 1] ?? 'teacher';
      const parent = ids[at] ?? '';
      const client = await as(who);
      const item = ok<Item>(await client.get(`/items/${parent}`));
      const last = next === 'teacher';
      const child = await newItem(next, at + 2, { weight: 100, horizon: last ? 'task' : 'annual' });
      const put = ok<{ submittable: boolean; difference: number; children: Item[] }>(
        await client.put(
          `/items/${parent}/decomposition`,
          { children: [child] },
          { headers: { 'if-match': `"${item.version}"` } },
        ),
      );
      expect(put).toMatchObject({ submittable: true, difference: 0 });
      const sub = ok<Sub>(await client.post(`/items/${parent}/decomposition/submit`, {}), 201);
      const decided = await passAll(sub.id);
      expect(decided).not.toContain(who);
      expect(decided.length).toBeGreaterThan(0);
      const childId = put.children[0]?.id ?? '';
      ids.push(childId);
      await sign(next, who, childId);
    }
    const leaf = ids.at(-1) ?? '';
    const teacher = await as('teacher');
    const item = ok<Item>(await teacher.get(`/items/${leaf}`));
    ok(
      await teacher.put(
        `/items/${leaf}/decomposition`,
        {
          children: [],
          nodes: [
            { title: '论证', date: '2026-04-10', weight: 40 },
            { title: '验收', date: '2026-11-10', weight: 60 },
          ],
        },
        { headers: { 'if-match': `"${item.version}"` } },
      ),
    );
    await passAll(ok<Sub>(await teacher.post(`/items/${leaf}/decomposition/submit`, {}), 201).id);
    const withNodes = ok<Item & { nodes: { id: string }[] }>(await teacher.get(`/items/${leaf}`));
    const evidence = ok<{ id: string }>(await teacher.post('/evidence', { url: 'https://example.org/minutes' }), 201);
    const claim = ok<Sub>(
      await teacher.post(`/items/${leaf}/reports`, {
        selfRatedLight: 'green',
        done: '论证会已开',
        next: '准备验收',
        nodesDone: [{ nodeId: withNodes.nodes[0]?.id, evidenceIds: [evidence.id] }],
      }),
      201,
    );
    expect(ok<Item>(await teacher.get(`/items/${leaf}`)).progress).toMatchObject({ verified: 0, reported: 40 });
    expect(await passAll(claim.id)).toEqual(['professor']);
    for (const id of ids) expect(ok<Item>(await office.get(`/items/${id}`)).progress.verified).toBe(40);
    const second = ok<Sub>(
      await teacher.post(`/items/${leaf}/requests`, {
        kind: 'node',
        nodesDone: [{ nodeId: withNodes.nodes[1]?.id, evidenceIds: [evidence.id] }],
      }),
      201,
    );
    await passAll(second.id);
    const close = ok<Sub>(await teacher.post(`/items/${leaf}/requests`, { kind: 'close_out', summary: '完成' }), 201);
    expect(await passAll(close.id)).toEqual(['professor', 'dean']);
    expect(ok<Item>(await teacher.get(`/items/${leaf}`))).toMatchObject({
      state: 'closed',
      light: { computed: 'blue' },
    });
    expect(ok<Item>(await office.get(`/items/${root.id}`)).progress.verified).toBe(100);
    const chain = ok<{ items: Item[] }>(await teacher.get(`/items/${leaf}/chain`));
    expect(chain.items.map((one) => one.id)).toEqual(ids);
    const history = ok<{ items: { act: string }[] }>(await teacher.get(`/items/${leaf}/history`));
    expect(history.items.map((event) => event.act)).toContain('item.closed');
    expect((await (await as('outsider')).get(`/items/${leaf}`)).status).toBe(404);
    for (const path of [
      `/items?limit=5`,
      '/board',
      '/workbench',
      '/submissions?queue=mine',
      `/items/${leaf}/reports`,
      '/cycles',
      `/items/${root.id}/subtree`,
      `/items/${root.id}/children`,
      `/items/${root.id}?asOf=2026-03-04`,
      `/board?asOf=2026-12-01`,
    ]) {
      ok(await office.get(path));
    }
  });
});
