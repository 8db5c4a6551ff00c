// The critical path: examples at its edges, and a walk along every path as its measure.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, buildCalendar, type Day, workingDaysBefore } from '../institution/calendar.rules.ts';
import { criticalPath, type PathLink, type PathTask } from './critical-path.rules.ts';

const WEEKDAYS = buildCalendar({});
const MONDAY = '2026-03-02';
const EARLY = '2026-01-01';
const task = (id: string, start: Day, due: Day, over: Partial<PathTask> = {}): PathTask => ({
  id,
  parentId: null,
  start,
  due,
  finishedOn: null,
  ...over,
});
const under = (id: string, start: Day, due: Day, over: Partial<PathTask> = {}) =>
  task(id, start, due, { parentId: 'whole', ...over });
const wait = (itemId: string, dependsOnId: string): PathLink => ({ itemId, dependsOnId });
const whole = task('whole', MONDAY, '2026-12-31');

describe('by example', () => {
  it('makes the last to end critical, and gives the others the working days up to that end', () => {
    const found = criticalPath(
      [whole, under('a', MONDAY, '2026-03-06'), under('b', MONDAY, '2026-03-13')],
      [],
      WEEKDAYS,
      EARLY,
    );
    expect(found.get('b')).toEqual({ slack: 0, critical: true, expectedEnd: '2026-03-13' });
    expect(found.get('a')).toEqual({ slack: 5, critical: false, expectedEnd: '2026-03-06' });
    expect(found.get('whole')).toMatchObject({ slack: 0, critical: true });
  });

  it('carries the path back through what must be finished first, over a weekend without a gap', () => {
    const tasks = [whole, under('a', MONDAY, '2026-03-06'), under('b', '2026-03-09', '2026-03-13')];
    const found = criticalPath(tasks, [wait('b', 'a')], WEEKDAYS, EARLY);
    expect(found.get('a')).toMatchObject({ slack: 0, critical: true });
  });

  it('leaves the days between the end of one and the agreed start of the next as slack', () => {
    const tasks = [whole, under('a', MONDAY, '2026-03-04'), under('b', '2026-03-09', '2026-03-13')];
    expect(criticalPath(tasks, [wait('b', 'a')], WEEKDAYS, EARLY).get('a')?.slack).toBe(2);
  });

  it('shows dates that contradict each other as negative on both sides, and says when it would end', () => {
    const tasks = [whole, under('a', MONDAY, '2026-03-11'), under('b', '2026-03-09', '2026-03-13')];
    const found = criticalPath(tasks, [wait('b', 'a')], WEEKDAYS, EARLY);
    expect(found.get('a')).toEqual({ slack: -3, critical: true, expectedEnd: '2026-03-11' });
    expect(found.get('b')).toEqual({ slack: -3, critical: true, expectedEnd: '2026-03-18' });
  });

  it('lets what is open and past due push what waits for it, unless it is suspended', () => {
    const tasks = [whole, under('a', MONDAY, '2026-03-06'), under('b', '2026-03-09', '2026-03-13')];
    const late = criticalPath(tasks, [wait('b', 'a')], WEEKDAYS, '2026-03-10');
    expect(late.get('a')).toMatchObject({ slack: -2, expectedEnd: '2026-03-10' });
    expect(late.get('b')).toMatchObject({ slack: -2, expectedEnd: '2026-03-17' });
    const asleep = tasks.map((one) => (one.id === 'a' ? { ...one, asleep: true } : one));
    expect(criticalPath(asleep, [wait('b', 'a')], WEEKDAYS, '2026-03-10').get('b')?.slack).toBe(0);
  });

  it('does not call it a contradiction that something alone is late: the whole then ends today at the earliest', () => {
    const late = criticalPath([whole, under('a', MONDAY, '2026-03-06')], [], WEEKDAYS, '2026-03-11');
    expect(late.get('a')).toEqual({ slack: 0, critical: true, expectedEnd: '2026-03-11' });
  });

  it('takes what is finished as it was: no slack of its own, its finish for what waits', () => {
    const tasks = [
      whole,
      under('a', MONDAY, '2026-03-06', { finishedOn: '2026-03-12' }),
      under('b', '2026-03-09', '2026-03-13'),
    ];
    const found = criticalPath(tasks, [wait('b', 'a')], WEEKDAYS, EARLY);
    expect(found.get('a')).toEqual({ slack: null, critical: false, expectedEnd: '2026-03-12' });
    expect(found.get('b')).toMatchObject({ slack: -4, expectedEnd: '2026-03-19' });
  });

  it('hands what a parent waits for on to everything below it, and what waits for a parent waits for all of it', () => {
    const tasks = [
      whole,
      under('first', MONDAY, '2026-03-13'),
      { ...task('f1', MONDAY, '2026-03-06'), parentId: 'first' },
      { ...task('f2', MONDAY, '2026-03-13'), parentId: 'first' },
      under('second', '2026-03-16', '2026-03-20'),
      { ...task('s1', '2026-03-16', '2026-03-20'), parentId: 'second' },
    ];
    const found = criticalPath(tasks, [wait('second', 'first')], WEEKDAYS, EARLY);
    const critical = [...found].filter(([, place]) => place.critical).map(([id]) => id);
    expect(critical).toEqual(['whole', 'first', 'f2', 'second', 's1']);
    expect(found.get('f1')?.slack).toBe(5);
  });

  it('counts holidays as no days at all', () => {
    const calendar = buildCalendar({ holidays: ['2026-03-05', '2026-03-06'] });
    const tasks = [whole, under('a', MONDAY, '2026-03-04'), under('b', '2026-03-09', '2026-03-13')];
    expect(criticalPath(tasks, [wait('b', 'a')], calendar, EARLY).get('a')?.slack).toBe(0);
  });

  it('stands a circle of waiting, should one ever be there', () => {
    const tasks = [under('a', MONDAY, '2026-03-06'), under('b', MONDAY, '2026-03-06')];
    expect(criticalPath(tasks, [wait('a', 'b'), wait('b', 'a')], WEEKDAYS, EARLY).size).toBe(2);
  });
});

const SIZE = 7;
/** A forest of up to seven items, links from later to earlier ones, some finished, on any day. */
const networks = fc.record({
  items: fc.array(
    fc.record({
      start: fc.integer({ min: 0, max: 40 }),
      length: fc.integer({ min: 0, max: 20 }),
      parent: fc.option(fc.nat(SIZE), { nil: null, freq: 2 }),
      finishedAfter: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null, freq: 3 }),
    }),
    { minLength: 1, maxLength: SIZE },
  ),
  links: fc.array(fc.tuple(fc.nat(SIZE), fc.nat(SIZE)), { maxLength: 8 }),
  today: fc.integer({ min: -10, max: 60 }),
});
type Network = typeof networks extends fc.Arbitrary<infer T> ? T : never;

function grown({ items, links, today }: Network) {
  const day = (n: number) => addDays(MONDAY, n);
  const tasks = items.map((item, at): PathTask => {
    const parent = item.parent !== null && item.parent < at ? String(item.parent) : null;
    const start = day(item.start);
    return {
      id: String(at),
      parentId: parent,
      start,
      due: addDays(start, item.length),
      finishedOn: item.finishedAfter === null ? null : addDays(start, item.finishedAfter),
    };
  });
  const lineOf = (at: number): number[] => {
    const parent = tasks[at]?.parentId ?? null;
    return parent === null ? [at] : [at, ...lineOf(Number(parent))];
  };
  const isLeaf = (at: number) => tasks.every((one) => one.parentId !== String(at));
  const leavesOf = (at: number) =>
    tasks.map((_, leaf) => leaf).filter((leaf) => isLeaf(leaf) && lineOf(leaf).includes(at));
  // a link goes only from every leaf of the later to every leaf of the earlier where all come after: no circles through the tree
  const kept = links.filter(
    ([later, earlier]) =>
      later < tasks.length &&
      earlier < tasks.length &&
      leavesOf(later).every((a) => leavesOf(earlier).every((b) => a > b)),
  );
  const before = new Map<number, number[]>();
  const next = new Map<number, number[]>();
  for (const [later, earlier] of kept) {
    for (const a of leavesOf(later)) {
      for (const b of leavesOf(earlier)) {
        before.set(a, [...(before.get(a) ?? []), b]);
        next.set(b, [...(next.get(b) ?? []), a]);
      }
    }
  }
  return {
    tasks,
    before,
    next,
    leaves: leavesOf,
    rootOf: (at: number) => lineOf(at).at(-1) ?? at,
    links: kept.map(([later, earlier]) => wait(String(later), String(earlier))),
    today: day(today),
  };
}

/** Every way to arrive at a leaf, walked: the longest tells when it ends; every way on from it: the tightest tells its latest end. */
function walked({ tasks, before, next, leaves, rootOf, today }: ReturnType<typeof grown>) {
  const index = (day: Day) => workingDaysBefore(WEEKDAYS, day);
  const at = (leaf: number) => tasks[leaf] as PathTask;
  const due = (leaf: number) => index(addDays(at(leaf).due, 1));
  const length = (leaf: number) => due(leaf) - index(at(leaf).start);
  const isOpen = (leaf: number) => at(leaf).finishedOn === null;
  const end = (leaf: number): number => {
    const { finishedOn, start } = at(leaf);
    if (finishedOn !== null) return index(addDays(finishedOn, 1));
    const ways = (before.get(leaf) ?? []).map((one) => end(one) + length(leaf));
    return Math.max(index(start) + length(leaf), index(addDays(today, 1)), ...ways);
  };
  const wholeEnd = (leaf: number) =>
    Math.max(
      ...tasks
        .map((_, one) => one)
        .filter((one) => leaves(one).length === 1 && leaves(one)[0] === one)
        .filter((one) => isOpen(one) && rootOf(one) === rootOf(leaf))
        .map((one) => Math.max(due(one), index(addDays(today, 1)))),
    );
  const latestEnd = (leaf: number): number => {
    const isPushed = (before.get(leaf) ?? []).some((one) => end(one) > index(at(leaf).start));
    const own = isPushed ? due(leaf) : wholeEnd(leaf);
    const ways = (next.get(leaf) ?? []).filter(isOpen).map((one) => latestEnd(one) - length(one));
    return Math.min(own, ...ways);
  };
  return { end, slack: (leaf: number) => (isOpen(leaf) ? latestEnd(leaf) - end(leaf) : null), isOpen };
}

describe('against a walk along every path', () => {
  it('finds the same slack for every leaf of any forest without circles', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const plan = grown(network);
        const found = criticalPath(plan.tasks, plan.links, WEEKDAYS, plan.today);
        const measure = walked(plan);
        for (const [at] of plan.tasks.entries()) {
          if (plan.leaves(at)[0] !== at) continue;
          expect(found.get(String(at))?.slack).toBe(measure.slack(at));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('always finds a path: in every whole with open work somebody has nothing to spare', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const plan = grown(network);
        const found = criticalPath(plan.tasks, plan.links, WEEKDAYS, plan.today);
        for (const [at, { parentId }] of plan.tasks.entries()) {
          if (parentId !== null) continue;
          const open = plan.leaves(at).filter((leaf) => plan.tasks[leaf]?.finishedOn === null);
          if (open.length > 0) expect(open.some((leaf) => found.get(String(leaf))?.critical)).toBe(true);
        }
      }),
    );
  });

  it('gives a parent the least slack of its open leaves', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const plan = grown(network);
        const found = criticalPath(plan.tasks, plan.links, WEEKDAYS, plan.today);
        for (const [at, one] of plan.tasks.entries()) {
          if (one.finishedOn !== null) continue;
          const slacks = plan.leaves(at).flatMap((leaf) => found.get(String(leaf))?.slack ?? []);
          expect(found.get(String(at))?.slack ?? null).toBe(slacks.length === 0 ? null : Math.min(...slacks));
        }
      }),
    );
  });
});
