// The SQL of planning ahead: years with their plans, what an item came from and went on into, what one act drafted.
import { type RawBuilder, sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Scope } from '../identity/scope.ts';
import type { How } from './planning-draft.rules.ts';
import { visibleTo } from './standing.store.ts';

export type YearRow = { year: number; keyWorks: number; items: number; drafts: number; states: Record<string, number> };

export const ofPlan = (year: number): RawBuilder<unknown> =>
  sql`i.horizon in ('annual', 'task') and i.start between make_date(${year}, 1, 1) and make_date(${year}, 12, 31) and i.state <> 'cancelled'`;

/** What hangs from nothing, or from something that is no part of the year's plan. */
export const atTopOf = (year: number): RawBuilder<unknown> => sql`${ofPlan(year)} and not exists (
  select 1 from items p where p.institution_id = i.institution_id and p.id = i.parent_id and p.horizon in ('annual', 'task')
    and p.start between make_date(${year}, 1, 1) and make_date(${year}, 12, 31) and p.state <> 'cancelled')`;

export async function selectYears(scope: Scope): Promise<YearRow[]> {
  const { rows } = await sql<YearRow>`
    select y.year, sum(y.tops)::int as "keyWorks", sum(y.items)::int as items, coalesce(sum(y.items) filter (where y.state = 'draft'), 0)::int as drafts,
      jsonb_object_agg(y.state, y.items) as states
    from (
      select extract(year from i.start)::int as year, i.state, count(*) as items,
        count(*) filter (where i.horizon = 'annual' and (p.id is null or p.horizon in ('five_year', 'mid_term'))) as tops
      from items i left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
      where i.institution_id = ${scope.institutionId} and i.horizon in ('annual', 'task') and i.state <> 'cancelled' and ${visibleTo(scope)}
      group by 1, 2
    ) y group by y.year order by y.year`.execute(scope.tx);
  return rows;
}

export type Linked = { id: string; fromId: string | null; toId: string | null; parts: number };

/** For each item where it came from, what of a later year goes on from it, and how many parts it has in the year's plan. */
export async function selectLinks(scope: Scope, ids: readonly string[], year: number): Promise<Map<string, Linked>> {
  const { rows } = await sql<Linked>`
    select x.id, (select o.from_item_id from item_origins o where o.institution_id = ${scope.institutionId} and o.item_id = x.id and o.kind = 'carried') as "fromId",
      (select s.id from item_origins o join items s on s.institution_id = o.institution_id and s.id = o.item_id and s.state <> 'cancelled'
        where o.institution_id = ${scope.institutionId} and o.from_item_id = x.id and o.kind = 'carried' order by s.start limit 1) as "toId",
      (select count(*) from items i where i.institution_id = ${scope.institutionId} and i.parent_id = x.id and ${ofPlan(year)})::int as parts
    from unnest(${ids}::uuid[]) as x(id)`.execute(scope.tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Who has gone on into a year already: predecessor -> successor. */
export async function selectSuccessors(
  scope: Scope,
  ids: readonly string[],
  year: number,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ fromId: string; id: string }>`
    select o.from_item_id as "fromId", i.id from item_origins o join items i on i.institution_id = o.institution_id and i.id = o.item_id
    where o.institution_id = ${scope.institutionId} and o.kind = 'carried' and o.from_item_id = any(${ids}::uuid[])
      and i.state <> 'cancelled' and extract(year from i.start) = ${year}`.execute(scope.tx);
  return new Map(rows.map((row) => [row.fromId, row.id]));
}

/** The ids of these items with what is below them where asked, parents before children. */
export async function selectTree(
  scope: Scope,
  tops: readonly string[],
  whole: readonly string[],
  states: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select i.id from items i where i.institution_id = ${scope.institutionId} and i.id = any(${whole}::uuid[])
      union
      select c.id from items c join below b on c.parent_id = b.id where c.institution_id = ${scope.institutionId} and c.state = any(${states}::text[])
    )
    select i.id from items i where i.institution_id = ${scope.institutionId} and ${visibleTo(scope)}
      and (i.id = any(${tops}::uuid[]) or i.id in (select id from below)) order by cardinality(i.path), i.position, i.id`.execute(
    scope.tx,
  );
  return rows.map((row) => row.id);
}

export type SourceNode = {
  itemId: string;
  title: string;
  titleEn: string | null;
  date: string;
  weight: number;
  state: string;
};

export async function selectNodesOf(scope: Scope, ids: readonly string[]): Promise<SourceNode[]> {
  const { rows } = await sql<SourceNode>`
    select item_id as "itemId", title, title_en as "titleEn", date, weight, state from nodes
    where institution_id = ${scope.institutionId} and item_id = any(${ids}::uuid[]) order by date, position`.execute(
    scope.tx,
  );
  return rows;
}

export async function selectMeasured(scope: Scope, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct item_id as id from indicators where institution_id = ${scope.institutionId} and item_id = any(${ids}::uuid[])`.execute(
    scope.tx,
  );
  return rows.map((row) => row.id);
}

/** One act at a time drafts a year's plan, so that nothing goes on twice. */
export async function lockPlan(scope: Scope, year: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`plan ${scope.institutionId} ${year}`}))`.execute(scope.tx);
}

export async function insertBatch(scope: Scope, kind: How | 'template', year: number): Promise<string> {
  const id = uuid();
  await scope.tx
    .insertInto('plan_batches')
    .values({ institution_id: scope.institutionId, id, kind, year, made_by: scope.actorId, made_at: scope.now })
    .execute();
  return id;
}

export type Origin = { itemId: string; fromItemId?: string; templateId?: string };

export async function insertOrigins(
  scope: Scope,
  batchId: string,
  kind: How | 'template',
  origins: readonly Origin[],
): Promise<void> {
  if (origins.length === 0) return;
  await scope.tx
    .insertInto('item_origins')
    .values(
      origins.map((one) => ({
        institution_id: scope.institutionId,
        item_id: one.itemId,
        batch_id: batchId,
        kind,
        from_item_id: one.fromItemId ?? null,
        template_id: one.templateId ?? null,
      })),
    )
    .execute();
}

export type BatchRow = { id: string; kind: How | 'template'; at: Date; items: number; touched: number };

/** What one person drafted at once; `touched` counts what is no longer the draft that it was. Empty ones are gone. */
export async function selectBatches(scope: Scope, where: RawBuilder<unknown>): Promise<BatchRow[]> {
  const { rows } = await sql<BatchRow>`
    select b.id, b.kind, b.made_at as at, count(*)::int as items,
      count(*) filter (where i.state <> 'draft' or i.version > 1 or exists (
        select 1 from items c where c.institution_id = i.institution_id and c.parent_id = i.id
          and not exists (select 1 from item_origins s where s.institution_id = c.institution_id and s.item_id = c.id and s.batch_id = b.id)))::int as touched
    from plan_batches b join item_origins o on o.institution_id = b.institution_id and o.batch_id = b.id
      join items i on i.institution_id = o.institution_id and i.id = o.item_id
    where b.institution_id = ${scope.institutionId} and b.made_by = ${scope.actorId} and ${where}
    group by b.id, b.kind, b.made_at order by b.made_at desc limit 10`.execute(scope.tx);
  return rows;
}

/** The drafts of a batch whose parent is not one of them. */
export async function selectBatchTops(
  scope: Scope,
  batchId: string,
): Promise<{ id: string; parentId: string | null }[]> {
  const { rows } = await sql<{ id: string; parentId: string | null }>`
    select i.id, i.parent_id as "parentId" from item_origins o join items i on i.institution_id = o.institution_id and i.id = o.item_id
    where o.institution_id = ${scope.institutionId} and o.batch_id = ${batchId} and not exists (
      select 1 from item_origins p where p.institution_id = o.institution_id and p.batch_id = o.batch_id and p.item_id = i.parent_id)`.execute(
    scope.tx,
  );
  return rows;
}

export async function deleteBatch(scope: Scope, batchId: string): Promise<void> {
  await scope.tx
    .deleteFrom('plan_batches')
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', batchId)
    .execute();
}
