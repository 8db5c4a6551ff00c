// Reports over HTTP: which period they serve, what replaces or corrects what, what may be claimed, and what closing needs.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import {
  type ItemShown,
  ok,
  type Plant,
  type Planted,
  type Problem,
  plantLine,
  type Stage,
  type Sub,
  setStage,
} from '../../../tests/support/stage.ts';
import { inTenant } from '../../platform/database/connect.ts';

// many sign-ins and many acts each; the machine may be busy with other tests
vi.setConfig({ testTimeout: 90_000 });

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const WORDS = { selfRatedLight: 'green', done: '按计划推进', next: '继续' };
type ReportShown = {
  id: string;
  state: string;
  late: boolean;
  period: { from: string; to: string };
  progress: number | null;
};

async function leafWith(over: Partial<Plant> = {}): Promise<Planted> {
  const line = await plantLine(stage);
  const own = { horizon: 'task', weight: 100, parent: line.professor.id, ...over };
  return stage.plant({ who: 'teacher', unit: 'OPT', level: 6, ...own });
}

const send = async (item: Planted, body: object = {}) =>
  (await stage.as('teacher')).post<Sub & Problem>(`/items/${item.id}/reports`, { ...WORDS, ...body });
const request = async (item: Planted, body: object) =>
  (await stage.as('teacher')).post<Sub & Problem>(`/items/${item.id}/requests`, body);
const reportsOf = async (item: Planted) =>
  ok<{ items: ReportShown[] }>(await (await stage.as('teacher')).get(`/items/${item.id}/reports`)).items;
const verified = async (item: Planted) => (await stage.item(item.id)).progress.verified;

describe('a second report', () => {
  it('while the first waits replaces it; its claims return to planned unless repeated', async () => {
    const leaf = await leafWith({
      nodes: [
        { date: '2026-04-01', weight: 40 },
        { date: '2026-08-01', weight: 60 },
      ],
    });
    const claims = (...at: number[]) => ({
      nodesDone: at.map((index) => ({ nodeId: leaf.nodeIds[index], evidenceIds: [] })),
    });
    const first = ok(await send(leaf, claims(0, 1)), 201);
    expect((await stage.item(leaf.id)).nodes.map((node) => node.state)).toEqual(['claimed', 'claimed']);
    const second = ok(await send(leaf, claims(0)), 201);
    expect((await stage.submission(first.id)).state).toBe('superseded');
    expect((await stage.item(leaf.id)).nodes.map((node) => node.state)).toEqual(['claimed', 'planned']);
    expect((await stage.item(leaf.id)).progress.reported).toBe(40);
    expect((await stage.decide('professor', first.id)).body.code).toBe('submission_not_pending');
    await stage.passAll(second.id);
    expect(await verified(leaf)).toBe(40);
  });

  it('after the first has passed must name it, and then counts as the latest; the value may fall', async () => {
    const leaf = await leafWith();
    const first = ok(await send(leaf, { progress: 60 }), 201);
    await stage.passAll(first.id);
    expect(await verified(leaf)).toBe(60);
    const [shown] = await reportsOf(leaf);
    const cycle = { cycleId: (shown as unknown as { cycleId: string }).cycleId };
    const bare = await send(leaf, { progress: 40, ...cycle });
    expect(bare).toMatchObject({ status: 409, body: { code: 'correction_needed' } });
    const other = await leafWith();
    const foreign = ok(await send(other, { progress: 5 }), 201);
    expect((await send(leaf, { progress: 40, ...cycle, corrects: foreign.id })).body.code).toBe('corrects_unknown');
    const correction = ok(await send(leaf, { progress: 40, ...cycle, corrects: first.id }), 201);
    await stage.passAll(correction.id);
    expect(await verified(leaf)).toBe(40);
    expect((await stage.submission(first.id)).state).toBe('passed');
  });

  it('after the freeze must name what it corrects, even while the first still waits', async () => {
    const own = await setStage();
    try {
      const leaf = await own.plant({ who: 'teacher', unit: 'OPT', level: 6, start: '2026-01-05' });
      const post = async (body: object) =>
        (await own.as('teacher')).post<Sub & Problem>(`/items/${leaf.id}/reports`, { ...WORDS, ...body });
      const first = ok(await post({ progress: 10 }), 201);
      const shown = ok<{ items: (ReportShown & { cycleId: string })[] }>(
        await (await own.as('teacher')).get(`/items/${leaf.id}/reports`),
      ).items[0];
      expect(shown).toMatchObject({ late: true, period: { from: '2026-02-01', to: '2026-02-28' } });
      own.goTo('2026-03-09T09:00:00+08:00');
      const cycleId = shown?.cycleId;
      expect((await post({ progress: 20, cycleId })).body.code).toBe('correction_needed');
      const second = ok(await post({ progress: 20, cycleId, corrects: first.id }), 201);
      expect((await own.submission(first.id)).state).toBe('superseded');
      expect(second.snapshot).toMatchObject({ period: { from: '2026-02-01' } });
      const running = ok(await post({ progress: 30 }), 201);
      expect(running.snapshot).toMatchObject({ period: { from: '2026-03-01' } });
    } finally {
      await own.close();
    }
  });

  it('for a missed period may still be sent after the freeze, and shows as late', async () => {
    const own = await setStage();
    try {
      const early = await own.plant({ who: 'teacherTwo', unit: 'OPT', level: 6, start: '2026-01-05' });
      const leaf = await own.plant({ who: 'teacher', unit: 'OPT', level: 6, start: '2026-01-05' });
      ok(await (await own.as('teacherTwo')).post(`/items/${early.id}/reports`, { ...WORDS, progress: 1 }), 201);
      own.goTo('2026-03-20T09:00:00+08:00');
      const cycles = ok<{ items: { id: string; from: string }[] }>(
        await (await own.as('teacher')).get('/cycles'),
      ).items;
      const cycleId = cycles.find((cycle) => cycle.from === '2026-02-01')?.id;
      ok(await (await own.as('teacher')).post(`/items/${leaf.id}/reports`, { ...WORDS, progress: 7, cycleId }), 201);
      const reports = ok<{ items: ReportShown[] }>(
        await (await own.as('teacher')).get(`/items/${leaf.id}/reports`),
      ).items;
      expect(reports).toMatchObject([{ late: true, period: { from: '2026-02-01' } }]);
    } finally {
      await own.close();
    }
  });
});

describe('what may be claimed', () => {
  it('is no percentage where nodes or lower items measure the work', async () => {
    const leaf = await leafWith({ nodes: [{ date: '2026-04-01', weight: 100 }] });
    const byNodes = await send(leaf, { progress: 30 });
    expect(byNodes).toMatchObject({
      status: 422,
      body: { code: 'percentage_not_asked', errors: [{ path: 'progress' }] },
    });
    const line = await plantLine(stage);
    const professor = await stage.as('professor');
    const above = await professor.post<Problem>(`/items/${line.professor.id}/reports`, { ...WORDS, progress: 30 });
    expect(above.body.code).toBe('percentage_not_asked');
  });

  it('is a percentage with two decimals from 0 to 100', async () => {
    const leaf = await leafWith();
    for (const progress of [-0.01, 100.01, 33.333, '5']) expect((await send(leaf, { progress })).status).toBe(400);
    for (const progress of [0, 100, 33.33]) expect((await send(leaf, { progress })).status).toBe(201);
  });

  it('are this item’s nodes and indicators, once, and not what is verified or waits', async () => {
    const leaf = await leafWith({ nodes: [{ date: '2026-04-01', weight: 100 }] });
    const other = await leafWith({ nodes: [{ date: '2026-04-01', weight: 100 }] });
    const node = (nodeId: string | undefined) => ({ nodesDone: [{ nodeId, evidenceIds: [] }] });
    expect((await send(leaf, node(other.nodeIds[0]))).body.code).toBe('node_unknown');
    expect((await send(leaf, { readings: [{ indicatorId: uuid(), value: 3 }] })).body.code).toBe('indicator_unknown');
    const twice = { nodesDone: [leaf.nodeIds[0], leaf.nodeIds[0]].map((nodeId) => ({ nodeId, evidenceIds: [] })) };
    expect((await send(leaf, twice)).body.code).toBe('node_claimed');
    const claim = ok(await request(leaf, { kind: 'node', ...node(leaf.nodeIds[0]) }), 201);
    expect((await send(leaf, node(leaf.nodeIds[0]))).body.code).toBe('node_claimed');
    await stage.passAll(claim.id);
    expect((await send(leaf, node(leaf.nodeIds[0]))).body.code).toBe('node_verified');
    expect((await request(leaf, { kind: 'node' })).body.code).toBe('no_node_claimed');
  });

  it('serves one node with the same evidence as another', async () => {
    const leaf = await leafWith({
      nodes: [
        { date: '2026-04-01', weight: 50 },
        { date: '2026-05-01', weight: 50 },
      ],
    });
    const evidence = ok<{ id: string }>(
      await (await stage.as('teacher')).post('/evidence', { url: 'https://example.org/1' }),
      201,
    );
    const nodesDone = leaf.nodeIds.map((nodeId) => ({ nodeId, evidenceIds: [evidence.id] }));
    ok(await send(leaf, { nodesDone, evidenceIds: [evidence.id] }), 201);
  });

  it('is the responsible person’s own, while the item is in progress', async () => {
    const line = await plantLine(stage);
    for (const who of ['professor', 'officer', 'president'] as const) {
      const reply = await (await stage.as(who)).post<Problem>(`/items/${line.teacher.id}/reports`, WORDS);
      expect(reply).toMatchObject({ status: 403, body: { code: 'only_responsible_reports' } });
    }
    const assigned = await leafWith({ state: 'assigned' });
    expect(await send(assigned)).toMatchObject({ status: 409, body: { code: 'act_not_in_state' } });
  });

  it('may be a major risk: red at once, cleared by a later report that passes', async () => {
    const leaf = await leafWith();
    const first = ok(await send(leaf, { progress: 5, majorRisk: true }), 201);
    expect((await stage.item(leaf.id)).light).toMatchObject({ computed: 'red', why: [{ rule: 'major_risk' }] });
    await stage.passAll(first.id);
    const second = ok(await send(leaf, { progress: 10, majorRisk: false, corrects: first.id }), 201);
    expect((await stage.item(leaf.id)).light.computed).toBe('red');
    await stage.passAll(second.id);
    expect((await stage.item(leaf.id)).light.why.map((why) => why.rule)).not.toContain('major_risk');
  });
});

describe('closing', () => {
  const closeOut = (item: Planted) => request(item, { kind: 'close_out', summary: '已完成' });

  it('needs every active child closed; cancelled ones and drafts do not hold it up', async () => {
    const top = await leafWith({ level: 5 });
    const child = await stage.plant({ who: 'teacherTwo', unit: 'OPT', level: 6, parent: top.id, horizon: 'task' });
    await stage.plant({
      who: 'teacherTwo',
      unit: 'OPT',
      level: 6,
      parent: top.id,
      horizon: 'task',
      state: 'cancelled',
    });
    expect(await closeOut(top)).toMatchObject({ status: 409, body: { code: 'children_open' } });
    const { db } = await useDatabase();
    await inTenant(db, stage.home.id, (tx) =>
      sql`update items set state = 'closed', finished_on = '2026-03-04' where institution_id = ${stage.home.id} and id = ${child.id}`.execute(
        tx,
      ),
    );
    ok(await closeOut(top), 201);
  });

  it('needs every node verified', async () => {
    const leaf = await leafWith({ nodes: [{ date: '2026-04-01', weight: 100 }] });
    const refused = await closeOut(leaf);
    expect(refused).toMatchObject({ status: 409, body: { code: 'nodes_unverified' } });
    expect(refused.body.detail).toContain('节点1');
  });

  it('needs the cause of a red light and a countermeasure on record', async () => {
    const leaf = await leafWith();
    const { db } = await useDatabase();
    await inTenant(db, stage.home.id, (tx) =>
      sql`insert into red_spells (institution_id, item_id, since) values (${stage.home.id}, ${leaf.id}, '2026-02-14')`.execute(
        tx,
      ),
    );
    type Work = { items: { kind: string; itemId: string; due: string }[] };
    const work = (await (await stage.as('teacher')).get<Work>('/workbench')).body.items;
    // the first working day after the Spring Festival
    expect(work.find((row) => row.kind === 'cause' && row.itemId === leaf.id)?.due).toBe('2026-02-24');
    expect((await closeOut(leaf)).body.code).toBe('cause_missing');
    const half = await (await stage.as('teacher')).post(`/items/${leaf.id}/cause`, { cause: '设备到货晚' });
    expect(half.status).toBe(400);
    const cause = { cause: '设备到货晚', countermeasure: '借用共享平台' };
    expect((await (await stage.as('professor')).post(`/items/${leaf.id}/cause`, cause)).status).toBe(403);
    const recorded = await (await stage.as('teacher')).post(`/items/${leaf.id}/cause`, cause);
    expect(recorded.status).toBeLessThan(300);
    ok(await closeOut(leaf), 201);
  });

  it('of a leaf without nodes gives 100, and blue where it was on time by the original due', async () => {
    const leaf = await leafWith();
    const sub = ok(await closeOut(leaf), 201);
    expect((await closeOut(leaf)).body.code).toBe('already_pending');
    await stage.passAll(sub.id);
    expect(await stage.item(leaf.id)).toMatchObject({
      state: 'closed',
      finishedOn: '2026-03-04',
      progress: { verified: 100 },
      light: { computed: 'blue' },
    });
    expect((await closeOut(leaf)).body.code).toBe('act_not_in_state');
  });

  it('after the original due is teal, also where the approved due was later', async () => {
    const leaf = await leafWith({ start: '2026-01-05', due: '2026-02-27', parent: null });
    const { db } = await useDatabase();
    await inTenant(db, stage.home.id, (tx) =>
      sql`update items set approved_due = '2026-06-30' where institution_id = ${stage.home.id} and id = ${leaf.id}`.execute(
        tx,
      ),
    );
    await stage.passAll(ok(await closeOut(leaf), 201).id);
    expect((await stage.item(leaf.id)).light.computed).toBe('teal');
  });

  it('waits while a decomposition is at the gate, which would bring new children', async () => {
    const leaf = await leafWith();
    const teacher = await stage.as('teacher');
    const { version } = await stage.item(leaf.id);
    const nodes = [{ title: '验收', date: '2026-06-01', weight: 100 }];
    ok(
      await teacher.put(
        `/items/${leaf.id}/decomposition`,
        { children: [], nodes },
        { headers: { 'if-match': `"${version}"` } },
      ),
    );
    const sub = ok<Sub>(await teacher.post(`/items/${leaf.id}/decomposition/submit`, {}), 201);
    expect(await closeOut(leaf)).toMatchObject({ status: 409, body: { code: 'already_pending' } });
    await stage.passAll(sub.id);
    expect((await closeOut(leaf)).body.code).toBe('nodes_unverified');
    expect(((await stage.item(leaf.id)) as ItemShown).nodes).toHaveLength(1);
  });
});
