// Streams of events on two servers of one database: who is told what, going on after a break, and the end of a stream with its session.
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { type EventReader, readEventStream } from '../../../tests/support/event-stream.ts';
import { createTestInstitution, type TestInstitution } from '../../../tests/support/institution.ts';
import { type Cast, castOf, draftFor, growPlan, type Plan } from '../../../tests/support/plan.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { inTenant } from '../../platform/database/connect.ts';
import { sealEvents } from '../../platform/events/seal.ts';

const PEOPLE = [
  'teacher',
  'professor',
  'deanTwo',
  'outsider',
  'officer',
  'auditor',
  'administrator',
  'supervisor',
] as const;

/** The longest that a busy machine may take. */
const SOON = { timeout: 15_000 };

let servers: [TestServer, TestServer];
let bases: string[];
let home: TestInstitution;
let cast: Cast;
let plan: Plan;

beforeAll(async () => {
  servers = [await startTestServer(), await startTestServer()];
  bases = await Promise.all(servers.map((server) => server.listen()));
  home = await createTestInstitution();
  cast = castOf(servers[0], home);
  plan = await growPlan(cast, home);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
});

const seal = async () => sealEvents((await useDatabase()).db, home.id, () => servers[0].clock.now());
const acts = (reader: EventReader) => reader.told.filter((one) => one.event === 'message').map((one) => one.data.act);

async function openAt(server: 0 | 1, who: string, headers: Record<string, string> = {}): Promise<EventReader> {
  const { cookie } = await cast(who);
  return readEventStream(bases[server] ?? '', { cookie, ...headers });
}

/** An act that everybody of the office sees, told last: whoever is told of it has been told of all before it. */
async function markEnd(): Promise<string> {
  const office = await cast('officer');
  const made = await office.post<{ id: string }>('/items', draftFor(home, 'leader'));
  await office.post(`/items/${made.body.id}/register`);
  return made.body.id;
}

describe('a stream', () => {
  it('tells each person at either server of what hangs on items that he sees, in order and once, and nobody else of anything', async () => {
    await seal();
    const readers = await Promise.all(PEOPLE.map((who, at) => openAt(at % 2 === 0 ? 0 : 1, who)));
    const guidance = await (await cast('professor')).post(`/items/${plan.ids.teacher}/guidance`, { text: '注意安全' });
    expect(guidance.status).toBeLessThan(300);
    const hidden = await (await cast('officer')).post<{ id: string }>(
      '/items',
      draftFor(home, 'dean', { level: 1, leadUnitId: home.units.TOP, responsiblePersonId: home.people.president }),
    );
    expect(hidden.status).toBe(201);
    const end = await markEnd();
    await seal();
    const { db } = await useDatabase();
    const written = await inTenant(db, home.id, (tx) =>
      tx
        .selectFrom('events')
        .select(['id', 'item_id', 'actor_id', 'act'])
        .where('institution_id', '=', home.id)
        .execute(),
    );
    const office = readers[PEOPLE.indexOf('officer')];
    await expect
      .poll(() => office?.told.some((one) => one.data.itemId === end && one.data.act === 'item.registered'), SOON)
      .toBe(true);
    for (const [at, who] of PEOPLE.entries()) {
      const reader = readers[at] as EventReader;
      const ids = reader.told.filter((one) => one.event === 'message').map((one) => one.data.id as string);
      expect(new Set(ids).size).toBe(ids.length);
      for (const one of reader.told.filter((told) => told.event === 'message')) {
        expect(Object.keys(one.data).sort()).toEqual(['act', 'at', 'id', 'itemId', 'objectId', 'objectKind', 'own']);
        const event = written.find((row) => row.id === one.data.id);
        if (event?.item_id)
          expect((await (await cast(who)).get(`/items/${event.item_id}`)).status, `${who} ${event.act}`).toBe(200);
        else expect(event?.actor_id).toBe(home.people[who]);
      }
    }
    expect(acts(readers[PEOPLE.indexOf('teacher')] as EventReader)).toEqual(['guidance.given']);
    expect(acts(readers[PEOPLE.indexOf('outsider')] as EventReader)).toEqual([]);
    expect(acts(readers[PEOPLE.indexOf('administrator')] as EventReader)).toEqual([]);
    expect(acts(office as EventReader)).toContain('guidance.given');
    await Promise.all(readers.map((reader) => reader.close()));
  });

  it('goes on at another server from the last place, and says where it cannot', async () => {
    await seal();
    const first = await openAt(0, 'teacher');
    const professor = await cast('professor');
    await professor.post(`/items/${plan.ids.teacher}/guidance`, { text: '第一条' });
    await seal();
    await expect.poll(() => acts(first), SOON).toEqual(['guidance.given']);
    const place = first.lastId() ?? '';
    await first.close();
    await professor.post(`/items/${plan.ids.teacher}/guidance`, { text: '第二条' });
    await markEnd();
    await professor.post(`/items/${plan.ids.teacher}/guidance`, { text: '第三条' });
    await seal();
    const second = await openAt(1, 'teacher', { 'last-event-id': place });
    await expect.poll(() => acts(second), SOON).toEqual(['guidance.given', 'guidance.given']);
    expect(second.told[0]?.event).toBe('ready');
    await second.close();
    const lost = await openAt(1, 'teacher', { 'last-event-id': 'from-elsewhere' });
    expect(lost.told[0]?.event).toBe('reset');
    await lost.close();
  });

  it('ends with its session without a word more, and is not given to strangers or to too many windows', async () => {
    const client = await servers[1].signIn(home.id, 'teacherTwo');
    const stays = await Promise.all([0, 1].map(() => readEventStream(bases[1] ?? '', { cookie: client.cookie })));
    await client.del('/session');
    await markEnd();
    await seal();
    await Promise.all(stays.map((reader) => reader.ended));
    for (const reader of stays) expect(acts(reader)).toEqual([]);
    expect((await readEventStream(bases[0] ?? '', {})).status).toBe(401);
    expect((await readEventStream(bases[0] ?? '', { cookie: client.cookie })).status).toBe(401);
    const many: EventReader[] = [];
    for (let at = 0; at < 9; at += 1) many.push(await openAt(0, 'dean'));
    expect(many.map((reader) => reader.status)).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 429]);
    await Promise.all(many.map((reader) => reader.close()));
  });

  it('serves programs with a token, tells of the inbox, and ends before its server does', async () => {
    const teacher = await cast('teacher');
    const { body } = await teacher.post<{ token: string }>('/tokens', { name: '程序', scopes: ['read'] });
    const server = await startTestServer();
    const base = await server.listen();
    const reader = await readEventStream(base, { authorization: `Bearer ${body.token}` });
    expect(reader.headers['content-type']).toContain('text/event-stream');
    const { db } = await useDatabase();
    await inTenant(db, home.id, (tx) =>
      tx
        .insertInto('notifications')
        .values({
          institution_id: home.id,
          id: uuid(),
          person_id: home.people.teacher,
          kind: 'item.assigned',
          urgency: 'quiet',
          at: server.clock.now(),
        })
        .execute(),
    );
    await expect.poll(() => reader.told.find((one) => one.event === 'notification')?.data, SOON).toEqual({ unread: 1 });
    await server.close();
    await reader.ended;
  });
});
