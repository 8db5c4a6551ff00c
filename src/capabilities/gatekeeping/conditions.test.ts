// Conditions that stand as dated notes, and gatekeepers who step back: over HTTP.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PersonKey } from '../../../tests/support/institution.ts';
import { ok, type Problem, plantLine, type Stage, type Sub, setStage } from '../../../tests/support/stage.ts';

// many sign-ins and many acts each; the machine may be busy with other tests
vi.setConfig({ testTimeout: 90_000 });

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

async function claimedTask() {
  const line = await plantLine(stage);
  const leaf = await stage.plant({
    who: 'teacher',
    unit: 'OPT',
    level: 6,
    parent: line.professor.id,
    weight: 100,
    horizon: 'task',
    nodes: [{ date: '2026-03-10', weight: 100 }],
    disciplineId: stage.home.disciplineId,
  });
  const request = { kind: 'node', nodesDone: [{ nodeId: leaf.nodeIds[0] }] };
  const sub = ok<Sub>(await (await stage.as('teacher')).post(`/items/${leaf.id}/requests`, request), 201);
  return { line, leaf, sub };
}

const verify = async (who: PersonKey, id: string, n: number) =>
  (await stage.as(who)).post<Sub & Problem>(`/submissions/${id}/conditions/${n}/verify`, { note: '已查验' });
type Notes = { items: { n: number; title: string; verifiedOn: string | null; abilities: { verify: boolean } }[] };
const notesOf = async (who: PersonKey, itemId: string) =>
  ok<Notes>(await (await stage.as(who)).get(`/items/${itemId}/conditions`)).items;

describe('a condition as a dated note', () => {
  it('is no node, stands on the item, and keeps it from closing until its gatekeeper or the next above has verified it', async () => {
    const { leaf, sub } = await claimedTask();
    const conditions = [
      { title: '补签到表', date: '2026-05-31', asNode: false },
      { title: '补验收报告', asNode: true },
      { title: '更新台账', asNode: false },
    ];
    ok(await stage.decide('gatekeeper', sub.id, { verdict: 'passed_with_conditions', conditions }));
    const done = ok(await stage.decide('professor', sub.id));
    expect(done.conditions).toMatchObject([
      { n: 0, asNode: false, setBy: { id: stage.home.people.gatekeeper }, verifiedOn: null },
      { n: 1, asNode: true },
      { n: 2, asNode: false },
    ]);
    const item = (await stage.item(leaf.id)) as { conditions?: object[]; nodes: { weight: number }[] };
    expect(item.conditions).toMatchObject([
      { n: 0, title: '补签到表', date: '2026-05-31', overdue: false },
      { n: 2, date: '2026-12-31' },
    ]);
    expect(item.nodes.filter((node) => node.weight === 0)).toHaveLength(1);
    const node = (await stage.item(leaf.id)).nodes.find((one) => one.weight === 0);
    const teacher = await stage.as('teacher');
    const second = ok<Sub>(
      await teacher.post(`/items/${leaf.id}/requests`, { kind: 'node', nodesDone: [{ nodeId: node?.id }] }),
      201,
    );
    await stage.passAll(second.id);
    const refused = await teacher.post<Problem>(`/items/${leaf.id}/requests`, { kind: 'close_out' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'conditions_unverified' } });
    expect(refused.body.detail).toContain('补签到表');
    expect(await verify('teacher', sub.id, 0)).toMatchObject({ status: 403, body: { code: 'doer_never_decides' } });
    expect(await verify('dean', sub.id, 0)).toMatchObject({ status: 403, body: { code: 'only_gate_verifies' } });
    expect((await verify('outsider', sub.id, 0)).status).toBe(404);
    expect((await verify('gatekeeper', sub.id, 1)).status).toBe(404);
    expect((await notesOf('gatekeeper', leaf.id)).map((note) => note.abilities.verify)).toEqual([true, true]);
    expect((await notesOf('teacher', leaf.id)).map((note) => note.abilities.verify)).toEqual([false, false]);
    expect(ok(await verify('gatekeeper', sub.id, 0)).conditions[0]).toMatchObject({ verifiedOn: '2026-03-04' });
    ok(await verify('gatekeeper', sub.id, 0));
    ok(await verify('professor', sub.id, 2));
    const close = ok<Sub>(await teacher.post(`/items/${leaf.id}/requests`, { kind: 'close_out' }), 201);
    await stage.passAll(close.id);
    expect((await stage.item(leaf.id)).state).toBe('closed');
  });

  it('stands on the workbench: of its gatekeeper from its day on, of the responsible person once that is over', async () => {
    const { leaf, sub } = await claimedTask();
    const conditions = [{ title: '补照片', date: '2026-03-04', asNode: false }];
    ok(await stage.decide('gatekeeper', sub.id, { verdict: 'passed_with_conditions', conditions }));
    ok(await stage.decide('professor', sub.id));
    type Work = { items: { kind: string; itemId: string; reason: string | null; overdue: boolean }[] };
    const workOf = async (who: PersonKey) =>
      ok<Work>(await (await stage.as(who)).get('/workbench')).items.filter((row) => row.kind.endsWith('condition'));
    expect(await workOf('gatekeeper')).toMatchObject([{ kind: 'condition', itemId: leaf.id, reason: '补照片' }]);
    expect(await workOf('teacher')).toEqual([]);
    stage.goTo('2026-03-06T09:00:00+08:00');
    expect(await workOf('gatekeeper')).toMatchObject([{ kind: 'condition', overdue: true }]);
    expect(await workOf('teacher')).toMatchObject([{ kind: 'unmet_condition', itemId: leaf.id, overdue: true }]);
  });
});

describe('a recusal', () => {
  const recuse = async (who: PersonKey, id: string, reason = '与承办人有共同项目') =>
    (await stage.as(who)).post<Sub & Problem>(`/submissions/${id}/recuse`, { reason });

  it('sends the step to the next who may decide; the one who stepped back decides on none of it', async () => {
    const { sub } = await claimedTask();
    expect((await recuse('gatekeeper', sub.id, ' ')).status).toBe(400);
    expect((await recuse('dean', sub.id)).body.code).toBe('not_your_step');
    expect(sub.abilities.recuse).toBe(false);
    expect((await stage.submission(sub.id, 'gatekeeper')).abilities.recuse).toBe(true);
    const left = ok(await recuse('gatekeeper', sub.id));
    expect(left.route.map((step) => [stage.nameOf(step.personId), step.expired, step.open])).toEqual([
      ['gatekeeper', false, false],
      ['dean', false, true],
      ['professor', false, false],
    ]);
    expect(left.route[0]).toMatchObject({ recused: true, reason: '与承办人有共同项目' });
    expect((await stage.decide('gatekeeper', sub.id)).status).toBe(403);
    ok(await recuse('gatekeeper', sub.id));
    ok(await stage.decide('dean', sub.id));
    expect(ok(await stage.decide('professor', sub.id)).state).toBe('passed');
  });

  it('of everybody who could decide leaves the step to the office, which says so', async () => {
    const root = await stage.plant({
      who: 'president',
      unit: 'TOP',
      level: 1,
      nodes: [{ date: '2026-03-10', weight: 100 }],
    });
    const request = { kind: 'node', nodesDone: [{ nodeId: root.nodeIds[0] }] };
    const sub = ok<Sub>(await (await stage.as('president')).post(`/items/${root.id}/requests`, request), 201);
    expect(stage.routeOf(sub)).toEqual(['secretary']);
    ok(await recuse('secretary', sub.id));
    const [next] = (await stage.submission(sub.id)).route.filter((step) => step.open);
    expect(next?.kind).toBe('office');
    ok(await recuse(stage.nameOf(next?.personId ?? null) as PersonKey, sub.id));
    const [last] = (await stage.submission(sub.id)).route.filter((step) => step.open);
    expect(last?.kind).toBe('office');
    ok(await recuse(stage.nameOf(last?.personId ?? null) as PersonKey, sub.id));
    const [vacant] = (await stage.submission(sub.id)).route.filter((step) => step.open);
    expect(vacant).toMatchObject({ kind: 'office', personId: null });
    expect(await stage.decide('officer', sub.id)).toMatchObject({ status: 403, body: { code: 'recused_before' } });
  });
});
