// Reporting periods and the day by which each level owes its report.

import { addDays, type Calendar, type Day, nthWorkingDayAfter, weekdayOf } from '../institution/calendar.rules.ts';

export type PeriodKind = 'week' | 'month' | 'quarter';

/** A calendar week (Monday to Sunday), month or quarter; both days belong to it. */
export interface Period {
  readonly kind: PeriodKind;
  readonly from: Day;
  readonly to: Day;
}

/** The levels of an institution as far as deadlines need them. */
export interface DeadlineLevel {
  readonly rank: number;
  /** How many levels the institution has. */
  readonly levels: number;
}

function firstOfMonth(year: number, month: number): Day {
  // Months outside 1..12 run over into the neighbouring years.
  const months = year * 12 + (month - 1);
  const y = Math.floor(months / 12);
  return `${String(y).padStart(4, '0')}-${String(months - y * 12 + 1).padStart(2, '0')}-01`;
}

export function periodContaining(kind: PeriodKind, day: Day): Period {
  if (kind === 'week') {
    const from = addDays(day, -weekdayOf(day));
    return { kind, from, to: addDays(from, 6) };
  }
  const length = kind === 'month' ? 1 : 3;
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  const first = month - ((month - 1) % length);
  return { kind, from: firstOfMonth(year, first), to: addDays(firstOfMonth(year, first + length), -1) };
}

export function periodBefore(period: Period): Period {
  return periodContaining(period.kind, addDays(period.from, -1));
}

export function periodAfter(period: Period): Period {
  return periodContaining(period.kind, addDays(period.to, 1));
}

/** All periods that touch [from, to], oldest first. */
export function periodsBetween(kind: PeriodKind, from: Day, to: Day): Period[] {
  const found: Period[] = [];
  for (let period = periodContaining(kind, from); period.from <= to; period = periodAfter(period)) found.push(period);
  return found;
}

/** Working days from a period's end to its freeze. */
export function freezeAfter(kind: PeriodKind, levels: number): number {
  return kind === 'week' ? 3 : Math.max(5, levels - 1);
}

/** Working days from a period's end to the deadline of a level: the lowest level first, so that the middle can summarise it. */
export function deadlineAfter(kind: PeriodKind, { rank, levels }: DeadlineLevel): number {
  if (kind !== 'week') return Math.max(1, freezeAfter(kind, levels) - Math.max(0, rank - 2));
  if (rank <= 2) return 3;
  return rank >= levels ? 1 : 2;
}

export function freezeOn(period: Period, levels: number, calendar: Calendar): Day {
  return nthWorkingDayAfter(calendar, period.to, freezeAfter(period.kind, levels));
}

/** The last day on which a level's report for this period is in time. */
export function deadlineFor(period: Period, level: DeadlineLevel, calendar: Calendar): Day {
  return nthWorkingDayAfter(calendar, period.to, deadlineAfter(period.kind, level));
}

/** The latest period whose deadline for this level has passed on `today`, that is, ended on a day before it. */
export function latestPeriodWithDeadlinePassed(
  kind: PeriodKind,
  level: DeadlineLevel,
  today: Day,
  calendar: Calendar,
): Period {
  let period = periodBefore(periodContaining(kind, today));
  while (deadlineFor(period, level, calendar) >= today) period = periodBefore(period);
  return period;
}

/** The latest period of a kind that has ended before `today`. */
export function lastEndedPeriod(kind: PeriodKind, today: Day): Period {
  return periodBefore(periodContaining(kind, today));
}

export function lastEndedQuarter(today: Day): Period {
  return lastEndedPeriod('quarter', today);
}
