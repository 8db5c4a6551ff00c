// Whether a decomposition may be submitted, and what is still open: each finding names the place that mends it. Pure.
import { weightDifference } from './weights.rules.ts';

export type Finding = { code: string; path: string; params: Record<string, string | number | null> };

export type DraftNode = { id: string; title: string; titleEn: string | null; date: string; weight: number };
export type ChildShape = { weight: number | null; start: string; due: string; changes: readonly string[] };

export type DecompositionShape = {
  item: { start: string; due: string };
  children: readonly ChildShape[];
  ownNodesWeight: number | null;
  /** `weightless`: a condition of a verdict, which stands beside the weights. */
  nodes: readonly (Pick<DraftNode, 'date' | 'weight' | 'title'> & { weightless: boolean })[];
  /** How many it names; indicators alone are something to decide. */
  indicators: number;
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

/** Empty means submittable. */
export function findingsOf(shape: DecompositionShape): Finding[] {
  if (shape.children.length === 0 && shape.nodes.length === 0 && shape.indicators === 0)
    return [{ code: 'nothing_to_submit', path: 'children', params: {} }];
  return [...childFindings(shape), ...nodeFindings(shape)];
}
