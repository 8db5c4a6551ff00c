// Freezing: a cycle stops where its freeze day ended, and what every item looked like then is kept for ever.
import { appendEvent, type Moment } from '../../platform/events/append.ts';
import { addDays, type Day } from '../institution/calendar.rules.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { endOfDay } from '../institution/zone.rules.ts';
import { loadFrame } from '../linkage/item-row.store.ts';
import { loadProgressSettings } from '../progress/facts.store.ts';
import type { CycleFrame } from '../progress/open-cycle.actions.ts';
import { deadlineFor } from '../progress/period.rules.ts';
import { changeCycle, listCyclesToFreeze, lockCycle, type StoredCycle, type Where } from './cycle.store.ts';
import { keepPicture } from './cycle-picture.store.ts';
import { isPointDay, keepItemPoints } from './item-points.store.ts';
import { evaluateInBatches, type Then, valuesLostSince } from './past-values.store.ts';

/** What else is to be kept when a cycle freezes, in the same transaction. */
export type AtFreeze = (moment: Moment, cycle: StoredCycle) => Promise<unknown>;

export async function loadCycleFrame(moment: Pick<Moment, 'tx' | 'institutionId' | 'today'>): Promise<CycleFrame> {
  const { levels } = await loadFrame(moment);
  return { calendar: await loadCalendar(moment), levels };
}

/** The last day in time by level, from the first down. */
export function deadlinesOf(cycle: Pick<StoredCycle, 'kind' | 'from' | 'to'>, { calendar, levels }: CycleFrame): Day[] {
  return Array.from({ length: levels }, (_, at) => deadlineFor(cycle, { rank: at + 1, levels }, calendar));
}

async function zoneOf({ tx, institutionId }: Where): Promise<string> {
  const row = await tx
    .selectFrom('institutions')
    .where('id', '=', institutionId)
    .select('time_zone')
    .executeTakeFirstOrThrow();
  return row.time_zone;
}

/** The moment that a freeze keeps: the end of its day where that day is over, else now. */
async function momentToKeep(moment: Moment, freezeOn: Day): Promise<Then> {
  if (freezeOn >= moment.today) return { at: moment.now, day: moment.today };
  return { at: endOfDay(freezeOn, await zoneOf(moment)), day: freezeOn };
}

/** Freezes an open cycle that is held. */
export async function freeze(moment: Moment, cycle: StoredCycle, atFreeze: readonly AtFreeze[]): Promise<void> {
  const past = await momentToKeep(moment, cycle.freezeOn);
  const freezing = await keepFreezing(moment, cycle, past);
  await changeCycle(moment, cycle.id, { state: 'frozen', freezings: freezing });
  for (const act of atFreeze) await act(moment, { ...cycle, state: 'frozen', freezings: freezing });
  await appendEvent(moment, {
    act: 'cycle.frozen',
    objectKind: 'cycle',
    objectId: cycle.id,
    after: { kind: cycle.kind, from: cycle.from, to: cycle.to, day: past.day, freezing },
  });
}

/** Writes what a freeze keeps; answers which freezing of the cycle it was. */
export async function keepFreezing(
  moment: Pick<Moment, 'tx' | 'institutionId' | 'today' | 'actorId'>,
  cycle: StoredCycle,
  past: Then,
): Promise<number> {
  const { tx, institutionId } = moment;
  const frame = await loadCycleFrame({ ...moment, today: past.day });
  const freezing = cycle.freezings + 1;
  await tx
    .insertInto('cycle_freezings')
    .values({
      institution_id: institutionId,
      cycle_id: cycle.id,
      freezing,
      at: past.at,
      day: past.day,
      settings: JSON.stringify(await loadProgressSettings(moment, past.day)),
      calendar: JSON.stringify(frame.calendar),
      frozen_by: moment.actorId,
    })
    .execute();
  const drawing = { cycle, deadlines: deadlinesOf(cycle, frame), today: past.day, past, freezing };
  const given = await valuesLostSince(moment, past, moment.today);
  if (given !== null) {
    await keepPicture(moment, { ...drawing, given, only: false });
    await keepItemPoints(moment, { day: past.day, all: true, given, only: false });
    return freezing;
  }
  for await (const batch of evaluateInBatches(moment, past)) {
    await keepPicture(moment, { ...drawing, ...batch, only: true });
    await keepItemPoints(moment, { day: past.day, all: true, given: batch.given, only: true });
  }
  return freezing;
}

/** Part of the midnight work: freezes what was to freeze on a day that is over, in order. Before anything else of the new day. */
export async function freezeCycles(moment: Moment, atFreeze: readonly AtFreeze[] = []): Promise<void> {
  for (const id of await listCyclesToFreeze(moment, moment.today)) {
    const cycle = await lockCycle(moment, id);
    if (cycle?.state === 'open' && cycle.freezeOn < moment.today) await freeze(moment, cycle, atFreeze);
  }
}

/** Part of the midnight work: where every item stood at the end of the day before. */
export async function keepPointsOfYesterday(moment: Moment): Promise<void> {
  const day = addDays(moment.today, -1);
  const given = await valuesLostSince(moment, { at: endOfDay(day, await zoneOf(moment)), day }, moment.today);
  if (given === null) await keepPointsOf(moment, day);
  else await keepItemPoints(moment, { day, all: isPointDay(day), given, only: false });
}

/** By the rules alone. */
async function keepPointsOf(where: Where, day: Day): Promise<void> {
  const past = { at: endOfDay(day, await zoneOf(where)), day };
  for await (const { given } of evaluateInBatches(where, past))
    await keepItemPoints(where, { day, all: isPointDay(day), given, only: true });
}
