// Load over HTTP: persons whole, units by share, the most loaded first, each with the items behind it.
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { ok, type Plant, type Planted, type Stage, setStage } from '../../../tests/support/stage.ts';
import { inTenant } from '../../platform/database/connect.ts';
import { loadOf } from './load.rules.ts';

type Row = {
  person: { id: string } | null;
  unit: { id: string; code: string } | null;
  items: number;
  minutes: number | null;
  plannedMinutes: number | null;
  unplanned: { first: number; second: number; third: number };
};
type Part = {
  itemId: string;
  share: number;
  minutes: number | null;
  plannedMinutes: number | null;
  priority: number;
  verified: number | null;
};
type List<T> = { items: T[]; nextCursor: string | null; total: number };

let stage: Stage;
let root: Planted;
beforeAll(async () => {
  stage = await setStage();
  root = await plant({ who: 'director', unit: 'RES', level: 3 }, 600, 0, 1);
  const shared = { coUnits: [{ unit: 'CHE' as const, share: 0.3, person: 'deanTwo' as const }], parent: root.id };
  await plant({ who: 'dean', unit: 'PHY', level: 4, ...shared }, 1000, 25, 2, 0.7);
  await plant({ who: 'professor', unit: 'OPT', level: 5, parent: root.id }, 300, null, 2);
  await plant({ who: 'professor', unit: 'OPT', level: 5, parent: root.id }, null, null, 1);
  await plant({ who: 'professor', unit: 'OPT', level: 5, parent: root.id }, null, 50, 3);
  await plant({ who: 'teacher', unit: 'OPT', level: 6, state: 'registered' }, 300, null, 2);
  for (const state of ['draft', 'suspended', 'closed', 'archived', 'cancelled'])
    await plant({ who: 'teacher', unit: 'OPT', level: 6, state, author: 'director' }, 9999, null, 2);
});
afterAll(() => stage.close());

async function plant(item: Plant, minutes: number | null, verified: number | null, priority: number, lead = 1) {
  const { db } = await useDatabase();
  const planted = await stage.plant(item);
  await inTenant(db, stage.home.id, async (tx) => {
    const columns = { planned_minutes: minutes, priority, lead_share: lead };
    await tx.updateTable('items').set(columns).where('id', '=', planted.id).execute();
    await tx.updateTable('item_values').set({ verified }).where('item_id', '=', planted.id).execute();
  });
  return planted;
}

const load = async (query: string, who: Parameters<Stage['as']>[0] = 'officer') =>
  ok<List<Row>>(await (await stage.as(who)).get(`/load?${query}`));
const parts = async (query: string) => ok<List<Part>>(await (await stage.as('officer')).get(`/load/items?${query}`));

it('of persons is what is left of their planned minutes, and what says none by priority', async () => {
  const { items, total } = await load('by=person');
  const short = items.map((row) => [stage.nameOf(row.person?.id ?? null), row.minutes, row.unplanned]);
  const none = { first: 0, second: 0, third: 0 };
  expect(short).toEqual([
    ['dean', 750, none],
    // its own progress follows from those below: a quarter of one in four
    ['director', 562.5, none],
    ['professor', 300, { first: 1, second: 0, third: 1 }],
    ['teacher', 300, none],
  ]);
  expect(total).toBe(4);
  expect(items.every((row) => row.unit === null)).toBe(true);
});

it('of units counts a shared item by share', async () => {
  const { items } = await load('by=unit');
  expect(items.map((row) => [row.unit?.code, row.minutes, row.plannedMinutes, row.items])).toEqual([
    ['OPT', 600, 600, 4],
    ['RES', 562.5, 600, 1],
    ['PHY', 525, 700, 0.7],
    ['CHE', 225, 300, 0.3],
  ]);
});

it('is narrowed to an item with its subtree and to a unit with those below, and sorted as asked', async () => {
  const below = await load(`by=person&rootId=${root.id}`);
  expect(below.items.map((row) => stage.nameOf(row.person?.id ?? null))).toEqual(['dean', 'director', 'professor']);
  const physics = await load(`by=unit&unitId=${stage.home.units.PHY}`);
  expect(physics.items.map((row) => row.unit?.code)).toEqual(['OPT', 'PHY']);
  const chemistry = await load(`by=unit&unitId=${stage.home.units.CHE}`);
  expect(chemistry.items.map((row) => row.unit?.code)).toEqual(['CHE']);
  const people = await load(`by=person&unitId=${stage.home.units.PHY}&sort=-items`);
  expect(people.items.map((row) => stage.nameOf(row.person?.id ?? null))).toEqual(['professor', 'dean', 'teacher']);
  const officer = await stage.as('officer');
  expect((await officer.get('/load?by=person&sort=name')).status).toBe(400);
  expect((await officer.get('/load?by=sector')).status).toBe(400);
  for (const by of ['person', 'unit']) expect((await officer.get(`/load?by=${by}&unitId=${uuid()}`)).status).toBe(404);
  expect((await officer.get(`/load?by=unit&rootId=${uuid()}`)).status).toBe(404);
});

it('opens into items that make exactly the row', async () => {
  for (const by of ['person', 'unit'] as const)
    for (const row of (await load(`by=${by}`)).items) {
      const of = row.person ? `personId=${row.person.id}` : `ofUnitId=${row.unit?.id}`;
      const { items, total } = await parts(of);
      expect(total).toBe(items.length);
      const { person: _p, unit: _u, ...sums } = row;
      expect(sums).toEqual(loadOf(items));
    }
  const officer = await stage.as('officer');
  expect((await officer.get('/load/items')).body).toMatchObject({ status: 400, code: 'load_of_whom' });
  const both = `personId=${stage.home.people.dean}&ofUnitId=${stage.home.units.PHY}`;
  expect((await officer.get(`/load/items?${both}`)).status).toBe(400);
});

it('comes in pages, and of what one may see alone', async () => {
  const first = await load('by=person&limit=3');
  const rest = await load(`by=person&limit=3&cursor=${first.nextCursor}`);
  expect([...first.items, ...rest.items]).toEqual((await load('by=person')).items);
  const own = await load('by=person', 'outsider');
  expect(own).toEqual({ items: [], nextCursor: null, total: 0 });
  const dean = await load('by=person', 'deanTwo');
  expect(dean.items.map((row) => stage.nameOf(row.person?.id ?? null))).toEqual(['dean']);
});
