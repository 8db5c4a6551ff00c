// Who carries an item, by name too, and what binds its lead unit.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { Carrier } from '../linkage/subtree.store.ts';

type Place = Pick<Moment, 'tx' | 'institutionId'>;

export async function loadCarrier(place: Place, itemId: string): Promise<Carrier> {
  const row = await place.tx
    .selectFrom('items')
    .where('institution_id', '=', place.institutionId)
    .where('id', '=', itemId)
    .select(['responsible_person_id', 'lead_unit_id', 'interim'])
    .executeTakeFirstOrThrow();
  return { responsiblePersonId: row.responsible_person_id, leadUnitId: row.lead_unit_id, interim: row.interim };
}

type Named = Carrier & {
  responsiblePerson: { id: string; name: string; nameEn: string | null };
  leadUnit: { id: string; code: string; name: string; nameEn: string | null };
};

/** As they are called on the day of the snapshot. */
export async function loadCarrierBriefs(place: Place, carrier: Carrier): Promise<Named> {
  const { rows } = await sql<Pick<Named, 'responsiblePerson' | 'leadUnit'>>`
    select jsonb_build_object('id', p.id, 'name', p.name, 'nameEn', p.name_en) as "responsiblePerson",
      jsonb_build_object('id', u.id, 'code', u.code, 'name', u.name, 'nameEn', u.name_en) as "leadUnit"
    from people p join units u on u.institution_id = p.institution_id and u.id = ${carrier.leadUnitId}
    where p.institution_id = ${place.institutionId} and p.id = ${carrier.responsiblePersonId}`.execute(place.tx);
  const [found] = rows;
  if (!found) throw new Error('a carrier that is not there');
  return { ...carrier, ...found };
}

/** The item's co-units, and the code of a neighbour above or below on the same level, which shares the lead unit. */
export async function loadUnitBounds(
  place: Place,
  itemId: string,
): Promise<{ coUnits: string[]; sameLevel: string | null }> {
  const { rows } = await sql<{ coUnits: string[]; sameLevel: string | null }>`
    select array(select c.unit_id::text from item_co_units c where c.institution_id = i.institution_id and c.item_id = i.id) as "coUnits",
      (select coalesce(n.code, n.title) from items n where n.institution_id = i.institution_id and n.level = i.level and n.state not in ('draft', 'cancelled')
        and (n.id = i.parent_id or n.parent_id = i.id) order by n.path limit 1) as "sameLevel"
    from items i where i.institution_id = ${place.institutionId} and i.id = ${itemId}`.execute(place.tx);
  return rows[0] ?? { coUnits: [], sameLevel: null };
}
