// What freezes and days leave behind is what the rules make of that day, through random acts, early ones and days on which nothing ran.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type TestDatabase, useDatabase } from '../../../tests/support/database.ts';
import { doAct, type RandomAct, randomAct } from '../../../tests/support/random-acts.ts';
import { treesAndDay } from '../../../tests/support/random-trees.ts';
import { type StoredTree, storeInstitution, storeItems } from '../../../tests/support/stored-trees.ts';
import { inTenant } from '../../platform/database/connect.ts';
import type { Moment } from '../../platform/events/append.ts';
import { addDays, type Day, laterOf } from '../institution/calendar.rules.ts';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import { startOfDay } from '../institution/zone.rules.ts';
import { DEFAULT_PROGRESS_SETTINGS, type ItemFacts, type ItemValues, isActive } from '../progress/facts.rules.ts';
import { loadFacts } from '../progress/facts.store.ts';
import { inMoment } from '../progress/midnight.store.ts';
import { refreshExpiredItemValues, refreshItemValues } from '../progress/rollup.store.ts';
import { evaluateTree } from '../progress/tree.rules.ts';
import { openScheduledCycles } from './cycle.actions.ts';
import { outcomeOf } from './cycle-outcome.rules.ts';
import { deadlinesOf, freezeCycles, keepPointsOfYesterday } from './freeze.actions.ts';
import { findFrozenDifferences } from './frozen-verify.actions.ts';

const calendar = institutionCalendar({ official: true, closedDays: [] });
const ZONE = 'Asia/Shanghai';
const LONGEST_WAIT = 5;

type Seen = { facts: ItemFacts[]; values: Map<string, ItemValues> };
type Play = { database: TestDatabase; tree: StoredTree; items: readonly ItemFacts[] };

const at = <Value>({ database, tree }: Play, day: Day, act: (moment: Moment) => Promise<Value>, hours = 0) => {
  const now = new Date(startOfDay(day, ZONE).getTime() + hours * 3_600_000);
  return inMoment(database.db, { institutionId: tree.institutionId, now, today: day }, act);
};

/** What there is to see at the end of a day, before anything of the next. */
const look = (play: Play, day: Day): Promise<Seen> =>
  at(play, day, async (moment) => {
    const facts = await loadFacts(moment);
    return { facts, values: evaluateTree(facts, day, calendar, DEFAULT_PROGRESS_SETTINGS) };
  });

async function refresh(play: Play, day: Day): Promise<void> {
  await at(play, day, async (moment) => {
    for (let done = 1; done > 0; ) done = await refreshExpiredItemValues(moment);
  });
}

async function midnight(play: Play, day: Day): Promise<void> {
  for (const act of [freezeCycles, keepPointsOfYesterday, openScheduledCycles])
    await at(play, day, (moment) => act(moment));
  await refresh(play, day);
}

const doOn = (play: Play, day: Day, act: RandomAct) =>
  at(
    play,
    day,
    async (moment) =>
      refreshItemValues(moment, await doAct(moment.tx, { ...play.tree, madeAt: moment.now }, act, play.items, day)),
    12,
  );

/** The latest point of every item up to a day. */
async function pointsUpTo({ database, tree }: Play, day: Day) {
  const rows = await inTenant(database.db, tree.institutionId, (tx) =>
    tx
      .selectFrom('item_points')
      .distinctOn('item_id')
      .where('institution_id', '=', tree.institutionId)
      .where('day', '<=', day)
      .orderBy('item_id')
      .orderBy('day', 'desc')
      .select(['item_id', 'day', 'verified', 'reported', 'planned', 'light'])
      .execute(),
  );
  return new Map(rows.map(({ item_id, ...row }) => [item_id, row]));
}

async function comparePoints(play: Play, day: Day, { facts, values }: Seen): Promise<void> {
  const points = await pointsUpTo(play, day);
  for (const item of facts.filter((one) => isActive(one.state))) {
    const [value, point] = [values.get(item.id), points.get(item.id)];
    expect({ day, item: item.id, verified: point?.verified, light: point?.light }).toEqual({
      day,
      item: item.id,
      verified: value?.verified,
      light: value?.light,
    });
    if (point?.day !== day) continue;
    expect([point.reported, point.planned]).toEqual([value?.reported, value?.planned]);
  }
}

/** The cycles that froze with a day, against what was to be seen on it. */
async function compareFrozen(play: Play, day: Day, { facts, values }: Seen): Promise<number> {
  const { database, tree } = play;
  const rows = await inTenant(database.db, tree.institutionId, (tx) =>
    tx
      .selectFrom('cycle_items as k')
      .innerJoin('cycles as c', (join) =>
        join.onRef('c.institution_id', '=', 'k.institution_id').onRef('c.id', '=', 'k.cycle_id'),
      )
      .where('k.institution_id', '=', tree.institutionId)
      .where('c.freeze_on', '=', day)
      .where('c.state', '=', 'frozen')
      .select([
        'c.kind',
        'c.from_day as from',
        'c.to_day as to',
        'k.item_id',
        'k.outcome',
        'k.light',
        'k.verified',
        'k.steps',
      ])
      .execute(),
  );
  const standing = new Map(facts.map((item) => [item.id, item]));
  for (const row of rows) {
    const item = standing.get(row.item_id);
    const period = { kind: row.kind as ItemFacts['frequency'], from: row.from, to: row.to };
    const deadlines = deadlinesOf(period, { calendar, levels: 6 });
    const value = values.get(row.item_id);
    expect({ day, ...row }).toMatchObject({
      outcome: item && outcomeOf(item, { period, deadline: deadlines[item.level - 1] ?? '', today: day, frozen: true }),
      light: value?.light,
      verified: value?.verified ?? null,
      steps: value?.steps,
    });
  }
  return rows.length;
}

test('a frozen cycle and the points of days equal the rules, whatever happened and whenever the work was done', async () => {
  const database = await useDatabase();
  let frozen = 0;
  await fc.assert(
    fc.asyncProperty(treesAndDay(7), fc.array(randomAct, { minLength: 2, maxLength: 5 }), async (start, acts) => {
      let day = laterOf(start.today, '2026-06-01');
      const items = start.items.map((item) => ({ ...item, uncausedRedSince: null, noticeReplyBy: null }));
      const tree = await storeInstitution(database.owner);
      await database.owner.transaction().execute((tx) => storeItems(tx, tree, items));
      const play = { database, tree, items };
      await midnight(play, day);
      for (const act of acts) {
        for (let left = Math.min(act.wait, LONGEST_WAIT); left > 0; left -= 1) {
          const seen = await look(play, day);
          const next = addDays(day, 1);
          // an act of the new day before the work of its midnight must not be seen in what the old day left
          if (left === 1 && act.early) await doOn(play, next, act);
          await midnight(play, next);
          if (left === 1 && !act.early) await doOn(play, next, act);
          await comparePoints(play, day, seen);
          frozen += await compareFrozen(play, day, seen);
          day = next;
        }
      }
      expect(await at(play, day, findFrozenDifferences)).toEqual([]);
    }),
    { numRuns: 6 },
  );
  expect(frozen).toBeGreaterThan(0);
}, 120_000);
