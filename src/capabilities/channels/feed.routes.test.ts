// Calendar feeds: read by two independent readers, with numbers that rise with every change of a date, for whoever holds the address and as long as he may.
import fc from 'fast-check';
import ICAL from 'ical.js';
import { sql } from 'kysely';
import ical from 'node-ical';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { type Client, SECRET } from '../../../tests/support/server.ts';
import { type Planted, plantLine, type Stage, setStage } from '../../../tests/support/stage.ts';
import { inTenant } from '../../platform/database/connect.ts';
import { describeRequest } from '../../platform/http/server.ts';
import { type FeedEntry, sequenceOf } from './feed.rules.ts';
import { writeCalendar } from './feed-calendar.ts';

type Made = { id: string; url: string; what: string };
type Entry = { uid: string; sequence: number; day: string; status: string; summary: string };

let stage: Stage;
let line: Record<string, Planted>;
let open: Client;

beforeAll(async () => {
  stage = await setStage();
  line = await plantLine(stage, { nodes: [{ date: '2026-05-08', weight: 100, title: '方案论证，通过；专家组验收' }] });
  open = stage.server.client({});
});
afterAll(() => stage.close());

async function makeFeed(who: 'teacher' | 'dean' | 'outsider', body: object): Promise<{ id: string; path: string }> {
  const reply = await (await stage.as(who)).post<Made>('/calendar-feeds', body);
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  const url = new URL(reply.body.url);
  return { id: reply.body.id, path: url.pathname.replace('/api', '') + url.search };
}

const read = async (path: string, headers: Record<string, string> = {}) => open.get<string>(path, { headers });
const dayOf = (date: { year: number; month: number; day: number }) =>
  [date.year, String(date.month).padStart(2, '0'), String(date.day).padStart(2, '0')].join('-');

/** The entries as ical.js reads them, by uid. */
function entriesOf(text: string): Map<string, Entry> {
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((part) => new ICAL.Event(part));
  return new Map(
    events.map((event) => [
      event.uid,
      {
        uid: event.uid,
        sequence: event.sequence,
        day: dayOf(event.startDate),
        status: String(event.component.getFirstPropertyValue('status')),
        summary: event.summary,
      },
    ]),
  );
}

async function change(table: 'nodes' | 'items', id: string, set: object, at: Date): Promise<void> {
  const { owner } = await useDatabase();
  await owner
    .updateTable(table)
    .set({ ...set, changed_at: at })
    .where('id', '=', id)
    .execute();
}

describe('a calendar', () => {
  it('says the same to node-ical and ical.js: whole days, stable ids, folded within 75 octets', async () => {
    const { path } = await makeFeed('teacher', { what: 'mine', kinds: ['nodes', 'dues'] });
    const reply = await read(path);
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const here = entriesOf(reply.body);
    const there = Object.values(ical.sync.parseICS(reply.body)).filter((one) => one?.type === 'VEVENT');
    expect(there).toHaveLength(here.size);
    for (const event of there) {
      if (event?.type !== 'VEVENT') continue;
      const same = here.get(event.uid);
      expect(event).toMatchObject({ summary: same?.summary, status: same?.status, datetype: 'date' });
      expect(Number(event.sequence)).toBe(same?.sequence);
      // node-ical gives a whole day as midnight of the machine.
      expect(
        dayOf({ year: event.start.getFullYear(), month: event.start.getMonth() + 1, day: event.start.getDate() }),
      ).toBe(same?.day);
    }
    expect([...here.keys()].sort()).toEqual(
      [`due.${line.teacher?.id}@liandong`, `node.${line.teacher?.nodeIds[0]}@liandong`].sort(),
    );
    expect(here.get(`node.${line.teacher?.nodeIds[0]}@liandong`)?.summary).toContain('方案论证，通过；专家组验收');
    for (const row of reply.body.split('\r\n')) expect(Buffer.byteLength(row)).toBeLessThanOrEqual(75);
  });

  it('raises the number of an entry with every change of its day and with its calling off, and never lets it fall', async () => {
    const { path } = await makeFeed('teacher', { what: 'mine', kinds: ['nodes'] });
    const nodeId = line.teacher?.nodeIds[0] ?? '';
    const uid = `node.${nodeId}@liandong`;
    let now = stage.server.clock.now().getTime();
    let before = entriesOf((await read(path)).body).get(uid);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 28 }), fc.boolean(), async (day, renamed) => {
        now += 60_000;
        const date = `2026-05-${String(day).padStart(2, '0')}`;
        await change('nodes', nodeId, { date, ...(renamed && { title: `论证${now}` }) }, new Date(now));
        const after = entriesOf((await read(path)).body).get(uid);
        expect(after).toMatchObject({ uid, day: date, status: 'CONFIRMED' });
        expect(after?.sequence).toBe((before?.sequence ?? 0) + (before?.day === date ? 0 : 1));
        before = after;
      }),
      { numRuns: 12 },
    );
    await change('items', line.teacher?.id ?? '', { state: 'cancelled' }, new Date(now + 60_000));
    expect(entriesOf((await read(path)).body).get(uid)).toMatchObject({
      status: 'CANCELLED',
      sequence: (before?.sequence ?? 0) + 1,
    });
    await change('items', line.teacher?.id ?? '', { state: 'in_progress' }, new Date(now + 120_000));
    expect(entriesOf((await read(path)).body).get(uid)).toMatchObject({
      status: 'CONFIRMED',
      sequence: (before?.sequence ?? 0) + 2,
    });
    const { owner } = await useDatabase();
    await sql`delete from nodes where id = ${nodeId}`.execute(owner);
    expect(entriesOf((await read(path)).body).get(uid)).toMatchObject({
      status: 'CANCELLED',
      sequence: (before?.sequence ?? 0) + 3,
    });
  });

  it('counts turns alone, so that the same history gives the same number', () => {
    const grows = fc.record({
      days: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
      cancellations: fc.array(fc.boolean(), { minLength: 1 }),
    });
    fc.assert(
      fc.property(grows, fc.constantFrom('a', 'b', 'c'), fc.boolean(), (kept, day, cancelled) => {
        const before = sequenceOf({ ...kept, dropped: false });
        const moved = sequenceOf({ days: [...kept.days, day], cancellations: kept.cancellations, dropped: false });
        expect(moved - before).toBe(kept.days.at(-1) === day ? 0 : 1);
        const turned = sequenceOf({ ...kept, cancellations: [...kept.cancellations, cancelled], dropped: false });
        expect(turned - before).toBe(kept.cancellations.at(-1) === cancelled ? 0 : 1);
        expect(sequenceOf({ ...kept, dropped: true })).toBe(before + 1);
      }),
    );
  });

  it('folds long Chinese lines without breaking a character, whatever stands in them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('极', '端', 'a', ';', ',', '\\', '\n', '😀', '，'), { maxLength: 200 }),
        (letters) => {
          const entry: FeedEntry = {
            uid: 'u@liandong',
            sequence: 0,
            day: '2026-04-10',
            status: 'CONFIRMED',
            summary: `x${letters.join('')}x`,
            path: '/items/1',
            changedAt: '2026-03-04T01:00:00.000Z',
          };
          const text = writeCalendar([entry], { name: '联动', publicUrl: 'http://h', language: 'zh-CN' });
          for (const row of text.split('\r\n')) {
            expect(Buffer.byteLength(row)).toBeLessThanOrEqual(75);
            expect(row).not.toContain('\uFFFD');
          }
          expect(entriesOf(text).get('u@liandong')?.summary).toBe(entry.summary);
        },
      ),
    );
  });
});

describe('an address', () => {
  it('answers 304 while nothing changed, shows a placeholder as its code, and ends with its revoking and with its person', async () => {
    const closed = await stage.plant({
      who: 'outsider',
      unit: 'CAT',
      level: 6,
      horizon: 'task',
      placeholder: true,
      title: '占位',
    });
    const { id, path } = await makeFeed('outsider', { what: 'mine', kinds: ['dues'] });
    const first = await read(path);
    expect([...entriesOf(first.body).values()].map((entry) => entry.summary)).toEqual([`${closed.code} · 到期`]);
    expect((await read(path, { 'if-none-match': `W/${first.headers.etag}` })).status).toBe(304);
    const listed = await (await stage.as('outsider')).get<{ items: Made[] }>('/calendar-feeds');
    expect(JSON.stringify(listed.body)).not.toContain(path.split('key=')[1]);
    expect((await (await stage.as('teacher')).del(`/calendar-feeds/${id}`)).status).toBe(404);
    expect((await (await stage.as('outsider')).del(`/calendar-feeds/${id}`)).status).toBe(204);
    const gone = await read(path);
    expect(gone.status).toBe(404);
    expect((await read(path.replace(/key=.{10}/, 'key=AAAAAAAAAA'))).body).toMatchObject({
      code: (gone.body as unknown as { code: string }).code,
    });
    const other = await makeFeed('outsider', { what: 'seen' });
    expect((await read(other.path)).status).toBe(200);
    const { db } = await useDatabase();
    await inTenant(db, stage.home.id, (tx) =>
      tx.updateTable('people').set({ active: false }).where('id', '=', stage.home.people.outsider).execute(),
    );
    expect((await read(other.path)).status).toBe(404);
  });

  it('of a unit or of all annual work holds what its person sees today, reports included, and is not fetched too often', async () => {
    const unit = await makeFeed('dean', { what: 'unit', unitId: stage.home.units.CHE });
    expect(entriesOf((await read(unit.path)).body).size).toBe(0);
    const own = await makeFeed('dean', { what: 'unit', unitId: stage.home.units.PHY, kinds: ['dues'] });
    expect([...entriesOf((await read(own.path)).body).keys()]).toContain(`due.${line.dean?.id}@liandong`);
    expect((await (await stage.as('dean')).post('/calendar-feeds', { what: 'unit' })).status).toBe(422);
    let last = 0;
    for (let times = 0; times < 61; times += 1) last = (await read(unit.path)).status;
    expect(last).toBe(429);
  });
});

it('keeps keys out of the log', () => {
  const said = describeRequest({ method: 'GET', url: `/api/exports/calendar.ics?key=${SECRET}&x=1`, ip: '127.0.0.1' });
  expect(said.url).toBe('/api/exports/calendar.ics?key=…&x=1');
});
