// Cycles over HTTP: opened, counted, frozen as they stand, reopened with a reason, reviewed and closed.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PersonKey } from '../../../tests/support/institution.ts';
import {
  ok,
  type Plant,
  type Planted,
  type Problem,
  plantLine,
  type Stage,
  type Sub,
  setStage,
} from '../../../tests/support/stage.ts';
import type { CycleView } from './cycle.actions.ts';
import { openScheduledCycles } from './cycle.actions.ts';
import { freezeCycles } from './freeze.actions.ts';
import { findFrozenDifferences } from './frozen-verify.actions.ts';

vi.setConfig({ testTimeout: 90_000 });

type Counts = { owed: number; inTime: number; late: number; waiting: number; missing: number; missed: number };
type Matrix = {
  cycle: CycleView;
  levels: { level: number; deadline: string }[];
  units: { unit: { code: string }; cells: (Counts & { level: number })[]; total: Counts }[];
  totals: { cells: Counts[]; total: Counts };
};
type Row = {
  id: string;
  code: string;
  title: string | null;
  outcome: string;
  daysLate: number;
  frozen: boolean;
  since: { reportId: string; corrects: string | null } | null;
  light: string;
  verified: number | null;
  strip: string[];
};

let stage: Stage;
let leaf: Planted;
let other: Planted;
let id: string;
let line: Awaited<ReturnType<typeof plantLine>>;

const get = async <T>(who: PersonKey, path: string) => ok<T>(await (await stage.as(who)).get<T>(path));
const act = async (who: PersonKey, path: string, body?: object, headers?: Record<string, string>) =>
  (await stage.as(who)).post<CycleView & Problem>(path, body, headers ? { headers } : {});
const totals = async (who: PersonKey, query = '') =>
  (await get<Matrix>(who, `/cycles/${id}/matrix${query}`)).totals.total;
const rows = async (who: PersonKey, query = '') =>
  (await get<{ items: Row[] }>(who, `/cycles/${id}/items${query}`)).items;
const report = async (item: Planted, who: PersonKey, body: object = {}) =>
  (await stage.as(who)).post<Sub & Problem>(`/items/${item.id}/reports`, {
    selfRatedLight: 'green',
    done: '进行中',
    next: '继续',
    ...body,
  });

/** Everything owed is counted once. */
const addsUp = ({ owed, inTime, late, waiting, missing, missed }: Counts) =>
  inTime + late + waiting + missing + missed === owed;

beforeAll(async () => {
  stage = await setStage();
  line = await plantLine(stage, { start: '2026-01-05' });
  const below: Omit<Plant, 'who'> = {
    unit: 'OPT',
    level: 6,
    horizon: 'task',
    weight: 50,
    parent: line.professor.id,
    start: '2026-01-05',
  };
  leaf = await stage.plant({ who: 'teacher', ...below });
  other = await stage.plant({ who: 'teacherTwo', ...below });
});
afterAll(() => stage.close());

describe('a cycle', () => {
  it('opens by the schedule, once, and by hand only by the office and only as a real period', async () => {
    await stage.home.as('officer', stage.server.clock.now(), openScheduledCycles);
    await stage.home.as('officer', stage.server.clock.now(), openScheduledCycles);
    const { items } = await get<{ items: CycleView[] }>('teacher', '/cycles');
    expect(items.map((one) => `${one.kind} ${one.from}`).sort()).toEqual([
      'month 2026-02-01',
      'month 2026-03-01',
      'quarter 2026-01-01',
      'week 2026-02-23',
      'week 2026-03-02',
    ]);
    expect((await act('officer', '/cycles', { kind: 'month', from: '2026-02-01' })).status).toBe(200);
    expect((await act('officer', '/cycles', { kind: 'quarter', from: '2026-04-01' })).status).toBe(201);
    expect((await act('officer', '/cycles', { kind: 'week', from: '2026-03-03' })).body).toMatchObject({
      code: 'cycle_not_a_period',
      params: { from: '2026-03-02' },
    });
    expect((await act('president', '/cycles', { kind: 'week', from: '2026-03-09' })).body.code).toBe(
      'only_office_moves_cycles',
    );
    const february = items.find((one) => one.from === '2026-02-01');
    id = february?.id ?? '';
    expect(february).toMatchObject({
      state: 'open',
      freezeOn: '2026-03-06',
      freezings: 0,
      abilities: { freeze: false },
    });
    expect(february?.deadlines.map((one) => one.on)).toEqual([
      '2026-03-06',
      '2026-03-06',
      '2026-03-05',
      '2026-03-04',
      '2026-03-03',
      '2026-03-02',
    ]);
  });

  it('counts who has reported by units and levels, and opens what is missing', async () => {
    ok(await report(leaf, 'teacher', { progress: 10 }), 201);
    const matrix = await get<Matrix>('officer', `/cycles/${id}/matrix`);
    expect(matrix.totals.total).toEqual({ owed: 8, inTime: 0, late: 1, waiting: 4, missing: 3, missed: 0 });
    for (const { cells, total } of matrix.units) {
      expect(cells.map((cell) => cell.level)).toEqual([1, 2, 3, 4, 5, 6]);
      expect([...cells, total].every(addsUp)).toBe(true);
    }
    const missing = await rows('officer', '?outcome=missing,late');
    expect(missing.map((row) => [row.outcome, row.daysLate]).sort()).toEqual([
      ['late', 2],
      ['missing', 1],
      ['missing', 2],
      ['missing', 2],
    ]);
    expect(missing.every((row) => !row.frozen && row.since === null && row.strip.length === 6)).toBe(true);
    expect((await rows('officer', '?level=5')).map((row) => row.id)).toEqual([line.professor.id]);
    expect(await totals('officer', `?unitId=${stage.home.units.PHY}`)).toMatchObject({ owed: 5 });
    expect(await totals('officer', `?unitId=${stage.home.units.CHE}`)).toMatchObject({ owed: 0 });
  });

  it('counts for everybody what he may see, and for himself what he answers for', async () => {
    expect(await totals('outsider')).toMatchObject({ owed: 0 });
    expect(await rows('outsider')).toEqual([]);
    const seen = (await rows('teacherTwo')).map((row) => row.id);
    expect(seen).toContain(other.id);
    expect(seen).not.toContain(leaf.id);
    expect((await totals('teacherTwo')).owed).toBe(seen.length);
    expect(await totals('teacherTwo', '?mine=true')).toMatchObject({ owed: 1, missing: 1 });
    expect((await (await stage.as('outsider')).get(`/cycles/${leaf.id}`)).status).toBe(404);
  });

  it('freezes with the end of its day: what is not there is missed, and nothing that comes later changes the picture', async () => {
    stage.goTo('2026-03-07T00:00:00+08:00');
    await stage.home.as('officer', stage.server.clock.now(), (scope) => freezeCycles({ ...scope, actorId: null }));
    const frozen = await get<CycleView>('teacher', `/cycles/${id}`);
    expect(frozen).toMatchObject({
      state: 'frozen',
      freezings: 1,
      frozenDay: '2026-03-06',
      frozenAt: '2026-03-06T15:59:59.999Z',
    });
    expect(await totals('officer')).toEqual({ owed: 8, inTime: 0, late: 1, waiting: 0, missing: 0, missed: 7 });
    expect((await get<CycleView>('officer', `/cycles/${id}?asOf=2026-03-06`)).state).toBe('open');
    expect(await totals('officer', '?asOf=2026-03-06')).toMatchObject({ late: 1, missing: 5, waiting: 2 });
    expect((await (await stage.as('officer')).get(`/cycles/${id}?asOf=2026-03-03`)).status).toBe(404);

    stage.goTo('2026-03-09T09:00:00+08:00');
    const [before] = await rows('officer', '?outcome=missed&level=6');
    expect(ok(await report(other, 'teacherTwo', { progress: 5, cycleId: id }), 201).snapshot).toMatchObject({
      period: { to: '2026-02-28' },
    });
    const bare = await report(leaf, 'teacher', { progress: 90, cycleId: id });
    expect(bare.body.code).toBe('correction_needed');
    const first = String((bare.body as unknown as { params: { reportId: string } }).params.reportId);
    ok(await report(leaf, 'teacher', { progress: 90, cycleId: id, corrects: first }), 201);
    const [late] = await rows('officer', '?outcome=late');
    expect(late).toMatchObject({ id: leaf.id, frozen: true, daysLate: 2, verified: null, since: { corrects: first } });
    const made = (await rows('officer', '?outcome=missed')).find((row) => row.id === other.id);
    expect(made).toMatchObject({ outcome: 'missed', since: { corrects: null } });
    expect(before).toMatchObject({ frozen: true, since: null });
    expect(await totals('officer')).toMatchObject({ late: 1, missed: 7 });
  });

  it('is reopened with a reason until a day, and the second freeze has made-up work late for ever', async () => {
    expect((await act('officer', `/cycles/${id}/reopen`, {})).status).toBe(400);
    expect((await act('dean', `/cycles/${id}/reopen`, { reason: '系统停机' })).status).toBe(403);
    expect((await act('officer', `/cycles/${id}/reopen`, { reason: '系统停机', until: '2026-03-08' })).body.code).toBe(
      'cycle_reopened_until_past',
    );
    const version = (await get<CycleView>('officer', `/cycles/${id}`)).version;
    const stale = await act(
      'officer',
      `/cycles/${id}/reopen`,
      { reason: '系统停机' },
      { 'if-match': `"${version - 1}"` },
    );
    expect(stale.status).toBe(412);
    const open = await act(
      'officer',
      `/cycles/${id}/reopen`,
      { reason: '系统停机', until: '2026-03-10' },
      { 'if-match': `"${version}"` },
    );
    expect(open.body).toMatchObject({
      state: 'open',
      freezeOn: '2026-03-10',
      reopened: { reason: '系统停机' },
      version: version + 1,
    });
    expect((await act('officer', `/cycles/${id}/reopen`, { reason: '再来' })).body).toMatchObject({
      version: version + 1,
    });
    expect(await totals('officer')).toMatchObject({ late: 2, missing: 6, missed: 0 });
    // the picture of the first freeze stays where it was
    expect(await totals('officer', '?asOf=2026-03-07')).toMatchObject({ late: 1, missed: 7 });
    stage.goTo('2026-03-11T00:00:00+08:00');
    await stage.home.as('officer', stage.server.clock.now(), (scope) => freezeCycles({ ...scope, actorId: null }));
    expect(await get<CycleView>('officer', `/cycles/${id}`)).toMatchObject({
      state: 'frozen',
      freezings: 2,
      frozenDay: '2026-03-10',
    });
    expect(await totals('officer')).toMatchObject({ inTime: 0, late: 2, missed: 6 });
  });

  it('is reviewed, then closed, and neither is undone', async () => {
    expect((await act('officer', `/cycles/${id}/close`)).body.code).toBe('cycle_act_not_in_state');
    expect((await act('officer', `/cycles/${id}/review`)).body.state).toBe('reviewed');
    expect((await act('officer', `/cycles/${id}/review`)).body.state).toBe('reviewed');
    expect((await act('officerTwo', `/cycles/${id}/review`)).body.code).toBe('cycle_act_not_in_state');
    expect((await act('officer', `/cycles/${id}/reopen`, { reason: '再看' })).body.code).toBe('cycle_reviewed');
    expect((await act('officer', `/cycles/${id}/close`)).body.state).toBe('closed');
    expect(await totals('officer')).toMatchObject({ late: 2, missed: 6 });
    const { items } = await get<{ items: CycleView[] }>('officer', '/cycles?kind=month&state=closed');
    expect(items.map((one) => one.id)).toEqual([id]);
  });

  it('asks the office alone to review and to close it, and moves with the calendar while it is open', async () => {
    const april = (await act('officer', '/cycles', { kind: 'month', from: '2026-04-01' })).body;
    const closed = { day: '2026-05-07', name: '校庆' };
    expect(april.freezeOn).toBe('2026-05-11');
    ok(await (await stage.as('officer')).post('/closed-days', closed), 201);
    expect((await get<CycleView>('officer', `/cycles/${april.id}`)).freezeOn).toBe('2026-05-12');
    const march = await get<{ items: CycleView[] }>('officer', '/cycles?kind=month');
    const one = march.items.find((cycle) => cycle.from === '2026-03-01');
    expect(one?.freezeOn).toBe('2026-04-08');
    const work = async (who: PersonKey) =>
      (await get<{ items: { kind: string; cycleId: string | null }[] }>(who, '/workbench')).items
        .filter((row) => row.kind === 'cycle')
        .map((row) => row.cycleId);
    expect(await work('officer')).toEqual([]);
    expect(await work('president')).toEqual([]);
  });

  it('goes out as a table in the language of the reader, for whoever sees its rows', async () => {
    const csv = await (await stage.as('officer')).get<string>(`/cycles/${id}/items.csv?outcome=late,missed`);
    expect(csv.headers['content-type']).toContain('text/csv');
    const lines = csv.body.replace('\ufeff', '').trim().split('\r\n');
    expect(lines[0]?.startsWith('Code,Item,Level')).toBe(true);
    expect(lines).toHaveLength(9);
    const chinese = await (await stage.as('officer')).get<string>(`/cycles/${id}/items.csv`, {
      headers: { 'accept-language': 'zh-CN' },
    });
    expect(chinese.body).toContain('缺报');
    expect(
      (await (await stage.as('outsider')).get<string>(`/cycles/${id}/items.csv`)).body.trim().split('\r\n'),
    ).toHaveLength(1);
    const book = await (await stage.as('officer')).get(`/cycles/${id}/items.xlsx`);
    expect(book).toMatchObject({ status: 200 });
  });

  it('frozen by hand before its day leaves those without a report missed', async () => {
    stage.goTo('2026-04-01T10:00:00+08:00');
    const march = (await act('officer', '/cycles', { kind: 'month', from: '2026-03-01' })).body;
    id = march.id;
    ok(await report(leaf, 'teacher', { progress: 95, cycleId: id }), 201);
    // the deadline of level 6 is today: in time on its day
    expect(await totals('officer')).toMatchObject({ inTime: 1, late: 0, waiting: 7, missing: 0 });
    const april = (await act('officer', '/cycles', { kind: 'month', from: '2026-04-01' })).body;
    expect((await act('officer', `/cycles/${april.id}/freeze`)).body).toMatchObject({
      code: 'cycle_not_ended',
      params: { to: '2026-04-30' },
    });
    expect((await act('officer', `/cycles/${id}/freeze`)).body).toMatchObject({
      state: 'frozen',
      frozenDay: '2026-04-01',
    });
    expect(await totals('officer')).toMatchObject({ inTime: 1, missed: 7 });
    const { items: work } = await get<{ items: { kind: string; cycleId: string }[] }>('officer', '/workbench');
    expect(work.filter((row) => row.kind === 'cycle').map((row) => row.cycleId)).toEqual([id]);
    // the next report of the day serves the running period, not the frozen one
    expect(ok(await report(other, 'teacherTwo', { progress: 7 }), 201).snapshot).toMatchObject({
      period: { from: '2026-04-01' },
    });
  });

  it('takes what is sent while it freezes either into its picture or beside it', async () => {
    stage.goTo('2026-05-06T10:00:00+08:00');
    id = (await act('officer', '/cycles', { kind: 'month', from: '2026-04-01' })).body.id;
    const senders: [PersonKey, Planted][] = [
      ['president', line.president],
      ['leader', line.leader],
      ['director', line.director],
      ['dean', line.dean],
      ['professor', line.professor],
      ['teacher', line.teacher],
    ];
    const clients = await Promise.all(senders.map(([who]) => stage.as(who)));
    const send = async (at: number) =>
      (
        await clients[at]?.post(`/items/${senders[at]?.[1].id}/reports`, {
          selfRatedLight: 'green',
          cycleId: id,
          done: '',
        })
      )?.status;
    const [frozen, ...sent] = await Promise.all([
      act('officer', `/cycles/${id}/freeze`),
      ...senders.map((_, at) => send(at)),
    ]);
    expect(frozen.body.state).toBe('frozen');
    expect(new Set(sent)).toEqual(new Set([201]));
    const shown = new Map((await rows('officer')).map((row) => [row.id, row]));
    for (const [, item] of senders) {
      const row = shown.get(item.id);
      expect([row?.outcome === 'missed', row?.since === null]).toEqual(
        row?.since === null ? [false, true] : [true, false],
      );
    }
    expect(await stage.home.as('officer', stage.server.clock.now(), findFrozenDifferences)).toEqual([]);
  });
});
