// Writes what acts make of a sheet: its row, the round that is answered or judged, the causes that an item has named.
import { sql, type Updateable } from 'kysely';
import type { Tables } from '../../platform/database/tables.ts';
import type { Moment } from '../../platform/events/append.ts';
import type { NamedCause, SheetColour } from './sheet.rules.ts';

type At = Pick<Moment, 'tx' | 'institutionId'>;

/** Every change is a new version of the sheet. */
export async function updateSheet(
  { tx, institutionId }: At,
  id: string,
  fields: Updateable<Tables['sheets']>,
): Promise<void> {
  await tx
    .updateTable('sheets')
    .set({ ...fields, version: sql<number>`version + 1` })
    .where('institution_id', '=', institutionId)
    .where('id', '=', id)
    .execute();
}

/** The answer of the round under way, or the verdict on the one answered last. */
export async function updateRound(
  { tx, institutionId }: At,
  sheetId: string,
  fields: Updateable<Tables['sheet_rounds']>,
): Promise<void> {
  await tx
    .updateTable('sheet_rounds')
    .set(fields)
    .where('institution_id', '=', institutionId)
    .where('sheet_id', '=', sheetId)
    .where('n', '=', (query) =>
      query
        .selectFrom('sheet_rounds as r')
        .where('r.institution_id', '=', institutionId)
        .where('r.sheet_id', '=', sheetId)
        .select((one) => one.fn.max('r.n').as('n')),
    )
    .execute();
}

/** Whether its light was another one already as the sheet ended: then the same may be asked again when it comes back. */
export async function markLeftAtEnd(
  { tx, institutionId, today }: Pick<Moment, 'tx' | 'institutionId' | 'today'>,
  id: string,
): Promise<void> {
  await sql`
    update sheets s set left_on = ${today}::date from item_values v
    where s.institution_id = ${institutionId} and s.id = ${id} and s.ended_at is not null and s.left_on is null
      and v.institution_id = s.institution_id and v.item_id = s.item_id and v.light <> s.colour`.execute(tx);
}

/** The open stay in red of an item, and whether its cause is recorded. */
export async function findOpenSpell(
  { tx, institutionId }: At,
  itemId: string,
): Promise<{ since: string; recorded: boolean } | null> {
  const row = await tx
    .selectFrom('red_spells')
    .where('institution_id', '=', institutionId)
    .where('item_id', '=', itemId)
    .where('left_on', 'is', null)
    .select(['since', 'recorded_at'])
    .executeTakeFirst();
  return row ? { since: row.since, recorded: row.recorded_at !== null } : null;
}

/** Every time this item named the cause: stays in red, and sheets that explained none. */
export async function listNamedCauses(
  { tx, institutionId }: At,
  itemId: string,
  category: string,
): Promise<NamedCause[]> {
  const { rows } = await sql<{ runOn: string; colour: SheetColour }>`
    select s.run_on as "runOn", s.colour from sheets s
    where s.institution_id = ${institutionId} and s.item_id = ${itemId} and s.cause_category = ${category} and s.state <> 'voided' and s.spell_since is null
    union all
    select coalesce(r.run_on, r.since), 'red' from red_spells r
    where r.institution_id = ${institutionId} and r.item_id = ${itemId} and r.cause_category = ${category}`.execute(tx);
  return rows;
}
