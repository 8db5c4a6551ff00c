// The institution's calendar: built from the country's table and its own closed days, and stored for the rules that run in SQL.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { Calendar, Day } from './calendar.rules.ts';
import { calendarSpan, YEARS_AHEAD } from './calendar-years.rules.ts';
import { institutionCalendar } from './official-days.rules.ts';

type Where = Pick<Moment, 'tx' | 'institutionId'>;

/** Building takes milliseconds and few institutions differ: the last ones built are kept. */
const built = new Map<string, Calendar>();
const MOST_KEPT = 200;

function calendarOf(official: boolean, closedDays: readonly Day[]): Calendar {
  const key = `${official} ${closedDays.join()}`;
  const known = built.get(key);
  if (known) return known;
  const calendar = institutionCalendar({ official, closedDays });
  if (built.size >= MOST_KEPT) built.clear();
  built.set(key, calendar);
  return calendar;
}

export async function loadCalendar({ tx, institutionId }: Where): Promise<Calendar> {
  const { rows } = await sql<{ holidays: string; closedDays: string[] }>`
    select i.holidays, coalesce((select jsonb_agg(c.day order by c.day) from closed_days c where c.institution_id = i.id), '[]') as "closedDays"
    from institutions i where i.id = ${institutionId}`.execute(tx);
  const row = rows[0];
  return calendarOf(row?.holidays === 'china', row?.closedDays ?? []);
}

export async function storeCalendar(moment: Where & { today: Day }): Promise<void> {
  const { tx, institutionId } = moment;
  const years = calendarSpan(await loadCalendar(moment), moment.today);
  await tx
    .insertInto('calendar_years')
    .values(
      years.map(({ year, base, ordinals }) => ({ institution_id: institutionId, year, base, ordinals: [...ordinals] })),
    )
    .onConflict((conflict) =>
      conflict.columns(['institution_id', 'year']).doUpdateSet((eb) => ({
        base: eb.ref('excluded.base'),
        ordinals: eb.ref('excluded.ordinals'),
      })),
    )
    .execute();
}

/** Whether the stored years still reach as far ahead as they should. */
export async function calendarReaches({ tx, institutionId, today }: Where & { today: Day }): Promise<boolean> {
  const { rows } = await sql<{ last: number | null }>`
    select max(year) as last from calendar_years where institution_id = ${institutionId}`.execute(tx);
  return (rows[0]?.last ?? 0) >= Number(today.slice(0, 4)) + YEARS_AHEAD;
}
