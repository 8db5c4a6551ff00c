// Findings of a decomposition by example, and weights that normalise to exactly 100.00.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  CHANGEABLE,
  type ChildShape,
  type DecompositionShape,
  differenceOf,
  findingsOf,
  nodesDifferenceOf,
} from './decomposition.rules.ts';
import { isWeight, normaliseWeights } from './weights.rules.ts';

const child = (weight: number | null, over: Partial<ChildShape> = {}): ChildShape => ({
  weight,
  start: '2026-04-01',
  due: '2026-11-30',
  changes: [],
  indicators: [],
  ...over,
});
const node = (weight: number, over: object = {}) => ({
  title: '验收',
  date: '2026-06-01',
  weight,
  weightless: false,
  ...over,
});
const shape = (over: Partial<DecompositionShape> = {}): DecompositionShape => ({
  item: { start: '2026-03-01', due: '2026-12-20' },
  children: [],
  ownNodesWeight: null,
  nodes: [],
  indicators: [],
  handedDown: [],
  gapReason: null,
  placeholder: false,
  ...over,
});
const found = (over: Partial<DecompositionShape>) => findingsOf(shape(over)).map(({ code, path }) => `${code} ${path}`);

describe('a decomposition', () => {
  it('may be submitted when nothing is found', () => {
    expect(found({ children: [child(60), child(40)] })).toEqual([]);
    expect(found({ nodes: [node(30), node(70)] })).toEqual([]);
    expect(found({ children: [child(100)], nodes: [node(100)], ownNodesWeight: 20 })).toEqual([]);
  });

  it('needs something to submit', () => {
    expect(found({})).toEqual(['nothing_to_submit children']);
    expect(found({ indicators: [{ name: '到款' }] })).toEqual([]);
  });

  it('tells a weight that is missing, and what the total still lacks or has too much', () => {
    expect(findingsOf(shape({ children: [child(60), child(null)] }))).toEqual([
      { code: 'weight_missing', path: 'children.1.weight', params: {}, blocks: true },
      { code: 'weights_not_100', path: 'children', params: { difference: 40 }, blocks: true },
    ]);
    expect(findingsOf(shape({ children: [child(33.33), child(33.33), child(33.33)] }))[0]?.params).toEqual({
      difference: 0.01,
    });
    expect(findingsOf(shape({ children: [child(60.01), child(40)] }))[0]?.params).toEqual({ difference: -0.01 });
  });

  it('tells dates outside the item, of children and of nodes; the borders are inside', () => {
    expect(found({ children: [child(100, { start: '2026-03-01', due: '2026-12-20' })] })).toEqual([]);
    expect(found({ children: [child(100, { due: '2026-12-21' })] })).toEqual(['dates_outside_parent children.0.due']);
    expect(found({ nodes: [node(50, { date: '2026-02-28' }), node(50, { date: '2026-12-20' })] })).toEqual([
      'node_outside_item nodes.0.date',
    ]);
  });

  it('tells nodes without a weight of their own beside children, and such a weight without nodes', () => {
    expect(found({ children: [child(100)], nodes: [node(100)] })).toEqual(['own_nodes_weight_missing ownNodesWeight']);
    expect(found({ children: [child(100)], ownNodesWeight: 20 })).toEqual(['own_nodes_missing nodes']);
    expect(found({ children: [child(100)], ownNodesWeight: 0 })).toEqual([]);
  });

  it('lets conditions of a verdict stand beside the weights, but no other node without one', () => {
    expect(found({ nodes: [node(100), node(0, { weightless: true })] })).toEqual([]);
    expect(found({ nodes: [node(100), node(0)] })).toEqual(['weight_missing nodes.1.weight']);
    expect(found({ children: [child(100)], nodes: [node(0, { weightless: true })] })).toEqual([]);
    expect(nodesDifferenceOf([{ weight: 0 }])).toBeNull();
  });

  it('changes of a standing child its words and weight; persons, units and dates need a request', () => {
    expect(found({ children: [child(100, { changes: [...CHANGEABLE] })] })).toEqual([]);
    const changes = ['responsiblePersonId', 'due', 'leadUnitId', 'level'];
    expect(found({ children: [child(100, { changes })] })).toEqual(
      changes.map((field) => `needs_request children.0.${field}`),
    );
  });
});

const weights = fc.array(
  fc.option(
    fc.integer({ min: 1, max: 10_000 }).map((hundredths) => hundredths / 100),
    { freq: 4 },
  ),
  { minLength: 1, maxLength: 60 },
);

describe('any weights', () => {
  test('normalised differ by exactly nothing, and each is a weight', () => {
    fc.assert(
      fc.property(weights, (given) => {
        const normal = normaliseWeights(given);
        expect(differenceOf(normal)).toBe(0);
        expect(normal.every(isWeight)).toBe(true);
        expect(normal).toHaveLength(given.length);
      }),
    );
  });

  test('that total 100 already stay as they are', () => {
    fc.assert(
      fc.property(weights, (given) => {
        const normal = normaliseWeights(given);
        expect(normaliseWeights(normal)).toEqual(normal);
      }),
    );
  });

  test('keep their order: what weighed more does not weigh less', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.integer({ min: 100, max: 10_000 }).map((one) => one / 100),
          { minLength: 2, maxLength: 40 },
        ),
        (given) => {
          const normal = normaliseWeights(given);
          for (const [at, one] of given.entries())
            for (const [other, two] of given.entries())
              if (one > two) expect(normal[at] ?? 0).toBeGreaterThanOrEqual(normal[other] ?? 0);
        },
      ),
    );
  });
});
