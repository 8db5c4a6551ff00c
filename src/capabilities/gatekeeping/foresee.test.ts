// What a request would come to, over HTTP: told as it would be, with nothing sent; and guidance as its readers get it.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ok, type Planted, plantLine, type Stage, type Sub, setStage } from '../../../tests/support/stage.ts';

// many sign-ins and many acts each; the machine may be busy with other tests
vi.setConfig({ testTimeout: 90_000 });

let stage: Stage;
let line: Record<string, Planted>;
let leaf: Planted;
beforeAll(async () => {
  stage = await setStage();
  line = await plantLine(stage);
  leaf = await stage.plant({
    who: 'teacher',
    unit: 'OPT',
    level: 6,
    parent: line.professor?.id ?? null,
    horizon: 'task',
    disciplineId: stage.home.disciplineId,
    nodes: [
      { date: '2026-09-01', weight: 40 },
      { date: '2026-11-01', weight: 60 },
    ],
  });
});
afterAll(() => stage.close());

type Standing = { state: string; verified: number | null; approvedDue: string; judgedBy: string };
type Foreseen = {
  before: Standing;
  after: Standing | null;
  route: { kind: string; person: { id: string } | null }[];
  refusal: { code: string; detail: string } | null;
};

const foresee = async (who: 'teacher' | 'dean' | 'outsider', body: object) =>
  (await stage.as(who)).post<Foreseen>(`/items/${leaf.id}/requests/foresee`, body);

describe('what a request would come to', () => {
  it('is how the item would stand once it has passed, and who would decide', async () => {
    const told = ok(await foresee('teacher', { kind: 'node', nodesDone: [{ nodeId: leaf.nodeIds[0] }] }));
    expect(told.before).toMatchObject({ state: 'in_progress', verified: 0 });
    expect(told.after).toMatchObject({ state: 'in_progress', verified: 40, judgedBy: '2026-12-31' });
    expect(told.route.map((step) => [step.kind, stage.nameOf(step.person?.id ?? null)])).toEqual([
      ['professor', 'gatekeeper'],
      ['next_above', 'professor'],
    ]);
    expect(told.refusal).toBeNull();
  });

  it('leaves nothing behind: no submission, no claim, no event', async () => {
    const history = async () => (await stage.as('officer')).get<{ items: unknown[] }>(`/items/${leaf.id}/history`);
    const before = ok(await history()).items.length;
    ok(await foresee('teacher', { kind: 'node', nodesDone: [{ nodeId: leaf.nodeIds[1] }] }));
    expect(ok(await history()).items).toHaveLength(before);
    expect((await stage.item(leaf.id)).nodes.map((node) => node.state)).toEqual(['planned', 'planned']);
    const list = await (await stage.as('officer')).get<{ items: unknown[] }>(`/submissions?itemId=${leaf.id}`);
    expect(ok(list).items).toEqual([]);
  });

  it('says beforehand why it would be refused', async () => {
    const told = ok(await foresee('teacher', { kind: 'close_out' }));
    expect(told).toMatchObject({ after: null, route: [], refusal: { code: 'nodes_unverified' } });
    expect(told.refusal?.detail).toMatch(/not verified yet/);
    expect(ok(await foresee('dean', { kind: 'close_out' })).refusal?.code).toBe('only_responsible_reports');
    expect((await foresee('outsider', { kind: 'close_out' })).status).toBe(404);
  });
});

describe('guidance', () => {
  type Note = { text: string; author: { id: string }; submission: { id: string; kind: string } | null };
  const read = async (who: 'teacher' | 'dean' | 'outsider', query = '') =>
    (await stage.as(who)).get<{ items: Note[]; nextCursor: string | null }>(`/items/${leaf.id}/guidance${query}`);

  it('is read by everybody who may open the item, newest first, with what it was said about', async () => {
    const sent = ok<Sub>(
      await (await stage.as('teacher')).post(`/items/${leaf.id}/requests`, {
        kind: 'node',
        nodesDone: [{ nodeId: leaf.nodeIds[0] }],
      }),
      201,
    );
    const guide = async (body: object) => (await stage.as('dean')).post(`/items/${leaf.id}/guidance`, body);
    ok(await guide({ text: '先做论证' }), 201);
    stage.goTo('2026-03-04T10:00:00+08:00');
    ok(await guide({ text: '附上测量记录', submissionId: sent.id }), 201);
    const notes = ok(await read('teacher')).items;
    expect(notes.map((note) => [note.text, stage.nameOf(note.author.id), note.submission?.kind ?? null])).toEqual([
      ['附上测量记录', 'dean', 'node'],
      ['先做论证', 'dean', null],
    ]);
    expect(ok(await read('teacher', `?submissionId=${sent.id}`)).items).toHaveLength(1);
    const first = ok(await read('dean', '?limit=1'));
    expect(ok(await read('dean', `?limit=1&cursor=${first.nextCursor}`)).items[0]?.text).toBe('先做论证');
    expect((await read('outsider')).status).toBe(404);
  });
});
