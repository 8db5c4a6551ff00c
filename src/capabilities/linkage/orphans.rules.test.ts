// Orphans are found both ways, and only among active work.
import { describe, expect, it } from 'vitest';
import { type Hanging, orphanFindings } from './orphans.rules.ts';

const codes = (over: Partial<Hanging>) => {
  const carried = { horizon: 'annual', state: 'in_progress', level: 2, kind: 'leader', hasParent: true } as const;
  return orphanFindings({ ...carried, deepest: 4, carryToRank: 4, ...over }).map(({ code }) => code);
};

describe('an orphan', () => {
  it('is annual work that nobody carries down to the level that must carry', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ deepest: 3 })).toEqual(['not_carried_down']);
    expect(codes({ deepest: 6 })).toEqual([]);
    expect(codes({ level: 4, kind: 'college', deepest: 4 })).toEqual([]);
    for (const horizon of ['five_year', 'mid_term', 'task']) expect(codes({ horizon, deepest: 2 })).toEqual([]);
  });

  it('is work below the leaders with nothing above it', () => {
    for (const kind of ['school', 'leader']) expect(codes({ hasParent: false, kind })).toEqual([]);
    for (const kind of ['department', 'college', 'professor', 'team', 'person'])
      expect(codes({ hasParent: false, kind, level: 4 })).toEqual(['serves_nothing_above']);
  });

  it('is never a draft or cancelled work', () => {
    for (const state of ['draft', 'cancelled'] as const)
      expect(codes({ state, deepest: 2, hasParent: false, kind: 'person' })).toEqual([]);
  });
});
