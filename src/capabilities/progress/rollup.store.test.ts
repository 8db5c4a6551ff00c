// The stored values equal the rules: for random trees, on random days and after random acts.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TestDatabase, useDatabase } from '../../../tests/support/database.ts';
import { doAct, randomAct } from '../../../tests/support/random-acts.ts';
import { randomTrees, treesAndDay } from '../../../tests/support/random-trees.ts';
import { type StoredTree, storeInstitution, storeItems } from '../../../tests/support/stored-trees.ts';
import { inTenant, type Tx } from '../../platform/database/connect.ts';
import { addDays, type Day } from '../institution/calendar.rules.ts';
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

describe('the values in the database', { timeout: 120_000 }, () => {
  test('facts come back as they were stored, alone, below an item and at a moment', async () => {
    const database = await useDatabase();
    await fc.assert(
      fc.asyncProperty(randomTrees(6), async (items) => {
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
      { numRuns: 20 },
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
      { numRuns: 60 },
    );
  });

  test('stay equal to the rules through acts of every kind and the passing of days', async () => {
    const database = await useDatabase();
    await fc.assert(
      fc.asyncProperty(
        treesAndDay(9),
        fc.array(randomAct, { minLength: 1, maxLength: 6 }),
        async ({ items, today: first }, acts) => {
          const at = await storeTree(database, items);
          const all = items.map((item) => item.id);
          const refresh = (today: Day) => inside(database, at, (where) => refreshUntilDone({ ...where, today }));
          let today = first;
          await refresh(today);
          for (const [index, act] of acts.entries()) {
            if (act.kind === 'wait') {
              today = addDays(today, act.amount);
              await refresh(today);
            } else {
              await inside(database, at, async (where) => {
                const touched = await doAct(where.tx, at, act, items, today, index);
                await refreshItemValues({ ...where, today }, touched);
              });
            }
            expect(await inside(database, at, (where) => findValueDifferences({ ...where, today }, all))).toEqual([]);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

async function refreshUntilDone(where: { tx: Tx; institutionId: string; today: Day }): Promise<void> {
  for (let done = 1; done > 0; ) done = await refreshExpiredItemValues(where, 3);
}
