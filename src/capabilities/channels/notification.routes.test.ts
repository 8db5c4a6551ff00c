// From an act to the inbox: who is told, once, in his language, and only of what he may see.
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { createTestInstitution, type TestInstitution } from '../../../tests/support/institution.ts';
import { type Cast, castOf, growPlan, type Plan, passThrough } from '../../../tests/support/plan.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { stageOn } from '../../../tests/support/stage.ts';
import { inTenant } from '../../platform/database/connect.ts';
import { sealEvents } from '../../platform/events/seal.ts';
import { planMessages } from './notification-plan.actions.ts';

type Row = {
  id: string;
  kind: string;
  text: string;
  count: number;
  urgent: boolean;
  link: string | null;
  itemId: string | null;
  item: { id: string; title: string | null } | null;
  readAt: string | null;
};
type Inbox = { items: Row[]; nextCursor: string | null; unread: number };

let home: TestInstitution;
let server: TestServer;
let cast: Cast;
let plan: Plan;

/** What the worker does, at once. */
async function deliver(): Promise<void> {
  const { db } = await useDatabase();
  const now = () => server.clock.now();
  await sealEvents(db, home.id, now);
  await planMessages(db, home.id, now);
}

const inboxOf = async (who: string, query: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  (await (await cast(who)).get<Inbox>('/notifications', { query, headers })).body;

beforeAll(async () => {
  home = await createTestInstitution();
  server = await startTestServer();
  cast = castOf(server, home);
  plan = await growPlan(cast, home, { until: 'assigned' });
  await deliver();
});
afterAll(() => server.close());

describe('the inbox', () => {
  it('tells the one who is to sign, where, and in his language', async () => {
    const { items, unread } = await inboxOf('teacher');
    expect(items.map((row) => row.kind)).toEqual(['item_assigned']);
    expect(items[0]).toMatchObject({
      count: 1,
      urgent: false,
      itemId: plan.ids.teacher,
      link: `/items/${plan.ids.teacher}`,
    });
    expect(items[0]?.text).toMatch(/^“.+” is yours: please sign for it by 9 March$/);
    expect(unread).toBe(1);
    const chinese = await inboxOf('teacher', {}, { 'accept-language': 'zh-CN' });
    expect(chinese.items[0]?.text).toMatch(/^《.+》交给你负责，请在3月9日前签收$/);
  });

  it('tells nobody of what he did himself, and strangers nothing', async () => {
    expect((await inboxOf('outsider')).items).toEqual([]);
    expect((await inboxOf('officer')).items.filter((row) => row.kind === 'item_assigned')).toEqual([]);
  });

  it('tells the gate what waits and the submitter the verdict, once each', async () => {
    const teacher = await cast('teacher');
    await teacher.post(`/items/${plan.ids.teacher}/accept`);
    const asked = { kind: 'extension', reason: '设备到货推迟', due: '2026-12-20' };
    const sent = await teacher.post<{ id: string }>(`/items/${plan.ids.teacher}/requests`, asked);
    expect(sent.status).toBe(201);
    await deliver();
    const [waits] = (await inboxOf('professor', { kind: 'gate_waits' })).items;
    expect(waits).toMatchObject({ urgent: false, link: `/review?id=${sent.body.id}` });
    expect(waits?.text).toMatch(/^teacher asks for your verdict: extension of “/);
    await passThrough(cast, home, sent.body.id);
    await deliver();
    await deliver();
    const verdicts = (await inboxOf('teacher', { kind: 'verdict' })).items;
    expect(verdicts).toHaveLength(1);
    expect(verdicts[0]).toMatchObject({ urgent: true, itemId: plan.ids.teacher });
  });

  it('pages, filters, and is read by its owner alone', async () => {
    const all = (await inboxOf('dean', { limit: '100' })).items;
    const first = await inboxOf('dean', { limit: '1' });
    const second = await inboxOf('dean', { limit: '1', cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map((row) => row.id)).toEqual(all.slice(0, 2).map((row) => row.id));
    expect((await inboxOf('dean', { kind: 'item_assigned,guidance' })).items.map((row) => row.kind)).toEqual([
      'item_assigned',
    ]);
    const id = all[0]?.id ?? '';
    expect((await (await cast('teacher')).post(`/notifications/${id}/read`)).status).toBe(404);
    const read = await (await cast('dean')).post<Row>(`/notifications/${id}/read`);
    expect(read.body.readAt).not.toBeNull();
    expect((await inboxOf('dean', { unread: 'true' })).items.map((row) => row.id)).not.toContain(id);
    const rest = await (await cast('dean')).post<{ read: number; unread: number }>('/notifications/read-all', {});
    expect(rest.body).toEqual({ read: all.length - 1, unread: 0 });
  });

  it('keeps a wish about e-mail', async () => {
    const teacher = await cast('teacher');
    expect((await teacher.get('/me/notifications')).body).toEqual({ email: 'all', address: null, mailOn: false });
    expect((await teacher.put('/me/notifications', { email: 'digest' })).body).toMatchObject({ email: 'digest' });
    expect((await teacher.put('/me/notifications', { email: 'hourly' })).status).toBe(400);
  });
});

it('makes one message of a subtree that is assigned at once', async () => {
  const stage = stageOn(server, home);
  const root = await stage.plant({ who: 'directorTwo', unit: 'HR', level: 3, state: 'registered', title: '人才计划' });
  for (const title of ['引进', '培养', '评价'])
    await stage.plant({ who: 'deanTwo', unit: 'CHE', level: 4, parent: root.id, state: 'registered', title });
  const assigned = await (await cast('officer')).post(`/items/${root.id}/assign`, { subtree: true });
  expect(assigned.status).toBe(200);
  await deliver();
  const rows = (await inboxOf('deanTwo', { unread: 'true' })).items;
  expect(rows.map((row) => [row.kind, row.count])).toEqual([['item_assigned', 3]]);
  expect(rows[0]?.text).toBe('3 items are yours: please sign for each');
});

it('names no item to whoever no longer sees it, and keeps a placeholder to its code', async () => {
  const stage = stageOn(server, home);
  const { id, code } = await stage.plant({
    who: 'clerk',
    unit: 'RES',
    level: 6,
    state: 'assigned',
    placeholder: true,
    title: '不应出现',
  });
  const { db } = await useDatabase();
  const row = { kind: 'item_assigned', urgency: 'digest', at: server.clock.now(), item_id: id };
  for (const who of ['clerk', 'outsider'] as const)
    await inTenant(db, home.id, (tx) =>
      tx
        .insertInto('notifications')
        .values({ ...row, institution_id: home.id, id: uuid(), person_id: home.people[who] })
        .execute(),
    );
  const [own] = (await inboxOf('clerk')).items;
  expect(own).toMatchObject({ item: { title: null }, link: `/items/${id}` });
  expect(own?.text).toContain(code);
  const [foreign] = (await inboxOf('outsider')).items;
  expect(foreign).toMatchObject({ item: null, itemId: null, link: null });
  expect(foreign?.text).toMatch(/^one item is yours/);
});

it('tells whoever is asked for help, also where he does not see the item, which stays unnamed', async () => {
  const asks = { itemId: plan.ids.teacher, addresseeId: home.people.outsider, asks: '借用一台光谱仪' };
  const asked = await (await cast('teacher')).post<{ id: string }>('/help-requests', asks);
  expect(asked.status).toBe(201);
  await deliver();
  const [told] = (await inboxOf('outsider', { kind: 'help_asked' })).items;
  expect(told).toMatchObject({ item: null, itemId: null, link: `/help/${asked.body.id}` });
  expect(told?.text).toContain('one item');
});
