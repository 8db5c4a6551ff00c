// Acts of the life cycle over HTTP: repeats answer as the first time, others are told why not, the subtree goes along.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PersonKey } from '../../../tests/support/institution.ts';
import { type ItemShown, ok, type Problem, plantLine, type Stage, setStage } from '../../../tests/support/stage.ts';

// many sign-ins and many acts each; the machine may be busy with other tests
vi.setConfig({ testTimeout: 90_000 });

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const act = async (who: PersonKey, id: string, verb: string, body?: object) =>
  (await stage.as(who)).post<ItemShown & Problem>(`/items/${id}/${verb}`, body);
const actsOf = async (id: string) =>
  ok<{ items: { act: string; reason: string | null }[] }>(await (await stage.as('officer')).get(`/items/${id}/history`))
    .items;

describe('an act repeated', () => {
  it('by the same person answers as the first time and leaves one event', async () => {
    const root = await stage.plant({ who: 'president', unit: 'TOP', level: 1, state: 'draft', author: 'officer' });
    const first = ok(await act('officer', root.id, 'register'));
    const again = ok(await act('officer', root.id, 'register'));
    expect(again).toMatchObject({ state: 'registered', code: first.code, version: first.version });
    for (const [who, verb] of [
      ['officer', 'assign'],
      ['president', 'accept'],
    ] as const) {
      const once = ok(await act(who, root.id, verb));
      expect(ok(await act(who, root.id, verb)).version).toBe(once.version);
    }
    const acts = (await actsOf(root.id)).map((event) => event.act);
    expect(acts).toEqual(['item.accepted', 'item.assigned', 'item.registered']);
  });

  it('also holds for a return: the second answers like the first, until the item was assigned anew', async () => {
    const line = await plantLine(stage);
    const item = await stage.plant({
      who: 'teacher',
      unit: 'OPT',
      level: 6,
      parent: line.professor.id,
      state: 'assigned',
    });
    expect((await act('teacher', item.id, 'return', {})).status).toBe(400);
    ok(await act('teacher', item.id, 'return', { reason: '与现有任务冲突' }));
    expect(ok(await act('teacher', item.id, 'return', { reason: '与现有任务冲突' })).state).toBe('registered');
    expect((await actsOf(item.id)).map((event) => event.reason)).toEqual(['与现有任务冲突']);
    ok(await act('professor', item.id, 'assign', {}));
    expect(ok(await act('teacher', item.id, 'return', { reason: '还是冲突' })).state).toBe('registered');
  });

  it('by somebody who could not have done it is refused, not waved through', async () => {
    const line = await plantLine(stage);
    const registered = await stage.plant({ who: 'president', unit: 'TOP', level: 1, state: 'registered' });
    expect((await act('president', registered.id, 'register')).status).toBe(403);
    const assigned = await stage.plant({
      who: 'teacher',
      unit: 'OPT',
      level: 6,
      parent: line.professor.id,
      state: 'assigned',
    });
    expect((await act('teacher', assigned.id, 'assign', {})).body.code).toBe('only_superior_assigns');
    expect((await act('professor', line.teacher.id, 'accept')).body.code).toBe('only_responsible_signs');
    const archived = await stage.plant({ who: 'teacher', unit: 'OPT', level: 6, state: 'archived' });
    expect((await act('teacher', archived.id, 'archive')).body.code).toBe('only_office_archives');
  });
});

describe('assigning with the subtree', () => {
  it('assigns all that is registered below, each to its own person, and nothing else', async () => {
    const top = await stage.plant({ who: 'director', unit: 'RES', level: 3, state: 'registered' });
    const dean = await stage.plant({ who: 'dean', unit: 'PHY', level: 4, parent: top.id, state: 'registered' });
    const deep = await stage.plant({ who: 'teacher', unit: 'OPT', level: 6, parent: dean.id, state: 'registered' });
    const begun = await stage.plant({
      who: 'teacherTwo',
      unit: 'OPT',
      level: 6,
      parent: dean.id,
      state: 'in_progress',
    });
    const draft = await stage.plant({ who: 'teacher', unit: 'OPT', level: 6, parent: dean.id, state: 'draft' });
    ok(await act('officer', top.id, 'assign', { subtree: true }));
    const states = async () =>
      Promise.all([top, dean, deep, begun, draft].map(async (one) => (await stage.item(one.id)).state));
    expect(await states()).toEqual(['assigned', 'assigned', 'assigned', 'in_progress', 'draft']);
    ok(await act('officer', top.id, 'assign', { subtree: true }));
    expect(await states()).toEqual(['assigned', 'assigned', 'assigned', 'in_progress', 'draft']);
  });

  it('is done by whoever answers for what is under way, to all that hangs below it', async () => {
    const line = await plantLine(stage);
    const below = { who: 'teacher', unit: 'OPT', level: 6, state: 'registered' } as const;
    const one = await stage.plant({ ...below, parent: line.dean.id });
    const other = await stage.plant({ ...below, parent: line.dean.id });
    const beside = await stage.plant({ ...below, parent: line.professor.id });
    expect((await act('teacher', line.dean.id, 'assign', { subtree: true })).status).toBe(403);
    ok(await act('professor', line.professor.id, 'assign', { subtree: true }));
    expect((await stage.item(beside.id)).state).toBe('assigned');
    expect((await stage.item(one.id)).state).toBe('registered');
    expect(ok(await act('dean', line.dean.id, 'assign', { subtree: true })).state).toBe('in_progress');
    expect([(await stage.item(one.id)).state, (await stage.item(other.id)).state]).toEqual(['assigned', 'assigned']);
  });

  it('is refused below what is still a draft, or closed', async () => {
    for (const state of ['draft', 'closed']) {
      const root = await stage.plant({ who: 'president', unit: 'TOP', level: 1, state });
      const reply = await act('officer', root.id, 'assign', { subtree: true });
      expect(reply).toMatchObject({ status: 409, body: { code: 'act_not_in_state' } });
    }
  });
});

describe('an act out of turn', () => {
  it('is refused with the present state, and the item stays as it was', async () => {
    const line = await plantLine(stage);
    for (const [who, verb, body] of [
      ['officer', 'register', undefined],
      ['officer', 'archive', undefined],
      ['teacher', 'return', { reason: '太难' }],
    ] as const) {
      const reply = await act(who, line.teacher.id, verb, body);
      expect(reply).toMatchObject({ status: 409, body: { code: 'act_not_in_state' } });
      expect(reply.body.detail).toContain('in progress');
    }
    expect((await stage.item(line.teacher.id)).state).toBe('in_progress');
  });

  it('tells the limit: accepted within 3 working days of the assignment', async () => {
    const root = await stage.plant({ who: 'president', unit: 'TOP', level: 1, state: 'registered' });
    expect(ok(await act('officer', root.id, 'assign', {}))).toMatchObject({ acceptBy: '2026-03-09' });
  });
});

describe('a draft', () => {
  it('is dropped with what is drafted below it; a registered item is not', async () => {
    const line = await plantLine(stage);
    const director = await stage.as('director');
    const draft = ok<ItemShown>(
      await director.post('/items', {
        parentId: line.director.id,
        horizon: 'task',
        level: 4,
        title: '草稿',
        leadUnitId: stage.home.units.PHY,
        responsiblePersonId: stage.home.people.dean,
        start: '2026-04-01',
        due: '2026-05-01',
      }),
      201,
    );
    expect((await (await stage.as('dean')).del(`/items/${draft.id}`)).status).toBe(403);
    expect((await director.del(`/items/${draft.id}`, { headers: { 'if-match': '"7"' } })).status).toBe(412);
    expect((await director.del(`/items/${draft.id}`)).status).toBe(204);
    expect((await director.get(`/items/${draft.id}`)).status).toBe(404);
    expect((await director.del<Problem>(`/items/${line.director.id}`)).body.code).toBe('not_a_draft');
  });

  it('cannot change while its decomposition waits at the gate', async () => {
    const parent = await stage.plant({ who: 'director', unit: 'RES', level: 3 });
    const director = await stage.as('director');
    const child = {
      horizon: 'task',
      level: 4,
      title: '子任务',
      leadUnitId: stage.home.units.PHY,
      responsiblePersonId: stage.home.people.dean,
      weight: 100,
      start: '2026-04-01',
      due: '2026-05-01',
    };
    const { version } = await stage.item(parent.id);
    const headers = { 'if-match': `"${version}"` };
    const put = ok<{ children: { id: string }[] }>(
      await director.put(`/items/${parent.id}/decomposition`, { children: [child] }, { headers }),
    );
    const id = put.children[0]?.id ?? '';
    const sub = ok<{ id: string }>(await director.post(`/items/${parent.id}/decomposition/submit`, {}), 201);
    expect((await director.patch<Problem>(`/items/${id}`, { title: '偷换' })).body.code).toBe('decomposition_pending');
    expect((await director.del<Problem>(`/items/${id}`)).body.code).toBe('decomposition_pending');
    const again = await director.post<Problem>(`/items/${parent.id}/decomposition/submit`, {});
    expect(again).toMatchObject({ status: 409, body: { code: 'already_pending' } });
    expect((await director.post<Problem>('/items', { parentId: parent.id, ...child })).body.code).toBe(
      'decomposition_pending',
    );
    ok(await director.post(`/submissions/${sub.id}/withdraw`));
    ok(await director.patch(`/items/${id}`, { title: '改好了' }));
  });
});
