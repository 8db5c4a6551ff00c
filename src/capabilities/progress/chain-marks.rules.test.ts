// Who is slow and who is silent, by example around every limit; medians by property.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemFacts, reportFacts } from '../../../tests/support/item-facts.ts';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import {
  type ChainFacts,
  type GateFacts,
  gateTaken,
  marksOf,
  type Now,
  reportsTaken,
  signingTaken,
  tempoOf,
} from './chain-marks.rules.ts';
import { type ItemFacts, DEFAULT_PROGRESS_SETTINGS as settings } from './facts.rules.ts';

const calendar = institutionCalendar({ official: true, closedDays: [] });
const on = (today: string): Now => ({ today, calendar, settings });
/** An item of level 6 reported by month: May is due on the first working day after its end, 1 June. */
const item = (facts: Partial<ItemFacts> = {}, over: Partial<ChainFacts> = {}): ChainFacts => ({
  facts: itemFacts({
    level: 6,
    horizon: 'task',
    frequency: 'month',
    start: '2026-03-02',
    approvedDue: '2026-12-31',
    ...facts,
  }),
  responsibleId: 'person',
  superiorId: 'superior',
  assignedOn: '2026-03-02',
  acceptBy: '2026-03-05',
  acceptedOn: '2026-03-04',
  ...over,
});
const kinds = (chain: ChainFacts, today: string, gates: GateFacts[] = []) =>
  marksOf(chain, gates, on(today)).map((mark) => `${mark.kind} ${mark.days}`);

describe('signing', () => {
  const waiting = item(
    { state: 'assigned', acceptBy: '2026-03-05', acceptedByPresentPerson: false },
    { acceptedOn: null },
  );

  test('is silent from the day after the limit, counted in working days', () => {
    expect(kinds(waiting, '2026-03-05')).toEqual([]);
    expect(kinds(waiting, '2026-03-06')).toEqual(['not_accepted 1']);
    // Monday: Friday and Monday
    expect(kinds(waiting, '2026-03-09')).toEqual(['not_accepted 2']);
  });

  test('signed late stays slow, signed on the last day does not', () => {
    const report = [reportFacts({ periodKind: 'month', periodTo: '2026-02-28', submittedOn: '2026-03-01' })];
    const signed = (acceptedOn: string) => item({ start: '2026-04-01', reports: report }, { acceptedOn });
    expect(kinds(signed('2026-03-05'), '2026-04-10')).toEqual([]);
    expect(kinds(signed('2026-03-09'), '2026-04-10')).toEqual(['accepted_late 2']);
  });

  test('registered past its start is the silence of the superior', () => {
    const left = item(
      { state: 'registered', acceptedByPresentPerson: false },
      { assignedOn: null, acceptBy: null, acceptedOn: null },
    );
    const [mark] = marksOf(left, [], on('2026-03-03'));
    expect(mark).toMatchObject({ kind: 'not_assigned', personId: 'superior', days: 1, due: '2026-03-02' });
    expect(marksOf(left, [], on('2026-03-02'))).toEqual([]);
  });
});

describe('reporting', () => {
  const may = (submittedOn: string, state: 'passed' | 'returned' | 'pending' = 'passed') =>
    item({ reports: [reportFacts({ periodKind: 'month', periodTo: '2026-05-31', submittedOn, state })] });

  test('silent once the deadline has ended without a report', () => {
    expect(kinds(item(), '2026-06-01')).toEqual([expect.stringMatching(/^no_report/)]);
    expect(kinds(may('2026-06-01'), '2026-06-10')).toEqual([]);
  });

  test('a report after the deadline is slow, one that came back is none', () => {
    expect(kinds(may('2026-06-03'), '2026-06-10')).toEqual(['late_report 2']);
    expect(kinds(may('2026-06-01', 'returned'), '2026-06-02')).toEqual(['no_report 1']);
  });

  test('what owes no report is never silent', () => {
    expect(kinds(item({ placeholder: true }), '2026-06-10')).toEqual([]);
    expect(kinds(item({ horizon: 'five_year' }), '2026-06-10')).toEqual([]);
    expect(kinds(item({ state: 'suspended' }), '2026-06-10')).toEqual([]);
  });

  test('each report counts once, in time as 0, a missing one up to today', () => {
    const taken = (today: string, facts: ItemFacts) => reportsTaken(facts, '2026-04-01', on(today));
    expect(taken('2026-06-10', may('2026-06-01').facts)).toEqual([{ days: 0, late: false }]);
    expect(taken('2026-06-10', may('2026-06-03').facts)).toEqual([{ days: 2, late: true }]);
    expect(taken('2026-06-03', item().facts)).toEqual([{ days: 2, late: true }]);
    expect(reportsTaken(may('2026-06-01').facts, '2026-06-02', on('2026-06-10'))).toEqual([]);
  });
});

describe('deciding', () => {
  const step = (over: Partial<GateFacts> = {}): GateFacts => ({
    itemId: 'item',
    personId: 'gatekeeper',
    openedOn: '2026-06-01',
    due: '2026-06-08',
    doneOn: null,
    ...over,
  });
  const reported = item({
    reports: [reportFacts({ periodKind: 'month', periodTo: '2026-05-31', submittedOn: '2026-06-01' })],
  });

  test('a step is slow from the day after its limit, and names its gatekeeper', () => {
    expect(kinds(reported, '2026-06-08', [step()])).toEqual([]);
    expect(marksOf(reported, [step()], on('2026-06-09'))).toEqual([
      { kind: 'gate_overdue', itemId: 'item', personId: 'gatekeeper', days: 1, due: '2026-06-08' },
    ]);
    expect(kinds(reported, '2026-06-09', [step({ doneOn: '2026-06-09' })])).toEqual([]);
  });

  test('takes the working days from its opening to the verdict, or to today', () => {
    expect(gateTaken(step({ doneOn: '2026-06-03' }), on('2026-06-20'))).toEqual({ days: 2, late: false });
    expect(gateTaken(step(), on('2026-06-09'))).toEqual({ days: 6, late: true });
    expect(gateTaken(step({ due: null }), on('2026-06-30')).late).toBe(false);
  });
});

test('signing takes the working days from the assignment, an open one up to today', () => {
  expect(signingTaken(item(), on('2026-06-01'))).toEqual({ days: 2, late: false });
  const waiting = item({ state: 'assigned' }, { acceptedOn: null });
  expect(signingTaken(waiting, on('2026-03-09'))).toEqual({ days: 5, late: true });
  expect(signingTaken(item({ state: 'registered' }), on('2026-06-01'))).toBeNull();
});

test('a median has as many acts on either side', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ days: fc.nat(40), late: fc.boolean() })), (taken) => {
      const { count, late, medianDays } = tempoOf(taken);
      expect(count).toBe(taken.length);
      expect(late).toBe(taken.filter((one) => one.late).length);
      expect(medianDays === null).toBe(taken.length === 0);
      if (medianDays === null) return;
      const below = taken.filter((one) => one.days < medianDays).length;
      const above = taken.filter((one) => one.days > medianDays).length;
      expect(below).toBeLessThanOrEqual(taken.length / 2);
      expect(above).toBeLessThanOrEqual(taken.length / 2);
    }),
  );
});
