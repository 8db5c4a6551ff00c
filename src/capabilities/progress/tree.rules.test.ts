// Progress, coverage and the strip of whole trees, by example and by property.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemFacts, nodeFacts, reportFacts } from '../../../tests/support/item-facts.ts';
import { randomDay, randomTrees, treesAndDay } from '../../../tests/support/random-trees.ts';
import { addDays } from '../institution/calendar.rules.ts';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import { type ItemFacts, type ItemValues, DEFAULT_PROGRESS_SETTINGS as settings } from './facts.rules.ts';
import { timeLeft } from './planned.rules.ts';
import { evaluateTree } from './tree.rules.ts';
import { openMinutes } from './values.rules.ts';

const calendar = institutionCalendar({ official: true, closedDays: [] });

function evaluate(items: readonly ItemFacts[], today = '2026-04-20'): (id: string) => ItemValues {
  const values = evaluateTree(items, today, calendar, settings);
  return (id) => {
    const found = values.get(id);
    if (!found) throw new Error(`no values for ${id}`);
    return found;
  };
}

const root = (changes: Partial<ItemFacts> = {}) => itemFacts({ id: 'root', level: 1, ...changes });
const child = (id: string, changes: Partial<ItemFacts> = {}) => itemFacts({ id, parentId: 'root', ...changes });
const reported = (percentage: number | null, changes = {}) => ({ reports: [reportFacts({ percentage, ...changes })] });

describe('verified progress', () => {
  test('children weighing 60 and 40 at 50 and 0 with own nodes of weight 20 done make 44.00', () => {
    const parent = root({ ownNodesWeight: 20, nodes: [nodeFacts({ verified: true })] });
    const of = evaluate([
      parent,
      child('a', { weight: 60, ...reported(50) }),
      child('b', { weight: 40, ...reported(0) }),
    ]);
    expect(of('root')).toMatchObject({ verified: 44, reportedChildren: 2, children: 2 });
  });

  test('an unset child counts as 0 and is counted as not reported; all unset is unset', () => {
    const of = evaluate([root(), child('a', { weight: 60, ...reported(50) }), child('b', { weight: 40 })]);
    expect(of('root')).toMatchObject({ verified: 30, reportedChildren: 1, children: 2 });
    expect(evaluate([root(), child('a'), child('b')])('root')).toMatchObject({
      verified: null,
      reportedChildren: 0,
      children: 2,
    });
  });

  test('all unset below own nodes of weight is their part alone', () => {
    const parent = root({ ownNodesWeight: 30, nodes: [nodeFacts({ verified: true })] });
    expect(evaluate([parent, child('a')])('root').verified).toBe(30);
    expect(evaluate([root({ ownNodesWeight: 30 }), child('a')])('root').verified).toBeNull();
    expect(evaluate([root({ ownNodesWeight: 0, nodes: [nodeFacts()] }), child('a')])('root').verified).toBeNull();
  });

  test('drafts and cancelled children count nowhere, closed ones stay, weights being taken in proportion', () => {
    const of = evaluate([
      root(),
      child('a', { weight: 30, ...reported(40) }),
      child('b', { weight: 10, state: 'closed', finishedOn: '2026-04-01' }),
      child('c', { weight: 30, state: 'cancelled', ...reported(90) }),
      child('d', { weight: 30, state: 'draft' }),
    ]);
    expect(of('root')).toMatchObject({ verified: 55, children: 2 });
  });

  test('with all children cancelled an item is a leaf again', () => {
    const of = evaluate([root(reported(70)), child('a', { state: 'cancelled', ...reported(10) })]);
    expect(of('root')).toMatchObject({ verified: 70, children: 0 });
  });

  test('a leaf with nodes is the sum of its verified ones, and 0 with none', () => {
    const nodes = [nodeFacts({ id: 'n1', weight: 33.34, verified: true }), nodeFacts({ id: 'n2', weight: 66.66 })];
    expect(evaluate([root({ nodes, ...reported(90) })])('root').verified).toBe(33.34);
    expect(evaluate([root({ nodes: [nodeFacts()] })])('root').verified).toBe(0);
  });

  test('a leaf without nodes follows its latest cycle, then its latest submission, and may fall', () => {
    const reports = [
      reportFacts({ periodTo: '2026-03-31', order: 3, percentage: 90 }),
      reportFacts({ periodTo: '2026-04-30', order: 1, percentage: 60 }),
      reportFacts({ periodTo: '2026-04-30', order: 2, percentage: 45.5 }),
      reportFacts({ periodTo: '2026-05-31', order: 4, percentage: 99, state: 'returned' }),
      reportFacts({ periodTo: '2026-05-31', order: 5, percentage: null }),
    ];
    expect(evaluate([root({ reports })])('root').verified).toBe(45.5);
  });

  test('a leaf closed without nodes is 100', () => {
    expect(evaluate([root({ state: 'closed', finishedOn: '2026-04-01', ...reported(80) })])('root').verified).toBe(100);
  });

  test('missing weights: even where none is given, nothing beside given ones', () => {
    const pair = (a: number | null) => [
      root(),
      child('a', { weight: a, ...reported(100) }),
      child('b', { weight: null, ...reported(0) }),
    ];
    expect(evaluate(pair(null))('root').verified).toBe(50);
    expect(evaluate(pair(25))('root').verified).toBe(100);
  });

  test('each item rounds half up once, and parents take the rounded values', () => {
    const thirds = [33.33, 33.34, 33.33].map((weight, k) =>
      child(`c${k}`, { weight, ...reported([0.01, 0.02, 0.01][k] ?? 0) }),
    );
    expect(evaluate([root(), ...thirds])('root').verified).toBe(0.01);
    const parent = root({ ownNodesWeight: 70, nodes: [nodeFacts({ weight: 1 })] });
    const three = [0.25, 0, 0].map((percentage, k) => child(`c${k}`, { weight: null, ...reported(percentage) }));
    expect(evaluate([parent, ...three])('root').verified).toBe(0.03);
  });
});

describe('what waits at the gate', () => {
  test('reported counts every pending claim, the lights only those sent in time', () => {
    const nodes = [
      nodeFacts({ id: 'n1', weight: 50, date: '2026-04-10', pendingClaimOn: '2026-04-10' }),
      nodeFacts({ id: 'n2', weight: 30, date: '2026-04-10', pendingClaimOn: '2026-04-11' }),
      nodeFacts({ id: 'n3', weight: 20, date: '2026-05-10' }),
    ];
    expect(evaluate([root(), child('a', { nodes })])('root')).toMatchObject({ verified: 0, reported: 80, waiting: 50 });
  });

  test('a pending percentage counts as reported and for the lights', () => {
    const reports = [
      reportFacts(),
      reportFacts({ periodTo: '2026-04-30', order: 2, percentage: 70, state: 'pending' }),
    ];
    expect(evaluate([root({ reports })])('root')).toMatchObject({ verified: 50, reported: 70, waiting: 70 });
  });
});

describe('planned progress', () => {
  test('an item from Monday to Friday has nothing elapsed on Monday, 80 % on Friday and is overdue on Saturday', () => {
    const week = itemFacts({ start: '2026-03-02', approvedDue: '2026-03-06', frequency: 'week' });
    const share = (today: string) => timeLeft(week, today, calendar).share;
    expect([share('2026-03-02'), share('2026-03-06'), share('2026-03-07')]).toEqual([1, 0.2, 0]);
    expect(evaluate([week], '2026-03-06')('item')).toMatchObject({ planned: 0, light: 'green' });
    expect(evaluate([week], '2026-03-07')('item')).toMatchObject({ planned: 100, light: 'red' });
  });

  test('between two reports nobody falls behind: planned moves on the day after the deadline of the level', () => {
    // March, April, May 2026 have 22, 21 and 19 working days.
    const item = (level: number) => [itemFacts({ start: '2026-03-01', approvedDue: '2026-05-31', level })];
    const planned = (level: number, today: string) => evaluate(item(level), today)('item').planned;
    expect([planned(6, '2026-04-01'), planned(6, '2026-04-02')]).toEqual([0, 35.48]);
    expect([planned(2, '2026-04-08'), planned(2, '2026-04-09')]).toEqual([0, 35.48]);
  });

  test('of an item that lies on a Sunday alone nothing is left once that day has ended', () => {
    const sunday = itemFacts({ start: '2026-03-15', approvedDue: '2026-03-15' });
    expect(timeLeft(sunday, '2026-03-15', calendar)).toEqual({ left: 1, total: 1, share: 1 });
    expect(timeLeft(sunday, '2026-03-16', calendar)).toEqual({ left: 0, total: 1, share: 0 });
  });

  test('goals that owe no reports and placeholders follow the last ended quarter', () => {
    const year = { start: '2026-01-01', approvedDue: '2026-12-31' };
    const quarter = evaluate([itemFacts({ ...year, horizon: 'five_year' })], '2026-04-01')('item').planned;
    expect(quarter).toBe(evaluate([itemFacts({ ...year, placeholder: true })], '2026-06-30')('item').planned);
    expect(quarter).toBeGreaterThan(20);
    expect(evaluate([itemFacts({ ...year, horizon: 'five_year' })], '2026-03-31')('item').planned).toBe(0);
  });

  test('with nodes it is a step on the day after each node', () => {
    const nodes = [nodeFacts({ id: 'n1', weight: 40 }), nodeFacts({ id: 'n2', weight: 60, date: '2026-06-30' })];
    const planned = (today: string) => evaluate([itemFacts({ nodes })], today)('item').planned;
    expect(['2026-04-15', '2026-04-16', '2026-06-30', '2026-07-01'].map(planned)).toEqual([0, 40, 40, 100]);
  });

  test('a closed child goes on by its dates and own nodes carry their part', () => {
    const parent = root({ ownNodesWeight: 20, nodes: [nodeFacts()] });
    const done = child('a', {
      state: 'closed',
      finishedOn: '2026-03-10',
      nodes: [nodeFacts({ verified: true, date: '2026-04-10' })],
    });
    const of = (today: string) => evaluate([parent, done], today)('root').planned;
    expect(['2026-04-10', '2026-04-11', '2026-04-16'].map(of)).toEqual([0, 80, 100]);
  });

  test('suspended, it stands still; afterwards the suspended working days are gone from both sides', () => {
    const base = { start: '2026-03-02', approvedDue: '2026-03-27', frequency: 'week' } as const;
    const asleep = itemFacts({ ...base, state: 'suspended', suspensions: [{ from: '2026-03-11', to: null }] });
    const before = itemFacts(base);
    expect(evaluate([asleep], '2026-05-20')('item').planned).toBe(evaluate([before], '2026-03-11')('item').planned);
    expect(timeLeft(asleep, '2026-05-20', calendar).share).toBe(timeLeft(before, '2026-03-11', calendar).share);
    const awake = itemFacts({
      ...base,
      approvedDue: '2026-04-03',
      suspensions: [{ from: '2026-03-11', to: '2026-03-18' }],
    });
    expect(timeLeft(awake, '2026-03-18', calendar)).toEqual({ left: 13, total: 20, share: 0.65 });
  });

  test('a suspended parent keeps its planned progress although a closed child goes on', () => {
    const parent = root({ state: 'suspended', suspensions: [{ from: '2026-04-01', to: null }] });
    const done = child('a', { state: 'closed', finishedOn: '2026-03-10', nodes: [nodeFacts({ verified: true })] });
    const of = evaluate([parent, done], '2026-04-20');
    expect([of('root').planned, of('a').planned]).toEqual([0, 100]);
  });
});

describe('coverage', () => {
  const leaf = (id: string, changes: Partial<ItemFacts>) => child(id, { weight: 50, ...changes });

  test('accepted leaves over all, by weight; a leaf above the college counts nothing', () => {
    const of = evaluate([root(), leaf('a', { level: 4 }), leaf('b', { level: 3 })]);
    expect([of('root').coverage, of('a').coverage, of('b').coverage]).toEqual([50, 100, 0]);
    expect(evaluate([root(), leaf('a', { acceptedByPresentPerson: false })])('root').coverage).toBe(0);
  });

  test('own nodes count as the acceptance of the parent itself', () => {
    const parent = { ownNodesWeight: 20, nodes: [nodeFacts()] };
    const below = leaf('a', { acceptedByPresentPerson: false });
    expect(evaluate([root(parent), below])('root').coverage).toBe(20);
    expect(evaluate([root({ ...parent, acceptedByPresentPerson: false }), below])('root').coverage).toBe(0);
  });
});

describe('what shows of those below', () => {
  test('a red descendant shows under a green ancestor, at any depth', () => {
    const of = evaluate([
      root({ reports: [reportFacts()] }),
      child('a', { ...reported(100) }),
      itemFacts({ id: 'b', parentId: 'a', majorRisk: true, ...reported(100) }),
    ]);
    expect(of('root')).toMatchObject({ light: 'green', worstBelow: 'red' });
    expect(of('b').worstBelow).toBeNull();
  });

  test('nothing coloured below is null', () => {
    const of = evaluate([
      root(),
      child('a', { state: 'closed', finishedOn: '2026-04-01' }),
      child('b', { state: 'suspended' }),
    ]);
    expect(of('root').worstBelow).toBeNull();
  });

  test('the strip shows by level the worst of what stands there', () => {
    const of = evaluate([
      root(reported(50)),
      child('a', { level: 3, state: 'assigned', acceptBy: '2026-04-21' }),
      child('b', { level: 4, state: 'assigned', acceptBy: '2026-04-17' }),
      child('c', { level: 4, ...reported(40) }),
      child('d', { level: 5 }),
      child('e', { level: 6, state: 'closed', finishedOn: '2026-04-01' }),
    ]);
    expect(of('root').steps).toEqual([1, 0, 3, 4, 4, 1]);
  });

  test('after a period has ended its report is open until the deadline, then late', () => {
    const step = (today: string, submittedOn?: string) => {
      const april = submittedOn ? [reportFacts({ periodTo: '2026-04-30', order: 2, submittedOn })] : [];
      return evaluate([root({ reports: [reportFacts(), ...april] })], today)('root').steps[0];
    };
    expect([step('2026-04-30'), step('2026-05-01'), step('2026-05-06', '2026-05-06')]).toEqual([1, 2, 1]);
    // 1 to 5 May 2026 are off and Saturday 9 May is made up: level 1 is due on 11 May.
    expect([step('2026-05-11'), step('2026-05-12'), step('2026-05-20', '2026-05-12')]).toEqual([2, 4, 4]);
  });
});

test('open minutes are the planned ones less what is verified', () => {
  expect([openMinutes(600, 25), openMinutes(600, null), openMinutes(null, 50)]).toEqual([450, 600, null]);
});

describe('a value set by hand', () => {
  const override = { value: 70, from: '2026-04-01', until: '2026-04-30' };
  const items = [
    itemFacts({ id: 'above' }),
    itemFacts({ id: 'byHand', parentId: 'above', weight: 60, reports: [reportFacts({ percentage: 20 })], override }),
    itemFacts({ id: 'other', parentId: 'above', weight: 40, reports: [reportFacts({ percentage: 50 })] }),
  ];
  const on = (day: string) => evaluateTree(items, day, calendar, settings);

  test('stands for what the facts say from the day of its signature up to and with its last, and rolls up', () => {
    expect(on('2026-03-31').get('byHand')).toMatchObject({ verified: 20, holdsUntil: '2026-04-01' });
    for (const day of ['2026-04-01', '2026-04-30']) {
      expect(on(day).get('byHand')).toMatchObject({ verified: 70, reported: 70, waiting: 70 });
      expect(on(day).get('above')?.verified).toBe(62);
    }
    expect(on('2026-05-01').get('byHand')?.verified).toBe(20);
    expect(on('2026-05-01').get('above')?.verified).toBe(32);
  });

  test('is named wherever the light looks at progress, and ends with the item', () => {
    expect(on('2026-04-15').get('byHand')?.why[0]?.inputs).toMatchObject({ overridden: true, actual: 70 });
    expect(on('2026-05-15').get('byHand')?.why[0]?.inputs).not.toHaveProperty('overridden');
    const closed = itemFacts({ state: 'closed', finishedOn: '2026-04-10', override });
    expect(evaluateTree([closed], '2026-04-15', calendar, settings).get('item')?.verified).toBe(100);
  });
});

describe('any tree', () => {
  const still = (values: ItemValues) => ({ ...values, timeLeft: 0, holdsUntil: null });

  test('holds its values on every day before the day that it names', () => {
    fc.assert(
      fc.property(treesAndDay(7), ({ items, today }) => {
        const now = evaluateTree(items, today, calendar, settings);
        for (let ahead = 1; ahead <= 40; ahead += 1) {
          const later = evaluateTree(items, addDays(today, ahead), calendar, settings);
          for (const [id, values] of now) {
            const found = later.get(id);
            if (!found || (values.holdsUntil !== null && addDays(today, ahead) >= values.holdsUntil)) continue;
            expect(still(found)).toEqual(still(values));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('names a day to come, or never', () => {
    fc.assert(
      fc.property(randomTrees(10), randomDay, (items, today) => {
        for (const { holdsUntil } of evaluateTree(items, today, calendar, settings).values()) {
          expect(holdsUntil === null || holdsUntil > today).toBe(true);
        }
      }),
    );
  });

  test('keeps every value within 0 and 100 and never lets verified depend on the day, but where it is set by hand', () => {
    fc.assert(
      fc.property(randomTrees(12), randomDay, randomDay, (trees, today, other) => {
        const items = trees.map((item) => ({ ...item, override: null }));
        const now = evaluateTree(items, today, calendar, settings);
        const then = evaluateTree(items, other, calendar, settings);
        for (const [id, values] of now) {
          for (const value of [values.verified, values.reported, values.waiting, values.planned, values.coverage]) {
            expect(value === null || (value >= 0 && value <= 100)).toBe(true);
          }
          expect(then.get(id)?.verified).toBe(values.verified);
        }
      }),
    );
  });
});
