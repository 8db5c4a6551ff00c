// Reports as their readers get them.
import { sql } from 'kysely';
import type { z } from 'zod';
import { page, readCursor } from '../../platform/http/paging.ts';
import type { Scope } from '../identity/scope.ts';
import { mayOpen } from '../linkage/item.policy.ts';
import { readStanding } from '../linkage/standing.store.ts';
import type { Report } from './progress.contract.ts';

export type ReportView = z.infer<typeof Report>;
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

export async function selectReports(scope: Scope, itemId: string, tail: ReturnType<typeof sql>): Promise<ReportView[]> {
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
