// Links between items beside the tree. Only the parent link carries numbers; a dependency that would close a circle is refused, naming it.
import { sql } from 'kysely';
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import { refuseNow } from '../../platform/result.ts';
import { hasRole, type Scope } from '../identity/scope.ts';
import { circleOf, inOneLine, type Wait } from './dependency.rules.ts';
import type { ItemStanding } from './item.policy.ts';
import type { ItemLinks, LinkedItem } from './links.contract.ts';
import { readStanding, visibleTo } from './standing.store.ts';

type Links = z.infer<typeof ItemLinks>;
type Linked = z.infer<typeof LinkedItem>;
type Side = Exclude<keyof Links, 'abilities'>;
type LinkKind = 'dependency' | 'support';

/** Whoever answers for the item or for one above it says what it depends on; the office may for all. */
const mayLink = (scope: Scope, item: ItemStanding): boolean =>
  item.responsiblePersonId === scope.actorId || item.responsibleAbove || hasRole(scope.actor, 'office');

async function selectLinked(scope: Scope, itemId: string): Promise<(Linked & { side: Side })[]> {
  const own = sql`institution_id = ${scope.institutionId}`;
  const { rows } = await sql<Linked & { side: Side }>`
    select l.side, i.id, i.code, case when i.placeholder then null else i.title end as title, i.title_en as "titleEn", i.state, v.light,
      jsonb_build_object('id', p.id, 'name', p.name, 'nameEn', p.name_en) as "responsiblePerson",
      i.start, i.approved_due as due, i.finished_on as "finishedOn",
      (i.approved_due < ${scope.today}::date and i.finished_on is null and i.state not in ('closed', 'archived', 'cancelled', 'suspended')) as late,
      case l.side when 'dependsOn' then o.finished_on is null and coalesce(i.finished_on, i.approved_due) >= o.start
        when 'neededBy' then i.finished_on is null and coalesce(o.finished_on, o.approved_due) >= i.start else false end as contradicts
    from (
      select 'dependsOn' as side, depends_on_id as id from item_dependencies where ${own} and item_id = ${itemId}
      union all select 'neededBy', item_id from item_dependencies where ${own} and depends_on_id = ${itemId}
      union all select 'supports', supports_id from item_support_links where ${own} and item_id = ${itemId}
      union all select 'supportedBy', item_id from item_support_links where ${own} and supports_id = ${itemId}
    ) l
    join items o on o.institution_id = ${scope.institutionId} and o.id = ${itemId}
    join items i on i.institution_id = ${scope.institutionId} and i.id = l.id and ${visibleTo(scope)}
    join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
    join people p on p.institution_id = i.institution_id and p.id = i.responsible_person_id
    order by i.code, i.id`.execute(scope.tx);
  return rows;
}

export async function readItemLinks(scope: Scope, itemId: string): Promise<Links> {
  const item = await readStanding(scope, itemId);
  const rows = await selectLinked(scope, itemId);
  const of = (side: Side) => rows.filter((row) => row.side === side).map(({ side: _, ...row }) => row);
  return {
    dependsOn: of('dependsOn'),
    neededBy: of('neededBy'),
    supports: of('supports'),
    supportedBy: of('supportedBy'),
    abilities: { link: mayLink(scope, item) },
  };
}

/** Both ends must be seen. */
async function demandLinking(scope: Scope, itemId: string, otherId: string): Promise<void> {
  const item = await readStanding(scope, itemId);
  await readStanding(scope, otherId);
  if (itemId === otherId) refuseNow('invalid', 'link_to_itself');
  if (!mayLink(scope, item)) refuseNow('forbidden', 'only_line_links');
}

/** The trigger refuses circles by itself; here the items of one are named as far as the caller sees them, the others by a dash. */
async function demandNoCircle(scope: Scope, wait: Wait): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`dependencies ${scope.institutionId}`}))`.execute(scope.tx);
  const { rows: waits } = await sql<Wait>`
    select item_id as "itemId", depends_on_id as "dependsOnId" from item_dependencies where institution_id = ${scope.institutionId}`.execute(
    scope.tx,
  );
  const ids = [...new Set([wait, ...waits].flatMap((one) => [one.itemId, one.dependsOnId]))];
  const { rows: places } = await sql<{ id: string; path: string[] }>`
    select id, path from items where institution_id = ${scope.institutionId} and id = any(${ids}::uuid[])`.execute(
    scope.tx,
  );
  const paths = new Map(places.map((place) => [place.id, place.path]));
  const pathOf = (id: string) => paths.get(id) ?? [id];
  if (inOneLine(wait.itemId, wait.dependsOnId, pathOf)) refuseNow('invalid', 'dependency_in_line');
  const circle = circleOf(wait, waits, pathOf);
  if (!circle) return;
  const { rows: seen } = await sql<{ id: string; name: string | null }>`
    select i.id, coalesce(i.code, nullif(i.title, '')) as name from items i
    where i.institution_id = ${scope.institutionId} and i.id = any(${circle}::uuid[]) and ${visibleTo(scope)}`.execute(
    scope.tx,
  );
  const names = new Map(seen.map((one) => [one.id, one.name]));
  refuseNow('invalid', 'dependency_cycle', { circle: circle.map((id) => names.get(id) ?? '—').join(' → ') });
}

export async function addLink(scope: Scope, kind: LinkKind, itemId: string, otherId: string): Promise<Links> {
  await demandLinking(scope, itemId, otherId);
  if (kind === 'dependency') await demandNoCircle(scope, { itemId, dependsOnId: otherId });
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
