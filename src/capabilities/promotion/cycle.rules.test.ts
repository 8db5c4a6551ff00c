// The life of a cycle as a table, and which periods stand open on a day.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfNumber, nthWorkingDayAfter } from '../institution/calendar.rules.ts';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import { freezeOn, type PeriodKind, periodContaining } from '../progress/period.rules.ts';
import {
  CYCLE_ACTS,
  type CycleAct,
  type CycleState,
  isCycleActDone,
  mayFreezeOn,
  nextCycleState,
  periodFrom,
  periodsOpenOn,
  reopenedUntil,
} from './cycle.rules.ts';

const calendar = institutionCalendar({ official: true, closedDays: [] });
const STATES: CycleState[] = ['open', 'frozen', 'reviewed', 'closed'];
const outcome = (state: CycleState, act: CycleAct): string => {
  const next = nextCycleState(state, act);
  return next.ok ? next.value : next.refusal.code;
};
const KINDS: PeriodKind[] = ['week', 'month', 'quarter'];
const someDay = fc.integer({ min: 20_300, max: 20_900 }).map(dayOfNumber);

describe('a cycle', () => {
  it.each([
    ['open', 'frozen', 'cycle_act_not_in_state', 'cycle_act_not_in_state', 'cycle_act_not_in_state'],
    ['frozen', 'cycle_act_not_in_state', 'open', 'reviewed', 'cycle_act_not_in_state'],
    ['reviewed', 'cycle_act_not_in_state', 'cycle_reviewed', 'cycle_act_not_in_state', 'closed'],
    ['closed', 'cycle_act_not_in_state', 'cycle_reviewed', 'cycle_act_not_in_state', 'cycle_act_not_in_state'],
  ] as const)('that is %s: freeze %s, reopen %s, review %s, close %s', (state, freeze, reopen, review, close) => {
    expect(CYCLE_ACTS.map((act) => outcome(state, act))).toEqual([freeze, reopen, review, close]);
  });

  it('comes back to open only from frozen, and never out of closed, whatever is tried', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...CYCLE_ACTS), { maxLength: 30 }), (acts) => {
        let state: CycleState = 'open';
        let reviewed = false;
        for (const act of acts) {
          const next = nextCycleState(state, act);
          if (!next.ok) continue;
          expect(STATES).toContain(next.value);
          if (next.value === 'open') expect(state).toBe('frozen');
          expect(isCycleActDone(next.value, act)).toBe(true);
          expect(isCycleActDone(state, act)).toBe(false);
          state = next.value;
          reviewed ||= state === 'reviewed' || state === 'closed';
          expect(reviewed).toBe(state === 'reviewed' || state === 'closed');
        }
      }),
    );
  });

  it('is frozen by hand only once its last day is over', () => {
    expect(mayFreezeOn('2026-03-31', '2026-04-01').ok).toBe(true);
    expect(mayFreezeOn('2026-03-31', '2026-03-31')).toMatchObject({
      refusal: { code: 'cycle_not_ended', params: { to: '2026-03-31' } },
    });
  });

  it('that is reopened stays open as long as it once had after its period, or until the day that was asked for', () => {
    expect(reopenedUntil('month', 6, '2026-04-10', calendar, null)).toEqual({
      ok: true,
      value: nthWorkingDayAfter(calendar, '2026-04-10', 5),
    });
    expect(reopenedUntil('week', 6, '2026-04-10', calendar, null)).toEqual({ ok: true, value: '2026-04-15' });
    expect(reopenedUntil('month', 6, '2026-04-10', calendar, '2026-04-10')).toEqual({ ok: true, value: '2026-04-10' });
    expect(reopenedUntil('month', 6, '2026-04-10', calendar, '2026-04-09').ok).toBe(false);
  });
});

describe('periods', () => {
  it('open by hand only from a day on which one begins', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), someDay, (kind, day) => {
        const { from } = periodContaining(kind, day);
        const found = periodFrom(kind, day);
        expect(found.ok).toBe(day === from);
        expect(found).toMatchObject(found.ok ? { value: { kind, from } } : { refusal: { params: { from } } });
      }),
    );
  });

  it('stand open from their first day until their freeze has ended, one after the other', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), someDay, fc.integer({ min: 3, max: 8 }), (kind, today, levels) => {
        const open = periodsOpenOn([kind], today, levels, calendar);
        expect(open.at(-1)).toEqual(periodContaining(kind, today));
        for (const period of open) {
          expect(period.from <= today).toBe(true);
          expect(freezeOn(period, levels, calendar) >= today).toBe(true);
        }
        for (const [at, period] of open.entries())
          if (at > 0) expect(period.from > (open[at - 1]?.to ?? '')).toBe(true);
      }),
    );
  });

  it('of weeks that end inside the Spring Festival stand open together until after it', () => {
    // 15 to 23 February 2026 are off; Saturday the 28th is worked
    expect(periodsOpenOn(['week'], '2026-02-25', 6, calendar).map((one) => one.from)).toEqual([
      '2026-02-09',
      '2026-02-16',
      '2026-02-23',
    ]);
    expect(periodsOpenOn(['week'], '2026-02-27', 6, calendar).map((one) => one.from)).toEqual(['2026-02-23']);
    // Qingming: the week that ended on 5 April freezes on the 9th
    expect(periodsOpenOn(KINDS, '2026-04-08', 6, calendar).map((one) => one.kind)).toEqual([
      'week',
      'week',
      'month',
      'month',
      'quarter',
      'quarter',
    ]);
  });
});
