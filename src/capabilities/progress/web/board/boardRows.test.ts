// Checks what the board shows under filters and which links the chosen card's chain draws.
import { describe, expect, it } from 'vitest';
import { type BoardEntry, chainOf, columnsByLevel, filterBoard, openAtFirst, shortCode } from './boardRows.ts';

function entry(id: string, parentId: string | null, level: number, extra: Partial<BoardEntry> = {}): BoardEntry {
  return {
    id,
    parentId,
    code: id,
    level,
    horizon: level === 1 ? 'five_year' : 'annual',
    state: 'in_progress',
    title: `事项${id}`,
    titleEn: `Item ${id}`,
    sectorId: null,
    leadUnitId: 'unit',
    responsiblePersonId: 'person',
    weight: null,
    start: '2026-01-01',
    due: '2026-12-31',
    verified: null,
    reported: null,
    planned: null,
    coverage: null,
    light: 'green',
    worstBelow: null,
    readiness: null,
    overridden: false,
    strip: [],
    ...extra,
  };
}

const rows = [
  entry('a', null, 1),
  entry('a1', 'a', 2),
  entry('a11', 'a1', 4, { light: 'red' }),
  entry('a2', 'a', 2),
  entry('b', null, 1),
];

describe('the board under filters', () => {
  it('keeps everything without filters and knows what has children', () => {
    const nodes = filterBoard(rows, {});
    expect(nodes.map((node) => [node.id, node.hasChildren])).toEqual([
      ['a', true],
      ['a1', true],
      ['a11', false],
      ['a2', false],
      ['b', false],
    ]);
    expect([...openAtFirst(nodes, {})]).toEqual(['a', 'b']);
  });

  it('keeps the way up to the root of what was found and opens it', () => {
    const nodes = filterBoard(rows, { troubled: true });
    expect(nodes.map((node) => [node.id, node.isContext])).toEqual([
      ['a', true],
      ['a1', true],
      ['a11', false],
    ]);
    expect([...openAtFirst(nodes, { troubled: true })]).toEqual(['a', 'a1']);
  });

  it('finds by code and by the title in either language', () => {
    expect(filterBoard(rows, { q: 'item A2' }).map((node) => node.id)).toEqual(['a', 'a2']);
    expect(filterBoard(rows, { q: '事项b' }).map((node) => node.id)).toEqual(['b']);
  });
});

describe('the chain of a chosen card', () => {
  const nodes = filterBoard(rows, {});

  it('links the card with everything above and below it', () => {
    const chain = chainOf(nodes, 'a1');
    expect([...(chain?.above ?? [])]).toEqual(['a1', 'a']);
    expect([...(chain?.below ?? [])]).toEqual(['a11']);
    expect(chain?.links).toEqual([
      { from: 'a', to: 'a1' },
      { from: 'a1', to: 'a11' },
    ]);
  });

  it('is nothing where nothing is chosen or the chosen one is filtered away', () => {
    expect(chainOf(nodes, null)).toBeNull();
    expect(chainOf(nodes, 'gone')).toBeNull();
  });

  it('stands each item in the column of its level, a subtree together', () => {
    const columns = columnsByLevel(nodes, [1, 2, 3, 4]);
    expect([...columns].map(([rank, list]) => [rank, list.map((node) => node.id)])).toEqual([
      [1, ['a', 'b']],
      [2, ['a1', 'a2']],
      [3, []],
      [4, ['a11']],
    ]);
  });
});

describe('the code of a deep row', () => {
  it('leaves out what the rows above already say', () => {
    expect(shortCode('K01-1-1-1-2-1')).toBe('…2-1');
    expect(shortCode('K01-1-1')).toBe('K01-1-1');
    expect(shortCode(null)).toBe('');
  });
});
