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
  /** The box above in its line; a folded one may be fed by several. */
  parent: Box | null;
  /** What comes in, by the box that it comes from. */
  feeds: Map<Box, number>;
  level: number;
  /** How many boxes of the same level stand above it in its line. */
  step: number;
  /** One item or one box of unseen ones; several where they are folded. */
  nodes: ChainNode[];
  isFolded: boolean;
  /** The item whose opening shows apart what is folded here. */
  opener: string | null;
  share: number;
  /** By kind, what is lost in this very box. */
  lost: Partial<Record<LossKind, number>>;
  items: number;
  people: number;
  silent: number;
  slow: number;
}

const emptyBox = (key: string, node: ChainNode, parent: Box | null): Box => ({
  key,
  parent,
  feeds: new Map(),
  level: node.level,
  step: parent && parent.level === node.level ? parent.step + 1 : 0,
  nodes: [],
  isFolded: false,
  opener: null,
  share: 0,
  lost: {},
  items: 0,
  people: 0,
  silent: 0,
  slow: 0,
});

function put(box: Box, node: ChainNode, from: Box | null): void {
  box.nodes.push(node);
  box.items += node.count;
  if (node.loss && node.ends > 0) box.lost[node.loss] = (box.lost[node.loss] ?? 0) + node.ends;
  if (node.marks.some(isSilent)) box.silent += 1;
  if (node.marks.some((mark) => !isSilent(mark))) box.slow += 1;
  // what stays within a folded box has come in already
  if (from === box) return;
  box.share += node.share;
  if (from) box.feeds.set(from, (box.feeds.get(from) ?? 0) + node.share);
}

type Children = ReadonlyMap<string | null, readonly ChainNode[]>;

/** Generation by generation: a generation stands apart while it fits, else only the children of what somebody opened. */
function apartOf(childrenOf: Children, opened: ReadonlySet<string>): Set<string> {
  let generation = (childrenOf.get(null) ?? []).slice(0, 1);
  const apart = new Set(generation.map((node) => node.key));
  while (generation.length > 0) {
    const count = generation.reduce((sum, node) => sum + (childrenOf.get(node.key)?.length ?? 0), 0);
    generation = generation
      .filter((node) => count <= mostBoxes || opened.has(node.key))
      .flatMap((node) => childrenOf.get(node.key) ?? []);
    for (const node of generation) apart.add(node.key);
  }
  return apart;
}

/** Boxes in the order of the tree. What does not stand apart is one box a level below the last that does. */
export function boxesOf(nodes: readonly ChainNode[], opened: ReadonlySet<string>): Box[] {
  const childrenOf = Map.groupBy(nodes, (node) => node.parentKey);
  const apart = apartOf(childrenOf, opened);
  const boxes = new Map<string, Box>();
  const homes = new Map<string, Box>();
  for (const node of nodes) {
    const from = (node.parentKey === null ? undefined : homes.get(node.parentKey)) ?? null;
    const opener = from === null ? null : (from.opener ?? from.key);
    const isApart = apart.has(node.key);
    const key = isApart ? node.key : `fold:${opener}:${node.level}`;
    const box = boxes.get(key) ?? emptyBox(key, node, from);
    if (!isApart) Object.assign(box, { opener, isFolded: true });
    put(box, node, from);
    boxes.set(key, box);
    homes.set(node.key, box);
  }
  for (const box of boxes.values()) settle(box);
  return inTreeOrder([...boxes.values()]);
}

/** A box that folds a single item is that item. */
function settle(box: Box): void {
  box.people = new Set(box.nodes.flatMap((node) => node.personId ?? [])).size;
  const [only] = box.nodes;
  if (!box.isFolded || box.nodes.length > 1 || !only) return;
  box.isFolded = false;
  box.key = only.key;
}

/** Down each line before the next one: in a column, boxes that came by different ways stand in the order of the tree. */
function inTreeOrder(boxes: readonly Box[]): Box[] {
  const childrenOf = Map.groupBy(boxes, (box) => box.parent);
  const walk = (box: Box): Box[] => [box, ...(childrenOf.get(box) ?? []).flatMap(walk)];
  return (childrenOf.get(null) ?? []).flatMap(walk);
}

/** Everything on the way to a box and under it: what is lit when it is chosen. */
export function lineOf(boxes: readonly Box[], chosen: string | null): Set<string> | null {
  const home = boxes.find((box) => box.key === chosen);
  if (!home) return null;
  const lit = new Set<string>();
  for (let at: Box | null = home; at; at = at.parent) lit.add(at.key);
  const below = new Set([home]);
  for (const box of boxes) if ([...box.feeds.keys()].some((from) => below.has(from))) below.add(box);
  for (const box of below) lit.add(box.key);
  return lit;
}

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
