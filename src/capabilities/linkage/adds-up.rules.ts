// What does not add up on one open item as it stands. Pure; the list of a plan is the same rules over many items.
import type { Finding } from './decomposition.rules.ts';
import { mustBeCarried, type SentIndicator, splitOf } from './indicator-split.rules.ts';
import type { ItemState } from './life-cycle.rules.ts';
import { orphanFindings } from './orphans.rules.ts';

/** What is finished or not begun has nothing to mend. */
export const OPEN_STATES = [
  'registered',
  'assigned',
  'in_progress',
  'suspended',
] as const satisfies readonly ItemState[];

/** What can be found, in the order of its weight: what makes numbers wrong comes first. */
export const FINDING_CODES = [
  'gap_without_reason',
  'target_missing',
  'weights_not_100',
  'weight_lost',
  'weight_missing',
  'nodes_not_100',
  'own_nodes_weight_missing',
  'own_nodes_missing',
  'serves_nothing_above',
  'not_carried_down',
  'ends_too_high',
  'indicator_not_carried',
  'level_skipped',
  'interim',
  'gap',
] as const;

export type StandingIndicator = Pick<SentIndicator, 'name' | 'unit' | 'target' | 'polarity' | 'rule'> & {
  id: string;
  /** Targets of those that carry it on active children; null is unset. */
  below: readonly (number | null)[];
};

export type StandingFacts = {
  id: string;
  state: ItemState;
  level: number;
  /** The kind of its level. */
  kind: string;
  horizon: string;
  leadUnitId: string;
  interim: boolean;
  placeholder: boolean;
  above: { id: string; level: number; leadUnitId: string } | null;
  /** Active children, their weights and how many say none; and how many were cancelled. */
  children: number;
  weights: number;
  unweighted: number;
  cancelled: number;
  ownNodesWeight: number | null;
  /** Nodes that weigh, and their sum. */
  nodes: number;
  nodeWeights: number;
  /** The deepest level of active work at or below it. */
  deepest: number;
  carryToRank: number;
  gapReason: string | null;
  indicators: readonly StandingIndicator[];
};

/** Hundredths, so that sums of weights are exact. */
const openOf = (total: number): number => (10_000 - Math.round(total * 100)) / 100;

function weightFindings(item: StandingFacts): Finding[] {
  if (item.children === 0) return [];
  const found: Finding[] = [];
  const difference = openOf(item.weights);
  if (difference > 0 && item.cancelled > 0)
    found.push({ code: 'weight_lost', path: 'children', params: { difference, cancelled: item.cancelled } });
  else if (difference !== 0) found.push({ code: 'weights_not_100', path: 'children', params: { difference } });
  if (item.unweighted > 0) found.push({ code: 'weight_missing', path: 'children', params: { count: item.unweighted } });
  if (item.nodes > 0 && item.ownNodesWeight === null)
    found.push({ code: 'own_nodes_weight_missing', path: 'ownNodesWeight', params: {} });
  if (item.nodes === 0 && (item.ownNodesWeight ?? 0) > 0)
    found.push({ code: 'own_nodes_missing', path: 'nodes', params: {} });
  return found;
}

function nodeFindings(item: StandingFacts): Finding[] {
  const difference = openOf(item.nodeWeights);
  return item.nodes === 0 || difference === 0 ? [] : [{ code: 'nodes_not_100', path: 'nodes', params: { difference } }];
}

function indicatorFindings(item: StandingFacts): Finding[] {
  return item.indicators.flatMap((one, at): Finding[] => {
    const path = `indicators.${at}`;
    const named = { indicator: one.name };
    if (!mustBeCarried(one)) return [];
    if (one.below.length === 0)
      return item.children === 0 ? [] : [{ code: 'indicator_not_carried', path, params: named }];
    const carried = one.below.map((target) => ({ parentIndicatorId: one.id, target }));
    const { gap, combined } = splitOf(one, carried);
    const found: Finding[] = [];
    const asks = one.polarity !== 'band' && (one.target ?? null) !== null;
    const unset = one.below.filter((target) => target === null).length;
    if (asks && unset > 0) found.push({ code: 'target_missing', path, params: { ...named, count: unset } });
    if (gap === null || gap === 0) return found;
    const params = { ...named, gap, target: one.target ?? null, combined, unit: one.unit ?? '' };
    if (item.gapReason?.trim()) found.push({ code: 'gap', path, params: { ...params, reason: item.gapReason } });
    else found.push({ code: item.placeholder ? 'gap' : 'gap_without_reason', path, params });
    return found;
  });
}

/** A unit that hands work to one of its own people passes nobody by; a level of other units between them is a gap in the chain. */
function levelFindings(item: StandingFacts): Finding[] {
  const { above } = item;
  if (!above || item.level <= above.level + 1 || item.leadUnitId === above.leadUnitId) return [];
  return [{ code: 'level_skipped', path: 'level', params: { from: above.level, to: item.level } }];
}

/** Taken on and kept above the level that must carry: it counts 0 in coverage. What is annual is an orphan already. */
function endFindings(item: StandingFacts): Finding[] {
  const begun = item.state === 'in_progress' || item.state === 'suspended';
  if (!begun || item.horizon !== 'task' || item.children > 0 || item.level >= item.carryToRank) return [];
  return [{ code: 'ends_too_high', path: 'children', params: { level: item.carryToRank } }];
}

export function standingFindings(item: StandingFacts): Finding[] {
  if (!OPEN_STATES.some((state) => state === item.state)) return [];
  return [
    ...weightFindings(item),
    ...nodeFindings(item),
    ...indicatorFindings(item),
    ...orphanFindings({ ...item, hasParent: item.above !== null }),
    ...endFindings(item),
    ...levelFindings(item),
    ...(item.interim ? [{ code: 'interim', path: 'responsiblePersonId', params: {} }] : []),
  ];
}

/** Where a finding is mended: in the decomposition that wrote it, or on the item's own page. */
export function mendOf(
  code: string,
  item: Pick<StandingFacts, 'id' | 'above'>,
): { itemId: string; page: 'decomposition' | 'item' } {
  if (code === 'serves_nothing_above' || code === 'interim') return { itemId: item.id, page: 'item' };
  if (code === 'level_skipped') return { itemId: item.above?.id ?? item.id, page: 'decomposition' };
  return { itemId: item.id, page: 'decomposition' };
}
