// Indicators of key works, handed down to leaders, departments and colleges so that the targets below add up to the one above.
import type { PlanItem } from './plan-growth.ts';
import { INDICATORS, type IndicatorWords } from './plan-words.ts';
import type { Chance } from './random.ts';
import type { Entry } from './records.ts';

interface Figures {
  readonly base: number;
  readonly target: number;
}

/** Splits a whole into whole parts. */
export const split = (chance: Chance, whole: number, count: number): number[] => {
  const shares = Array.from({ length: count }, () => 0.6 + chance.next());
  const total = shares.reduce((sum, share) => sum + share, 0);
  const result = shares.map((share) => Math.floor((whole * share) / total));
  for (let left = whole - result.reduce((sum, part) => sum + part, 0), index = 0; left > 0; left -= 1, index += 1) {
    result[index % count] = (result[index % count] ?? 0) + 1;
  }
  return result;
};

/** Pairs of equal distance above and below keep the plain mean; nothing passes 100 %. */
const spread = (chance: Chance, mean: number, count: number, isPercentage: boolean): number[] => {
  const result = Array.from({ length: count }, () => mean);
  for (let index = 0; index + 1 < count; index += 2) {
    const room = isPercentage ? Math.min(3, 100 - mean) : Math.max(1, Math.round(mean * 0.05));
    const step = chance.between(0, room);
    result[index] = mean + step;
    result[index + 1] = mean - step;
  }
  return result;
};

const figuresBelow = (chance: Chance, words: IndicatorWords, above: Figures, count: number): Figures[] => {
  const bases =
    words.rule === 'sum' ? split(chance, above.base, count) : Array.from({ length: count }, () => above.base);
  const targets =
    words.rule === 'sum' ? split(chance, above.target, count) : spread(chance, above.target, count, words.unit === '%');
  return targets.map((target, index) => ({ base: bases[index] ?? 0, target }));
};

const carriers = (item: PlanItem): PlanItem[] => {
  if (item.level > 3) return [];
  // A department that hands nothing to colleges has nothing to count.
  return item.children.filter(
    (child) => child.level <= 4 && (child.level !== 3 || child.children.some((below) => below.level === 4)),
  );
};

/** One indicator of a key work and all that is handed down from it. */
const handDown = (chance: Chance, keyWork: PlanItem, words: IndicatorWords, suffix: string): Entry[] => {
  const entries: Entry[] = [];
  const write = (item: PlanItem, figures: Figures, parentIndicatorCode: string | null): void => {
    const code = `${item.code}-${suffix}`;
    const isTop = parentIndicatorCode === null;
    const step =
      Math.max(1, Math.round(Math.abs(figures.target - figures.base) * 0.1)) * (words.polarity === 'up' ? 1 : -1);
    const challenge = figures.target + step;
    entries.push({
      itemCode: item.code,
      code,
      name: words.name,
      nameEn: words.nameEn,
      unit: words.unit,
      base: figures.base,
      commit: isTop ? figures.target - step : null,
      target: figures.target,
      challenge: isTop && !(words.unit === '%' && challenge > 100) ? challenge : null,
      polarity: words.polarity,
      rule: words.rule,
      parentIndicatorCode,
    });
    const below = carriers(item);
    figuresBelow(chance, words, figures, below.length).forEach((share, index) => {
      const child = below[index];
      if (child) write(child, share, code);
    });
  };
  write(keyWork, { base: words.base, target: words.target }, null);
  return entries;
};

/** The indicators of a key work with all that is handed down from them. */
export const handDownIndicators = (chance: Chance, keyWork: PlanItem): Entry[] =>
  (INDICATORS.get(keyWork.family) ?? []).flatMap((words, index) => handDown(chance, keyWork, words, `I${index + 1}`));
