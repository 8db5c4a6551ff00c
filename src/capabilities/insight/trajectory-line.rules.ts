// The planned way of an item as it is drawn: the straight line between its nodes, and the steps that the nodes themselves make.

import { Decimal } from 'decimal.js';
import { addDays, type Day, dayNumber } from '../institution/calendar.rules.ts';
import type { ItemFacts, NodeFacts } from '../progress/facts.rules.ts';
import { isActive } from '../progress/facts.rules.ts';
import { blend, hasWeighingNodes, ownPart, roundHalfUp, weightedMean } from '../progress/values.rules.ts';

/** What of an item's facts its planned way follows from. */
export type LineItem = Pick<
  ItemFacts,
  'id' | 'parentId' | 'state' | 'weight' | 'ownNodesWeight' | 'start' | 'approvedDue' | 'nodes'
>;
type DatedNode = Pick<NodeFacts, 'date' | 'weight'>;

/** How progress is thought to grow between two fixed days: evenly, or all at once when a node's day has ended. */
export type Pace = 'line' | 'step';

/** Part of the way from the end of `from` to the end of `to` that lies behind at the end of `day`; 0..1. */
function share(from: Day, to: Day, day: Day): Decimal {
  if (day >= to) return new Decimal(1);
  if (day <= from) return new Decimal(0);
  return new Decimal(dayNumber(day) - dayNumber(from)).div(dayNumber(to) - dayNumber(from));
}

/** Own nodes at the end of `day`, 0..100: between two nodes the weight of the next one grows evenly, or comes with its day. */
export function plannedByNodes(start: Day, nodes: readonly DatedNode[], day: Day, pace: Pace): number {
  const dated = nodes.filter((node) => node.weight > 0).sort((a, b) => (a.date < b.date ? -1 : 1));
  let from = addDays(start, -1);
  let sum = new Decimal(0);
  for (const [date, together] of Map.groupBy(dated, (node) => node.date)) {
    const weight = together.reduce((total, node) => total.plus(node.weight), new Decimal(0));
    sum = sum.plus(weight.times(pace === 'line' ? share(from, date, day) : day >= date ? 1 : 0));
    from = date;
  }
  return roundHalfUp(Decimal.min(sum, 100));
}

/** A leaf at the end of `day`, 0..100: by its nodes, else evenly from the first day to the approved due, both included. */
export function plannedLeafLine(item: LineItem, day: Day, pace: Pace): number {
  if (hasWeighingNodes(item)) return plannedByNodes(item.start, item.nodes, day, pace);
  return roundHalfUp(share(addDays(item.start, -1), item.approvedDue, day).times(100));
}

export type Line = (itemId: string, day: Day, pace: Pace) => number;

/**
 * The planned way of every item given, at the end of a day, 0..100 with two decimals: leaves as above, parents as the weighted mean of
 * their active children and of their own nodes by W, rounded half up at each item like every value (domain, section 6). It is drawn, and
 * no rule asks it: lights follow P.
 */
export function plannedLine(items: readonly LineItem[]): Line {
  const byId = new Map(items.map((item) => [item.id, item]));
  const childrenOf = Map.groupBy(
    items.filter((item) => isActive(item.state)),
    (item) => item.parentId,
  );
  const at: Line = (id, day, pace) => {
    const item = byId.get(id);
    if (!item) return 0;
    const children = childrenOf.get(id) ?? [];
    if (children.length === 0) return plannedLeafLine(item, day, pace);
    const mean = weightedMean(children.map(({ id: child, weight }) => ({ weight, value: at(child, day, pace) })));
    const own = ownPart(item);
    return blend(mean, own, own === 0 ? 0 : plannedByNodes(item.start, item.nodes, day, pace));
  };
  return at;
}

/** The days at which a way is worth drawing: its ends, its bends, and as many between as `most` allows, at least a week apart. */
export function drawnDays(start: Day, due: Day, bends: readonly Day[], most: number): Day[] {
  const span = dayNumber(due) - dayNumber(start);
  const stride = Math.max(7, Math.ceil(span / most));
  const between = Array.from({ length: Math.floor(Math.max(0, span) / stride) }, (_, n) =>
    addDays(start, (n + 1) * stride),
  );
  const inside = [...between, ...bends].filter((day) => day > start && day < due);
  return [...new Set([start, ...inside, due])].sort();
}
