// Circles of waiting: by example through the tree, and by property against the waiting of single leaves.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { circleOf, inOneLine, type Wait } from './dependency.rules.ts';

const TREE: Record<string, string> = { a1: 'a', a2: 'a', b1: 'b', b2: 'b' };
const pathOf = (id: string): string[] => (TREE[id] ? [TREE[id], id] : [id]);
const wait = (itemId: string, dependsOnId: string): Wait => ({ itemId, dependsOnId });

describe('by example', () => {
  it('lets what does not come back to itself wait', () => {
    expect(circleOf(wait('c', 'b'), [wait('b', 'a')], pathOf)).toBeNull();
  });

  it('names the items of a circle in the order in which they wait', () => {
    expect(circleOf(wait('a', 'c'), [wait('c', 'b'), wait('b', 'a')], pathOf)).toEqual(['a', 'c', 'b', 'a']);
  });

  it('finds a circle that closes through a parent', () => {
    expect(circleOf(wait('b1', 'a1'), [wait('a', 'b')], pathOf)).toEqual(['b1', 'a1', 'b']);
    expect(circleOf(wait('a', 'b'), [wait('b1', 'a1')], pathOf)).toEqual(['a', 'b', 'a1']);
  });

  it('lets two children of one parent wait for children of another in one direction', () => {
    expect(circleOf(wait('a2', 'b2'), [wait('a1', 'b1')], pathOf)).toBeNull();
  });

  it('knows what stands in one line', () => {
    expect([inOneLine('a', 'a1', pathOf), inOneLine('a1', 'a', pathOf), inOneLine('a1', 'a2', pathOf)]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

const COUNT = 6;
const forests = fc.record({
  parents: fc.array(fc.nat(COUNT), { minLength: COUNT, maxLength: COUNT }),
  links: fc.array(fc.tuple(fc.nat(COUNT - 1), fc.nat(COUNT - 1)), { minLength: 1, maxLength: 7 }),
});

it('is held equal to the waiting of every leaf for every leaf, over random forests', () => {
  fc.assert(
    fc.property(forests, ({ parents, links }) => {
      const above = (id: string): string[] => {
        const parent = parents[Number(id)] ?? COUNT;
        return parent < Number(id) ? [...above(String(parent)), id] : [id];
      };
      const ids = parents.map((_, at) => String(at));
      const leavesOf = (id: string) =>
        ids.filter((one) => above(one).includes(id) && !ids.some((two) => two !== one && above(two).includes(one)));
      const waits: Wait[] = [];
      for (const [a, b] of links) {
        const next = wait(String(a), String(b));
        if (inOneLine(next.itemId, next.dependsOnId, above)) continue;
        const tried = [...waits, next];
        const onward = (leaf: string) =>
          tried.filter((one) => leavesOf(one.itemId).includes(leaf)).flatMap((one) => leavesOf(one.dependsOnId));
        const reaches = (leaf: string): Set<string> => {
          const found = new Set<string>();
          const queue = onward(leaf);
          for (const one of queue) {
            if (found.has(one)) continue;
            found.add(one);
            queue.push(...onward(one));
          }
          return found;
        };
        const isCircle = ids.some((leaf) => reaches(leaf).has(leaf));
        expect(circleOf(next, waits, above) !== null).toBe(isCircle);
        if (!isCircle) waits.push(next);
      }
    }),
    { numRuns: 400 },
  );
});
