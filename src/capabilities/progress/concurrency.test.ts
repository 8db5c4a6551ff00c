// Many at once on the real database: exact values at every ancestor, one winner where only one may win, no failure that escapes.
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import {
  type ItemShown,
  ok,
  type Planted,
  plantLine,
  type Stage,
  type Sub,
  setStage,
} from '../../../tests/support/stage.ts';
import { inTenant } from '../../platform/database/connect.ts';
import { findValueDifferences } from './rollup.store.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const LONG = 120_000;
const REPORT = { selfRatedLight: 'green', done: '', next: '' };
const statuses = (replies: readonly { status: number }[]): Record<string, number> => {
  const count: Record<string, number> = {};
  for (const { status } of replies) count[status] = (count[status] ?? 0) + 1;
  return count;
};

async function differences(root: Planted) {
  const { db } = await useDatabase();
  return inTenant(db, stage.home.id, (tx) =>
    findValueDifferences({ tx, institutionId: stage.home.id, today: '2026-03-04' }, [root.id]),
  );
}

/** Leaves of a teacher's below 8 works of 4 professors' and one root, weights uneven. */
async function wideTree(leaves: number): Promise<{ root: Planted; works: Planted[]; all: Planted[] }> {
  const root = await stage.plant({ who: 'president', unit: 'TOP', level: 1 });
  const works: Planted[] = [];
  for (let at = 0; at < 8; at += 1)
    works.push(await stage.plant({ who: 'dean', unit: 'PHY', level: 4, parent: root.id, weight: at === 0 ? 30 : 10 }));
  const all: Planted[] = [];
  for (let at = 0; at < leaves; at += 1)
    all.push(
      await stage.plant({
        who: 'teacher',
        unit: 'OPT',
        level: 6,
        parent: works[at % 8]?.id ?? null,
        horizon: 'task',
        weight: 5 + (at % 3) * 7.25,
      }),
    );
  return { root, works, all };
}

describe('64 at once', () => {
  it(
    'report under one root, and pass: every ancestor ends with exactly what the rules make of the facts',
    async () => {
      const { root, works, all } = await wideTree(64);
      const teacher = await stage.as('teacher');
      const sent = await Promise.all(
        all.map((leaf, at) =>
          teacher.post<Sub>(`/items/${leaf.id}/reports`, { ...REPORT, progress: (at * 1.57) % 100 }),
        ),
      );
      expect(statuses(sent)).toEqual({ 201: 64 });
      expect(await differences(root)).toEqual([]);
      const dean = await stage.as('dean');
      const passed = await Promise.all(
        sent.map((reply) => dean.post<Sub>(`/submissions/${reply.body.id}/verdict`, { verdict: 'passed' })),
      );
      expect(statuses(passed)).toEqual({ 200: 64 });
      expect(await differences(root)).toEqual([]);
      const value = (await stage.item(root.id)).progress.verified ?? 0;
      const means = works.map((_, work) => {
        const own = all
          .map((__, at) => ({ weight: 5 + (at % 3) * 7.25, value: (at * 1.57) % 100, at }))
          .filter((one) => one.at % 8 === work);
        const total = own.reduce((sum, one) => sum + one.weight, 0);
        return own.reduce((sum, one) => sum + one.weight * (Math.round(one.value * 100) / 100), 0) / total;
      });
      const naive = means.reduce((sum, mean, at) => sum + mean * (at === 0 ? 0.3 : 0.1), 0);
      expect(Math.abs(value - naive)).toBeLessThan(0.011);
    },
    LONG,
  );

  it(
    'report on one item: all are accepted in some order, one stays, the others are superseded',
    async () => {
      const line = await plantLine(stage);
      const teacher = await stage.as('teacher');
      const sent = await Promise.all(
        Array.from({ length: 64 }, (_, at) =>
          teacher.post<Sub>(`/items/${line.teacher.id}/reports`, { ...REPORT, progress: at }),
        ),
      );
      expect(statuses(sent)).toEqual({ 201: 64 });
      const listed = ok<{ items: Sub[] }>(await teacher.get(`/submissions?itemId=${line.teacher.id}&limit=500`)).items;
      const states = listed.map((one) => one.state);
      expect(states.filter((state) => state === 'pending')).toHaveLength(1);
      expect(states.filter((state) => state === 'superseded')).toHaveLength(63);
      expect(await differences(line.president)).toEqual([]);
    },
    LONG,
  );

  it(
    'write one decomposition with one version: one wins, the others are stale',
    async () => {
      const parent = await stage.plant({ who: 'director', unit: 'RES', level: 3 });
      const director = await stage.as('director');
      const { version } = await stage.item(parent.id);
      const child = (title: string) => ({
        horizon: 'annual',
        level: 4,
        title,
        leadUnitId: stage.home.units.PHY,
        responsiblePersonId: stage.home.people.dean,
        weight: 100,
        start: '2026-04-01',
        due: '2026-11-30',
      });
      const replies = await Promise.all(
        Array.from({ length: 64 }, (_, at) =>
          director.put(
            `/items/${parent.id}/decomposition`,
            { children: [child(`第${at}稿`)] },
            { headers: { 'if-match': `"${version}"` } },
          ),
        ),
      );
      expect(statuses(replies)).toEqual({ 200: 1, 412: 63 });
      const kept = ok<{ children: { id: string }[] }>(await director.get(`/items/${parent.id}/decomposition`)).children;
      expect(kept).toHaveLength(1);
    },
    LONG,
  );

  it(
    'take numbers from one counter: roots registered together get codes without a gap or a double',
    async () => {
      const officer = await stage.as('officer');
      const draft = async () =>
        ok<ItemShown>(
          await officer.post('/items', {
            horizon: 'annual',
            level: 1,
            title: '重点工作',
            leadUnitId: stage.home.units.TOP,
            responsiblePersonId: stage.home.people.president,
            start: '2027-01-01',
            due: '2027-12-31',
          }),
          201,
        ).id;
      const ids: string[] = [];
      for (let at = 0; at < 64; at += 1) ids.push(await draft());
      const replies = await Promise.all(ids.map((id) => officer.post<ItemShown>(`/items/${id}/register`)));
      expect(statuses(replies)).toEqual({ 200: 64 });
      const codes = replies.map((reply) => reply.body.code).sort();
      expect(codes).toEqual(Array.from({ length: 64 }, (_, at) => `2027-${String(at + 1).padStart(2, '0')}`));
    },
    LONG,
  );

  it(
    'decompose, report and assign up and down one line without a failure',
    async () => {
      const line = await plantLine(stage);
      const leaves: Planted[] = [];
      for (let at = 0; at < 8; at += 1)
        leaves.push(
          await stage.plant({
            who: 'teacherTwo',
            unit: 'OPT',
            level: 6,
            parent: line.professor.id,
            horizon: 'task',
            weight: 12.5,
          }),
        );
      const registered: Planted[] = [];
      for (let at = 0; at < 8; at += 1)
        registered.push(
          await stage.plant({
            who: 'teacher',
            unit: 'OPT',
            level: 6,
            parent: line.professor.id,
            horizon: 'task',
            state: 'registered',
          }),
        );
      const professor = await stage.as('professor');
      const teacherTwo = await stage.as('teacherTwo');
      const dean = await stage.as('dean');
      const { version } = await stage.item(line.professor.id);
      ok(
        await professor.put(
          `/items/${line.professor.id}/decomposition`,
          {
            children: [line.teacher, ...leaves, ...registered].map((leaf) => ({
              id: leaf.id,
              horizon: 'task',
              level: 6,
              leadUnitId: stage.home.units.OPT,
              responsiblePersonId: leaves.includes(leaf) ? stage.home.people.teacherTwo : stage.home.people.teacher,
              weight: leaf === line.teacher ? 20 : 5,
              start: '2026-03-01',
              due: '2026-12-31',
            })),
          },
          { headers: { 'if-match': `"${version}"` } },
        ),
      );
      const submitted = ok<Sub>(await professor.post(`/items/${line.professor.id}/decomposition/submit`, {}), 201);
      const works = [
        dean.post(`/submissions/${submitted.id}/verdict`, { verdict: 'passed' }),
        professor.post(`/items/${line.professor.id}/assign`, { subtree: true }),
        dean.post(`/items/${line.professor.id}/assign`, { subtree: true }),
        ...leaves.map((leaf) => teacherTwo.post(`/items/${leaf.id}/reports`, { ...REPORT, progress: 40 })),
        ...leaves.map((leaf) => teacherTwo.post(`/items/${leaf.id}/reports`, { ...REPORT, progress: 60 })),
        professor.post(`/items/${line.professor.id}/reports`, REPORT),
        dean.post(`/items/${line.dean.id}/reports`, REPORT),
        ...registered.map((leaf) => professor.post(`/items/${leaf.id}/assign`, {})),
      ];
      const replies = await Promise.all(works);
      expect(replies.filter((reply) => reply.status >= 500)).toEqual([]);
      expect(await differences(line.president)).toEqual([]);
    },
    LONG,
  );
});

describe('two at once', () => {
  it('decide one step: one verdict stands, the other is told so', async () => {
    const line = await plantLine(stage);
    const teacher = await stage.as('teacher');
    const sub = ok<Sub>(await teacher.post(`/items/${line.teacher.id}/reports`, { ...REPORT, progress: 10 }), 201);
    const replies = await Promise.all([
      stage.decide('professor', sub.id),
      stage.decide('professor', sub.id, { verdict: 'returned', reason: '数据有误' }),
    ]);
    expect(statuses(replies)).toEqual({ 200: 1, 409: 1 });
    const after = await stage.submission(sub.id);
    expect(after.route.filter((step) => step.verdict !== null)).toHaveLength(1);
  });

  it('send the same with one key: one act, one reply; the same key with another body is refused', async () => {
    const line = await plantLine(stage);
    const teacher = await stage.as('teacher');
    const headers = { 'idempotency-key': uuid() };
    const body = { ...REPORT, progress: 25 };
    const path = `/items/${line.teacher.id}/reports`;
    const replies = await Promise.all([1, 2, 3].map(() => teacher.post<Sub>(path, body, { headers })));
    expect(statuses(replies)).toEqual({ 201: 3 });
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
    const again = await teacher.post<Sub>(path, body, { headers });
    expect(again.body).toEqual(replies[0]?.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    const other = await teacher.post<{ code: string }>(path, { ...body, progress: 26 }, { headers });
    expect(other).toMatchObject({ status: 422, body: { code: 'key_reused' } });
    const list = ok<{ items: Sub[] }>(await teacher.get(`/submissions?itemId=${line.teacher.id}`)).items;
    expect(list).toHaveLength(1);
    const professor = await stage.as('professor');
    const own = await professor.post(`/items/${line.professor.id}/reports`, REPORT, { headers });
    expect(own.status).toBe(201);
  });

  it('sign one item: both are answered alike and the history knows one signature', async () => {
    const item = await stage.plant({ who: 'teacher', unit: 'OPT', level: 6, state: 'assigned' });
    const teacher = await stage.as('teacher');
    const replies = await Promise.all([1, 2].map(() => teacher.post<ItemShown>(`/items/${item.id}/accept`)));
    expect(replies.map((reply) => [reply.status, reply.body.state])).toEqual([
      [200, 'in_progress'],
      [200, 'in_progress'],
    ]);
    const acts = ok<{ items: { act: string }[] }>(await teacher.get(`/items/${item.id}/history`)).items;
    expect(acts.filter((event) => event.act === 'item.accepted')).toHaveLength(1);
  });
});
