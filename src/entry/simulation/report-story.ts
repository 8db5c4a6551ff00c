// Reports in the story: early, in time, late or missing by cycle, self-rated honestly or not, carrying the nodes done meanwhile.
import { addDays, type Day, daysBetween, earlierOf } from '../../capabilities/institution/calendar.rules.ts';
import type { HeatLight } from '../../capabilities/progress/facts.rules.ts';
import { deadlineAfter, deadlineFor, type Period, periodsBetween } from '../../capabilities/progress/period.rules.ts';
import { passGate } from './gate-story.ts';
import { diligenceOf, routeFactsOf } from './house.ts';
import { between, chance, pick } from './keyed-chance.ts';
import type { PlanNode } from './plan.ts';
import { readingsOf } from './reading-story.ts';
import {
  type Claim,
  type Filing,
  filing,
  type ItemStory,
  inChinese,
  isFiled,
  type ReportStory,
  type Stage,
} from './story.ts';

type Span = { from: Day; stop: Day; claims: readonly Claim[]; richness: 'full' | 'lean' };
/** In a lean story only the last cycles are told. */
const LEAN_PERIODS = 2;
/** Share of those in time who report before the period is over. */
const EARLY = 0.4;
const QUARTER_END = /-(03-31|06-30|09-30|12-31)$/;

export function fileReports(stage: Stage, story: ItemStory, span: Span): void {
  const { item } = story;
  let periods = periodsBetween(item.frequency, span.from, span.stop);
  if (span.richness === 'lean') periods = periods.slice(-LEAN_PERIODS);
  let previous: Filing | null = null;
  for (const period of periods) {
    const at = reportTime(stage, story, period, span);
    if (at === null) continue;
    // a claim still at the gate keeps its report standing; the next one waits for its turn
    if (previous && previous.nodes.length > 0 && !hasEnded(previous, at)) continue;
    const report = fileReport(stage, story, period, at, span);
    if (previous && !hasEnded(previous, at)) previous.supersededAt = at;
    story.filings.push(report);
    previous = report;
  }
}

const hasEnded = (one: Filing, at: Date): boolean => one.gate.endedAt !== null && one.gate.endedAt < at;

function reportTime({ time, house }: Stage, { item }: ItemStory, period: Period, { from, stop }: Span): Date | null {
  const key = `${item.code} report ${period.kind} ${period.to}`;
  const level = { rank: item.level, levels: house.levels };
  const diligence = diligenceOf(house, item.personId, item.unitId, item.code);
  const luck = chance(key);
  const early = period.kind === 'week' ? 2 : 5;
  let day: Day;
  if (luck < EARLY * diligence) day = time.workingDay(addDays(period.to, -between(`${key} early`, 0, early)), 0);
  else if (luck < diligence)
    day = time.workingDay(period.to, between(`${key} in time`, 1, deadlineAfter(period.kind, level)));
  else if (luck < diligence + (1 - diligence) * 0.6) {
    day = time.workingDay(deadlineFor(period, level, house.calendar), between(`${key} late`, 1, 6));
  } else return null;
  if (day < from || day > stop) return null;
  const at = time.at(day, key);
  return time.isPast(at) ? at : null;
}

function fileReport(stage: Stage, story: ItemStory, period: Period, at: Date, span: Span): Filing {
  const { time, house } = stage;
  const { item } = story;
  const day = time.dayOf(at);
  const nodes = period.kind === 'week' ? [] : carriedNodes(story, day, span.claims);
  const facts = routeFactsOf(house, item, story.ancestors);
  const key = `${item.code} report ${period.kind} ${period.to}`;
  // figures go with nodes, which take the whole route anyway; what has children reads its own at the end of a quarter
  const reads = nodes.length > 0 || (item.children > 0 && QUARTER_END.test(period.to));
  const readings = reads ? readingsOf(item, day) : [];
  const claims = nodes.length > 0 || readings.length > 0;
  const gate = passGate(house, time, { kind: 'report', claims, facts, unitId: item.unitId, at, key });
  const level = { rank: item.level, levels: house.levels };
  const late = day > deadlineFor(period, level, house.calendar);
  return filing({
    kind: 'report',
    at,
    day,
    gate,
    nodes,
    readings,
    report: wordsOf(stage, story, period, { day, nodes, late, span }),
  });
}

/** Nodes whose claim falls on about the same day go with the report, unless that would make them late. */
function carriedNodes(story: ItemStory, day: Day, claims: readonly Claim[]): PlanNode[] {
  return claims
    .filter(
      ({ node, day: claimed }) => Math.abs(daysBetween(claimed, day)) <= 3 && (day <= node.date || claimed > node.date),
    )
    .map((claim) => claim.node)
    .filter((node) => !isFiled(story, node));
}

type Situation = { day: Day; nodes: readonly PlanNode[]; late: boolean; span: Span };

function wordsOf(stage: Stage, story: ItemStory, period: Period, { day, nodes, late, span }: Situation): ReportStory {
  const { item } = story;
  const key = `${item.code} words ${period.to}`;
  const behind = nodesBehind(story, day);
  const chinese = inChinese(stage, item);
  const next = item.nodes.find((node) => node.date > day) ?? null;
  const risk = chance(`${key} risk`) < 0.003;
  const honest = behind > 30 ? 'red' : behind >= 10 ? 'yellow' : 'green';
  return {
    period,
    percentage:
      item.children === 0 && item.nodes.length === 0
        ? percentageOn(stage, story, earlierOf(day, period.to), span)
        : null,
    selfRated: rate(key, honest, diligenceOf(stage.house, item.personId, item.unitId, item.code)),
    late,
    done: chinese ? doneInChinese(key, nodes) : doneInEnglish(key, nodes),
    problem: behind >= 10 || risk ? (chinese ? pick(key, PROBLEMS)[0] : pick(key, PROBLEMS)[1]) : null,
    next: nextWords(chinese, next),
    majorRisk: risk,
    cause: honest === 'red' && chance(`${key} cause`) < 0.5 ? pick(key, CAUSES)[chinese ? 0 : 1] : null,
    countermeasure: honest === 'red' && chance(`${key} cause`) < 0.5 ? pick(key, REMEDIES)[chinese ? 0 : 1] : null,
  };
}

/** Weight of the nodes whose day is over and which nobody has put forward. */
function nodesBehind(story: ItemStory, day: Day): number {
  return story.item.nodes
    .filter((node) => node.date < day && !isFiled(story, node))
    .reduce((sum, node) => sum + node.weight, 0);
}

function rate(key: string, honest: HeatLight, diligence: number): HeatLight {
  // those who do least see least
  if (honest !== 'green' && chance(`${key} rates`) < 0.75 - diligence * 0.4) return 'green';
  if (honest === 'green' && chance(`${key} rates`) < 0.04) return 'yellow';
  return honest;
}

function percentageOn({ house }: Stage, { item }: ItemStory, day: Day, { from }: Span): number {
  const whole = Math.max(1, daysBetween(item.start, item.due));
  const pace =
    0.8 + diligenceOf(house, item.personId, item.unitId, item.code) * 0.25 + (chance(`${item.code} pace`) - 0.5) * 0.5;
  const done = (daysBetween(from < item.start ? from : item.start, day) / whole) * 100 * pace;
  return Math.round(Math.min(100, Math.max(0, done)));
}

function doneInChinese(key: string, nodes: readonly PlanNode[]): string {
  const [first] = nodes;
  if (first) return `本期完成“${first.title}”，佐证材料已上传，请予核实。`;
  return pick(`${key} done`, [
    '按计划推进，本期召开工作协调会两次，明确了下一步分工。',
    '完成资料收集与初稿，已征求相关老师意见并修改。',
    '现场检查与台账同步更新，问题逐项登记。',
    '与协作单位对接完成，进度与计划基本一致。',
    '完成阶段性小结，形成书面材料备查。',
  ]);
}

function doneInEnglish(key: string, nodes: readonly PlanNode[]): string {
  const [first] = nodes;
  if (first) return `"${first.titleEn ?? first.title}" is done; the evidence is attached for verification.`;
  return pick(`${key} done`, [
    'On plan: two coordination meetings held, the next steps shared out.',
    'Material gathered and a first draft written; colleagues have commented on it.',
    'Checked on site; the ledger is up to date and every finding entered.',
    'The partner units are on board; progress is about where the plan is.',
  ]);
}

const nextWords = (chinese: boolean, node: PlanNode | null): string =>
  node === null
    ? chinese
      ? '整理材料，准备办结。'
      : 'Put the papers in order and close out.'
    : chinese
      ? `推进“${node.title}”（${node.date}）。`
      : `Work towards "${node.titleEn ?? node.title}" (${node.date}).`;

const PROBLEMS = [
  ['设备采购流程较长，影响后续安排。', 'Purchasing takes long and holds up what follows.'],
  ['骨干教师外出交流，人手不足。', 'Key staff are away on exchange; hands are short.'],
  ['与协作单位数据口径尚未统一。', 'The partner units still count differently.'],
  ['经费到位晚于预期，部分工作顺延。', 'Funds came later than expected; some work has slipped.'],
] as const;
const CAUSES = [
  ['采购审批周期超出预期。', 'Approval of the purchase took longer than foreseen.'],
  ['主要承担人调整，交接占用时间。', 'The main person changed and handing over took time.'],
  ['前期论证不足，方案需要重做。', 'The case was not thought through and had to be redone.'],
] as const;
const REMEDIES = [
  [
    '改用框架协议采购，每周调度一次，两周内补齐。',
    'Buy through the framework contract, review weekly, make it good in two weeks.',
  ],
  ['增补两名成员，分管院长每周过问。', 'Two more people join; the vice dean follows it every week.'],
  [
    '请责任教授集中指导一次，月底前完成修订。',
    'The responsible professor guides one session; revised by the end of the month.',
  ],
] as const;
