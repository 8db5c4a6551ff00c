// What is owed and what became of it, at each boundary and for any history of reports.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemFacts, reportFacts } from '../../../tests/support/item-facts.ts';
import { addDays } from '../institution/calendar.rules.ts';
import type { ItemFacts, ReportFacts } from '../progress/facts.rules.ts';
import { periodContaining } from '../progress/period.rules.ts';
import { daysLate, firstStanding, outcomeOf, owesCycle } from './cycle-outcome.rules.ts';

const march = periodContaining('month', '2026-03-15');
const DEADLINE = '2026-04-01';
const sent = (submittedOn: string, state: ReportFacts['state'] = 'pending', order = 0): ReportFacts =>
  reportFacts({ periodKind: 'month', periodTo: march.to, submittedOn, state, order });
const item = (over: Partial<ItemFacts> = {}): ItemFacts =>
  itemFacts({ state: 'in_progress', horizon: 'annual', frequency: 'month', start: '2026-03-31', ...over });
const outcome = (over: Partial<ItemFacts>, today = '2026-04-05', frozen = false) =>
  outcomeOf(item(over), { period: march, deadline: DEADLINE, today, frozen });

describe('a report for a cycle', () => {
  it('is owed by work in progress that reports in this kind of period and began by its end', () => {
    expect(owesCycle(item(), march)).toBe(true);
    const not: Partial<ItemFacts>[] = [
      { start: '2026-04-01' },
      { state: 'assigned' },
      { state: 'suspended' },
      { state: 'closed' },
      { horizon: 'mid_term' },
      { horizon: 'five_year' },
      { placeholder: true },
      { frequency: 'week' },
    ];
    for (const over of not) {
      expect(owesCycle(item(over), march)).toBe(false);
      expect(outcome({ ...over, reports: [sent('2026-03-20')] }, '2026-04-05', true)).toBe('not_owed');
    }
  });

  it('waits to the end of the deadline, is missing after it, and missed at the freeze', () => {
    expect(outcome({}, DEADLINE)).toBe('waiting');
    expect(outcome({}, addDays(DEADLINE, 1))).toBe('missing');
    expect(outcome({}, DEADLINE, true)).toBe('missed');
  });

  it('is in time on its deadline and late on the day after', () => {
    expect(outcome({ reports: [sent(DEADLINE)] })).toBe('in_time');
    expect(outcome({ reports: [sent(addDays(DEADLINE, 1))] })).toBe('late');
    expect(daysLate(DEADLINE, DEADLINE, '2026-04-20')).toBe(0);
    expect(daysLate(DEADLINE, '2026-04-03', '2026-04-20')).toBe(2);
    expect(daysLate(DEADLINE, null, '2026-04-20')).toBe(19);
  });

  it('keeps its time when another takes its place, and loses it when it is sent back or taken back', () => {
    const late = sent(addDays(DEADLINE, 2), 'pending', 1);
    expect(outcome({ reports: [sent(DEADLINE, 'superseded'), late] })).toBe('in_time');
    expect(outcome({ reports: [sent(DEADLINE, 'returned'), late] })).toBe('late');
    expect(outcome({ reports: [sent(DEADLINE, 'withdrawn')] })).toBe('missing');
    expect(firstStanding(item({ reports: [sent(DEADLINE, 'returned')] }), march)).toBeNull();
  });

  it('that was late never becomes in time, whatever is sent afterwards', () => {
    const state = fc.constantFrom<ReportFacts['state']>('pending', 'passed', 'returned', 'withdrawn', 'superseded');
    const later = fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), state), { maxLength: 5 });
    fc.assert(
      fc.property(later, fc.boolean(), (more, frozen) => {
        const reports = more.map(([days, word], order) => sent(addDays(DEADLINE, days), word, order));
        const found = outcome({ reports }, '2026-07-30', frozen);
        expect(found).not.toBe('in_time');
        expect(found).not.toBe('waiting');
        expect(found === 'missed').toBe(frozen && !['late'].includes(found));
      }),
    );
  });
});
