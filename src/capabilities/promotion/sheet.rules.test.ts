// What a morning owes: boundaries by example, and a naive watcher that writes down every morning's light over random histories.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../institution/calendar.rules.ts';
import {
  bringsSheets,
  type EarlierSheet,
  type LitItem,
  type StandingSheet,
  sheetOwed,
  sheetStep,
  timesNamed,
} from './sheet.rules.ts';

const lit = (over: Partial<LitItem> = {}): LitItem => ({
  horizon: 'annual',
  state: 'in_progress',
  light: 'yellow',
  rule: 'gap',
  leftGreenOn: '2026-03-02',
  sheets: [],
  ...over,
});
const earlier = (over: Partial<EarlierSheet> = {}): EarlierSheet => ({
  colour: 'yellow',
  rule: 'gap',
  state: 'closed',
  endedOn: '2026-03-05',
  leftOn: null,
  ...over,
});

describe('a light', () => {
  it.each(['yellow', 'orange', 'red'] as const)('%s brings a sheet of its colour', (light) => {
    expect(sheetOwed(lit({ light }))).toBe(light);
  });

  it('of another kind brings none, nor of long-term goals, drafts, sleeping or ended items', () => {
    for (const light of ['grey', 'green', 'blue', 'teal'] as const) expect(sheetOwed(lit({ light }))).toBeNull();
    for (const state of ['draft', 'suspended', 'closed', 'archived', 'cancelled'] as const)
      expect(sheetOwed(lit({ state }))).toBeNull();
    expect((['five_year', 'mid_term', 'annual', 'task'] as const).filter(bringsSheets)).toEqual(['annual', 'task']);
    expect(sheetOwed(lit({ horizon: 'mid_term' }))).toBeNull();
  });

  it.each<[string, EarlierSheet, string | null]>([
    ['while one of its colour is open', earlier({ state: 'open', endedOn: null }), null],
    [
      'while one of its colour waits for its verdict, whatever the cause',
      earlier({ state: 'replied', endedOn: null, rule: 'node_overdue' }),
      null,
    ],
    ['after a passed answer, with the same rule', earlier(), null],
    ['after one was taken back, with the same rule', earlier({ state: 'voided' }), null],
    ['after a passed answer, with another rule', earlier({ rule: 'node_overdue' }), 'yellow'],
    ['after a passed answer, once the light has left', earlier({ leftOn: '2026-03-09' }), 'yellow'],
    ['after a passed answer, in a run of lights begun later', earlier({ endedOn: '2026-03-01' }), 'yellow'],
    ['where only one of another colour is open', earlier({ colour: 'red', state: 'open', endedOn: null }), 'yellow'],
  ])('%s', (_, sheet, owed) => {
    expect(sheetOwed(lit({ sheets: [sheet] }))).toBe(owed);
  });
});

type Morning = { light: 'green' | 'yellow' | 'orange' | 'red'; rule: string; act: 'none' | 'close' | 'void' };
const morning: fc.Arbitrary<Morning> = fc.record({
  light: fc.constantFrom('green', 'yellow', 'yellow', 'orange', 'red'),
  rule: fc.constantFrom('gap', 'node_overdue'),
  act: fc.constantFrom('none', 'close', 'close', 'void'),
});

/** Looks only at the log of mornings: whether it has spoken of this colour and rule since the colour was last seen gone. */
function naiveIssues(mornings: readonly Morning[]): string[] {
  const issued: string[] = [];
  const open = new Set<string>();
  const spoken = new Map<string, Set<string>>();
  for (const [at, { light, rule, act }] of mornings.entries()) {
    for (const colour of ['yellow', 'orange', 'red']) if (colour !== light) spoken.set(colour, new Set());
    const said = spoken.get(light) ?? new Set();
    if (light !== 'green' && !open.has(light) && !said.has(rule)) {
      issued.push(`${at} ${light} ${rule}`);
      open.add(light);
      spoken.set(light, said.add(rule));
    }
    // one that ends speaks for the light of that day on, if that is still its own
    if (act !== 'none' && open.has(light)) spoken.set(light, new Set(spoken.get(light)).add(lastRule(issued, light)));
    if (act !== 'none') open.clear();
  }
  return issued;
}
const lastRule = (issued: readonly string[], colour: string) =>
  issued.findLast((one) => one.split(' ')[1] === colour)?.split(' ')[2] ?? '';

/** The same by the rule, with the rows that the database keeps. */
function ruledIssues(mornings: readonly Morning[]): string[] {
  const issued: string[] = [];
  let sheets: EarlierSheet[] = [];
  let leftGreenOn: string | null = null;
  for (const [at, { light, rule, act }] of mornings.entries()) {
    const day = addDays('2026-03-02', at);
    leftGreenOn = light === 'green' ? null : (leftGreenOn ?? day);
    sheets = sheets.map((one) => (one.endedOn && !one.leftOn && one.colour !== light ? { ...one, leftOn: day } : one));
    const colour = sheetOwed(lit({ light, rule, leftGreenOn, sheets }));
    if (colour !== null) {
      issued.push(`${at} ${colour} ${rule}`);
      sheets.push({ colour, rule, state: 'open', endedOn: null, leftOn: null });
    }
    if (act === 'none') continue;
    const state = act === 'close' ? 'closed' : 'voided';
    sheets = sheets.map((one) =>
      one.endedOn === null ? { ...one, state, endedOn: day, leftOn: one.colour === light ? null : day } : one,
    );
  }
  return issued;
}

describe('any history of mornings', () => {
  it('brings what a watcher expects who writes down every morning', () => {
    fc.assert(
      fc.property(fc.array(morning, { maxLength: 25 }), (mornings) => {
        expect(ruledIssues(mornings)).toEqual(naiveIssues(mornings));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a sheet that stands', () => {
  const standing = (over: Partial<StandingSheet> = {}): StandingSheet => ({
    state: 'open',
    replyBy: '2026-03-05',
    atTop: false,
    resting: false,
    itemState: 'in_progress',
    ...over,
  });
  it.each<[string, Partial<StandingSheet>, string, string]>([
    ['is still in time on the last day of its limit', {}, '2026-03-05', 'stay'],
    ['climbs once the limit has passed', {}, '2026-03-06', 'climb'],
    ['stays at the top', { atTop: true }, '2026-03-20', 'stay'],
    ['has no limit while an answer waits for its verdict', { state: 'replied' }, '2026-03-20', 'stay'],
    ['rests with its item', { itemState: 'suspended' }, '2026-03-20', 'rest'],
    ['rests on', { itemState: 'suspended', resting: true }, '2026-03-20', 'stay'],
    ['does not rest while its verdict is due', { itemState: 'suspended', state: 'replied' }, '2026-03-20', 'stay'],
    ['wakes with its item', { resting: true }, '2026-03-20', 'wake'],
    ['lapses with a closed item', { itemState: 'closed', state: 'replied' }, '2026-03-04', 'lapse'],
    ['lapses with a cancelled item', { itemState: 'cancelled', resting: true }, '2026-03-04', 'lapse'],
    ['that has ended stays ended', { itemState: 'cancelled', state: 'voided' }, '2026-03-20', 'stay'],
    ['of an item handed over climbs on', { itemState: 'assigned' }, '2026-03-06', 'climb'],
  ])('%s', (_, over, today, step) => {
    expect(sheetStep(standing(over), today)).toBe(step);
  });
});

describe('a cause named again', () => {
  it('counts once for what turned from yellow to red in one run of lights, twice for two of one colour', () => {
    const run = (runOn: string, ...colours: ('yellow' | 'orange' | 'red')[]) =>
      colours.map((colour) => ({ runOn, colour }));
    expect(timesNamed([])).toBe(0);
    expect(timesNamed(run('2026-03-02', 'yellow', 'orange', 'red'))).toBe(1);
    expect(timesNamed(run('2026-03-02', 'yellow', 'yellow', 'red'))).toBe(2);
    expect(timesNamed([...run('2026-03-02', 'yellow'), ...run('2026-04-02', 'red'), ...run('2026-05-02', 'red')])).toBe(
      3,
    );
  });
});
