// The stored values equal the rules: for random trees, on random days and after random acts.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TestDatabase, useDatabase } from '../../../tests/support/database.ts';
import { itemFacts, nodeFacts, reportFacts } from '../../../tests/support/item-facts.ts';
import { doAct, randomAct } from '../../../tests/support/random-acts.ts';
import { randomTrees, treesAndDay } from '../../../tests/support/random-trees.ts';
import { type StoredTree, storeInstitution, storeItems, storeReports } from '../../../tests/support/stored-trees.ts';
import { inTenant, type Tx } from '../../platform/database/connect.ts';
import { addDays, type Day, laterOf } from '../institution/calendar.rules.ts';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import { DEFAULT_PROGRESS_SETTINGS, type ItemFacts } from './facts.rules.ts';
import { loadFacts } from './facts.store.ts';
import {
  findValueDifferences,
  loadStoredValues,
  refreshAllItemValues,
  refreshExpiredItemValues,
  refreshItemValues,
} from './rollup.store.ts';
import { evaluateTree } from './tree.rules.ts';

const calendar = institutionCalendar({ official: true, closedDays: [] });

/** What the database cannot tell apart from what it keeps: nobody has signed before work began. */
function asStored(item: ItemFacts): ItemFacts {
  const begun = ['in_progress', 'suspended', 'closed', 'archived'].includes(item.state);
  const byDate = (a: { date: Day; id: string }, b: { date: Day; id: string }) =>
    a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1;
  return {
    ...item,
    acceptedByPresentPerson: begun && item.acceptedByPresentPerson,
    nodes: [...item.nodes].sort(byDate),
    suspensions: [...item.suspensions].sort((a, b) => (a.from < b.from ? -1 : 1)),
  };
}

async function storeTree(database: TestDatabase, items: readonly ItemFacts[]): Promise<StoredTree> {
  const at = await storeInstitution(database.owner);
  await database.owner.transaction().execute((tx) => storeItems(tx, at, items));
  return at;
}

const inside = <Value>(
  database: TestDatabase,
  { institutionId }: StoredTree,
  act: (where: { tx: Tx; institutionId: string }) => Promise<Value>,
) => inTenant(database.db, institutionId, (tx) => act({ tx, institutionId }));

const sorted = <Row extends { id: string }>(rows: readonly Row[]): Row[] =>
  [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));

const begunBy = (day: Day, since: Day | null) => (since !== null && since <= day ? since : null);

describe('the values in the database', { timeout: 120_000 }, () => {
  test('facts come back as they were stored, alone, below an item and at a moment', async () => {
    const database = await useDatabase();
    await fc.assert(
      fc.asyncProperty(randomTrees(12), async (items) => {
        const at = await storeTree(database, items);
        const wanted = sorted(items.map(asStored));
        const roots = items.filter((item) => item.parentId === null).map((item) => item.id);
        const moment = { at: new Date('2026-01-01T00:00:00Z'), day: '2027-12-31' };
        await inside(database, at, async (where) => {
          expect(sorted(await loadFacts(where))).toEqual(wanted);
          expect(sorted(await loadFacts(where, { within: roots }))).toEqual(wanted);
          expect(await loadFacts(where, { within: [], ...moment })).toEqual([]);
          expect(await loadFacts(where, { at: new Date('2025-01-01T00:00:00Z'), day: '2025-01-01' })).toEqual([]);
        });
      }),
      { numRuns: 15 },
    );
  });

  test('equal the rules for whole trees on any day, with the day until which they hold', async () => {
    const database = await useDatabase();
    await fc.assert(
      fc.asyncProperty(treesAndDay(30), async ({ items, today }) => {
        const at = await storeTree(database, items);
        const expected = evaluateTree(items.map(asStored), today, calendar, DEFAULT_PROGRESS_SETTINGS);
        await inside(database, at, async (where) => {
          expect(await refreshAllItemValues({ ...where, today })).toBe(items.length);
          const stored = await loadStoredValues(where, [...expected.keys()]);
          for (const { id, ...values } of stored) {
            const { timeLeft: _, ...wanted } = expected.get(id) ?? {};
            expect({ id, ...values }).toEqual({ id, ...wanted });
          }
        });
      }),
      { numRuns: 40 },
    );
  });

  test('stay equal to the rules through acts of every kind and the passing of days, and every past moment can be read again', async () => {
    const database = await useDatabase();
    await fc.assert(
      fc.asyncProperty(treesAndDay(9), fc.array(randomAct, { minLength: 1, maxLength: 6 }), async (start, acts) => {
        let day = laterOf(start.today, '2026-06-01');
        // a stay in red is written by the midnight that finds it: none begins later than the day that is read
        const items = start.items.map((item) => ({ ...item, uncausedRedSince: begunBy(day, item.uncausedRedSince) }));
        const tree = await storeTree(database, items);
        const all = items.map((item) => item.id);
        const seen: { at: Date; day: Day; facts: ItemFacts[] }[] = [];
        await inside(database, tree, (where) => refreshUntilDone({ ...where, today: day }));
        for (const act of acts) {
          day = addDays(day, act.wait);
          const at = { ...tree, madeAt: new Date(`${day}T04:00:00Z`) };
          await inside(database, at, async (where) => {
            if (!act.early) await refreshUntilDone({ ...where, today: day });
            await refreshItemValues({ ...where, today: day }, await doAct(where.tx, at, act, items, day));
          });
          await inside(database, at, async (where) => {
            expect(await findValueDifferences({ ...where, today: day }, all)).toEqual([]);
            seen.push({ at: at.madeAt, day, facts: sorted(await loadFacts(where)) });
          });
        }
        await inside(database, tree, async (where) => {
          for (const { facts, ...moment } of seen) expect(sorted(await loadFacts(where, moment))).toEqual(facts);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('equal the rules on every day around a boundary', async () => {
    const database = await useDatabase();
    const march = { start: '2026-03-02', approvedDue: '2026-03-27', frequency: 'week' } as const;
    const undone = (weight: number) => ({
      nodes: [weight, 100 - weight].map((part, n) => boundaryNode(weight, n, part)),
    });
    const items = [
      ...[9.99, 10, 30, 30.01].map((weight, n) => itemFacts({ ...march, ...undone(weight), id: idOf(n) })),
      ...[79.99, 80].map((percentage, n) =>
        itemFacts({ ...march, id: idOf(10 + n), reports: [weekly('2026-03-15', percentage)] }),
      ),
      itemFacts({ ...march, id: idOf(20), closeOutPendingOn: '2026-03-27' }),
      itemFacts({ ...march, id: idOf(21), state: 'assigned', acceptBy: '2026-03-18' }),
      itemFacts({ ...march, id: idOf(22), state: 'registered', start: '2026-03-18' }),
      itemFacts({
        ...march,
        id: idOf(23),
        reports: ['2026-03-17', '2026-03-16'].map((on, n) => weekly('2026-03-15', 50, on, n)),
      }),
      itemFacts({ ...march, id: idOf(24), reports: [weekly('2026-03-15', 50, '2026-03-17')] }),
    ];
    const tree = await storeTree(database, items);
    for (let n = 0; n < 30; n += 1) {
      const today = addDays('2026-03-13', n);
      const expected = evaluateTree(items.map(asStored), today, calendar, DEFAULT_PROGRESS_SETTINGS);
      await inside(database, tree, async (where) => {
        await refreshAllItemValues({ ...where, today });
        for (const { id, ...values } of await loadStoredValues(where, [...expected.keys()])) {
          const { timeLeft: _, ...wanted } = expected.get(id) ?? {};
          expect({ id, today, ...values }).toEqual({ id, today, ...wanted });
        }
      });
    }
  });

  test('lose no update when many write under one root at once', async () => {
    const database = await useDatabase();
    const root = itemFacts({ id: idOf(0), level: 1 });
    const middle = [1, 2, 3, 4].map((n) => itemFacts({ id: idOf(n), parentId: root.id, level: 3, weight: 25 }));
    const leaves = Array.from({ length: 64 }, (_, n) =>
      itemFacts({ id: idOf(10 + n), parentId: idOf(1 + (n % 4)), weight: 1 + n / 7 }),
    );
    const tree = await storeTree(database, [root, ...middle, ...leaves]);
    const today = '2026-04-20';
    await inside(database, tree, (where) => refreshAllItemValues({ ...where, today }));
    const send = (leaf: ItemFacts, percentage: number) =>
      inside(database, tree, async (where) => {
        await storeReports(where.tx, tree, [{ ...leaf, reports: [reportFacts({ percentage })] }]);
        await refreshItemValues({ ...where, today }, [leaf.id]);
      });
    await Promise.all(leaves.map((leaf, n) => send(leaf, (n * 37.51) % 100)));
    await inside(database, tree, async (where) => {
      expect(await findValueDifferences({ ...where, today }, [root.id])).toEqual([]);
      const [stored] = await loadStoredValues(where, [root.id]);
      expect(stored?.verified).toBeGreaterThan(0);
    });
  });

  test('another institution cannot be reached', async () => {
    const database = await useDatabase();
    const [mine, other] = [
      await storeTree(database, [itemFacts({ id: idOf(0) })]),
      await storeTree(database, [itemFacts({ id: idOf(0) })]),
    ];
    const reach = inside(database, mine, ({ tx }) =>
      refreshItemValues({ tx, institutionId: other.institutionId, today: '2026-04-20' }, [idOf(0)]),
    );
    await expect(reach).rejects.toThrow('another institution');
  });
});

function idOf(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** The first of two nodes is due in the middle of the month, the second at its end. */
function boundaryNode(key: number, n: number, weight: number) {
  return nodeFacts({
    id: idOf(1000 + Math.round(key * 100) * 2 + n),
    weight,
    date: n === 0 ? '2026-03-16' : '2026-03-27',
  });
}

function weekly(periodTo: Day, percentage: number, submittedOn: Day = periodTo, order = 0) {
  return reportFacts({ periodKind: 'week', periodTo, percentage, submittedOn, order });
}

async function refreshUntilDone(where: { tx: Tx; institutionId: string; today: Day }): Promise<void> {
  for (let done = 1; done > 0; ) done = await refreshExpiredItemValues(where, 3);
}
