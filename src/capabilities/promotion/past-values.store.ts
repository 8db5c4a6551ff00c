// Values of items at the end of a past day: the stored ones where they are still those of that day, the rules where acts have gone on.
import { sql } from 'kysely';
import type { Day } from '../institution/calendar.rules.ts';
import type { ItemValues } from '../progress/facts.rules.ts';
import { evaluateItems } from '../progress/rollup.store.ts';
import type { Where } from './cycle.store.ts';

/** The moment that is looked at; its day counts every act until then, and has not ended. */
export type Then = { at: Date; day: Day };

/** One row of jsonb_to_recordset in the picture of a cycle or the points of a day. */
export type GivenValues = {
  item_id: string;
  verified: number | null;
  reported: number | null;
  planned: number | null;
  coverage: number | null;
  light: string;
  why: ItemValues['why'];
  worst_below: string | null;
  steps: readonly number[];
};

export const givenValues = (values: ReadonlyMap<string, ItemValues>): GivenValues[] =>
  [...values].map(([item_id, one]) => ({
    item_id,
    verified: one.verified,
    reported: one.reported,
    planned: one.planned,
    coverage: one.coverage,
    light: one.light,
    why: one.why,
    worst_below: one.worstBelow,
    steps: one.steps,
  }));

/** Every item's values as of a moment, by the rules. */
export async function evaluateThen(where: Where, then: Then): Promise<GivenValues[]> {
  return givenValues((await evaluateItems(where, then)).values);
}

type Stale = { id: string; root: string };

/** Rows of item_values that an act of a later day, or a day that passed, has taken away from `day`. */
async function listStale({ tx, institutionId }: Where, day: Day): Promise<Stale[]> {
  const { rows } = await sql<Stale>`
    select i.id, i.path[1] as root from item_values v join items i on i.institution_id = v.institution_id and i.id = v.item_id
    where v.institution_id = ${institutionId} and i.state <> 'draft'
      and (v.computed_on is null or v.computed_on > ${day}::date or v.holds_until <= ${day}::date)`.execute(tx);
  return rows;
}

/**
 * What the stored values no longer tell of a moment: null where nothing of them can be used, because they are of another day. Usually
 * empty: the work of midnight looks at the day that has just ended before anything goes on.
 */
export async function valuesLostSince(where: Where, then: Then, today: Day): Promise<GivenValues[]> {
  const daysAgo = (Date.parse(today) - Date.parse(then.day)) / 86_400_000;
  if (daysAgo > 1) return evaluateThen(where, then);
  const stale = await listStale(where, then.day);
  if (stale.length === 0) return [];
  const roots = [...new Set(stale.map((row) => row.root))];
  const { values } = await evaluateItems(where, { ...then, within: roots });
  // an item that has moved meanwhile stood under another root then
  if (stale.some((row) => !values.has(row.id))) return evaluateThen(where, then);
  const lost = new Set(stale.map((row) => row.id));
  return givenValues(values).filter((row) => lost.has(row.item_id));
}
