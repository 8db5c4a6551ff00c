// Negotiation over HTTP: whom an opened draft is shown to, rounds, limits, decisions, and what holds in the end.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../tests/support/database.ts';
import type { PersonKey } from '../../tests/support/institution.ts';
import { ok, type Planted, type Problem, type Stage, type Sub, setStage } from '../../tests/support/stage.ts';
import { catchUp } from '../capabilities/progress/midnight.actions.ts';
import { midnightActs } from './background.ts';

type Terms = {
  weight?: number;
  due?: string;
  targets?: { indicatorId: string; target: number }[];
  responsiblePersonId?: string;
  title?: string;
};
type Round = { n: number; side: string; what: string; proposal: Terms; reason: string | null; replyBy: string };
type Talk = {
  itemId: string;
  state: string;
  waitsFor: string | null;
  n: number;
  rounds: Round[];
  replyBy: string | null;
  limitPassedOn: string | null;
  current: Terms & { targets: { indicatorId: string; target: number }[] };
  settled: {
    what: string;
    side: string;
    outcome: Terms;
    silent: boolean;
    differs: string[];
    requestIds: string[];
    reason: string | null;
  } | null;
  abilities: Record<string, boolean>;
  indicators: { id: string; name: string }[];
};
type Talks = { items: Talk[]; total?: number; abilities?: Record<string, boolean> };
type Child = {
  id: string;
  title: string;
  weight: number;
  due: string;
  responsiblePersonId: string;
  indicators: { id: string; target: number | null }[];
};
type Draft = { version: number; children: Child[]; findings: { code: string; path: string }[]; submittable: boolean };

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

/** Work of the dean with drafts for two teachers, 60 and 30 of a target of 100, not yet opened. */
async function draftedWork(people: PersonKey[] = ['teacher', 'teacherTwo'], over: Record<string, unknown> = {}) {
  const parent = await stage.plant({ who: 'dean', unit: 'PHY', level: 4 });
  const indicator = '0190a000-0000-7000-8000-000000000001';
  const dean = await stage.as('dean');
  const { version } = ok<Draft>(await dean.get(`/items/${parent.id}/decomposition`));
  const body = {
    indicators: [{ id: indicator, name: '高水平论文', unit: '篇', target: 100, rule: 'sum' }],
    gapReason: '另有安排',
    children: people.map((who, at) => ({
      horizon: 'task',
      level: 6,
      title: `任务${at + 1}`,
      requirement: '完成',
      standard: '验收',
      leadUnitId: stage.home.units.OPT,
      responsiblePersonId: stage.home.people[who],
      weight: at === 0 ? 60 : Math.floor(40 / (people.length - 1)),
      start: '2026-03-01',
      due: '2026-12-31',
      indicators: [{ name: '高水平论文', unit: '篇', target: at === 0 ? 60 : 30, parentIndicatorId: indicator }],
      ...over,
    })),
  };
  const draft = ok<Draft>(
    await dean.put(`/items/${parent.id}/decomposition`, body, { headers: { 'if-match': `"${version}"` } }),
  );
  return { parent, children: draft.children, path: `/items/${parent.id}/decomposition` };
}

const openAll = async (parent: Planted, body: object = {}) =>
  ok<Talks>(await (await stage.as('dean')).post(`/items/${parent.id}/decomposition/negotiation`, body), 201).items;
const talksOf = async (who: PersonKey, id: string) =>
  ok<Talks>(await (await stage.as(who)).get(`/items/${id}/negotiations`)).items;
const propose = async (who: PersonKey, id: string, proposal: Terms, reason = '理由') =>
  (await stage.as(who)).post<Talk & Problem>(`/items/${id}/negotiations`, { proposal, reason });
const reply = async (who: PersonKey, id: string, n: number, body: object) =>
  (await stage.as(who)).post<Talk & Problem>(`/items/${id}/negotiations/${n}/reply`, body);
const first = (children: Child[]): Child => children[0] as Child;
const second = (children: Child[]): Child => children[1] as Child;
const targetTo = (child: Child, target: number) => ({
  targets: [{ indicatorId: child.indicators[0]?.id ?? '', target }],
});
const draftOf = async (parent: Planted) =>
  ok<Draft>(await (await stage.as('dean')).get(`/items/${parent.id}/decomposition`));

/** Lets the days pass as the worker would. */
async function goTo(day: string): Promise<void> {
  stage.goTo(`${day}T09:00:00+08:00`);
  const { db } = await useDatabase();
  await catchUp({ db, now: stage.server.clock.now, acts: midnightActs() }, stage.home.id);
}

describe('a draft', () => {
  it('does not exist for its proposed person until it is opened, and then alone: not the item above, not its neighbours', async () => {
    const { parent, children } = await draftedWork();
    const teacher = await stage.as('teacher');
    expect((await teacher.get(`/items/${first(children).id}`)).status).toBe(404);
    expect((await propose('teacher', first(children).id, { weight: 50 })).status).toBe(404);
    const opened = await openAll(parent, { childIds: [first(children).id], note: '请看是否可行' });
    expect(opened).toMatchObject([
      { itemId: first(children).id, state: 'open', waitsFor: 'receiver', n: 0, replyBy: '2026-03-11' },
    ]);
    expect((await teacher.get(`/items/${first(children).id}`)).status).toBe(200);
    expect((await teacher.get(`/items/${second(children).id}`)).status).toBe(404);
    expect((await teacher.get(`/items/${parent.id}`)).status).toBe(404);
    expect((await (await stage.as('teacherTwo')).get(`/items/${first(children).id}/negotiations`)).status).toBe(404);
    const [mine] = ok<Talks>(await teacher.get('/negotiations')).items;
    expect(mine).toMatchObject({
      itemId: first(children).id,
      item: { parent: null, parentId: null },
      abilities: { agree: true, counter: true, decide: false },
    });
  });

  it('is opened by whoever drafts it, once; not to himself', async () => {
    const { parent, children } = await draftedWork(['teacher', 'dean'], { leadUnitId: stage.home.units.PHY });
    expect((await (await stage.as('professor')).post(`/items/${parent.id}/decomposition/negotiation`, {})).status).toBe(
      404,
    );
    expect((await (await stage.as('president')).post(`/items/${parent.id}/decomposition/negotiation`, {})).status).toBe(
      403,
    );
    expect((await openAll(parent)).map((one) => one.itemId)).toEqual([first(children).id]);
    const again = await (await stage.as('dean')).post<Problem>(`/items/${parent.id}/decomposition/negotiation`, {});
    expect([again.status, again.body.code]).toEqual([409, 'nothing_to_open']);
    const own = await propose('dean', second(children).id, { weight: 50 });
    expect([own.status, own.body.code]).toEqual([409, 'nobody_to_negotiate_with']);
  });

  it('is also opened for one alone by proposing something on it, or nothing but itself', async () => {
    const { children } = await draftedWork();
    expect(ok(await propose('dean', first(children).id, { due: '2026-10-31' }, '年底太晚'), 201)).toMatchObject({
      n: 1,
      waitsFor: 'receiver',
      rounds: [{ n: 1, side: 'superior', what: 'propose', proposal: { due: '2026-10-31' }, reason: '年底太晚' }],
    });
    expect(ok(await propose('dean', second(children).id, {}, '请看'), 201)).toMatchObject({
      n: 0,
      rounds: [],
      note: '请看',
    });
    expect((await (await stage.as('teacherTwo')).get(`/items/${second(children).id}`)).status).toBe(200);
  });
});

describe('rounds', () => {
  it('lead from 30 to 40 in two, and the agreed terms are in the draft, which whoever holds the sheet must read again', async () => {
    const { parent, children, path } = await draftedWork();
    const child = second(children);
    const before = await draftOf(parent);
    ok(await propose('dean', child.id, { ...targetTo(child, 40), due: '2026-09-30' }, '缺口 10 篇'), 201);
    const countered = ok(
      await reply('teacherTwo', child.id, 1, {
        verdict: 'counter',
        proposal: { due: '2026-11-30' },
        reason: '设备九月才到',
      }),
    );
    expect(countered).toMatchObject({
      n: 2,
      waitsFor: 'superior',
      rounds: [{ n: 1 }, { n: 2, side: 'receiver', what: 'counter', proposal: { due: '2026-11-30' } }],
    });
    const agreed = ok(await reply('dean', child.id, 2, { verdict: 'agree' }));
    expect(agreed).toMatchObject({
      state: 'agreed',
      waitsFor: null,
      settled: {
        what: 'agreed',
        side: 'superior',
        silent: false,
        differs: [],
        outcome: { due: '2026-11-30', ...targetTo(child, 40) },
      },
    });
    const after = await draftOf(parent);
    expect(second(after.children)).toMatchObject({ due: '2026-11-30', indicators: [{ target: 40 }] });
    const stale = await (await stage.as('dean')).put<Problem>(
      path,
      { children: [] },
      { headers: { 'if-match': `"${before.version}"` } },
    );
    expect(stale.status).toBe(412);
  });

  it('are answered by the other side, the head of the lead unit for his unit’s people, never by one’s own side', async () => {
    const { parent, children } = await draftedWork();
    await openAll(parent);
    const { id } = first(children);
    expect((await reply('dean', id, 0, { verdict: 'agree' })).body.code).toBe('own_round');
    expect((await reply('officer', id, 0, { verdict: 'agree' })).body.code).toBe('only_sides_negotiate');
    expect((await reply('deanTwo', id, 0, { verdict: 'agree' })).status).toBe(404);
    const answered = ok(
      await reply('professor', id, 0, { verdict: 'counter', proposal: { weight: 55 }, reason: '全系统筹' }),
    );
    expect(answered.rounds).toMatchObject(
      [{ side: 'receiver', by: { name: 'professor' } }].map(({ side }) => ({ side })),
    );
    expect((await reply('teacher', id, 1, { verdict: 'agree' })).body.code).toBe('own_round');
    expect((await propose('teacher', id, { weight: 50 })).body.code).toBe('own_round');
  });

  it('end after the third: then the superior decides, by the last proposal or his own, and says why', async () => {
    const { children } = await draftedWork();
    const { id } = first(children);
    ok(await propose('dean', id, { weight: 70 }), 201);
    ok(await reply('teacher', id, 1, { verdict: 'counter', proposal: { weight: 50 }, reason: '课多' }));
    expect((await reply('dean', id, 2, { verdict: 'decide', reason: '定了' })).body.code).toBe('decide_too_early');
    const third = ok(await reply('dean', id, 2, { verdict: 'counter', proposal: { weight: 65 }, reason: '再考虑' }));
    expect(third).toMatchObject({ state: 'deciding', waitsFor: 'superior', n: 3 });
    const fourth = await reply('teacher', id, 3, { verdict: 'counter', proposal: { weight: 50 }, reason: '不行' });
    expect([fourth.status, fourth.body.code]).toEqual([409, 'superior_decides']);
    expect((await reply('teacher', id, 3, { verdict: 'decide', reason: '我定' })).body.code).toBe(
      'only_superior_decides',
    );
    const silent = await reply('dean', id, 3, { verdict: 'decide', proposal: { weight: 62 } });
    expect([silent.status, silent.body.errors?.[0]?.path]).toEqual([422, 'reason']);
    const decided = ok(
      await reply('dean', id, 3, { verdict: 'decide', proposal: { weight: 62 }, reason: '两边各让一步' }),
    );
    expect(decided).toMatchObject({
      state: 'decided',
      settled: { what: 'decided', side: 'superior', outcome: { weight: 62 }, reason: '两边各让一步' },
    });
    expect((await reply('teacher', id, 3, { verdict: 'agree' })).body.code).toBe('negotiation_settled');
  });

  it('answer a repeated act as the first time, and refuse an answer to a round that has been answered meanwhile', async () => {
    const { children } = await draftedWork();
    const { id } = first(children);
    ok(await propose('dean', id, { weight: 70 }), 201);
    const counter = { verdict: 'counter', proposal: { weight: 50 }, reason: '课多' };
    ok(await reply('teacher', id, 1, counter));
    expect(ok(await reply('teacher', id, 1, counter)).rounds).toHaveLength(2);
    const other = await reply('teacher', id, 1, { ...counter, proposal: { weight: 40 } });
    expect([other.status, other.body.code]).toEqual([409, 'round_answered']);
    ok(await reply('dean', id, 2, { verdict: 'agree' }));
    expect(ok(await reply('dean', id, 2, { verdict: 'agree' })).settled).toMatchObject({ what: 'agreed' });
  });

  it('take nothing that changes nothing, nor what the tree could not hold', async () => {
    const { children } = await draftedWork();
    const child = first(children);
    ok(await propose('dean', child.id, {}), 201);
    const wrong = async (proposal: Terms) => (await propose('teacher', child.id, proposal)).body;
    expect(await wrong({ weight: child.weight })).toMatchObject({ code: 'proposal_says_nothing' });
    expect(await wrong({ due: '2027-01-31' })).toMatchObject({
      code: 'dates_outside_parent',
      errors: [{ path: 'proposal.due' }],
    });
    expect(await wrong({ due: '2026-02-01' })).toMatchObject({ code: 'due_before_start' });
    expect(await wrong({ responsiblePersonId: stage.home.people.outsider })).toMatchObject({
      code: 'responsible_outside_unit',
    });
    expect(await wrong({ targets: [{ indicatorId: stage.home.id, target: 3 }] })).toMatchObject({
      code: 'indicator_of_another_item',
    });
  });

  it('hand a draft to another person, who then sees it; whoever was proposed first still reads how it went', async () => {
    const { children } = await draftedWork(['teacher', 'gatekeeper']);
    const { id } = first(children);
    ok(await propose('dean', id, {}), 201);
    ok(await propose('teacher', id, { responsiblePersonId: stage.home.people.teacherTwo }, '他更合适'), 201);
    expect((await (await stage.as('teacherTwo')).get(`/items/${id}`)).status).toBe(404);
    ok(await reply('dean', id, 1, { verdict: 'agree' }));
    expect((await (await stage.as('teacherTwo')).get(`/items/${id}`)).status).toBe(200);
    expect(await talksOf('teacher', id)).toMatchObject([{ state: 'agreed' }]);
  });
});

describe('the gate', () => {
  it('is closed to a decomposition while an answer is awaited, and reads every round afterwards', async () => {
    const { parent, children, path } = await draftedWork();
    await openAll(parent);
    const dean = await stage.as('dean');
    expect(await draftOf(parent)).toMatchObject({ submittable: false });
    const refused = await dean.post<Problem>(`${path}/submit`, {});
    expect([refused.status, refused.body.code]).toEqual([422, 'negotiation_open']);
    ok(await reply('teacher', first(children).id, 0, { verdict: 'agree' }));
    ok(
      await reply('teacherTwo', second(children).id, 0, {
        verdict: 'counter',
        proposal: targetTo(second(children), 40),
        reason: '可以多做',
      }),
    );
    ok(await reply('dean', second(children).id, 1, { verdict: 'agree' }));
    const sub = ok<Sub>(await dean.post(`${path}/submit`, {}), 201);
    expect(sub.snapshot).toMatchObject({
      children: [{}, { indicators: [{ target: 40 }] }],
      negotiations: [
        { state: 'agreed', rounds: [] },
        { state: 'agreed', rounds: [{ n: 1, reason: '可以多做' }] },
      ],
    });
    expect((await propose('dean', first(children).id, { weight: 50 })).body.code).toBe('decomposition_pending');
    await stage.passAll(sub.id);
    expect((await stage.item(second(children).id)).state).toBe('registered');
    expect(await talksOf('teacherTwo', second(children).id)).toMatchObject([{ settled: { differs: [] } }]);
  });

  it('opens when the limit has passed unanswered: the superior goes on, and the record says so', async () => {
    const usual = stage;
    stage = await setStage({ now: new Date('2026-02-12T09:00:00+08:00') });
    const { parent, path } = await draftedWork();
    await openAll(parent);
    const [opened] = ok<Talks>(await (await stage.as('dean')).get(`${path}/negotiation`)).items;
    // 15 to 23 February are the Spring Festival, the 14th a working Saturday
    expect(opened?.replyBy).toBe('2026-02-26');
    await goTo('2026-02-26');
    expect((await draftOf(parent)).submittable).toBe(false);
    await goTo('2026-02-27');
    const [late] = ok<Talks>(await (await stage.as('dean')).get(`${path}/negotiation`)).items;
    expect(late).toMatchObject({ state: 'deciding', waitsFor: 'superior', limitPassedOn: '2026-02-27' });
    const sub = ok<Sub>(await (await stage.as('dean')).post(`${path}/submit`, {}), 201);
    expect(sub.snapshot).toMatchObject({
      negotiations: [{ state: 'decided', settled: { silent: true, side: 'superior' } }, {}],
    });
    await stage.close();
    stage = usual;
  });
});

describe('many at once', () => {
  it('are each done or refused by themselves, with the sentence of each refusal', async () => {
    const { parent, children } = await draftedWork(['teacher', 'teacherTwo', 'gatekeeper']);
    await openAll(parent);
    const [a, b, c] = children as [Child, Child, Child];
    const professor = await stage.as('professor');
    const body = {
      reason: '全系统筹',
      replies: [
        { itemId: a.id, n: 0, verdict: 'agree' },
        { itemId: b.id, n: 0, verdict: 'counter', proposal: { due: '2027-02-01' } },
        { itemId: c.id, n: 0, verdict: 'counter', proposal: { due: '2026-11-30' } },
        { itemId: parent.id, n: 0, verdict: 'agree' },
      ],
    };
    const reply = ok<{
      done: number;
      items: { done: boolean; refusal: { code: string; detail: string } | null; negotiation: Talk | null }[];
    }>(await professor.post('/negotiations/replies', body));
    expect(reply.done).toBe(2);
    expect(reply.items).toMatchObject([
      { done: true, negotiation: { state: 'agreed' } },
      { done: false, refusal: { code: 'dates_outside_parent' }, negotiation: null },
      { done: true, negotiation: { rounds: [{ reason: '全系统筹' }] } },
      { done: false, refusal: { code: 'not_found' } },
    ]);
    expect(reply.items[1]?.refusal?.detail).toContain('The dates must lie within');
    expect((await talksOf('professor', b.id))[0]?.rounds).toEqual([]);
  });

  it('are listed for the head of the unit and for whoever sent them, page by page, with the whole number', async () => {
    const { parent, children } = await draftedWork(['teacher', 'teacherTwo', 'gatekeeper', 'professor']);
    await openAll(parent);
    const ids = children.map((one) => one.id);
    const listed = async (who: PersonKey, query: string) =>
      ok<Talks & { nextCursor: string | null }>(await (await stage.as(who)).get(`/negotiations?${query}`));
    const mine = (await listed('professor', 'queue=mine&limit=500')).items.map((one) => one.itemId);
    expect(ids.every((id) => mine.includes(id))).toBe(true);
    expect(
      (await listed('teacher', 'queue=mine&limit=500')).items.filter((one) => ids.includes(one.itemId)),
    ).toHaveLength(1);
    expect((await listed('dean', 'queue=mine&limit=500')).items.filter((one) => ids.includes(one.itemId))).toEqual([]);
    const sent = await listed('dean', `queue=sent&limit=2&unitId=${stage.home.units.PHY}`);
    expect([sent.items.length, (sent.total ?? 0) >= 4, sent.nextCursor !== null]).toEqual([2, true, true]);
    const next = await listed('dean', `queue=sent&limit=500&unitId=${stage.home.units.PHY}&cursor=${sent.nextCursor}`);
    expect([...sent.items, ...next.items].filter((one) => ids.includes(one.itemId))).toHaveLength(4);
    expect((await listed('outsider', 'queue=all&limit=500')).items).toEqual([]);
  });
});

describe('a placeholder', () => {
  it('is negotiated in numbers and dates; neither words nor reasons are kept', async () => {
    const { children } = await draftedWork(['teacher', 'teacherTwo'], { placeholder: true });
    const { id } = first(children);
    ok(await propose('dean', id, { due: '2026-10-31', title: '机密' }, '机密理由'), 201);
    const [talk] = await talksOf('teacher', id);
    expect(JSON.stringify(talk)).not.toContain('机密');
    expect(talk).toMatchObject({ rounds: [{ proposal: { due: '2026-10-31' }, reason: null }] });
  });
});
