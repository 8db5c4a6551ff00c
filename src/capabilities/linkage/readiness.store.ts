// The SQL of readiness: nodes that are asked about with their needs and answers, now or as of a moment.
import { type RawBuilder, sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Moment } from '../../platform/events/append.ts';
import type { Scope } from '../identity/scope.ts';
import {
  askedFor,
  isAskedAbout,
  type Need,
  type NeedAnswer,
  type NeedKind,
  openNeeds,
  type Readiness,
  readinessOf,
  worstReadiness,
} from './readiness.rules.ts';

type Place = Pick<Moment, 'tx' | 'institutionId' | 'today'>;
/** A day; `at` is null for one to come, when nothing more happens. */
type Then = { at: Date | null; day: string };

export type StoredNeed = Need & {
  id: string | null;
  text: string;
  textEn: string | null;
  note: string | null;
  answeredBy: { id: string; name: string; nameEn: string | null } | null;
  answeredAt: string | null;
};
export type AskedNode = {
  itemId: string;
  id: string;
  title: string;
  titleEn: string | null;
  date: string;
  state: 'planned' | 'claimed' | 'verified';
  needs: StoredNeed[];
  waits: number;
};

export const wholeKind = (kind: NeedKind): StoredNeed => ({
  id: null,
  kind,
  text: '',
  textEn: null,
  answer: null,
  note: null,
  answeredBy: null,
  answeredAt: null,
});

/** How long before a node it is asked about, in working days: the setting of the day. */
const daysBefore = (place: Place, day: string): RawBuilder<unknown> => sql`coalesce((
  select (s.value #>> '{}')::int from settings s where s.institution_id = ${place.institutionId} and s.key = 'readiness.daysBefore'
    and s.effective_from <= ${day}::date order by s.effective_from desc limit 1), 10)`;

export const asksUntilSql = (place: Place, day: string): RawBuilder<unknown> =>
  sql`nth_working_day_after(${place.institutionId}, ${day}::date, ${daysBefore(place, day)})`;

export async function loadDaysBefore(place: Place, day = place.today): Promise<number> {
  const { rows } = await sql<{ days: number }>`select ${daysBefore(place, day)} as days`.execute(place.tx);
  return rows[0]?.days ?? 10;
}

/** The tables as they are, or as they were at a moment. */
function sourceOf(place: Place, at: Date | null) {
  if (at === null)
    return {
      nodes: sql`nodes`,
      depends: sql`item_dependencies`,
      items: sql`items`,
      needs: sql`m.removed_at is null`,
      answers: sql`true`,
    };
  const own = sql`x.institution_id = ${place.institutionId} and x.changed_at <= ${at}`;
  const then = (table: string, versions: string) => sql`(select x.* from ${sql.table(table)} x where ${own} union all
    select (jsonb_populate_record(null::${sql.table(table)}, to_jsonb(x) - 'valid_to')).* from ${sql.table(versions)} x where ${own} and x.valid_to > ${at})`;
  return {
    nodes: then('nodes', 'node_versions'),
    items: then('items', 'item_versions'),
    depends: sql`(select institution_id, item_id, depends_on_id from item_dependencies where created_at <= ${at}
      union all select institution_id, item_id, depends_on_id from past_dependencies where created_at <= ${at} and removed_at > ${at})`,
    needs: sql`m.created_at <= ${at} and (m.removed_at is null or m.removed_at > ${at})`,
    answers: sql`a.answered_at <= ${at}`,
  };
}

/** Nodes `n` of items that match, each with its needs and with how many unfinished items its own waits for. */
export async function selectAskedNodes(
  place: Place,
  where: RawBuilder<unknown>,
  at: Date | null,
): Promise<AskedNode[]> {
  const source = sourceOf(place, at);
  const { rows } = await sql<Omit<AskedNode, 'needs'> & { needs: StoredNeed[] | null }>`
    select n.item_id as "itemId", n.id, n.title, n.title_en as "titleEn", n.date, n.state,
      (select jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind, 'text', m.text, 'textEn', m.text_en, 'answer', l.answer, 'note', l.note,
          'answeredAt', to_char(l.answered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'answeredBy', case when p.id is not null then jsonb_build_object('id', p.id, 'name', p.name, 'nameEn', p.name_en) end) order by m.position, m.id)
        from node_needs m
        left join lateral (select a.answer, a.note, a.answered_at, a.answered_by from node_need_answers a where a.institution_id = m.institution_id
          and a.need_id = m.id and ${source.answers} order by a.answered_at desc limit 1) l on true
        left join people p on p.institution_id = m.institution_id and p.id = l.answered_by
        where m.institution_id = n.institution_id and m.item_id = n.item_id and m.node_id = n.id and ${source.needs}) as needs,
      (select count(*) from ${source.depends} d join ${source.items} o on o.institution_id = d.institution_id and o.id = d.depends_on_id
        where d.institution_id = n.institution_id and d.item_id = n.item_id and o.state not in ('closed', 'archived', 'cancelled'))::int as waits
    from ${source.nodes} n where n.institution_id = ${place.institutionId} and ${where} order by n.date, n.position, n.id`.execute(
    place.tx,
  );
  return rows.map((row) => ({ ...row, needs: askedFor(row.needs ?? [], wholeKind) }));
}

export const readinessOfNode = (node: AskedNode): Readiness => readinessOf(node.needs, node.waits);
export const openOfNode = (node: AskedNode): number => openNeeds(node.needs, node.waits);

/** The mark of each item that has one: of those that somebody carries and one of whose nodes is near. One query. */
export async function readinessOfItems(
  place: Place,
  items: readonly { id: string; state: string }[],
  then: Then | null = null,
): Promise<Map<string, Readiness>> {
  const ids = items.filter((item) => isAskedAbout(item.state)).map((item) => item.id);
  if (ids.length === 0) return new Map();
  const near = sql`n.item_id = any(${ids}::uuid[]) and n.state = 'planned' and n.date <= ${asksUntilSql(place, then?.day ?? place.today)}`;
  const nodes = await selectAskedNodes(place, near, then?.at ?? null);
  const marks = new Map<string, Readiness>();
  for (const [itemId, own] of Map.groupBy(nodes, (node) => node.itemId)) {
    const mark = worstReadiness(own.map(readinessOfNode));
    if (mark) marks.set(itemId, mark);
  }
  return marks;
}

/** Nodes near whose items a person answers for, or stands right above. */
export async function selectMyAskedNodes(scope: Scope): Promise<(AskedNode & { mine: boolean })[]> {
  const { rows } = await sql<{ id: string; mine: boolean }>`
    select i.id, i.responsible_person_id = ${scope.actorId} as mine from items i
      left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
    where i.institution_id = ${scope.institutionId} and i.state in ('assigned', 'in_progress') and not i.placeholder
      and i.id in (select x.id from items x where x.institution_id = ${scope.institutionId} and x.responsible_person_id = ${scope.actorId}
        union select c.id from items x join items c on c.institution_id = x.institution_id and c.parent_id = x.id
          where x.institution_id = ${scope.institutionId} and x.responsible_person_id = ${scope.actorId})
      and exists (select 1 from nodes n where n.institution_id = i.institution_id and n.item_id = i.id and n.state = 'planned'
        and n.date <= ${asksUntilSql(scope, scope.today)})`.execute(scope.tx);
  const mine = new Map(rows.map((row) => [row.id, row.mine]));
  if (mine.size === 0) return [];
  const near = sql`n.item_id = any(${[...mine.keys()]}::uuid[]) and n.state = 'planned' and n.date <= ${asksUntilSql(scope, scope.today)}`;
  const nodes = await selectAskedNodes(scope, near, null);
  return nodes.map((node) => ({ ...node, mine: mine.get(node.itemId) ?? false }));
}

export async function findNode(
  scope: Scope,
  nodeId: string,
): Promise<{ itemId: string; state: string; title: string; placeholder: boolean } | null> {
  const { rows } = await sql<{ itemId: string; state: string; title: string; placeholder: boolean }>`
    select n.item_id as "itemId", n.state, n.title, i.placeholder from nodes n join items i on i.institution_id = n.institution_id and i.id = n.item_id
    where n.institution_id = ${scope.institutionId} and n.id = ${nodeId}`.execute(scope.tx);
  return rows[0] ?? null;
}

type NewNeed = { kind: NeedKind; text: string; textEn: string | null; position: number };

export async function insertNeed(scope: Scope, node: { id: string; itemId: string }, need: NewNeed): Promise<string> {
  const id = uuid();
  await scope.tx
    .insertInto('node_needs')
    .values({
      institution_id: scope.institutionId,
      id,
      node_id: node.id,
      item_id: node.itemId,
      kind: need.kind,
      text: need.text,
      text_en: need.textEn,
      position: need.position,
      created_by: scope.actorId,
      created_at: scope.now,
    })
    .execute();
  return id;
}

export async function removeNeeds(scope: Scope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await scope.tx
    .updateTable('node_needs')
    .set({ removed_at: scope.now })
    .where('institution_id', '=', scope.institutionId)
    .where('id', 'in', [...ids])
    .execute();
}

export async function placeNeed(scope: Scope, id: string, position: number): Promise<void> {
  await scope.tx
    .updateTable('node_needs')
    .set({ position })
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', id)
    .execute();
}

export async function insertAnswer(
  scope: Scope,
  needId: string,
  answer: NeedAnswer,
  note: string | null,
): Promise<void> {
  const said = { answer, note, answered_by: scope.actorId };
  await scope.tx
    .insertInto('node_need_answers')
    .values({ institution_id: scope.institutionId, need_id: needId, answered_at: scope.now, ...said })
    .onConflict((conflict) => conflict.columns(['institution_id', 'need_id', 'answered_at']).doUpdateSet(said))
    .execute();
}

/** What an item waits for, by name where the caller may see it (`seen`). */
export async function selectWaits(
  scope: Scope,
  itemId: string,
  seen: RawBuilder<boolean>,
  at: Date | null,
): Promise<{ id: string | null; code: string | null; title: string | null; titleEn: string | null }[]> {
  const source = sourceOf(scope, at);
  const { rows } = await sql<{
    id: string;
    code: string | null;
    title: string | null;
    titleEn: string | null;
    seen: boolean;
  }>`
    select i.id, i.code, case when i.placeholder then null else i.title end as title, i.title_en as "titleEn", ${seen} as seen
    from ${source.depends} d join ${source.items} i on i.institution_id = d.institution_id and i.id = d.depends_on_id
    where d.institution_id = ${scope.institutionId} and d.item_id = ${itemId} and i.state not in ('closed', 'archived', 'cancelled')
    order by i.code`.execute(scope.tx);
  return rows.map((row) =>
    row.seen
      ? { id: row.id, code: row.code, title: row.title, titleEn: row.titleEn }
      : { id: null, code: null, title: null, titleEn: null },
  );
}
