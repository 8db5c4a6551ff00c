// The arithmetic of progress and coverage: each value rounded half up to two decimals at each item.

import { Decimal } from 'decimal.js';
import type { Day } from '../institution/calendar.rules.ts';
import type { ItemFacts, NodeFacts } from './facts.rules.ts';
import { isActive, isFinished } from './facts.rules.ts';

/** Rounds half up to two decimals. */
export function roundHalfUp(value: Decimal): number {
  return value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber();
}

/** One child of a mean: its weight (null where none was given) and its value (null while unset). */
export interface Weighted {
  readonly weight: number | null;
  readonly value: number | null;
}

/** A mean as a fraction, so that a parent's value is divided and rounded once. */
export interface Mean {
  readonly sum: Decimal;
  readonly total: Decimal;
}

/**
 * The weighted mean, weights taken in proportion to their sum, unset values as 0. A missing weight counts 0 beside given
 * ones; where none is given all count the same.
 */
export function weightedMean(parts: readonly Weighted[]): Mean {
  const given = parts.some((part) => (part.weight ?? 0) > 0);
  const weightOf = (part: Weighted): number => (given ? (part.weight ?? 0) : 1);
  const total = parts.reduce((sum, part) => sum.plus(weightOf(part)), new Decimal(0));
  const sum = parts.reduce(
    (before, part) => before.plus(new Decimal(part.value ?? 0).times(weightOf(part))),
    new Decimal(0),
  );
  return { sum, total };
}

/** Whether nodes measure the item: conditions of a verdict, which weigh nothing, only hold up its closing. */
export const hasWeighingNodes = (item: Pick<ItemFacts, 'nodes'>): boolean => item.nodes.some((node) => node.weight > 0);

/** The part of the whole that an item's own nodes carry beside its children: W, or 0 where no node has a weight. */
export function ownPart(item: Pick<ItemFacts, 'nodes' | 'ownNodesWeight'>): number {
  return hasWeighingNodes(item) ? (item.ownNodesWeight ?? 0) : 0;
}

/** (1 - W/100) x mean of the children + W/100 x own: one division, since a rounded mean could miss an exact half. */
export function blend({ sum, total }: Mean, ownPercent: number, own: number): number {
  const children = sum.times(new Decimal(100).minus(ownPercent));
  return roundHalfUp(children.plus(total.times(ownPercent).times(own)).div(total.times(100)));
}

/** The weights of the nodes that count, never above 100. */
export function sumOfNodes(nodes: readonly NodeFacts[], counts: (node: NodeFacts) => boolean): number {
  const sum = nodes.filter(counts).reduce((total, node) => total.plus(node.weight), new Decimal(0));
  return roundHalfUp(Decimal.min(sum, 100));
}

/** Which acts a value counts: what gates have passed; that and every pending claim; or pending claims sent in time only. */
export type ProgressView = 'verified' | 'reported' | 'waiting';

export function nodeCounts(node: NodeFacts, view: ProgressView): boolean {
  if (node.verified) return true;
  if (node.pendingClaimOn === null || view === 'verified') return false;
  return view === 'reported' || node.pendingClaimOn <= node.date;
}

/** A of an item without active children: by its nodes, else by its latest report, else 100 once closed. */
export function leafProgress(item: ItemFacts, view: ProgressView): number | null {
  if (hasWeighingNodes(item)) return sumOfNodes(item.nodes, (node) => nodeCounts(node, view));
  if (isFinished(item.state)) return 100;
  return latestPercentage(item, view);
}

/** Latest cycle first, then latest submission; a report without a percentage says nothing. */
function latestPercentage(item: ItemFacts, view: ProgressView): number | null {
  const found = item.reports
    .filter((report) => report.percentage !== null)
    .filter((report) => report.state === 'passed' || (view !== 'verified' && report.state === 'pending'))
    .sort((a, b) => (a.periodTo === b.periodTo ? b.order - a.order : a.periodTo < b.periodTo ? 1 : -1));
  return found[0]?.percentage ?? null;
}

/** A of an item with active children; unset while all of them are and no own node has a weight. */
export function parentProgress(item: ItemFacts, children: readonly Weighted[], view: ProgressView): number | null {
  const own = ownPart(item);
  if (own === 0 && children.every((child) => child.value === null)) return null;
  return blend(
    weightedMean(children),
    own,
    sumOfNodes(item.nodes, (node) => nodeCounts(node, view)),
  );
}

/** The value that holds by hand on a day; null where the facts speak for themselves. */
export function overrideOn({ override, state }: Pick<ItemFacts, 'override' | 'state'>, day: Day): number | null {
  if (override === null || !isActive(state) || isFinished(state)) return null;
  return override.from <= day && day <= override.until ? override.value : null;
}

/** Coverage of a leaf: accepted by its present responsible person, at or below the level that must carry. */
export function leafCoverage(item: ItemFacts, carryToRank: number): number {
  return item.acceptedByPresentPerson && item.level >= carryToRank ? 100 : 0;
}

/** Coverage of a parent: the weighted mean, its own nodes counting as its own acceptance. */
export function parentCoverage(item: ItemFacts, children: readonly Weighted[]): number {
  return blend(weightedMean(children), ownPart(item), item.acceptedByPresentPerson ? 100 : 0);
}

/** Minutes of planned work still open: planned x (1 - A/100), unset A being nothing done; null where none were planned. */
export function openMinutes(plannedMinutes: number | null, verified: number | null): number | null {
  if (plannedMinutes === null) return null;
  return new Decimal(plannedMinutes)
    .times(new Decimal(100).minus(verified ?? 0))
    .div(100)
    .toNumber();
}
