// How dates move when a passed request moves them: an extension names them, a resumption shifts them by what was slept away. Pure.
import type { RefusedField } from '../../platform/result.ts';
import { type Calendar, type Day, earlierOf, laterOf, nthWorkingDayAfter } from '../institution/calendar.rules.ts';

export type DatedNode = { id: string; date: Day };

/** So many working days later; 0 leaves the day as it is, also a day off. */
export const shiftDay = (calendar: Calendar, day: Day, workingDays: number): Day =>
  nthWorkingDayAfter(calendar, day, workingDays);

/**
 * The dates of an item that wakes: its due as given, else shifted by the working days it slept, and never after `notAfter` (the due of
 * the item above); its unverified nodes shifted alike and kept inside.
 */
export function wakeDates(
  calendar: Calendar,
  item: { start: Day; due: Day; nodes: readonly DatedNode[] },
  slept: number,
  limits: { given: Day | null; notAfter: Day | null },
): { due: Day; nodes: DatedNode[] } {
  const wanted = limits.given ?? shiftDay(calendar, item.due, slept);
  const due = limits.notAfter === null ? wanted : earlierOf(wanted, limits.notAfter);
  const nodes = item.nodes.map(({ id, date }) => ({
    id,
    date: laterOf(item.start, earlierOf(due, shiftDay(calendar, date, slept))),
  }));
  return { due, nodes };
}

/** By which an item's finish is judged: the original due, or the one that a request without fault approved. */
export const judgedDue = (item: {
  excused: boolean;
  excusedDue: Day | null;
  originalDue: Day | null;
  approvedDue: Day;
}): Day => (item.excused ? (item.excusedDue ?? item.approvedDue) : (item.originalDue ?? item.approvedDue));

export type DatesShape = {
  start: Day;
  due: Day;
  /** `code` is null where the reader may not see the item above. */
  parent: { code: string | null; start: Day; due: Day } | null;
  /** From the first start to the last due of the children that count. */
  children: { from: Day; to: Day } | null;
  nodes: readonly { id: string; title: string; titleEn?: string | null; date: Day; state: string }[];
};

/** What keeps an item from having this due and these node dates: each with the field that mends it. */
export function checkDue(shape: DatesShape, asked: { due: Day; nodes: readonly DatedNode[] }): RefusedField[] {
  const found: RefusedField[] = [];
  const { start, parent, children } = shape;
  if (asked.due < start) found.push({ path: 'due', code: 'due_before_start' });
  if (parent && asked.due > parent.due) found.push(beyondParent(parent));
  if (children && asked.due < children.to)
    found.push({ path: 'due', code: 'children_beyond_due', params: { due: children.to } });
  const standing = new Map(shape.nodes.map((node) => [node.id, node]));
  const moved = new Map(asked.nodes.map((node) => [node.id, node.date]));
  for (const [at, { id, date }] of asked.nodes.entries()) {
    const node = standing.get(id);
    if (!node) found.push({ path: `nodes.${at}.nodeId`, code: 'node_unknown' });
    else if (node.state === 'verified')
      found.push({ path: `nodes.${at}.nodeId`, code: 'node_verified', params: { title: node.title } });
    else if (date < start || date > asked.due)
      found.push({ path: `nodes.${at}.date`, code: 'node_outside_item', params: { detail: node.title } });
  }
  const left = shape.nodes.find((node) => !moved.has(node.id) && node.date > asked.due);
  if (left) found.push({ path: 'due', code: 'node_outside_item', params: { detail: left.title } });
  return found;
}

const beyondParent = (parent: { code: string | null; due: Day }): RefusedField =>
  parent.code === null
    ? { path: 'due', code: 'due_beyond_above' }
    : { path: 'due', code: 'due_beyond_parent', params: { detail: parent.code, due: parent.due } };

/** What keeps an item from starting on this day. */
export function checkStart(shape: DatesShape, start: Day): RefusedField[] {
  const found: RefusedField[] = [];
  const path = 'changes.start';
  if (start > shape.due) found.push({ path, code: 'due_before_start' });
  if (shape.parent && start < shape.parent.start)
    found.push({ path, code: 'dates_outside_parent', params: { detail: shape.parent.code ?? '' } });
  if (shape.children && start > shape.children.from)
    found.push({ path, code: 'children_before_start', params: { start: shape.children.from } });
  const early = shape.nodes.find((node) => node.date < start);
  if (early) found.push({ path, code: 'node_outside_item', params: { detail: early.title } });
  return found;
}
