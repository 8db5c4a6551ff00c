// Builds the X-matrix from items, links, indicators and units: every mark stands for a link of the data, and every link has its mark. Pure.

import type { Horizon, ItemState } from './facts.rules.ts';

export type Arm = 'goal' | 'objective' | 'work';
export type Corner = 'goal_objective' | 'objective_work' | 'work_indicator' | 'goal_indicator' | 'work_unit';
export type Strength = 'strong' | 'part' | 'weak';
export type ReasonKind = 'parent' | 'ancestor' | 'own' | 'handed_down' | 'support' | 'lead' | 'part' | 'co';

export interface MatrixItem {
  readonly id: string;
  readonly parentId: string | null;
  /** Ids from the root down to and with the item. */
  readonly path: readonly string[];
  readonly horizon: Horizon;
  readonly state: ItemState;
  readonly level: number;
  readonly weight: number | null;
  readonly sectorId: string | null;
  readonly start: string;
  readonly due: string;
  readonly leadUnitId: string;
  readonly leadShare: number;
  readonly coUnits: readonly { readonly unitId: string; readonly share: number }[];
  /** Hangs somewhere under an annual item, seen or not. */
  readonly annualAbove: boolean;
}

export interface IndicatorLink {
  readonly id: string;
  readonly itemId: string;
  readonly parentIndicatorId: string | null;
}

export interface SupportLink {
  readonly itemId: string;
  readonly supportsId: string;
}

export interface Reason {
  readonly kind: ReasonKind;
  readonly weight: number | null;
  readonly from: string | null;
  readonly to: string | null;
}

export interface MarkOf {
  readonly corner: Corner;
  readonly upper: string;
  readonly lower: string;
  readonly strength: Strength;
  readonly reasons: readonly Reason[];
}

export interface MatrixInput {
  readonly items: readonly MatrixItem[];
  readonly supports: readonly SupportLink[];
  readonly indicators: readonly IndicatorLink[];
}

export interface MatrixFilter {
  readonly year: number;
  readonly rootId: string | null;
  readonly sectorId: string | null;
  /** Levels above the one that must carry: parts led there name the units of a key work. */
  readonly carryToRank: number;
  readonly mostWorks: number;
}

export interface Matrix {
  readonly arms: ReadonlyMap<string, Arm>;
  /** Indicators with a column: not handed down from another one of the matrix. */
  readonly indicatorIds: readonly string[];
  readonly unitIds: readonly string[];
  readonly marks: readonly MarkOf[];
  readonly works: number;
}

/** Which arm an item stands on; what an annual key work is broken down into is part of it, not another one. */
export function armOf(item: Pick<MatrixItem, 'horizon' | 'annualAbove'>): Arm | null {
  if (item.horizon === 'five_year') return 'goal';
  if (item.horizon === 'mid_term') return 'objective';
  return item.horizon === 'annual' && !item.annualAbove ? 'work' : null;
}

const touchesYear = (item: MatrixItem, year: number): boolean =>
  item.start <= `${year}-12-31` && item.due >= `${year}-01-01`;

/** Down each line before the next one; brothers and sisters stay in their order, whatever is not seen above them. */
function inTreeOrder(items: readonly MatrixItem[]): MatrixItem[] {
  const known = new Set(items.map((item) => item.id));
  const homeOf = (item: MatrixItem) => item.path.slice(0, -1).findLast((id) => known.has(id)) ?? null;
  const childrenOf = Map.groupBy(items, homeOf);
  const walk = (item: MatrixItem): MatrixItem[] => [item, ...(childrenOf.get(item.id) ?? []).flatMap(walk)];
  return (childrenOf.get(null) ?? []).flatMap(walk);
}

/** The rows of the matrix by arm: of the year, in the root's line, and with the sector or a row of it below. */
export function chooseRows(
  items: readonly MatrixItem[],
  filter: MatrixFilter,
): { arms: Map<string, Arm>; works: number } {
  const byId = new Map(items.map((item) => [item.id, item]));
  const root = filter.rootId === null ? undefined : byId.get(filter.rootId);
  const inLine = (item: MatrixItem) =>
    filter.rootId === null || item.path.includes(filter.rootId) || (root?.path.includes(item.id) ?? false);
  const found = inTreeOrder(items).flatMap((item): [MatrixItem, Arm][] => {
    if (item.state === 'cancelled' || !touchesYear(item, filter.year) || !inLine(item)) return [];
    const arm = armOf(item);
    return arm === null ? [] : [[item, arm]];
  });
  const wanted = found.filter(([item]) => filter.sectorId === null || item.sectorId === filter.sectorId);
  const kept = new Set(wanted.flatMap(([item]) => item.path));
  const inSector = found.filter(([item]) => kept.has(item.id));
  const works = inSector.filter(([, arm]) => arm === 'work');
  const shown = new Set(works.slice(0, filter.mostWorks).map(([item]) => item.id));
  const arms = new Map(
    inSector.filter(([item, arm]) => arm !== 'work' || shown.has(item.id)).map(([item, arm]) => [item.id, arm]),
  );
  return { arms, works: works.length };
}

export function buildMatrix(input: MatrixInput, filter: MatrixFilter): Matrix {
  const { arms, works } = chooseRows(input.items, filter);
  const byId = new Map(input.items.map((item) => [item.id, item]));
  const rows = [...arms].flatMap(([id, arm]) => {
    const item = byId.get(id);
    return item ? [{ item, arm }] : [];
  });
  const of = (arm: Arm) => rows.filter((row) => row.arm === arm).map((row) => row.item);
  const tops = topIndicators(input.indicators, arms);
  const lifted = liftSupports(input.supports, byId);
  const marks = [
    ...treeMarks('goal_objective', of('goal'), of('objective'), lifted),
    ...treeMarks('objective_work', of('objective'), of('work'), lifted),
    ...indicatorMarks(of('work'), tops, byId, lifted),
    ...goalMarks(of('goal'), tops, byId, lifted),
    ...unitMarks(of('work'), input.items, filter.carryToRank),
  ];
  const unitIds = [...new Set(marks.filter((mark) => mark.corner === 'work_unit').map((mark) => mark.lower))];
  return { arms, indicatorIds: tops.map((one) => one.id), unitIds, marks, works };
}

interface TopIndicator {
  readonly id: string;
  readonly itemId: string;
  /** Items with an indicator handed down from this one, the nearest first. */
  readonly below: readonly { readonly itemId: string; readonly indicatorId: string }[];
}

/** Columns: indicators of rows that do not come from another row's; those that do belong to the column of the topmost. */
function topIndicators(indicators: readonly IndicatorLink[], arms: ReadonlyMap<string, Arm>): TopIndicator[] {
  const own = new Map(indicators.filter((one) => arms.has(one.itemId)).map((one) => [one.id, one]));
  const topOf = (one: IndicatorLink): IndicatorLink => {
    const seen = new Set([one.id]);
    let top = one;
    for (
      let next = own.get(top.parentIndicatorId ?? '');
      next && !seen.has(next.id);
      next = own.get(next.parentIndicatorId ?? '')
    ) {
      seen.add(next.id);
      top = next;
    }
    return top;
  };
  const below = Map.groupBy([...own.values()], (one) => topOf(one).id);
  return [...own.values()].flatMap((one): TopIndicator[] => {
    if (topOf(one).id !== one.id) return [];
    const down = (below.get(one.id) ?? []).filter((other) => other.id !== one.id);
    return [{ id: one.id, itemId: one.itemId, below: down.map(({ itemId, id }) => ({ itemId, indicatorId: id })) }];
  });
}

/** Support links with the lines of both their ends: what supports a part supports the whole. */
interface Lifted {
  readonly link: SupportLink;
  readonly from: ReadonlySet<string>;
  readonly to: ReadonlySet<string>;
}
function liftSupports(supports: readonly SupportLink[], byId: ReadonlyMap<string, MatrixItem>): Lifted[] {
  return supports.flatMap((link): Lifted[] => {
    const [from, to] = [byId.get(link.itemId), byId.get(link.supportsId)];
    return from && to ? [{ link, from: new Set(from.path), to: new Set(to.path) }] : [];
  });
}

const supportReasons = (lowerId: string, upperId: string, lifted: readonly Lifted[]): Reason[] =>
  lifted
    .filter(({ from, to }) => from.has(lowerId) && to.has(upperId))
    .map(({ link }) => ({ kind: 'support', weight: null, from: link.itemId, to: link.supportsId }));

/** Strong where the lower hangs under the upper; else weak where something of the lower supports something of the upper. */
function treeMarks(
  corner: Corner,
  uppers: readonly MatrixItem[],
  lowers: readonly MatrixItem[],
  lifted: readonly Lifted[],
): MarkOf[] {
  return uppers.flatMap((upper) =>
    lowers.flatMap((lower): MarkOf[] => {
      const ends = { corner, upper: upper.id, lower: lower.id };
      if (lower.path.includes(upper.id)) {
        const isChild = lower.parentId === upper.id;
        const reason: Reason = {
          kind: isChild ? 'parent' : 'ancestor',
          weight: isChild ? lower.weight : null,
          from: lower.id,
          to: upper.id,
        };
        return [{ ...ends, strength: 'strong', reasons: [reason] }];
      }
      const reasons = supportReasons(lower.id, upper.id, lifted);
      return reasons.length > 0 ? [{ ...ends, strength: 'weak', reasons }] : [];
    }),
  );
}

/** Strong where the work has the indicator or one handed down from it; weak where it supports the item that has it. */
function indicatorMarks(
  works: readonly MatrixItem[],
  tops: readonly TopIndicator[],
  byId: ReadonlyMap<string, MatrixItem>,
  lifted: readonly Lifted[],
): MarkOf[] {
  return works.flatMap((work) =>
    tops.flatMap((top): MarkOf[] => {
      const ends = { corner: 'work_indicator' as const, upper: work.id, lower: top.id };
      if (top.itemId === work.id) return [{ ...ends, strength: 'strong', reasons: [own(work.id)] }];
      if (top.below.some((one) => one.itemId === work.id)) {
        const reason: Reason = { kind: 'handed_down', weight: null, from: work.id, to: top.itemId };
        return [{ ...ends, strength: 'strong', reasons: [reason] }];
      }
      const owner = byId.get(top.itemId);
      const reasons = owner && !work.path.includes(owner.id) ? supportReasons(work.id, owner.id, lifted) : [];
      return reasons.length > 0 ? [{ ...ends, strength: 'weak', reasons }] : [];
    }),
  );
}

const own = (itemId: string): Reason => ({ kind: 'own', weight: null, from: itemId, to: null });

/** Strong where the indicator is the goal's own or belongs to work under it; weak where that work supports something of the goal. */
function goalMarks(
  goals: readonly MatrixItem[],
  tops: readonly TopIndicator[],
  byId: ReadonlyMap<string, MatrixItem>,
  lifted: readonly Lifted[],
): MarkOf[] {
  return goals.flatMap((goal) =>
    tops.flatMap((top): MarkOf[] => {
      const ends = { corner: 'goal_indicator' as const, upper: goal.id, lower: top.id };
      if (top.itemId === goal.id) return [{ ...ends, strength: 'strong', reasons: [own(goal.id)] }];
      const owner = byId.get(top.itemId);
      if (!owner) return [];
      if (owner.path.includes(goal.id)) {
        const reason: Reason = { kind: 'ancestor', weight: null, from: owner.id, to: goal.id };
        return [{ ...ends, strength: 'strong', reasons: [reason] }];
      }
      const reasons = supportReasons(owner.id, goal.id, lifted);
      return reasons.length > 0 ? [{ ...ends, strength: 'weak', reasons }] : [];
    }),
  );
}

const RANK: Record<Strength, number> = { strong: 0, part: 1, weak: 2 };

/** The unit that leads a work, units that lead a part of it above the level that must carry, and those that help with either. */
function unitMarks(works: readonly MatrixItem[], items: readonly MatrixItem[], carryToRank: number): MarkOf[] {
  return works.flatMap((work) => {
    const found = new Map<string, { strength: Strength; reasons: Reason[] }>();
    const note = (unitId: string, strength: Strength, reason: Reason) => {
      const known = found.get(unitId);
      if (!known) found.set(unitId, { strength, reasons: [reason] });
      else {
        known.reasons.push(reason);
        if (RANK[strength] < RANK[known.strength]) known.strength = strength;
      }
    };
    const parts = items.filter(
      (item) =>
        item.state !== 'cancelled' && item.path.includes(work.id) && (item.id === work.id || item.level < carryToRank),
    );
    for (const part of parts) {
      const isWork = part.id === work.id;
      const percent = (share: number) => Math.round(share * 10_000) / 100;
      const led: Reason = { kind: isWork ? 'lead' : 'part', weight: percent(part.leadShare), from: part.id, to: null };
      note(part.leadUnitId, isWork ? 'strong' : 'part', led);
      for (const co of part.coUnits)
        note(co.unitId, 'weak', { kind: 'co', weight: percent(co.share), from: part.id, to: null });
    }
    return [...found].map(
      ([unitId, mark]): MarkOf => ({ corner: 'work_unit', upper: work.id, lower: unitId, ...mark }),
    );
  });
}
