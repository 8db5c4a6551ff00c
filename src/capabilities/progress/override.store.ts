// The SQL of values set by hand: one open at a time, earlier ones stay on record.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Scope } from '../identity/scope.ts';

type Person = { id: string; name: string; nameEn: string | null };
export type OverrideRow = {
  id: string;
  value: number;
  reason: string;
  until: string;
  proposedBy: Person;
  proposedAt: Date;
  signedBy: Person | null;
  signedAt: Date | null;
  endedAt: Date | null;
};

/** Latest first. */
export async function selectOverrides(scope: Scope, itemId: string): Promise<OverrideRow[]> {
  const { rows } = await sql<OverrideRow>`
    select o.id, o.value, o.reason, o.until, o.proposed_at as "proposedAt", o.signed_at as "signedAt", o.ended_at as "endedAt",
      jsonb_build_object('id', p.id, 'name', p.name, 'nameEn', p.name_en) as "proposedBy",
      case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name, 'nameEn', s.name_en) end as "signedBy"
    from item_overrides o join people p on p.institution_id = o.institution_id and p.id = o.proposed_by
      left join people s on s.institution_id = o.institution_id and s.id = o.signed_by
    where o.institution_id = ${scope.institutionId} and o.item_id = ${itemId} order by o.proposed_at desc, o.id desc limit 50`.execute(
    scope.tx,
  );
  return rows;
}

export async function insertOverride(
  scope: Scope,
  itemId: string,
  asked: { value: number; reason: string; until: string },
): Promise<string> {
  const id = uuid();
  const by = { proposed_by: scope.actorId, proposed_at: scope.now };
  await scope.tx
    .insertInto('item_overrides')
    .values({ institution_id: scope.institutionId, id, item_id: itemId, ...asked, ...by })
    .execute();
  return id;
}

export async function signOne(scope: Scope, id: string): Promise<void> {
  await scope.tx
    .updateTable('item_overrides')
    .set({ signed_by: scope.actorId, signed_at: scope.now, from_day: scope.today })
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', id)
    .execute();
}

export async function endOne(scope: Scope, id: string): Promise<void> {
  await scope.tx
    .updateTable('item_overrides')
    .set({ ended_by: scope.actorId, ended_at: scope.now })
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', id)
    .execute();
}
