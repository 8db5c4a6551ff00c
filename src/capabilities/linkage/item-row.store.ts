// Reads items as rows: texts, names and stored values in one query, the steps of ancestors outside the page in a second.
import { type RawBuilder, sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import { type Row, type StepWord, type StoredRow, stripWords, toItemRow } from './item-row.rules.ts';
import { readinessOfItems } from './readiness.store.ts';

const ITEM_COLUMNS = sql`
  i.id, i.code, i.version, i.state, i.level, i.horizon, i.parent_id, i.path, i.position, i.title, i.title_en, i.requirement, i.requirement_en, i.standard, i.standard_en,
  i.sector_id, i.discipline_id, i.lead_unit_id, i.lead_share, i.responsible_person_id, i.interim, i.leader_in_charge_id, i.supervisor_id, i.source, i.priority,
  i.weight, i.own_nodes_weight, i.resources, i.planned_minutes, i.start, i.original_due, i.approved_due, i.finished_on, i.frequency, i.placeholder, i.tags,
  i.registered_on, i.assigned_on, i.accept_by, i.accepted_on, i.gap_reason,
  u.code as unit_code, u.name as unit_name, u.name_en as unit_name_en, r.name as person_name, r.name_en as person_name_en,
  (select jsonb_agg(jsonb_build_object('unitId', c.unit_id, 'share', c.share, 'personId', c.person_id) order by c.position)
     from item_co_units c where c.institution_id = i.institution_id and c.item_id = i.id) as co_units`;

const VALUE_COLUMNS = sql`
  v.verified, v.reported, v.waiting, v.planned, v.reported_children, v.children, v.coverage, v.light, v.light_why, v.worst_below, v.steps,
  v.self_rated, v.gatekeeper, v.computed_on, v.holds_until, v.override_value is not null as overridden`;

const VALUES = sql`join item_values v on v.institution_id = i.institution_id and v.item_id = i.id`;
const NAMES = sql`
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
    await sql<StoredRow>`select ${ITEM_COLUMNS}, ${VALUE_COLUMNS} from items i ${VALUES} ${NAMES} where i.institution_id = ${moment.institutionId} ${tail}`.execute(
      moment.tx,
    );
  return rows;
}

type Step = { id: string; level: number; step: number };
/** What a strip is drawn from. */
export type StripRow = Pick<StoredRow, 'id' | 'level' | 'state' | 'steps' | 'path'>;

async function stepsAbove(
  moment: Pick<Moment, 'tx' | 'institutionId'>,
  rows: readonly StripRow[],
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
  rows: readonly StripRow[],
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
  const marks = await readinessOfItems(moment, rows);
  return rows.map((row) => ({
    ...toItemRow(row, strips.get(row.id) ?? [], moment.today, marks.get(row.id) ?? null),
    position: row.position,
  }));
}

/** Items as they stood at a moment, without values; lights rated by people as far as they were then known. */
export async function selectPastRows(
  moment: Pick<Moment, 'tx' | 'institutionId'>,
  at: Date,
  tail: RawBuilder<unknown>,
): Promise<Omit<StoredRow, 'steps'>[]> {
  const own = sql`x.institution_id = ${moment.institutionId} and x.changed_at <= ${at}`;
  const { rows } = await sql<Omit<StoredRow, 'steps'>>`
    select ${ITEM_COLUMNS}, null::date as computed_on, null::date as holds_until,
      (select p.self_rated_light from reports p where p.institution_id = i.institution_id and p.item_id = i.id and p.created_at <= ${at}
        order by p.created_at desc limit 1) as self_rated,
      (select g.light from gate_steps g join submissions s on s.institution_id = g.institution_id and s.id = g.submission_id
        where g.institution_id = i.institution_id and s.item_id = i.id and g.light is not null and g.decided_at <= ${at} order by g.decided_at desc limit 1) as gatekeeper
    from (
      select x.* from items x where ${own}
      union all
      select (jsonb_populate_record(null::items, to_jsonb(x) - 'valid_to')).* from item_versions x where ${own} and x.valid_to > ${at}
    ) i ${NAMES} where true ${tail}`.execute(moment.tx);
  return rows;
}
