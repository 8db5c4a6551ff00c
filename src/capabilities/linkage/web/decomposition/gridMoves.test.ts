// Keys in the grid.
import { describe, expect, it } from 'vitest';
import { moveFrom } from './gridMoves.ts';

const size = { rows: 3, columns: 4 };

describe('keys in the grid', () => {
  it('stop at the edges', () => {
    expect(moveFrom({ row: 0, column: 0 }, 'ArrowUp', false, size)).toEqual({ row: 0, column: 0 });
    expect(moveFrom({ row: 2, column: 3 }, 'ArrowRight', false, size)).toEqual({ row: 2, column: 3 });
    expect(moveFrom({ row: 1, column: 2 }, 'PageDown', false, size)).toEqual({ row: 2, column: 2 });
  });

  it('go on into the next row by Tab, back by Shift-Tab, and leave the grid at its ends', () => {
    expect(moveFrom({ row: 0, column: 3 }, 'Tab', false, size)).toEqual({ row: 1, column: 0 });
    expect(moveFrom({ row: 1, column: 0 }, 'Tab', true, size)).toEqual({ row: 0, column: 3 });
    expect(moveFrom({ row: 2, column: 3 }, 'Tab', false, size)).toBeNull();
    expect(moveFrom({ row: 0, column: 0 }, 'Tab', true, size)).toBeNull();
  });

  it('do nothing in an empty grid', () => {
    expect(moveFrom({ row: 0, column: 0 }, 'ArrowDown', false, { rows: 0, columns: 4 })).toBeNull();
  });
});
