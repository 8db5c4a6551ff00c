// Values of items at the end of a past day: the stored ones where they are still those of that day, the rules where acts have gone on.
import { sql } from 'kysely';
import { type Day, daysBetween } from '../institution/calendar.rules.ts';
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

/** So many items are in memory at once. */
const BATCH = 3000;

/** The same tree by tree, for institutions of any size: roots of then, and the values of everything below them. */
export async function* evaluateInBatches(
  where: Where,
  then: Then,
): AsyncGenerator<{ roots: string[]; given: GivenValues[] }> {
  const own = sql`x.institution_id = ${where.institutionId} and x.changed_at <= ${then.at}`;
  const { rows } = await sql<{ root: string; size: number }>`
    select t.root, count(*)::int as size from (
      select x.path[1] as root from items x where ${own}
      union all select x.path[1] from item_versions x where ${own} and x.valid_to > ${then.at}) t group by 1 order by 1`.execute(
    where.tx,
  );
  let [roots, size]: [string[], number] = [[], 0];
  for (const [at, row] of rows.entries()) {
    roots.push(row.root);
    size += row.size;
    if (size < BATCH && at < rows.length - 1) continue;
    const { values } = await evaluateItems(where, { ...then, within: roots });
    yield { roots, given: givenValues(values) };
    [roots, size] = [[], 0];
  }
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
 * What the stored values no longer tell of the day that has just ended, or of the present one; null where they are of another day
 * altogether, or too many for one look. Usually empty: the work of midnight looks back before anything goes on.
 */
export async function valuesLostSince(where: Where, then: Then, today: Day): Promise<GivenValues[] | null> {
  if (daysBetween(then.day, today) > 1) return null;
  const stale = await listStale(where, then.day);
  if (stale.length === 0) return [];
  if (stale.length > BATCH) return null;
  const roots = [...new Set(stale.map((row) => row.root))];
  const { values } = await evaluateItems(where, { ...then, within: roots });
  // an item that has moved meanwhile stood under another root then
  if (stale.some((row) => !values.has(row.id))) return evaluateThen(where, then);
  const lost = new Set(stale.map((row) => row.id));
  return givenValues(values).filter((row) => lost.has(row.item_id));
}
