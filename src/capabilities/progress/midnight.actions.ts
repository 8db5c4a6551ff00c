// The work of midnight and of the morning: brings an institution forward to its own now, a day at a time and in order, also over days on which nothing ran.
import type { Db } from '../../platform/database/connect.ts';
import type { Moment } from '../../platform/events/append.ts';
import { tryExclusively } from '../../platform/jobs/exclusive.ts';
import { addDays, type Day } from '../institution/calendar.rules.ts';
import { localDay, startOfDay } from '../institution/zone.rules.ts';
import {
  inMoment,
  institutionsBehind,
  markMorning,
  markRefreshed,
  prepareDay,
  readProgress,
} from './midnight.store.ts';
import { followRedSpells } from './red-spells.actions.ts';
import { refreshExpiredItemValues } from './rollup.store.ts';

/** What a capability does at 00:00 of a day, or as its quiet hours end, in a transaction of its own; must find nothing left to do when run again. */
export type MidnightAct = (moment: Moment) => Promise<unknown>;

export type MidnightWork = {
  db: Db;
  now: () => Date;
  /** In this order, before the values of the day are computed. */
  acts: readonly MidnightAct[];
  /** What reaches people: in this order, as the quiet hours of the day end, on the values of that day. */
  mornings?: readonly MidnightAct[];
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

/** Answers the days whose midnight it completed. */
export async function catchUp(work: MidnightWork, institutionId: string): Promise<Day[]> {
  const done = await tryExclusively(work.db, `midnight ${institutionId}`, async () => {
    const days: Day[] = [];
    for (let next = await nextDue(work, institutionId); next !== null && !work.stopping?.(); ) {
      if (next.of === 'morning') await completeMorning(work, { institutionId, now: next.at, today: next.day });
      else {
        await completeDay(work, { institutionId, now: next.at, today: next.day });
        days.push(next.day);
      }
      next = await nextDue(work, institutionId);
    }
    return days;
  });
  return done?.value ?? [];
}

type Due = { of: 'midnight' | 'morning'; day: Day; at: Date };
type At = { institutionId: string; now: Date; today: Day };

/** Midnight of a day, its morning, midnight of the next: no morning is passed over, none comes before its midnight. */
async function nextDue({ db, now }: MidnightWork, institutionId: string): Promise<Due | null> {
  const progress = await readProgress(db, institutionId);
  if (!progress) return null;
  const { timeZone, refreshedTo, morning } = progress;
  const [instant, midnightOf] = [now(), (day: Day): Due => ({ of: 'midnight', day, at: startOfDay(day, timeZone) })];
  const today = localDay(instant, timeZone);
  if (refreshedTo === null) return midnightOf(today);
  if (morning) return morning.at <= instant ? { of: 'morning', ...morning } : null;
  return refreshedTo < today ? midnightOf(addDays(refreshedTo, 1)) : null;
}

async function completeDay({ db, acts }: MidnightWork, at: At): Promise<void> {
  const atMidnight = <Value>(act: (moment: Moment) => Promise<Value>) => inMoment(db, at, act);
  for (const act of acts) await atMidnight(act);
  await atMidnight(prepareDay);
  while ((await atMidnight((moment) => refreshExpiredItemValues(moment, BATCH))) >= BATCH);
  await atMidnight(followRedSpells);
  await atMidnight(markRefreshed);
}

async function completeMorning({ db, mornings = [] }: MidnightWork, at: At): Promise<void> {
  for (const act of mornings) await inMoment(db, at, act);
  await inMoment(db, at, markMorning);
}
