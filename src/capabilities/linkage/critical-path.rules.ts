// How far work may slip before the end of the whole moves, and which chain of work decides that end. Pure.
import {
  addDays,
  type Calendar,
  type Day,
  laterOf,
  nthWorkingDayAfter,
  workingDaysBefore,
} from '../institution/calendar.rules.ts';

/** One item of the network. An item whose parent is in the network belongs to it; one with no parent there is a whole of its own. */
export type PathTask = {
  id: string;
  parentId: string | null;
  start: Day;
  /** The due in force. */
  due: Day;
  /** Null while it is open. */
  finishedOn: Day | null;
  /** Time stands still: what is past due does not push what comes after it. */
  asleep?: boolean;
};

/** `itemId` may not start before `dependsOnId` is finished (finish to start). */
export type PathLink = { itemId: string; dependsOnId: string };

export type PathPlace = {
  /**
   * Working days by which it may end later before the end of its whole moves, or before something agreed cannot hold; negative: by so
   * many days the agreed dates cannot hold. Null once it is finished.
   */
  slack: number | null;
  /** On the chain that decides when the whole ends: nothing to spare. */
  critical: boolean;
  /** When it will end if everything it waits for ends as it now must; its finish once finished. */
  expectedEnd: Day;
};

type Edge = { to: number; days: number };
/** The ends of an item in the net of moments: its start is 2k, its end 2k + 1. */
const startOf = (index: number) => 2 * index;
const endOf = (index: number) => 2 * index + 1;

type Net = { forward: Edge[][]; order: number[]; leaves: number[]; wholes: number[] };

function drawNet(tasks: readonly PathTask[], links: readonly PathLink[], days: readonly number[]): Net {
  const indexOf = new Map(tasks.map((task, index) => [task.id, index]));
  const forward: Edge[][] = Array.from({ length: tasks.length * 2 }, () => []);
  const above = tasks.map((task) => (task.parentId === null ? undefined : indexOf.get(task.parentId)));
  const parents = new Set(above);
  const leaves = tasks.map((_, index) => index).filter((index) => !parents.has(index));
  // what is finished ended when it ended, whatever it should have waited for: no span ties its end to its start
  for (const leaf of leaves)
    if (tasks[leaf]?.finishedOn === null) forward[startOf(leaf)]?.push({ to: endOf(leaf), days: days[leaf] ?? 0 });
  above.forEach((parent, index) => {
    if (parent === undefined) return;
    forward[startOf(parent)]?.push({ to: startOf(index), days: 0 });
    forward[endOf(index)]?.push({ to: endOf(parent), days: 0 });
  });
  for (const link of links) {
    const later = indexOf.get(link.itemId);
    const earlier = indexOf.get(link.dependsOnId);
    if (later !== undefined && earlier !== undefined) forward[endOf(earlier)]?.push({ to: startOf(later), days: 0 });
  }
  const wholeOf = (index: number): number => {
    let at = index;
    for (let up = above[at]; up !== undefined; up = above[at]) at = up;
    return at;
  };
  return { forward, order: orderOf(forward), leaves, wholes: tasks.map((_, index) => wholeOf(index)) };
}

/** Earlier before later. Moments that wait for each other, which no way into the table allows, come last in the order given. */
function orderOf(forward: readonly Edge[][]): number[] {
  const waits = forward.map(() => 0);
  for (const edges of forward) for (const edge of edges) waits[edge.to] = (waits[edge.to] ?? 0) + 1;
  const order = forward.map((_, moment) => moment).filter((moment) => waits[moment] === 0);
  for (let at = 0; at < order.length; at += 1) {
    for (const edge of forward[order[at] ?? 0] ?? []) {
      waits[edge.to] = (waits[edge.to] ?? 0) - 1;
      if (waits[edge.to] === 0) order.push(edge.to);
    }
  }
  const placed = new Set(order);
  return [...order, ...forward.map((_, moment) => moment).filter((moment) => !placed.has(moment))];
}

/** Earliest moments: never before the agreed start, never before today's end for what is open, never before what it waits for. */
function earliest({ forward, order }: Net, least: readonly number[]): number[] {
  const found = [...least];
  for (const moment of order) {
    for (const edge of forward[moment] ?? []) {
      found[edge.to] = Math.max(found[edge.to] ?? -Infinity, (found[moment] ?? -Infinity) + edge.days);
    }
  }
  return found;
}

/** Latest moments that still keep every limit after them; a span counts with its agreed length. */
function latest({ forward, order }: Net, most: readonly number[]): number[] {
  const found = [...most];
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const moment = order[at] ?? 0;
    for (const edge of forward[moment] ?? []) {
      found[moment] = Math.min(found[moment] ?? Infinity, (found[edge.to] ?? Infinity) - edge.days);
    }
  }
  return found;
}

/**
 * The critical path method (J. E. Kelley and M. R. Walker, "Critical-path planning and scheduling", 1959), in working days, with the
 * agreed starts kept: forward, an item ends at max(its start, the ends of what it waits for) + its working days, and while it is open
 * not before `today` ends; backward, it must end before the latest starts of what waits for it and before its whole ends, a whole's end
 * being the latest due of what is open in it, or today where that has passed. An item that cannot begin when it was agreed must still end by its due,
 * so that dates which contradict each other show as negative slack on everything that takes part; mere lateness does not. A parent's span is its leaves': what it waits for, they wait for.
 *
 * @param tasks items with their agreed days; a child's dates need not lie inside its parent's here
 * @param links finish-to-start; those to items outside of `tasks` are left out
 * @returns by id; a parent has the least slack of its open leaves
 */
export function criticalPath(
  tasks: readonly PathTask[],
  links: readonly PathLink[],
  calendar: Calendar,
  today: Day,
): Map<string, PathPlace> {
  const before = (day: Day) => workingDaysBefore(calendar, day);
  const after = (day: Day) => before(addDays(day, 1));
  const starts = tasks.map((task) => before(task.start));
  const dues = tasks.map((task) => after(laterOf(task.due, task.start)));
  const days = tasks.map((_, index) => (dues[index] ?? 0) - (starts[index] ?? 0));
  const net = drawNet(tasks, links, days);
  const { least, most } = boundsOf({ tasks, net, starts, dues, after, today });
  const ahead = earliest(net, least);
  for (const leaf of net.leaves) {
    // what is pushed out of its agreed days by what it waits for must still end by its own due
    const isPushed = (ahead[startOf(leaf)] ?? 0) > (starts[leaf] ?? 0);
    if (tasks[leaf]?.finishedOn === null && isPushed) most[endOf(leaf)] = dues[leaf] ?? 0;
  }
  return placesOf({ tasks, net, dues, ahead, back: latest(net, most), calendar });
}

type Bounds = {
  tasks: readonly PathTask[];
  net: Net;
  starts: readonly number[];
  dues: readonly number[];
  after: (day: Day) => number;
  today: Day;
};

/** The moments before which a leaf may not start or end, and those by which it must end. */
function boundsOf({ tasks, net, starts, dues, after, today }: Bounds): { least: number[]; most: number[] } {
  const least = Array.from({ length: tasks.length * 2 }, () => -Infinity);
  const most = Array.from({ length: tasks.length * 2 }, () => Infinity);
  const wholeEnds = new Map<number, number>();
  for (const leaf of net.leaves) {
    const task = tasks[leaf];
    if (!task) continue;
    least[startOf(leaf)] = starts[leaf] ?? 0;
    if (task.finishedOn !== null) least[endOf(leaf)] = after(task.finishedOn);
    else {
      const now = task.asleep ? -Infinity : after(today);
      least[endOf(leaf)] = now;
      const whole = net.wholes[leaf] ?? leaf;
      wholeEnds.set(whole, Math.max(wholeEnds.get(whole) ?? -Infinity, dues[leaf] ?? 0, now));
    }
  }
  for (const leaf of net.leaves) most[endOf(leaf)] = wholeEnds.get(net.wholes[leaf] ?? leaf) ?? Infinity;
  return { least, most };
}

type Found = {
  tasks: readonly PathTask[];
  net: Net;
  dues: readonly number[];
  ahead: readonly number[];
  back: readonly number[];
  calendar: Calendar;
};

function placesOf({ tasks, net, dues, ahead, back, calendar }: Found): Map<string, PathPlace> {
  const indexOf = new Map(tasks.map((task, index) => [task.id, index]));
  const slack = new Map<number, number>();
  for (const leaf of net.leaves) {
    const task = tasks[leaf];
    if (!task || task.finishedOn !== null) continue;
    const own = (back[endOf(leaf)] ?? 0) - (ahead[endOf(leaf)] ?? 0);
    // every parent above speaks for the tightest of its leaves
    for (let at: number | undefined = leaf; at !== undefined; ) {
      slack.set(at, Math.min(slack.get(at) ?? Infinity, own));
      const parent: string | null = tasks[at]?.parentId ?? null;
      at = parent === null ? undefined : indexOf.get(parent);
    }
  }
  return new Map(
    tasks.map((task, index) => {
      const own = task.finishedOn === null ? (slack.get(index) ?? null) : null;
      const expectedEnd = task.finishedOn ?? dayOfEnd(task, (ahead[endOf(index)] ?? 0) - (dues[index] ?? 0), calendar);
      return [task.id, { slack: own, critical: own !== null && own <= 0, expectedEnd }];
    }),
  );
}

const dayOfEnd = (task: PathTask, late: number, calendar: Calendar): Day =>
  late > 0 && Number.isFinite(late) ? nthWorkingDayAfter(calendar, task.due, late) : task.due;
