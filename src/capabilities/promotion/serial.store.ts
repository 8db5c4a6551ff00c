// Gives serial numbers: the counter's row is locked until the issuing transaction ends, so that a number taken back leaves no gap.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import { documentNumber, type SerialSeries } from './serial.rules.ts';

export type NumberOrder = { organCode: string; kind: string; year: number; objectId: string };

/** The next number of its series. Take it last: whoever else issues under this organ code waits from here on. */
export async function giveNumber(moment: Moment, { organCode, kind, year, objectId }: NumberOrder): Promise<string> {
  const { tx, institutionId, now } = moment;
  const { rows } = await sql<{ last: number }>`
    insert into document_counters (institution_id, organ_code, kind, year, last) values (${institutionId}, ${organCode}, ${kind}, ${year}, 1)
    on conflict (institution_id, organ_code, kind, year) do update set last = document_counters.last + 1
    returning last`.execute(tx);
  const serial = rows[0]?.last ?? 1;
  const number = documentNumber(organCode, year, serial);
  await tx
    .insertInto('document_numbers')
    .values({
      institution_id: institutionId,
      organ_code: organCode,
      kind,
      year,
      serial,
      number,
      object_id: objectId,
      given_at: now,
    })
    .execute();
  return number;
}

/** The number stays on record and is never given again. */
export async function voidNumber({ tx, institutionId, now }: Moment, objectId: string): Promise<void> {
  await tx
    .updateTable('document_numbers')
    .set({ voided_at: now })
    .where('institution_id', '=', institutionId)
    .where('object_id', '=', objectId)
    .execute();
}

/** Every series with all its serials, for verification. */
export async function listSeries({ tx, institutionId }: Pick<Moment, 'tx' | 'institutionId'>): Promise<SerialSeries[]> {
  const { rows } = await sql<SerialSeries>`
    select c.organ_code as "organCode", c.kind, c.year, c.last,
      coalesce((select jsonb_agg(n.serial order by n.serial) from document_numbers n where n.institution_id = c.institution_id
        and n.organ_code = c.organ_code and n.kind = c.kind and n.year = c.year), '[]') as serials
    from document_counters c where c.institution_id = ${institutionId} order by c.organ_code, c.kind, c.year`.execute(
    tx,
  );
  return rows;
}
