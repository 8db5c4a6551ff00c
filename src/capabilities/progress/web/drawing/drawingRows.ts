// The rows of a drawing as a tree that folds, with its groups on top; what fits on a sheet of paper; where arrows go. Pure.
import type { z } from 'zod';
import type { TreeRow } from '../../../../web/ui/treeRows.ts';
import type { Drawing as DrawingShape, DrawnRow } from '../../drawing.contract.ts';

export type DrawingData = z.output<typeof DrawingShape>;
export type Bar = z.output<typeof DrawnRow>;

export interface DrawingEntry {
  id: string;
  parentId: string | null;
  hasChildren: boolean;
  /** Null on the row that names a group. */
  bar: Bar | null;
  group: DrawingData['groups'][number] | null;
}

const groupRow = (id: string) => `group-${id}`;

/** Groups over their bars; without groups the bars alone. */
export function entriesOf(drawing: DrawingData): DrawingEntry[] {
  const parents = new Set(drawing.items.map((bar) => bar.parentId));
  const groups = new Map(drawing.groups.map((group) => [group.id, group]));
  const begun = new Set<string>();
  const found: DrawingEntry[] = [];
  for (const bar of drawing.items) {
    const group = bar.groupId === null ? undefined : groups.get(bar.groupId);
    if (group && !begun.has(group.id)) {
      begun.add(group.id);
      found.push({ id: groupRow(group.id), parentId: null, hasChildren: true, bar: null, group });
    }
    const parentId = bar.parentId ?? (group ? groupRow(group.id) : null);
    found.push({ id: bar.id, parentId, hasChildren: parents.has(bar.id), bar, group: null });
  }
  return found;
}

/** What stands open at first: the two levels below the top of one item's drawing; of groups their first level. */
export function openAtFirst(entries: readonly DrawingEntry[], most = 60): Set<string> {
  const depths = depthsOf(entries);
  const open = new Set<string>();
  for (let depth = 0; depth < 8; depth += 1) {
    const shown = entries.filter((entry) => (depths.get(entry.id) ?? 0) <= depth + 1).length;
    if (depth > 0 && shown > most) break;
    for (const entry of entries) if (entry.hasChildren && depths.get(entry.id) === depth) open.add(entry.id);
  }
  return open;
}

export function depthsOf(entries: readonly DrawingEntry[]): Map<string, number> {
  const depths = new Map<string, number>();
  // parents come before their children
  for (const entry of entries)
    depths.set(entry.id, entry.parentId === null ? 0 : (depths.get(entry.parentId) ?? 0) + 1);
  return depths;
}

export interface Fold {
  shown: DrawingEntry[];
  depthOf: ReadonlyMap<string, number>;
  /** How many rows are not on the sheet. */
  folded: number;
}

/** What one sheet can hold: whole levels from the top; of a level that does not fit whole, nothing. A first level too long is cut. */
export function foldToFit(entries: readonly DrawingEntry[], most: number): Fold {
  const depthOf = depthsOf(entries);
  const at = (depth: number) => entries.filter((entry) => (depthOf.get(entry.id) ?? 0) <= depth);
  let deepest = 0;
  while (at(deepest + 1).length > at(deepest).length && at(deepest + 1).length <= most) deepest += 1;
  const shown = at(deepest).slice(0, most);
  return { shown, depthOf, folded: entries.length - shown.length };
}

export interface Arrow {
  key: string;
  fromAt: number;
  toAt: number;
  from: Bar;
  to: Bar;
  isCritical: boolean;
  /** The earlier ends after the later is to begin. */
  contradicts: boolean;
}

const endOf = (bar: Bar): string => bar.finishedOn ?? bar.due;

/** Arrows between rows on show; an end that is folded away is drawn at the nearest row above it that is on show. */
export function arrowsOf(
  drawing: Pick<DrawingData, 'items' | 'dependencies'>,
  rows: readonly TreeRow<DrawingEntry>[],
): Arrow[] {
  const placeOf = new Map(rows.map((row, at) => [row.node.id, at]));
  const bars = new Map(drawing.items.map((bar) => [bar.id, bar]));
  const shownAt = (id: string): { at: number; bar: Bar } | null => {
    for (let bar = bars.get(id); bar; bar = bar.parentId === null ? undefined : bars.get(bar.parentId)) {
      const at = placeOf.get(bar.id);
      if (at !== undefined) return { at, bar };
    }
    return null;
  };
  const found = new Map<string, Arrow>();
  for (const link of drawing.dependencies) {
    const from = shownAt(link.dependsOnId);
    const to = shownAt(link.itemId);
    if (!from || !to || from.at === to.at) continue;
    const key = `${from.bar.id} ${to.bar.id}`;
    const isCritical = link.critical || (found.get(key)?.isCritical ?? false);
    const contradicts = to.bar.finishedOn === null && endOf(from.bar) >= to.bar.start;
    found.set(key, { key, fromAt: from.at, toAt: to.at, from: from.bar, to: to.bar, isCritical, contradicts });
  }
  return [...found.values()];
}

/** Why a date cannot be proposed for an item; null where it can. */
export function dateRefused(bar: Bar, day: string): 'before_start' | 'beyond_parent' | 'unchanged' | null {
  if (day < bar.start) return 'before_start';
  if (bar.parentDue !== null && day > bar.parentDue) return 'beyond_parent';
  return day === bar.due ? 'unchanged' : null;
}

/** A node's new day lies within its item's. */
export function nodeDateRefused(
  bar: Bar,
  day: string,
  present: string,
): 'before_start' | 'after_due' | 'unchanged' | null {
  if (day < bar.start) return 'before_start';
  if (day > bar.due) return 'after_due';
  return day === present ? 'unchanged' : null;
}
