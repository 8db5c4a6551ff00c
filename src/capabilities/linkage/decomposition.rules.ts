// Whether a decomposition may be submitted, and what is still open: each finding names the place that mends it. Pure.
import {
  type Carried,
  mustBeCarried,
  type SentIndicator,
  splitOf,
  type WholeIndicator,
} from './indicator-split.rules.ts';
import { weightDifference } from './weights.rules.ts';

export type Finding = { code: string; path: string; params: Record<string, string | number | null> };
/** A finding of a draft; one that does not block is worth a look and may be submitted. */
export type DraftFinding = Finding & { blocks: boolean };

export type DraftNode = { id: string; title: string; titleEn: string | null; date: string; weight: number };
export type ChildShape = {
  weight: number | null;
  start: string;
  due: string;
  changes: readonly string[];
  indicators: readonly Carried[];
};

export type DecompositionShape = {
  item: { start: string; due: string };
  children: readonly ChildShape[];
  ownNodesWeight: number | null;
  /** `weightless`: a condition of a verdict, which stands beside the weights. */
  nodes: readonly (Pick<DraftNode, 'date' | 'weight' | 'title'> & { weightless: boolean })[];
  indicators: readonly SentIndicator[];
  /** Those of them that the item above handed down, as they stand. */
  handedDown: readonly Pick<WholeIndicator, 'id' | 'target' | 'polarity' | 'parentIndicatorId'>[];
  /** A placeholder keeps no words, so nobody can ask it for a reason. */
  gapReason: string | null;
  placeholder: boolean;
};

/** Fields of a standing child that a re-decomposition may change; whatever else changes is a request of its own. */
export const CHANGEABLE = [
  'weight',
  'title',
  'titleEn',
  'requirement',
  'requirementEn',
  'standard',
  'standardEn',
  'priority',
  'plannedMinutes',
  'resources',
  'tags',
  'indicators',
] as const;

const isChangeable = (field: string): boolean => CHANGEABLE.some((one) => one === field);

/** 100.00 less the weights; null where there is nothing to weigh. Hundredths, exact. */
export function differenceOf(weights: readonly (number | null)[]): number | null {
  return weights.length === 0 ? null : weightDifference(weights);
}

/** Nodes of weight 0 (conditions of a verdict) take no part in the total. */
export function nodesDifferenceOf(nodes: readonly { weight: number }[]): number | null {
  const weighed = nodes.filter((node) => node.weight > 0);
  return differenceOf(weighed.map((node) => node.weight));
}

function childFindings(shape: DecompositionShape): Finding[] {
  const found = shape.children.flatMap((child, at): Finding[] => {
    const path = `children.${at}`;
    return [
      ...(child.weight === null ? [{ code: 'weight_missing', path: `${path}.weight`, params: {} }] : []),
      ...(child.start < shape.item.start || child.due > shape.item.due
        ? [
            {
              code: 'dates_outside_parent',
              path: `${path}.due`,
              params: { from: shape.item.start, to: shape.item.due },
            },
          ]
        : []),
      ...child.changes
        .filter((field) => !isChangeable(field))
        .map((field) => ({ code: 'needs_request', path: `${path}.${field}`, params: { field } })),
    ];
  });
  const difference = differenceOf(shape.children.map((child) => child.weight));
  if (difference !== null && difference !== 0)
    found.push({ code: 'weights_not_100', path: 'children', params: { difference } });
  return found;
}

function nodeFindings(shape: DecompositionShape): Finding[] {
  const found = shape.nodes.flatMap((node, at): Finding[] =>
    node.date < shape.item.start || node.date > shape.item.due
      ? [
          {
            code: 'node_outside_item',
            path: `nodes.${at}.date`,
            params: { detail: node.title, from: shape.item.start, to: shape.item.due },
          },
        ]
      : [],
  );
  for (const [at, node] of shape.nodes.entries())
    if (node.weight === 0 && !node.weightless)
      found.push({ code: 'weight_missing', path: `nodes.${at}.weight`, params: {} });
  const difference = nodesDifferenceOf(shape.nodes);
  if (difference !== null && difference !== 0)
    found.push({ code: 'nodes_not_100', path: 'nodes', params: { difference } });
  const weighed = difference !== null;
  if (shape.children.length > 0 && weighed && shape.ownNodesWeight === null)
    found.push({ code: 'own_nodes_weight_missing', path: 'ownNodesWeight', params: {} });
  if (shape.children.length > 0 && !weighed && (shape.ownNodesWeight ?? 0) > 0)
    found.push({ code: 'own_nodes_missing', path: 'nodes', params: {} });
  return found;
}

function gapFindings(shape: DecompositionShape): Finding[] {
  if (shape.placeholder || shape.gapReason?.trim()) return [];
  const below = shape.children.flatMap((child) => child.indicators);
  return shape.indicators.flatMap((indicator, at): Finding[] => {
    const { gap } = splitOf(indicator, below);
    const params = { indicator: indicator.name, gap };
    return gap === null || gap === 0 ? [] : [{ code: 'gap_without_reason', path: `indicators.${at}`, params }];
  });
}

/** What was asked from above is changed from above, or by negotiation: else the sum there would break without a word. */
function handedDownFindings(shape: DecompositionShape): Finding[] {
  const asked = new Map(shape.handedDown.map((one) => [one.id, one]));
  return shape.indicators.flatMap((one, at): Finding[] => {
    const above = asked.get(one.id ?? '');
    const same =
      !above ||
      ((one.target ?? null) === above.target &&
        (one.polarity ?? 'up') === above.polarity &&
        (one.parentIndicatorId ?? null) === above.parentIndicatorId);
    return same
      ? []
      : [
          {
            code: 'target_from_above',
            path: `indicators.${at}.target`,
            params: { indicator: one.name, target: above.target },
          },
        ];
  });
}

/** Carried without a target, an indicator would show no gap whatever is missing. */
function targetFindings(shape: DecompositionShape): Finding[] {
  const asking = new Map(
    shape.indicators
      .filter((one) => mustBeCarried(one) && one.polarity !== 'band' && (one.target ?? null) !== null)
      .map((one) => [one.id, one.name]),
  );
  return shape.children.flatMap((child, at) =>
    child.indicators.flatMap((one, place): Finding[] => {
      const indicator = asking.get(one.parentIndicatorId ?? '');
      if (indicator === undefined || (one.target ?? null) !== null) return [];
      return [{ code: 'target_missing', path: `children.${at}.indicators.${place}.target`, params: { indicator } }];
    }),
  );
}

/** A finding, not a gap: nobody below answers for it, and it may be meant so. */
function carrierFindings(shape: DecompositionShape): Finding[] {
  if (shape.children.length === 0) return [];
  const below = shape.children.flatMap((child) => child.indicators);
  return shape.indicators.flatMap((indicator, at): Finding[] =>
    mustBeCarried(indicator) && splitOf(indicator, below).carriers === 0
      ? [{ code: 'indicator_not_carried', path: `indicators.${at}`, params: { indicator: indicator.name } }]
      : [],
  );
}

/** What is open in a draft; it may be submitted where nothing in it blocks. */
export function findingsOf(shape: DecompositionShape): DraftFinding[] {
  if (shape.children.length === 0 && shape.nodes.length === 0 && shape.indicators.length === 0)
    return [{ code: 'nothing_to_submit', path: 'children', params: {}, blocks: true }];
  const blocking = [
    ...childFindings(shape),
    ...nodeFindings(shape),
    ...handedDownFindings(shape),
    ...targetFindings(shape),
    ...gapFindings(shape),
  ];
  return [
    ...blocking.map((one) => ({ ...one, blocks: true })),
    ...carrierFindings(shape).map((one) => ({ ...one, blocks: false })),
  ];
}

export const isSubmittable = (findings: readonly DraftFinding[]): boolean => !findings.some((one) => one.blocks);
