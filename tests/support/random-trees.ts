// Random trees of items that keep the tree's invariants, with every state, date and claim that values depend on.

import fc from 'fast-check';
import { addDays, type Day, dayNumber } from '../../src/capabilities/institution/calendar.rules.ts';
import type {
  Horizon,
  ItemFacts,
  ItemState,
  NodeFacts,
  ReportFacts,
} from '../../src/capabilities/progress/facts.rules.ts';
import { type PeriodKind, periodBefore, periodContaining } from '../../src/capabilities/progress/period.rules.ts';

const HORIZONS: readonly Horizon[] = ['task', 'annual', 'mid_term', 'five_year'];
const LIVE: readonly ItemState[] = [
  'draft',
  'registered',
  'assigned',
  'in_progress',
  'suspended',
  'closed',
  'archived',
  'cancelled',
];
export const FIRST_DAY: Day = '2026-01-05';

const share = fc.integer({ min: 0, max: 100 });
const weight = fc.option(
  fc.integer({ min: 1, max: 10_000 }).map((hundredths) => hundredths / 100),
  { freq: 5 },
);

const hundredths = fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100);

const rawNode = fc.record({
  at: share,
  weight: fc.constantFrom(0, 5, 12.5, 20, 33.33, 40),
  verified: fc.boolean(),
  claim: fc.option(fc.integer({ min: -10, max: 10 }), { freq: 2 }),
});
const rawReport = fc.record({
  back: fc.integer({ min: 0, max: 4 }),
  after: fc.integer({ min: 4, max: 15 }),
  state: fc.constantFrom('pending', 'passed', 'passed', 'returned', 'withdrawn', 'superseded') as fc.Arbitrary<
    ReportFacts['state']
  >,
  percentage: fc.option(
    fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100),
    { freq: 4 },
  ),
});

const rawItem = fc.record({
  parent: fc.integer({ min: -1, max: 1000 }),
  down: fc.integer({ min: 0, max: 2 }),
  horizon: fc.integer({ min: 0, max: 3 }),
  state: fc.constantFrom<ItemState>('in_progress', 'in_progress', 'in_progress', ...LIVE),
  placeholder: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  weight,
  ownNodesWeight: fc.option(fc.constantFrom(0, 20, 70, 100)),
  from: share,
  to: share,
  late: fc.integer({ min: -20, max: 20 }),
  excused: fc.boolean(),
  excusedBack: fc.option(fc.integer({ min: 0, max: 20 })),
  everLate: fc.integer({ min: 0, max: 6 }).map((n) => n === 0),
  frequency: fc.constantFrom<PeriodKind>('week', 'month', 'month', 'quarter'),
  acceptIn: fc.integer({ min: -5, max: 40 }),
  accepted: fc.boolean(),
  nodes: fc.oneof(fc.array(rawNode, { maxLength: 0 }), fc.array(rawNode, { maxLength: 3 })),
  reports: fc.array(rawReport, { maxLength: 3 }),
  closeOut: fc.option(fc.constantFrom(-3, 0, 0, 1), { freq: 2 }),
  pauses: fc.array(fc.tuple(share, fc.integer({ min: 0, max: 30 })), { maxLength: 2 }),
  majorRisk: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  red: fc.option(share, { freq: 2 }),
  notice: fc.option(share, { freq: 2 }),
  override: fc.option(fc.record({ at: share, days: fc.integer({ min: 0, max: 60 }), value: hundredths }), { freq: 2 }),
});
type RawItem = ReturnType<(typeof rawItem)['generate']>['value'];

function dayBetween(from: Day, to: Day, percent: number): Day {
  return addDays(from, Math.round(((dayNumber(to) - dayNumber(from)) * percent) / 100));
}

function nodesOf(id: string, raw: RawItem, start: Day, due: Day): NodeFacts[] {
  return raw.nodes.map((node, index) => {
    const date = dayBetween(start, due, node.at);
    const pendingClaimOn = node.verified || node.claim === null ? null : addDays(date, node.claim);
    return { id: nodeId(id, index), date, weight: node.weight, verified: node.verified, pendingClaimOn };
  });
}

function nodeId(itemId: string, index: number): string {
  return `${itemId.slice(0, 9)}${String(index + 1).padStart(4, '0')}${itemId.slice(13)}`;
}

function reportsOf(raw: RawItem, due: Day): ReportFacts[] {
  return raw.reports.map((report, order) => {
    let period = periodContaining(raw.frequency, due);
    for (let back = report.back; back > 0; back -= 1) period = periodBefore(period);
    const submittedOn = addDays(period.to, report.after - 5);
    return {
      periodKind: raw.frequency,
      periodTo: period.to,
      submittedOn,
      order,
      state: report.state,
      percentage: report.percentage,
    };
  });
}

function suspensionsOf(raw: RawItem, start: Day, due: Day): ItemFacts['suspensions'] {
  const found: { from: Day; to: Day | null }[] = [];
  let after = start;
  for (const [percent, length] of raw.pauses) {
    const from = dayBetween(after, due, percent);
    found.push({ from, to: addDays(from, length) });
    after = addDays(from, length + 1);
    if (after > due) break;
  }
  const last = found.pop();
  if (raw.state === 'suspended') found.push({ from: last?.from ?? start, to: null });
  else if (last) found.push(last);
  return found;
}

function overrideOf({ override }: RawItem, start: Day, due: Day): ItemFacts['override'] {
  if (override === null) return null;
  const from = dayBetween(start, due, override.at);
  return { value: override.value, from, until: addDays(from, override.days) };
}

function itemOf(raw: RawItem, index: number, before: readonly ItemFacts[]): ItemFacts {
  const parent = raw.parent < 0 || before.length === 0 ? undefined : before[raw.parent % before.length];
  const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const outerStart = parent?.start ?? FIRST_DAY;
  const outerDue = parent?.approvedDue ?? '2026-12-31';
  const start = dayBetween(outerStart, outerDue, Math.min(raw.from, raw.to));
  const approvedDue = dayBetween(outerStart, outerDue, Math.max(raw.from, raw.to));
  const finished = raw.state === 'closed' || raw.state === 'archived';
  return {
    id,
    parentId: parent?.id ?? null,
    level: Math.min(6, (parent?.level ?? 1) + raw.down),
    horizon: HORIZONS[Math.min(raw.horizon, parent ? HORIZONS.indexOf(parent.horizon) : 3)] ?? 'task',
    state: raw.state,
    placeholder: raw.placeholder,
    weight: raw.weight,
    ownNodesWeight: raw.ownNodesWeight,
    start,
    originalDue: addDays(approvedDue, -Math.max(0, raw.late)),
    approvedDue,
    finishedOn: finished ? addDays(approvedDue, -raw.late) : null,
    excused: raw.excused,
    excusedDue: raw.excused && raw.excusedBack !== null ? addDays(approvedDue, -raw.excusedBack) : null,
    everLate: raw.everLate,
    frequency: raw.frequency,
    acceptBy: raw.state === 'assigned' ? addDays(start, raw.acceptIn - 20) : null,
    acceptedByPresentPerson: raw.accepted,
    nodes: nodesOf(id, raw, start, approvedDue),
    reports: reportsOf(raw, approvedDue),
    closeOutPendingOn: raw.state === 'in_progress' && raw.closeOut !== null ? addDays(approvedDue, raw.closeOut) : null,
    suspensions: suspensionsOf(raw, start, approvedDue),
    majorRisk: raw.majorRisk,
    uncausedRedSince: raw.red === null ? null : dayBetween(start, approvedDue, raw.red),
    noticeReplyBy: raw.notice === null ? null : dayBetween(start, approvedDue, raw.notice),
    override: overrideOf(raw, start, approvedDue),
  };
}

/** Trees of up to `most` items: parents stand before their children. */
export function randomTrees(most: number): fc.Arbitrary<ItemFacts[]> {
  return fc.array(rawItem, { minLength: 1, maxLength: most, size: 'max' }).map((raws) => {
    const items: ItemFacts[] = [];
    for (const [index, raw] of raws.entries()) items.push(itemOf(raw, index, items));
    return items;
  });
}

/** A day somewhere around the year of the trees. */
export const randomDay: fc.Arbitrary<Day> = fc.integer({ min: -20, max: 420 }).map((days) => addDays(FIRST_DAY, days));

/** Trees with a day that mostly stands close after one of their own dates, where every boundary lies. */
export function treesAndDay(most: number): fc.Arbitrary<{ items: ItemFacts[]; today: Day }> {
  const near = fc.record({
    pick: fc.nat(),
    after: fc.integer({ min: -2, max: 17 }),
    any: fc.nat({ max: 4 }),
    elsewhere: randomDay,
  });
  return fc.tuple(randomTrees(most), near).map(([items, { pick, after, any, elsewhere }]) => {
    const dates = items.flatMap((item) => [
      item.start,
      item.approvedDue,
      ...item.nodes.map((node) => node.date),
      ...item.reports.map((report) => report.periodTo),
    ]);
    const date = dates[pick % dates.length];
    return { items, today: any === 0 || date === undefined ? elsewhere : addDays(date, after) };
  });
}
