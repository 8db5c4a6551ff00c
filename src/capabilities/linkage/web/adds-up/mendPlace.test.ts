// Places that mend findings.
import { describe, expect, it } from 'vitest';
import { mendPlace } from './mendPlace.ts';

const here = { itemId: 'a', page: 'decomposition' } as const;

describe('the place that mends a finding', () => {
  it('is the column of the indicator whose targets differ', () => {
    expect(mendPlace({ code: 'gap', path: 'indicators.2', itemId: 'a', mend: here })).toEqual({ at: 'indicators.2' });
  });

  it('is the weight column where weights do not add up, and the nodes where they do not', () => {
    expect(mendPlace({ code: 'weight_lost', path: 'children', itemId: 'a', mend: here })).toEqual({ at: 'weight' });
    expect(mendPlace({ code: 'nodes_not_100', path: 'nodes', itemId: 'a', mend: here })).toEqual({ at: 'nodes' });
  });

  it('is the row of the child in the decomposition of the item above', () => {
    const above = { itemId: 'p', page: 'decomposition' } as const;
    expect(mendPlace({ code: 'level_skipped', path: 'level', itemId: 'a', mend: above })).toEqual({
      row: 'a',
      at: 'level',
    });
  });

  it('is the sheet as a whole where rows are missing', () => {
    expect(mendPlace({ code: 'not_carried_down', path: 'children', itemId: 'a', mend: here })).toEqual({});
  });
});
