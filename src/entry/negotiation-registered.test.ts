// Negotiation on items that are registered already: what both agree on goes before the gate, and nobody is overruled on what he has signed for.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../tests/support/database.ts';
import type { PersonKey } from '../../tests/support/institution.ts';
import {
  ok,
  type Planted,
  type Problem,
  plantLine,
  type Stage,
  type Sub,
  setStage,
} from '../../tests/support/stage.ts';
import { catchUp } from '../capabilities/progress/midnight.actions.ts';
import { inTenant } from '../platform/database/connect.ts';
import { midnightActs } from './background.ts';

type Talk = {
  itemId: string;
  state: string;
  waitsFor: string;
  n: number;
  settled: { what: string; requestIds: string[]; differs: string[] } | null;
  abilities: Record<string, boolean>;
};
type Talks = { items: Talk[]; abilities: Record<string, boolean> };
type Shown = { state: string; weight: number; originalDue: string; approvedDue: string; responsiblePersonId: string };
type Work = { items: { kind: string; itemId: string | null; due: string; blocks: number; abilities: object }[] };

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const propose = async (who: PersonKey, id: string, proposal: object) =>
  (await stage.as(who)).post<Talk & Problem>(`/items/${id}/negotiations`, { proposal, reason: '设备推迟到货' });
const reply = async (who: PersonKey, id: string, n: number, body: object) =>
  (await stage.as(who)).post<Talk & Problem>(`/items/${id}/negotiations/${n}/reply`, body);
const itemOf = async (id: string) => ok<Shown>(await (await stage.as('officer')).get(`/items/${id}`));

/** A teacher's task under a whole line, in this state, ending before what it hangs from. */
async function task(state: string): Promise<Planted> {
  const line = await plantLine(stage);
  return stage.plant({
    who: 'teacher',
    unit: 'OPT',
    level: 6,
    parent: line.professor.id,
    state,
    horizon: 'task',
    weight: 40,
    due: '2026-10-31',
  });
}

async function goTo(day: string): Promise<void> {
  stage.goTo(`${day}T09:00:00+08:00`);
  const { db } = await useDatabase();
  await catchUp({ db, now: stage.server.clock.now, acts: midnightActs() }, stage.home.id);
}

describe('before it is signed for', () => {
  it('an agreed weight and date go to the gate as a change and a no-fault extension, decided by neither side; the original due stays', async () => {
    const { id } = await task('assigned');
    ok(await propose('teacher', id, { weight: 30, due: '2026-11-30' }), 201);
    const agreed = ok(await reply('professor', id, 1, { verdict: 'agree' }));
    expect(agreed).toMatchObject({ state: 'agreed', settled: { what: 'agreed', differs: [] } });
    const subs: Sub[] = [];
    for (const one of agreed.settled?.requestIds ?? []) subs.push(await stage.submission(one));
    expect(subs.map((sub) => sub.kind)).toEqual(['change', 'extension']);
    for (const sub of subs) {
      const route = stage.routeOf(sub);
      expect(route).not.toContain('teacher');
      expect(route).not.toContain('professor');
      await stage.passAll(sub.id);
    }
    expect(await itemOf(id)).toMatchObject({
      state: 'assigned',
      weight: 30,
      originalDue: '2026-10-31',
      approvedDue: '2026-11-30',
    });
  });

  it('the superior may propose and, after the limit, decide by his own terms: they go to the gate too', async () => {
    const { id } = await task('registered');
    ok(await propose('professor', id, { weight: 50 }), 201);
    await goTo('2026-03-12');
    const decided = ok(
      await reply('professor', id, 1, { verdict: 'decide', proposal: { weight: 45 }, reason: '逾期未答复' }),
    );
    expect(decided).toMatchObject({ state: 'decided' });
    expect(decided.settled?.requestIds).toHaveLength(1);
    expect((await itemOf(id)).weight).toBe(40);
    await stage.passAll(decided.settled?.requestIds[0] ?? '');
    expect((await itemOf(id)).weight).toBe(45);
  });
});

describe('once it is signed for', () => {
  it('is changed by what the responsible person proposed or not at all: nothing is imposed', async () => {
    const { id } = await task('in_progress');
    ok(await propose('professor', id, { weight: 60 }), 201);
    await goTo('2026-03-20');
    const own = await reply('professor', id, 1, { verdict: 'decide', reason: '就这样' });
    expect([own.status, own.body.code]).toEqual([409, 'decide_needs_agreement']);
    ok(await reply('professor', id, 1, { verdict: 'decide', keep: true, reason: '维持现状' }));
    expect((await itemOf(id)).weight).toBe(40);
  });

  it('another person is agreed on by a transfer, which asks for a new signature', async () => {
    const { id } = await task('in_progress');
    ok(await propose('teacher', id, { responsiblePersonId: stage.home.people.teacherTwo }), 201);
    const agreed = ok(await reply('professor', id, 1, { verdict: 'agree' }));
    const [transfer = ''] = agreed.settled?.requestIds ?? [];
    expect((await stage.submission(transfer)).kind).toBe('transfer');
    await stage.passAll(transfer);
    expect(await itemOf(id)).toMatchObject({ state: 'assigned', responsiblePersonId: stage.home.people.teacherTwo });
  });

  it('rests with an item that is cancelled or asleep: it waits for nobody any more', async () => {
    const { id } = await task('in_progress');
    ok(await propose('teacher', id, { weight: 30 }), 201);
    const { db } = await useDatabase();
    await inTenant(db, stage.home.id, async (tx) => {
      await tx.updateTable('items').set({ state: 'suspended' }).where('id', '=', id).execute();
    });
    await goTo('2026-04-02');
    const dean = await stage.as('professor');
    const listed = ok<Talks>(await dean.get('/negotiations?queue=sent&limit=500')).items.filter(
      (one) => one.itemId === id,
    );
    const work = ok<Work>(await dean.get('/workbench')).items.filter((row) => row.itemId === id);
    expect([listed, work]).toEqual([[], []]);
    const [talk] = ok<Talks>(await dean.get(`/items/${id}/negotiations`)).items;
    expect(talk).toMatchObject({ state: 'open', abilities: { agree: false, counter: false, decide: false } });
  });

  it('and closed, there is nothing left to negotiate', async () => {
    const { id } = await task('closed');
    const late = await propose('teacher', id, { weight: 30 });
    expect([late.status, late.body.code]).toEqual([409, 'act_not_in_state']);
    expect(late.body.detail).toContain('closed');
  });

  it('nobody outside the two sides begins, and a new talk begins only when the last one is over', async () => {
    const { id } = await task('in_progress');
    expect((await propose('dean', id, { weight: 30 })).body.code).toBe('only_sides_negotiate');
    const begin = async (who: PersonKey) =>
      ok<Talks>(await (await stage.as(who)).get(`/items/${id}/negotiations`)).abilities;
    expect([await begin('teacher'), await begin('dean')]).toEqual([{ begin: true }, { begin: false }]);
    ok(await propose('teacher', id, { weight: 30 }), 201);
    expect(await begin('teacher')).toEqual({ begin: false });
    expect((await propose('teacher', id, { weight: 20 })).body.code).toBe('own_round');
  });
});

describe('the workbench', () => {
  it('says to each side what waits for it, by which day', async () => {
    const { id } = await task('in_progress');
    const workOf = async (who: PersonKey) =>
      ok<Work>(await (await stage.as(who)).get('/workbench')).items.find(
        (row) => row.itemId === id && row.kind !== 'report',
      );
    ok(await propose('teacher', id, { weight: 30 }), 201);
    expect(await workOf('professor')).toMatchObject({ kind: 'countered', abilities: { negotiate: true } });
    ok(await reply('professor', id, 1, { verdict: 'counter', proposal: { weight: 35 }, reason: '折中' }));
    expect(await workOf('teacher')).toMatchObject({ kind: 'negotiate' });
  });
});

describe('two answers at once', () => {
  it('leave one answer, and the other is told so', async () => {
    const { id } = await task('in_progress');
    ok(await propose('teacher', id, { weight: 30 }), 201);
    const answers = await Promise.all([
      reply('professor', id, 1, { verdict: 'agree' }),
      reply('professor', id, 1, { verdict: 'counter', proposal: { weight: 35 }, reason: '折中' }),
    ]);
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
    const { items } = ok<Talks>(await (await stage.as('teacher')).get(`/items/${id}/negotiations`));
    expect(items).toHaveLength(1);
  });
});
