// The institution's own closed days, and its working days as everybody may look them up.
import type { PageQuery } from '../../platform/database/list-page.ts';
import type { Moment } from '../../platform/events/append.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import { demandManagement } from '../identity/identity.policy.ts';
import type { Scope } from '../identity/scope.ts';
import { addDays, daysBetween, isWorkingDay, weekdayOf } from './calendar.rules.ts';
import { calendarReaches, loadCalendar, storeCalendar } from './calendar.store.ts';
import { addEntity, changeEntity, type Kind, type Patch, removeEntity } from './entity.actions.ts';
import { findClosedDay, namesOfClosedDays, listClosedDays as selectClosedDays } from './groups.store.ts';
import { rowAbilities } from './institution.policy.ts';
import { loadSettings, valuesMoveOn } from './settings.store.ts';
import { expireValues, recomputeValues } from './values.store.ts';

const CLOSED_DAY: Kind = {
  table: 'closed_days',
  name: 'closed_day',
  columns: { day: 'day', name: 'name', nameEn: 'name_en' },
};
type ClosedDayFields = { day: string; name: string; nameEn?: string | null | undefined };

/** Limits and planned values count working days: all that is stored follows. */
export async function settleCalendar(scope: Scope): Promise<void> {
  await storeCalendar(scope);
  await recomputeValues(scope);
}

export async function listClosedDays(scope: Scope, query: PageQuery) {
  const { items, nextCursor } = await selectClosedDays(scope, query);
  return { items: items.map((day) => ({ ...day, abilities: { ...rowAbilities(scope.actor) } })), nextCursor };
}
export async function readClosedDay(scope: Scope, id: string) {
  const day = (await findClosedDay(scope, id)) ?? refuseNow('missing', 'not_found');
  return { ...day, abilities: { ...rowAbilities(scope.actor) } };
}
export async function addClosedDay(scope: Scope, fields: ClosedDayFields) {
  unwrap(demandManagement(scope.actor));
  const id = await addEntity(scope, CLOSED_DAY, fields);
  await settleCalendar(scope);
  return readClosedDay(scope, id);
}
export async function changeClosedDay(scope: Scope, id: string, patch: Patch<ClosedDayFields>, ifMatch: number | null) {
  unwrap(demandManagement(scope.actor));
  const standing = await readClosedDay(scope, id);
  await changeEntity(scope, CLOSED_DAY, standing, patch, ifMatch);
  if (patch.day !== undefined && patch.day !== standing.day) await settleCalendar(scope);
  return readClosedDay(scope, id);
}
export async function removeClosedDay(scope: Scope, id: string, ifMatch: number | null): Promise<void> {
  unwrap(demandManagement(scope.actor));
  await removeEntity(scope, CLOSED_DAY, await readClosedDay(scope, id), ifMatch);
  await settleCalendar(scope);
}

const LONGEST_SPAN = 400;
const DAYS_A_WEEK = 7;

export async function readCalendar(scope: Scope, from: string, to: string) {
  const length = daysBetween(from, to) + 1;
  if (length < 1) refuseNow('invalid', 'ends_before_start', { from });
  if (length > LONGEST_SPAN) refuseNow('invalid', 'span_too_long', { days: LONGEST_SPAN });
  const calendar = await loadCalendar(scope);
  const names = await namesOfClosedDays(scope, from, to);
  const { teachingTerms } = await loadSettings(scope, to);
  const weekOf = (day: string): number | null => {
    for (const { firstMonday, weeks } of teachingTerms) {
      const start = addDays(firstMonday, -weekdayOf(firstMonday));
      const week = Math.floor(daysBetween(start, day) / DAYS_A_WEEK) + 1;
      if (week >= 1 && week <= weeks) return week;
    }
    return null;
  };
  const english = scope.language === 'en';
  const items = Array.from({ length }, (_, index) => {
    const day = addDays(from, index);
    const closed = names.get(day);
    const name = closed ? ((english ? closed.nameEn : null) ?? closed.name) : null;
    return { day, working: isWorkingDay(calendar, day), name, teachingWeek: weekOf(day) };
  });
  return { items };
}

/** Part of the midnight work: the stored years keep their distance ahead, and settings that begin today move the values. */
export async function beginInstitutionDay(moment: Moment): Promise<void> {
  if (!(await calendarReaches(moment))) await storeCalendar(moment);
  if (await valuesMoveOn(moment)) await expireValues(moment);
}
