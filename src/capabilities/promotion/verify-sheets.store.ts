// What must follow from other rows about sheets and numbers: each query answers with the rows where it does not.
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/database/connect.ts';
import type { Difference } from '../../platform/events/walk.ts';
import { serialFaults } from './serial.rules.ts';
import { listSeries } from './serial.store.ts';

type Where = { tx: Tx; institutionId: string };
type Finding = { object: string; field: string; stored: unknown; computed: unknown };

const MOST_NAMED = 1000;
const sheet = sql`'sheet ' || coalesce(s.number, s.id::text)`;

/** A limit runs exactly where a round awaits its answer, and it is that round's. */
const awaited = ({ institutionId }: Where): RawBuilder<Finding> => sql`
  select ${sheet} as object, 'answerBy' as field, to_jsonb(s.answer_by) as stored, to_jsonb(r.answer_by) as computed
  from sheets s left join lateral (
    select min(x.answer_by) as answer_by, count(*) as waiting from sheet_rounds x
    where x.institution_id = s.institution_id and x.sheet_id = s.id and x.ended_at is null
  ) r on true
  where s.institution_id = ${institutionId} and (s.answer_by is distinct from r.answer_by or r.waiting > 1
    or (s.state = 'open' and not s.resting) <> (r.waiting = 1))`;

/** How often and to whom it has climbed stands in its climbs. */
const climbs = ({ institutionId }: Where): RawBuilder<Finding> => sql`
  select ${sheet} as object, 'climbs' as field, jsonb_build_object('climbs', s.climbs, 'climbedTo', s.climbed_to) as stored,
    jsonb_build_object('climbs', k.climbs, 'climbedTo', k.climbed_to) as computed
  from sheets s left join lateral (
    select count(*) as climbs, (array_agg(x.climbed_to order by x.n desc) filter (where x.climbed_to is not null))[1] as climbed_to from sheet_climbs x
    where x.institution_id = s.institution_id and x.sheet_id = s.id
  ) k on true
  where s.institution_id = ${institutionId} and (s.climbs <> k.climbs or s.climbed_to is distinct from k.climbed_to)`;

/** A number on a sheet is one that was given to it, and void exactly where the sheet is. */
const numbers = ({ institutionId }: Where): RawBuilder<Finding> => sql`
  select ${sheet} as object, 'number' as field, jsonb_build_object('number', s.number, 'void', s.state = 'voided' and s.number is not null) as stored,
    jsonb_build_object('number', d.number, 'void', d.voided_at is not null) as computed
  from sheets s left join document_numbers d on d.institution_id = s.institution_id and d.object_id = s.id
  where s.institution_id = ${institutionId} and (s.number is distinct from d.number or (s.number is not null and (s.state = 'voided') <> (d.voided_at is not null)))`;

async function serialDifferences(where: Where): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const series of await listSeries(where)) {
    const { missing, doubled, beyond } = serialFaults(series);
    if (missing.length + doubled.length + beyond.length === 0) continue;
    found.push({
      code: 'serial_differs',
      object: `${series.kind} ${series.organCode} ${series.year}`,
      field: 'serial',
      stored: { last: series.last, missing: missing.slice(0, 50), doubled, beyond },
      computed: { last: Math.max(0, ...series.serials), missing: [], doubled: [], beyond: [] },
    });
  }
  return found;
}

export async function findSheetDifferences(where: Where): Promise<Difference[]> {
  const found = await serialDifferences(where);
  for (const check of [awaited, climbs, numbers]) {
    const { rows } = await sql<Finding>`select * from (${check(where)}) d order by object limit ${MOST_NAMED}`.execute(
      where.tx,
    );
    found.push(...rows.map((row) => ({ code: 'sheet_differs', ...row })));
  }
  return found;
}
