// Where items stood at the end of days: a row where an item has moved since its last, on the last day of a week, and at a freeze.
import { sql } from 'kysely';
import { type Day, weekdayOf } from '../institution/calendar.rules.ts';
import type { Where } from './cycle.store.ts';
import type { GivenValues } from './past-values.store.ts';

const SUNDAY = 6;

/** Whether every item gets its row on a day, moved or not. */
export const isPointDay = (day: Day): boolean => weekdayOf(day) === SUNDAY;

const GIVEN = sql`g(item_id uuid, verified numeric(5,2), reported numeric(5,2), planned numeric(5,2), light text)`;

type Points = {
  day: Day;
  /** Every item, or those alone that have moved since their last row. */
  all: boolean;
  /** Values that stand in place of the stored ones; where `only`, there are no others. */
  given: readonly GivenValues[];
  only: boolean;
};

/** Writes the rows of a day for items that have a plan then, that is, neither drafts nor cancelled ones; a row that the day has already is brought up to its end. */
export async function keepItemPoints({ tx, institutionId }: Where, { day, all, given, only }: Points): Promise<void> {
  const slim = given.map(({ item_id, verified, reported, planned, light }) => ({
    item_id,
    verified,
    reported,
    planned,
    light,
  }));
  const moved = all
    ? sql``
    : sql`and not exists (select 1 from lateral (select p.verified, p.light from item_points p where p.institution_id = ${institutionId}
        and p.item_id = w.item_id and p.day <= ${day}::date order by p.day desc limit 1) l where l.verified is not distinct from w.verified and l.light = w.light)`;
  const stored = only
    ? sql``
    : sql`union all select v.item_id, v.verified, v.reported, v.planned, v.light from item_values v
        where v.institution_id = ${institutionId} and v.active and not exists (select 1 from given g where g.item_id = v.item_id)`;
  await sql`
    with given as (select * from jsonb_to_recordset(${JSON.stringify(slim)}::jsonb) as ${GIVEN}),
      w as (select g.* from given g where g.planned is not null ${stored})
    insert into item_points (institution_id, item_id, day, verified, reported, planned, light)
    select ${institutionId}::uuid, w.item_id, ${day}::date, w.verified, w.reported, w.planned, w.light from w where true ${moved}
    on conflict (institution_id, item_id, day) do update set verified = excluded.verified, reported = excluded.reported,
      planned = excluded.planned, light = excluded.light`.execute(tx);
}
