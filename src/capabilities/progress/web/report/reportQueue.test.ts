// Which report opens next when several are owed.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextOwed } from './reportQueue.ts';

const none: ReadonlySet<string> = new Set();

it('goes on behind the present one and comes round to those before it', () => {
  expect(nextOwed(['a', 'b', 'c'], 'a', none)).toBe('b');
  expect(nextOwed(['a', 'b', 'c'], 'c', none)).toBe('a');
  expect(nextOwed(['a', 'b', 'c'], 'b', new Set(['c']))).toBe('a');
});

it('ends when all others are settled', () => {
  expect(nextOwed(['a'], 'a', none)).toBeNull();
  expect(nextOwed(['a', 'b'], 'b', new Set(['a']))).toBeNull();
});

it('meets every report exactly once, wherever one begins', () => {
  const owed = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(owed, fc.nat(), (ids, from) => {
      const met: string[] = [];
      const settled = new Set<string>();
      let present: string | null = ids[from % ids.length] ?? null;
      while (present !== null) {
        met.push(present);
        settled.add(present);
        present = nextOwed(ids, present, settled);
      }
      expect([...met].sort()).toEqual([...ids].sort());
    }),
  );
});
