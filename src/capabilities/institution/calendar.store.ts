// The institution's calendar as the rules read it: China's official table or weekdays only, less its own closed days.
import type { Moment } from '../../platform/events/append.ts';
import { buildCalendar, type Calendar } from './calendar.rules.ts';
import { institutionCalendar } from './official-days.rules.ts';

const open = new Map<boolean, Calendar>();

function withoutClosedDays(official: boolean): Calendar {
  const known = open.get(official) ?? (official ? institutionCalendar({ official, closedDays: [] }) : buildCalendar({ closedDays: [] }));
  open.set(official, known);
  return known;
}

export async function loadCalendar(moment: Pick<Moment, 'tx' | 'institutionId'>): Promise<Calendar> {
  const found = await moment.tx
    .selectFrom('institutions as i')
    .leftJoin('closed_days as c', 'c.institution_id', 'i.id')
    .where('i.id', '=', moment.institutionId)
    .select(['i.holidays', 'c.day'])
    .execute();
  const official = found[0]?.holidays !== 'none';
  const closedDays = found.flatMap((row) => row.day ?? []);
  // most institutions close on no day of their own: one calendar serves them all
  return closedDays.length === 0 ? withoutClosedDays(official) : institutionCalendar({ official, closedDays });
}
