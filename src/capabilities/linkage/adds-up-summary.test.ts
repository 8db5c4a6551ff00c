// The summary above the findings: coverage of what is looked at, the weight lost, and the findings of one person.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ok, type Plant, type Planted, type Stage, setStage } from '../../../tests/support/stage.ts';

type List = { total: number; checked: number; coverage: number | null; weightLost: number };

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const list = async (query: string) => ok<List>(await (await stage.as('officer')).get(`/findings?${query}`));
const plantTop = (over: Partial<Plant> = {}) =>
  stage.plant({ who: 'director', unit: 'RES', level: 3, horizon: 'task', leader: 'leader', ...over });
const plantBelow = (parent: Planted, over: Partial<Plant> = {}) =>
  stage.plant({ who: 'dean', unit: 'PHY', level: 4, horizon: 'task', parent: parent.id, weight: 100, ...over });

it('tells how far the work looked at is covered: by its topmost items', async () => {
  const top = await plantTop();
  await plantBelow(top, { weight: 60, state: 'in_progress' });
  await plantBelow(top, { weight: 40, state: 'assigned' });
  const item = ok<{ coverage: number }>(await (await stage.as('officer')).get(`/items/${top.id}`));
  expect(await list(`rootId=${top.id}`)).toMatchObject({ checked: 3, coverage: item.coverage });
});

it('adds up what cancelled children left open', async () => {
  const top = await plantTop();
  await plantBelow(top, { weight: 70.5 });
  await plantBelow(top, { weight: 29.5, state: 'cancelled' });
  expect(await list(`rootId=${top.id}`)).toMatchObject({ weightLost: 29.5 });
});

it('shows one person his own', async () => {
  const top = await plantTop();
  await plantBelow(top, { weight: 50 });
  const of = async (who: 'director' | 'dean') =>
    (await list(`rootId=${top.id}&personId=${stage.home.people[who]}`)).checked;
  expect([await of('director'), await of('dean')]).toEqual([1, 1]);
});

it('has no coverage where nothing is looked at', async () => {
  const top = await plantTop();
  expect(await list(`rootId=${top.id}&year=1999`)).toMatchObject({ checked: 0, coverage: null, weightLost: 0 });
});
