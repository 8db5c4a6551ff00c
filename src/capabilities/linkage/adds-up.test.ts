// Does it add up? Over HTTP: findings of a plan, a unit and a key work, counted, sorted and paged, for what one may see.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { ok, type Plant, type Planted, plantLine, type Stage, setStage } from '../../../tests/support/stage.ts';
import { inTenant } from '../../platform/database/connect.ts';

type Finding = {
  code: string;
  path: string;
  params: Record<string, unknown>;
  itemId: string;
  itemCode: string;
  unit: { code: string };
  level: number;
  title: string | null;
  mend: { itemId: string; page: string };
};
type List = {
  items: Finding[];
  nextCursor: string | null;
  total: number;
  counts: Record<string, number>;
  checked: number;
};

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const list = async (query: string, who: Parameters<Stage['as']>[0] = 'officer') =>
  ok<List>(await (await stage.as(who)).get(`/findings?${query}`));
const codes = async (item: Planted, who?: Parameters<Stage['as']>[0]) =>
  (await list(`rootId=${item.id}`, who)).items.filter((one) => one.itemId === item.id).map((one) => one.code);
const ofItem = async (item: Planted) =>
  ok<List>(await (await stage.as('officer')).get(`/items/${item.id}/findings`)).items;

const plantTop = (over: Partial<Plant> = {}) =>
  stage.plant({ who: 'director', unit: 'RES', level: 3, horizon: 'task', leader: 'leader', ...over });
const plantBelow = (parent: Planted, over: Partial<Plant> = {}) =>
  stage.plant({ who: 'dean', unit: 'PHY', level: 4, horizon: 'task', parent: parent.id, weight: 100, ...over });

type Figure = { target?: number | null; rule?: string; polarity?: string; parent?: string; name?: string };
async function plantFigure(item: Planted, figure: Figure): Promise<string> {
  const { db } = await useDatabase();
  const id = uuid();
  await inTenant(db, stage.home.id, (tx) =>
    tx
      .insertInto('indicators')
      .values({
        institution_id: stage.home.id,
        id,
        item_id: item.id,
        name: figure.name ?? '到款',
        unit: '万元',
        target: figure.target ?? null,
        rule: figure.rule ?? 'sum',
        polarity: figure.polarity ?? 'up',
        parent_indicator_id: figure.parent ?? null,
        created_at: new Date('2026-03-01T00:00:00Z'),
        changed_at: new Date('2026-03-01T00:00:00Z'),
      })
      .execute(),
  );
  return id;
}
async function change(item: Planted, columns: { gap_reason?: string; interim?: boolean; weight?: number | null }) {
  const { db } = await useDatabase();
  await inTenant(db, stage.home.id, (tx) =>
    tx
      .updateTable('items')
      .set(columns)
      .where('institution_id', '=', stage.home.id)
      .where('id', '=', item.id)
      .execute(),
  );
}

describe('a plan', () => {
  it('whose weights, nodes and levels are right has nothing to mend', async () => {
    const line = await plantLine(stage);
    expect(await list(`rootId=${line.president.id}`)).toEqual({
      items: [],
      nextCursor: null,
      total: 0,
      counts: {},
      checked: 6,
      coverage: 100,
      weightLost: 0,
    });
  });

  it('tells weights that do not total 100, are missing, or were lost with cancelled work', async () => {
    const short = await plantTop();
    await plantBelow(short, { weight: 60.5 });
    expect(await codes(short)).toContain('weights_not_100');
    expect((await ofItem(short)).find((one) => one.code === 'weights_not_100')?.params).toEqual({ difference: 39.5 });
    const lost = await plantTop();
    await plantBelow(lost, { weight: 60 });
    await plantBelow(lost, { weight: 40, state: 'cancelled' });
    const found = (await ofItem(lost)).find((one) => one.code === 'weight_lost');
    expect(found).toMatchObject({
      params: { difference: 40, cancelled: 1 },
      mend: { itemId: lost.id, page: 'decomposition' },
    });
    const unset = await plantTop();
    await plantBelow(unset);
    const missing = await plantBelow(unset);
    await change(missing, { weight: null });
    expect(await codes(unset)).toContain('weight_missing');
    expect(await codes(unset)).not.toContain('weights_not_100');
  });

  it('tells nodes that do not total 100, and their share beside children missing or without nodes', async () => {
    const nodes = [{ date: '2026-06-01', weight: 60 }];
    const top = await plantTop({ nodes });
    await plantBelow(top);
    expect(await codes(top)).toEqual(expect.arrayContaining(['nodes_not_100', 'own_nodes_weight_missing']));
    const none = await plantTop({ ownNodesWeight: 20 });
    await plantBelow(none);
    expect(await codes(none)).toContain('own_nodes_missing');
  });

  it('tells a gap with its reason and without, an indicator nobody carries, and a target left out', async () => {
    const top = await plantTop();
    const [one, other] = [await plantBelow(top, { weight: 60 }), await plantBelow(top, { weight: 40 })];
    const own = await plantFigure(top, { target: 100 });
    await plantFigure(one, { target: 60, rule: 'none', parent: own });
    const carried = await plantFigure(other, { target: 30, rule: 'none', parent: own });
    const gap = async () => (await ofItem(top)).filter((found) => found.code.startsWith('gap'));
    expect(await gap()).toMatchObject([
      {
        code: 'gap_without_reason',
        path: 'indicators.0',
        params: { indicator: '到款', gap: 10, target: 100, combined: 90, unit: '万元' },
      },
    ]);
    await change(top, { gap_reason: '留有余量' });
    expect(await gap()).toMatchObject([{ code: 'gap', params: { gap: 10, reason: '留有余量' } }]);
    const { db } = await useDatabase();
    await inTenant(db, stage.home.id, (tx) =>
      sql`update indicators set target = null where id = ${carried}`.execute(tx),
    );
    expect(await codes(top)).toContain('target_missing');
    await plantFigure(top, { target: 5, name: '论文' });
    await plantFigure(top, { target: 5, name: '自读', rule: 'none' });
    const alone = (await ofItem(top)).filter((found) => found.code === 'indicator_not_carried');
    expect(alone).toMatchObject([{ params: { indicator: '论文' } }]);
    await plantFigure(one, { target: 9 });
    expect(await codes(one)).not.toContain('indicator_not_carried');
  });

  it('tells a skipped level of other units, work that ends too high, and somebody standing in', async () => {
    const line = await plantLine(stage);
    const skipping = await stage.plant({
      who: 'professor',
      unit: 'OPT',
      level: 5,
      horizon: 'task',
      parent: line.director.id,
      weight: 50,
    });
    const [found] = await ofItem(skipping);
    expect(found).toMatchObject({
      code: 'level_skipped',
      params: { from: 3, to: 5 },
      mend: { itemId: line.director.id, page: 'decomposition' },
    });
    const own = await stage.plant({
      who: 'clerk',
      unit: 'RES',
      level: 6,
      horizon: 'task',
      parent: line.director.id,
      weight: 50,
    });
    expect(await codes(own)).toEqual([]);
    const high = await stage.plant({ who: 'director', unit: 'RES', level: 3, horizon: 'task', parent: line.leader.id });
    expect(await codes(high)).toEqual(['ends_too_high']);
    await change(high, { interim: true });
    expect(await codes(high)).toEqual(['ends_too_high', 'interim']);
    const waiting = await stage.plant({
      who: 'director',
      unit: 'RES',
      level: 3,
      horizon: 'task',
      parent: line.leader.id,
      state: 'assigned',
    });
    expect(await codes(waiting)).toEqual([]);
  });

  it('has nothing to mend on what is finished, given up or not begun', async () => {
    for (const state of ['draft', 'closed', 'archived', 'cancelled']) {
      const item = await stage.plant({ who: 'dean', unit: 'PHY', level: 4, state });
      expect(await ofItem(item)).toEqual([]);
    }
  });
});

describe('the list', () => {
  it('is narrowed by unit with those below, by year and by code; counts are of every code', async () => {
    const top = await plantTop({ start: '2026-03-01', due: '2026-12-31' });
    await plantBelow(top, { weight: 50 });
    const alone = await stage.plant({
      who: 'professor',
      unit: 'OPT',
      level: 5,
      horizon: 'task',
      start: '2027-01-04',
      due: '2027-06-30',
    });
    const within = async (query: string) => (await list(`limit=500&${query}`)).items.map((one) => one.itemId);
    expect(await within(`unitId=${stage.home.units.PHY}`)).toContain(alone.id);
    expect(await within(`unitId=${stage.home.units.PHY}`)).not.toContain(top.id);
    expect(await within('year=2027')).toContain(alone.id);
    expect(await within('year=2026')).not.toContain(alone.id);
    const one = await list(`rootId=${top.id}&code=serves_nothing_above`);
    expect(one).toMatchObject({ total: 1, counts: { serves_nothing_above: 1, weights_not_100: 1 } });
    const two = await list(`rootId=${top.id}&code=serves_nothing_above,weights_not_100`);
    expect(two.items.map(({ code }) => code)).toEqual(['weights_not_100', 'serves_nothing_above']);
  });

  it('comes in pages that together are the whole, in the order asked for', async () => {
    const whole = await list('limit=500&sort=item');
    expect(whole.items.length).toBeGreaterThan(5);
    const gathered: Finding[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const next: List = await list(`limit=3&sort=item${cursor ? `&cursor=${cursor}` : ''}`);
      gathered.push(...next.items);
      cursor = next.nextCursor;
    }
    expect(gathered).toEqual(whole.items);
    const levels = (await list('limit=500&sort=-level')).items.map((one) => one.level);
    expect(levels).toEqual([...levels].sort((a, b) => b - a));
    const units = (await list('limit=500&sort=unit')).items.map((one) => one.unit.code);
    expect(units).toEqual([...units].sort());
    expect((await (await stage.as('officer')).get('/findings?sort=colour')).status).toBe(400);
    expect((await (await stage.as('officer')).get('/findings?code=colour')).status).toBe(400);
  });

  it('shows whom it may: what one does not see is neither listed nor counted, and a root unseen is missing', async () => {
    const top = await plantTop();
    await plantBelow(top, { weight: 50 });
    const seen = await list('limit=500', 'outsider');
    expect(seen.items.filter((one) => one.itemId === top.id)).toEqual([]);
    expect(Object.values(seen.counts).reduce((sum, count) => sum + count, 0)).toBe(seen.total);
    const outsider = await stage.as('outsider');
    expect((await outsider.get(`/findings?rootId=${top.id}`)).status).toBe(404);
    expect((await outsider.get(`/findings?rootId=${uuid()}`)).status).toBe(404);
    expect((await outsider.get(`/findings?unitId=${uuid()}`)).status).toBe(404);
    expect((await list(`rootId=${top.id}`, 'dean')).items.map((one) => one.itemId)).toContain(top.id);
  });

  it('keeps what hangs on a placeholder to its line and its gate', async () => {
    const closed = await plantTop({ placeholder: true });
    await plantBelow(closed, { weight: 50 });
    expect(await codes(closed, 'director')).toContain('weights_not_100');
    expect((await list(`rootId=${closed.id}`, 'director')).items[0]?.title).toBeNull();
    expect(await codes(closed, 'leader')).toEqual([]);
  });
});
