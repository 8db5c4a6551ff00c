// Reading snapshots of any kind and comparing children with the submission before.
import { describe, expect, it } from 'vitest';
import { childrenOf, fateOf, leftOut, nodesAt } from './snapshot.ts';

const child = (id: string, change: Record<string, unknown> = {}) => ({
  id,
  state: 'draft',
  title: id,
  weight: 50,
  start: '2026-01-01',
  due: '2026-12-31',
  leadUnit: { name: 'unit' },
  responsiblePerson: { name: 'person' },
  changes: [],
  ...change,
});
const of = (...children: object[]) => childrenOf(JSON.parse(JSON.stringify({ children })));

describe('a snapshot', () => {
  it('shows nothing where it holds nothing', () => {
    expect(childrenOf(null)).toEqual([]);
    expect(nodesAt({}, 'nodesDone')).toEqual([]);
  });

  it('compares children with the submission before by their ids', () => {
    const before = of(child('a'), child('b'));
    const now = of(child('a'), child('b', { weight: 40 }), child('c'));
    expect(now.map((one) => fateOf(one, before))).toEqual(['same', 'changed', 'new']);
    expect(leftOut(of(child('a')), before).map((one) => one.id)).toEqual(['b']);
  });

  it('without one before, tells new children from standing ones that would change', () => {
    const now = of(
      child('a'),
      child('b', { state: 'in_progress' }),
      child('c', { state: 'in_progress', changes: ['weight'] }),
    );
    expect(now.map((one) => fateOf(one, null))).toEqual(['new', 'same', 'changed']);
  });
});
