// The life of a cycle: open, frozen, reviewed, closed, and back to open from frozen alone. Pure.
import { accept, type Result, refuse } from '../../platform/result.ts';
import { type Calendar, type Day, isOverdue, nthWorkingDayAfter } from '../institution/calendar.rules.ts';
import {
  freezeAfter,
  freezeOn,
  type Period,
  type PeriodKind,
  periodBefore,
  periodContaining,
} from '../progress/period.rules.ts';

export type CycleState = 'open' | 'frozen' | 'reviewed' | 'closed';
export type CycleAct = 'freeze' | 'reopen' | 'review' | 'close';

const TURNS: Record<CycleAct, { from: CycleState; to: CycleState }> = {
  freeze: { from: 'open', to: 'frozen' },
  reopen: { from: 'frozen', to: 'open' },
  review: { from: 'frozen', to: 'reviewed' },
  close: { from: 'reviewed', to: 'closed' },
};
export const CYCLE_ACTS = Object.keys(TURNS) as CycleAct[];

/** The state that an act leads to, or why it is not its turn. */
export function nextCycleState(state: CycleState, act: CycleAct): Result<CycleState> {
  const turn = TURNS[act];
  if (turn.from === state) return accept(turn.to);
  if (act === 'reopen' && state !== 'open') return refuse('conflict', 'cycle_reviewed', { state });
  return refuse('conflict', 'cycle_act_not_in_state', { act, state });
}

/** Whether an act has been done already, so that its repeat by the same person answers like the first time. */
export const isCycleActDone = (state: CycleState, act: CycleAct): boolean => TURNS[act].to === state;

/** A cycle is frozen once its period is over: before that nobody owes anything for it. */
export function mayFreezeOn(to: Day, today: Day): Result<true> {
  return isOverdue(to, today) ? accept(true) : refuse('conflict', 'cycle_not_ended', { to });
}

/** The day until which a reopened cycle stays open: as many working days as it had after its period, or the day that is asked for. */
export function reopenedUntil(
  kind: PeriodKind,
  levels: number,
  today: Day,
  calendar: Calendar,
  asked: Day | null,
): Result<Day> {
  if (asked === null) return accept(nthWorkingDayAfter(calendar, today, freezeAfter(kind, levels)));
  if (asked < today)
    return refuse('invalid', 'cycle_reopened_until_past', { today }, [
      { path: 'until', code: 'cycle_reopened_until_past' },
    ]);
  return accept(asked);
}

/** The period of a kind that begins on a day; refused where none does. */
export function periodFrom(kind: PeriodKind, from: Day): Result<Period> {
  const period = periodContaining(kind, from);
  if (period.from === from) return accept(period);
  const params = { kind, from: period.from };
  return refuse('invalid', 'cycle_not_a_period', params, [{ path: 'from', code: 'cycle_not_a_period', params }]);
}

/**
 * The periods whose cycles stand open on a day: the running one of each kind, and those that have ended and are not yet to be
 * frozen; oldest first. A freeze ends with its day.
 */
export function periodsOpenOn(kinds: readonly PeriodKind[], today: Day, levels: number, calendar: Calendar): Period[] {
  return kinds.flatMap((kind) => {
    const periods = [periodContaining(kind, today)];
    for (;;) {
      const before = periodBefore(periods[0] ?? periodContaining(kind, today));
      if (isOverdue(freezeOn(before, levels, calendar), today)) return periods;
      periods.unshift(before);
    }
  });
}
