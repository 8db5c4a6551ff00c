// What an item of the plan asks for, when it counts as done, and its milestones.
import { addDays, daysBetween, monthWords, workingDayAtOrBefore } from './dates.ts';
import { baseFamily, fill, type PlanItem } from './plan-growth.ts';
import { MILESTONES, PLAN_STANDARDS, REQUIREMENTS, STANDARDS, UPPER_STANDARDS } from './plan-words.ts';
import type { Chance } from './random.ts';
import type { Entry } from './records.ts';
import type { Pair } from './rows.ts';
import { weightsOf } from './weights.ts';

const standardsOf = (item: PlanItem): readonly Pair[] => {
  if (item.horizon === 'five_year') return PLAN_STANDARDS.slice(0, 1);
  if (item.horizon === 'mid_term') return PLAN_STANDARDS.slice(1);
  return item.level <= 3 ? UPPER_STANDARDS : (STANDARDS.get(baseFamily(item.family)) ?? UPPER_STANDARDS);
};

/** Requirement and standard of completion, in both languages. */
export const describeItem = (chance: Chance, item: PlanItem): Entry => {
  const requirements = REQUIREMENTS[item.level] ?? [];
  const isPlan = item.horizon === 'five_year' || item.horizon === 'mid_term';
  // The first sentence names a month of the year, which says nothing about goals of several years.
  const asked = fill(chance.pick(isPlan ? requirements.slice(1) : requirements), { m: monthWords(item.due) });
  const standard = chance.pick(standardsOf(item));
  return { requirement: asked.zh, requirementEn: asked.en, standard: standard.zh, standardEn: standard.en };
};

const MILESTONE_SHARE: Readonly<Record<number, number>> = { 1: 0.7, 2: 0.4, 3: 0.6, 4: 0.5, 5: 0.45, 6: 0.88 };

const dated = (item: PlanItem, position: number, count: number): string => {
  const length = daysBetween(item.start, item.due);
  const day = addDays(item.start, Math.round((length * (position + 1)) / count) - (position === count - 1 ? 3 : 0));
  return workingDayAtOrBefore(day, item.start);
};

/** Two to five milestones in the order of work, dated inside the item, with weights of 100 together; many items have none. */
export const milestonesOf = (chance: Chance, item: PlanItem): Entry[] => {
  if (item.horizon !== 'annual' && item.horizon !== 'task') return [];
  if (!chance.happens(MILESTONE_SHARE[item.level] ?? 0)) return [];
  const words = MILESTONES.get(item.level <= 3 ? 'upper' : baseFamily(item.family)) ?? MILESTONES.get('upper') ?? [];
  const count = Math.min(words.length, item.level <= 3 ? chance.between(3, 5) : chance.between(2, 4));
  const chosen = chance
    .shuffled(words.map((_, index) => index))
    .slice(0, count)
    .sort((a, b) => a - b);
  const weights = weightsOf(chance, count);
  return chosen.map((index, position) => ({
    itemCode: item.code,
    title: words[index]?.zh ?? '',
    titleEn: words[index]?.en ?? '',
    date: dated(item, position, count),
    weight: weights[position] ?? 0,
  }));
};
