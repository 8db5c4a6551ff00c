// Requests over HTTP: what each kind asks for, who may ask, what passing does, and what is refused in plain words.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import type { PersonKey } from '../../../tests/support/institution.ts';
import type { Reply } from '../../../tests/support/server.ts';
import {
  type ItemShown,
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

type Shown = ItemShown & {
  originalDue: string;
  approvedDue: string;
  responsiblePersonId: string;
  acceptedOn: string | null;
  title: string;
  requirement: string;
};

const ask = async (who: PersonKey, item: Planted, request: object): Promise<Reply<Sub & Problem>> =>
  (await stage.as(who)).post<Sub & Problem>(`/items/${item.id}/requests`, { reason: '设备到货推迟', ...request });
const shown = (item: Planted) => stage.item(item.id) as Promise<Shown>;

/** Asks and has everybody pass it. */
async function grant(who: PersonKey, item: Planted, request: object): Promise<Sub> {
  const sub = ok(await ask(who, item, request), 201);
  await stage.passAll(sub.id);
  return stage.submission(sub.id);
}

/** The dean's work due in June with a supervisor, below it the professor's, below that the teacher's with two nodes. */
async function branch(over: { due?: string; state?: string } = {}) {
  const line = await plantLine(stage);
  const due = over.due ?? '2026-06-30';
  const work = await stage.plant({
    who: 'professor',
    unit: 'OPT',
    level: 5,
    parent: line.dean.id,
    weight: 100,
    due,
    supervisor: 'supervisor',
    ...(over.state && { state: over.state }),
  });
  const plant = (who: PersonKey, extra: object = {}) =>
    stage.plant({ who, unit: 'OPT', level: 6, parent: work.id, weight: 50, due, horizon: 'task', ...extra });
  return { line, work, plant };
}

describe('an extension', () => {
  it('moves the due in force and the nodes named, never the original due, and is decided with the supervisor', async () => {
    const { work } = await branch();
    const sub = ok(await ask('professor', work, { kind: 'extension', due: '2026-09-30' }), 201);
    expect(stage.routeOf(sub)).toEqual(['dean', 'supervisor']);
    expect(sub.snapshot).toMatchObject({
      noFault: false,
      before: { approvedDue: '2026-06-30' },
      after: { approvedDue: '2026-09-30' },
      movedDays: 92,
    });
    expect((await shown(work)).approvedDue).toBe('2026-06-30');
    await stage.passAll(sub.id);
    expect(await shown(work)).toMatchObject({ approvedDue: '2026-09-30', originalDue: '2026-06-30' });
  });

  it('beyond the due of the item above is refused, naming that item, in both languages', async () => {
    const { line, work } = await branch();
    const refused = await ask('professor', work, { kind: 'extension', due: '2027-03-31' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'due_beyond_parent' } });
    expect(refused.body.detail).toContain(line.dean.code);
    const english = await (await stage.as('professor')).post<Problem>(
      `/items/${work.id}/requests`,
      { kind: 'extension', due: '2027-03-31', reason: 'late' },
      { headers: { 'accept-language': 'en' } },
    );
    expect(english.body.detail).toContain(`the item above (${line.dean.code})`);
  });

  it('asks for a date, a change of it, and a reason', async () => {
    const { work } = await branch();
    expect((await ask('professor', work, { kind: 'extension' })).body.code).toBe('due_required');
    expect((await ask('professor', work, { kind: 'extension', due: '2026-06-30' })).body.code).toBe('due_unchanged');
    const bare = await ask('professor', work, { kind: 'extension', due: '2026-09-30', reason: '' });
    expect(bare).toMatchObject({ status: 422, body: { code: 'request_reason_required' } });
  });

  it('keeps nodes and children inside, each said with its field', async () => {
    const { work, plant } = await branch();
    await plant('teacher', { nodes: [{ date: '2026-05-10', weight: 100 }] });
    const early = await ask('professor', work, { kind: 'extension', due: '2026-05-31' });
    expect(early.body.errors?.map((one) => [one.path, one.code])).toEqual([['due', 'children_beyond_due']]);
    const leaf = await plant('teacher', { nodes: [{ date: '2026-05-10', weight: 100 }] });
    const [nodeId] = leaf.nodeIds;
    const outside = await ask('teacher', leaf, {
      kind: 'extension',
      due: '2026-06-15',
      nodes: [{ nodeId, date: '2026-06-20' }],
    });
    expect(outside.body.errors?.map((one) => one.path)).toEqual(['nodes.0.date']);
    const left = await ask('teacher', leaf, { kind: 'extension', due: '2026-05-01' });
    expect(left.body.code).toBe('node_outside_item');
    await grant('teacher', leaf, { kind: 'extension', due: '2026-06-15', nodes: [{ nodeId, date: '2026-06-01' }] });
    expect((await shown(leaf)).nodes).toMatchObject([{ date: '2026-06-01', originalDate: '2026-05-10' }]);
  });

  it('is asked for by the responsible person, by the superior before it is signed for, and by nobody else', async () => {
    const { work } = await branch();
    const request = { kind: 'extension', due: '2026-09-30' };
    expect(await ask('dean', work, request)).toMatchObject({
      status: 403,
      body: { code: 'only_responsible_requests' },
    });
    expect((await ask('outsider', work, request)).status).toBe(404);
    const { work: unsigned } = await branch({ state: 'assigned' });
    const sub = ok(await ask('dean', unsigned, request), 201);
    // the superior who asks is a doer: his step goes on to the next above
    expect(stage.routeOf(sub)).not.toContain('dean');
    expect(await ask('professor', unsigned, request)).toMatchObject({
      status: 409,
      body: { code: 'already_pending' },
    });
    const closed = await stage.plant({ who: 'teacher', unit: 'OPT', level: 6, state: 'closed' });
    expect(await ask('teacher', closed, request)).toMatchObject({ status: 409, body: { code: 'act_not_in_state' } });
  });

  it('without fault moves the date by which the end is judged; one with fault after it does not', async () => {
    const own = await setStage();
    try {
      const item = await own.plant({ who: 'teacher', unit: 'OPT', level: 6, due: '2026-03-06', frequency: 'quarter' });
      const teacher = await own.as('teacher');
      const extend = async (due: string, noFault: boolean) =>
        own.passAll(
          ok<Sub>(
            await teacher.post(`/items/${item.id}/requests`, { kind: 'extension', due, noFault, reason: '改期' }),
            201,
          ).id,
        );
      await extend('2026-03-20', true);
      await extend('2026-03-31', false);
      own.goTo('2026-03-25T09:00:00+08:00');
      const late = await own.as('teacher');
      const report = { selfRatedLight: 'green', done: '完成', next: '归档', progress: 100 };
      await own.passAll(ok<Sub>(await late.post(`/items/${item.id}/reports`, report), 201).id);
      await own.passAll(ok<Sub>(await late.post(`/items/${item.id}/requests`, { kind: 'close_out' }), 201).id);
      expect((await own.item(item.id)).light.computed).toBe('teal');
    } finally {
      await own.close();
    }
  });

  it('that was returned or withdrawn changes nothing', async () => {
    const { work } = await branch();
    const sub = ok(await ask('professor', work, { kind: 'extension', due: '2026-09-30' }), 201);
    ok(await stage.decide('dean', sub.id, { verdict: 'returned', reason: '请先调整节点' }));
    expect((await shown(work)).approvedDue).toBe('2026-06-30');
    const again = ok(await ask('professor', work, { kind: 'extension', due: '2026-10-31' }), 201);
    ok(await (await stage.as('professor')).post(`/submissions/${again.id}/withdraw`));
    expect((await shown(work)).approvedDue).toBe('2026-06-30');
  });
});

describe('a change', () => {
  it('says before and after, and alters the item once it has passed', async () => {
    const { work } = await branch();
    const sub = ok(
      await ask('professor', work, { kind: 'change', changes: { title: '新题目', priority: 1, requirement: '' } }),
      201,
    );
    expect(sub.snapshot).toMatchObject({
      changes: ['title', 'priority'],
      before: { priority: 2 },
      after: { title: '新题目', priority: 1 },
    });
    await stage.passAll(sub.id);
    expect(await shown(work)).toMatchObject({ title: '新题目' });
  });

  it('carries no due, no other person once signed for, and not nothing', async () => {
    const { work } = await branch();
    const change = (changes: object) => ask('professor', work, { kind: 'change', changes });
    expect((await change({ due: '2026-09-30' })).body.code).toBe('use_extension');
    expect((await change({ responsiblePersonId: stage.home.people.teacher })).body.code).toBe('use_transfer');
    expect((await change({ priority: 2 })).body.code).toBe('nothing_changed');
    expect((await change({ title: '' })).body.code).toBe('title_missing');
  });

  it('replaces nodes as a whole and keeps their weights at 100', async () => {
    const { plant } = await branch();
    const leaf = await plant('teacher', {
      nodes: [
        { date: '2026-04-10', weight: 40 },
        { date: '2026-06-10', weight: 60 },
      ],
    });
    const [first] = leaf.nodeIds;
    const nodes = [
      { id: first, title: '论证', date: '2026-04-20', weight: 50 },
      { title: '验收', date: '2026-06-20', weight: 40 },
    ];
    expect((await ask('teacher', leaf, { kind: 'change', changes: { nodes } })).body.code).toBe('nodes_not_100');
    const whole = nodes.map((node) => ({ ...node, weight: 50 }));
    await grant('teacher', leaf, { kind: 'change', changes: { nodes: whole } });
    expect((await shown(leaf)).nodes.map((node) => [node.title, node.date, node.weight])).toEqual([
      ['论证', '2026-04-20', 50],
      ['验收', '2026-06-20', 50],
    ]);
  });

  it('adds an indicator and moves its target later', async () => {
    const { work } = await branch();
    await grant('professor', work, {
      kind: 'change',
      changes: { indicators: [{ name: '论文', unit: '篇', target: 10, rule: 'sum' }] },
    });
    const { indicators } = (await shown(work)) as Shown & { indicators: { id: string; target: number }[] };
    expect(indicators).toMatchObject([{ target: 10 }]);
    await grant('professor', work, {
      kind: 'change',
      changes: { indicators: [{ id: indicators[0]?.id, target: 12 }] },
    });
    expect(((await shown(work)) as Shown & { indicators: object[] }).indicators).toMatchObject([
      { name: '论文', target: 12, rule: 'sum' },
    ]);
  });
});

describe('a suspension', () => {
  it('with open work below is refused unless the subtree is asked for; then what works sleeps and what is unsigned stays', async () => {
    const { work, plant } = await branch();
    const working = await plant('teacher');
    const unsigned = await plant('teacherTwo', { state: 'assigned' });
    const refused = await ask('professor', work, { kind: 'suspension' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'children_open_subtree' } });
    const sub = ok(await ask('professor', work, { kind: 'suspension', subtree: true }), 201);
    expect(sub.snapshot).toMatchObject({ items: [{ id: working.id }], staying: [{ id: unsigned.id }] });
    expect(stage.routeOf(sub)).toEqual(['dean', 'supervisor']);
    await stage.passAll(sub.id);
    expect([await shown(work), await shown(working), await shown(unsigned)].map((item) => item.state)).toEqual([
      'suspended',
      'suspended',
      'assigned',
    ]);
    expect((await shown(work)).light.computed).toBe('grey');
  });

  it('drops what waits at a gate, so that nothing happens to sleeping work', async () => {
    const { plant } = await branch();
    const leaf = await plant('teacher', { nodes: [{ date: '2026-05-10', weight: 100 }] });
    const claim = ok(await ask('teacher', leaf, { kind: 'node', nodesDone: [{ nodeId: leaf.nodeIds[0] }] }), 201);
    await grant('teacher', leaf, { kind: 'suspension' });
    expect((await stage.submission(claim.id)).state).toBe('superseded');
    expect((await shown(leaf)).nodes).toMatchObject([{ state: 'planned' }]);
    expect((await ask('teacher', leaf, { kind: 'close_out' })).status).toBe(409);
  });

  it('ends by a resumption: dates shift by the working days slept, only what it put to sleep wakes', async () => {
    const own = await setStage();
    try {
      const top = await own.plant({ who: 'professor', unit: 'OPT', level: 5, due: '2026-06-30' });
      const below = (who: PersonKey, extra: object = {}) =>
        own.plant({ who, unit: 'OPT', level: 6, parent: top.id, due: '2026-06-30', horizon: 'task', ...extra });
      const leaf = await below('teacher', { nodes: [{ date: '2026-04-10', weight: 100 }] });
      const other = await below('teacherTwo');
      const send = async (who: PersonKey, item: Planted, request: object) =>
        ok<Sub>(await (await own.as(who)).post(`/items/${item.id}/requests`, { reason: '停电检修', ...request }), 201);
      await own.passAll((await send('teacherTwo', other, { kind: 'suspension' })).id);
      await own.passAll((await send('professor', top, { kind: 'suspension', subtree: true })).id);
      own.goTo('2026-03-11T09:00:00+08:00');
      const early = await (await own.as('teacher')).post<Problem>(`/items/${leaf.id}/requests`, {
        kind: 'resumption',
        reason: '恢复',
      });
      expect(early).toMatchObject({ status: 409, body: { code: 'suspended_above' } });
      const wake = await send('professor', top, { kind: 'resumption' });
      expect(wake.snapshot).toMatchObject({
        suspendedDays: 5,
        before: { approvedDue: '2026-06-30' },
        after: { approvedDue: '2026-07-07' },
        items: [{ id: leaf.id, due: '2026-07-07' }],
      });
      await own.passAll(wake.id);
      const states = await Promise.all([top, leaf, other].map(async (item) => (await own.item(item.id)).state));
      expect(states).toEqual(['in_progress', 'in_progress', 'suspended']);
      expect(await own.item(leaf.id)).toMatchObject({
        approvedDue: '2026-07-07',
        originalDue: '2026-06-30',
        nodes: [{ date: '2026-04-17' }],
      });
    } finally {
      await own.close();
    }
  });
});

describe('a resumption', () => {
  it('of work that went to another person meanwhile waits for that person to sign', async () => {
    const { plant } = await branch();
    const leaf = await plant('teacher');
    await grant('teacher', leaf, { kind: 'suspension' });
    const { db } = await useDatabase();
    await inTenant(db, stage.home.id, (tx) =>
      sql`update items set responsible_person_id = ${stage.home.people.teacherTwo} where institution_id = ${stage.home.id} and id = ${leaf.id}`.execute(
        tx,
      ),
    );
    await grant('teacherTwo', leaf, { kind: 'resumption' });
    expect(await shown(leaf)).toMatchObject({ state: 'assigned', responsiblePersonId: stage.home.people.teacherTwo });
  });

  it('without a due is shifted by the days slept only as far as the item above is due', async () => {
    const own = await setStage();
    try {
      const top = await own.plant({ who: 'professor', unit: 'OPT', level: 5, due: '2026-06-30' });
      const leaf = await own.plant({
        who: 'teacher',
        unit: 'OPT',
        level: 6,
        parent: top.id,
        due: '2026-06-29',
        horizon: 'task',
      });
      const send = async (request: object) =>
        ok<Sub>(
          await (await own.as('teacher')).post(`/items/${leaf.id}/requests`, { reason: '停电检修', ...request }),
          201,
        );
      await own.passAll((await send({ kind: 'suspension' })).id);
      own.goTo('2026-03-11T09:00:00+08:00');
      const wake = await send({ kind: 'resumption' });
      expect(wake.snapshot).toMatchObject({ suspendedDays: 5, after: { approvedDue: '2026-06-30' } });
      await own.passAll(wake.id);
      expect(await own.item(leaf.id)).toMatchObject({ approvedDue: '2026-06-30', originalDue: '2026-06-29' });
    } finally {
      await own.close();
    }
  });

  it('that moves the due is decided with the supervisor, and stays inside the item above', async () => {
    const { line, work } = await branch();
    await grant('professor', work, { kind: 'suspension' });
    const beyond = await ask('professor', work, { kind: 'resumption', due: '2027-01-31' });
    expect(beyond).toMatchObject({ status: 422, body: { code: 'due_beyond_parent' } });
    expect(beyond.body.detail).toContain(line.dean.code);
    const short = await stage.plant({
      who: 'teacher',
      unit: 'OPT',
      level: 6,
      parent: work.id,
      due: '2026-06-30',
      horizon: 'task',
    });
    const early = await ask('professor', work, { kind: 'resumption', due: '2026-05-31' });
    expect(early.body.code).toBe('children_beyond_due');
    expect((await shown(short)).approvedDue).toBe('2026-06-30');
    const sub = ok(await ask('professor', work, { kind: 'resumption', due: '2026-08-31', noFault: true }), 201);
    expect(stage.routeOf(sub)).toEqual(['dean', 'supervisor']);
    await stage.passAll(sub.id);
    expect(await shown(work)).toMatchObject({
      state: 'in_progress',
      approvedDue: '2026-08-31',
      originalDue: '2026-06-30',
      assessedDue: '2026-08-31',
    });
  });
});

describe('a transfer', () => {
  it('hands the item to another person, who has not signed; its gates follow', async () => {
    const { work, plant } = await branch();
    const leaf = await plant('teacher', { nodes: [{ date: '2026-05-10', weight: 100 }] });
    const claim = ok(await ask('teacher', leaf, { kind: 'node', nodesDone: [{ nodeId: leaf.nodeIds[0] }] }), 201);
    expect(stage.routeOf(claim)).toEqual(['professor']);
    await grant('professor', work, { kind: 'transfer', responsiblePersonId: stage.home.people.gatekeeper });
    expect(await shown(work)).toMatchObject({
      state: 'assigned',
      responsiblePersonId: stage.home.people.gatekeeper,
      acceptedOn: null,
    });
    expect(stage.routeOf(await stage.submission(claim.id))).toEqual(['gatekeeper']);
  });

  it('needs a person who fits the unit', async () => {
    const { work } = await branch();
    expect((await ask('professor', work, { kind: 'transfer' })).body.code).toBe('person_required');
    const stranger = { kind: 'transfer', responsiblePersonId: stage.home.people.outsider };
    expect((await ask('professor', work, stranger)).body.code).toBe('responsible_outside_unit');
  });

  it('leaves a close-out that waits undecidable until the new person has signed', async () => {
    const { plant } = await branch();
    const leaf = await plant('teacher');
    const close = ok(await ask('teacher', leaf, { kind: 'close_out' }), 201);
    await grant('teacher', leaf, { kind: 'transfer', responsiblePersonId: stage.home.people.teacherTwo });
    const steps = stage.routeOf(await stage.submission(close.id));
    for (const who of steps.slice(0, -1)) ok(await stage.decide(who as PersonKey, close.id));
    const last = steps.at(-1) as PersonKey;
    expect(await stage.decide(last, close.id)).toMatchObject({ status: 409, body: { code: 'act_not_in_state' } });
    ok(await (await stage.as('teacherTwo')).post(`/items/${leaf.id}/accept`));
    ok(await stage.decide(last, close.id));
    expect((await shown(leaf)).state).toBe('closed');
  });
});

describe('a cancellation', () => {
  it('takes everything open below with it if asked to, and leaves the parent a leaf again', async () => {
    const { line, work, plant } = await branch();
    const leaf = await plant('teacher');
    expect((await ask('professor', work, { kind: 'cancellation' })).body.code).toBe('children_open_subtree');
    const sub = await grant('dean', work, { kind: 'cancellation', subtree: true });
    expect(sub.state).toBe('passed');
    expect([(await shown(work)).state, (await shown(leaf)).state]).toEqual(['cancelled', 'cancelled']);
    const dean = (await shown(line.dean)) as Shown & { progress: { children: number } };
    expect(dean.progress.children).toBe(1);
  });

  it('of the only child lets the parent be reported by a percentage again', async () => {
    const parent = await stage.plant({ who: 'professor', unit: 'OPT', level: 5 });
    const child = await stage.plant({ who: 'teacher', unit: 'OPT', level: 6, parent: parent.id });
    const report = { selfRatedLight: 'green', done: '开题', next: '实验', progress: 30 };
    const professor = await stage.as('professor');
    expect((await professor.post(`/items/${parent.id}/reports`, report)).status).toBe(422);
    await grant('teacher', child, { kind: 'cancellation' });
    ok(await professor.post(`/items/${parent.id}/reports`, report), 201);
  });

  it('of a draft is its author’s own, at once and without a gate, and shows it to nobody new', async () => {
    const { line } = await branch();
    const draft = await stage.plant({
      who: 'teacher',
      unit: 'OPT',
      level: 6,
      parent: line.professor.id,
      state: 'draft',
      author: 'professor',
    });
    expect((await ask('teacher', draft, { kind: 'cancellation' })).status).toBe(404);
    expect((await ask('dean', draft, { kind: 'cancellation' })).body.code).toBe('only_author_gives_up');
    expect((await ask('professor', draft, { kind: 'extension', due: '2026-09-30' })).status).toBe(409);
    const sub = ok(await ask('professor', draft, { kind: 'cancellation' }), 201);
    expect(sub).toMatchObject({ state: 'passed', route: [] });
    expect((await shown(draft)).state).toBe('cancelled');
    expect((await (await stage.as('teacher')).get(`/items/${draft.id}`)).status).toBe(404);
  });
});

describe('a draft before the gate', () => {
  it('cannot be given up while its parent’s decomposition waits there', async () => {
    const { line } = await branch();
    const draft = await stage.plant({
      who: 'teacher',
      unit: 'OPT',
      level: 6,
      parent: line.teacher.id,
      state: 'draft',
      author: 'teacher',
      weight: 100,
      horizon: 'task',
    });
    const teacher = await stage.as('teacher');
    ok(await teacher.post(`/items/${line.teacher.id}/decomposition/submit`, {}), 201);
    expect((await ask('teacher', draft, { kind: 'cancellation' })).body.code).toBe('decomposition_pending');
  });
});

describe('whoever may not see an item', () => {
  it('finds no request on it, and a reader of the item gets only those below that he may see', async () => {
    const { work, plant } = await branch();
    await plant('teacher');
    const sub = ok(await ask('professor', work, { kind: 'suspension', subtree: true }), 201);
    expect((await (await stage.as('outsider')).get(`/submissions/${sub.id}`)).status).toBe(404);
    expect((await ask('outsider', work, { kind: 'cancellation' })).status).toBe(404);
    const supervisor = (await stage.submission(sub.id, 'supervisor')).snapshot as { items: unknown[] };
    expect(supervisor.items).toEqual([]);
    const dean = (await stage.submission(sub.id, 'dean')).snapshot as { items: unknown[] };
    expect(dean.items).toHaveLength(1);
  });
});

describe('a placeholder', () => {
  it('keeps no reason and no words of what is asked', async () => {
    const secret = await stage.plant({ who: 'teacher', unit: 'OPT', level: 6, placeholder: true, title: '' });
    const sub = ok(await ask('teacher', secret, { kind: 'change', changes: { title: '保密', priority: 1 } }), 201);
    expect(JSON.stringify(sub)).not.toContain('保密');
    expect(sub).toMatchObject({ reason: null });
    expect(sub.snapshot).toMatchObject({ changes: ['priority'] });
  });
});

describe('a stale version', () => {
  it('is refused before anything is asked', async () => {
    const { work } = await branch();
    const professor = await stage.as('professor');
    const body = { kind: 'extension', due: '2026-09-30', reason: '推迟' };
    const stale = await professor.post<Problem>(`/items/${work.id}/requests`, body, {
      headers: { 'if-match': '"99"' },
    });
    expect(stale.status).toBe(412);
  });
});

describe('a reopening', () => {
  it('below a closed item is refused unless that one opens too; teal stays for ever', async () => {
    const parent = await stage.plant({ who: 'professor', unit: 'OPT', level: 5, state: 'closed' });
    const child = await stage.plant({ who: 'teacher', unit: 'OPT', level: 6, parent: parent.id, state: 'closed' });
    const refused = await ask('teacher', child, { kind: 'reopening' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'ancestor_closed' } });
    expect(refused.body.detail).toContain(parent.code);
    const sub = await grant('teacher', child, { kind: 'reopening', ancestors: true });
    expect(sub.snapshot).toMatchObject({ items: [{ id: parent.id }] });
    expect([(await shown(parent)).state, (await shown(child)).state]).toEqual(['in_progress', 'in_progress']);
  });
});
