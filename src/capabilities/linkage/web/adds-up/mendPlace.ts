// Where a finding is mended: the row and the cell of a decomposition, or the item's own page.
import type { Finding } from './addsUpQueries.ts';

export interface DecompositionPlace {
  /** The child's row. */
  row?: string | undefined;
  /** A column, the n-th indicator's targets, or a part of the page. */
  at?: string | undefined;
}

const columnAt: Partial<Record<Finding['code'], string>> = {
  weights_not_100: 'weight',
  weight_lost: 'weight',
  weight_missing: 'weight',
  nodes_not_100: 'nodes',
  own_nodes_missing: 'nodes',
  own_nodes_weight_missing: 'ownNodesWeight',
  level_skipped: 'level',
};

/** The address of the place that mends it. */
export function mendPlace(finding: Pick<Finding, 'code' | 'path' | 'itemId' | 'mend'>): DecompositionPlace {
  const at = finding.path.startsWith('indicators.') ? finding.path : columnAt[finding.code];
  const row = finding.mend.itemId === finding.itemId ? undefined : finding.itemId;
  return { ...(row ? { row } : {}), ...(at ? { at } : {}) };
}
