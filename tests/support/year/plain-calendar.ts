// The working days of 2026 counted on the fingers: weekdays, less the official days off, plus the days made up for them.

type Day = string;

/** General Office of the State Council, notice on the public holidays of 2026: first and last day of each. */
const DAYS_OFF: readonly [Day, Day][] = [
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
];
const MADE_UP: readonly Day[] = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'];

export const SPRING_FESTIVAL = { lastBefore: '2026-02-14', firstAfter: '2026-02-24' } as const;
export const NATIONAL_DAY = { lastBefore: '2026-09-30', firstAfter: '2026-10-08' } as const;
export const MADE_UP_SATURDAY = '2026-10-10';

const at = (day: Day): Date => new Date(`${day}T00:00:00Z`);
export const dayAfter = (day: Day, days = 1): Day =>
  new Date(at(day).getTime() + days * 86_400_000).toISOString().slice(0, 10);

export function isWorkDay(day: Day): boolean {
  if (MADE_UP.includes(day)) return true;
  if (DAYS_OFF.some(([from, to]) => from <= day && day <= to)) return false;
  const weekday = at(day).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** Day 0 is the day of the act: the n-th working day after it. */
export function workDayAfter(day: Day, n: number): Day {
  let found = day;
  for (let left = n; left > 0; ) {
    found = dayAfter(found);
    if (isWorkDay(found)) left -= 1;
  }
  return found;
}

export function* daysFrom(first: Day, last: Day): Generator<Day> {
  for (let day = first; day <= last; day = dayAfter(day)) yield day;
}

/** The instant of a wall clock in China. */
export const clockAt = (day: Day, time: string): Date => new Date(`${day}T${time}+08:00`);

export type PlainPeriod = { kind: 'week' | 'month' | 'quarter'; from: Day; to: Day };

/** Every week, month and quarter that ends between two days. */
export function periodsEndingBetween(first: Day, last: Day): PlainPeriod[] {
  const found: PlainPeriod[] = [];
  for (const day of daysFrom(first, last)) {
    const next = dayAfter(day);
    const [month, ofMonth] = [Number(next.slice(5, 7)), next.slice(8)];
    if (at(day).getUTCDay() === 0) found.push({ kind: 'week', from: dayAfter(day, -6), to: day });
    if (ofMonth === '01') found.push({ kind: 'month', from: `${day.slice(0, 8)}01`, to: day });
    if (ofMonth === '01' && month % 3 === 1) {
      const firstMonth = String(Number(day.slice(5, 7)) - 2).padStart(2, '0');
      found.push({ kind: 'quarter', from: `${day.slice(0, 5)}${firstMonth}-01`, to: day });
    }
  }
  return found;
}

/** A week freezes on the third working day after its end, a month or quarter of six levels on the fifth. */
export const plainFreeze = ({ kind, to }: PlainPeriod): Day => workDayAfter(to, kind === 'week' ? 3 : 5);

/** The last day in time of a level, of six. */
export function plainDeadline({ kind, to }: PlainPeriod, level: number): Day {
  if (kind === 'week') return workDayAfter(to, level <= 2 ? 3 : level === 6 ? 1 : 2);
  return workDayAfter(to, 5 - Math.max(0, level - 2));
}
