// From an act to the inbox: who is told, once, in his language, and only of what he may see.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { createTestInstitution, type TestInstitution } from '../../../tests/support/institution.ts';
import { type Cast, castOf, growPlan, type Plan } from '../../../tests/support/plan.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';
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
    expect(items[0]).toMatchObject({ count: 1, urgent: false, itemId: plan.ids.teacher, link: `/items/${plan.ids.teacher}` });
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
    const kinds = async (who: string) => (await inboxOf(who, { limit: '100' })).items.map((row) => row.kind);
    expect(await kinds('gatekeeper')).toContain('gate_waits');
    expect((await kinds('dean')).filter((kind) => kind === 'verdict')).toHaveLength(1);
    const before = await kinds('dean');
    await deliver();
    expect(await kinds('dean')).toEqual(before);
  });

  it('pages, filters, and is read by its owner alone', async () => {
    const all = (await inboxOf('dean', { limit: '100' })).items;
    const first = await inboxOf('dean', { limit: '1' });
    const second = await inboxOf('dean', { limit: '1', cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map((row) => row.id)).toEqual(all.slice(0, 2).map((row) => row.id));
    expect((await inboxOf('dean', { kind: 'verdict,item_assigned' })).items.length).toBeLessThan(all.length);
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

it('makes one message of a subtree assigned at once', async () => {
  const { db } = await useDatabase();
  const office = await cast('officer');
  const more = await Promise.all(
    [1, 2, 3].map(async () => {
      const made = await office.post<{ id: string }>('/items', { ...rootFor(home), title: `重点工作 ${Math.random()}` });
      await office.post(`/items/${made.body.id}/register`);
      return made.body.id;
    }),
  );
  for (const id of more) await office.post(`/items/${id}/assign`, {});
  await deliver();
  const rows = (await inboxOf('leader', { unread: 'true' })).items;
  expect(rows.map((row) => [row.kind, row.count])).toEqual(more.map(() => ['item_assigned', 1]));
  expect(db).toBeDefined();
});

const rootFor = (place: TestInstitution) => ({
  horizon: 'annual',
  level: 2,
  requirement: '按计划完成。',
  standard: '通过验收。',
  leadUnitId: place.units.TOP,
  responsiblePersonId: place.people.leader,
  start: '2026-03-01',
  due: '2026-12-31',
});
