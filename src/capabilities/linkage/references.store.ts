// What a draft refers to must be there: said with the field's name, before the database would only say no.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import { type RefusedField, refuseNow } from '../../platform/result.ts';

type Place = Pick<Moment, 'tx' | 'institutionId'>;

export type References = {
  sectorId?: string | null | undefined;
  disciplineId?: string | null | undefined;
  supervisorId?: string | null | undefined;
  leaderInChargeId?: string | null | undefined;
  coUnits?: readonly { unitId: string; personId?: string | null | undefined }[] | undefined;
};

type Referred = { field: string; table: 'sectors' | 'disciplines' | 'people' | 'units'; id: string };

function referredBy(draft: References): Referred[] {
  const one = (field: string, table: Referred['table'], id: string | null | undefined): Referred[] =>
    id ? [{ field, table, id }] : [];
  return [
    ...one('sectorId', 'sectors', draft.sectorId),
    ...one('disciplineId', 'disciplines', draft.disciplineId),
    ...one('supervisorId', 'people', draft.supervisorId),
    ...one('leaderInChargeId', 'people', draft.leaderInChargeId),
    ...(draft.coUnits ?? []).flatMap((co) => [
      ...one('coUnits', 'units', co.unitId),
      ...one('coUnits', 'people', co.personId),
    ]),
  ];
}

/** For each draft the fields whose reference is not there. */
export async function findUnknownReferences(place: Place, drafts: readonly References[]): Promise<RefusedField[][]> {
  const referred = drafts.map(referredBy);
  const all = referred.flat();
  if (all.length === 0) return drafts.map(() => []);
  const idsOf = (table: Referred['table']) => all.filter((one) => one.table === table).map((one) => one.id);
  const known = (table: Referred['table']) =>
    sql`select ${sql.lit(table)} || ' ' || id as found from ${sql.table(table)} where institution_id = ${place.institutionId} and id = any(${idsOf(table)}::uuid[])`;
  const { rows } = await sql<{ found: string }>`
    ${known('sectors')} union all ${known('disciplines')} union all ${known('people')} union all ${known('units')}`.execute(
    place.tx,
  );
  const found = new Set(rows.map((row) => row.found));
  return referred.map((fields) =>
    fields
      .filter((one) => !found.has(`${one.table} ${one.id.toLowerCase()}`))
      .map((one) => ({ path: one.field, code: 'reference_unknown', params: { field: one.field } })),
  );
}

type Coded = { id?: string | null | undefined; code?: string | undefined };

/** Codes are one item's alone: `path(index)` names the row that takes one in use, or the same one twice. */
export async function demandCodesFree(
  place: Place,
  rows: readonly Coded[],
  path: (at: number) => string,
): Promise<void> {
  const wanted = rows.flatMap((row) => row.code ?? []);
  if (wanted.length === 0) return;
  const holders = await place.tx
    .selectFrom('items')
    .where('institution_id', '=', place.institutionId)
    .where('code', 'in', wanted)
    .select(['id', 'code'])
    .execute();
  const holder = new Map(holders.map((one) => [one.code, one.id]));
  const seen = new Set<string>();
  for (const [at, { id, code }] of rows.entries()) {
    if (code === undefined) continue;
    const held = holder.get(code);
    if (seen.has(code) || (held !== undefined && held !== id))
      refuseNow('conflict', 'code_taken', { code }, [{ path: path(at), code: 'code_taken', params: { code } }]);
    seen.add(code);
  }
}

/** An indicator is handed down from one of the item above; while both are drafts, from one that is drafted there. */
export async function demandIndicatorsAbove(
  place: Place,
  itemId: string,
  indicators: readonly { parentIndicatorId?: string | null | undefined }[],
): Promise<void> {
  const wanted = indicators.flatMap((one) => one.parentIndicatorId ?? []);
  if (wanted.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    select n.id from indicators n join items i on i.institution_id = n.institution_id and i.parent_id = n.item_id
    where n.institution_id = ${place.institutionId} and i.id = ${itemId} and n.id = any(${wanted}::uuid[])
    union
    select (x ->> 'id')::uuid from items i join decomposition_drafts d on d.institution_id = i.institution_id and d.item_id = i.parent_id
      cross join lateral jsonb_array_elements(d.body -> 'indicators') x
    where i.institution_id = ${place.institutionId} and i.id = ${itemId} and i.state = 'draft'`.execute(place.tx);
  const above = new Set(rows.map((row) => row.id));
  const wrong = indicators.findIndex((one) => one.parentIndicatorId && !above.has(one.parentIndicatorId));
  if (wrong >= 0)
    refuseNow('invalid', 'indicator_not_above', {}, [
      { path: `indicators.${wrong}.parentIndicatorId`, code: 'indicator_not_above' },
    ]);
}
