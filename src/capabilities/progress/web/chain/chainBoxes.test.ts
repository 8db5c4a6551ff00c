// How a chain folds, opens, lights and is placed: no item is lost from the picture and no box stands on another.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxesOf, type ChainNode, lineOf, mostBoxes, openFor, stepFrom } from './chainBoxes.ts';
import { placeChain } from './chainPlaces.ts';

const node = (key: string, parentKey: string | null, level: number, share: number): ChainNode => ({
  key,
  parentKey,
  id: key,
  level,
  count: 1,
  code: null,
  title: key,
  titleEn: null,
  horizon: 'annual',
  state: 'in_progress',
  unitId: null,
  personId: `person ${key}`,
  share,
  ends: 0,
  loss: null,
  lostInAll: 0,
  verified: null,
  planned: null,
  coverage: 100,
  light: 'green',
  worstBelow: null,
  marks: [],
});

/** A top with departments, each with colleges, each with persons. */
function tree(departments: number, colleges: number, persons: number): ChainNode[] {
  const found = [node('top', null, 1, 100)];
  for (let d = 0; d < departments; d += 1) {
    found.push(node(`d${d}`, 'top', 3, 100 / departments));
    for (let c = 0; c < colleges; c += 1) {
      const share = 100 / departments / colleges;
      found.push(node(`d${d}c${c}`, `d${d}`, 4, share));
      for (let p = 0; p < persons; p += 1) found.push(node(`d${d}c${c}p${p}`, `d${d}c${c}`, 6, share / persons));
    }
  }
  return found;
}

const randomNodes = fc
  .array(fc.record({ parent: fc.nat(), down: fc.nat(2) }), { maxLength: 120, size: 'max' })
  .map((raws) => {
    const nodes = [node('n0', null, 1, 100)];
    for (const [at, raw] of raws.entries()) {
      const parent = nodes[raw.parent % nodes.length];
      if (parent) nodes.push(node(`n${at + 1}`, parent.key, Math.min(6, parent.level + raw.down), parent.share / 4));
    }
    return nodes;
  });
const nodesAndOpened = randomNodes.chain((nodes) =>
  fc.record({
    nodes: fc.constant(nodes),
    opened: fc.subarray(nodes.map((one) => one.key)).map((keys) => new Set(keys)),
  }),
);

describe('folding', () => {
  it('shows apart what fits and folds the first generation that does not, one box for each parent', () => {
    const boxes = boxesOf(tree(3, 4, 5), new Set());
    const of = (level: number) => boxes.filter((box) => box.level === level);
    expect(of(4)).toHaveLength(12);
    expect(of(4).every((box) => !box.isFolded)).toBe(true);
    expect(of(6)).toHaveLength(12);
    expect(of(6).every((box) => box.isFolded && box.items === 5)).toBe(true);
    expect(of(6)[0]).toMatchObject({ opener: 'd0c0', people: 5 });
  });

  it('opens one folded box and leaves the others', () => {
    const boxes = boxesOf(tree(3, 4, 5), new Set(['d0c0']));
    expect(boxes.filter((box) => box.level === 6 && !box.isFolded)).toHaveLength(5);
    expect(boxes.filter((box) => box.level === 6 && box.isFolded)).toHaveLength(11);
  });

  it('gathers below a folded box one box a level', () => {
    const boxes = boxesOf(tree(2, mostBoxes, 3), new Set());
    expect(boxes.filter((box) => box.isFolded).map((box) => [box.level, box.items])).toEqual([
      [4, mostBoxes],
      [6, mostBoxes * 3],
      [4, mostBoxes],
      [6, mostBoxes * 3],
    ]);
  });

  it('has every item in exactly one box, and a box no more than comes in', () => {
    fc.assert(
      fc.property(nodesAndOpened, ({ nodes, opened }) => {
        const boxes = boxesOf(nodes, opened);
        const held = boxes.flatMap((box) => box.nodes.map((one) => one.key));
        expect([...held].sort()).toEqual(nodes.map((one) => one.key).sort());
        expect(new Set(boxes.map((box) => box.key)).size).toBe(boxes.length);
        for (const box of boxes) {
          const fed = [...box.feeds.values()].reduce((sum, share) => sum + share, 0);
          if (box.parent) expect(Math.abs(fed - box.share)).toBeLessThan(1e-6);
        }
      }),
    );
  });

  it('brings any item into a box of its own by opening what is above it', () => {
    fc.assert(
      fc.property(randomNodes, fc.nat(), (nodes, pick) => {
        const wanted = nodes[pick % nodes.length];
        if (!wanted) return;
        const boxes = boxesOf(nodes, new Set(openFor(nodes, wanted.key)));
        expect(boxes.find((box) => box.key === wanted.key)?.isFolded).toBe(false);
      }),
    );
  });
});

describe('moving and lighting', () => {
  const boxes = boxesOf(tree(3, 4, 5), new Set());

  it('lights the line up to the top and everything below', () => {
    const lit = lineOf(boxes, 'd1');
    expect(lit?.has('top')).toBe(true);
    expect(lit?.has('d1c2')).toBe(true);
    expect(lit?.has('d0')).toBe(false);
    expect([...(lit ?? [])].filter((key) => key.startsWith('fold:d1'))).toHaveLength(4);
    expect(lineOf(boxes, 'nobody')).toBeNull();
  });

  it('walks by arrow keys along the line and within a column', () => {
    expect(stepFrom(boxes, 'top', 'ArrowRight')?.key).toBe('d0');
    expect(stepFrom(boxes, 'd0', 'ArrowDown')?.key).toBe('d1');
    expect(stepFrom(boxes, 'd1', 'ArrowLeft')?.key).toBe('top');
    expect(stepFrom(boxes, 'd0', 'ArrowUp')).toBeNull();
    expect(stepFrom(boxes, 'd0', 'End')?.key).toBe('d2');
    expect(stepFrom(boxes, 'd0', 'a')).toBeNull();
  });
});

describe('placing', () => {
  it('lets no box stand on another, keeps every column within its width, and flows within their boxes', () => {
    fc.assert(
      fc.property(nodesAndOpened, ({ nodes, opened }) => {
        const boxes = boxesOf(nodes, opened);
        const picture = placeChain(boxes, { width: 1184, height: 640, from: 1, levels: 6 });
        expect(picture.boxes).toHaveLength(boxes.length);
        for (const column of picture.columns) {
          expect(column.width).toBeGreaterThan(0);
          const here = picture.boxes.filter((one) => one.box.level === column.level && one.box.step === column.step);
          for (const [at, one] of here.entries()) {
            const above = here[at - 1];
            expect(one.y).toBeGreaterThanOrEqual(above ? above.y + above.height : 0);
            expect(one.y + one.height).toBeLessThanOrEqual(picture.height);
          }
        }
      }),
    );
  });

  it('gives weight its height: twice the weight, twice the flow', () => {
    const nodes = [node('top', null, 1, 100), node('a', 'top', 2, 60), node('b', 'top', 2, 30)];
    const { flows } = placeChain(boxesOf(nodes, new Set()), { width: 1000, height: 640, from: 1, levels: 6 });
    const thickness = (to: string) => flows.find((flow) => flow.to === to)?.thickness ?? 0;
    expect(thickness('a') / thickness('b')).toBeCloseTo(2, 6);
  });
});
