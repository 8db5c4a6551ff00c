// The focus list over HTTP: scored and explained while the cycle is open, read back as it stood, flagged the second time without a decision.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { createTestInstitution, type TestInstitution } from '../../../tests/support/institution.ts';
import { type Cast, castOf, growPlan, type Plan } from '../../../tests/support/plan.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { passTo } from '../../../tests/support/sheet-steps.ts';
import { stageOn } from '../../../tests/support/stage.ts';
import type { FocusList } from './focus.contract.ts';

type Focus = z.infer<typeof FocusList>;
type Problem = { code: string };
const BEGIN = new Date('2026-05-25T09:00:00+08:00');

let server: TestServer;
let house: TestInstitution;
let cast: Cast;
let plan: Plan;

async function liveTo(day: string): Promise<void> {
  await passTo(stageOn(server, house), day);
  // sessions end with time
  cast = castOf(server, house);
}
const cycleOf = async (from: string): Promise<string> => {
  const { body } = await (await cast('officer')).get<{ items: { id: string; from: string; kind: string }[] }>(
    '/cycles?kind=month&limit=50',
  );
  const found = body.items.find((cycle) => cycle.from === from);
  if (!found) throw new Error(`no cycle from ${from}: ${JSON.stringify(body.items)}`);
  return found.id;
};
const focus = async (who: string, cycleId: string) =>
  (await (await cast(who)).get<Focus>(`/cycles/${cycleId}/focus`)).body;
const titles = (list: Focus) => list.items.map((entry) => [entry.rank, entry.item.id, entry.score, entry.byScore]);

beforeAll(async () => {
  house = await createTestInstitution({ now: BEGIN });
  server = await startTestServer({ now: BEGIN });
  cast = castOf(server, house);
  plan = await growPlan(cast, house);
  await liveTo('2026-05-26');
});
afterAll(() => server.close());

describe('the focus list of an open cycle', () => {
  it('scores annual items that are yellow, orange or red, with every part explained', async () => {
    const list = await focus('president', await cycleOf('2026-05-01'));
    expect(list).toMatchObject({ live: true, on: '2026-05-26', length: 7, horizons: ['annual'] });
    expect(list.items.map((entry) => entry.item.horizon)).toEqual(['annual', 'annual', 'annual', 'annual', 'annual']);
    for (const { score, parts, item } of list.items) {
      expect(item.light).toBe('red');
      // a chain of single children: all weigh the same; nothing done of 40 planned; red for one working day
      expect(parts.map((part) => [part.name, part.input, part.points])).toEqual([
        ['weight', 1, 35],
        ['gap', 1, 25],
        ['light', 1, 20],
        ['waiting', 0, 0],
        ['days', 0.05, 0.5],
      ]);
      expect(score).toBe(80.5);
    }
    const codes = list.items.map((entry) => entry.item.code ?? '');
    expect(codes).toEqual([...codes].sort());
  });

  it('takes pins of leaders with a reason beside the first by score, and nobody else’s', async () => {
    const cycleId = await cycleOf('2026-05-01');
    const pin = async (who: string, body: object) =>
      (await cast(who)).post<Focus & Problem>(`/cycles/${cycleId}/focus/pins`, body);
    const body = { itemId: plan.ids.teacher, reason: '光源是全局的关键' };
    expect((await pin('professor', body)).body.code).toBe('only_leaders_pin');
    expect((await pin('leader', { itemId: plan.ids.teacher, reason: ' ' })).status).toBe(400);
    const list = (await pin('leader', body)).body;
    expect((await pin('leader', body)).body.items).toEqual(list.items);
    const history = await (await cast('officer')).get<{ items: { act: string }[] }>(
      `/items/${plan.ids.teacher}/history`,
    );
    expect(history.body.items.filter(({ act }) => act === 'focus.pinned')).toHaveLength(1);
    expect(titles(list).at(-1)).toEqual([6, plan.ids.teacher, null, false]);
    expect(list.items.at(-1)?.pinned).toMatchObject([{ by: { id: house.people.leader }, reason: '光源是全局的关键' }]);
    const unpin = async (who: string) =>
      (await cast(who)).del<Focus & Problem>(`/cycles/${cycleId}/focus/pins/${plan.ids.teacher}`);
    expect((await unpin('president')).body.code).toBe('not_pinned_by_you');
    await pin('president', { ...body, reason: '同意' });
    expect((await unpin('leader')).body.items.at(-1)?.pinned.map((one) => one.by.id)).toEqual([house.people.president]);
  });

  it('shows to everybody the items that he sees, ranked among themselves, and to others nothing', async () => {
    const cycleId = await cycleOf('2026-05-01');
    expect((await focus('outsider', cycleId)).items).toEqual([]);
    const clerk = await focus('deanTwo', cycleId);
    expect([clerk.items, clerk.abilities]).toEqual([[], { pin: false, decide: false }]);
    expect((await focus('teacher', cycleId)).items.map((entry) => entry.rank)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('the focus list of a frozen cycle', () => {
  it('is read back as it stood, and what stands on the next one without a decision is flagged', async () => {
    const may = await cycleOf('2026-05-01');
    await liveTo('2026-06-10');
    const kept = await focus('president', may);
    expect(kept).toMatchObject({ live: false, on: '2026-06-05' });
    expect(kept.items.map((entry) => [entry.runs, entry.flagged])).toEqual(Array.from({ length: 6 }, () => [1, false]));
    // eight working days from the Monday on which it turned red
    expect(kept.items[0]?.score).toBe(84.5);
    const refused = await (await cast('leader')).post<Problem>(`/cycles/${may}/focus/pins`, {
      itemId: plan.ids.dean,
      reason: '晚了',
    });
    expect(refused.body.code).toBe('focus_is_frozen');

    const june = await cycleOf('2026-06-01');
    const flagged = await focus('president', june);
    expect(flagged.items.map((entry) => [entry.item.id, entry.runs, entry.flagged])).toEqual(
      kept.items.slice(0, 5).map((entry) => [entry.item.id, 2, true]),
    );
    const decide = async (who: string, id: string) =>
      (await cast(who)).post<Focus & Problem>(`/cycles/${may}/focus/${id}/decision`, {
        text: '增拨设备费，六月底前到位',
      });
    expect((await decide('dean', plan.ids.dean)).body.code).toBe('only_leaders_decide');
    const done = await decide('officer', plan.ids.dean);
    expect(done.body.items.find((entry) => entry.item.id === plan.ids.dean)?.decisions).toMatchObject([
      { text: '增拨设备费，六月底前到位', by: { id: house.people.officer } },
    ]);
    const after = await focus('president', june);
    expect(after.items.find((entry) => entry.item.id === plan.ids.dean)).toMatchObject({
      runs: 2,
      decisionBetween: true,
      flagged: false,
    });
    expect((await focus('president', may)).items.map((entry) => entry.score)).toEqual(
      kept.items.map((entry) => entry.score),
    );
  });
});
