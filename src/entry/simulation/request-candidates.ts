// Items on which a request of the story's last days fits: nothing has happened on them since, and nothing waits.
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/connect.ts';

/** working: signed for and going on; asleep, closed: as they are called; parent: going on, with work below. */
export type Pool = 'working' | 'parent' | 'asleep' | 'closed';

export type Candidate = {
  id: string;
  pool: Pool;
  personId: string;
  due: string;
  /** Null for a root. */
  parentDue: string | null;
  standard: string;
  resources: string | null;
  /** Of the same unit, with a post today. */
  colleagueId: string | null;
  /** The last node that is not verified. */
  nodeId: string | null;
};

export async function listCandidates(tx: Tx, institutionId: string, before: Date): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select i.id, i.responsible_person_id as "personId", i.approved_due as due, p.approved_due as "parentDue", i.standard, i.resources,
      case i.state when 'suspended' then 'asleep' when 'closed' then 'closed'
        else case when exists (select 1 from items c where c.institution_id = i.institution_id and c.parent_id = i.id and c.state = 'in_progress') then 'parent' else 'working' end end as pool,
      (select o.person_id from posts o where o.institution_id = i.institution_id and o.unit_id = i.lead_unit_id and o.person_id <> i.responsible_person_id
        and o.state = 'confirmed' and o.to_day is null order by o.level desc, o.person_id limit 1) as "colleagueId",
      (select n.id from nodes n where n.institution_id = i.institution_id and n.item_id = i.id and n.state = 'planned' and n.changed_at < ${before}
        order by n.date desc, n.id limit 1) as "nodeId"
    from items i left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
    where i.institution_id = ${institutionId} and i.level >= 4 and not i.placeholder and i.changed_at < ${before}
      and i.state in ('in_progress', 'suspended', 'closed') and coalesce(p.state, 'in_progress') = 'in_progress'
      and not exists (select 1 from submissions s where s.institution_id = i.institution_id and s.item_id = i.id and (s.state = 'pending' or s.submitted_at >= ${before} or s.ended_at >= ${before}))
    order by i.level, i.code`.execute(tx);
  return rows;
}

/** Whose turn it is. */
export async function openStepOf(tx: Tx, institutionId: string, submissionId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('gate_steps as g')
    .innerJoin('submissions as s', (join) =>
      join.onRef('s.institution_id', '=', 'g.institution_id').onRef('s.id', '=', 'g.submission_id'),
    )
    .where('g.institution_id', '=', institutionId)
    .where('g.submission_id', '=', submissionId)
    .where('s.state', '=', 'pending')
    .where('g.verdict', 'is', null)
    .where('g.expired', '=', false)
    .orderBy('g.position')
    .select('g.person_id')
    .executeTakeFirst();
  return row?.person_id ?? null;
}
