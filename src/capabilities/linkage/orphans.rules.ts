// Work that hangs in the air, both ways: annual work that nobody carries down, and work that serves nothing above it.
import type { Finding } from './decomposition.rules.ts';
import { type ItemState, isActive } from './life-cycle.rules.ts';

export type Hanging = {
  horizon: string;
  state: ItemState;
  level: number;
  /** The kind of the item's level. */
  kind: string;
  hasParent: boolean;
  /** The deepest level of active work in its subtree, itself included. */
  deepest: number;
  /** The level down to which annual work must be carried. */
  carryToRank: number;
};

const STANDS_ALONE: ReadonlySet<string> = new Set(['school', 'leader']);

export function orphanFindings(item: Hanging): Finding[] {
  if (!isActive(item.state)) return [];
  const findings: Finding[] = [];
  if (item.horizon === 'annual' && Math.max(item.level, item.deepest) < item.carryToRank)
    findings.push({ code: 'not_carried_down', path: 'children', params: { level: item.carryToRank } });
  if (!item.hasParent && !STANDS_ALONE.has(item.kind))
    findings.push({ code: 'serves_nothing_above', path: 'parentId', params: { level: item.level } });
  return findings;
}
