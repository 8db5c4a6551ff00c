// The burden ledger: fields in seconds, groups that hide persons, requests that need not have been made, and the words of dignity.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { burdenReachOf, isWithin } from './burden.policy.ts';
import {
  type Ask,
  type AskKind,
  budgetFor,
  type Fields,
  heapsBy,
  LEAST_PEOPLE,
  mergeSmall,
  OTHER,
  secondsOf,
  wholeOf,
} from './burden.rules.ts';
import { findHeld, type OwedReport, saysNothingNew } from './burden-held.rules.ts';
import { carriersOf, checkDignity, unknownPresence } from './dignity.rules.ts';

const perField: Fields = { text: 25, number: 8, choice: 4, date: 6 };
const ask = (over: Partial<Ask> = {}): Ask => ({
  kind: 'report',
  cycleId: null,
  personId: 'p1',
  askerId: null,
  unitId: 'u1',
  requests: 1,
  text: 2,
  number: 0,
  choice: 1,
  date: 0,
  ...over,
});

describe('what is asked', () => {
  it('is fields times seconds, by kind of field', () => {
    expect(secondsOf({ text: 2, number: 1, choice: 3, date: 1 }, perField)).toBe(76);
  });

  it('stands against minutes a person and week, by the days of the span', () => {
    expect(budgetFor(3, 30, '2026-03-02', '2026-03-08')).toBe(3 * 30 * 60);
    expect(budgetFor(1, 30, '2026-03-01', '2026-03-31')).toBe(7971);
    expect(budgetFor(0, 30, '2026-03-01', '2026-03-31')).toBe(0);
  });
});

/** u4 below u3 below u2 below u1; x has nothing above it. */
const PARENTS: Record<string, string> = { u4: 'u3', u3: 'u2', u2: 'u1' };
const above = (key: string | null) => (key === null ? undefined : PARENTS[key]);
const asksOf = (unitId: string | null, people: number, from = 0): Ask[] =>
  Array.from({ length: people }, (_, at) => ask({ unitId, personId: `${from + at}` }));

describe('groups', () => {
  it('of fewer than five join the one above, as far as it takes', () => {
    const asks = [...asksOf('u4', 4), ...asksOf('u3', 2, 4), ...asksOf('u1', 7, 6)];
    const rows = mergeSmall(heapsBy(asks, 'unit', perField), above);
    expect(rows.map((row) => [row.key, row.people.size, row.merged])).toEqual([
      ['u3', 6, 1],
      ['u1', 7, 0],
    ]);
  });

  it('at the top that stay small take in the smallest of the rest, so that nobody is had by subtraction', () => {
    const rows = mergeSmall(
      heapsBy([...asksOf('u1', 3), ...asksOf('x', 6, 3), ...asksOf('y', 9, 9)], 'unit', perField),
      above,
    );
    expect(rows.map((row) => [row.key, row.people.size])).toEqual([
      ['y', 9],
      ['u1', 9],
    ]);
  });

  it('are not shown at all where everybody together is fewer than five', () => {
    expect(mergeSmall(heapsBy(asksOf('u1', 4), 'unit', perField), above)).toEqual([]);
  });

  it('never show fewer than five, and lose no request, whatever is asked of whom', () => {
    const asked = fc.record({
      unitId: fc.constantFrom('u1', 'u2', 'u3', 'u4', 'x', null),
      personId: fc.integer({ min: 1, max: 14 }).map(String),
      requests: fc.integer({ min: 1, max: 5 }),
      kind: fc.constantFrom<AskKind>('report', 'gate', 'help'),
    });
    const asks = fc.array(
      asked.map((over) => ask(over)),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(asks, fc.constantFrom('unit' as const, 'kind' as const), (given, by) => {
        const up = by === 'unit' ? above : (key: string | null) => (key === OTHER ? undefined : OTHER);
        const rows = mergeSmall(heapsBy(given, by, perField), up);
        const whole = wholeOf(given, perField);
        if (whole.people.size < LEAST_PEOPLE) {
          expect(rows).toEqual([]);
          return;
        }
        for (const row of rows) expect(row.people.size).toBeGreaterThanOrEqual(LEAST_PEOPLE);
        for (const key of ['requests', 'fields', 'seconds'] as const) {
          expect(rows.reduce((sum, row) => sum + row[key], 0)).toBe(whole[key]);
        }
      }),
    );
  });
});

const report = (over: Partial<OwedReport> = {}): OwedReport => ({
  itemId: 'i1',
  from: '2026-03-01',
  to: '2026-03-31',
  owingBelow: 2,
  reportedBelow: 2,
  ownNodesDue: 0,
  isRed: false,
  fields: { text: 2, number: 0, choice: 1, date: 0 },
  indicators: [],
  ...over,
});

describe('a request for what the system holds', () => {
  it('is a report with nothing of its own to say, once all below have reported', () => {
    expect(saysNothingNew(report())).toBe(true);
    const others = [{ reportedBelow: 1 }, { owingBelow: 0, reportedBelow: 0 }, { ownNodesDue: 1 }, { isRed: true }];
    for (const over of others) expect(saysNothingNew(report(over))).toBe(false);
    expect(saysNothingNew(report({ indicators: [{ id: 'n', heldOn: [] }] }))).toBe(false);
    expect(findHeld([report(), report({ from: '2026-04-01', to: '2026-04-30' })], [], perField)).toEqual([
      { code: 'below_reported', itemId: 'i1', indicatorId: null, times: 2, fields: 6, seconds: 108 },
    ]);
  });

  it('is a figure asked twice within a month, or read already in the period', () => {
    const week = (from: string, to: string, heldOn: string[] = []) =>
      report({ from, to, indicators: [{ id: 'n', heldOn }] });
    const codes = (reports: OwedReport[]) => findHeld(reports, [], perField).map((one) => [one.code, one.times]);
    expect(
      codes([week('2026-03-09', '2026-03-15'), week('2026-03-02', '2026-03-08'), week('2026-03-30', '2026-04-05')]),
    ).toEqual([['indicator_twice', 1]]);
    expect(codes([week('2026-03-02', '2026-03-08', ['2026-03-08'])])).toEqual([['reading_held', 1]]);
    expect(codes([week('2026-03-02', '2026-03-08', ['2026-03-01'])])).toEqual([]);
  });

  it('is help asked of the same person on the same item while the last request is open', () => {
    const help = (askedOn: string, settledOn: string | null, over = {}) => ({
      itemId: 'i1',
      addresseeId: 'p',
      askedOn,
      settledOn,
      ...over,
    });
    const times = (asked: ReturnType<typeof help>[]) => findHeld([], asked, perField).length;
    expect(times([help('2026-03-01', null), help('2026-03-03', null)])).toBe(1);
    expect(times([help('2026-03-01', '2026-03-02'), help('2026-03-03', null)])).toBe(0);
    expect(times([help('2026-03-01', null), help('2026-03-03', null, { addresseeId: 'q' })])).toBe(0);
    expect(times([help('2026-03-01', null, { itemId: null }), help('2026-03-03', null, { itemId: null })])).toBe(0);
  });

  it('is told in the order of what it cost', () => {
    const held = findHeld(
      [report({ itemId: 'a' }), report({ itemId: 'b' }), report({ itemId: 'b', to: '2026-04-30' })],
      [],
      perField,
    );
    expect(held.map((one) => one.itemId)).toEqual(['b', 'a']);
  });
});

describe('the reach of the ledger', () => {
  const actor = (over: object) =>
    ({
      personId: 'p',
      roles: [],
      posts: [],
      headedUnitIds: [],
      leadsFirstLevel: false,
      professorOf: [],
      ...over,
    }) as never;

  it('is all for office, auditor and the first level, the units one heads, else nobody but oneself', () => {
    expect(burdenReachOf(actor({ roles: ['office'] })).reach).toBe('all');
    expect(burdenReachOf(actor({ roles: ['auditor'] })).reach).toBe('all');
    expect(burdenReachOf(actor({ leadsFirstLevel: true })).reach).toBe('all');
    expect(burdenReachOf(actor({ roles: ['supervisor'] })).reach).toBe('self');
    const head = burdenReachOf(actor({ headedUnitIds: ['u1'] }));
    expect(head.reach).toBe('units');
    const within = (askerId: string | null, unitId: string | null) => isWithin(head, { askerId, unitId });
    expect([within('u1', null), within(null, 'u1'), within('u2', 'u3'), within(null, null)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(isWithin(burdenReachOf(actor({})), { askerId: 'u1', unitId: 'u1' })).toBe(false);
  });
});

describe('the words of dignity', () => {
  it('are found as whole parts of a name, in either way of writing, and not inside others', () => {
    const names = ['people.clock_in', 'setting:onlineMinutes', 'likely.value', 'a.checkInAt', 'people.rank'];
    expect(carriersOf(['clock_in', 'online', 'like', 'check_in'], names)).toEqual([
      'people.clock_in',
      'setting:onlineMinutes',
      'a.checkInAt',
    ]);
  });

  it('name each table, column and setting that carries one', () => {
    const broken = checkDignity(['likes'], ['sessions.screenshot'], ['loginRanking']).filter((check) => !check.holds);
    expect(broken.map((check) => [check.what, check.found])).toEqual([
      ['login_ranking', ['setting:loginRanking']],
      ['likes', ['likes']],
      ['screenshots', ['sessions.screenshot']],
    ]);
  });

  it('find a last-seen column beyond those that are owned up to', () => {
    expect(unknownPresence(['sessions.seen_at', 'people.last_seen_at'])).toEqual(['people.last_seen_at']);
  });
});
