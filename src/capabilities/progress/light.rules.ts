// The light of an item: the first rule that matches from the top, with every further one that also holds.

import { type Calendar, type Day, daysBetween, isOverdue } from '../institution/calendar.rules.ts';
import {
  HEAT,
  type HeatLight,
  type ItemFacts,
  isFinished,
  type Light,
  type NodeFacts,
  owesReports,
  type ProgressSettings,
  type ReportFacts,
  type Why,
  type WhyInput,
} from './facts.rules.ts';
import { deadlineFor, latestPeriodWithDeadlinePassed, type Period } from './period.rules.ts';
import { isPastDue, timeLeft } from './planned.rules.ts';

/** The values beside its own facts that an item's light looks at. */
export interface LightInputs {
  readonly planned: number | null;
  readonly verified: number | null;
  readonly waiting: number | null;
  /** Set by hand instead of following from the facts. */
  readonly overridden?: boolean;
}

/** P - A in hundredths, so that exactly 10.00 and 30.00 are met exactly; unset A is 0 here. */
export function gapOf({ planned, waiting }: LightInputs): number {
  return (Math.round((planned ?? 0) * 100) - Math.round((waiting ?? 0) * 100)) / 100;
}

/** A node is overdue once its day has ended, unless done or claimed in time and still undecided. */
export function isNodeOverdue(node: NodeFacts, today: Day): boolean {
  if (node.verified || !isOverdue(node.date, today)) return false;
  return node.pendingClaimOn === null || node.pendingClaimOn > node.date;
}

/** The reports of one period, latest last. */
export function reportsOf(item: ItemFacts, period: Period): ReportFacts[] {
  return item.reports
    .filter((report) => report.periodKind === period.kind && report.periodTo === period.to)
    .sort((a, b) => a.order - b.order);
}

/** Whether a period has a report: one that passed, or a latest one that waits or made room for a later period's. */
export function hasReport(item: ItemFacts, period: Period): boolean {
  const reports = reportsOf(item, period);
  const latest = reports[reports.length - 1]?.state;
  return latest === 'pending' || latest === 'superseded' || reports.some((report) => report.state === 'passed');
}

/** The latest period whose deadline has passed and for which the item owed a report, or null. */
export function lastOwedPeriod(
  item: ItemFacts,
  today: Day,
  calendar: Calendar,
  settings: ProgressSettings,
): { period: Period; deadline: Day } | null {
  if (item.state !== 'in_progress' || !owesReports(item)) return null;
  const level = { rank: item.level, levels: settings.levels };
  const period = latestPeriodWithDeadlinePassed(item.frequency, level, today, calendar);
  return period.to < item.start ? null : { period, deadline: deadlineFor(period, level, calendar) };
}

/** The rules that give an item its light on a day, the deciding one first. */
export function lightRules(
  item: ItemFacts,
  values: LightInputs,
  today: Day,
  calendar: Calendar,
  settings: ProgressSettings,
): Why[] {
  const settled = settledLight(item, today);
  if (settled) return [settled];
  const found = [
    ...redRules(item, values, today, settings),
    ...orangeRules(item, values, today, calendar, settings),
    ...yellowRules(item, values, today, calendar, settings),
  ];
  return found.length > 0 ? found : [why('on_track', 'green', gapInputs(values))];
}

/** Blue, teal and grey: lights that need no look at progress. */
function settledLight(item: ItemFacts, today: Day): Why | null {
  if (isFinished(item.state)) {
    const due = item.excused ? (item.excusedDue ?? item.approvedDue) : (item.originalDue ?? item.approvedDue);
    const late = item.everLate || (item.finishedOn !== null && item.finishedOn > due);
    return why(late ? 'closed_late' : 'closed_in_time', late ? 'teal' : 'blue', { finishedOn: item.finishedOn, due });
  }
  if (item.state === 'draft' || item.state === 'suspended' || item.state === 'cancelled')
    return why(item.state, 'grey', {});
  const signedInTime = item.state !== 'assigned' || item.acceptBy === null || today <= item.acceptBy;
  return today < item.start && signedInTime ? why('before_start', 'grey', { start: item.start }) : null;
}

function redRules(item: ItemFacts, values: LightInputs, today: Day, settings: ProgressSettings): Why[] {
  const found: Why[] = [];
  if (isPastDue(item, today)) found.push(why('due_passed', 'red', { due: item.approvedDue }));
  if (gapOf(values) > settings.gapRed) found.push(why('gap', 'red', gapInputs(values)));
  found.push(...overdueNodes(item, today, 'red', settings.nodeDaysOrange + 1, Number.POSITIVE_INFINITY));
  if (item.majorRisk) found.push(why('major_risk', 'red', {}));
  const since = item.uncausedRedSince;
  if (since !== null && since <= today) found.push(why('cause_missing', 'red', { since }));
  return found;
}

function orangeRules(
  item: ItemFacts,
  values: LightInputs,
  today: Day,
  calendar: Calendar,
  settings: ProgressSettings,
): Why[] {
  const found: Why[] = [];
  if (isTimeShort(item, today, calendar, settings.timeLeftOrange) && gapOf(values) > 0) {
    found.push(why('little_time_left', 'orange', { due: item.approvedDue, ...gapInputs(values) }));
  }
  found.push(...overdueNodes(item, today, 'orange', settings.nodeDaysYellow + 1, settings.nodeDaysOrange));
  if (item.noticeReplyBy !== null && today > item.noticeReplyBy) {
    found.push(why('notice_unanswered', 'orange', { replyBy: item.noticeReplyBy }));
  }
  return found;
}

function yellowRules(
  item: ItemFacts,
  values: LightInputs,
  today: Day,
  calendar: Calendar,
  settings: ProgressSettings,
): Why[] {
  const found: Why[] = [];
  const gap = gapOf(values);
  if (gap >= settings.gapYellow && gap <= settings.gapRed) found.push(why('gap', 'yellow', gapInputs(values)));
  const owed = lastOwedPeriod(item, today, calendar, settings);
  if (owed && !hasReport(item, owed.period) && isTimeShort(item, today, calendar, settings.timeLeftYellow)) {
    const { kind, from, to } = owed.period;
    found.push(why('report_missed', 'yellow', { kind, from, to, deadline: owed.deadline }));
  }
  found.push(...overdueNodes(item, today, 'yellow', 1, settings.nodeDaysYellow));
  if (item.state === 'assigned' && item.acceptBy !== null && today > item.acceptBy) {
    found.push(why('not_accepted', 'yellow', { acceptBy: item.acceptBy }));
  }
  if (item.state === 'registered' && today > item.start)
    found.push(why('not_assigned', 'yellow', { start: item.start }));
  return found;
}

/** R <= percent / 100, in whole days so that no rounding moves the boundary. */
function isTimeShort(item: ItemFacts, today: Day, calendar: Calendar, percent: number): boolean {
  const { left, total } = timeLeft(item, today, calendar);
  return left * 100 <= total * percent;
}

/** The node overdue longest among those overdue by so many calendar days, as at most one rule. */
function overdueNodes(item: ItemFacts, today: Day, light: Light, fromDays: number, toDays: number): Why[] {
  const [worst] = item.nodes
    .filter((node) => isNodeOverdue(node, today))
    .filter((node) => daysBetween(node.date, today) >= fromDays && daysBetween(node.date, today) <= toDays)
    .sort((a, b) => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1));
  return worst ? [why('node_overdue', light, { nodeId: worst.id, date: worst.date })] : [];
}

function gapInputs(values: LightInputs): Record<string, WhyInput> {
  const waitingAtGate = (values.waiting ?? 0) !== (values.verified ?? 0);
  const byHand = values.overridden ? { overridden: true } : {};
  return { planned: values.planned, actual: values.waiting, gap: gapOf(values), waitingAtGate, ...byHand };
}

function why(rule: string, light: Light, inputs: Record<string, WhyInput>): Why {
  return { rule, inputs, light };
}

type Reason = { readonly rule: string; readonly inputs: Readonly<Record<string, unknown>> };

/** Adds to stored reasons what moves with every day: the calendar days by which a due date or a node is late. */
export function explainOn<R extends Reason>(reasons: readonly R[], today: Day): R[] {
  return reasons.map((reason) => {
    const { due, date } = reason.inputs;
    const since = reason.rule === 'due_passed' ? due : reason.rule === 'node_overdue' ? date : null;
    if (typeof since !== 'string') return reason;
    return { ...reason, inputs: { ...reason.inputs, daysLate: daysBetween(since, today) } };
  });
}

/** The worst of some lights among red, orange, yellow, green; null where none of them is shown. */
export function worstLight(lights: readonly (Light | null)[]): HeatLight | null {
  return [...HEAT].reverse().find((heat) => lights.includes(heat)) ?? null;
}

/** Two or more steps between any two of the computed, self-rated and gatekeeper's light is an alarm; other lights take no part. */
export function lightsDisagree(lights: readonly (Light | null)[]): boolean {
  const steps = lights.map((light) => (HEAT as readonly (Light | null)[]).indexOf(light)).filter((step) => step >= 0);
  return steps.length > 1 && Math.max(...steps) - Math.min(...steps) >= 2;
}
