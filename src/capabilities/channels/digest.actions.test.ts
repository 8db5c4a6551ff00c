// Digests and the sweep on a real database: what is done is not asked for, what was told is not told again, what was read long ago goes.
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { type Stage, setStage } from '../../../tests/support/stage.ts';
import { inTenant } from '../../platform/database/connect.ts';
import { followEvents } from '../../platform/events/follow.ts';
import { sealEvents } from '../../platform/events/seal.ts';
import { inMoment } from '../progress/midnight.store.ts';
import { sendDigests, sweepMessages } from './digest.actions.ts';

type Digest = {
  day: string;
  readAt: string | null;
  lines: { code: string; count: number; entries: { text: string }[] }[];
};

let stage: Stage;

beforeAll(async () => {
  stage = await setStage({ now: new Date('2026-03-05T09:00:00+08:00') });
});
afterAll(() => stage.close());

/** What the morning of a day does; the product's clock stands where it stood. */
async function onMorning<T>(day: string, act: Parameters<typeof inMoment<T>>[2]): Promise<T> {
  const { db } = await useDatabase();
  return inMoment(db, { institutionId: stage.home.id, now: new Date(`${day}T08:00:00+08:00`), today: day }, act);
}

async function digestOf(who: 'teacher' | 'teacherTwo', day: string): Promise<Record<string, number> | null> {
  const client = await stage.as(who);
  const { items } = (await client.get<{ items: Digest[] }>('/notifications', { query: { kind: 'digest' } })).body;
  const found = items.find((one) => one.day === day);
  return found ? Object.fromEntries(found.lines.map((line) => [line.code, line.count])) : null;
}

async function remember(kind: string, over: object): Promise<void> {
  const { db } = await useDatabase();
  const own = { institution_id: stage.home.id, id: uuid(), person_id: stage.home.people.teacherTwo, kind };
  await inTenant(db, stage.home.id, (tx) =>
    tx
      .insertInto('notifications')
      .values({ ...own, urgency: 'digest', at: new Date('2026-03-05T10:00:00+08:00'), ...over })
      .execute(),
  );
}

it('reminds of what is to be done on its day, and of nothing that waits at the gate', async () => {
  const { id: parent } = await stage.plant({ who: 'professor', unit: 'OPT', level: 5 });
  const own = { who: 'teacher', unit: 'OPT', level: 6, parent, horizon: 'task' } as const;
  await stage.plant({ ...own, state: 'assigned', title: '待签' });
  // Friday 13 March is five working days after Friday 6 March
  await stage.plant({ ...own, due: '2026-03-13', frequency: 'quarter', title: '到期' });
  await stage.plant({ ...own, frequency: 'quarter', nodes: [{ date: '2026-03-14', weight: 100, title: '周六节点' }] });
  // The week to 8 March is due from level 6 on Monday 9 March; one of two was reported on the Sunday.
  const { id: weekly } = await stage.plant({ ...own, frequency: 'week', title: '周报' });
  await stage.plant({ ...own, frequency: 'week', title: '未报' });
  expect(await onMorning('2026-03-06', sendDigests)).toBeGreaterThan(0);
  expect(await digestOf('teacher', '2026-03-06')).toEqual({ to_sign: 1, item_due_5: 1, node_due_5: 1 });
  expect(await digestOf('teacherTwo', '2026-03-06')).toBeNull();

  stage.goTo('2026-03-08T10:00:00+08:00');
  const report = { progress: 5, selfRatedLight: 'green', done: '完成', next: '继续' };
  expect((await (await stage.as('teacher')).post(`/items/${weekly}/reports`, report)).status).toBe(201);
  await onMorning('2026-03-09', sendDigests);
  expect(await digestOf('teacher', '2026-03-09')).toEqual({ to_sign: 1, report_0: 1 });
});

it('tells news once, by kind, and puts the digests of days before down as read', async () => {
  await remember('guidance', {});
  await remember('gate_waits', { count: 2 });
  await remember('verdict', { urgency: 'quiet' });
  await remember('cycle_opened', { at: new Date('2026-03-16T09:00:00+08:00') });
  await onMorning('2026-03-13', sendDigests);
  expect(await digestOf('teacherTwo', '2026-03-13')).toEqual({ guidance: 1, gate_waits: 2 });
  await onMorning('2026-03-17', sendDigests);
  // what came after that morning is told by the next
  expect(await digestOf('teacherTwo', '2026-03-17')).toEqual({ cycle_opened: 1 });
  const { items } = (
    await (await stage.as('teacherTwo')).get<{ items: Digest[] }>('/notifications', { query: { kind: 'digest' } })
  ).body;
  expect(items.map((one) => [one.day, one.readAt !== null])).toEqual([
    ['2026-03-17', false],
    ['2026-03-13', true],
  ]);
});

it('tells nobody of a gate that waits no more', async () => {
  const { id } = await stage.plant({ who: 'teacher', unit: 'OPT', level: 6, horizon: 'task', title: '撤回' });
  const teacher = await stage.as('teacher');
  const report = { progress: 5, selfRatedLight: 'green', done: '完成', next: '继续' };
  const sent = (await teacher.post<{ id: string }>(`/items/${id}/reports`, report)).body;
  const waits = { object_kind: 'submission', object_id: sent.id, at: new Date('2026-03-17T10:00:00+08:00') };
  await remember('gate_waits', waits);
  await onMorning('2026-03-18', sendDigests);
  expect(await digestOf('teacherTwo', '2026-03-18')).toEqual({ gate_waits: 1 });
  expect((await teacher.post(`/submissions/${sent.id}/withdraw`)).status).toBe(200);
  await remember('gate_waits', { ...waits, at: new Date('2026-03-18T10:00:00+08:00') });
  await onMorning('2026-03-19', sendDigests);
  expect(await digestOf('teacherTwo', '2026-03-19')).toBeNull();
});

it('lets go of what was read ninety days ago, and of nothing unread', async () => {
  const { owner } = await useDatabase();
  const count = async () =>
    (await owner.selectFrom('notifications').where('institution_id', '=', stage.home.id).select('id').execute()).length;
  const before = await count();
  await remember('guidance', { read_at: new Date('2026-03-05T11:00:00+08:00') });
  await onMorning('2026-06-02', sweepMessages);
  expect(await count()).toBe(before + 1);
  await onMorning('2026-06-04', sweepMessages);
  expect(await count()).toBeLessThanOrEqual(before);
  expect(await count()).toBeGreaterThan(0);
});

it('followers read every sealed event once, in order, however many read at the same time', async () => {
  const { db } = await useDatabase();
  await sealEvents(db, stage.home.id, () => new Date('2026-03-17T09:00:00+08:00'));
  const seen: number[] = [];
  const follow = (follower: string) =>
    followEvents(
      { db, follower, most: 3, take: async (_, events) => seen.push(...events.map((event) => event.sequence)) },
      stage.home.id,
    );
  await Promise.all([follow('trial'), follow('trial'), follow('trial')]);
  await follow('trial');
  expect(seen.length).toBeGreaterThan(3);
  expect(seen).toEqual(seen.map((_, at) => at + 1));
  const failing = () =>
    followEvents({ db, follower: 'other', take: () => Promise.reject(new Error('broken')) }, stage.home.id);
  await expect(failing()).rejects.toThrow('broken');
  const all = seen.splice(0).length;
  await follow('other');
  expect(seen).toHaveLength(all);
});
