// The picture of a cycle: every item with what it owed, what became of it, and how it stood. Computed while open, kept at each freeze.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../institution/calendar.rules.ts';
import type { StoredCycle, Where } from './cycle.store.ts';
import type { GivenValues, Then } from './past-values.store.ts';

/** What a picture is drawn with. */
export type Drawing = {
  cycle: Pick<StoredCycle, 'id' | 'kind' | 'to'>;
  /** By level, from the first down. */
  deadlines: readonly Day[];
  /** The day on which one looks. */
  today: Day;
  /** Null: as things are. */
  past: Then | null;
  /** Which freeze keeps it: only what was sent before counts, and what is not there is missed. Null while the cycle is open. */
  freezing: number | null;
  /** Values that stand in place of the stored ones; where `only`, there are no others. */
  given: readonly GivenValues[];
  only: boolean;
  /** Only what stood under these roots. */
  roots?: readonly string[];
};

const ITEM = sql`x.id, x.path, x.code, x.title, x.title_en, x.placeholder, x.level, x.horizon, x.state, x.sector_id, x.lead_unit_id,
  x.responsible_person_id, x.start, coalesce(x.frequency, 'month') as frequency`;

function standingItems({ institutionId }: Where, then: Then | null, roots?: readonly string[]): RawBuilder<unknown> {
  const below = roots ? sql`and x.path[1] = any(${[...roots]}::uuid[])` : sql``;
  const active = sql`x.institution_id = ${institutionId} and x.state not in ('draft', 'cancelled') ${below}`;
  if (then === null) return sql`select ${ITEM} from items x where ${active}`;
  return sql`select ${ITEM} from items x where ${active} and x.changed_at <= ${then.at}
    union all select ${ITEM} from item_versions x where ${active} and x.changed_at <= ${then.at} and x.valid_to > ${then.at}`;
}

/** By item: whether a report counts, which one, and when the first came that was neither returned nor withdrawn. */
function sentReports({ institutionId }: Where, { cycle, past: then, freezing }: Drawing): RawBuilder<unknown> {
  const before = freezing === null ? sql`` : sql`and r.freezing < ${freezing}`;
  const state =
    then === null
      ? sql`s.state`
      : sql`case when s.ended_at is null or s.ended_at > ${then.at} then 'pending' else s.state end`;
  const known = then === null ? sql`` : sql`and s.submitted_at <= ${then.at}`;
  return sql`
    select y.item_id, bool_or(y.passed) or (array_agg(y.state order by y.created_at desc, y.id desc))[1] in ('pending', 'superseded') as counts,
      (array_agg(y.id order by y.passed desc, y.created_at desc, y.id desc) filter (where y.stands))[1] as report_id,
      min(y.submitted_at) filter (where y.stands) as submitted_at, min(y.submitted_on) filter (where y.stands) as submitted_on
    from (
      select r.item_id, r.id, r.created_at, s.submitted_at, s.submitted_on, t.state, t.state in ('passed', 'passed_with_conditions') as passed,
        t.state not in ('returned', 'withdrawn') as stands
      from reports r join submissions s on s.institution_id = r.institution_id and s.id = r.id
        cross join lateral (select ${state} as state) t
      where r.institution_id = ${institutionId} and r.cycle_id = ${cycle.id} ${known} ${before}
    ) y group by y.item_id`;
}

const GIVEN = sql`g(item_id uuid, verified numeric(5,2), reported numeric(5,2), planned numeric(5,2), coverage numeric(5,2), light text, why jsonb,
  worst_below text, steps smallint[])`;

function valueColumns({ given, only }: Drawing): RawBuilder<unknown> {
  if (only)
    return sql`g.verified, g.reported, g.planned, g.coverage, coalesce(g.light, 'grey') as light, coalesce(g.why, '[]') as why, g.worst_below, coalesce(g.steps, '{}') as steps`;
  if (given.length === 0)
    return sql`v.verified, v.reported, v.planned, v.coverage, v.light, v.light_why as why, v.worst_below, v.steps`;
  const either = (ours: RawBuilder<unknown>, stored: RawBuilder<unknown>) =>
    sql`case when g.item_id is null then ${stored} else ${ours} end`;
  return sql`${either(sql`g.verified`, sql`v.verified`)} as verified, ${either(sql`g.reported`, sql`v.reported`)} as reported,
    ${either(sql`g.planned`, sql`v.planned`)} as planned, ${either(sql`g.coverage`, sql`v.coverage`)} as coverage,
    ${either(sql`g.light`, sql`v.light`)} as light, ${either(sql`g.why`, sql`v.light_why`)} as why,
    ${either(sql`g.worst_below`, sql`v.worst_below`)} as worst_below, ${either(sql`g.steps`, sql`v.steps`)} as steps`;
}

/** A select of picture rows, the columns of cycle_items from item_id on. */
export function drawPicture(where: Where, drawing: Drawing): RawBuilder<unknown> {
  const { cycle, deadlines, today, past, freezing, given, only } = drawing;
  const values = only
    ? sql``
    : sql`left join item_values v on v.institution_id = ${where.institutionId} and v.item_id = i.id`;
  const inPlace =
    only || given.length > 0
      ? sql`left join jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as ${GIVEN} on g.item_id = i.id`
      : sql``;
  const nothing =
    freezing !== null ? sql`'missed'` : sql`case when ${today}::date > o.deadline then 'missing' else 'waiting' end`;
  return sql`
    select i.id as item_id, o.owed,
      case when not o.owed then 'not_owed' when not coalesce(s.counts, false) then ${nothing} when s.submitted_on <= o.deadline then 'in_time' else 'late' end as outcome,
      s.report_id, s.submitted_at, s.submitted_on, o.deadline, i.path, i.code, i.title, i.title_en, i.placeholder, i.level, i.horizon, i.state, i.sector_id,
      i.lead_unit_id as unit_id, i.responsible_person_id as person_id, ${valueColumns(drawing)}
    from (${standingItems(where, past, drawing.roots)}) i
      left join (${sentReports(where, drawing)}) s on s.item_id = i.id
      cross join lateral (select (${[...deadlines]}::date[])[i.level] as deadline,
        i.state = 'in_progress' and owes_reports(i.horizon, i.placeholder) and i.frequency = ${cycle.kind} and i.start <= ${cycle.to}::date as owed) o
      ${values} ${inPlace}`;
}

const KEPT = sql.raw(
  [
    'item_id, owed, outcome, report_id, submitted_at, submitted_on, deadline, path, code, title, title_en, placeholder, level, horizon, state, sector_id',
    'unit_id, person_id, verified, reported, planned, coverage, light, why, worst_below, steps',
  ].join(', '),
);

/** A select of the rows that a freeze has kept. */
export function keptPicture({ institutionId }: Where, cycleId: string, freezing: number): RawBuilder<unknown> {
  return sql`select ${KEPT} from cycle_items k where k.institution_id = ${institutionId} and k.cycle_id = ${cycleId} and k.freezing = ${freezing}`;
}

/** Keeps a picture; how many items it shows. */
export async function keepPicture(where: Where, drawing: Drawing & { freezing: number }): Promise<number> {
  const kept = await sql`
    insert into cycle_items (institution_id, cycle_id, freezing, ${KEPT})
    select ${where.institutionId}::uuid, ${drawing.cycle.id}::uuid, ${drawing.freezing}::smallint, ${KEPT} from (${drawPicture(where, drawing)}) d`.execute(
    where.tx,
  );
  return Number(kept.numAffectedRows ?? 0);
}
