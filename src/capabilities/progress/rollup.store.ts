// Keeps the stored values of items true: the functions of the database compute them, the rules measure them.

import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { type Db, inTenant } from '../../platform/database/connect.ts';
import type { Day } from '../institution/calendar.rules.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import type { ItemFacts, ItemValues, Light, Why } from './facts.rules.ts';
import { loadFacts, loadProgressSettings, type Where } from './facts.store.ts';
import { evaluateTree } from './tree.rules.ts';

/** Locks the stored values of these items and all their ancestors in the order that everybody keeps. */
export async function lockItemChain({ tx, institutionId }: Where, ids: readonly string[]): Promise<void> {
  await sql`select lock_item_chain(${institutionId}, ${[...ids]}::uuid[])`.execute(tx);
}

/**
 * Brings the values of these items and their ancestors up to date within the transaction of the act that changed them. Name every
 * item whose facts changed and, after a move, the former parent.
 */
export async function refreshItemValues(
  { tx, institutionId, today }: Where & { today: Day },
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`select refresh_item_values(${institutionId}, ${[...ids]}::uuid[], ${today}::date)`.execute(tx);
}

/** Refreshes what the date has made untrue, at most so many items; how many there were. 0: nothing is left. */
export async function refreshExpiredItemValues(
  { tx, institutionId, today }: Where & { today: Day },
  most = 500,
): Promise<number> {
  const { rows } = await sql<{ done: number }>`
    select refresh_expired_item_values(${institutionId}, ${today}::date, ${most}) as done`.execute(tx);
  return rows[0]?.done ?? 0;
}

/** Computes whatever is due in transactions of its own, so that loads of any size neither hold locks nor time out. */
export async function refreshInBatches(db: Db, institutionId: string, today: Day, most = 2000): Promise<number> {
  let done = 0;
  for (;;) {
    const batch = await inTenant(db, institutionId, (tx) =>
      refreshExpiredItemValues({ tx, institutionId, today }, most),
    );
    done += batch;
    if (batch < most) return done;
  }
}

/** Computes every item of the institution anew, in one transaction. */
export async function refreshAllItemValues({ tx, institutionId, today }: Where & { today: Day }): Promise<number> {
  const { rows } = await sql<{ done: number }>`
    select refresh_all_item_values(${institutionId}, ${today}::date) as done`.execute(tx);
  return rows[0]?.done ?? 0;
}

/** Marks every value as due for computing: after changes of calendar, settings or levels. */
export async function expireItemValues({ tx, institutionId, today }: Where & { today: Day }): Promise<void> {
  await sql`select expire_item_values(${institutionId}, ${today}::date)`.execute(tx);
}

/** Values of items by the rules: on a day, from what was known at a moment (or is known now, for today and days to come). */
export async function evaluateItems(
  where: Where,
  query: { within?: readonly string[]; at?: Date; day: Day },
): Promise<{ facts: ItemFacts[]; values: Map<string, ItemValues> }> {
  const facts = await loadFacts(where, query);
  const [calendar, settings] = [await loadCalendar(where), await loadProgressSettings(where, query.day)];
  return { facts, values: evaluateTree(facts, query.day, calendar, settings) };
}

type StoredValues = Omit<ItemValues, 'timeLeft' | 'light' | 'why'> & { id: string; light: Light; why: Why[] };

/** The values that the database holds, in the shape of the rules. */
export async function loadStoredValues({ tx, institutionId }: Where, ids: readonly string[]): Promise<StoredValues[]> {
  const { rows } = await sql<StoredValues>`
    select v.item_id as id, v.verified, v.reported, v.waiting, v.planned, v.reported_children as "reportedChildren", v.children, v.coverage,
      v.light, v.light_why as why, v.worst_below as "worstBelow", v.steps, v.override_value is not null as overridden, v.holds_until as "holdsUntil"
    from item_values v where v.institution_id = ${institutionId} and v.item_id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows;
}

/** One stored value that is not what the rules make of the facts. */
export type ValueDifference = { itemId: string; field: string; stored: unknown; computed: unknown };

const COMPARED = [
  'verified',
  'reported',
  'waiting',
  'planned',
  'reportedChildren',
  'children',
  'coverage',
  'light',
  'why',
  'worstBelow',
  'steps',
  'overridden',
] as const;

/** Recomputes the values below some items and names each stored one that differs; what has expired is left to its job. */
export async function findValueDifferences(
  where: Where & { today: Day },
  within: readonly string[],
): Promise<ValueDifference[]> {
  const { values } = await evaluateItems(where, { within, day: where.today });
  const stored = await loadStoredValues(where, [...values.keys()]);
  return stored.flatMap((row) => {
    const computed = values.get(row.id);
    if (!computed || (row.holdsUntil !== null && row.holdsUntil <= where.today)) return [];
    return COMPARED.filter((field) => !isDeepStrictEqual(row[field], computed[field])).map((field) => ({
      itemId: row.id,
      field,
      stored: row[field],
      computed: computed[field],
    }));
  });
}
