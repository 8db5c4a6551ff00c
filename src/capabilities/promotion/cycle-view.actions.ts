// Reads a cycle: who has reported by units and levels, and the items behind each figure; a frozen one as it stood, an open one as it is.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { listPage } from '../../platform/database/list-page.ts';
import type { Scope } from '../identity/scope.ts';
import { stripWords } from '../linkage/item-row.rules.ts';
import { loadFrame } from '../linkage/item-row.store.ts';
import { visibleTo } from '../linkage/standing.store.ts';
import { explainOn } from '../progress/light.rules.ts';
import { findCycleThen, viewCycle } from './cycle.actions.ts';
import type { CycleCell, CycleItem, CycleMatrix, listCycleItems, readCycleMatrix } from './cycle.contract.ts';
import { type StoredCycle, unitsBelow } from './cycle.store.ts';
import { daysLate } from './cycle-outcome.rules.ts';
import { type Drawing, drawPicture, keptPicture } from './cycle-picture.store.ts';
import { deadlinesOf, loadCycleFrame } from './freeze.actions.ts';
import { evaluateThen, type Then } from './past-values.store.ts';

type Narrowed = z.output<(typeof readCycleMatrix)['query']>;
type ItemsQuery = z.output<(typeof listCycleItems)['query']>;
type Cell = z.infer<typeof CycleCell>;
type Counts = Omit<Cell, 'level'>;
type Matrix = z.infer<typeof CycleMatrix>;
type Row = z.infer<typeof CycleItem>;

/** What a cycle is read from: the picture that its freeze kept, or one drawn of an open cycle now or then. */
type Sight = {
  cycle: StoredCycle;
  picture: RawBuilder<unknown>;
  frozen: boolean;
  /** The day for which lights and lateness are told. */
  day: string;
  deadlines: readonly string[];
  levels: number;
  /** Nothing later is told; null: all there is. */
  until: Date | null;
};

async function lookAt(scope: Scope, id: string, asOf: string | undefined, needsValues: boolean): Promise<Sight> {
  const { cycle, then } = await findCycleThen(scope, id, asOf);
  const { calendar, levels } = await loadCycleFrame(scope);
  const deadlines = deadlinesOf(cycle, { calendar, levels });
  const frozen = cycle.state !== 'open' && cycle.frozenDay !== null;
  const until = then === null || then.future ? null : then.at;
  if (frozen) {
    const picture = keptPicture(scope, cycle.id, cycle.freezings);
    return { cycle, picture, frozen, day: cycle.frozenDay ?? cycle.freezeOn, deadlines, levels, until };
  }
  // a day to come: nothing more happens, only deadlines pass
  const past: Then | null = then === null || then.future ? null : { at: then.at, day: then.day };
  const only = past !== null;
  const given = past !== null && needsValues ? await evaluateThen(scope, past) : [];
  const drawing: Drawing = {
    cycle,
    deadlines,
    today: then?.day ?? scope.today,
    past,
    freezing: null,
    given,
    only,
  };
  return { cycle, picture: drawPicture(scope, drawing), frozen, day: drawing.today, deadlines, levels, until };
}

/** Rows of the picture that the caller may see, as `p`, with their items as `i`: in rights of today. */
function seen(scope: Scope, { picture }: Sight, query: Narrowed): RawBuilder<unknown> {
  const parts = [sql`${visibleTo(scope)}`];
  if (query.unitId) parts.push(sql`p.unit_id in ${unitsBelow(scope.institutionId, query.unitId)}`);
  if (query.sectorId) parts.push(sql`p.sector_id = ${query.sectorId}`);
  if (query.mine) parts.push(sql`p.person_id = ${scope.actorId}`);
  return sql`(${picture}) p join items i on i.institution_id = ${scope.institutionId} and i.id = p.item_id where ${sql.join(parts, sql` and `)}`;
}

type Counted = { unitId: string; level: number } & Record<keyof Counts, number>;

async function countOutcomes(scope: Scope, sight: Sight, query: Narrowed): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select p.unit_id as "unitId", p.level, count(*)::int as owed, (count(*) filter (where p.outcome = 'in_time'))::int as "inTime",
      (count(*) filter (where p.outcome = 'late'))::int as late, (count(*) filter (where p.outcome = 'waiting'))::int as waiting,
      (count(*) filter (where p.outcome = 'missing'))::int as missing, (count(*) filter (where p.outcome = 'missed'))::int as missed
    from ${seen(scope, sight, query)} and p.owed group by p.unit_id, p.level`.execute(scope.tx);
  return rows;
}

const NONE: Counts = { owed: 0, inTime: 0, late: 0, waiting: 0, missing: 0, missed: 0 };
const COUNTED = Object.keys(NONE) as (keyof Counts)[];

export function addCounts(all: readonly Counts[]): Counts {
  const sum = { ...NONE };
  for (const one of all) for (const key of COUNTED) sum[key] += one[key];
  return sum;
}

function cellsOf(rows: readonly Counted[], levels: number): Cell[] {
  return Array.from({ length: levels }, (_, at) => ({
    level: at + 1,
    ...addCounts(rows.filter((row) => row.level === at + 1)),
  }));
}

type Unit = Matrix['units'][number]['unit'];

async function selectUnits(scope: Scope, ids: readonly string[]): Promise<Unit[]> {
  if (ids.length === 0) return [];
  return scope.tx
    .selectFrom('units')
    .where('institution_id', '=', scope.institutionId)
    .where('id', 'in', [...ids])
    .orderBy('code')
    .select(['id', 'code', 'name', 'name_en as nameEn', 'kind', 'parent_id as parentId'])
    .execute();
}

export async function readMatrix(scope: Scope, id: string, query: Narrowed): Promise<Matrix> {
  const sight = await lookAt(scope, id, query.asOf, false);
  const counted = await countOutcomes(scope, sight, query);
  const byUnit = Map.groupBy(counted, (row) => row.unitId);
  const units = await selectUnits(scope, [...byUnit.keys()]);
  const levels = await scope.tx
    .selectFrom('levels')
    .where('institution_id', '=', scope.institutionId)
    .orderBy('rank')
    .select(['rank as level', 'kind', 'name', 'name_en as nameEn'])
    .execute();
  return {
    cycle: viewCycle(scope, sight.cycle, await loadCycleFrame(scope)),
    levels: levels.map((level) => ({
      ...level,
      kind: level.kind as Matrix['levels'][number]['kind'],
      deadline: sight.deadlines[level.level - 1] ?? sight.cycle.freezeOn,
    })),
    units: units.map((unit) => {
      const rows = byUnit.get(unit.id) ?? [];
      return { unit, cells: cellsOf(rows, sight.levels), total: addCounts(rows) };
    }),
    totals: { cells: cellsOf(counted, sight.levels), total: addCounts(counted) },
  };
}

type Stored = {
  id: string;
  code: string | null;
  title: string;
  title_en: string | null;
  placeholder: boolean;
  level: number;
  horizon: Row['horizon'];
  state: Row['state'];
  unit_id: string;
  unit_code: string;
  unit_name: string;
  unit_name_en: string | null;
  person_id: string;
  person_name: string;
  person_name_en: string | null;
  deadline: string;
  owed: boolean;
  outcome: Row['outcome'];
  report_id: string | null;
  submitted_at: string | null;
  submitted_on: string | null;
  light: Row['light'];
  why: Row['why'];
  worst_below: Row['worstBelow'];
  verified: number | null;
  reported: number | null;
  planned: number | null;
  coverage: number | null;
  steps: number[];
  path: string[];
  since: { reportId: string; submittedAt: string; state: string; corrects: string | null } | null;
};

/** What was sent for a cycle after the moment that its freeze kept; the latest that stands. */
function sentSince({ cycle, frozen, until }: Sight): RawBuilder<unknown> {
  if (!frozen) return sql`null::jsonb`;
  return sql`(select jsonb_build_object('reportId', r.id, 'submittedAt', s.submitted_at, 'state', s.state, 'corrects', r.corrects)
    from reports r join submissions s on s.institution_id = r.institution_id and s.id = r.id
    where r.institution_id = i.institution_id and r.cycle_id = ${cycle.id} and r.item_id = i.id and (r.freezing >= ${cycle.freezings} or s.submitted_at > ${cycle.frozenAt})
      ${until === null ? sql`` : sql`and s.submitted_at <= ${until}`} and s.state not in ('returned', 'withdrawn') order by r.created_at desc, r.id desc limit 1)`;
}

function selectRows(scope: Scope, sight: Sight, query: ItemsQuery): RawBuilder<Stored> {
  const parts: RawBuilder<unknown>[] = [];
  const { outcome, light } = query;
  if (outcome) parts.push(sql`and p.outcome = any(${outcome})`);
  else parts.push(sql`and p.owed`);
  if (light) parts.push(sql`and p.light = any(${light})`);
  if (query.level !== undefined) parts.push(sql`and p.level = ${query.level}`);
  return sql<Stored>`
    select i.id, p.*, u.code as unit_code, u.name as unit_name, u.name_en as unit_name_en, r.name as person_name, r.name_en as person_name_en,
      ${sentSince(sight)} as since
    from (select p.* from ${seen(scope, sight, query)} ${sql.join(parts, sql` `)}) p
      join items i on i.institution_id = ${scope.institutionId} and i.id = p.item_id
      join units u on u.institution_id = i.institution_id and u.id = p.unit_id
      join people r on r.institution_id = i.institution_id and r.id = p.person_id`;
}

const SORTS = {
  deadline: { by: sql`row.deadline || ' ' || coalesce(row.code, '')`, type: 'text' },
  code: { by: sql`coalesce(row.code, '')`, type: 'text' },
  level: { by: sql`row.level`, type: 'number' },
  unit: { by: sql`row.unit_code`, type: 'text' },
  person: { by: sql`row.person_name`, type: 'text' },
  outcome: { by: sql`row.outcome`, type: 'text' },
} as const;

type Above = { id: string; level: number; step: number };

/** The steps of ancestors that are not among the rows, from the same picture. */
async function stepsAbove(scope: Scope, { picture }: Sight, rows: readonly Stored[]): Promise<Map<string, Above>> {
  const known = new Map(
    rows.map((row): [string, Above] => [row.id, { id: row.id, level: row.level, step: row.steps[row.level - 1] ?? 0 }]),
  );
  const unknown = [...new Set(rows.flatMap((row) => row.path))].filter((id) => !known.has(id));
  if (unknown.length === 0) return known;
  const { rows: found } = await sql<Above>`
    select p.item_id as id, p.level, coalesce(p.steps[p.level], 0) as step from (${picture}) p where p.item_id = any(${unknown}::uuid[])`.execute(
    scope.tx,
  );
  for (const one of found) known.set(one.id, one);
  return known;
}

function toRow(row: Stored, sight: Sight, strip: Row['strip']): Row {
  return {
    id: row.id,
    code: row.code,
    title: row.placeholder ? null : row.title,
    titleEn: row.title_en,
    placeholder: row.placeholder,
    level: row.level,
    horizon: row.horizon,
    state: row.state,
    leadUnit: { id: row.unit_id, code: row.unit_code, name: row.unit_name, nameEn: row.unit_name_en },
    responsiblePerson: { id: row.person_id, name: row.person_name, nameEn: row.person_name_en },
    deadline: row.deadline,
    owed: row.owed,
    outcome: row.outcome,
    reportId: row.report_id,
    submittedAt: row.submitted_at === null ? null : new Date(row.submitted_at).toISOString(),
    submittedOn: row.submitted_on,
    daysLate: row.owed ? daysLate(row.deadline, row.submitted_on, sight.day) : 0,
    light: row.light,
    why: explainOn(row.why, sight.day),
    worstBelow: row.worst_below,
    verified: row.verified,
    reported: row.reported,
    planned: row.planned,
    coverage: row.coverage,
    strip,
    frozen: sight.frozen,
    since: row.since && { ...row.since, submittedAt: new Date(row.since.submittedAt).toISOString() },
  };
}

export async function listItemsOf(scope: Scope, id: string, query: ItemsQuery) {
  const sight = await lookAt(scope, id, query.asOf, true);
  const paged = await listPage(scope.tx, selectRows(scope, sight, query), SORTS, query);
  const above = await stepsAbove(scope, sight, paged.items);
  const frame = await loadFrame({ ...scope, today: sight.day });
  const items = paged.items.map((row) => {
    const line = row.path.slice(0, -1).flatMap((one) => above.get(one) ?? []);
    return toRow(
      row,
      sight,
      stripWords({ level: row.level, state: row.state, steps: row.steps, above: line, ...frame }),
    );
  });
  return { items, nextCursor: paged.nextCursor };
}
