// The values of a whole tree on a day, from its facts alone: the measure that every faster way must equal.

import { addDays, type Calendar, type Day, nthWorkingDayAfter } from '../institution/calendar.rules.ts';
import {
  type ItemFacts,
  type ItemValues,
  isActive,
  isFinished,
  owesReports,
  type ProgressSettings,
} from './facts.rules.ts';
import { lightRules, worstLight } from './light.rules.ts';
import { deadlineFor, latestPeriodWithDeadlinePassed, periodAfter, periodContaining } from './period.rules.ts';
import {
  effectiveDay,
  elapsedDays,
  isPastDue,
  plannedLeaf,
  plannedNodes,
  plannedUntil,
  timeLeft,
  totalDays,
} from './planned.rules.ts';
import { ownStep, stripOf } from './strip.rules.ts';
import {
  blend,
  hasWeighingNodes,
  leafCoverage,
  leafProgress,
  overrideOn,
  ownPart,
  type ProgressView,
  parentCoverage,
  parentProgress,
  type Weighted,
  weightedMean,
} from './values.rules.ts';

interface Evaluation {
  readonly today: Day;
  readonly calendar: Calendar;
  readonly settings: ProgressSettings;
  readonly childrenOf: ReadonlyMap<string, readonly ItemFacts[]>;
}

/** Values of every item given, by id. Children whose parent is missing are evaluated as roots. */
export function evaluateTree(
  items: readonly ItemFacts[],
  today: Day,
  calendar: Calendar,
  settings: ProgressSettings,
): Map<string, ItemValues> {
  const childrenOf = new Map<string, ItemFacts[]>();
  for (const item of items) {
    if (item.parentId === null || !isActive(item.state)) continue;
    const siblings = childrenOf.get(item.parentId);
    if (siblings) siblings.push(item);
    else childrenOf.set(item.parentId, [item]);
  }
  const evaluation: Evaluation = { today, calendar, settings, childrenOf };
  const found = new Map<string, ItemValues>();
  for (const item of items) evaluateItem(item, evaluation, found);
  return found;
}

function evaluateItem(item: ItemFacts, evaluation: Evaluation, found: Map<string, ItemValues>): ItemValues {
  const known = found.get(item.id);
  if (known) return known;
  const { today, calendar, settings } = evaluation;
  const children = evaluation.childrenOf.get(item.id) ?? [];
  const below = children.map((child) => ({ weight: child.weight, values: evaluateItem(child, evaluation, found) }));
  const by = (value: (values: ItemValues) => number | null): Weighted[] =>
    below.map(({ weight, values }) => ({ weight, value: value(values) }));
  const isLeaf = below.length === 0;
  const byHand = overrideOn(item, today);
  const progress = (view: ProgressView): number | null => {
    if (byHand !== null) return byHand;
    return isLeaf
      ? leafProgress(item, view)
      : parentProgress(
          item,
          by((v) => v[view]),
          view,
        );
  };
  const [verified, reported, waiting] = [progress('verified'), progress('reported'), progress('waiting')];
  const planned = isActive(item.state) ? plannedOn(item, today, evaluation) : null;
  const why = lightRules(item, { planned, verified, waiting, overridden: byHand !== null }, today, calendar, settings);
  const light = why[0]?.light ?? 'green';
  const values: ItemValues = {
    verified,
    reported,
    waiting,
    planned,
    timeLeft: timeLeft(item, today, calendar).share,
    reportedChildren: below.filter(({ values: child }) => child.verified !== null).length,
    children: below.length,
    coverage: isLeaf
      ? leafCoverage(item, settings.carryToRank)
      : parentCoverage(
          item,
          by((v) => v.coverage),
        ),
    light,
    why,
    overridden: byHand !== null,
    worstBelow: worstLight(below.flatMap(({ values: child }) => [child.light, child.worstBelow])),
    steps: stripOf(
      item.level,
      ownStep(item, light === 'teal', today, calendar, settings),
      below.map(({ values: child }) => child.steps),
      settings.levels,
    ),
    holdsUntil: earliest([
      ...ownChanges(item, isLeaf, evaluation),
      ...overrideChanges(item, today),
      ...below.map(({ values: child }) => child.holdsUntil),
    ]),
  };
  found.set(item.id, values);
  return values;
}

/** P on a day: a suspended item holds everything below it, for its own value, on the day that put it to sleep. */
function plannedOn(item: ItemFacts, day: Day, evaluation: Evaluation): number {
  const at = effectiveDay(item, day);
  const children = evaluation.childrenOf.get(item.id) ?? [];
  if (children.length === 0) return plannedLeaf(item, at, evaluation.calendar, evaluation.settings);
  const parts = children.map((child) => ({ weight: child.weight, value: plannedOn(child, at, evaluation) }));
  return blend(weightedMean(parts), ownPart(item), plannedNodes(item, at));
}

function earliest(days: readonly (Day | null)[]): Day | null {
  return days.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
}

/** The days after today on which the item's own facts can change a value. */
function ownChanges(item: ItemFacts, isLeaf: boolean, evaluation: Evaluation): Day[] {
  if (!isActive(item.state)) return [];
  // A suspension that begins on a day to come has not stopped anything yet.
  const sleeps = item.state === 'suspended' && effectiveDay(item, addDays(evaluation.today, 1)) <= evaluation.today;
  if (item.state === 'suspended') return sleeps ? [] : [addDays(evaluation.today, 1)];
  const days = [...nodeChanges(item, isLeaf), ...plannedChanges(item, isLeaf, evaluation)];
  if (!isFinished(item.state)) days.push(...lightChanges(item, evaluation));
  return days.filter((day) => day > evaluation.today);
}

/** A value set by hand begins and ends with a day, even while the item sleeps. */
function overrideChanges(item: ItemFacts, today: Day): Day[] {
  if (item.override === null || !isActive(item.state) || isFinished(item.state)) return [];
  return [item.override.from, addDays(item.override.until, 1)].filter((day) => day > today);
}

function nodeChanges(item: ItemFacts, isLeaf: boolean): Day[] {
  return isLeaf || ownPart(item) > 0 ? item.nodes.map((node) => addDays(node.date, 1)) : [];
}

/** The day after the next reporting deadline or quarter's end, from the start until the plan is whole. */
function plannedChanges(item: ItemFacts, isLeaf: boolean, { today, calendar, settings }: Evaluation): Day[] {
  const afterDue = addDays(item.approvedDue, 1);
  if (today < item.start) return [item.start];
  if (!isLeaf || hasWeighingNodes(item)) return [afterDue];
  if (isPastDue(item, today) || plannedUntil(item, today, calendar, settings) >= item.approvedDue) return [afterDue];
  if (!owesReports(item)) return [afterDue, addDays(periodContaining('quarter', today).to, 1)];
  return [afterDue, nextDeadlineEnd(item, today, calendar, settings.levels)];
}

/** The day after the next deadline of the item's own reports. */
function nextDeadlineEnd(item: ItemFacts, today: Day, calendar: Calendar, levels: number): Day {
  const level = { rank: item.level, levels };
  const passed = latestPeriodWithDeadlinePassed(item.frequency, level, today, calendar);
  return addDays(deadlineFor(periodAfter(passed), level, calendar), 1);
}

function lightChanges(item: ItemFacts, { today, calendar, settings }: Evaluation): Day[] {
  const days = [item.start, addDays(item.approvedDue, 1)];
  if (item.state === 'registered') days.push(addDays(item.start, 1));
  if (item.state === 'assigned' && item.acceptBy !== null) days.push(addDays(item.acceptBy, 1));
  if (item.noticeReplyBy !== null) days.push(addDays(item.noticeReplyBy, 1));
  if (item.uncausedRedSince !== null) days.push(item.uncausedRedSince);
  for (const node of item.nodes) {
    if (node.verified) continue;
    days.push(...[1, settings.nodeDaysYellow + 1, settings.nodeDaysOrange + 1].map((late) => addDays(node.date, late)));
  }
  if (today < item.start) return days;
  if (today <= item.approvedDue) {
    for (const percent of [settings.timeLeftYellow, settings.timeLeftOrange]) {
      days.push(...timeShortFrom(item, percent, today, calendar));
    }
  }
  if (item.state === 'in_progress' && owesReports(item)) {
    days.push(
      addDays(periodContaining(item.frequency, today).to, 1),
      nextDeadlineEnd(item, today, calendar, settings.levels),
    );
  }
  return days;
}

/** The first day after today, if it is still to come, on which at most `percent` of the working time is left. */
function timeShortFrom(item: ItemFacts, percent: number, today: Day, calendar: Calendar): Day[] {
  const total = totalDays(item, calendar);
  const missing = Math.ceil((total * (100 - percent)) / 100) - elapsedDays(item, today, calendar);
  return missing > 0 ? [addDays(nthWorkingDayAfter(calendar, addDays(today, -1), missing), 1)] : [];
}
