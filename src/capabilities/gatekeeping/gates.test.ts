// Gates over HTTP: who decides in which order, what a verdict must carry and what it does, and what a repeat answers.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import type { PersonKey } from '../../../tests/support/institution.ts';
import {
  ok,
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

/** What a test arranged among people goes with it. */
const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const act of undo.splice(0)) await act();
});

const REPORT = { selfRatedLight: 'green', done: '已开论证会', next: '准备验收' };

/** A teacher's task with two nodes below the dean's work; the optics professor gates it. */
async function task(over: { disciplineId?: string | null; nodes?: { date: string; weight: number }[] } = {}) {
  const line = await plantLine(stage);
  const leaf = await stage.plant({
    who: 'teacher',
    unit: 'OPT',
    level: 6,
    parent: line.professor.id,
    weight: 100,
    horizon: 'task',
    nodes: over.nodes ?? [
      { date: '2026-04-10', weight: 40 },
      { date: '2026-11-10', weight: 60 },
    ],
    disciplineId: over.disciplineId === undefined ? stage.home.disciplineId : over.disciplineId,
  });
  return { line, leaf };
}

async function claim(leaf: Planted, at: number[] = [0]): Promise<Sub> {
  const teacher = await stage.as('teacher');
  return ok<Sub>(
    await teacher.post(`/items/${leaf.id}/reports`, {
      ...REPORT,
      nodesDone: at.map((index) => ({ nodeId: leaf.nodeIds[index], evidenceIds: [] })),
    }),
    201,
  );
}

async function delegate(from: PersonKey, to: PersonKey, fromDay = '2026-03-01', toDay = '2026-03-31') {
  const { db } = await useDatabase();
  const { home } = stage;
  const id = uuid();
  await inTenant(db, home.id, (tx) =>
    tx
      .insertInto('delegations')
      .values({
        institution_id: home.id,
        id,
        person_id: home.people[from],
        delegate_id: home.people[to],
        from_day: fromDay,
        to_day: toDay,
        created_at: stage.server.clock.now(),
      })
      .execute(),
  );
  const revoke = () =>
    inTenant(db, home.id, (tx) =>
      sql`update delegations set revoked_at = now() where institution_id = ${home.id} and id = ${id}`.execute(tx),
    );
  undo.push(revoke);
  return revoke;
}

describe('a verdict', () => {
  it('is given step by step: first the responsible professor, then the next above, who cannot go first', async () => {
    const { leaf } = await task();
    const sub = await claim(leaf);
    expect(stage.routeOf(sub)).toEqual(['gatekeeper', 'professor']);
    expect(sub.route.map((step) => step.kind)).toEqual(['professor', 'next_above']);
    expect((await stage.decide('professor', sub.id)).status).toBe(403);
    const first = ok(await stage.decide('gatekeeper', sub.id));
    expect(first.state).toBe('pending');
    expect((await stage.item(leaf.id)).progress).toMatchObject({ verified: 0, reported: 40 });
    expect(ok(await stage.decide('professor', sub.id)).state).toBe('passed');
    expect((await stage.item(leaf.id)).progress).toMatchObject({ verified: 40, reported: 40 });
  });

  it('that returns needs a reason; the claims go back to planned and the next report may claim them again', async () => {
    const { leaf } = await task();
    const sub = await claim(leaf);
    const bare = await stage.decide('gatekeeper', sub.id, { verdict: 'returned' });
    expect(bare.status).toBe(422);
    expect(bare.body.errors?.map((one) => one.path)).toEqual(['reason']);
    const back = ok(await stage.decide('gatekeeper', sub.id, { verdict: 'returned', reason: '缺少签到表' }));
    expect(back.state).toBe('returned');
    expect((await stage.item(leaf.id)).nodes.map((node) => node.state)).toEqual(['planned', 'planned']);
    expect((await stage.item(leaf.id)).progress.reported).toBe(0);
    expect((await claim(leaf)).state).toBe('pending');
  });

  it('with conditions makes nodes of weight 0 that must be verified before the item closes, and changes no percentage', async () => {
    const { leaf } = await task({ nodes: [{ date: '2026-03-10', weight: 100 }] });
    const sub = await claim(leaf);
    expect((await stage.decide('gatekeeper', sub.id, { verdict: 'passed_with_conditions' })).body.code).toBe(
      'conditions_required',
    );
    const conditions = [{ title: '补充验收报告', date: '2026-06-30' }];
    expect((await stage.decide('gatekeeper', sub.id, { verdict: 'passed', conditions })).status).toBe(422);
    ok(await stage.decide('gatekeeper', sub.id, { verdict: 'passed_with_conditions', conditions }));
    const done = ok(await stage.decide('professor', sub.id));
    expect(done.state).toBe('passed_with_conditions');
    const item = await stage.item(leaf.id);
    expect(item.progress.verified).toBe(100);
    const condition = item.nodes.find((node) => node.weight === 0);
    expect(condition).toMatchObject({ title: '补充验收报告', date: '2026-06-30', state: 'planned' });
    const teacher = await stage.as('teacher');
    const refused = await teacher.post<Problem>(`/items/${leaf.id}/requests`, { kind: 'close_out' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'nodes_unverified' } });
    const second = ok<Sub>(
      await teacher.post(`/items/${leaf.id}/requests`, { kind: 'node', nodesDone: [{ nodeId: condition?.id }] }),
      201,
    );
    await stage.passAll(second.id);
    const close = ok<Sub>(await teacher.post(`/items/${leaf.id}/requests`, { kind: 'close_out' }), 201);
    expect(stage.routeOf(close)).toEqual(['gatekeeper', 'professor', 'dean']);
    await stage.passAll(close.id);
    expect(await stage.item(leaf.id)).toMatchObject({ state: 'closed', progress: { verified: 100 } });
  });

  it('with conditions on a percentage leaves the percentage as it passed, also once the item is closed', async () => {
    const { leaf } = await task({ nodes: [] });
    const teacher = await stage.as('teacher');
    const sub = ok<Sub>(await teacher.post(`/items/${leaf.id}/reports`, { ...REPORT, progress: 60 }), 201);
    expect(stage.routeOf(sub)).toEqual(['professor']);
    expect(sub.route[0]?.kind).toBe('look');
    const conditions = [{ title: '附上照片' }];
    ok(await stage.decide('professor', sub.id, { verdict: 'passed_with_conditions', conditions }));
    const item = await stage.item(leaf.id);
    expect(item.progress.verified).toBe(60);
    const again = ok<Sub>(
      await teacher.post(`/items/${leaf.id}/requests`, { kind: 'node', nodesDone: [{ nodeId: item.nodes[0]?.id }] }),
      201,
    );
    await stage.passAll(again.id);
    expect((await stage.item(leaf.id)).progress.verified).toBe(60);
    const close = ok<Sub>(await teacher.post(`/items/${leaf.id}/requests`, { kind: 'close_out' }), 201);
    await stage.passAll(close.id);
    expect(await stage.item(leaf.id)).toMatchObject({ state: 'closed', progress: { verified: 100 } });
  });

  it('can return single nodes while the rest passes, and refuses a node that was not claimed', async () => {
    const { leaf } = await task();
    const sub = await claim(leaf, [0, 1]);
    const foreign = { verdict: 'passed', nodes: [{ nodeId: uuid(), verdict: 'returned' }] };
    expect((await stage.decide('gatekeeper', sub.id, foreign)).body.code).toBe('node_unknown');
    ok(
      await stage.decide('gatekeeper', sub.id, {
        verdict: 'passed',
        nodes: [
          { nodeId: leaf.nodeIds[0], verdict: 'passed' },
          { nodeId: leaf.nodeIds[1], verdict: 'returned' },
        ],
      }),
    );
    ok(await stage.decide('professor', sub.id));
    const item = await stage.item(leaf.id);
    expect(item.nodes.map((node) => node.state)).toEqual(['verified', 'planned']);
    expect(item.progress.verified).toBe(40);
  });

  it('verifies a node on the day of the submission, not of the verdict', async () => {
    const own = await setStage();
    try {
      const leaf = await own.plant({
        who: 'teacher',
        unit: 'OPT',
        level: 6,
        nodes: [{ date: '2026-03-04', weight: 100 }],
        due: '2026-06-30',
      });
      const teacher = await own.as('teacher');
      const sub = ok<Sub>(
        await teacher.post(`/items/${leaf.id}/requests`, { kind: 'node', nodesDone: [{ nodeId: leaf.nodeIds[0] }] }),
        201,
      );
      own.goTo('2026-03-20T10:00:00+08:00');
      const late = ok<Sub>(await (await own.as('teacher')).get(`/submissions/${sub.id}`));
      expect(late.submittedOn).toBe('2026-03-04');
      await own.passAll(sub.id);
      expect((await own.item(leaf.id)).nodes[0]).toMatchObject({ state: 'verified', doneOn: '2026-03-04' });
    } finally {
      await own.close();
    }
  });

  it('repeated by the same person answers as the first time; another verdict after it is refused', async () => {
    const { leaf } = await task();
    const sub = await claim(leaf);
    ok(await stage.decide('gatekeeper', sub.id));
    const again = ok(await stage.decide('gatekeeper', sub.id));
    expect(again.route.filter((step) => step.verdict !== null)).toHaveLength(1);
    const changed = await stage.decide('gatekeeper', sub.id, { verdict: 'returned', reason: '再想想' });
    expect(changed.status).toBe(403);
    ok(await stage.decide('professor', sub.id));
    expect(ok(await stage.decide('professor', sub.id)).state).toBe('passed');
    const late = await stage.decide('professor', sub.id, { verdict: 'returned', reason: '再想想' });
    expect(late).toMatchObject({ status: 409, body: { code: 'submission_not_pending' } });
  });

  it('is nobody else’s to give: the doer, the office, a stranger', async () => {
    const { leaf } = await task();
    const sub = await claim(leaf);
    expect(await stage.decide('teacher', sub.id)).toMatchObject({ status: 403, body: { code: 'doer_never_decides' } });
    expect(await stage.decide('officer', sub.id)).toMatchObject({ status: 403, body: { code: 'not_your_step' } });
    expect((await stage.decide('auditor', sub.id)).status).toBe(403);
    expect((await stage.decide('outsider', sub.id)).status).toBe(404);
    expect((await stage.decide('administrator', sub.id)).status).toBe(404);
  });
});

describe('a delegate', () => {
  it('decides in the gatekeeper’s place for the span, sees what he decides, and the record says for whom', async () => {
    await delegate('gatekeeper', 'clerk');
    const { leaf } = await task();
    const clerk = await stage.as('clerk');
    expect((await clerk.get(`/items/${leaf.id}`)).status).toBe(404);
    const sub = await claim(leaf);
    expect((await clerk.get(`/items/${leaf.id}`)).status).toBe(200);
    const queue = ok<{ items: Sub[] }>(await clerk.get('/submissions?queue=mine'));
    expect(queue.items.map((one) => one.id)).toContain(sub.id);
    expect(await toReview('clerk')).toContain(sub.id);
    const decided = ok(await stage.decide('clerk', sub.id));
    expect(decided.route[0]).toMatchObject({ verdict: 'passed', personId: stage.home.people.gatekeeper });
    expect(decided.route[0]?.decidedBy?.id).toBe(stage.home.people.clerk);
  });

  it('decides nothing outside the span, nor after it was revoked', async () => {
    await delegate('gatekeeper', 'clerk', '2026-02-01', '2026-03-03');
    const revoke = await delegate('gatekeeper', 'outsider');
    await revoke();
    const { leaf } = await task();
    const sub = await claim(leaf);
    expect((await stage.decide('clerk', sub.id)).status).toBe(404);
    expect((await stage.decide('outsider', sub.id)).status).toBe(404);
  });

  it('who is the doer hands back, and a delegate’s own delegations are not followed', async () => {
    const back = await delegate('gatekeeper', 'teacher');
    const { leaf } = await task();
    const sub = await claim(leaf);
    expect(await stage.decide('teacher', sub.id)).toMatchObject({ status: 403, body: { code: 'doer_never_decides' } });
    await back();
    await delegate('gatekeeper', 'clerk');
    await delegate('clerk', 'outsider');
    expect((await stage.decide('outsider', sub.id)).status).toBe(404);
    ok(await stage.decide('clerk', sub.id));
  });

  it('of two gatekeepers of one route decides both steps', async () => {
    await delegate('gatekeeper', 'clerk');
    await delegate('professor', 'clerk');
    const { leaf } = await task();
    const sub = await claim(leaf);
    expect(ok(await stage.decide('clerk', sub.id)).state).toBe('pending');
    expect(ok(await stage.decide('clerk', sub.id)).state).toBe('passed');
  });

  it('named by the professor for his discipline sees and decides its step there, and no other step of his', async () => {
    const { db } = await useDatabase();
    const { home } = stage;
    const name = (person: string | null) =>
      inTenant(db, home.id, (tx) =>
        sql`update discipline_professors set delegate_id = ${person} where institution_id = ${home.id} and person_id = ${home.people.gatekeeper}`.execute(
          tx,
        ),
      );
    undo.push(() => name(null));
    await name(home.people.clerk);
    const { leaf } = await task();
    const sub = await claim(leaf);
    const queue = ok<{ items: Sub[] }>(await (await stage.as('clerk')).get('/submissions?queue=mine'));
    expect(queue.items.map((one) => one.id)).toContain(sub.id);
    expect(await toReview('clerk')).toContain(sub.id);
    ok(await stage.decide('clerk', sub.id));
    const above = await stage.plant({ who: 'gatekeeper', unit: 'OPT', level: 5 });
    const below = await stage.plant({
      who: 'teacher',
      unit: 'OPT',
      level: 6,
      parent: above.id,
      nodes: [{ date: '2026-05-01', weight: 100 }],
    });
    const other = await claim(below);
    expect(stage.routeOf(other)).toEqual(['gatekeeper']);
    expect(await toReview('clerk')).not.toContain(other.id);
    expect(await toReview('gatekeeper')).toContain(other.id);
    expect((await stage.decide('clerk', other.id)).status).toBe(404);
  });
});

async function toReview(who: PersonKey): Promise<(string | null)[]> {
  const work = ok<{ items: { kind: string; submissionId: string | null }[] }>(
    await (await stage.as(who)).get('/workbench'),
  );
  return work.items.filter((one) => one.kind === 'review').map((one) => one.submissionId);
}

describe('guidance', () => {
  it('is given from above or from the gate, on the item or on one of its submissions', async () => {
    const { leaf, line } = await task();
    const sub = await claim(leaf);
    const guide = async (who: PersonKey, body: object) =>
      (await stage.as(who)).post<Problem>(`/items/${leaf.id}/guidance`, { text: '注意时间节点', ...body });
    for (const who of ['professor', 'gatekeeper', 'dean', 'officer'] as const)
      expect((await guide(who, { submissionId: sub.id })).status).toBe(201);
    expect((await guide('teacher', {})).body.code).toBe('only_above_guides');
    expect((await guide('auditor', {})).status).toBe(403);
    expect((await guide('outsider', {})).status).toBe(404);
    const other = ok<Sub>(await (await stage.as('professor')).post(`/items/${line.professor.id}/reports`, REPORT), 201);
    expect((await guide('dean', { submissionId: other.id })).body.code).toBe('submission_unknown');
  });
});

describe('recusal', () => {
  it('a professor who is the doer gives his step to the next ancestor, never to his delegate', async () => {
    await delegate('gatekeeper', 'clerk');
    const line = await plantLine(stage);
    const own = await stage.plant({
      who: 'gatekeeper',
      unit: 'OPT',
      level: 6,
      parent: line.professor.id,
      disciplineId: stage.home.disciplineId,
      nodes: [{ date: '2026-05-01', weight: 100 }],
    });
    const client = await stage.as('gatekeeper');
    const sub = ok<Sub>(
      await client.post(`/items/${own.id}/requests`, { kind: 'node', nodesDone: [{ nodeId: own.nodeIds[0] }] }),
      201,
    );
    expect(stage.routeOf(sub)).not.toContain('gatekeeper');
    expect(stage.routeOf(sub)).toContain('professor');
    expect((await stage.decide('clerk', sub.id)).status).toBe(404);
  });

  it('the president’s own work goes to another leader of the first level', async () => {
    const root = await stage.plant({ who: 'president', unit: 'TOP', level: 1 });
    const client = await stage.as('president');
    const sub = ok<Sub>(await client.post(`/items/${root.id}/reports`, { ...REPORT, progress: 10 }), 201);
    expect(stage.routeOf(sub)).toEqual(['secretary']);
    expect(sub.noIndependentGate).toBe(false);
  });

  it('nobody decides for a person who has become the responsible person while the submission waited', async () => {
    await delegate('professor', 'clerk');
    const { leaf } = await task({ disciplineId: null });
    const sub = await claim(leaf);
    const { db } = await useDatabase();
    await inTenant(db, stage.home.id, (tx) =>
      sql`update items set responsible_person_id = ${stage.home.people.professor} where institution_id = ${stage.home.id} and id = ${leaf.id}`.execute(
        tx,
      ),
    );
    expect((await stage.decide('professor', sub.id)).body.code).toBe('doer_never_decides');
    expect((await stage.decide('clerk', sub.id)).status).toBe(403);
  });
});

describe('withdrawing', () => {
  it('is the submitter’s, while it is pending; the claims go back to planned; a repeat answers the same', async () => {
    const { leaf } = await task();
    const sub = await claim(leaf);
    const teacher = await stage.as('teacher');
    expect((await (await stage.as('gatekeeper')).post(`/submissions/${sub.id}/withdraw`)).status).toBe(403);
    expect(ok<Sub>(await teacher.post(`/submissions/${sub.id}/withdraw`)).state).toBe('withdrawn');
    expect(ok<Sub>(await teacher.post(`/submissions/${sub.id}/withdraw`)).state).toBe('withdrawn');
    expect((await stage.item(leaf.id)).nodes[0]?.state).toBe('planned');
    expect((await stage.decide('gatekeeper', sub.id)).body.code).toBe('submission_not_pending');
    const second = await claim(leaf);
    await stage.passAll(second.id);
    expect((await teacher.post<Problem>(`/submissions/${second.id}/withdraw`)).status).toBe(409);
  });
});

describe('a snapshot', () => {
  it('never changes: not by later acts, and not by a statement behind the product’s back', async () => {
    const { leaf } = await task();
    const sub = await claim(leaf);
    const { owner } = await useDatabase();
    const change = sql`update submissions set snapshot = '{}' where institution_id = ${stage.home.id} and id = ${sub.id}`;
    await expect(change.execute(owner)).rejects.toThrow('snapshot_immutable');
    await stage.passAll(sub.id);
    expect((await stage.submission(sub.id)).snapshot).toEqual(sub.snapshot);
  });

  it('knows evidence by the hash of its bytes', async () => {
    const { leaf } = await task();
    const teacher = await stage.as('teacher');
    const boundary = 'x1x2x3';
    const body = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="notes.txt"\r\ncontent-type: text/plain\r\n\r\n签到表\r\n--${boundary}--\r\n`;
    const file = ok<{ id: string; sha256: string }>(
      await teacher.post('/evidence', body, {
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      }),
      201,
    );
    const sub = ok<Sub>(
      await teacher.post(`/items/${leaf.id}/requests`, {
        kind: 'node',
        nodesDone: [{ nodeId: leaf.nodeIds[0], evidenceIds: [file.id] }],
      }),
      201,
    );
    expect(sub.snapshot.evidence).toEqual([{ id: file.id, name: 'notes.txt', sha256: file.sha256 }]);
    const unknown = await teacher.post<Problem>(`/items/${leaf.id}/requests`, {
      kind: 'node',
      nodesDone: [{ nodeId: leaf.nodeIds[1], evidenceIds: [uuid()] }],
    });
    expect(unknown).toMatchObject({ status: 422, body: { code: 'evidence_unknown' } });
  });
});
