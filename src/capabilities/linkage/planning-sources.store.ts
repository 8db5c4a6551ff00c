// What new drafts are made from: items with their milestones and indicators, parents before children.
import { sql } from 'kysely';
import { refuseNow } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { loadDraftBody } from './decomposition.store.ts';
import { type SentIndicator, type WholeIndicator, wholeIndicator } from './indicator-split.rules.ts';
import { loadIndicators } from './indicator-values.store.ts';
import { mayOpen } from './item.policy.ts';
import type { Row } from './item-row.rules.ts';
import { selectItemRows } from './item-row.store.ts';
import type { IndicatorToCarry, NodeToCarry } from './planning.rules.ts';
import { selectMeasured, selectNodesOf, selectSuccessors, selectTree } from './planning.store.ts';
import type { How } from './planning-draft.rules.ts';
import { readStanding } from './standing.store.ts';

export type SourceIndicator = WholeIndicator & IndicatorToCarry;
export type Source = {
  row: Row;
  nodes: NodeToCarry[];
  indicators: SourceIndicator[];
  /** What has gone on into the year already. */
  successorId: string | null;
  /** A placeholder that the caller may not open. */
  closed: boolean;
};

const GOES_ON = ['registered', 'assigned', 'in_progress', 'suspended'];
const COPIED = ['draft', ...GOES_ON, 'closed', 'archived'];

async function partsOf(scope: Scope, row: Row, measured: boolean): Promise<Pick<Source, 'nodes' | 'indicators'>> {
  if (row.state === 'draft') {
    const body = await loadDraftBody(scope, row.id);
    return {
      nodes: body.nodes.map((node) => ({ ...node, state: 'planned' })),
      indicators: body.indicators.map((one) => measuredFrom(one, null)),
    };
  }
  if (!measured) return { nodes: [], indicators: [] };
  const indicators = await loadIndicators(scope, row.id);
  return { nodes: [], indicators: indicators.map((one) => measuredFrom(one, one.actual)) };
}

const measuredFrom = (one: SentIndicator & { id: string }, actual: number | null): SourceIndicator => ({
  ...wholeIndicator(one, one.id),
  actual,
});

/** Refuses with the usual words where one of the items asked for is not there for the caller. */
export async function loadSources(
  scope: Scope,
  tops: readonly { itemId: string; subtree: boolean }[],
  how: How,
  year: number,
): Promise<Source[]> {
  const asked = tops.map((one) => one.itemId);
  const whole = tops.filter((one) => one.subtree).map((one) => one.itemId);
  const ids = await selectTree(scope, asked, whole, how === 'carried' ? GOES_ON : COPIED);
  const seen = new Set(ids);
  if (asked.some((id) => !seen.has(id))) refuseNow('missing', 'not_found');
  const rows = new Map((await selectItemRows(scope, sql`and i.id = any(${ids}::uuid[])`)).map((row) => [row.id, row]));
  const nodes = Map.groupBy(await selectNodesOf(scope, ids), (node) => node.itemId);
  const measured = new Set(await selectMeasured(scope, ids));
  const successors = how === 'carried' ? await selectSuccessors(scope, ids, year) : new Map<string, string>();
  const sources: Source[] = [];
  for (const id of ids) {
    const found = rows.get(id);
    if (!found) continue;
    const { position: _, ...row } = found;
    const closed = row.placeholder && !mayOpen(scope.actor, await readStanding(scope, id)).ok;
    const parts = closed ? { nodes: [], indicators: [] } : await partsOf(scope, row, measured.has(id));
    const own = row.state === 'draft' || closed ? parts.nodes : (nodes.get(id) ?? []);
    sources.push({ row, nodes: own, indicators: parts.indicators, successorId: successors.get(id) ?? null, closed });
  }
  return sources;
}
