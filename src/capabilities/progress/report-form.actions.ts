// What a new report starts from: nothing that the system holds is typed again.
import { sql } from 'kysely';
import type { z } from 'zod';
import { unwrap } from '../../platform/result.ts';
import type { Say } from '../../platform/words.ts';
import type { Scope } from '../identity/scope.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { loadIndicators } from '../linkage/indicator-values.store.ts';
import { mayReport } from '../linkage/item.policy.ts';
import { loadNodes, loadRed } from '../linkage/item-detail.store.ts';
import { loadFrame } from '../linkage/item-row.store.ts';
import { readStanding } from '../linkage/standing.store.ts';
import { HEAT, type HeatLight, type Light } from './facts.rules.ts';
import { findCycleOf, isFrozen } from './open-cycle.actions.ts';
import { deadlineFor, freezeOn, type Period, periodAfter } from './period.rules.ts';
import type { ReportForm } from './progress.contract.ts';
import { chosenPeriod, findCorrected, loadReported } from './report.actions.ts';
import { type ReportView, selectReports } from './report-list.actions.ts';
import { nodesToAskFor, type SuggestionWords, suggestWords } from './report-suggestion.rules.ts';

type Form = z.infer<typeof ReportForm>;
type Below = Form['below'][number];
type Node = Awaited<ReturnType<typeof loadNodes>>[number];

/** The words of the reports below in the same period, for whoever summarises them; the next period's report takes nothing away from them. */
async function reportsBelow(scope: Scope, itemId: string, period: Period): Promise<Below[]> {
  const { rows } = await sql<Below>`
    select distinct on (i.position, i.id) i.id as "itemId", i.code, i.title, i.title_en as "titleEn", r.self_rated_light as "selfRatedLight", r.done, r.problem
    from items i join reports r on r.institution_id = i.institution_id and r.item_id = i.id and r.period_to = ${period.to}::date and r.period_kind = ${period.kind}
      join submissions s on s.institution_id = r.institution_id and s.id = r.id and s.state in ('pending', 'passed', 'passed_with_conditions', 'superseded')
    where i.institution_id = ${scope.institutionId} and i.parent_id = ${itemId} and not i.placeholder
    order by i.position, i.id, r.created_at desc limit 100`.execute(scope.tx);
  return rows;
}

/** Children that owe this period's report and have not sent one; and whether any has moved since a moment. */
async function lookBelow(scope: Scope, itemId: string, period: Period, since: string | null) {
  const { rows } = await sql<{ open: number; moved: boolean }>`
    select (count(*) filter (where i.state = 'in_progress' and owes_reports(i.horizon, i.placeholder) and i.start <= ${period.to}::date
        and coalesce(i.frequency, 'month') = ${period.kind} and not exists (select 1 from reports r join submissions s on s.institution_id = r.institution_id and s.id = r.id
          where r.institution_id = i.institution_id and r.item_id = i.id and r.period_to = ${period.to}::date and r.period_kind = ${period.kind}
            and s.state in ('pending', 'passed', 'passed_with_conditions', 'superseded'))))::int as open,
      coalesce(bool_or(exists (select 1 from submissions s where s.institution_id = i.institution_id and s.item_id = i.id
        and (s.submitted_at > ${since}::timestamptz or s.ended_at > ${since}::timestamptz))), false) as moved
    from items i where i.institution_id = ${scope.institutionId} and i.parent_id = ${itemId} and i.state not in ('draft', 'cancelled')`.execute(
    scope.tx,
  );
  return rows[0] ?? { open: 0, moved: false };
}

/** Whether the item itself has put forward or been granted anything since a moment. */
async function hasMovedSince(scope: Scope, itemId: string, since: string): Promise<boolean> {
  const { rows } = await sql<{ moved: boolean }>`
    select exists (select 1 from node_claims c where c.institution_id = ${scope.institutionId} and c.item_id = ${itemId}
      and (c.claimed_at > ${since}::timestamptz or c.decided_at > ${since}::timestamptz)) as moved`.execute(scope.tx);
  return rows[0]?.moved ?? false;
}

const wordsFor = (scope: Scope, say: Say): SuggestionWords => {
  const sentence = (key: string, params: Record<string, string>) =>
    say(scope.language, `reportSuggestion.${key}`, params);
  return {
    planned: (text) => sentence('planned', { text }),
    nodeDone: (title, date) => sentence('nodeDone', { title, date }),
    nodeDue: (title, date) => sentence('nodeDue', { title, date }),
    nodeNext: (title, date) => sentence('nodeNext', { title, date }),
    below: (title, text) => sentence('below', { title, text }),
  };
};

const isHeat = (light: Light): light is HeatLight => (HEAT as readonly Light[]).includes(light);

type Known = {
  period: Period;
  last: ReportView | null;
  nodes: readonly Node[];
  indicators: Form['indicators'];
  below: readonly Below[];
  light: Light;
  asksProgress: boolean;
  placeholder: boolean;
};

function suggest(scope: Scope, say: Say, known: Known): Form['suggested'] {
  const { period, last, nodes, below, light } = known;
  const inWords = <T extends { title: string | null; titleEn: string | null }>(one: T): string =>
    (scope.language === 'en' ? (one.titleEn ?? one.title) : one.title) ?? '';
  const facts = {
    period,
    next: periodAfter(period),
    lastNext: last?.next ?? null,
    nodes: nodes.map((node) => ({ title: inWords(node), date: node.date, state: node.state, doneOn: node.doneOn })),
    below: below.map((one) => ({ title: inWords(one), done: one.done, problem: one.problem })),
  };
  // a placeholder keeps no text of its reports either
  const words = known.placeholder ? { done: '', problem: null, next: '' } : suggestWords(facts, wordsFor(scope, say));
  return {
    ...words,
    selfRatedLight: isHeat(light) ? light : (last?.selfRatedLight ?? 'green'),
    progress: known.asksProgress ? (last?.progress ?? null) : null,
    nodesDone: nodesToAskFor(nodes, period).map((node) => ({ nodeId: node.id })),
    readings: known.indicators.map(({ id, latest }) => ({ indicatorId: id, value: latest })),
  };
}

export async function readReportForm(
  scope: Scope,
  itemId: string,
  cycleId: string | undefined,
  say: Say,
): Promise<Form> {
  const standing = await readStanding(scope, itemId);
  unwrap(mayReport(scope.actor, standing));
  const item = await loadReported(scope, itemId);
  const frame = { calendar: await loadCalendar(scope), levels: (await loadFrame(scope)).levels };
  const period = await chosenPeriod(scope, itemId, item, cycleId, frame);
  const cycle = await findCycleOf(scope, period);
  const frozen = isFrozen(
    cycle ?? { state: 'open', freezeOn: freezeOn(period, frame.levels, frame.calendar) },
    scope.today,
  );
  const [last = null] = await selectReports(
    scope,
    itemId,
    sql`and s.state not in ('withdrawn') order by s.submitted_at desc limit 1`,
  );
  const nodes = await loadNodes(scope, itemId);
  const figures = await loadIndicators(scope, itemId);
  const red = await loadRed(scope, itemId);
  const values = await scope.tx
    .selectFrom('item_values')
    .where('institution_id', '=', scope.institutionId)
    .where('item_id', '=', itemId)
    .select('light')
    .executeTakeFirstOrThrow();
  const light = values.light as Light;
  const below = item.hasChildren ? await reportsBelow(scope, itemId, period) : [];
  const beneath = await lookBelow(scope, itemId, period, last?.submittedAt ?? null);
  const moved = last !== null && (await hasMovedSince(scope, itemId, last.submittedAt));
  const lastDay = last?.submittedAt.slice(0, 10) ?? '';
  const indicators = figures.map(({ id, name, nameEn, unit, target, readings }) => ({
    id,
    name,
    nameEn,
    unit,
    target,
    latest: readings.at(-1)?.value ?? null,
  }));
  const asksProgress = !item.hasChildren && !item.hasNodes;
  const known = { period, last, nodes, indicators, below, light, asksProgress, placeholder: item.placeholder };
  return {
    itemId,
    period: {
      kind: period.kind,
      from: period.from,
      to: period.to,
      deadline: deadlineFor(period, { rank: item.level, levels: frame.levels }, frame.calendar),
    },
    cycleId: cycle?.id ?? null,
    frozen,
    corrects: await findCorrected(scope, itemId, period, frozen),
    asksProgress,
    last,
    nodes: nodes
      .filter((node) => node.state !== 'verified')
      .map(({ id, title, titleEn, date, weight, state }) => ({ id, title, titleEn, date, weight, state })),
    indicators,
    computedLight: light,
    needsCause: red !== null && red.cause === null,
    below,
    belowOpen: beneath.open,
    suggested: suggest(scope, say, known),
    unchanged: {
      light: last !== null && light === last.selfRatedLight,
      progress: last !== null && !moved && !beneath.moved,
      nodes: last !== null && !moved,
      readings: last !== null && figures.every((one) => one.readings.every((reading) => reading.date <= lastDay)),
    },
  };
}
