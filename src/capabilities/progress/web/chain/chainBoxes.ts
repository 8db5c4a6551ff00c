// Which boxes of a chain are drawn: a level too wide for the page folds into one box for each parent, and any of them opens; pure.
import type { z } from 'zod';
import type { ChainView as ChainViewShape } from '../../chain-view.contract.ts';

export type ChainData = z.output<typeof ChainViewShape>;
export type ChainNode = ChainData['nodes'][number];
export type ChainMark = ChainNode['marks'][number];
export type LossKind = NonNullable<ChainNode['loss']>;

/** So many boxes fit below each other before a column folds. */
export const mostBoxes = 14;
const silentKinds = new Set<ChainMark['kind']>(['not_accepted', 'not_assigned', 'no_report']);
export const isSilent = (mark: ChainMark): boolean => silentKinds.has(mark.kind);

export interface Box {
  key: string;
  parent: Box | null;
  level: number;
  /** How many boxes of the same level stand above it in its line. */
  step: number;
  /** One item or one box of unseen ones; several where they are folded. */
  nodes: ChainNode[];
  isFolded: boolean;
  share: number;
  /** By kind, what is lost in this very box. */
  lost: Partial<Record<LossKind, number>>;
  items: number;
  people: number;
  silent: number;
  slow: number;
}

function boxOf(key: string, parent: Box | null, nodes: ChainNode[], step: number, isFolded: boolean): Box {
  const lost: Box['lost'] = {};
  for (const node of nodes) if (node.loss && node.ends > 0) lost[node.loss] = (lost[node.loss] ?? 0) + node.ends;
  const count = (wanted: boolean) =>
    nodes.filter((node) => node.marks.some((mark) => isSilent(mark) === wanted)).length;
  return {
    key,
    parent,
    level: nodes[0]?.level ?? 0,
    step,
    nodes,
    isFolded,
    share: nodes.reduce((sum, node) => sum + node.share, 0),
    lost,
    items: nodes.reduce((sum, node) => sum + node.count, 0),
    people: new Set(nodes.flatMap((node) => node.personId ?? [])).size,
    silent: count(true),
    slow: count(false),
  };
}

/** Items folded together below one box, a box a level; those of the parent's own level are one step further in. */
function fold(parent: Box, children: readonly ChainNode[]): Box[] {
  const byLevel = [...Map.groupBy(children, (child) => child.level)].sort(([a], [b]) => a - b);
  return byLevel.map(([level, nodes]) => {
    const isFolded = nodes.length > 1 || parent.isFolded;
    const key = isFolded ? `fold:${parent.key}:${level}` : (nodes[0]?.key ?? '');
    return boxOf(key, parent, nodes, level === parent.level ? parent.step + 1 : 0, isFolded);
  });
}

function apart(parent: Box, children: readonly ChainNode[]): Box[] {
  return children.map((child) =>
    boxOf(child.key, parent, [child], child.level === parent.level ? parent.step + 1 : 0, false),
  );
}

/**
 * Boxes, a parent before its children. A generation stands apart while it fits; else it folds, but for
 * the children of what somebody opened. Below a folded box everything is folded.
 */
export function boxesOf(nodes: readonly ChainNode[], opened: ReadonlySet<string>): Box[] {
  const childrenOf = Map.groupBy(nodes, (node) => node.parentKey);
  const [top] = childrenOf.get(null) ?? [];
  if (!top) return [];
  const found: Box[] = [];
  let generation = [boxOf(top.key, null, [top], 0, false)];
  while (generation.length > 0) {
    found.push(...generation);
    const below = generation.map((box) => ({
      box,
      children: box.nodes.flatMap((node) => childrenOf.get(node.key) ?? []),
    }));
    const apartCount = below.reduce((sum, { box, children }) => sum + (box.isFolded ? 0 : children.length), 0);
    const fits = apartCount <= mostBoxes;
    generation = below.flatMap(({ box, children }) =>
      !box.isFolded && (fits || opened.has(box.key)) ? apart(box, children) : fold(box, children),
    );
  }
  return inTreeOrder(found);
}

/** Down each line before the next one: in a column, boxes that came by different ways stand in the order of the tree. */
function inTreeOrder(boxes: readonly Box[]): Box[] {
  const childrenOf = Map.groupBy(boxes, (box) => box.parent);
  const walk = (box: Box): Box[] => [box, ...(childrenOf.get(box) ?? []).flatMap(walk)];
  return (childrenOf.get(null) ?? []).flatMap(walk);
}

/** The nearest box above a folded one that stands for one item: opening it shows its children apart. */
export function openerOf(box: Box): string | null {
  let at = box.parent;
  while (at?.isFolded) at = at.parent;
  return at?.key ?? null;
}

/** Everything on the way to a box and under it: what is lit when it is chosen. */
export function lineOf(boxes: readonly Box[], chosen: string | null): Set<string> | null {
  const home = boxes.find((box) => box.key === chosen);
  if (!home) return null;
  const lit = new Set<string>();
  for (let at: Box | null = home; at; at = at.parent) lit.add(at.key);
  for (const box of boxes) if (box.parent && lit.has(box.parent.key) && isUnder(box, home)) lit.add(box.key);
  return lit;
}

const isUnder = (box: Box, home: Box): boolean => {
  for (let at = box.parent; at; at = at.parent) if (at === home) return true;
  return false;
};

/** What must be opened so that an item stands in a box of its own. */
export function openFor(nodes: readonly ChainNode[], key: string): string[] {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const way: string[] = [];
  for (let at = byKey.get(key)?.parentKey ?? null; at !== null; at = byKey.get(at)?.parentKey ?? null) way.push(at);
  return way;
}

/** The box to which an arrow key leads: along the line, or up and down within a column. */
export function stepFrom(boxes: readonly Box[], from: string, key: string): Box | null {
  const home = boxes.find((box) => box.key === from);
  if (!home) return null;
  if (key === 'ArrowLeft') return home.parent;
  if (key === 'ArrowRight') return boxes.find((box) => box.parent === home) ?? null;
  const column = boxes.filter((box) => box.level === home.level && box.step === home.step);
  const at = column.indexOf(home);
  if (key === 'ArrowDown') return column[at + 1] ?? null;
  if (key === 'ArrowUp') return column[at - 1] ?? null;
  if (key === 'Home') return column[0] ?? null;
  if (key === 'End') return column.at(-1) ?? null;
  return null;
}
