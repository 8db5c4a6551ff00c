// Readiness over HTTP: asked for ten working days before a node, answered by its responsible person, seen one level up, kept for every past day.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestInstitution, START } from '../../../tests/support/institution.ts';
import { castOf, growPlan } from '../../../tests/support/plan.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

type Need = { id: string | null; kind: string; text: string; answer: string | null };
type View = {
  readiness: string | null;
  items: { nodeId: string; asksFrom: string; readiness: string | null; open: number; needs: Need[] }[];
  waitsFor: { id: string | null; code: string | null }[];
  abilities: Record<string, boolean>;
};
type Work = { items: { kind: string; itemId: string; node: { title: string; open: number } | null }[] };

/** The day before the window of the first node (10 April, Qingming on the 6th): ten working days before it is 26 March. */
const BEFORE = new Date('2026-03-25T09:00:00+08:00');
const OPENED = new Date('2026-03-26T09:00:00+08:00');

async function stage() {
  const home = await createTestInstitution();
  const plan = await growPlan(castOf(server, home), home);
  const { teacher } = plan.ids;
  let cast = castOf(server, home);
  // sessions end in between, so everybody signs in anew
  const at = (now: Date) => {
    server.clock.set(now);
    cast = castOf(server, home);
  };
  const who = (name: string) => cast(name);
  const read = async (asOf?: string) =>
    (await (await who('teacher')).get<View>(`/items/${teacher}/readiness${asOf ? `?asOf=${asOf}` : ''}`)).body;
  const workOf = async (name: string) =>
    (await (await who(name)).get<Work>('/workbench')).body.items.filter((one) => one.node !== null);
  return { home, at, cast: who, plan, teacher, node: plan.nodeIds[0] ?? '', read, workOf };
}

it('asks on the tenth working day before a node and not a day sooner, first for what was named, else for each kind', async () => {
  const { at, cast, teacher, node, read, workOf } = await stage();
  at(BEFORE);
  const named = { needs: [{ kind: 'resource', text: '低温恒温器到货' }] };
  expect((await (await cast('professor')).put(`/nodes/${node}/needs`, named)).status).toBe(200);
  expect(await read()).toMatchObject({ readiness: null, items: [{ asksFrom: '2026-03-26', readiness: null }, {}] });
  expect(await workOf('teacher')).toEqual([]);

  at(OPENED);
  const asked = await read();
  expect(asked).toMatchObject({ readiness: 'asked', abilities: { answer: true } });
  expect(asked.items[0]).toMatchObject({ readiness: 'asked', open: 3 });
  expect(asked.items[0]?.needs.map((need) => [need.kind, need.text])).toEqual([
    ['prerequisite', ''],
    ['resource', '低温恒温器到货'],
    ['approval', ''],
  ]);
  expect(await workOf('teacher')).toMatchObject([
    { kind: 'readiness', itemId: teacher, node: { title: '方案论证', open: 3 } },
  ]);
  expect(await workOf('professor')).toEqual([]);
  const item = await (await cast('teacher')).get<{ readiness: string; light: { computed: string } }>(
    `/items/${teacher}`,
  );
  expect([item.body.readiness, item.body.light.computed]).toEqual(['asked', 'green']);
  const board = await (await cast('officer')).get<{ items: { id: string; readiness: string | null }[] }>('/board');
  expect(board.body.items.filter((row) => row.readiness !== null)).toMatchObject([{ id: teacher, readiness: 'asked' }]);
  at(START);
});

it('shows what is unmet to the next above too, until it is met; every past day keeps its answer', async () => {
  const { at, cast, teacher, node, read, workOf } = await stage();
  at(OPENED);
  const answer = async (answers: object[], who = 'teacher') =>
    (await cast(who)).post<View>(`/nodes/${node}/readiness`, { answers });
  const first = await answer([
    { kind: 'prerequisite', answer: 'met' },
    { kind: 'resource', answer: 'unmet', note: '恒温器仍在海关' },
    { kind: 'approval', answer: 'not_needed' },
  ]);
  expect(first.body).toMatchObject({ readiness: 'unmet', items: [{ open: 1 }, {}] });
  expect(await workOf('professor')).toMatchObject([{ kind: 'unready', itemId: teacher, node: { open: 1 } }]);
  expect(await workOf('dean')).toEqual([]);
  const refused = await answer([{ kind: 'resource', answer: 'met' }], 'professor');
  expect([refused.status, (refused.body as unknown as { code: string }).code]).toEqual([
    403,
    'only_responsible_answers',
  ]);
  expect((await answer([{ kind: 'resource', answer: 'met' }], 'outsider')).status).toBe(404);

  at(new Date('2026-03-30T09:00:00+08:00'));
  const resource = first.body.items[0]?.needs.find((need) => need.kind === 'resource');
  expect((await answer([{ needId: resource?.id, answer: 'met' }])).body.readiness).toBe('ready');
  expect(await workOf('teacher')).toEqual([]);
  expect(await workOf('professor')).toEqual([]);
  expect((await read('2026-03-27')).readiness).toBe('unmet');
  expect((await read('2026-03-25')).readiness).toBeNull();
  const then = await (await cast('teacher')).get<{ readiness: string }>(`/items/${teacher}?asOf=2026-03-27`);
  expect(then.body.readiness).toBe('unmet');
  const coming = await (await cast('teacher')).get<{ readiness: string }>(`/items/${teacher}?asOf=2026-10-30`);
  expect(coming.body.readiness).toBe('asked');
  at(START);
});

it('takes an unfinished item that it depends on for a missing prerequisite, and hides one that may not be seen', async () => {
  const { home, at, cast, teacher, node, read } = await stage();
  at(OPENED);
  const office = await cast('officer');
  const other = (
    await office.post<{ id: string }>('/items', {
      horizon: 'annual',
      level: 4,
      title: '催化平台验收',
      leadUnitId: home.units.CHE,
      responsiblePersonId: home.people.deanTwo,
      start: '2026-03-01',
      due: '2026-12-31',
    })
  ).body;
  expect((await office.post(`/items/${other.id}/register`)).status).toBe(200);
  expect((await office.post(`/items/${teacher}/dependencies`, { dependsOnId: other.id })).status).toBe(201);
  const kinds = ['prerequisite', 'resource', 'approval'];
  const answers = kinds.map((kind) => ({ kind, answer: 'met' }));
  expect((await (await cast('teacher')).post(`/nodes/${node}/readiness`, { answers })).status).toBe(200);
  expect(await read()).toMatchObject({ readiness: 'unmet', waitsFor: [{ id: null, code: null }] });
  at(START);
});
