// The cycles of a story: each frozen on its day with what items looked like then, the older ones reviewed and closed. Told last, once every act is there.
import { sql } from 'kysely';
import { addDays, type Day } from '../../capabilities/institution/calendar.rules.ts';
import { openCycles } from '../../capabilities/progress/open-cycle.actions.ts';
import { type PeriodKind, periodsBetween } from '../../capabilities/progress/period.rules.ts';
import { openScheduledCycles } from '../../capabilities/promotion/cycle.actions.ts';
import { changeCycle, listCyclesToFreeze, lockCycle } from '../../capabilities/promotion/cycle.store.ts';
import { freeze } from '../../capabilities/promotion/freeze.actions.ts';
import { type Db, inTenant, type Tx } from '../../platform/database/connect.ts';
import { appendEvent, type Moment } from '../../platform/events/append.ts';
import { AT_FREEZE } from '../at-freeze.ts';
import { loadHouse } from './house.ts';
import { type StoryTime, storyTime } from './story-time.ts';

export type CycleStory = {
  db: Db;
  institutionId: string;
  /** Who reviews and closes; null where nobody does. */
  officeId: string | null;
  end: Date;
  /** Every period since the first report of its kind, or those alone that have one. */
  every: boolean;
};

const REVIEWED_AFTER = 2;
const CLOSED_AFTER = 4;

export async function tellCycles(story: CycleStory): Promise<void> {
  const { db, institutionId } = story;
  const time = await inTenant(db, institutionId, (tx) => openTime(tx, story));
  await inTenant(db, institutionId, (tx) => openAll(tx, story, time));
  const due = await inTenant(db, institutionId, (tx) => listCyclesToFreeze({ tx, institutionId }, time.endDay));
  for (const id of due) await inTenant(db, institutionId, (tx) => freezeOne(tx, story, time, id));
  if (story.officeId === null) return;
  await inTenant(db, institutionId, (tx) => settle(tx, story, time));
}

async function openTime(tx: Tx, { institutionId, end }: CycleStory): Promise<StoryTime> {
  const { rows } = await sql<{ day: Day }>`select institution_day(${institutionId}, ${end}) as day`.execute(tx);
  const house = await loadHouse(tx, institutionId, rows[0]?.day ?? '');
  return storyTime(house.calendar, house.timeZone, end);
}

const momentOn = (tx: Tx, { institutionId }: CycleStory, time: StoryTime, day: Day): Moment => ({
  tx,
  institutionId,
  now: time.startOf(day),
  today: day,
  actorId: null,
  requestId: null,
});

/** Told for the cycles that reports have brought along too. */
async function openAll(tx: Tx, story: CycleStory, time: StoryTime): Promise<void> {
  const { institutionId } = story;
  const known = await tx
    .selectFrom('cycles')
    .where('institution_id', '=', institutionId)
    .orderBy('from_day')
    .select(['id', 'kind', 'from_day', 'to_day'])
    .execute();
  for (const { id, kind, from_day: from, to_day: to } of known) {
    const moment = momentOn(tx, story, time, from);
    await appendEvent(moment, { act: 'cycle.opened', objectKind: 'cycle', objectId: id, after: { kind, from, to } });
  }
  if (!story.every) return;
  const house = await loadHouse(tx, institutionId, time.endDay);
  // a kind begins with its first report
  const { rows: kinds } = await sql<{ kind: PeriodKind; since: Day }>`
    select kind, min(from_day) as since from cycles where institution_id = ${institutionId} group by kind`.execute(tx);
  for (const { kind, since } of kinds) {
    for (const period of periodsBetween(kind, since, time.endDay))
      await openCycles(momentOn(tx, story, time, period.from), [period], house);
  }
  // what the schedule of the last day finds to open
  await openScheduledCycles(momentOn(tx, story, time, time.endDay));
}

async function freezeOne(tx: Tx, story: CycleStory, time: StoryTime, id: string): Promise<void> {
  await sql`select set_config('statement_timeout', '0', true)`.execute(tx);
  const cycle = await lockCycle({ tx, institutionId: story.institutionId }, id);
  if (!cycle) return;
  const moment = momentOn(tx, story, time, addDays(cycle.freezeOn, 1));
  await freeze(moment, cycle, AT_FREEZE);
}

type Frozen = { id: string; kind: PeriodKind; from: Day; to: Day; freezeOn: Day; after: number };

/** The latest of a kind stays frozen, the one before it is reviewed, the older ones are closed. */
async function settle(tx: Tx, story: CycleStory, time: StoryTime): Promise<void> {
  const { rows } = await sql<Frozen>`
    select id, kind, from_day as "from", to_day as "to", freeze_on as "freezeOn",
      (row_number() over (partition by kind order by to_day desc))::int as after
    from cycles where institution_id = ${story.institutionId} and state = 'frozen' order by to_day`.execute(tx);
  for (const cycle of rows) {
    if (cycle.after > 1) await turn(tx, story, time, cycle, 'reviewed');
    if (cycle.after > 2) await turn(tx, story, time, cycle, 'closed');
  }
}

async function turn(
  tx: Tx,
  story: CycleStory,
  time: StoryTime,
  cycle: Frozen,
  state: 'reviewed' | 'closed',
): Promise<void> {
  const day = time.workingDay(cycle.freezeOn, state === 'reviewed' ? REVIEWED_AFTER : CLOSED_AFTER);
  const { id, kind, from, to } = cycle;
  const moment = {
    ...momentOn(tx, story, time, day),
    now: time.at(day, `${state} ${kind} ${to}`),
    actorId: story.officeId,
  };
  await changeCycle(moment, id, { state });
  await appendEvent(moment, { act: `cycle.${state}`, objectKind: 'cycle', objectId: id, after: { kind, from, to } });
}
