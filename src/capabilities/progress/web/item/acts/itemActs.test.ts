// Checks the order of an item's acts and when a cause or a node claim is offered.
import { describe, expect, it } from 'vitest';
import { itemActs } from './itemActs.ts';

const standing = (abilities: Record<string, boolean>) => ({ abilities, red: null, nodes: [] });
const plannedNode = {
  id: 'n',
  title: '节点',
  titleEn: null,
  date: '2026-08-01',
  originalDate: '2026-08-01',
  weight: 100,
  state: 'planned' as const,
  doneOn: null,
};

describe('the acts of an item', () => {
  it('puts signing before everything else and sending back beside it', () => {
    expect(itemActs(standing({ return: true, accept: true, guide: true }))).toEqual(['accept', 'return', 'guide']);
  });

  it('offers nothing that the server does not allow', () => {
    expect(itemActs(standing({ report: false }))).toEqual([]);
  });

  it('asks for the cause of a red light before the next report', () => {
    const red = { since: '2026-07-01', cause: null, countermeasure: null };
    expect(itemActs({ ...standing({ report: true }), red })).toEqual(['cause', 'report']);
  });

  it('offers to claim a node only while one is planned', () => {
    expect(itemActs(standing({ claimNode: true }))).toEqual([]);
    expect(itemActs({ ...standing({ claimNode: true }), nodes: [plannedNode] })).toEqual(['claimNode']);
  });
});
