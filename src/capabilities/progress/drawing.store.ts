// Reads what a drawing is made of: bars with their nodes, the dependencies that touch them, and the names that they need.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '../identity/scope.ts';
import type { Day } from '../institution/calendar.rules.ts';
import type { PathLink } from '../linkage/critical-path.rules.ts';
import { type ItemStanding, mayOpen } from '../linkage/item.policy.ts';
import { visibleTo } from '../linkage/standing.store.ts';
import type { Drawing, DrawnNode, OutsideItem } from './drawing.contract.ts';

type Outside = z.output<typeof OutsideItem>;
type Node = Omit<z.output<typeof DrawnNode>, 'late'>;
type Names = Pick<z.output<typeof Drawing>, 'units' | 'people'>;

/** A bar as stored; `path` and `position` place it, the rest is shown. */
export type Bar = {
  id: string;
  path: string[];
  position: number;
  code: string | null;
  title: string | null;
  titleEn: string | null;
  level: number;
  horizon: string;
  state: string;
  light: string;
  worstBelow: string | null;
  sectorId: string | null;
  leadUnitId: string;
  responsiblePersonId: string;
  start: Day;
  originalDue: Day | null;
  due: Day;
  parentDue: Day | null;
  parentCode: string | null;
  acceptedOn: Day | null;
  finishedOn: Day | null;
  verified: number | null;
  planned: number | null;
  readiness: 'asked' | 'unmet' | 'ready' | null;
  placeholder: boolean;
};

/** `within` continues the where clause on items `i`; cancelled work is not drawn. */
export async function selectBars(scope: Scope, within: RawBuilder<unknown>): Promise<Bar[]> {
  const { rows } = await sql<Bar>`
    select i.id, i.path, i.position, i.code, case when i.placeholder then null else i.title end as title, i.title_en as "titleEn", i.level, i.horizon, i.state,
      v.light, v.worst_below as "worstBelow", i.sector_id as "sectorId", i.lead_unit_id as "leadUnitId", i.responsible_person_id as "responsiblePersonId",
      i.start, i.original_due as "originalDue", i.approved_due as due, p.approved_due as "parentDue", p.code as "parentCode", i.accepted_on as "acceptedOn",
      i.finished_on as "finishedOn", v.verified, v.planned, null::text as readiness, i.placeholder
    from items i
    join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
    left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
    where i.institution_id = ${scope.institutionId} and i.state <> 'cancelled' ${within} and ${visibleTo(scope)}`.execute(
    scope.tx,
  );
  return rows;
}

/** Where items stand in the tree; the tree of what is registered never changes, so it serves past days too. */
export async function selectPlaces(
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, Pick<Bar, 'path' | 'position' | 'parentCode'>>> {
  const { rows } = await sql<Pick<Bar, 'id' | 'path' | 'position' | 'parentCode'>>`
    select i.id, i.path, i.position, p.code as "parentCode" from items i
    left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
    where i.institution_id = ${scope.institutionId} and i.id = any(${[...ids]}::uuid[])`.execute(scope.tx);
  return new Map(rows.map((row) => [row.id, row]));
}

const NODE = sql`x.item_id, x.id, x.title, x.title_en as "titleEn", x.date, x.original_date as "originalDate", x.weight, x.state, x.done_on as "doneOn", x.position`;

/** Nodes by item; `at` reads them as they stood at a past moment. */
export async function selectNodes(scope: Scope, ids: readonly string[], at: Date | null): Promise<Map<string, Node[]>> {
  const own = sql`x.institution_id = ${scope.institutionId} and x.item_id = any(${[...ids]}::uuid[])`;
  const then = at === null ? sql`` : sql`and x.changed_at <= ${at}`;
  const past =
    at === null
      ? sql``
      : sql`union all select ${NODE} from node_versions x where ${own} and x.changed_at <= ${at} and x.valid_to > ${at}`;
  const { rows } = await sql<Node & { item_id: string; position: number }>`
    select ${NODE} from nodes x where ${own} ${then} ${past} order by date, position`.execute(scope.tx);
  const found = new Map<string, Node[]>();
  for (const { item_id, position: _, ...node } of rows) {
    const nodes = found.get(item_id);
    if (nodes) nodes.push(node);
    else found.set(item_id, [node]);
  }
  return found;
}

/** Those of these placeholders whose nodes the caller may read. */
export async function openPlaceholders(scope: Scope, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ standing: ItemStanding }>`
    select item_standing(${scope.institutionId}, id, ${scope.actorId}, ${scope.today}::date) as standing from unnest(${[...ids]}::uuid[]) as id`.execute(
    scope.tx,
  );
  return new Set(rows.filter(({ standing }) => mayOpen(scope.actor, standing).ok).map(({ standing }) => standing.id));
}

export async function selectDependencies(scope: Scope, ids: readonly string[], at: Date | null): Promise<PathLink[]> {
  const touching = sql`institution_id = ${scope.institutionId} and (item_id = any(${[...ids]}::uuid[]) or depends_on_id = any(${[...ids]}::uuid[]))`;
  const past =
    at === null
      ? sql``
      : sql`and created_at <= ${at} union select item_id, depends_on_id from past_dependencies where ${touching} and created_at <= ${at} and removed_at > ${at}`;
  const { rows } = await sql<{ item_id: string; depends_on_id: string }>`
    select item_id, depends_on_id from item_dependencies where ${touching} ${past} order by 1, 2`.execute(scope.tx);
  return rows.map((row) => ({ itemId: row.item_id, dependsOnId: row.depends_on_id }));
}

export async function selectOutside(scope: Scope, ids: readonly string[]): Promise<Outside[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Outside>`
    select i.id, i.code, case when i.placeholder then null else i.title end as title, i.title_en as "titleEn", i.state, v.light, i.start,
      i.approved_due as due, i.finished_on as "finishedOn"
    from items i join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
    where i.institution_id = ${scope.institutionId} and i.id = any(${[...ids]}::uuid[]) and i.state <> 'cancelled' and ${visibleTo(scope)} order by i.code, i.id`.execute(
    scope.tx,
  );
  return rows;
}

export async function selectNames(scope: Scope, bars: readonly Bar[]): Promise<Names> {
  const units = [...new Set(bars.map((bar) => bar.leadUnitId))];
  const people = [...new Set(bars.map((bar) => bar.responsiblePersonId))];
  const found = await sql<Names['units'][number]>`
    select id, code, name, name_en as "nameEn" from units where institution_id = ${scope.institutionId} and id = any(${units}::uuid[])`.execute(
    scope.tx,
  );
  const persons = await sql<Names['people'][number]>`
    select id, name, name_en as "nameEn" from people where institution_id = ${scope.institutionId} and id = any(${people}::uuid[])`.execute(
    scope.tx,
  );
  return { units: found.rows, people: persons.rows };
}

export type Group = { id: string; name: string; nameEn: string | null };

/** The units right below the top unit and the top unit itself, each with every unit that belongs to it. */
export async function selectUnitGroups(scope: Scope): Promise<(Group & { unitIds: string[] })[]> {
  const { rows } = await sql<Group & { unitIds: string[] }>`
    with recursive tops as (
      select u.id as top, u.id from units u join units t on t.institution_id = u.institution_id and t.id = u.parent_id and t.parent_id is null
        where u.institution_id = ${scope.institutionId}
      union all
      select b.top, u.id from units u join tops b on u.parent_id = b.id where u.institution_id = ${scope.institutionId}
    )
    select u.id, u.code, u.name, u.name_en as "nameEn", u.kind,
      case when u.parent_id is null then array[u.id] else (select array_agg(t.id) from tops t where t.top = u.id) end as "unitIds"
    from units u where u.institution_id = ${scope.institutionId} and (u.parent_id is null or u.id in (select top from tops))
    order by u.parent_id is not null, case u.kind when 'college' then 2 when 'department' then 1 else 0 end, u.code`.execute(
    scope.tx,
  );
  return rows;
}

export async function selectUnitBelow(scope: Scope, unitId: string): Promise<(Group & { unitIds: string[] })[]> {
  const { rows } = await sql<Group & { unitIds: string[] }>`
    select u.id, u.name, u.name_en as "nameEn", array(select units_below(${scope.institutionId}, array[u.id])) as "unitIds"
    from units u where u.institution_id = ${scope.institutionId} and u.id = ${unitId}`.execute(scope.tx);
  return rows;
}

export async function selectSectors(scope: Scope, sectorId: string | undefined): Promise<Group[]> {
  const only = sectorId === undefined ? sql`` : sql`and id = ${sectorId}`;
  const { rows } = await sql<Group>`
    select id, name, name_en as "nameEn" from sectors where institution_id = ${scope.institutionId} ${only} order by code`.execute(
    scope.tx,
  );
  return rows;
}
