// What a person is reminded of on a working day: to sign, due in 5 and 1 working days, report deadlines in 2 and 0. Pure.
import {
  addDays,
  type Calendar,
  type Day,
  isWorkingDay,
  nthWorkingDayAfter,
  nthWorkingDayBefore,
} from '../institution/calendar.rules.ts';
import { deadlineFor, type Period, type PeriodKind, periodBefore, periodContaining } from '../progress/period.rules.ts';
import { type LineCode, type NotificationKind, REMINDERS, type ReminderCode } from './notification.rules.ts';

/**
 * The one working day on which something due is reminded of: so many working days are left after it, the due day itself included.
 * A due on a day off counts as ended with the last working day before it. (domain, section 9)
 */
export function remindDay(calendar: Calendar, due: Day, workingDaysLeft: number): Day {
  return nthWorkingDayBefore(calendar, addDays(due, 1), workingDaysLeft + 1);
}

/** Days `from` to `to`, both included. */
export type DueSpan = { code: ReminderCode; from: Day; to: Day };

const LEFT: readonly [code: ReminderCode, of: 'item' | 'node', workingDays: number][] = [
  ['item_due_1', 'item', 1],
  ['item_due_5', 'item', 5],
  ['node_due_1', 'node', 1],
  ['node_due_5', 'node', 5],
];

/** The due days that a working day reminds of: those of which it is the remind day. None on a day off. */
export function dueSpans(calendar: Calendar, today: Day, of: 'item' | 'node'): DueSpan[] {
  if (!isWorkingDay(calendar, today)) return [];
  return LEFT.filter(([, what]) => what === of).map(([code, , left]) => ({
    code,
    from: nthWorkingDayAfter(calendar, today, left),
    to: addDays(nthWorkingDayAfter(calendar, today, left + 1), -1),
  }));
}

/** A level's report deadline that a working day reminds of. */
export type DeadlineToTell = { code: ReminderCode; kind: PeriodKind; from: Day; to: Day; level: number; deadline: Day };

const REPORTS: readonly [code: ReminderCode, workingDays: number][] = [
  ['report_0', 0],
  ['report_2', 2],
];
const KINDS: readonly PeriodKind[] = ['week', 'month', 'quarter'];
/** Deadlines come at most two weeks of working days after a period; a week has then been followed by three others, across a long holiday. */
const PERIODS_BACK = 5;

/** Periods that have ended, and whose deadline for a level is 2 or 0 working days away. */
export function deadlinesToTell(calendar: Calendar, today: Day, levels: number): DeadlineToTell[] {
  const found: DeadlineToTell[] = [];
  for (const kind of KINDS) {
    let period: Period = periodContaining(kind, today);
    for (let back = 0; back <= PERIODS_BACK; back += 1, period = periodBefore(period)) {
      for (let rank = 1; rank <= levels; rank += 1) {
        const deadline = deadlineFor(period, { rank, levels }, calendar);
        for (const [code, left] of REPORTS)
          if (remindDay(calendar, deadline, left) === today)
            found.push({ code, kind, from: period.from, to: period.to, level: rank, deadline });
      }
    }
  }
  return found;
}

export type Reminder = { personId: string; code: ReminderCode; itemId: string; nodeId: string | null; day: Day | null };
/** Messages of a kind that the inbox holds unread, and that no digest has told of. */
export type News = { personId: string; kind: NotificationKind; count: number; itemIds: readonly string[] };
export type DigestLine = {
  code: LineCode;
  count: number;
  entries: { itemId: string; nodeId: string | null; day: Day | null }[];
};

const MOST_ENTRIES = 20;
const MOST_NEWS_ENTRIES = 5;
/** What is to be signed says itself that it has come. */
const SAID_BY_A_REMINDER: ReadonlySet<NotificationKind> = new Set([
  'item_assigned',
  'item_handed_over',
  'item_transferred',
]);

/**
 * One digest a person who has something to hear of, none else: reminders in their fixed order, then the news by kind.
 * @param reminders in the order in which their entries are to stand
 * @returns by person; every line has a count, and of its entries as many as a page bears
 */
export function digestsOf(reminders: readonly Reminder[], news: readonly News[]): Map<string, DigestLine[]> {
  const digests = new Map<string, DigestLine[]>();
  const linesOf = (personId: string): DigestLine[] => {
    const known = digests.get(personId) ?? [];
    digests.set(personId, known);
    return known;
  };
  for (const { personId, code, itemId, nodeId, day } of reminders) {
    const lines = linesOf(personId);
    let line = lines.find((one) => one.code === code);
    if (!line) {
      line = { code, count: 0, entries: [] };
      lines.push(line);
    }
    line.count += 1;
    if (line.entries.length < MOST_ENTRIES) line.entries.push({ itemId, nodeId, day });
  }
  const place = (line: DigestLine) => REMINDERS.indexOf(line.code as ReminderCode);
  for (const lines of digests.values()) lines.sort((a, b) => place(a) - place(b));
  for (const { personId, kind, count, itemIds } of news) {
    if (SAID_BY_A_REMINDER.has(kind)) continue;
    const entries = itemIds.slice(0, MOST_NEWS_ENTRIES).map((itemId) => ({ itemId, nodeId: null, day: null }));
    linesOf(personId).push({ code: kind, count, entries });
  }
  return digests;
}
