// What does not add up on one item, at every edge.
import { describe, expect, it } from 'vitest';
import { mendOf, type StandingFacts, standingFindings } from './adds-up.rules.ts';

const sound: StandingFacts = {
  id: 'a',
  state: 'in_progress',
  level: 4,
  kind: 'college',
  horizon: 'task',
  leadUnitId: 'u',
  interim: false,
  placeholder: false,
  above: { id: 'p', level: 3, leadUnitId: 'v' },
  children: 0,
  weights: 0,
  unweighted: 0,
  cancelled: 0,
  ownNodesWeight: null,
  nodes: 0,
  nodeWeights: 0,
  deepest: 4,
  carryToRank: 4,
  gapReason: null,
  indicators: [],
};
const found = (over: Partial<StandingFacts>) => standingFindings({ ...sound, ...over });
const codes = (over: Partial<StandingFacts>) => found(over).map(({ code }) => code);
const parent = { children: 2, weights: 100 };

describe('weights', () => {
  it('are lost where cancelled work leaves less than 100, else they do not total 100', () => {
    expect(codes(parent)).toEqual([]);
    expect(codes({ ...parent, cancelled: 3 })).toEqual([]);
    expect(found({ ...parent, weights: 60, cancelled: 1 })).toEqual([
      { code: 'weight_lost', path: 'children', params: { difference: 40, cancelled: 1 } },
    ]);
    expect(codes({ ...parent, weights: 99.99 })).toEqual(['weights_not_100']);
    expect(found({ ...parent, weights: 100.01, cancelled: 1 })).toEqual([
      { code: 'weights_not_100', path: 'children', params: { difference: -0.01 } },
    ]);
    expect(codes({ weights: 40, cancelled: 1 })).toEqual([]);
  });

  it('are missing where a child says none', () => {
    expect(found({ ...parent, unweighted: 2 })).toEqual([
      { code: 'weight_missing', path: 'children', params: { count: 2 } },
    ]);
  });

  it('of own nodes total 100, and say their part beside children', () => {
    expect(codes({ nodes: 2, nodeWeights: 100 })).toEqual([]);
    expect(found({ nodes: 2, nodeWeights: 99 })[0]?.params).toEqual({ difference: 1 });
    expect(codes({ ...parent, nodes: 1, nodeWeights: 100 })).toEqual(['own_nodes_weight_missing']);
    expect(codes({ ...parent, nodes: 1, nodeWeights: 100, ownNodesWeight: 20 })).toEqual([]);
    expect(codes({ ...parent, ownNodesWeight: 20 })).toEqual(['own_nodes_missing']);
    expect(codes({ ...parent, ownNodesWeight: 0 })).toEqual([]);
    expect(codes({ ownNodesWeight: 20 })).toEqual([]);
  });
});

describe('a figure', () => {
  const one = {
    id: 'i',
    name: '到款',
    unit: '万元',
    target: 100,
    polarity: 'up',
    rule: 'sum',
    below: [60, 30],
  } as const;
  const figure = (over: object, item: Partial<StandingFacts> = parent) =>
    codes({ ...item, indicators: [{ ...one, ...over }] });

  it('has a gap, with its reason or without, wherever the parts do not make it', () => {
    expect(figure({})).toEqual(['gap_without_reason']);
    expect(figure({ below: [60, 40] })).toEqual([]);
    expect(figure({ below: [60, 50] })).toEqual(['gap_without_reason']);
    expect(figure({}, { ...parent, gapReason: ' ' })).toEqual(['gap_without_reason']);
    expect(figure({}, { ...parent, gapReason: '余量' })).toEqual(['gap']);
    expect(figure({}, { ...parent, placeholder: true })).toEqual(['gap']);
    expect(figure({ rule: 'none' })).toEqual([]);
    expect(figure({ polarity: 'band' })).toEqual([]);
  });

  it('is carried by somebody where there are children, and with a target', () => {
    expect(figure({ below: [] })).toEqual(['indicator_not_carried']);
    expect(figure({ below: [] }, {})).toEqual([]);
    expect(figure({ below: [], rule: 'none' })).toEqual([]);
    expect(figure({ below: [100, null] })).toEqual(['target_missing']);
    expect(figure({ below: [null] })).toEqual(['target_missing']);
    expect(figure({ below: [null], target: null })).toEqual([]);
    expect(figure({ below: [null], polarity: 'band' })).toEqual([]);
  });
});

describe('the way down', () => {
  it('skips a level where more than one lies between different units', () => {
    expect(codes({ level: 5, deepest: 5 })).toEqual(['level_skipped']);
    expect(codes({ level: 5, deepest: 5, above: { id: 'p', level: 3, leadUnitId: 'u' } })).toEqual([]);
    expect(codes({ level: 5, deepest: 5, above: { id: 'p', level: 4, leadUnitId: 'v' } })).toEqual([]);
  });

  it('ends too high with a task that was taken on above the level that must carry', () => {
    const high = { level: 3, kind: 'department', deepest: 3, above: { id: 'p', level: 2, leadUnitId: 'v' } };
    expect(codes(high)).toEqual(['ends_too_high']);
    expect(codes({ ...high, state: 'suspended' })).toEqual(['ends_too_high']);
    for (const state of ['registered', 'assigned'] as const) expect(codes({ ...high, state })).toEqual([]);
    expect(codes({ ...high, ...parent })).toEqual([]);
    expect(codes({ ...high, horizon: 'annual' })).toEqual(['not_carried_down']);
    expect(codes({ ...high, horizon: 'five_year' })).toEqual([]);
    expect(codes({})).toEqual([]);
  });

  it('hangs from something, and is answered for by somebody of its own', () => {
    expect(codes({ above: null })).toEqual(['serves_nothing_above']);
    expect(codes({ interim: true })).toEqual(['interim']);
  });

  it('concerns open work alone', () => {
    for (const state of ['draft', 'closed', 'archived', 'cancelled'] as const)
      expect(codes({ state, interim: true, above: null, ...parent, weights: 1 })).toEqual([]);
  });
});

it('is mended in the decomposition that wrote it, or on the item', () => {
  expect(mendOf('gap_without_reason', sound)).toEqual({ itemId: 'a', page: 'decomposition' });
  expect(mendOf('level_skipped', sound)).toEqual({ itemId: 'p', page: 'decomposition' });
  for (const code of ['interim', 'serves_nothing_above'])
    expect(mendOf(code, sound)).toEqual({ itemId: 'a', page: 'item' });
});
