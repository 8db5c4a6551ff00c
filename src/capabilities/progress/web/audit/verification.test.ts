// Reading a verification.
import { describe, expect, it } from 'vitest';
import { differencesOf, shareOf } from './verification.ts';

describe('a verification', () => {
  it('without differences is clean', () => {
    expect(differencesOf({ ok: true, differences: [] })).toEqual([]);
    expect(differencesOf(null)).toEqual([]);
  });

  it('names each difference with what is stored and what was computed', () => {
    const found = differencesOf({
      ok: false,
      differences: [{ object: 'item K01', field: 'verified', stored: 40, computed: null }],
    });
    expect(found).toEqual([{ object: 'item K01', field: 'verified', stored: '40', computed: '—' }]);
  });

  it('is whole when it is over, whatever its last count', () => {
    expect(shareOf({ state: 'done', progress: 0.4 })).toBe(100);
    expect(shareOf({ state: 'running', progress: 0.4 })).toBe(40);
    expect(shareOf({ state: 'running', progress: 40 })).toBe(40);
  });
});
