// What must follow from other rows, asked of the database: each query answers with the rows where it does not.
import { type RawBuilder, sql } from 'kysely';
import type { Difference } from '../../platform/events/walk.ts';
import type { Where } from './facts.store.ts';

/** More are counted as found, but no longer named one by one. */
export const MOST_NAMED = 1000;

type Finding = { object: string; field: string; stored: unknown; computed: unknown };
type Check = (institutionId: string) => RawBuilder<Finding>;

const item = sql`'item ' || coalesce(i.code, i.id::text)`;

/** A node is verified by a claim that passed, claimed by one that waits, else planned. */
const nodeStates: Check = (institutionId) => sql`
  select 'node ' || n.title || ' (' || coalesce(i.code, i.id::text) || ')' as object, 'state' as field,
    jsonb_build_object('state', n.state, 'doneOn', n.done_on) as stored, jsonb_build_object('state', c.state, 'doneOn', c.done_on) as computed
  from nodes n
  join items i on i.institution_id = n.institution_id and i.id = n.item_id
  cross join lateral (
    select case when bool_or(k.verdict = 'verified') then 'verified' when bool_or(k.verdict is null) then 'claimed' else 'planned' end as state,
      min(k.claimed_on) filter (where k.verdict = 'verified') as done_on
    from (select 1) one left join node_claims k on k.institution_id = n.institution_id and k.node_id = n.id
    having count(k.node_id) > 0
    union all
    select 'planned', null where not exists (select 1 from node_claims k where k.institution_id = n.institution_id and k.node_id = n.id)
  ) c
  where n.institution_id = ${institutionId} and (n.state <> c.state or n.done_on is distinct from c.done_on)
`;

/** Whoever is responsible is also on record as such, alone, since registration. */
const responsibles: Check = (institutionId) => sql`
  select ${item} as object, 'responsiblePersonId' as field, to_jsonb(r.people) as stored, to_jsonb(array[i.responsible_person_id]) as computed
  from items i
  left join lateral (
    select array_agg(x.person_id) as people from item_responsibles x
    where x.institution_id = i.institution_id and x.item_id = i.id and x.to_at is null
  ) r on true
  where i.institution_id = ${institutionId} and i.state <> 'draft' and i.registered_on is not null
    and r.people is distinct from array[i.responsible_person_id]
`;

const shares: Check = (institutionId) => sql`
  select ${item} as object, 'shares' as field, to_jsonb(i.lead_share + coalesce(c.total, 0)) as stored, to_jsonb(1.0000) as computed
  from items i
  left join lateral (
    select sum(x.share) as total from item_co_units x where x.institution_id = i.institution_id and x.item_id = i.id
  ) c on true
  where i.institution_id = ${institutionId} and i.lead_share + coalesce(c.total, 0) <> 1
`;

/** The way down from the root, and its copies beside the values. */
const paths: Check = (institutionId) => sql`
  select ${item} as object, 'path' as field, to_jsonb(i.path) as stored, to_jsonb(coalesce(p.path, '{}') || i.id) as computed
  from items i left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
  where i.institution_id = ${institutionId} and i.path <> coalesce(p.path, '{}') || i.id
  union all
  select ${item}, 'parentId', to_jsonb(v.parent_id), to_jsonb(i.parent_id)
  from items i left join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
  where i.institution_id = ${institutionId}
    and (v.item_id is null or v.parent_id is distinct from i.parent_id or v.depth <> cardinality(i.path))
`;

/** A submission is over exactly when it has an end, and passed only when no step of its route was left out. */
const gates: Check = (institutionId) => sql`
  select 'submission ' || s.id as object, 'state' as field,
    jsonb_build_object('state', s.state, 'endedAt', s.ended_at, 'undecided', g.undecided, 'returned', g.returned) as stored, null::jsonb as computed
  from submissions s
  cross join lateral (
    select count(*) filter (where x.verdict is null and not x.expired) as undecided, count(*) filter (where x.verdict = 'returned') as returned
    from gate_steps x where x.institution_id = s.institution_id and x.submission_id = s.id
  ) g
  where s.institution_id = ${institutionId} and (
    (s.state = 'pending') <> (s.ended_at is null)
    or (s.state in ('passed', 'passed_with_conditions') and (g.undecided > 0 or g.returned > 0))
    or (s.state = 'returned' and g.returned = 0)
    or (s.state = 'pending' and g.undecided = 0)
  )
`;

const CHECKS: readonly [code: string, check: Check][] = [
  ['node_state_differs', nodeStates],
  ['responsible_differs', responsibles],
  ['shares_differ', shares],
  ['path_differs', paths],
  ['gate_differs', gates],
];

export async function findRowDifferences({ tx, institutionId }: Where): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const [code, check] of CHECKS) {
    const { rows } =
      await sql<Finding>`select * from (${check(institutionId)}) d order by object limit ${MOST_NAMED}`.execute(tx);
    found.push(...rows.map((row) => ({ code, ...row })));
  }
  return found;
}

export async function listRoots({ tx, institutionId }: Where): Promise<{ id: string; size: number }[]> {
  const { rows } = await sql<{ id: string; size: number }>`
    select path[1] as id, count(*) as size from items where institution_id = ${institutionId} group by 1 order by 1
  `.execute(tx);
  return rows;
}

/** What a person calls these items. */
export async function itemNames({ tx, institutionId }: Where, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; code: string | null }>`
    select id, code from items where institution_id = ${institutionId} and id = any (${[...ids]}::uuid[])
  `.execute(tx);
  return new Map(rows.map((row) => [row.id, `item ${row.code ?? row.id}`]));
}

export async function listFileHashes({ tx, institutionId }: Where): Promise<{ sha256: string; name: string }[]> {
  const { rows } = await sql<{ sha256: string; name: string }>`
    select distinct on (sha256) sha256, name from evidence where institution_id = ${institutionId} and sha256 is not null order by sha256
  `.execute(tx);
  return rows;
}
