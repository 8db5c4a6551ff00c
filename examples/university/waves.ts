// Lays the school work of a few key works in waves: what must be done in one school before the next begins, as building and moving need it.
import { addDays, daysBetween, workingDayAtOrAfter, workingDayAtOrBefore } from './dates.ts';
import type { PlanItem } from './plan-growth.ts';

/** Key works whose schools follow each other, by title. */
const IN_WAVES = new Set([
  '建成新校区实验楼群并平稳启用',
  '建成校级大型仪器共享平台二期',
  '完成全国重点实验室重组后的建设任务',
]);
const WAVES = 3;
/** One school in four runs over into the next wave, as happens. */
const LATE_EVERY = 4;
const LATE_BY = 12;
const LEAST_DAYS = 4;

type Writable = { -readonly [K in keyof PlanItem]: PlanItem[K] };

/** Moves an item with everything below it into other dates, each day keeping its share of the way. */
function lay(item: PlanItem, from: string, to: string): void {
  const length = daysBetween(item.start, item.due);
  const share = daysBetween(from, to) / length;
  const { start } = item;
  const move = (one: PlanItem): void => {
    const begin = workingDayAtOrAfter(addDays(from, Math.round(daysBetween(start, one.start) * share)), to);
    const end = workingDayAtOrBefore(addDays(from, Math.round(daysBetween(start, one.due) * share)), begin);
    const moved = one as Writable;
    moved.start = begin;
    moved.due = daysBetween(begin, end) < LEAST_DAYS ? to : end;
    for (const child of one.children) move(child);
  };
  move(item);
}

function layChildren(parent: PlanItem): void {
  const schools = parent.children.filter((child) => child.level === 4);
  if (schools.length < WAVES) return;
  const first = schools.reduce((day, { start }) => (start < day ? start : day), parent.due);
  const last = schools.reduce((day, { due }) => (due > day ? due : day), parent.start);
  const length = daysBetween(first, last) / WAVES;
  schools.forEach((school, index) => {
    const wave = index % WAVES;
    const late = index % LATE_EVERY === LATE_EVERY - 1 && wave < WAVES - 1 ? LATE_BY : 0;
    const from = workingDayAtOrAfter(addDays(first, Math.round(length * wave)), last);
    const to = workingDayAtOrBefore(addDays(first, Math.round(length * (wave + 1)) - 1 + late), from);
    lay(school, from, to);
  });
}

export function layInWaves(roots: readonly PlanItem[]): void {
  const walk = (item: PlanItem): void => {
    if (IN_WAVES.has(item.title.zh))
      for (const charge of item.children) for (const task of charge.children) layChildren(task);
    else if (item.level === 1) for (const child of item.children) walk(child);
  };
  for (const root of roots) walk(root);
}
