// Checks the order of an item's acts and when a cause or a node claim is offered.
import { describe, expect, it } from 'vitest';
import { itemActs } from './itemActs.ts';

const progress = { planned: 40, reported: 30, verified: 30, waiting: 30, reportedChildren: 0, children: 0 };
const standing = (abilities: Record<string, boolean>) => ({
  abilities,
  red: null,
  readiness: null as 'asked' | 'unmet' | 'ready' | null,
  nodes: [],
  level: 6,
  progress,
});
const lowest = 6;
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
    expect(itemActs(standing({ return: true, accept: true, guide: true }), lowest)).toEqual([
      'accept',
      'return',
      'guide',
    ]);
  });

  it('offers nothing that the server does not allow', () => {
    expect(itemActs(standing({ report: false }), lowest)).toEqual([]);
  });

  it('asks for the cause of a red light before the next report', () => {
    const red = { since: '2026-07-01', cause: null, countermeasure: null };
    expect(itemActs({ ...standing({ report: true }), red }, lowest)).toEqual(['cause', 'report']);
  });

  it('offers to answer readiness while something is asked or missing, to whoever reports', () => {
    const asked = { ...standing({ report: true }), readiness: 'asked' as const };
    expect(itemActs(asked, lowest)).toEqual(['readiness', 'report']);
    expect(itemActs({ ...asked, readiness: 'ready' }, lowest)).toEqual(['report']);
    expect(itemActs({ ...asked, abilities: {} }, lowest)).toEqual([]);
  });

  it('offers to claim a node only while one is planned', () => {
    expect(itemActs(standing({ claimNode: true }), lowest)).toEqual([]);
    expect(itemActs({ ...standing({ claimNode: true }), nodes: [plannedNode] }, lowest)).toEqual(['claimNode']);
  });

  it('puts closing first on what is finished and breaking down first on what is still bare', () => {
    const abilities = { report: true, decompose: true, closeOut: true };
    const finished = { ...standing(abilities), progress: { ...progress, verified: 100 } };
    const bare = { ...standing(abilities), level: 3, progress: { ...progress, verified: null } };
    expect(itemActs(finished, lowest)[0]).toBe('closeOut');
    expect(itemActs(bare, lowest)[0]).toBe('decompose');
    expect(itemActs(standing(abilities), lowest)[0]).toBe('report');
  });
});
