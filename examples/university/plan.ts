// Writes the grown plan as the rows of items, nodes and indicators, with weights that add up.

import { EXTRA_INDICATORS, GAP_REASONS, retarget } from './faults.ts';
import type { Staffing } from './organisation.ts';
import { describeItem, milestonesOf } from './plan-details.ts';
import { leaderAccount, PlanGrower, type PlanItem } from './plan-growth.ts';
import { carryIndicatorsOn } from './plan-indicator-depth.ts';
import { handDownIndicators } from './plan-indicators.ts';
import { FIVE_YEAR_GOALS } from './plan-outline.ts';
import { RESOURCES, TAGS } from './plan-words.ts';
import { type Chance, createChance } from './random.ts';
import type { Entry, University } from './records.ts';
import { COLLEGES, DEPARTMENTS } from './structure.ts';
import { layInWaves } from './waves.ts';
import { weightsOf } from './weights.ts';

const coUnits = (chance: Chance, item: PlanItem): Pick<Entry, 'coUnitCodes' | 'coUnitShares'> => {
  const chosen =
    item.level === 3 && chance.happens(0.5) ? DEPARTMENTS : item.level === 4 && chance.happens(0.12) ? COLLEGES : [];
  const others = chance.shuffled(chosen.filter(({ code }) => code !== item.unitCode)).slice(0, chance.between(1, 2));
  const shares = others.length === 1 ? '0.4' : '0.2;0.2';
  return others.length === 0
    ? { coUnitCodes: null, coUnitShares: null }
    : { coUnitCodes: others.map(({ code }) => code).join(';'), coUnitShares: shares };
};

const leaderInCharge = (item: PlanItem): string | null => {
  const plan = [...DEPARTMENTS, ...COLLEGES].find(
    ({ code }) => item.unitCode === code || item.unitCode.startsWith(`${code}-`),
  );
  return plan && item.level <= 4 ? leaderAccount(plan.leader) : null;
};

const itemEntry = (
  chance: Chance,
  staffing: Staffing,
  item: PlanItem,
  weight: number | null,
  hasNodes: boolean,
): Entry => {
  return {
    code: item.code,
    parentCode: item.parent?.code ?? null,
    horizon: item.horizon,
    level: item.level,
    title: item.title.zh,
    titleEn: item.title.en,
    ...describeItem(chance, item),
    leadUnitCode: item.unitCode,
    responsible: item.responsible,
    ...coUnits(chance, item),
    sectorCode: item.sector,
    disciplineCode: item.discipline?.code ?? null,
    leaderInCharge: leaderInCharge(item),
    supervisor: item.level <= 3 ? chance.pick(staffing.supervisors) : null,
    source: item.code.startsWith('Z')
      ? 'superior_document'
      : chance.happens(0.9)
        ? 'plan'
        : chance.pick(['meeting', 'instruction']),
    priority: item.level <= 2 ? 1 : chance.pick([1, 2, 2, 2, 3]),
    weight,
    ownNodesWeight: hasNodes && item.children.length > 0 ? chance.pick([10, 15, 20, 25]) : null,
    start: item.start,
    due: item.due,
    frequency:
      item.horizon === 'task' || item.horizon === 'annual'
        ? item.level === 6 && chance.happens(0.08)
          ? 'week'
          : 'month'
        : 'quarter',
    plannedMinutes:
      item.level === 6 ? chance.between(10, 60) * 60 : item.level === 5 ? chance.between(10, 30) * 60 : null,
    resources: chance.happens(0.07) ? chance.pick(RESOURCES) : null,
    placeholder: false,
    tags: item.level === 1 || chance.happens(0.08) ? chance.pick(TAGS) : null,
    gapReason: GAP_REASONS.get(item.code) ?? null,
  };
};

/** A chance of its own: figures that are handed further leave everything else of the plan as it was. */
const DEPTH_SEED = 20260801;

const grown = (roots: readonly PlanItem[]): Map<string, PlanItem> => {
  const all = new Map<string, PlanItem>();
  const visit = (item: PlanItem): void => {
    all.set(item.code, item);
    item.children.forEach(visit);
  };
  roots.forEach(visit);
  return all;
};

/** Fills the sheets of items, nodes and indicators. */
export const buildPlan = (chance: Chance, university: University, staffing: Staffing): void => {
  const grower = new PlanGrower(chance, staffing);
  FIVE_YEAR_GOALS.forEach((goal, index) => {
    grower.growGoal(goal, index);
  });
  grower.growUnattached();
  layInWaves(grower.roots);
  const rootWeights = weightsOf(chance, FIVE_YEAR_GOALS.length);
  // Two key works of one family would otherwise count the same thing.
  const familiesWithIndicators = new Set<string>();
  const write = (item: PlanItem, weight: number | null): void => {
    const milestones = milestonesOf(chance, item);
    university.items.push(itemEntry(chance, staffing, item, weight, milestones.length > 0));
    university.nodes.push(...milestones);
    if (item.horizon === 'annual' && !familiesWithIndicators.has(item.family)) {
      familiesWithIndicators.add(item.family);
      university.indicators.push(...handDownIndicators(chance, item));
    }
    const weights = weightsOf(chance, Math.max(1, item.children.length));
    item.children.forEach((child, index) => {
      write(child, weights[index] ?? null);
    });
  };
  grower.roots.forEach((root, index) => {
    write(root, root.horizon === 'five_year' ? (rootWeights[index] ?? null) : null);
  });
  // faults on the upper levels first, so that what colleges hand on adds up to what they were asked
  retarget(university.indicators, 'college');
  carryIndicatorsOn(createChance(DEPTH_SEED), grown(grower.roots), university.indicators);
  retarget(university.indicators, 'person');
  university.indicators.push(...EXTRA_INDICATORS);
};
