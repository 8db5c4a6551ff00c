// From items in any order to the rows of a drawing: who stands below whom, in which group, in which order; what the critical path says. Pure.
import {
  type Calendar,
  type Day,
  dayNumber,
  dayOfNumber,
  isWorkingDay,
  weekdayOf,
} from '../institution/calendar.rules.ts';
import { criticalPath, type PathLink, type PathPlace, type PathTask } from '../linkage/critical-path.rules.ts';

/** What places a row: its way from the root, and its place among its siblings. */
export type Placed = {
  id: string;
  path: readonly string[];
  position: number;
  code: string | null;
  groupId: string | null;
};

/**
 * Rows in the order of the tree, parents before children, each with the nearest item above it that is drawn in the same group.
 * Groups come in the order given by `groupOrder`; items of no group come last.
 */
export function nest<T extends Placed>(
  rows: readonly T[],
  groupOrder: readonly string[] = [],
): (T & { parentId: string | null })[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const below = new Map<string | null, T[]>();
  const parentOf = new Map<string, string | null>();
  for (const row of rows) {
    const parent = row.path.slice(0, -1).findLast((id) => byId.get(id)?.groupId === row.groupId) ?? null;
    parentOf.set(row.id, parent);
    const beside = below.get(parent);
    if (beside) beside.push(row);
    else below.set(parent, [row]);
  }
  const placeOf = new Map(groupOrder.map((id, at) => [id, at]));
  const group = (row: T) =>
    row.groupId === null ? groupOrder.length : (placeOf.get(row.groupId) ?? groupOrder.length);
  const byCode = (a: T, b: T) => codes.compare(a.code ?? '', b.code ?? '') || compare(a.id, b.id);
  const atTop = (a: T, b: T) => group(a) - group(b) || byCode(a, b);
  const siblings = (a: T, b: T) => a.path.length - b.path.length || a.position - b.position || byCode(a, b);
  const found: (T & { parentId: string | null })[] = [];
  const add = (parent: string | null) => {
    for (const row of (below.get(parent) ?? []).sort(parent === null ? atTop : siblings)) {
      found.push({ ...row, parentId: parentOf.get(row.id) ?? null });
      add(row.id);
    }
  };
  add(null);
  return found;
}

/** K01-2 before K01-10. */
const codes = new Intl.Collator('en', { numeric: true });
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export type Weighed = {
  id: string;
  parentId: string | null;
  state: string;
  start: Day;
  due: Day;
  finishedOn: Day | null;
};

const taskOf = (row: Weighed, parentId: string | null): PathTask => ({
  id: row.id,
  parentId,
  start: row.start,
  due: row.due,
  finishedOn: row.finishedOn,
  asleep: row.state === 'suspended',
});

/** Drafts count only where the whole drawing is one: a plan that is being made. Cancelled items never do. */
export function weigh(
  rows: readonly Weighed[],
  outside: readonly Omit<Weighed, 'parentId'>[],
  links: readonly PathLink[],
  calendar: Calendar,
  today: Day,
): Map<string, PathPlace> {
  const isPlan = rows.every((row) => row.state === 'draft' || row.state === 'cancelled');
  const counts = (state: string) => state !== 'cancelled' && (isPlan || state !== 'draft');
  const tasks = [
    ...rows.filter((row) => counts(row.state)).map((row) => taskOf(row, row.parentId)),
    ...outside.filter((row) => counts(row.state)).map((row) => taskOf({ ...row, parentId: null }, null)),
  ];
  return criticalPath(tasks, links, calendar, today);
}

/** The ends of the links, with everything above them: what takes part in some waiting. */
export function takingPart(rows: readonly Pick<Placed, 'id' | 'path'>[], links: readonly PathLink[]): Set<string> {
  const ends = new Set(links.flatMap((link) => [link.itemId, link.dependsOnId]));
  return new Set(rows.filter((row) => ends.has(row.id)).flatMap((row) => row.path));
}

/** Weekdays off and weekends worked from `from` to `to`, both included. */
export function oddDays(calendar: Calendar, from: Day, to: Day): { daysOff: Day[]; makeUpDays: Day[] } {
  const daysOff: Day[] = [];
  const makeUpDays: Day[] = [];
  for (let number = dayNumber(from); number <= dayNumber(to); number += 1) {
    const day = dayOfNumber(number);
    const isWeekday = weekdayOf(day) < 5;
    if (isWorkingDay(calendar, day) === isWeekday) continue;
    (isWeekday ? daysOff : makeUpDays).push(day);
  }
  return { daysOff, makeUpDays };
}
