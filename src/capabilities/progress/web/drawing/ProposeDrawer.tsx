// A date that was dragged, handed to the request that asks for it: an extension for a due, a change for a node. Nothing is changed here.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Item, itemQuery } from '../item/itemQueries.ts';
import { type Ask, noAsk } from '../item/requests/ask.ts';
import { nodesOf } from '../item/requests/changes.ts';
import { RequestDrawer } from '../item/requests/RequestDrawer.tsx';
import type { Bar } from './drawingRows.ts';
import type { Proposal } from './proposal.ts';

export interface Asked {
  bar: Bar;
  proposal: Proposal;
}

/** Open nodes that would lie after an earlier due come along to it. */
function proposedOf({ bar, proposal }: Asked, item: Item): Partial<Ask> {
  const { nodeId, day } = proposal;
  if (nodeId !== null) {
    const nodes = nodesOf(item).map((node) => (node.id === nodeId ? { ...node, date: day } : node));
    return { changes: { ...noAsk.changes, nodes } };
  }
  const left = bar.nodes.filter((node) => node.state === 'planned' && node.date > day);
  return { due: day, nodes: Object.fromEntries(left.map((node) => [node.id, day])) };
}

export function ProposeDrawer({ asked, onClose }: { asked: Asked | null; onClose: () => void }) {
  const { data: item } = useQuery({ ...itemQuery(asked?.bar.id ?? ''), enabled: asked !== null });
  const proposed = useMemo(() => (asked && item ? proposedOf(asked, item) : undefined), [asked, item]);
  if (!asked || !item || !proposed) return null;
  const kind = asked.proposal.nodeId === null ? 'extension' : 'change';
  return <RequestDrawer key={item.id} kind={kind} item={item} onClose={onClose} proposed={proposed} />;
}
