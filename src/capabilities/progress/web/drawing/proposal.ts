// A date that is being dragged or keyed, before anybody is asked for it: nothing is changed here, a request may come of it.
import { addDays } from '../../../institution/calendar.rules.ts';
import { type Bar, dateRefused, nodeDateRefused } from './drawingRows.ts';

export interface Proposal {
  itemId: string;
  /** Null where the item's due is meant. */
  nodeId: string | null;
  day: string;
  refused: 'before_start' | 'beyond_parent' | 'after_due' | null;
}

const judged = (refused: ReturnType<typeof dateRefused> | ReturnType<typeof nodeDateRefused>) =>
  refused === 'unchanged' ? null : refused;

/** What it means to put the due of a bar, or one of its nodes, on a day. */
export function propose(bar: Bar, nodeId: string | null, day: string): Proposal {
  if (nodeId === null) return { itemId: bar.id, nodeId, day, refused: judged(dateRefused(bar, day)) };
  const present = bar.nodes.find((node) => node.id === nodeId)?.date ?? '';
  return { itemId: bar.id, nodeId, day, refused: judged(nodeDateRefused(bar, day, present)) };
}

export function presentDay(bar: Bar, nodeId: string | null): string {
  return (nodeId === null ? null : bar.nodes.find((node) => node.id === nodeId)?.date) ?? bar.due;
}

/** True where there is something to ask for. */
export const isAsking = (bar: Bar, proposal: Proposal): boolean =>
  proposal.refused === null && proposal.day !== presentDay(bar, proposal.nodeId);

/** The next proposal by keys: a day, or a week with `far`. */
export function nudged(bar: Bar, present: Proposal | null, days: number): Proposal {
  const from = present?.itemId === bar.id && present.nodeId === null ? present.day : bar.due;
  return propose(bar, null, addDays(from, days));
}
