// The edges of the interface: versions, cursors, malformed input in both languages, and how things stood or will stand on a day.
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import type { Client } from '../../../tests/support/server.ts';
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
import { refreshExpiredItemValues } from '../progress/rollup.store.ts';

let stage: Stage;
let officer: Client;
beforeAll(async () => {
  stage = await setStage();
  officer = await stage.as('officer');
});
afterAll(() => stage.close());

const LONG = 120_000;
const REPORT = { selfRatedLight: 'green', done: '', next: '' };

describe('versions', () => {
  it('are demanded for a decomposition, compared where they are sent, and rise with acts, not with what follows from them', async () => {
    const line = await plantLine(stage);
    const president = await stage.as('president');
    const body = { children: [], nodes: [{ title: '验收', date: '2026-06-01', weight: 100 }] };
    const path = `/items/${line.president.id}/decomposition`;
    expect(await president.put<Problem>(path, body)).toMatchObject({ status: 428, body: { code: 'version_required' } });
    const stale = await president.put<Problem>(path, body, { headers: { 'if-match': '"99"' } });
    expect(stale).toMatchObject({ status: 412, body: { code: 'stale_version' } });
    const before = await stage.item(line.president.id);
    const teacher = await stage.as('teacher');
    const report = (ifMatch: string) =>
      teacher.post<Sub>(
        `/items/${line.teacher.id}/reports`,
        { ...REPORT, progress: 10 },
        { headers: { 'if-match': ifMatch } },
      );
    expect((await report('"99"')).status).toBe(412);
    expect((await report('W/"nonsense"')).status).toBe(412);
    const sub = ok(await report(`"${(await stage.item(line.teacher.id)).version}"`), 201);
    expect((await stage.item(line.president.id)).version).toBe(before.version);
    const wrong = await (await stage.as('professor')).post(
      `/submissions/${sub.id}/verdict`,
      { verdict: 'passed' },
      { headers: { 'if-match': '"9"' } },
    );
    expect(wrong.status).toBe(412);
    const right = await president.put<{ version: number }>(path, body, {
      headers: { 'if-match': `"${before.version}"` },
    });
    expect(right.headers.etag).toBe(`"${right.body.version}"`);
    expect(right.body.version).toBe(before.version + 1);
  });
});

describe('pages', () => {
  it(
    'of items, in every order, show everything exactly once, whatever the size of the page',
    async () => {
      const line = await plantLine(stage);
      for (let at = 0; at < 9; at += 1)
        await stage.plant({
          who: 'teacher',
          unit: 'OPT',
          level: 6,
          parent: line.professor.id,
          weight: [5, 5, 12.5][at % 3] ?? 5,
          title: `同名${at % 2}`,
          state: at === 4 ? 'draft' : 'in_progress',
          due: at % 2 ? '2026-10-01' : '2026-11-01',
        });
      const { total } = ok<{ total: number }>(await officer.get('/items?limit=1'));
      const sorts = ['code', 'title', 'due', 'start', 'level', 'weight', 'verified', 'coverage'].flatMap((one) => [
        one,
        `-${one}`,
      ]);
      for (const sort of sorts)
        for (const asOf of [undefined, '2026-03-04']) {
          const ids = await allPages(`/items`, { sort, limit: '7', ...(asOf && { asOf }) });
          expect({ sort, asOf, unique: new Set(ids).size, all: ids.length }).toEqual({
            sort,
            asOf,
            unique: total,
            all: total,
          });
        }
      for (const part of ['children', 'subtree']) {
        const whole = await allPages(`/items/${line.professor.id}/${part}`, { limit: '500' });
        expect(await allPages(`/items/${line.professor.id}/${part}`, { limit: '2' })).toEqual(whole);
        expect(new Set(whole).size).toBe(part === 'children' ? 10 : 11);
      }
      const board = await allPages('/board', { limit: '3' });
      expect(new Set(board).size).toBe(board.length);
      expect(board.length).toBe(ok<{ items: [] }>(await officer.get('/board')).items.length);
      const history = await allPages(`/items/${line.teacher.id}/history`, { limit: '1' });
      expect(new Set(history).size).toBe(history.length);
    },
    LONG,
  );

  it('of submissions show everything exactly once', async () => {
    const line = await plantLine(stage);
    const teacher = await stage.as('teacher');
    for (let at = 0; at < 5; at += 1)
      await teacher.post(`/items/${line.teacher.id}/reports`, { ...REPORT, progress: at });
    const query = { itemId: line.teacher.id, limit: '2' };
    const ids = await allPages('/submissions', query);
    expect([ids.length, new Set(ids).size]).toEqual([5, 5]);
    expect(await allPages(`/items/${line.teacher.id}/reports`, { limit: '2' })).toEqual(ids);
  });

  it('refuse a cursor that is not theirs, an unknown order and a size out of bounds', async () => {
    const { nextCursor } = ok<{ nextCursor: string }>(await officer.get('/items?limit=1&sort=code'));
    const other = Buffer.from(JSON.stringify(['nothing', 'here'])).toString('base64url');
    for (const query of [
      `cursor=${other}`,
      'cursor=%00',
      'cursor=abc',
      `cursor=${nextCursor}&sort=due`,
      'sort=secret',
      'limit=0',
      'limit=501',
      'limit=x',
    ]) {
      const reply = await officer.get<Problem>(`/items?${query}`);
      expect({ query, status: reply.status }).toEqual({ query, status: 400 });
    }
  });
});

async function allPages(path: string, query: Record<string, string>): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const reply: { items: { id: string }[]; nextCursor: string | null } = ok(
      await officer.get(path, { query: { ...query, ...(cursor !== null && { cursor }) } }),
    );
    ids.push(...reply.items.map((row) => row.id));
    cursor = reply.nextCursor;
  } while (cursor !== null && ids.length < 5000);
  return ids;
}

describe('what is malformed', () => {
  it('is 400 with the path of every field, in the language asked for', async () => {
    const body = {
      horizon: 'century',
      level: 'one',
      title: 7,
      leadUnitId: 'x',
      responsiblePersonId: uuid(),
      start: '2026-02-30',
      due: '2026-12-31',
    };
    for (const language of ['en', 'zh-CN']) {
      const reply = await officer.post<Problem>('/items', body, { headers: { 'accept-language': language } });
      expect(reply.status).toBe(400);
      expect(reply.headers['content-type']).toContain('application/problem+json');
      const paths = reply.body.errors?.map((one) => one.path) ?? [];
      for (const path of ['horizon', 'level', 'title', 'leadUnitId', 'start']) expect(paths).toContain(path);
      const chinese = /\p{Script=Han}/u;
      expect(chinese.test(reply.body.detail)).toBe(language === 'zh-CN');
      for (const error of reply.body.errors ?? [])
        expect([error.path, chinese.test(error.detail)]).toEqual([error.path, language === 'zh-CN']);
    }
  });

  it('is refused in both languages with one code each, and never a failure: ids, bodies, JSON', async () => {
    for (const path of ['/items/x', '/items/1/chain', '/submissions/abc', '/evidence/zzz'])
      expect((await officer.get(path)).status).toBe(400);
    for (const path of [
      `/items/${uuid()}`,
      `/submissions/${uuid()}`,
      `/evidence/${uuid()}`,
      `/items/${uuid()}/decomposition`,
    ])
      expect((await officer.get(path)).status).toBe(404);
    for (const body of ['{', '[]', 'null', '"text"'])
      expect((await officer.post('/items', body, { headers: { 'content-type': 'application/json' } })).status).toBe(
        400,
      );
    const nul = {
      title: 'a\u0000b',
      horizon: 'annual',
      level: 1,
      leadUnitId: stage.home.units.TOP,
      responsiblePersonId: stage.home.people.president,
      start: '2026-01-01',
      due: '2026-12-31',
    };
    expect((await officer.post('/items', nul)).status).toBe(400);
    expect((await officer.post('/items', { ...nul, title: 'x', start: '0000-01-01' })).status).toBeLessThan(500);
  });

  test(
    'whatever is sent to the acts of an item, the answer is no failure',
    async () => {
      const line = await plantLine(stage);
      const teacher = await stage.as('teacher');
      const acts = [
        'register',
        'assign',
        'accept',
        'return',
        'archive',
        'reports',
        'requests',
        'decomposition/submit',
        'decomposition/normalise',
        'guidance',
        'cause',
      ];
      const anything = fc.oneof(
        fc.jsonValue(),
        fc.dictionary(
          fc.constantFrom(
            'kind',
            'reason',
            'nodesDone',
            'progress',
            'evidenceIds',
            'text',
            'selfRatedLight',
            'readings',
            'cause',
            'countermeasure',
            'cycleId',
            'corrects',
          ),
          fc.oneof(fc.jsonValue(), fc.uuid(), fc.constantFrom('node', 'close_out', 'green', 'extension')),
        ),
      );
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...acts), anything, async (act, body) => {
          const reply = await teacher.post(`/items/${line.teacher.id}/${act}`, JSON.stringify(body), {
            headers: { 'content-type': 'application/json' },
          });
          expect(reply.status).toBeLessThan(500);
        }),
        { numRuns: 150 },
      );
    },
    LONG,
  );
});

describe('as of a day', () => {
  const asOf = (item: Planted, day: string) => officer.get<ItemShown & Problem>(`/items/${item.id}?asOf=${day}`);
  const values = (item: ItemShown) => ({ progress: item.progress, state: item.state, light: item.light.computed });

  it('before the first event an item is missing; today equals the present', async () => {
    const line = await plantLine(stage);
    for (const item of [line.president, line.teacher]) {
      expect((await asOf(item, '2026-03-03')).status).toBe(404);
      expect(values(ok(await asOf(item, '2026-03-04')))).toEqual(values(await stage.item(item.id)));
    }
    expect((await asOf(line.teacher, '2026-13-01')).status).toBe(400);
  });

  it(
    'in the past shows what was shown on that day; to come it is changed by the date alone',
    async () => {
      const own = await setStage();
      try {
        const line = await plantLine(own);
        const read = async (item: Planted, day?: string) =>
          values(ok<ItemShown>(await (await own.as('officer')).get(`/items/${item.id}${day ? `?asOf=${day}` : ''}`)));
        const goTo = async (day: string) => {
          own.goTo(`${day}T09:00:00+08:00`);
          const { db } = await useDatabase();
          await inTenant(db, own.home.id, (tx) =>
            refreshExpiredItemValues({ tx, institutionId: own.home.id, today: day }),
          );
        };
        const items = [line.president, line.professor, line.teacher];
        const shownThen = new Map<string, unknown>();
        const keep = async (day: string) => {
          for (const item of items) shownThen.set(`${day} ${item.id}`, await read(item));
        };
        const foreseen = await Promise.all(items.map((item) => read(item, '2026-05-20')));
        await keep('2026-03-04');
        await goTo('2026-03-16');
        const sub = ok<Sub>(
          await (await own.as('teacher')).post(`/items/${line.teacher.id}/reports`, { ...REPORT, progress: 30 }),
          201,
        );
        await keep('2026-03-16');
        await goTo('2026-03-18');
        await own.passAll(sub.id);
        await keep('2026-03-18');
        await goTo('2026-05-20');
        for (const item of items) {
          for (const day of ['2026-03-04', '2026-03-16', '2026-03-18'])
            expect({ day, ...(await read(item, day)) }).toEqual({
              day,
              ...(shownThen.get(`${day} ${item.id}`) as object),
            });
          expect(await read(item, '2026-05-20')).toEqual(await read(item));
        }
        expect(foreseen[2]?.light).not.toBe('green');
        expect(foreseen[2]?.progress.verified).toBeNull();
        const future = await read(line.teacher, '2027-01-05');
        expect(future).toMatchObject({ light: 'red', progress: { verified: 30, planned: 100 } });
      } finally {
        await own.close();
      }
    },
    LONG,
  );

  it('lists, chains, children, subtrees and the board tell the same as the single item', async () => {
    const line = await plantLine(stage);
    for (const day of ['2026-03-04', '2026-09-01']) {
      const single = ok(await asOf(line.teacher, day));
      const rows = async (path: string) =>
        ok<{ items: ItemShown[] }>(await officer.get(path)).items.find((row) => row.id === line.teacher.id);
      for (const path of [
        `/items?asOf=${day}&limit=500`,
        `/items/${line.teacher.id}/chain?asOf=${day}`,
        `/items/${line.professor.id}/children?asOf=${day}`,
        `/items/${line.president.id}/subtree?asOf=${day}`,
      ])
        expect(values((await rows(path)) as ItemShown)).toEqual(values(single));
      const onBoard = (await rows(`/board?asOf=${day}`)) as unknown as { light: string; verified: number };
      expect(onBoard).toMatchObject({ light: single.light.computed, verified: single.progress.verified });
    }
  });
});
