// Checks which rows a tree shows and where the arrow keys lead.
import { describe, expect, it } from 'vitest';
import { treeMove, visibleRows } from './treeRows.ts';

const node = (id: string, parentId: string | null, hasChildren = false) => ({ id, parentId, hasChildren });
const nodes = [node('a', null, true), node('b', null), node('a1', 'a', true), node('a2', 'a'), node('a11', 'a1')];

describe('the rows of a tree', () => {
  it('shows roots alone while everything is closed', () => {
    expect(visibleRows(nodes, new Set()).map((row) => row.node.id)).toEqual(['a', 'b']);
  });

  it('shows children under their open parents with depth and position', () => {
    const rows = visibleRows(nodes, new Set(['a', 'a1']));
    expect(rows.map((row) => [row.node.id, row.depth, row.position, row.siblings])).toEqual([
      ['a', 0, 1, 2],
      ['a1', 1, 1, 2],
      ['a11', 2, 1, 1],
      ['a2', 1, 2, 2],
      ['b', 0, 2, 2],
    ]);
  });

  it('treats a node whose parent was filtered away as a root', () => {
    expect(visibleRows([node('x', 'gone')], new Set()).map((row) => row.depth)).toEqual([0]);
  });
});

describe('the arrow keys on a tree', () => {
  const rows = visibleRows(nodes, new Set(['a']));

  it('opens a closed row with the right arrow and steps into an open one', () => {
    expect(treeMove(rows, 1, 'ArrowRight', 10)).toEqual({ kind: 'open', at: 1 });
    expect(treeMove(rows, 0, 'ArrowRight', 10)).toEqual({ kind: 'to', at: 1 });
  });

  it('closes an open row with the left arrow and climbs to the parent from a closed one', () => {
    expect(treeMove(rows, 0, 'ArrowLeft', 10)).toEqual({ kind: 'close', at: 0 });
    expect(treeMove(rows, 2, 'ArrowLeft', 10)).toEqual({ kind: 'to', at: 0 });
  });

  it('stays inside the list at both ends', () => {
    expect(treeMove(rows, 0, 'ArrowUp', 10)).toEqual({ kind: 'to', at: 0 });
    expect(treeMove(rows, 3, 'PageDown', 10)).toEqual({ kind: 'to', at: 3 });
  });

  it('begins a walk only by a key that walks: End goes to the last row, Tab leaves the table', () => {
    const rows = visibleRows([node('a', null), node('b', null), node('c', null)], new Set());
    expect(treeMove(rows, -1, 'End', 5)).toEqual({ kind: 'to', at: 2 });
    expect(treeMove(rows, -1, 'ArrowDown', 5)).toEqual({ kind: 'to', at: 0 });
    expect(treeMove(rows, -1, 'Tab', 5)).toBeNull();
  });
});
