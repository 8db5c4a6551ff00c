// Links between items beside the tree. Only the parent link carries numbers; a dependency that would close a cycle is refused by the database.
import { sql } from 'kysely';
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import { refuseNow } from '../../platform/result.ts';
import { hasRole, type Scope } from '../identity/scope.ts';
import type { ItemLinks, LinkedItem } from './links.contract.ts';
import { readStanding, visibleTo } from './standing.store.ts';

type Links = z.infer<typeof ItemLinks>;
type Linked = z.infer<typeof LinkedItem>;
type LinkKind = 'dependency' | 'support';

export async function readItemLinks(scope: Scope, itemId: string): Promise<Links> {
  await readStanding(scope, itemId);
  const { rows } = await sql<Linked & { side: keyof Links }>`
    select l.side, i.id, i.code, case when i.placeholder then null else i.title end as title, i.title_en as "titleEn", i.state, i.approved_due as due from (
      select 'dependsOn' as side, depends_on_id as id from item_dependencies where institution_id = ${scope.institutionId} and item_id = ${itemId}
      union all select 'neededBy', item_id from item_dependencies where institution_id = ${scope.institutionId} and depends_on_id = ${itemId}
      union all select 'supports', supports_id from item_support_links where institution_id = ${scope.institutionId} and item_id = ${itemId}
      union all select 'supportedBy', item_id from item_support_links where institution_id = ${scope.institutionId} and supports_id = ${itemId}
    ) l join items i on i.institution_id = ${scope.institutionId} and i.id = l.id and ${visibleTo(scope)} order by i.code`.execute(
    scope.tx,
  );
  const of = (side: keyof Links) => rows.filter((row) => row.side === side).map(({ side: _, ...row }) => row);
  return {
    dependsOn: of('dependsOn'),
    neededBy: of('neededBy'),
    supports: of('supports'),
    supportedBy: of('supportedBy'),
  };
}

/** Whoever answers for the item or for one above it says what it depends on; the office may for all. Both ends must be seen. */
async function demandLinking(scope: Scope, itemId: string, otherId: string): Promise<void> {
  const item = await readStanding(scope, itemId);
  await readStanding(scope, otherId);
  if (itemId === otherId) refuseNow('invalid', 'link_to_itself');
  const mine = item.responsiblePersonId === scope.actorId || item.responsibleAbove || hasRole(scope.actor, 'office');
  if (!mine) refuseNow('forbidden', 'only_line_links');
}

export async function addLink(scope: Scope, kind: LinkKind, itemId: string, otherId: string): Promise<Links> {
  await demandLinking(scope, itemId, otherId);
  const row = {
    institution_id: scope.institutionId,
    item_id: itemId,
    created_by: scope.actorId,
    created_at: scope.now,
  };
  const added =
    kind === 'dependency'
      ? await scope.tx
          .insertInto('item_dependencies')
          .values({ ...row, depends_on_id: otherId })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
      : await scope.tx
          .insertInto('item_support_links')
          .values({ ...row, supports_id: otherId })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
  if (Number(added.numInsertedOrUpdatedRows) > 0)
    await appendEvent(scope, { act: `${kind}.added`, objectKind: 'item', objectId: itemId, after: { otherId } });
  return readItemLinks(scope, itemId);
}

export async function removeLink(scope: Scope, kind: LinkKind, itemId: string, otherId: string): Promise<null> {
  await demandLinking(scope, itemId, otherId);
  const table = sql.table(kind === 'dependency' ? 'item_dependencies' : 'item_support_links');
  const other = sql.ref(kind === 'dependency' ? 'depends_on_id' : 'supports_id');
  const removed =
    await sql`delete from ${table} where institution_id = ${scope.institutionId} and item_id = ${itemId} and ${other} = ${otherId}`.execute(
      scope.tx,
    );
  if (Number(removed.numAffectedRows) === 0) refuseNow('missing', 'not_found');
  await appendEvent(scope, { act: `${kind}.removed`, objectKind: 'item', objectId: itemId, before: { otherId } });
  return null;
}
