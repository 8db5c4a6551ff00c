// The midnight work: brings an institution forward to its own today, a day at a time and in order, also over days on which nothing ran.
import type { Db } from '../../platform/database/connect.ts';
import type { Moment } from '../../platform/events/append.ts';
import { tryExclusively } from '../../platform/jobs/exclusive.ts';
import { addDays, type Day } from '../institution/calendar.rules.ts';
import { localDay, startOfDay } from '../institution/zone.rules.ts';
import { inMoment, institutionsBehind, markRefreshed, prepareDay, readProgress } from './midnight.store.ts';
import { followRedSpells } from './red-spells.actions.ts';
import { refreshExpiredItemValues } from './rollup.store.ts';

/** What a capability does at 00:00 of a day, in a transaction of its own; must find nothing left to do when run again. */
export type MidnightAct = (moment: Moment) => Promise<unknown>;

export type MidnightWork = {
  db: Db;
  now: () => Date;
  /** In this order, before the values of the day are computed. */
  acts: readonly MidnightAct[];
  /** True once the process is about to end: the day under way is left for the next start. */
  stopping?: () => boolean;
};

const BATCH = 500;

/** Brings every institution that is behind forward; those that another server is at are left to it. One that fails holds up no other. */
export async function catchUpAll(work: MidnightWork): Promise<void> {
  const failures: unknown[] = [];
  for (const institutionId of await institutionsBehind(work.db, work.now())) {
    if (work.stopping?.()) break;
    await catchUp(work, institutionId).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, `midnight failed: ${failures.map(String).join('; ')}`);
}

/** Answers the days that it completed. */
export async function catchUp(work: MidnightWork, institutionId: string): Promise<Day[]> {
  const done = await tryExclusively(work.db, `midnight ${institutionId}`, async () => {
    const days: Day[] = [];
    for (let next = await nextDay(work, institutionId); next !== null && !work.stopping?.(); ) {
      await completeDay(work, institutionId, next);
      days.push(next.day);
      next = await nextDay(work, institutionId);
    }
    return days;
  });
  return done?.value ?? [];
}

type DueDay = { day: Day; timeZone: string };

async function nextDay({ db, now }: MidnightWork, institutionId: string): Promise<DueDay | null> {
  const progress = await readProgress(db, institutionId);
  if (!progress) return null;
  const { timeZone, refreshedTo } = progress;
  const today = localDay(now(), timeZone);
  if (refreshedTo === null) return { day: today, timeZone };
  return refreshedTo < today ? { day: addDays(refreshedTo, 1), timeZone } : null;
}

async function completeDay({ db, acts }: MidnightWork, institutionId: string, due: DueDay): Promise<void> {
  const at = { institutionId, now: startOfDay(due.day, due.timeZone), today: due.day };
  const atMidnight = <Value>(act: (moment: Moment) => Promise<Value>) => inMoment(db, at, act);
  for (const act of acts) await atMidnight(act);
  await atMidnight(prepareDay);
  while ((await atMidnight((moment) => refreshExpiredItemValues(moment, BATCH))) >= BATCH);
  await atMidnight(followRedSpells);
  await atMidnight(markRefreshed);
}
