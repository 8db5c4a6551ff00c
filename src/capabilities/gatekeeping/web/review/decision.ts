// A decision while it is being made: the verdict, its words, its conditions, and what is still missing before it can be sent.
import type { z } from 'zod';
import type { VerdictBody } from '../../gatekeeping.contract.ts';

type Body = z.input<typeof VerdictBody>;
export type Rating = 'green' | 'yellow' | 'orange' | 'red';
export const ratings: readonly Rating[] = ['green', 'yellow', 'orange', 'red'];

export interface ConditionDraft {
  key: number;
  title: string;
  date: string | null;
  /** A node of the item; else a dated note. */
  asNode: boolean;
}

export interface Decision {
  verdict: Body['verdict'];
  reason: string;
  light: Rating | null;
  conditions: ConditionDraft[];
  returnedNodes: string[];
}

export const decisionStart = (): Decision => ({
  verdict: 'passed',
  reason: '',
  light: null,
  conditions: [{ key: 1, title: '', date: null, asNode: true }],
  returnedNodes: [],
});

const named = (decision: Decision) => decision.conditions.filter((condition) => condition.title.trim());

/** A return needs its reason, a pass with conditions at least one condition. */
export function isReady(decision: Decision): boolean {
  if (decision.verdict === 'returned') return decision.reason.trim().length > 0;
  if (decision.verdict === 'passed_with_conditions') return named(decision).length > 0;
  return true;
}

export function verdictBody(decision: Decision): Body {
  const nodes = decision.returnedNodes.map((nodeId) => ({ nodeId, verdict: 'returned' as const }));
  return {
    verdict: decision.verdict,
    ...(decision.reason.trim() ? { reason: decision.reason.trim() } : {}),
    ...(decision.light ? { light: decision.light } : {}),
    ...(decision.verdict === 'passed_with_conditions'
      ? { conditions: named(decision).map(({ title, date, asNode }) => ({ title: title.trim(), date, asNode })) }
      : {}),
    ...(nodes.length > 0 && decision.verdict !== 'returned' ? { nodes } : {}),
  };
}
