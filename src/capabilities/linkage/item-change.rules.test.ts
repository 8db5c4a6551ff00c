// What a change alters: only the fields that differ, before and after, and nodes that still make a whole.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkNodes, compareChange, isSame } from './item-change.rules.ts';

const STANDING = {
  title: '建平台',
  priority: 2,
  resources: null,
  tags: ['光学'],
  indicators: [{ id: 'i', name: '论文', nameEn: null, unit: '篇', target: 10, base: null }],
};

describe('a change', () => {
  it('names the fields that differ, with what they were and would be', () => {
    expect(compareChange(STANDING, { title: '建平台', priority: 1, tags: ['光学'], resources: '设备费' })).toEqual({
      changes: ['priority', 'resources'],
      before: { priority: 2, resources: null },
      after: { priority: 1, resources: '设备费' },
    });
  });

  it('takes what is not sent for unchanged, and null for unset', () => {
    expect(compareChange(STANDING, { title: undefined, resources: null }).changes).toEqual([]);
  });

  it('of indicators names those that change, a new one as a whole', () => {
    const fresh = { id: 'n', isNew: true, name: '专利', target: 3 };
    const found = compareChange(STANDING, {
      indicators: [{ id: 'i', isNew: false, target: 12, base: null }, { id: 'i', isNew: false, target: 10 }, fresh],
    });
    expect(found.changes).toEqual(['indicators']);
    expect(found.before.indicators).toEqual([{ id: 'i', name: '论文', nameEn: null, unit: '篇', target: 10 }]);
    expect(found.after.indicators).toEqual([
      { id: 'i', name: '论文', nameEn: null, unit: '篇', target: 12, isNew: false },
      fresh,
    ]);
  });
});

describe('two values', () => {
  it('are the same when they say the same as JSON, and not when one differs anywhere', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => isSame(value, structuredClone(value)) === true));
    expect(isSame({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
    expect(isSame([1, 2], [2, 1])).toBe(false);
    expect(isSame([1], { 0: 1 })).toBe(false);
    expect(isSame({ a: null }, { b: null })).toBe(false);
    expect(isSame({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(isSame(null, {})).toBe(false);
  });
});

describe('nodes', () => {
  const shape = {
    start: '2026-03-01',
    due: '2026-06-30',
    hasChildren: false,
    ownNodesWeight: null,
    weightless: new Set(['c']),
  };
  const node = (id: string, weight: number, date = '2026-04-01') => ({ id, title: id, titleEn: null, date, weight });
  const codes = (nodes: ReturnType<typeof node>[], over: Partial<typeof shape> = {}) =>
    checkNodes(nodes, { ...shape, ...over }).map((one) => `${one.path} ${one.code}`);

  it('total 100 and lie inside the item; a verdict’s condition weighs nothing', () => {
    expect(codes([node('a', 40), node('b', 60), node('c', 0)])).toEqual([]);
    expect(codes([node('a', 40)])).toEqual(['changes.nodes nodes_not_100']);
    expect(codes([node('a', 100), node('b', 0)])).toEqual(['changes.nodes.1.weight weight_missing']);
    expect(codes([node('a', 100, '2026-07-01')])).toEqual(['changes.nodes.0.date node_outside_item']);
    expect(codes([])).toEqual([]);
  });

  it('beside children need their part of the whole', () => {
    expect(codes([node('a', 100)], { hasChildren: true })).toEqual(['changes.ownNodesWeight own_nodes_weight_missing']);
  });
});
