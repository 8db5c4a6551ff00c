// Opens the sheet at the place that an address names: a row and column, the targets of an indicator, or a part below the sheet.
import { useEffect } from 'react';
import type { DecompositionSearch } from '../../../../web/routes.tsx';
import type { Spot } from './ChildGrid.tsx';
import { columnsOf, targetColumn } from './gridColumns.ts';
import type { Sheet } from './sheet.ts';

/** The cell that is meant; null where the address names none. */
export function spotAt(sheet: Sheet, { row, at }: DecompositionSearch): Spot | null {
  if (row === undefined && at === undefined) return null;
  const key = (sheet.rows.find((one) => one.id === row) ?? sheet.rows[0])?.key;
  const indicator = /^indicators\.(\d+)$/.exec(at ?? '');
  const wanted = indicator ? targetColumn(sheet.indicators[Number(indicator[1])]?.key ?? '') : at;
  const column = columnsOf(sheet).find((one) => one === wanted);
  // A part below the sheet has no cell.
  if (key === undefined || (column === undefined && row === undefined)) return null;
  return { key, column: column ?? 'title' };
}

/** The ids of the parts below the sheet, as addresses name them. */
export const partIds = { nodes: 'own-nodes', ownNodesWeight: 'own-nodes-weight' } as const;

export function usePartAt(at: string | undefined): void {
  useEffect(() => {
    const id = at === 'nodes' || at === 'ownNodesWeight' ? partIds[at] : null;
    const part = id && document.getElementById(id);
    if (!part) return;
    part.scrollIntoView({ block: 'center' });
    part.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true });
  }, [at]);
}
