// Which items a submission touches beside its own: locked with it before anything is decided, since locks go from below upwards.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';

type Place = Pick<Moment, 'tx' | 'institutionId'>;

/** The children of a decomposition, everything below what may sleep, wake, end or change hands, and everything above what opens again. */
export async function findTouched(place: Place, submissionId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive own as (
      select s.kind, s.item_id, s.snapshot, i.path from submissions s join items i on i.institution_id = s.institution_id and i.id = s.item_id
      where s.institution_id = ${place.institutionId} and s.id = ${submissionId}
    ),
    below as (
      select item_id as id from own where kind in ('suspension', 'resumption', 'cancellation', 'transfer')
      union all
      select c.id from items c join below b on c.parent_id = b.id where c.institution_id = ${place.institutionId}
    )
    select id from below
    union
    select (c->>'id')::uuid from own, jsonb_array_elements(own.snapshot->'children') c where own.kind = 'decomposition'
    union
    select unnest(own.path) from own where own.kind = 'reopening'`.execute(place.tx);
  return rows.map((row) => row.id);
}
