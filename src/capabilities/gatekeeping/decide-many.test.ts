// Passing many at once over HTTP: what is plain passes, what should be read stays, and each answers for itself.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ok, type Planted, plantLine, type Stage, type Sub, setStage } from '../../../tests/support/stage.ts';

// many sign-ins and many acts each; the machine may be busy with other tests
vi.setConfig({ testTimeout: 90_000 });

let stage: Stage;
let line: Record<string, Planted>;
beforeAll(async () => {
  stage = await setStage();
  line = await plantLine(stage);
});
afterAll(() => stage.close());

type Row = Sub & { remarks: string[] | null; unremarkable: boolean };
type Outcome = { id: string; outcome: string; state: string | null; code: string | null; detail: string | null };
type Answer = { results: Outcome[]; decided: number; refused: number };

const REPORT = { selfRatedLight: 'green', done: '已开论证会', next: '准备验收' };

async function task(): Promise<Planted> {
  return stage.plant({
    who: 'teacher',
    unit: 'OPT',
    level: 6,
    parent: line.professor?.id ?? null,
    horizon: 'task',
    nodes: [{ date: '2026-09-01', weight: 100 }],
  });
}

async function report(leaf: Planted, over: object = {}): Promise<Row> {
  return ok<Row>(await (await stage.as('teacher')).post(`/items/${leaf.id}/reports`, { ...REPORT, ...over }), 201);
}

const seenBy = async (who: 'professor' | 'teacher', id: string) =>
  ok<Row>(await (await stage.as(who)).get<Row>(`/submissions/${id}`));

const pass = async (who: 'professor' | 'teacher' | 'outsider', items: object[]) =>
  (await stage.as(who)).post<Answer>('/submissions/verdicts', { items });

describe('what waits at the gate', () => {
  it('says of each that I may decide what should be read first, and of others nothing', async () => {
    const plain = await report(await task());
    const help = await report(await task(), { help: '需要两个人' });
    expect(await seenBy('professor', plain.id)).toMatchObject({ remarks: [], unremarkable: true });
    expect(await seenBy('professor', help.id)).toMatchObject({ remarks: ['help'], unremarkable: false });
    expect(await seenBy('teacher', plain.id)).toMatchObject({ remarks: null, unremarkable: false });
    const queue = ok<{ items: Row[] }>(await (await stage.as('professor')).get('/submissions?queue=mine'));
    expect(queue.items.find((row) => row.id === help.id)).toMatchObject({ remarks: ['help'] });
  });

  it.each([
    ['problem', { problem: '样机延误' }],
    ['major_risk', { majorRisk: true }],
    ['light_differs', { selfRatedLight: 'yellow' }],
  ])('names %s', async (remark, over) => {
    const sent = await report(await task(), over);
    expect((await seenBy('professor', sent.id)).remarks).toContain(remark);
  });

  it('names a claim without evidence, and a new one after a return', async () => {
    const leaf = await task();
    const claims = { nodesDone: [{ nodeId: leaf.nodeIds[0], evidenceIds: [] }] };
    const sent = await report(leaf, claims);
    expect((await seenBy('professor', sent.id)).remarks).toEqual(['no_evidence']);
    ok(await stage.decide('professor', sent.id, { verdict: 'returned', reason: '请附证明' }));
    const again = await report(leaf);
    expect((await seenBy('professor', again.id)).remarks).toEqual(['answers_return']);
  });
});

describe('passing many at once', () => {
  it('passes what is plain and leaves what should be read, each with its own outcome', async () => {
    const [one, two, remarkable] = [
      await report(await task()),
      await report(await task()),
      await report(await task(), { problem: '样机延误' }),
    ];
    const answer = ok(
      await pass('professor', [
        { id: one.id, verdict: 'passed', light: 'green' },
        { id: remarkable.id, verdict: 'passed' },
        { id: two.id, verdict: 'passed', version: two.version },
      ]),
    );
    expect(answer).toMatchObject({ decided: 2, refused: 1 });
    expect(answer.results.map((result) => [result.outcome, result.state, result.code])).toEqual([
      ['decided', 'passed', null],
      ['refused', null, 'to_be_read'],
      ['decided', 'passed', null],
    ]);
    expect(answer.results[1]?.detail).toMatch(/should be read/);
    expect((await stage.submission(remarkable.id)).state).toBe('pending');
    expect((await stage.submission(one.id)).route[0]).toMatchObject({ verdict: 'passed', light: 'green' });
  });

  it('answers a repeat as the first time, and refuses a version that is no longer', async () => {
    const [one, stale] = [await report(await task()), await report(await task())];
    const items = [
      { id: one.id, verdict: 'passed' },
      { id: stale.id, verdict: 'passed', version: stale.version + 7 },
    ];
    expect(ok(await pass('professor', items))).toMatchObject({ decided: 1, refused: 1 });
    const again = ok(await pass('professor', items));
    expect(again.results[0]).toMatchObject({ outcome: 'decided', state: 'passed' });
    expect(again.results[1]).toMatchObject({ outcome: 'refused', code: 'stale_version' });
  });

  it('lets nobody pass what is not his step, least of all the doer, and tells a stranger nothing', async () => {
    const sent = await report(await task());
    const items = [{ id: sent.id, verdict: 'passed' }];
    expect(ok(await pass('teacher', items)).results[0]?.code).toBe('doer_never_decides');
    const unseen = ok(await pass('outsider', items)).results[0];
    const never = ok(await pass('outsider', [{ id: stage.home.id, verdict: 'passed' }])).results[0];
    expect({ ...unseen, id: '' }).toEqual({ ...never, id: '' });
    expect(unseen).toMatchObject({ outcome: 'refused', code: 'not_found' });
    expect((await stage.submission(sent.id)).state).toBe('pending');
  });

  it('takes a pass alone: a return is decided by itself', async () => {
    const sent = await report(await task());
    expect((await pass('professor', [{ id: sent.id, verdict: 'returned' }])).status).toBe(400);
    expect((await pass('professor', [])).status).toBe(400);
  });
});
