// An indicator's actual at every depth, now and as of any past moment, against a count by definition over random trees and acts.
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { ok, plantLine, type Stage, setStage } from '../../../tests/support/stage.ts';
import { type StoredTree, storeInstitution } from '../../../tests/support/stored-trees.ts';
import { inTenant, type Tx } from '../../platform/database/connect.ts';
import { loadIndicators } from './indicator-values.store.ts';

const RULES = ['sum', 'mean', 'max', 'min', 'none'] as const;
type Rule = (typeof RULES)[number];
type Reading = { id: string; value: number; day: number; verified: boolean };
/** One item with one indicator, handed down from the one of the item above where `carries`. */
type Node = {
  id: string;
  itemId: string;
  parent: Node | null;
  rule: Rule;
  polarity: 'up' | 'down';
  target: number | null;
  counts: boolean;
  readings: Reading[];
};

const naiveRound = (value: number): number =>
  (Math.sign(value) * Math.round(Math.abs(value) * 10_000 + 1e-6)) / 10_000 || 0;
function combined(rule: Rule, values: readonly (number | null)[]): number | null {
  const set = values.filter((value) => value !== null);
  if (set.length === 0 || rule === 'none') return null;
  const sum = set.reduce((a, b) => a + b, 0);
  return { sum: naiveRound(sum), mean: naiveRound(sum / set.length), max: Math.max(...set), min: Math.min(...set) }[
    rule
  ];
}
const below = (all: readonly Node[], node: Node) => all.filter((one) => one.parent === node && one.counts);
function actual(all: readonly Node[], node: Node): number | null {
  const own = node.readings.filter((one) => one.verified).sort((a, b) => a.day - b.day);
  const last = own.at(-1);
  return last
    ? last.value
    : combined(
        node.rule,
        below(all, node).map((one) => actual(all, one)),
      );
}
function shown(all: readonly Node[], node: Node) {
  const carriers = below(all, node);
  const made = combined(
    node.rule,
    carriers.map((one) => one.target),
  );
  const open = made === null || node.target === null ? null : node.target - made;
  const gap = open === null ? null : naiveRound(node.polarity === 'up' ? open : -open);
  return { actual: actual(all, node), combined: made, carriers: carriers.length, gap };
}

const figure = fc.integer({ min: -200, max: 200 }).map((whole) => whole / 4);
const drafts = fc.array(
  fc.record({
    parent: fc.nat(),
    rule: fc.constantFrom(...RULES),
    polarity: fc.constantFrom('up' as const, 'down' as const),
    target: fc.option(figure, { freq: 5 }),
  }),
  { minLength: 2, maxLength: 12 },
);
const acts = fc.array(
  fc.record({
    act: fc.constantFrom('read', 'read', 'verify', 'verify', 'cancel', 'retarget'),
    at: fc.nat(),
    value: figure,
  }),
  { maxLength: 14 },
);

const START = new Date('2026-01-05T02:00:00Z').getTime();
const moment = (step: number) => new Date(START + step * 3_600_000);
const MAX_DEPTH = 5;

function growTree(
  rows: readonly { parent: number; rule: Rule; polarity: 'up' | 'down'; target: number | null }[],
): Node[] {
  const made: Node[] = [];
  for (const { parent, ...row } of rows) {
    const above = made.length === 0 ? null : (made[parent % made.length] ?? null);
    const depth = (node: Node | null): number => (node === null ? 0 : 1 + depth(node.parent));
    const under = depth(above) >= MAX_DEPTH ? (made[0] ?? null) : above;
    made.push({ id: uuid(), itemId: uuid(), parent: under, ...row, counts: true, readings: [] });
  }
  return made;
}

async function store(tx: Tx, at: StoredTree, tree: readonly Node[]): Promise<void> {
  const own = { institution_id: at.institutionId, created_at: moment(0), changed_at: moment(0) };
  const items = tree.map((node, index) => ({
    ...own,
    id: node.itemId,
    code: `C${index}`,
    horizon: 'task',
    level: 1,
    parent_id: node.parent?.itemId ?? null,
    path: [],
    title: 'T',
    lead_unit_id: at.unitId,
    responsible_person_id: at.personId,
    start: '2026-01-01',
    original_due: '2026-12-31',
    approved_due: '2026-12-31',
    state: 'in_progress',
  }));
  await tx.insertInto('items').values(items).execute();
  const indicators = tree.map((node) => ({
    ...own,
    id: node.id,
    item_id: node.itemId,
    name: 'N',
    target: node.target,
    rule: node.rule,
    polarity: node.polarity,
    parent_indicator_id: node.parent?.id ?? null,
  }));
  await tx.insertInto('indicators').values(indicators).execute();
}

type Act = { act: string; at: number; value: number };
async function doAct(tx: Tx, at: StoredTree, tree: readonly Node[], { act, at: place, value }: Act, step: number) {
  const node = tree[place % tree.length] as Node;
  const own = { institution_id: at.institutionId };
  if (act === 'read') {
    const reading = { id: uuid(), value, day: step, verified: false };
    node.readings.push(reading);
    const date = `2026-02-${String(step + 1).padStart(2, '0')}`;
    const row = { ...own, id: reading.id, indicator_id: node.id, item_id: node.itemId, date, value };
    await tx
      .insertInto('indicator_readings')
      .values({ ...row, created_by: at.personId, created_at: moment(step) })
      .execute();
  }
  if (act === 'verify') {
    const reading = node.readings.find((one) => !one.verified);
    if (!reading) return;
    reading.verified = true;
    const verified = { verified: true, verified_at: moment(step) };
    await tx.updateTable('indicator_readings').set(verified).where('id', '=', reading.id).execute();
  }
  if (act === 'cancel') {
    node.counts = false;
    const cancelled = { state: 'cancelled', changed_at: moment(step) };
    await tx.updateTable('items').set(cancelled).where('id', '=', node.itemId).execute();
  }
  if (act === 'retarget') {
    node.target = value;
    const changed = { target: value, changed_at: moment(step) };
    await tx.updateTable('indicators').set(changed).where('id', '=', node.id).execute();
  }
}

test('equals the count by definition at every depth through acts of every kind, and every past moment can be read again', {
  timeout: 120_000,
}, async () => {
  const { db, owner } = await useDatabase();
  await fc.assert(
    fc.asyncProperty(drafts, acts, async (rows, given) => {
      const at = await storeInstitution(owner);
      const tree = growTree(rows);
      const inside = <T>(work: (place: { tx: Tx; institutionId: string }) => Promise<T>) =>
        inTenant(db, at.institutionId, (tx) => work({ tx, institutionId: at.institutionId }));
      const readAll = (then?: Date) =>
        inside(async (place) => {
          const found: unknown[] = [];
          for (const node of tree) found.push(await loadIndicators(place, node.itemId, then));
          return found;
        });
      await inside(({ tx }) => store(tx, at, tree));
      const seen: { step: number; views: unknown[] }[] = [];
      for (const [index, act] of given.entries()) {
        await inside(({ tx }) => doAct(tx, at, tree, act, index + 1));
        const views = await readAll();
        expect(views).toMatchObject(tree.map((node) => [shown(tree, node)]));
        seen.push({ step: index + 1, views });
      }
      for (const { step, views } of seen) expect(await readAll(moment(step))).toEqual(views);
      expect(await readAll(new Date(START - 1))).toEqual(tree.map(() => []));
    }),
    { numRuns: 25 },
  );
});

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

it('is shown on the item as it is and as it was, from what was read at the end of the line', async () => {
  const line = await plantLine(stage);
  const { db } = await useDatabase();
  const chain = [line.president, line.leader, line.director, line.dean, line.professor, line.teacher];
  const ids = chain.map(() => uuid());
  const on = (day: string) => new Date(`2026-03-${day}T01:00:00Z`);
  await inTenant(db, stage.home.id, async (tx) => {
    const own = { institution_id: stage.home.id, created_at: on('04'), changed_at: on('04') };
    for (const [at, item] of chain.entries()) {
      const link = { id: ids[at] ?? '', item_id: item.id, parent_indicator_id: ids[at - 1] ?? null };
      const rule = at === chain.length - 1 ? 'none' : 'sum';
      await tx
        .insertInto('indicators')
        .values({ ...own, ...link, name: '论文', target: 10, rule })
        .execute();
    }
    const reading = { indicator_id: ids.at(-1) ?? '', item_id: line.teacher.id, created_by: stage.home.people.teacher };
    for (const [day, value] of [
      ['05', 3],
      ['06', 7],
    ] as const)
      await tx
        .insertInto('indicator_readings')
        .values({
          ...reading,
          institution_id: stage.home.id,
          id: uuid(),
          date: `2026-03-${day}`,
          value,
          verified: true,
          verified_at: on(day),
          created_at: on(day),
        })
        .execute();
  });
  stage.goTo('2026-03-10T09:00:00+08:00');
  type Shown = { indicators: { actual: number | null; gap: number | null; attainment: number | null }[] };
  const officer = await stage.as('officer');
  const at = async (query: string) => ok<Shown>(await officer.get(`/items/${line.president.id}${query}`)).indicators[0];
  expect(await at('')).toMatchObject({ actual: 7, gap: 0, attainment: 0.7 });
  expect(await at('?asOf=2026-03-05')).toMatchObject({ actual: 3, gap: 0 });
  expect(await at('?asOf=2026-03-04')).toMatchObject({ actual: null, gap: 0 });
  expect(await at('?asOf=2026-06-01')).toMatchObject({ actual: 7 });
});
