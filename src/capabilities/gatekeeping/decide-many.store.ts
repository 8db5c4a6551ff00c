// What the database knows of submissions that may be out of the ordinary; the rules say which of it is.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { RemarkFacts } from './decide-many.rules.ts';

type Place = Pick<Moment, 'tx' | 'institutionId'>;

export async function loadRemarkFacts(place: Place, ids: readonly string[]): Promise<Map<string, RemarkFacts>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<RemarkFacts & { id: string }>`
    select s.id, s.kind, v.light as computed, r.self_rated_light as "selfRated",
      coalesce((select jsonb_agg(g.light) from gate_steps g where g.institution_id = s.institution_id and g.submission_id = s.id and g.light is not null), '[]') as "gateRated",
      coalesce(r.late, false) or claims.late
        or (s.kind = 'close_out' and s.submitted_on > case when i.excused then coalesce(i.excused_due, i.approved_due) else coalesce(i.original_due, i.approved_due) end) as late,
      coalesce(r.major_risk, false) as "majorRisk", coalesce(r.problem, '') <> '' as problem, coalesce(r.help, '') <> '' as help,
      case when i.placeholder or evidence.general then 0 else claims.bare + case
        when s.kind = 'close_out' and not evidence.ever then 1
        when s.kind = 'report' and jsonb_array_length(coalesce(s.snapshot->'readings', '[]')) > 0 and not evidence.any then 1 else 0 end end as "withoutEvidence",
      case when s.kind = 'decomposition' and coalesce(s.snapshot->>'gapReason', '') <> '' then 1 else 0 end as gaps,
      case when s.kind = 'decomposition' then (select count(*)::int from jsonb_array_elements(coalesce(s.snapshot->'children', '[]')) c
        where jsonb_array_length(coalesce(c->'changes', '[]')) > 0) else 0 end as "standingChanged",
      coalesce(r.percentage < v.verified, false) as fell, r.corrects is not null as corrects,
      coalesce((select p.state = 'returned' from submissions p where p.institution_id = s.institution_id and p.item_id = s.item_id and p.kind = s.kind
        and (p.submitted_at, p.id) < (s.submitted_at, s.id) order by p.submitted_at desc, p.id desc limit 1), false) as "answersReturn",
      s.no_independent_gate as "noIndependentGate", jsonb_array_length(s.conditions) as conditions
    from submissions s
      join items i on i.institution_id = s.institution_id and i.id = s.item_id
      join item_values v on v.institution_id = s.institution_id and v.item_id = s.item_id
      left join reports r on r.institution_id = s.institution_id and r.id = s.id
      cross join lateral (
        select count(*) > 0 as any, coalesce(bool_or(l.node_id is null), false) as general,
          exists (select 1 from evidence_links e where e.institution_id = s.institution_id and e.item_id = s.item_id) as ever
        from evidence_links l where l.institution_id = s.institution_id and l.submission_id = s.id) evidence
      cross join lateral (
        select coalesce(bool_or(n.date < c.claimed_on), false) as late,
          (count(*) filter (where not exists (select 1 from evidence_links l where l.institution_id = c.institution_id and l.submission_id = c.submission_id and l.node_id = c.node_id)))::int as bare
        from node_claims c join nodes n on n.institution_id = c.institution_id and n.id = c.node_id
        where c.institution_id = s.institution_id and c.submission_id = s.id and c.verdict is null) claims
    where s.institution_id = ${place.institutionId} and s.id = any(${ids}::uuid[])`.execute(place.tx);
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}

/** The items of these submissions with everything above them, and the children that a decomposition would change: what deciding them locks. */
export async function findTouchedItems(place: Place, submissionIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct unnest(i.path || i.id) as id from submissions s join items i on i.institution_id = s.institution_id and i.id = s.item_id
      where s.institution_id = ${place.institutionId} and s.id = any(${submissionIds}::uuid[])
    union
    select (c->>'id')::uuid from submissions s, jsonb_array_elements(s.snapshot->'children') c
      where s.institution_id = ${place.institutionId} and s.id = any(${submissionIds}::uuid[]) and s.kind = 'decomposition'`.execute(
    place.tx,
  );
  return rows.map((row) => row.id);
}
