// Checks where the columns scroll for a chosen card and where the arrow keys lead between cards.
import { describe, expect, it } from 'vitest';
import type { BoardNode } from './boardRows.ts';
import { cardPitch, headHeight, scrollGoals, stepFrom } from './columnPlaces.ts';

// Only id, level and parent matter to places; the rest of a row is left out on purpose.
const node = (id: string, level: number, parentId: string | null = null) => ({ id, level, parentId }) as BoardNode;

const above = Array.from({ length: 40 }, (_, at) => node(`a${at}`, 1));
const below = Array.from({ length: 400 }, (_, at) => node(`b${at}`, 2, `a${Math.floor(at / 10)}`));
const columns = new Map([
  [1, above],
  [2, below],
]);
const height = headHeight + cardPitch * 8;
const chainFrom = (chosen: string, ids: string[]) => ({ above: new Set([chosen]), below: new Set(ids), links: [] });

describe('the columns of a chosen card', () => {
  it('show every card of a part that fits', () => {
    const ids = ['b200', 'b201', 'b202'];
    const goals = scrollGoals({
      columns,
      chain: chainFrom('a20', ids),
      chosen: 'a20',
      tops: new Map([[1, 1200]]),
      height,
    });
    const top = goals.get(2)?.top ?? -1;
    expect(top).toBeLessThanOrEqual(200 * cardPitch);
    expect(203 * cardPitch - top).toBeLessThanOrEqual(cardPitch * 8);
  });

  it('begin a part that does not fit at its first card', () => {
    const ids = Array.from({ length: 30 }, (_, at) => `b${100 + at}`);
    const goals = scrollGoals({
      columns,
      chain: chainFrom('a10', ids),
      chosen: 'a10',
      tops: new Map([[1, 800]]),
      height,
    });
    expect(goals.get(2)).toEqual({ top: 100 * cardPitch });
  });

  it('bring the chosen card itself into sight and leave it alone where it is seen', () => {
    const chain = chainFrom('a30', []);
    expect(scrollGoals({ columns, chain, chosen: 'a30', tops: new Map(), height }).has(1)).toBe(true);
    const seen = scrollGoals({ columns, chain, chosen: 'a30', tops: new Map([[1, 29 * cardPitch]]), height });
    expect(seen.has(1)).toBe(false);
  });
});

describe('the arrow keys between cards', () => {
  const nodes = [...above, ...below];
  const from = (id: string, key: string) => {
    const start = nodes.find((candidate) => candidate.id === id);
    return start ? (stepFrom(columns, nodes, start, key)?.id ?? null) : null;
  };

  it('lead up and down within a level, left to the parent, right to the first child', () => {
    expect(from('b15', 'ArrowDown')).toBe('b16');
    expect(from('b15', 'ArrowUp')).toBe('b14');
    expect(from('b15', 'ArrowLeft')).toBe('a1');
    expect(from('a1', 'ArrowRight')).toBe('b10');
  });

  it('stop at the ends', () => {
    expect(from('a0', 'ArrowUp')).toBeNull();
    expect(from('a0', 'ArrowLeft')).toBeNull();
    expect(from('b399', 'ArrowDown')).toBeNull();
    expect(from('b3', 'End')).toBe('b399');
  });
});
