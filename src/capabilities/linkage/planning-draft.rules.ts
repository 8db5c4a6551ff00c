// One new draft from an item that was: its fields, days, carrier, milestones and indicators, and what does not fit. Pure.
import type { Calendar, Day } from '../institution/calendar.rules.ts';
import { findHeir, type Heir, type Holding, stillHolds, type UnitTree } from '../institution/hand-over.rules.ts';
import { checkDraft, type Horizon, type ParentShape } from './draft.rules.ts';
import {
  type CarriedNode,
  fitSpan,
  type IndicatorToCarry,
  type NodeToCarry,
  nextBase,
  remainingNodes,
  type Shift,
  type Span,
  sameNodes,
  shiftDay,
  stillOpen,
} from './planning.rules.ts';

export type How = 'carried' | 'copied';
export type PlanFinding = { code: string; params: Record<string, string | number | null> };

export type SourceShape = {
  id: string;
  title: string | null;
  level: number;
  horizon: Horizon;
  leadUnitId: string;
  responsiblePersonId: string;
  interim: boolean;
  placeholder: boolean;
  start: Day;
  due: Day;
};

export type Move = { calendar: Calendar; years: number; shift: Shift };

/** Where the new draft lies in time: moved, then cut to what is above it. Null where nothing of it does. */
export function placeInTime(
  source: Span,
  move: Move,
  above: Span | null,
): { span: Span; findings: PlanFinding[] } | null {
  const moved = {
    start: shiftDay(move.calendar, source.start, move.years, move.shift),
    due: shiftDay(move.calendar, source.due, move.years, move.shift),
  };
  const fitted = fitSpan(moved, above);
  if (!fitted) return null;
  const { cut, ...span } = fitted;
  return { span, findings: cut ? [{ code: 'dates_cut', params: { from: span.start, to: span.due } }] : [] };
}

/** What keeps a draft from standing below what would be above it. */
export function misfits(source: SourceShape, span: Span, above: ParentShape | null, levels: number): PlanFinding[] {
  const shape = { ...source, ...span, title: source.title ?? '' };
  return checkDraft(shape, above, levels).map(({ code, params }) => ({
    code,
    params: Object.fromEntries(
      Object.entries(params ?? {}).map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : value]),
    ),
  }));
}

/** Whoever answers for it stays, where his posts of that day let him; else the unit's head, else a head above as interim. */
export function carrierOf(
  source: SourceShape,
  tree: UnitTree,
  posts: readonly Holding[],
): (Heir & { isNew: boolean }) | null {
  const { responsiblePersonId: personId, leadUnitId, interim } = source;
  if (stillHolds(tree, posts, personId, source)) return { personId, interim, isNew: false };
  const heir = findHeir(tree, posts, personId, { unitId: leadUnitId, successorId: null }, source);
  return heir && { ...heir, isNew: heir.personId !== personId };
}

export function nodesOf(nodes: readonly NodeToCarry[], how: How, move: Move, span: Span): CarriedNode[] {
  const shift = (day: Day) => shiftDay(move.calendar, day, move.years, move.shift);
  return how === 'carried' ? remainingNodes(nodes, shift, span) : sameNodes(nodes, shift, span);
}

/** Carried over: what still asks for something, from where it has come to. Copied: all of them as they were set. */
export function indicatorsOf<T extends IndicatorToCarry>(indicators: readonly T[], how: How): T[] {
  if (how === 'copied') return [...indicators];
  return indicators.filter(stillOpen).map((one) => ({ ...one, base: nextBase(one) }));
}

/** With children a draft needs its own nodes' part of the whole only where nodes come along. */
export const ownPart = (ownNodesWeight: number | null, nodes: number): number | null =>
  nodes === 0 ? null : ownNodesWeight;
