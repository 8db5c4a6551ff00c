// Opens the cycle of a period: by the schedule, by hand, or by the first report where nothing has opened it.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { appendEvents, type Moment } from '../../platform/events/append.ts';
import { type Calendar, isOverdue } from '../institution/calendar.rules.ts';
import { freezeOn, type Period } from './period.rules.ts';

/** What periods are counted with. */
export type CycleFrame = { calendar: Calendar; levels: number };

/** A period's cycle as far as reports need it. */
export type PeriodCycle = {
  id: string;
  state: 'open' | 'frozen' | 'reviewed' | 'closed';
  freezeOn: string;
  freezings: number;
};

type Where = Pick<Moment, 'tx' | 'institutionId'>;

/** Opens those that are not there yet, each with its event; answers their ids. */
export async function openCycles(moment: Moment, periods: readonly Period[], frame: CycleFrame): Promise<string[]> {
  if (periods.length === 0) return [];
  const { institutionId, now, actorId, tx } = moment;
  const opened = await tx
    .insertInto('cycles')
    .values(
      periods.map((period) => ({
        institution_id: institutionId,
        id: uuid(),
        kind: period.kind,
        from_day: period.from,
        to_day: period.to,
        freeze_on: freezeOn(period, frame.levels, frame.calendar),
        created_at: now,
        changed_by: actorId,
        changed_at: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['institution_id', 'kind', 'from_day']).doNothing())
    .returning(['id', 'kind', 'from_day', 'to_day'])
    .execute();
  await appendEvents(
    moment,
    opened.map((row) => ({
      act: 'cycle.opened',
      objectKind: 'cycle',
      objectId: row.id,
      after: { kind: row.kind, from: row.from_day, to: row.to_day },
    })),
  );
  return opened.map((row) => row.id);
}

/** `held`: against a freeze that would come between looking and writing. */
export async function findCycleOf(
  { tx, institutionId }: Where,
  period: Period,
  held = false,
): Promise<PeriodCycle | null> {
  const { rows } = await sql<PeriodCycle>`
    select id, state, freeze_on as "freezeOn", freezings from cycles
    where institution_id = ${institutionId} and kind = ${period.kind} and from_day = ${period.from}::date
    ${held ? sql`for key share` : sql``}`.execute(tx);
  return rows[0] ?? null;
}

/** The cycle of a period, open from now on where it was not there; no freeze comes between until the transaction ends. */
export async function cycleForReport(moment: Moment, period: Period, frame: CycleFrame): Promise<PeriodCycle> {
  const found = await findCycleOf(moment, period, true);
  if (found) return found;
  await openCycles(moment, [period], frame);
  const opened = await findCycleOf(moment, period, true);
  if (!opened) throw new Error('the cycle was not opened');
  return opened;
}

/** Frozen, or to be frozen by a midnight whose day has come. */
export function isFrozen(cycle: Pick<PeriodCycle, 'state' | 'freezeOn'>, today: string): boolean {
  return cycle.state !== 'open' || isOverdue(cycle.freezeOn, today);
}
