// Templates of work: relative dates, and a template from an item that was. Pure.
import {
  addDays,
  type Calendar,
  type Day,
  daysBetween,
  nthWorkingDayAfter,
  nthWorkingDayBefore,
} from '../institution/calendar.rules.ts';
import type { CombinationRule, Polarity } from '../progress/indicator.rules.ts';
import { inside, type Span } from './planning.rules.ts';

/** A share of the span (0 its start, 1 its due), or working days: from the start, or back from the due when below 0. */
export type RelativeDay = { share: number } | { workingDays: number };
export type TemplateNode = { title: string; titleEn: string | null; at: RelativeDay; weight: number };
export type TemplateIndicator = {
  name: string;
  nameEn: string | null;
  unit: string;
  base: number | null;
  target: number | null;
  bandLow: number | null;
  bandHigh: number | null;
  polarity: Polarity;
  rule: CombinationRule;
};
export type TemplatePart = {
  /** Place of the part that it hangs below among the parts before it; null below the item itself. */
  parent: number | null;
  title: string;
  titleEn: string | null;
  requirement: string;
  requirementEn: string | null;
  standard: string;
  standardEn: string | null;
  /** How many levels below what it hangs from. */
  levelsBelow: number;
  start: RelativeDay;
  due: RelativeDay;
  weight: number | null;
  /** Who carried it when it was kept; whoever cannot by then gives way to the item's own. */
  leadUnitId: string | null;
  responsiblePersonId: string | null;
  nodes: TemplateNode[];
  indicators: TemplateIndicator[];
};
export type TemplateBody = {
  requirement: string;
  requirementEn: string | null;
  standard: string;
  standardEn: string | null;
  ownNodesWeight: number | null;
  nodes: TemplateNode[];
  indicators: TemplateIndicator[];
  parts: TemplatePart[];
};

/** The day that a relative one means, never outside the span. */
export function dayAt(calendar: Calendar, span: Span, at: RelativeDay): Day {
  if ('share' in at) return inside(addDays(span.start, Math.round(at.share * daysBetween(span.start, span.due))), span);
  const day =
    at.workingDays >= 0
      ? nthWorkingDayAfter(calendar, span.start, at.workingDays)
      : nthWorkingDayBefore(calendar, span.due, -at.workingDays);
  return inside(day, span);
}

/** Where a day lies in a span, so that `dayAt` gives it back. */
export function shareOf(span: Span, day: Day): RelativeDay {
  const whole = daysBetween(span.start, span.due);
  const share = whole === 0 ? 0 : daysBetween(span.start, inside(day, span)) / whole;
  return { share: Math.round(share * 1e6) / 1e6 };
}

export type ModelItem = Span & {
  id: string;
  parentId: string | null;
  level: number;
  title: string;
  titleEn: string | null;
  requirement: string;
  requirementEn: string | null;
  standard: string;
  standardEn: string | null;
  weight: number | null;
  ownNodesWeight: number | null;
  leadUnitId: string;
  responsiblePersonId: string;
  nodes: readonly { title: string; titleEn: string | null; date: Day; weight: number }[];
  indicators: readonly TemplateIndicator[];
};

const nodesOf = (item: ModelItem): TemplateNode[] =>
  item.nodes
    .filter((node) => node.weight > 0)
    .map(({ title, titleEn, date, weight }) => ({ title, titleEn, at: shareOf(item, date), weight }));

const indicatorsOf = (item: ModelItem): TemplateIndicator[] =>
  item.indicators.map(({ name, nameEn, unit, base, target, bandLow, bandHigh, polarity, rule }) => ({
    name,
    nameEn,
    unit,
    base,
    target,
    bandLow,
    bandHigh,
    polarity,
    rule,
  }));

/** What was done once, as something to begin with: dates by their place in the whole. `items`: parents first, the first is the whole. */
export function templateFrom(items: readonly ModelItem[]): TemplateBody {
  const [whole, ...below] = items;
  if (!whole) throw new Error('a template is made from an item');
  const place = new Map(below.map((item, at) => [item.id, at]));
  const levels = new Map(items.map((item) => [item.id, item.level]));
  const { requirement, requirementEn, standard, standardEn, ownNodesWeight } = whole;
  const parts = below.map((item): TemplatePart => {
    const { title, titleEn, weight, leadUnitId, responsiblePersonId } = item;
    return {
      parent: place.get(item.parentId ?? '') ?? null,
      title,
      titleEn,
      requirement: item.requirement,
      requirementEn: item.requirementEn,
      standard: item.standard,
      standardEn: item.standardEn,
      levelsBelow: item.level - (levels.get(item.parentId ?? '') ?? item.level),
      start: shareOf(whole, item.start),
      due: shareOf(whole, item.due),
      weight,
      leadUnitId,
      responsiblePersonId,
      nodes: nodesOf(item),
      indicators: indicatorsOf(item),
    };
  });
  return {
    requirement,
    requirementEn,
    standard,
    standardEn,
    ownNodesWeight,
    nodes: nodesOf(whole),
    indicators: indicatorsOf(whole),
    parts,
  };
}

export type LaidPart = Span & { part: TemplatePart; level: number; nodes: LaidNode[] };
export type LaidNode = { title: string; titleEn: string | null; date: Day; weight: number };

export const layNodes = (calendar: Calendar, span: Span, nodes: readonly TemplateNode[]): LaidNode[] =>
  nodes.map(({ title, titleEn, at, weight }) => ({ title, titleEn, date: dayAt(calendar, span, at), weight }));

/** Parts with real days and levels: inside what they hang from, never below the lowest level. */
export function layParts(
  calendar: Calendar,
  whole: Span & { level: number },
  parts: readonly TemplatePart[],
  levels: number,
): LaidPart[] {
  const laid: LaidPart[] = [];
  for (const part of parts) {
    const above = part.parent === null ? whole : (laid[part.parent] ?? whole);
    const start = inside(dayAt(calendar, whole, part.start), above);
    const due = inside(dayAt(calendar, whole, part.due), { start, due: above.due });
    const level = Math.min(levels, above.level + part.levelsBelow);
    laid.push({ part, level, start, due, nodes: layNodes(calendar, { start, due }, part.nodes) });
  }
  return laid;
}
