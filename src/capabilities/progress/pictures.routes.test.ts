// The chain view and the X-matrix over HTTP: what everybody sees of the same plan, now and as it stood.
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { useDatabase } from '../../../tests/support/database.ts';
import { START } from '../../../tests/support/institution.ts';
import { ok, type Planted, type Stage, setStage } from '../../../tests/support/stage.ts';
import { inTenant } from '../../platform/database/connect.ts';
import type { ChainView } from './chain-view.contract.ts';
import type { XMatrix } from './x-matrix.contract.ts';

type View = z.output<typeof ChainView>;
type Matrix = z.output<typeof XMatrix>;
type Who = Parameters<Stage['as']>[0];

let stage: Stage;
const plan = {} as Record<
  'goal' | 'mid' | 'work' | 'director' | 'dean' | 'deanTwo' | 'teacher' | 'otherGoal' | 'otherWork',
  Planted
>;

beforeAll(async () => {
  stage = await setStage();
  const top = { who: 'president', unit: 'TOP', level: 1 } as const;
  const span = { start: '2026-01-01', due: '2030-12-31' };
  plan.goal = await stage.plant({ ...top, ...span, horizon: 'five_year', title: '建成一流光学' });
  plan.mid = await stage.plant({ ...top, ...span, horizon: 'mid_term', parent: plan.goal.id, weight: 100 });
  const coUnits = [{ unit: 'HR' as const, share: 0.4 }];
  plan.work = await stage.plant({
    ...top,
    parent: plan.mid.id,
    weight: 60,
    supervisor: 'supervisor',
    title: '光学平台',
  });
  plan.director = await stage.plant({
    who: 'director',
    unit: 'RES',
    level: 3,
    parent: plan.work.id,
    weight: 100,
    coUnits,
  });
  const college = { level: 4, parent: plan.director.id };
  plan.dean = await stage.plant({ ...college, who: 'dean', unit: 'PHY', weight: 60 });
  plan.deanTwo = await stage.plant({
    ...college,
    who: 'deanTwo',
    unit: 'CHE',
    weight: 40,
    state: 'assigned',
    title: '催化任务',
  });
  plan.teacher = await stage.plant({
    who: 'teacher',
    unit: 'OPT',
    level: 6,
    horizon: 'task',
    parent: plan.dean.id,
    weight: 100,
  });
  plan.otherGoal = await stage.plant({ ...top, ...span, horizon: 'five_year' });
  plan.otherWork = await stage.plant({ ...top, parent: plan.otherGoal.id, weight: 100 });
  await addIndicator(plan.work.id);
});
afterAll(() => stage.close());

async function addIndicator(itemId: string): Promise<void> {
  const { db } = await useDatabase();
  await inTenant(db, stage.home.id, async (tx) => {
    const row = {
      institution_id: stage.home.id,
      id: uuid(),
      item_id: itemId,
      name: '平台开放机时',
      unit: '小时',
      target: 1200,
    };
    await tx
      .insertInto('indicators')
      .values({ ...row, created_at: START, changed_at: START })
      .execute();
  });
}

const chain = async (who: Who, id: string, query = '') =>
  (await stage.as(who)).get<View>(`/items/${id}/chain-view${query}`);
const matrix = async (who: Who, query = '') => (await stage.as(who)).get<Matrix>(`/x-matrix${query}`);
const shareAt = (view: View, level: number) => view.levels.find((one) => one.level === level);

describe('the chain view', () => {
  it('tells by level what is carried, what jumps a level and what nobody signed for', async () => {
    const view = ok(await chain('officer', plan.work.id));
    expect(
      view.levels.map(({ level, stands, kept, skipped, lost }) => [level, stands, kept, skipped, lost.not_accepted]),
    ).toEqual([
      [1, 100, 0, 0, 0],
      [2, 0, 0, 100, 0],
      [3, 100, 0, 0, 0],
      [4, 60, 0, 0, 40],
      [5, 0, 0, 60, 40],
      [6, 60, 0, 0, 40],
    ]);
    expect(view.nodes).toHaveLength(5);
    expect(view.nodes.find((node) => node.id === plan.deanTwo.id)).toMatchObject({
      share: 40,
      ends: 40,
      loss: 'not_accepted',
    });
    expect(view.nodes[0]).toMatchObject({ id: plan.work.id, lostInAll: 40, coverage: 60 });
    expect(view.above.map((one) => one.id)).toEqual([plan.goal.id, plan.mid.id]);
    expect(view.strip).toHaveLength(6);
  });

  it('says what an item is of its root by the weights on the way', async () => {
    expect(ok(await chain('officer', plan.dean.id)).shareOfRoot).toBe(60);
    expect(ok(await chain('officer', plan.goal.id)).shareOfRoot).toBe(100);
  });

  it('does not exist for whoever may not see the item', async () => {
    const missing = await chain('outsider', plan.work.id);
    expect(missing.status).toBe(404);
    expect((await chain('outsider', uuid())).status).toBe(404);
    expect((await chain('professor', plan.otherWork.id)).status).toBe(404);
  });

  it('folds what a reader may not see into counts without names; the whole stays whole', async () => {
    const view = ok(await chain('supervisor', plan.work.id));
    expect(
      view.nodes.map(({ id, level, count, share }) => [id === null ? 'unseen' : 'seen', level, count, share]),
    ).toEqual([
      ['seen', 1, 1, 100],
      ['unseen', 3, 1, 100],
      ['unseen', 4, 2, 100],
      ['unseen', 6, 1, 60],
    ]);
    expect(shareAt(view, 6)?.lost.not_accepted).toBe(40);
    const told = JSON.stringify(view);
    for (const hidden of [
      '催化任务',
      plan.deanTwo.id,
      plan.deanTwo.code,
      stage.home.people.deanTwo,
      stage.home.people.teacher,
    ])
      expect(told).not.toContain(hidden);
  });

  it('shows a dean his own line, and the college beside it as one more', async () => {
    const view = ok(await chain('dean', plan.work.id));
    const seen = view.nodes.flatMap((node) => node.id ?? []);
    expect(seen).toEqual([plan.work.id, plan.director.id, plan.dean.id, plan.teacher.id]);
    expect(view.nodes.filter((node) => node.id === null)).toMatchObject([
      { level: 4, count: 1, share: 40, marks: [], loss: null },
    ]);
    expect(JSON.stringify(view)).not.toContain(stage.home.people.deanTwo);
  });
});

describe('the X-matrix', () => {
  it('draws the plan with every link of it, each with its reason', async () => {
    ok(
      await (await stage.as('officer')).post(`/items/${plan.director.id}/support-links`, {
        supportsId: plan.otherWork.id,
      }),
      201,
    );
    const view = ok(await matrix('officer', '?year=2026'));
    expect(view.rows.map((row) => row.arm)).toEqual(['goal', 'objective', 'work', 'goal', 'work']);
    const found = view.marks.map(({ corner, upper, lower, strength }) => [corner, upper, lower, strength]);
    const indicator = view.indicators[0]?.id;
    expect(found).toEqual(
      expect.arrayContaining([
        ['goal_objective', plan.goal.id, plan.mid.id, 'strong'],
        ['goal_objective', plan.otherGoal.id, plan.mid.id, 'weak'],
        ['objective_work', plan.mid.id, plan.work.id, 'strong'],
        ['work_indicator', plan.work.id, indicator, 'strong'],
        ['goal_indicator', plan.goal.id, indicator, 'strong'],
        ['goal_indicator', plan.otherGoal.id, indicator, 'weak'],
        ['work_unit', plan.work.id, stage.home.units.TOP, 'strong'],
        ['work_unit', plan.work.id, stage.home.units.RES, 'part'],
        ['work_unit', plan.work.id, stage.home.units.HR, 'weak'],
      ]),
    );
    const weak = view.marks.find((mark) => mark.corner === 'goal_objective' && mark.strength === 'weak');
    expect(weak?.reasons).toMatchObject([
      { kind: 'support', from: { id: plan.director.id }, to: { id: plan.otherWork.id } },
    ]);
    expect(view.goals).toHaveLength(2);
  });

  it('narrows to one goal, one sector, one year', async () => {
    expect(ok(await matrix('officer', `?rootId=${plan.otherGoal.id}`)).rows.map((row) => row.id)).toEqual([
      plan.otherGoal.id,
      plan.otherWork.id,
    ]);
    expect(ok(await matrix('officer', `?sectorId=${uuid()}`)).rows).toEqual([]);
    expect(ok(await matrix('officer', '?year=2029')).rows.map((row) => row.arm)).toEqual(['goal', 'objective', 'goal']);
    expect(ok(await matrix('officer', '?limit=1')).works).toBe(2);
  });

  it('shows each reader the rows that he sees, and nothing behind a root that he may not see', async () => {
    expect((await matrix('outsider', `?rootId=${plan.goal.id}`)).status).toBe(404);
    expect(ok(await matrix('outsider'))).toMatchObject({ rows: [], marks: [], indicators: [], units: [], goals: [] });
    const view = ok(await matrix('dean'));
    expect(view.rows.map((row) => row.id)).toEqual([plan.goal.id, plan.mid.id, plan.work.id]);
    // the other end of the support link is not his to see
    expect(view.marks.some((mark) => mark.strength === 'weak' && mark.corner === 'goal_objective')).toBe(false);
    expect(JSON.stringify(view)).not.toContain(plan.otherWork.code);
  });
});

describe('as of a day', () => {
  it('reads the chain as it stood, before an acceptance mended it', async () => {
    stage.goTo('2026-03-11T09:00:00+08:00');
    const late = ok(await chain('officer', plan.work.id));
    const silent = late.nodes.find((node) => node.id === plan.deanTwo.id)?.marks;
    expect(silent).toMatchObject([{ kind: 'not_accepted', personId: stage.home.people.deanTwo, days: 2 }]);
    ok(await (await stage.as('deanTwo')).post(`/items/${plan.deanTwo.id}/accept`));
    const now = ok(await chain('officer', plan.work.id));
    expect(shareAt(now, 4)).toMatchObject({ stands: 100, lost: { not_accepted: 0 } });
    expect(now.nodes.find((node) => node.id === plan.deanTwo.id)?.marks).toMatchObject([
      { kind: 'accepted_late', days: 2 },
    ]);
    const then = ok(await chain('officer', plan.work.id, '?asOf=2026-03-10'));
    expect(then.asOf).toBe('2026-03-10');
    expect(shareAt(then, 4)?.lost.not_accepted).toBe(40);
    expect(then.nodes.find((node) => node.id === plan.deanTwo.id)?.marks).toMatchObject([
      { kind: 'not_accepted', days: 1 },
    ]);
    expect((await chain('officer', plan.work.id, '?asOf=2026-03-03')).status).toBe(404);
    const ahead = ok(await chain('officer', plan.work.id, '?asOf=2026-06-30'));
    expect(shareAt(ahead, 4)?.stands).toBe(100);
    expect(ahead.levels.some((level) => level.silent > 0)).toBe(true);
  });
});
