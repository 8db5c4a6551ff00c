// Where the cards of the columns stand, which way the columns scroll for a chosen card, and where the arrow keys lead; pure.
import type { BoardNode, Chain } from './boardRows.ts';

/** Height of a card with the gap below it. */
export const cardPitch = 84;
export const cardHeight = 76;
/** Height of the head of a column. */
export const headHeight = 40;
export const columnGap = 28;

export interface ScrollGoal {
  top: number;
}

interface GoalInput {
  columns: ReadonlyMap<number, readonly BoardNode[]>;
  chain: Chain;
  chosen: string;
  tops: ReadonlyMap<number, number>;
  /** Height of the frame with the heads. */
  height: number;
}

/** For every column with a part of the chain: where it scrolls so that the part stands level with the chosen card. */
export function scrollGoals({ columns, chain, chosen, tops, height }: GoalInput): Map<number, ScrollGoal> {
  const goals = new Map<number, ScrollGoal>();
  const room = Math.max(cardPitch, height - headHeight);
  const home = [...columns].find(([, nodes]) => nodes.some((node) => node.id === chosen));
  if (!home) return goals;
  const [homeRank, homeNodes] = home;
  const homeAt = homeNodes.findIndex((node) => node.id === chosen);
  const homeTop = tops.get(homeRank) ?? 0;
  let level = homeAt * cardPitch - homeTop;
  if (level < 0 || level > room - cardPitch) {
    const top = Math.max(0, homeAt * cardPitch - room / 3);
    goals.set(homeRank, { top });
    level = homeAt * cardPitch - top;
  }
  for (const [rank, nodes] of columns) {
    if (rank === homeRank) continue;
    const first = nodes.findIndex((node) => chain.above.has(node.id) || chain.below.has(node.id));
    if (first < 0) continue;
    const last = nodes.findLastIndex((node) => chain.above.has(node.id) || chain.below.has(node.id));
    const block = (last - first + 1) * cardPitch;
    const ideal = first * cardPitch - level + (block > cardPitch ? Math.min(block - cardPitch, room / 2) / 2 : 0);
    // Whatever fits stays whole in sight; a part taller than the column begins at its top.
    const lowest = Math.max(0, (last + 1) * cardPitch - room);
    goals.set(rank, { top: block >= room ? first * cardPitch : Math.min(first * cardPitch, Math.max(lowest, ideal)) });
  }
  return goals;
}

/** The card to which an arrow key leads: up and down within a level, left to the parent, right to the first child. */
export function stepFrom(
  columns: ReadonlyMap<number, readonly BoardNode[]>,
  nodes: readonly BoardNode[],
  node: BoardNode,
  key: string,
): BoardNode | null {
  if (key === 'ArrowLeft') return nodes.find((candidate) => candidate.id === node.parentId) ?? null;
  if (key === 'ArrowRight') return nodes.find((candidate) => candidate.parentId === node.id) ?? null;
  const column = columns.get(node.level) ?? [];
  const at = column.findIndex((candidate) => candidate.id === node.id);
  if (key === 'ArrowDown') return column[at + 1] ?? null;
  if (key === 'ArrowUp') return column[at - 1] ?? null;
  if (key === 'Home') return column[0] ?? null;
  if (key === 'End') return column.at(-1) ?? null;
  return null;
}
