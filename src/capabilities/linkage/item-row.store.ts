// Reads items as rows: texts, names and stored values in one query, the steps of ancestors outside the page in a second.
import { type RawBuilder, sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import { type Row, type StepWord, type StoredRow, stripWords, toItemRow } from './item-row.rules.ts';

export const ROW_COLUMNS = sql`
  i.id, i.code, i.version, i.state, i.level, i.horizon, i.parent_id, i.path, i.position, i.title, i.title_en, i.requirement, i.requirement_en, i.standard, i.standard_en,
  i.sector_id, i.discipline_id, i.lead_unit_id, i.lead_share, i.responsible_person_id, i.interim, i.leader_in_charge_id, i.supervisor_id, i.source, i.priority,
  i.weight, i.own_nodes_weight, i.resources, i.planned_minutes, i.start, i.original_due, i.approved_due, i.finished_on, i.frequency, i.placeholder, i.tags,
  i.registered_on, i.assigned_on, i.accept_by, i.accepted_on, i.gap_reason,
  u.code as unit_code, u.name as unit_name, u.name_en as unit_name_en, r.name as person_name, r.name_en as person_name_en,
  (select jsonb_agg(jsonb_build_object('unitId', c.unit_id, 'share', c.share, 'personId', c.person_id) order by c.position)
     from item_co_units c where c.institution_id = i.institution_id and c.item_id = i.id) as co_units,
  v.verified, v.reported, v.waiting, v.planned, v.reported_children, v.children, v.coverage, v.light, v.light_why, v.worst_below, v.steps,
  v.self_rated, v.gatekeeper, v.computed_on, v.holds_until`;

const JOINS = sql`
  join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
  join units u on u.institution_id = i.institution_id and u.id = i.lead_unit_id
  join people r on r.institution_id = i.institution_id and r.id = i.responsible_person_id`;

export type Frame = { levels: number; carryToRank: number };

/** How many levels there are and down to which rank work must be carried: what every strip needs. */
export async function loadFrame(moment: Pick<Moment, 'tx' | 'institutionId' | 'today'>): Promise<Frame> {
  const { rows } = await sql<Frame>`
    select count(*)::int as levels, coalesce(min(rank) filter (where kind = coalesce((
      select s.value #>> '{}' from settings s where s.institution_id = ${moment.institutionId} and s.key = 'carryTo'
        and s.effective_from <= ${moment.today}::date order by s.effective_from desc limit 1), 'college')), max(rank)) as "carryToRank"
    from levels where institution_id = ${moment.institutionId}`.execute(moment.tx);
  return rows[0] ?? { levels: 6, carryToRank: 4 };
}

export async function selectStoredRows(
  moment: Pick<Moment, 'tx' | 'institutionId'>,
  tail: RawBuilder<unknown>,
): Promise<StoredRow[]> {
  const { rows } =
    await sql<StoredRow>`select ${ROW_COLUMNS} from items i ${JOINS} where i.institution_id = ${moment.institutionId} ${tail}`.execute(
      moment.tx,
    );
  return rows;
}

type Step = { id: string; level: number; step: number };

async function stepsAbove(
  moment: Pick<Moment, 'tx' | 'institutionId'>,
  rows: readonly StoredRow[],
): Promise<Map<string, Step>> {
  const known = new Map(
    rows.map((row): [string, Step] => [row.id, { id: row.id, level: row.level, step: row.steps[row.level - 1] ?? 0 }]),
  );
  const unknown = [...new Set(rows.flatMap((row) => row.path))].filter((id) => !known.has(id));
  if (unknown.length > 0) {
    const found = await sql<Step>`
      select i.id, i.level, coalesce(v.steps[i.level], 0) as step from items i join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
      where i.institution_id = ${moment.institutionId} and i.id = any(${unknown}::uuid[])`.execute(moment.tx);
    for (const step of found.rows) known.set(step.id, step);
  }
  return known;
}

export async function stripsOf(
  moment: Pick<Moment, 'tx' | 'institutionId' | 'today'>,
  rows: readonly StoredRow[],
): Promise<Map<string, StepWord[]>> {
  if (rows.length === 0) return new Map();
  const frame = await loadFrame(moment);
  const known = await stepsAbove(moment, rows);
  return new Map(
    rows.map((row) => {
      const above = row.path.slice(0, -1).flatMap((id) => known.get(id) ?? []);
      return [row.id, stripWords({ level: row.level, state: row.state, steps: row.steps, above, ...frame })];
    }),
  );
}

/** Rows for readers; `tail` continues the where clause (`and ... order by ... limit ...`) on items `i` and values `v`. */
export async function selectItemRows(
  moment: Pick<Moment, 'tx' | 'institutionId' | 'today'>,
  tail: RawBuilder<unknown>,
): Promise<(Row & { position: number })[]> {
  const rows = await selectStoredRows(moment, tail);
  const strips = await stripsOf(moment, rows);
  return rows.map((row) => ({ ...toItemRow(row, strips.get(row.id) ?? [], moment.today), position: row.position }));
}
