// A plan of drafts as its story needs it: items parents first, with their nodes and indicators, one or several roots at a time.
import { sql } from 'kysely';
import type { Day } from '../../capabilities/institution/calendar.rules.ts';
import type { WholeIndicator } from '../../capabilities/linkage/indicator-split.rules.ts';
import type { Horizon } from '../../capabilities/progress/facts.rules.ts';
import type { PeriodKind } from '../../capabilities/progress/period.rules.ts';
import type { Tx } from '../../platform/database/connect.ts';

export type PlanNode = { id: string; date: Day; weight: number; title: string; titleEn: string | null };
/** `carried`: somebody below counts it, so that nobody reads it here. `from`: where its figure stood when the work began. */
export type PlanIndicator = WholeIndicator & { carried: boolean; from: number };
export type PlanItem = {
  id: string;
  code: string;
  parentId: string | null;
  level: number;
  horizon: Horizon;
  title: string;
  titleEn: string | null;
  unitId: string;
  personId: string;
  disciplineId: string | null;
  supervisorId: string | null;
  start: Day;
  due: Day;
  weight: number | null;
  ownNodesWeight: number | null;
  frequency: PeriodKind;
  placeholder: boolean;
  gapReason: string | null;
  nodes: PlanNode[];
  indicators: PlanIndicator[];
  children: number;
};

export async function listDraftRoots(tx: Tx, institutionId: string): Promise<{ id: string; size: number }[]> {
  const { rows } = await sql<{ id: string; size: number }>`
    select i.path[1] as id, count(*) as size from items i where i.institution_id = ${institutionId} and i.state = 'draft'
    group by 1 order by min(i.code)
  `.execute(tx);
  return rows;
}

/** The drafts below some roots, parents before children. */
export async function loadPlan(tx: Tx, institutionId: string, rootIds: readonly string[]): Promise<PlanItem[]> {
  const { rows } = await sql<Omit<PlanItem, 'indicators'> & { indicators: Omit<PlanIndicator, 'from'>[] }>`
    select i.id, coalesce(i.code, i.id::text) as code, i.parent_id as "parentId", i.level, i.horizon, i.title, i.title_en as "titleEn",
      i.lead_unit_id as "unitId", i.responsible_person_id as "personId", i.discipline_id as "disciplineId",
      i.supervisor_id as "supervisorId", i.start, i.approved_due as due, i.weight, i.own_nodes_weight as "ownNodesWeight",
      coalesce(i.frequency, 'month') as frequency, i.placeholder, i.gap_reason as "gapReason",
      (select count(*)::int from items c where c.institution_id = i.institution_id and c.parent_id = i.id) as children,
      coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'date', n.date, 'weight', n.weight, 'title', n.title, 'titleEn', n.title_en)
        order by n.date, n.position) from nodes n where n.institution_id = i.institution_id and n.item_id = i.id), '[]') as nodes,
      coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'code', x.code, 'name', x.name, 'nameEn', x.name_en, 'unit', x.unit, 'base', x.base,
          'commit', x.commit_value, 'target', x.target, 'challenge', x.challenge, 'bandLow', x.band_low, 'bandHigh', x.band_high,
          'polarity', x.polarity, 'rule', x.rule, 'parentIndicatorId', x.parent_indicator_id, 'carried', exists (
            select 1 from indicators c where c.institution_id = x.institution_id and c.parent_indicator_id = x.id)) order by x.position)
        from indicators x where x.institution_id = i.institution_id and x.item_id = i.id), '[]') as indicators
    from items i where i.institution_id = ${institutionId} and i.path[1] = any (${rootIds}::uuid[]) and i.state = 'draft'
    order by cardinality(i.path), i.code, i.id
  `.execute(tx);
  const known = new Map<string, PlanIndicator>();
  return rows.map((row) => ({ ...row, indicators: row.indicators.map((one) => placed(one, known)) }));
}

/** A part that is handed down without a base of its own begins with its part of what stood above: the parts of a sum then begin with the sum. */
function placed(indicator: Omit<PlanIndicator, 'from'>, known: Map<string, PlanIndicator>): PlanIndicator {
  const whole = indicator.parentIndicatorId === null ? undefined : known.get(indicator.parentIndicatorId);
  const part = whole?.rule === 'sum' && whole.target ? (indicator.target ?? 0) / whole.target : 1;
  const made = { ...indicator, from: indicator.base ?? (whole ? whole.from * part : 0) };
  known.set(made.id, made);
  return made;
}
