// What a key means on a cell of the grid that is not being edited.
import type { KeyboardEvent } from 'react';

export type GridAct =
  | { kind: 'edit'; typed: string | null }
  | { kind: 'copyDown' | 'insert' | 'delete' | 'empty' | 'undo' }
  | { kind: 'move'; by: -1 | 1 };

/** Null for keys that only move. */
export function actOf(event: KeyboardEvent): GridAct | null {
  const { key } = event;
  if (event.ctrlKey || event.metaKey) {
    if (key.toLowerCase() === 'd') return { kind: 'copyDown' };
    return key.toLowerCase() === 'z' ? { kind: 'undo' } : null;
  }
  if (event.altKey)
    return key === 'ArrowUp' || key === 'ArrowDown' ? { kind: 'move', by: key === 'ArrowUp' ? -1 : 1 } : null;
  if (key === 'Enter' || key === 'F2') return { kind: 'edit', typed: null };
  if (key === 'Insert') return { kind: 'insert' };
  if (key === 'Delete') return { kind: 'delete' };
  if (key === 'Backspace') return { kind: 'empty' };
  return key.length === 1 && key !== ' ' ? { kind: 'edit', typed: key } : null;
}
