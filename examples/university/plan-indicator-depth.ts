// Carries figures that are summed on from colleges to professors and people; whoever carries one last reads it himself.
import type { PlanItem } from './plan-growth.ts';
import { split } from './plan-indicators.ts';
import type { Chance } from './random.ts';
import type { Entry } from './records.ts';

/** Whole parts of at least 1 each. */
const shares = (chance: Chance, whole: number, count: number): number[] =>
  split(chance, whole - count, count).map((part) => part + 1);

/** One and the same figure below: nothing is committed or dared any more, only asked. */
const partOf = (above: Entry, item: PlanItem, base: number, target: number): Entry => {
  const suffix = String(above.code).slice(String(above.itemCode).length);
  const code = `${item.code}${suffix}`;
  return {
    ...above,
    itemCode: item.code,
    code,
    base,
    target,
    commit: null,
    challenge: null,
    parentIndicatorCode: above.code ?? null,
  };
};

function handOn(chance: Chance, item: PlanItem, entry: Entry): Entry[] {
  const target = Number(entry.target);
  const count = item.children.length;
  if (entry.rule !== 'sum' || count === 0 || target < count) {
    // nobody below carries it, so there is nothing to combine
    entry.rule = 'none';
    return [];
  }
  const bases = split(chance, Number(entry.base), count);
  const targets = shares(chance, target, count);
  return item.children.flatMap((child, at) => {
    const part = partOf(entry, child, bases[at] ?? 0, targets[at] ?? 1);
    return [part, ...handOn(chance, child, part)];
  });
}

/** What colleges carry, handed on as far as there is something to share: every part is at least 1. */
export function carryIndicatorsOn(chance: Chance, items: ReadonlyMap<string, PlanItem>, indicators: Entry[]): void {
  const fresh = indicators.flatMap((entry) => {
    const item = items.get(String(entry.itemCode));
    return item?.level === 4 ? handOn(chance, item, entry) : [];
  });
  indicators.push(...fresh);
}
