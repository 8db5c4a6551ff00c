// Which rows of the board are on show: filters keep the way up to the root, so that nothing found hangs in the air.
import type { z } from 'zod';
import type { BoardRow as BoardRowShape, Board as BoardShape } from '../../../linkage/board.contract.ts';

export type BoardData = z.output<typeof BoardShape>;
export type BoardEntry = z.output<typeof BoardRowShape>;

export interface BoardFilters {
  q?: string | undefined;
  sector?: string | undefined;
  unit?: string | undefined;
  light?: string | undefined;
  horizon?: string | undefined;
  level?: number | undefined;
  person?: string | undefined;
  troubled?: boolean | undefined;
}

export interface BoardNode extends BoardEntry {
  hasChildren: boolean;
  /** Kept only because something below it was found. */
  isContext: boolean;
}

const troubledLights: ReadonlySet<string> = new Set(['yellow', 'orange', 'red']);

export const isFiltered = (filters: BoardFilters): boolean =>
  Boolean(
    filters.q ||
      filters.sector ||
      filters.unit ||
      filters.light ||
      filters.horizon ||
      filters.level ||
      filters.person ||
      filters.troubled,
  );

function matches(row: BoardEntry, filters: BoardFilters, typed: string): boolean {
  if (filters.sector && row.sectorId !== filters.sector) return false;
  if (filters.unit && row.leadUnitId !== filters.unit) return false;
  if (filters.person && row.responsiblePersonId !== filters.person) return false;
  if (filters.level && row.level !== filters.level) return false;
  if (filters.light && row.light !== filters.light) return false;
  if (filters.horizon && row.horizon !== filters.horizon) return false;
  if (filters.troubled && !troubledLights.has(row.light)) return false;
  if (!typed) return true;
  return [row.code, row.title, row.titleEn].some((text) => text?.toLowerCase().includes(typed));
}

/** The rows that match, with everything above them, in the board's own order. */
export function filterBoard(rows: readonly BoardEntry[], filters: BoardFilters): BoardNode[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const typed = filters.q?.trim().toLowerCase() ?? '';
  const found = new Set<string>();
  const kept = new Set<string>();
  const parents = new Set<string>();
  for (const row of rows) {
    if (!matches(row, filters, typed)) continue;
    found.add(row.id);
    let above: BoardEntry | undefined = row;
    while (above && !kept.has(above.id)) {
      kept.add(above.id);
      above = above.parentId === null ? undefined : byId.get(above.parentId);
    }
  }
  for (const row of rows) {
    if (kept.has(row.id) && row.parentId !== null) parents.add(row.parentId);
  }
  return rows
    .filter((row) => kept.has(row.id))
    .map((row) => ({ ...row, hasChildren: parents.has(row.id), isContext: !found.has(row.id) }));
}

/** What stands open at first: plans and mid-term goals, so that the key works show; with filters, the way to what was found. */
export function openAtFirst(nodes: readonly BoardNode[], filters: BoardFilters): Set<string> {
  if (isFiltered(filters)) return new Set(nodes.filter((node) => node.isContext).map((node) => node.id));
  return new Set(
    nodes.filter((node) => node.horizon === 'five_year' || node.horizon === 'mid_term').map((node) => node.id),
  );
}

export interface Chain {
  /** From the root down to the chosen item. */
  above: ReadonlySet<string>;
  below: ReadonlySet<string>;
  links: readonly { from: string; to: string }[];
}

/** Everything above and below one item, and the links to draw between them. */
export function chainOf(nodes: readonly BoardNode[], chosen: string | null): Chain | null {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  let at = chosen === null ? undefined : byId.get(chosen);
  if (!at) return null;
  const above = new Set<string>();
  const below = new Set<string>();
  const links: { from: string; to: string }[] = [];
  while (at) {
    above.add(at.id);
    const parent: BoardNode | undefined = at.parentId === null ? undefined : byId.get(at.parentId);
    if (parent) links.push({ from: parent.id, to: at.id });
    at = parent;
  }
  const children = new Map<string, BoardNode[]>();
  for (const node of nodes) {
    if (node.parentId === null) continue;
    const siblings = children.get(node.parentId);
    if (siblings) siblings.push(node);
    else children.set(node.parentId, [node]);
  }
  const walk = (id: string) => {
    for (const child of children.get(id) ?? []) {
      below.add(child.id);
      links.push({ from: id, to: child.id });
      walk(child.id);
    }
  };
  if (chosen !== null) walk(chosen);
  return { above, below, links };
}

/** One list a level, each in the order of a walk down the tree, so that whatever is below an item stands together. */
export function columnsByLevel(nodes: readonly BoardNode[], ranks: readonly number[]): Map<number, BoardNode[]> {
  const columns = new Map<number, BoardNode[]>(ranks.map((rank) => [rank, []]));
  const children = new Map<string | null, BoardNode[]>();
  const known = new Set(nodes.map((node) => node.id));
  for (const node of nodes) {
    const parent = node.parentId !== null && known.has(node.parentId) ? node.parentId : null;
    const siblings = children.get(parent);
    if (siblings) siblings.push(node);
    else children.set(parent, [node]);
  }
  const walk = (parent: string | null) => {
    for (const node of children.get(parent) ?? []) {
      columns.get(node.level)?.push(node);
      walk(node.id);
    }
  };
  walk(null);
  return columns;
}

const longestCode = 9;

/** A long code without what its parents' rows above already say: K01-1-1-1-2-1 becomes …2-1. */
export function shortCode(code: string | null): string {
  if (code === null || code.length <= longestCode) return code ?? '';
  return `…${code.split('-').slice(-2).join('-')}`;
}
