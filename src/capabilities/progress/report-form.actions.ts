// Reports as their readers get them, and what a new one starts from: nothing that the system holds is typed again.
import { sql } from 'kysely';
import type { z } from 'zod';
import { page, readCursor } from '../../platform/http/paging.ts';
import { unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { loadIndicators } from '../linkage/indicator-values.store.ts';
import { mayOpen, mayReport } from '../linkage/item.policy.ts';
import { loadNodes, loadRed } from '../linkage/item-detail.store.ts';
import { loadFrame } from '../linkage/item-row.store.ts';
import { readStanding } from '../linkage/standing.store.ts';
import { deadlineFor, type Period } from './period.rules.ts';
import type { Report, ReportForm } from './progress.contract.ts';
import { loadReported, periodToReport } from './report.actions.ts';

type ReportView = z.infer<typeof Report>;
type StoredReport = {
  id: string;
  item_id: string;
  cycle_id: string;
  period_kind: 'week' | 'month' | 'quarter';
  period_from: string;
  period_to: string;
  percentage: number | null;
  self_rated_light: ReportView['selfRatedLight'];
  done: string;
  problem: string | null;
  help: string | null;
  next: string;
  major_risk: boolean | null;
  cause: string | null;
  countermeasure: string | null;
  corrects: string | null;
  late: boolean;
  state: string;
  submitted_at: Date;
  submitted_by: string;
  name: string;
  name_en: string | null;
  nodes: string[] | null;
  evidence: string[] | null;
};

async function selectReports(scope: Scope, itemId: string, tail: ReturnType<typeof sql>): Promise<ReportView[]> {
  const { rows } = await sql<StoredReport>`
    select r.*, s.state, s.submitted_at, s.submitted_by, p.name, p.name_en,
      (select jsonb_agg(c.node_id) from node_claims c where c.institution_id = r.institution_id and c.submission_id = r.id) as nodes,
      (select jsonb_agg(l.evidence_id) from evidence_links l where l.institution_id = r.institution_id and l.submission_id = r.id) as evidence
    from reports r join submissions s on s.institution_id = r.institution_id and s.id = r.id
      join people p on p.institution_id = s.institution_id and p.id = s.submitted_by
    where r.institution_id = ${scope.institutionId} and r.item_id = ${itemId} ${tail}`.execute(scope.tx);
  return rows.map((row) => ({
    id: row.id,
    itemId: row.item_id,
    cycleId: row.cycle_id,
    period: { kind: row.period_kind, from: row.period_from, to: row.period_to },
    state: row.state,
    progress: row.percentage,
    selfRatedLight: row.self_rated_light,
    done: row.done,
    problem: row.problem,
    help: row.help,
    next: row.next,
    majorRisk: row.major_risk,
    cause: row.cause,
    countermeasure: row.countermeasure,
    corrects: row.corrects,
    late: row.late,
    submittedBy: { id: row.submitted_by, name: row.name, nameEn: row.name_en },
    submittedAt: row.submitted_at.toISOString(),
    nodesDone: row.nodes ?? [],
    evidenceIds: row.evidence ?? [],
  }));
}

export async function listReports(scope: Scope, itemId: string, query: { limit: number; cursor?: string | undefined }) {
  if (!mayOpen(scope.actor, await readStanding(scope, itemId)).ok) return { items: [], nextCursor: null };
  const cursor = readCursor(query.cursor, 2);
  const after = cursor ? sql`and (s.submitted_at, s.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``;
  const rows = await selectReports(
    scope,
    itemId,
    sql`${after} order by s.submitted_at desc, s.id desc limit ${query.limit + 1}`,
  );
  return page(rows, query.limit, (row) => [row.submittedAt, row.id]);
}

type Below = z.infer<typeof ReportForm>['below'];

/** The words of the reports below in the same period, for whoever summarises them. */
async function reportsBelow(scope: Scope, itemId: string, period: Period): Promise<Below> {
  const { rows } = await sql<{
    item_id: string;
    code: string | null;
    title: string;
    done: string;
    problem: string | null;
  }>`
    select distinct on (i.position, i.id) i.id as item_id, i.code, i.title, r.done, r.problem
    from items i join reports r on r.institution_id = i.institution_id and r.item_id = i.id and r.period_to = ${period.to}::date and r.period_kind = ${period.kind}
      join submissions s on s.institution_id = r.institution_id and s.id = r.id and s.state in ('pending', 'passed', 'passed_with_conditions')
    where i.institution_id = ${scope.institutionId} and i.parent_id = ${itemId} and not i.placeholder
    order by i.position, i.id, r.created_at desc limit 100`.execute(scope.tx);
  return rows.map((row) => ({
    itemId: row.item_id,
    code: row.code,
    title: row.title,
    done: row.done,
    problem: row.problem,
  }));
}

export async function readReportForm(scope: Scope, itemId: string): Promise<z.infer<typeof ReportForm>> {
  const standing = await readStanding(scope, itemId);
  unwrap(mayReport(scope.actor, standing));
  const item = await loadReported(scope, itemId);
  const calendar = await loadCalendar(scope);
  const { levels } = await loadFrame(scope);
  const period = await periodToReport(scope, itemId, item, calendar, levels);
  const [last] = await selectReports(
    scope,
    itemId,
    sql`and s.state not in ('withdrawn') order by s.submitted_at desc limit 1`,
  );
  const nodes = await loadNodes(scope, itemId);
  const indicators = await loadIndicators(scope, itemId);
  const red = await loadRed(scope, itemId);
  const values = await scope.tx
    .selectFrom('item_values')
    .where('institution_id', '=', scope.institutionId)
    .where('item_id', '=', itemId)
    .select('light')
    .executeTakeFirstOrThrow();
  return {
    itemId,
    period: {
      kind: period.kind,
      from: period.from,
      to: period.to,
      deadline: deadlineFor(period, { rank: item.level, levels }, calendar),
    },
    asksProgress: !item.hasChildren && !item.hasNodes,
    last: last ?? null,
    nodes: nodes
      .filter((node) => node.state !== 'verified')
      .map(({ id, title, titleEn, date, weight, state }) => ({ id, title, titleEn, date, weight, state })),
    indicators: indicators.map(({ id, name, nameEn, unit, target, readings }) => ({
      id,
      name,
      nameEn,
      unit,
      target,
      latest: readings.at(-1)?.value ?? null,
    })),
    computedLight: values.light,
    needsCause: red !== null && red.cause === null,
    below: item.hasChildren ? await reportsBelow(scope, itemId, period) : [],
  };
}

export async function listCycles(
  scope: Scope,
  query: { limit: number; cursor?: string | undefined; kind?: string | undefined },
) {
  const cursor = readCursor(query.cursor, 2);
  const { rows } = await sql<{
    id: string;
    kind: 'week' | 'month' | 'quarter';
    from_day: string;
    to_day: string;
    freeze_on: string;
    state: 'open';
  }>`
    select id, kind, from_day, to_day, freeze_on, state from cycles where institution_id = ${scope.institutionId} ${query.kind ? sql`and kind = ${query.kind}` : sql``}
      ${cursor ? sql`and (to_day, id) < (${cursor[0]}::date, ${cursor[1]}::uuid)` : sql``} order by to_day desc, id desc limit ${query.limit + 1}`.execute(
    scope.tx,
  );
  const calendar = await loadCalendar(scope);
  const { levels } = await loadFrame(scope);
  const paged = page(rows, query.limit, (row) => [row.to_day, row.id]);
  return {
    nextCursor: paged.nextCursor,
    items: paged.items.map((row) => {
      const period = { kind: row.kind, from: row.from_day, to: row.to_day };
      const deadlines = Array.from({ length: levels }, (_, at) => ({
        level: at + 1,
        on: deadlineFor(period, { rank: at + 1, levels }, calendar),
      }));
      return {
        id: row.id,
        kind: row.kind,
        from: row.from_day,
        to: row.to_day,
        freezeOn: row.freeze_on,
        state: row.state,
        deadlines,
      };
    }),
  };
}
