// Webhooks from end to end: who manages them, what is shown once, and what reaches a real receiver that fails, hangs, redirects or answers late.
import { CloudEvent, ValidationError } from 'cloudevents';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { createTestInstitution, type TestInstitution } from '../../../tests/support/institution.ts';
import { type Cast, castOf, growPlan, type Plan } from '../../../tests/support/plan.ts';
import { type Receiver, startReceiver } from '../../../tests/support/receiver.ts';
import { type Client, loadAllWords, SECRET, startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { typeParsers } from '../../platform/database/connect.ts';
import { sealEvents } from '../../platform/events/seal.ts';
import { startOutgoing } from '../../platform/jobs/outgoing.ts';
import { startQueue } from '../../platform/jobs/queue.ts';
import { webhookPart } from './webhook.jobs.ts';
import { PAUSES } from './webhook.rules.ts';
import { deliverWebhook, type WebhookDeps } from './webhook-delivery.actions.ts';
import { planAllWebhooks, queueDueWebhooks } from './webhook-queue.actions.ts';
import { verifySignature } from './webhook-signature.ts';

const say = loadAllWords();

type Hook = {
  id: string;
  version: number;
  secret: string | null;
  address: string;
  state: string;
  waiting: number;
  dead: number;
};
type Delivery = {
  id: string;
  eventId: string | null;
  kind: string;
  code: string | null;
  state: string;
  attempts: { number: number; status: number | null; error: string | null; answerCode: number | null }[];
};
type Problem = { code: string };

let server: TestServer;
let receiver: Receiver;
let home: TestInstitution;
let cast: Cast;
let plan: Plan;
let admin: Client;
let professor: Client;
/** The product's clock and the world's, turned together. */
let clock: TestServer['clock'];

beforeAll(async () => {
  server = await startTestServer();
  receiver = await startReceiver();
  home = await createTestInstitution();
  cast = castOf(server, home);
  plan = await growPlan(cast, home);
  clock = server.clock;
  // Programs with tokens: the clock is turned by days, which no session outlives.
  [admin, professor] = [await programOf('administrator'), await programOf('professor')];
  const allowed = await admin.put('/settings', { values: { 'outgoing.allowedHosts': [receiver.host] } });
  expect(allowed.status).toBe(200);
});
afterAll(async () => {
  await Promise.all([server.close(), receiver.close()]);
});

async function programOf(who: string): Promise<Client> {
  const { body } = await (await cast(who)).post<{ token: string }>('/tokens', { name: '程序' });
  return server.client({ authorization: `Bearer ${body.token}` });
}
afterEach(async () => {
  const { owner } = await useDatabase();
  await owner.deleteFrom('webhooks').where('institution_id', '=', home.id).execute();
});

async function deps(): Promise<WebhookDeps> {
  const { db } = await useDatabase();
  const publicUrl = 'https://liandong.example.edu';
  return {
    db,
    clock,
    say,
    secret: SECRET,
    publicUrl,
    outside: () => clock.now(),
    guard: { timeout: 300 },
  };
}

async function makeHook(over: Record<string, unknown> = {}): Promise<Hook> {
  const body = {
    name: '校内大屏',
    url: `${receiver.base}/hook?key=hidden`,
    format: 'cloudevents',
    kinds: ['guidance'],
    ...over,
  };
  const made = await admin.post<Hook>('/webhooks', body);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}

/** An act of which webhooks are told, committed, sealed and planned. */
async function guide(): Promise<void> {
  await professor.post(`/items/${plan.ids.teacher}/guidance`, { text: '机密的指导意见' });
  const { db } = await useDatabase();
  await sealEvents(db, home.id, () => clock.now());
  await planAllWebhooks(await deps());
}

const log = async (hook: Hook) =>
  (await admin.get<{ items: Delivery[] }>(`/webhooks/${hook.id}/deliveries`)).body.items;

/** One try of whatever is due now; answers how many were. */
async function tryDue(): Promise<number> {
  const place = await deps();
  const due: string[] = [];
  await queueDueWebhooks(place, {
    send: async (_tx, _queue, jobs) => void due.push(...jobs.map((job) => job.subjectId)),
  });
  for (const deliveryId of due) await deliverWebhook(place, { institutionId: home.id, deliveryId });
  return due.length;
}

const later = (seconds: number) => clock.set(new Date(clock.now().getTime() + seconds * 1000));
const remove = (hook: Hook) => admin.del(`/webhooks/${hook.id}`);

describe('managing webhooks', () => {
  it('is for administrators and the office, refuses inside addresses, and shows a secret once', async () => {
    expect((await (await cast('teacher')).get('/webhooks')).status).toBe(403);
    const inside = await admin.post<Problem>('/webhooks', {
      name: 'x',
      url: 'http://169.254.169.254/latest',
      format: 'cloudevents',
      kinds: ['sheet'],
    });
    expect([inside.status, inside.body.code]).toEqual([422, 'webhook_address_inside']);
    expect(
      (await admin.post('/webhooks', { name: 'x', url: receiver.base, format: 'cloudevents', kinds: ['person'] }))
        .status,
    ).toBe(400);
    const key = { headers: { 'idempotency-key': 'once' } };
    const body = { name: '大屏', url: `${receiver.base}/hook?key=hidden`, format: 'cloudevents', kinds: ['sheet'] };
    const made = await admin.post<Hook>('/webhooks', body, key);
    expect(made.body.secret).toMatch(/^whsec_/);
    expect(made.body.address).toBe(`${receiver.base}/hook?…`);
    const again = await admin.post<Hook>('/webhooks', body, key);
    expect([again.status, again.body]).toEqual([made.status, made.body]);
    const rotated = await admin.post<Hook>(`/webhooks/${made.body.id}/rotate`);
    expect(rotated.body.secret).not.toBe(made.body.secret);
    // Nowhere in the database in the clear: not in its own row, not in history, not among the kept replies.
    const { owner } = await useDatabase();
    for (const table of ['webhooks', 'events', 'idempotency_keys']) {
      const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.table(table)} t`.execute(owner);
      for (const text of [made.body.secret, rotated.body.secret, 'key=hidden'])
        expect(
          rows.some((row) => row.text.includes(String(text))),
          table,
        ).toBe(false);
    }
    expect(
      (await admin.patch(`/webhooks/${made.body.id}`, { name: '新' }, { headers: { 'if-match': '"1"' } })).status,
    ).toBe(412);
    await remove(made.body);
    expect((await admin.get(`/webhooks/${made.body.id}/deliveries`)).status).toBe(404);
  });
});

describe('a delivery', () => {
  it('is a valid CloudEvent by ids, code and light, signed over its time, the same at every try', async () => {
    const hook = await makeHook();
    await guide();
    receiver.received.length = 0;
    receiver.behave({ status: 503 });
    expect(await tryDue()).toBe(1);
    expect(await tryDue()).toBe(0);
    later(PAUSES[0]);
    expect(await tryDue()).toBe(1);
    const [first, second] = receiver.received;
    expect(second?.body).toBe(first?.body);
    expect([first, second].map((one) => one?.headers['liandong-attempt'])).toEqual(['1', '2']);
    const sent = JSON.parse(second?.body ?? '') as Record<string, unknown>;
    expect(() => new CloudEvent(sent).validate()).not.toThrow(ValidationError);
    expect(second?.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(sent).toMatchObject({ specversion: '1.0', type: 'liandong.guidance.given', subject: plan.ids.teacher });
    expect(sent.data).toMatchObject({
      itemId: plan.ids.teacher,
      link: `https://liandong.example.edu/items/${plan.ids.teacher}`,
    });
    expect(second?.body).not.toMatch(/[\u4e00-\u9fff]/);
    const signature = String(second?.headers['liandong-signature']);
    expect(verifySignature(hook.secret ?? '', second?.body ?? '', signature, clock.now())).toBe(true);
    later(3600);
    expect(verifySignature(hook.secret ?? '', second?.body ?? '', signature, clock.now())).toBe(false);
    expect(await log(hook)).toMatchObject([
      {
        state: 'delivered',
        kind: 'guidance.given',
        attempts: [
          { number: 1, status: 503, error: 'status_refused' },
          { number: 2, status: 200, error: null },
        ],
      },
    ]);
  });

  it('that never arrives becomes a dead letter, stops its webhook after three days, and can be sent again', async () => {
    const hook = await makeHook();
    await guide();
    receiver.behave(
      'hang',
      { status: 302, headers: { location: '/' } },
      'huge',
      ...Array.from({ length: 5 }, () => ({ status: 500 })),
    );
    await tryDue();
    for (const pause of PAUSES) {
      later(pause);
      expect(await tryDue()).toBe(1);
    }
    const [dead] = await log(hook);
    expect(dead).toMatchObject({ state: 'dead' });
    expect(dead?.attempts.slice(0, 4).map((attempt) => attempt.error)).toEqual([
      'timed_out',
      'redirected',
      'answer_too_large',
      'status_refused',
    ]);
    // The next one dies after three days of nothing.
    later(3 * 86_400);
    await guide();
    receiver.behave({ status: 410 });
    await tryDue();
    const stopped = (await admin.get<{ items: Hook[] }>('/webhooks')).body.items.find((one) => one.id === hook.id);
    expect(stopped).toMatchObject({ state: 'stopped', dead: 2 });
    const events = await (await useDatabase()).owner
      .selectFrom('events')
      .select(['act', 'after'])
      .where('object_id', '=', hook.id)
      .execute();
    expect(events.find((event) => event.act === 'webhook.stopped')?.after).toMatchObject({
      addresseeIds: [home.people.administrator],
    });
    expect((await admin.patch(`/webhooks/${hook.id}`, { state: 'active' })).status).toBe(200);
    const again = await admin.post<Delivery>(`/webhooks/${hook.id}/deliveries/${dead?.id}/again`);
    expect(again.body.state).toBe('waiting');
    receiver.behave({ late: 30 });
    expect(await tryDue()).toBe(1);
    expect((await log(hook)).find((one) => one.id === dead?.id)).toMatchObject({ state: 'delivered' });
    expect((await admin.post(`/webhooks/${hook.id}/deliveries/${dead?.id}/again`)).status).toBe(409);
  });

  it('waits while its webhook is paused, is made once however often it is planned, and not of what was before', async () => {
    await guide();
    const hook = await makeHook();
    await planAllWebhooks(await deps());
    expect(await log(hook)).toEqual([]);
    await guide();
    await planAllWebhooks(await deps());
    await admin.patch(`/webhooks/${hook.id}`, { state: 'paused' });
    expect(await tryDue()).toBe(0);
    await guide();
    await admin.patch(`/webhooks/${hook.id}`, { state: 'active' });
    expect(await tryDue()).toBe(1);
    expect(await log(hook)).toHaveLength(1);
  });
});

describe('robots', () => {
  it.each([
    ['wecom', undefined, '{"errcode":0}'],
    ['dingtalk', 'SECsecret', '{"errcode":0}'],
    ['feishu', 'secret', '{"code":0}'],
  ] as const)('of %s are told code, act, light and link in their own form', async (format, secret, body) => {
    const hook = await makeHook({ format, language: 'zh-CN', ...(secret && { secret }) });
    expect(hook.secret).toBeNull();
    await guide();
    receiver.received.length = 0;
    receiver.behave({ body });
    expect(await tryDue()).toBe(1);
    const { code } = (await professor.get<{ code: string }>(`/items/${plan.ids.teacher}`)).body;
    const [got] = receiver.received;
    for (const part of [code, '联动', '灯', `/items/${plan.ids.teacher}`]) expect(got?.body).toContain(part);
    expect(got?.body).not.toContain('机密');
    const sent = JSON.parse(got?.body ?? '{}');
    if (format === 'feishu')
      expect(sent).toMatchObject({ msg_type: 'post', sign: expect.any(String), timestamp: expect.any(String) });
    else expect(sent).toMatchObject({ msgtype: 'markdown', markdown: expect.any(Object) });
    if (format === 'dingtalk') expect(got?.path).toMatch(/key=hidden&timestamp=\d{13}&sign=/);
    expect((await log(hook))[0]).toMatchObject({ state: 'delivered' });
  });

  it('that refuse by their own number are shown with it', async () => {
    const hook = await makeHook({ format: 'wecom' });
    receiver.behave({ body: '{"errcode":93000,"errmsg":"invalid webhook url"}' });
    const trial = await admin.post<Delivery>(`/webhooks/${hook.id}/test`);
    expect(trial.body).toMatchObject({
      state: 'dead',
      eventId: null,
      attempts: [{ error: 'robot_refused', answerCode: 93000 }],
    });
  });
});

it('is carried by the worker and its queue without being asked', async () => {
  await makeHook();
  receiver.received.length = 0;
  const { db, connections } = await useDatabase();
  const pool = new pg.Pool({ ...connections.app, types: typeParsers, max: 4 });
  const failures: unknown[] = [];
  const outgoing = startOutgoing({
    parts: [webhookPart(await deps())],
    openQueue: () => startQueue({ pool }),
    onFailure: (error) => failures.push(error),
  });
  await professor.post(`/items/${plan.ids.teacher}/guidance`, { text: '再议' });
  await sealEvents(db, home.id, () => clock.now());
  await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(1);
  await outgoing.stop();
  await pool.end();
  expect(failures).toEqual([]);
});
