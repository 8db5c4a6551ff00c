// Loads what a plan's rows refer to and may change: organisation by code, items, nodes and indicators by theirs.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';

type Where = Pick<Moment, 'tx' | 'institutionId'>;

export type StandingItem = {
  id: string;
  state: string;
  path: string[];
  code: string | null;
  horizon: string;
  level: number;
  parent_id: string | null;
  position: number;
  title: string;
  title_en: string | null;
  requirement: string;
  requirement_en: string | null;
  standard: string;
  standard_en: string | null;
  sector_id: string | null;
  discipline_id: string | null;
  lead_unit_id: string;
  lead_share: number;
  responsible_person_id: string;
  interim: boolean;
  leader_in_charge_id: string | null;
  supervisor_id: string | null;
  source: string;
  priority: number;
  weight: number | null;
  own_nodes_weight: number | null;
  resources: string | null;
  gap_reason: string | null;
  planned_minutes: number | null;
  start: string;
  approved_due: string;
  frequency: string | null;
  placeholder: boolean;
  tags: string[];
};
export type StandingNode = {
  id: string;
  item_id: string;
  position: number;
  title: string;
  title_en: string | null;
  date: string;
  original_date: string;
  weight: number;
};
export type StandingIndicator = {
  id: string;
  item_id: string;
  position: number;
  code: string | null;
  name: string;
  name_en: string | null;
  unit: string;
  base: number | null;
  commit_value: number | null;
  target: number | null;
  challenge: number | null;
  band_low: number | null;
  band_high: number | null;
  polarity: string;
  rule: string;
  parent_indicator_id: string | null;
};
export type StandingCoUnit = {
  item_id: string;
  unit_id: string;
  person_id: string | null;
  share: number;
  position: number;
};

export type PlanStanding = {
  levels: number;
  units: Map<string, { id: string; parentId: string | null; headId: string | null }>;
  personIds: Map<string, string>;
  sectorIds: Map<string, string>;
  disciplineIds: Map<string, string>;
  items: StandingItem[];
  coUnits: StandingCoUnit[];
  nodes: StandingNode[];
  indicators: StandingIndicator[];
  /** Items whose decomposition waits at the gate. */
  pendingDecompositions: Set<string>;
};

async function loadPlaces({ tx, institutionId, today }: Where & { today: string }) {
  const { rows } = await sql<{ id: string; code: string; parentId: string | null; headId: string | null }>`
    select u.id, u.code, u.parent_id as "parentId",
      (select p.person_id from posts p where p.institution_id = u.institution_id and p.unit_id = u.id and p.head and p.state = 'confirmed'
        and p.from_day <= ${today}::date and (p.to_day is null or p.to_day >= ${today}::date) order by p.acting limit 1) as "headId"
    from units u where u.institution_id = ${institutionId}`.execute(tx);
  const people = await tx
    .selectFrom('people')
    .where('institution_id', '=', institutionId)
    .where('active', '=', true)
    .select(['id', 'account'])
    .execute();
  const sectors = await tx
    .selectFrom('sectors')
    .where('institution_id', '=', institutionId)
    .select(['id', 'code'])
    .execute();
  const disciplines = await tx
    .selectFrom('disciplines')
    .where('institution_id', '=', institutionId)
    .select(['id', 'code'])
    .execute();
  return {
    units: new Map(rows.map(({ code, ...unit }) => [code, unit])),
    personIds: new Map(people.map((person) => [person.account.toLowerCase(), person.id])),
    sectorIds: new Map(sectors.map((sector) => [sector.code, sector.id])),
    disciplineIds: new Map(disciplines.map((discipline) => [discipline.code, discipline.id])),
  };
}

const ITEM = sql`i.id, i.state, i.path, i.code, i.horizon, i.level, i.parent_id, i.position, i.title, i.title_en, i.requirement, i.requirement_en,
  i.standard, i.standard_en, i.sector_id, i.discipline_id, i.lead_unit_id, i.lead_share, i.responsible_person_id, i.interim, i.leader_in_charge_id,
  i.supervisor_id, i.source, i.priority, i.weight, i.own_nodes_weight, i.resources, i.gap_reason, i.planned_minutes, i.start, i.approved_due, i.frequency,
  i.placeholder, i.tags`;

export type PlanKeys = { codes: string[]; titles: string[]; indicatorCodes: string[] };

/** Items of the given codes with their parents and children, and roots without a code that bear one of the titles. */
async function loadItems({ tx, institutionId }: Where, keys: PlanKeys): Promise<StandingItem[]> {
  const { rows } = await sql<StandingItem>`
    with named as (select id, parent_id from items where institution_id = ${institutionId} and code = any(${keys.codes}::text[]))
    select ${ITEM} from items i where i.institution_id = ${institutionId} and i.id in (select id from named union select parent_id from named)
    union
    select ${ITEM} from items i where i.institution_id = ${institutionId} and i.state <> 'cancelled' and i.parent_id in (select id from named)
    union
    select ${ITEM} from items i where i.institution_id = ${institutionId} and i.state <> 'cancelled' and i.parent_id is null and i.code is null
      and i.title = any(${keys.titles}::text[])`.execute(tx);
  return rows;
}

async function loadParts({ tx, institutionId }: Where, ids: readonly string[], keys: PlanKeys) {
  const own = sql`institution_id = ${institutionId} and item_id = any(${ids}::uuid[])`;
  const coUnits = await sql<StandingCoUnit>`
    select item_id, unit_id, person_id, share, position from item_co_units where ${own} order by position`.execute(tx);
  const nodes = await sql<StandingNode>`
    select id, item_id, position, title, title_en, date, original_date, weight from nodes where ${own} order by position`.execute(
    tx,
  );
  const indicators = await sql<StandingIndicator>`
    select id, item_id, position, code, name, name_en, unit, base, commit_value, target, challenge, band_low, band_high, polarity, rule, parent_indicator_id
    from indicators where institution_id = ${institutionId} and (item_id = any(${ids}::uuid[]) or code = any(${keys.indicatorCodes}::text[]))
    order by position`.execute(tx);
  const pending = await sql<{ item_id: string }>`
    select item_id from submissions where ${own} and kind = 'decomposition' and state = 'pending'`.execute(tx);
  return {
    coUnits: coUnits.rows,
    nodes: nodes.rows,
    indicators: indicators.rows,
    pendingDecompositions: new Set(pending.rows.map((row) => row.item_id)),
  };
}

export async function loadPlan(moment: Where & { today: string }, keys: PlanKeys): Promise<PlanStanding> {
  const { tx, institutionId } = moment;
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from levels where institution_id = ${institutionId}`.execute(tx);
  const places = await loadPlaces(moment);
  const items = await loadItems(moment, keys);
  const parts = await loadParts(
    moment,
    items.map((item) => item.id),
    keys,
  );
  return { levels: rows[0]?.count ?? 0, ...places, items, ...parts };
}
