// The SQL of cycles: as they are, or as they stood at a moment.
import { type RawBuilder, sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { PeriodKind } from '../progress/period.rules.ts';
import type { CycleState } from './cycle.rules.ts';

export type Where = Pick<Moment, 'tx' | 'institutionId'>;

export type StoredCycle = {
  id: string;
  version: number;
  kind: PeriodKind;
  from: string;
  to: string;
  freezeOn: string;
  state: CycleState;
  freezings: number;
  frozenAt: Date | null;
  frozenDay: string | null;
  reopenedAt: Date | null;
  reopenReason: string | null;
  reopenedBy: string | null;
  reopenedByName: string | null;
  reopenedByNameEn: string | null;
  createdAt: Date;
  changedBy: string | null;
};

const COLUMNS = sql`c.institution_id, c.id, c.version, c.kind, c.from_day as "from", c.to_day as "to", c.freeze_on as "freezeOn", c.state, c.freezings,
  z.at as "frozenAt", z.day as "frozenDay", c.reopened_at as "reopenedAt", c.reopen_reason as "reopenReason", c.reopened_by as "reopenedBy",
  p.name as "reopenedByName", p.name_en as "reopenedByNameEn", c.created_at as "createdAt", c.changed_by as "changedBy"`;

/** Cycles as `c`, as they stood at a moment or as they are. */
function cyclesAt({ institutionId }: Where, at: Date | null): RawBuilder<unknown> {
  const own = sql`x.institution_id = ${institutionId}`;
  if (at === null) return sql`select x.* from cycles x where ${own}`;
  return sql`
    select x.* from cycles x where ${own} and x.changed_at <= ${at}
    union all
    select (jsonb_populate_record(null::cycles, to_jsonb(x) - 'valid_to')).* from cycle_versions x
    where ${own} and x.changed_at <= ${at} and x.valid_to > ${at}`;
}

/** `tail` goes on on cycles `c`: `where ... order by ... limit ...`. */
export async function selectCycles(where: Where, at: Date | null, tail: RawBuilder<unknown>): Promise<StoredCycle[]> {
  const { rows } = await sql<StoredCycle>`
    select ${COLUMNS} from (${cyclesAt(where, at)}) c
      left join cycle_freezings z on z.institution_id = c.institution_id and z.cycle_id = c.id and z.freezing = c.freezings
      left join people p on p.institution_id = c.institution_id and p.id = c.reopened_by
    ${tail}`.execute(where.tx);
  return rows;
}

export async function findCycle(where: Where, id: string, at: Date | null = null): Promise<StoredCycle | null> {
  const [cycle] = await selectCycles(where, at, sql`where c.id = ${id}`);
  return cycle ?? null;
}

/** Holds a cycle against other acts, and against reports of its period that have not been committed yet. */
export async function lockCycle(where: Where, id: string): Promise<StoredCycle | null> {
  await sql`select 1 from cycles where institution_id = ${where.institutionId} and id = ${id} for update`.execute(
    where.tx,
  );
  return findCycle(where, id);
}

/** Open ones whose freeze has ended before a day, in the order in which they freeze. */
export async function listCyclesToFreeze(where: Where, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from cycles where institution_id = ${where.institutionId} and state = 'open' and freeze_on < ${today}::date
    order by freeze_on, to_day, kind`.execute(where.tx);
  return rows.map((row) => row.id);
}

/** Frozen and not yet closed, the latest first, in which something was owed. */
export async function listCyclesToSettle(
  where: Where,
  most: number,
): Promise<{ id: string; from: string; to: string }[]> {
  const { rows } = await sql<{ id: string; from: string; to: string }>`
    select c.id, c.from_day as "from", c.to_day as "to" from cycles c
    where c.institution_id = ${where.institutionId} and c.state in ('frozen', 'reviewed') and exists (select 1 from cycle_items k
      where k.institution_id = c.institution_id and k.cycle_id = c.id and k.freezing = c.freezings and k.owed)
    order by c.to_day desc, c.id limit ${most}`.execute(where.tx);
  return rows;
}

export type CycleChange = Partial<{
  state: CycleState;
  freeze_on: string;
  freezings: number;
  reopened_at: Date;
  reopened_by: string | null;
  reopen_reason: string;
}>;

export async function changeCycle(moment: Moment, id: string, change: CycleChange): Promise<void> {
  await moment.tx
    .updateTable('cycles')
    .set((eb) => ({
      ...change,
      version: eb('version', '+', 1),
      changed_by: moment.actorId,
      // two acts within one tick of the clock are still two versions
      changed_at: sql<Date>`greatest(${moment.now}::timestamptz, changed_at + interval '1 microsecond')`,
    }))
    .where('institution_id', '=', moment.institutionId)
    .where('id', '=', id)
    .execute();
}

/** The unit with everything below it. */
export const unitsBelow = (institutionId: string, unitId: string): RawBuilder<unknown> => sql`(
  with recursive down as (
    select u.id from units u where u.institution_id = ${institutionId} and u.id = ${unitId}
    union
    select u.id from units u join down d on u.parent_id = d.id where u.institution_id = ${institutionId}
  ) select id from down)`;
