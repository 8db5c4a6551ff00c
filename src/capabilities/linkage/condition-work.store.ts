// Dated notes of verdicts on the workbench: the gatekeeper verifies them from their day on, the responsible person sees what is overdue.
import { sql } from 'kysely';
import type { Scope } from '../identity/scope.ts';

export type ConditionWork = {
  kind: 'condition' | 'unmet_condition';
  item_id: string;
  submission_id: string;
  submission_kind: string;
  /** What was asked for. */
  reason: string;
  due: string;
  blocks: number;
};

export async function selectConditionWork(scope: Scope): Promise<ConditionWork[]> {
  const today = sql`${scope.today}::date`;
  const { rows } = await sql<ConditionWork>`
    select case when c.set_by = ${scope.actorId} then 'condition' else 'unmet_condition' end as kind, c.item_id, c.submission_id, s.kind as submission_kind,
      c.title as reason, c.date as due, 1 as blocks
    from condition_notes c join items i on i.institution_id = c.institution_id and i.id = c.item_id and i.state in ('registered', 'assigned', 'in_progress')
      join submissions s on s.institution_id = c.institution_id and s.id = c.submission_id
    where c.institution_id = ${scope.institutionId} and c.verified_at is null
      and ((c.set_by = ${scope.actorId} and c.date <= ${today} and i.responsible_person_id <> ${scope.actorId})
        or (i.responsible_person_id = ${scope.actorId} and c.date < ${today}))
    order by c.date, c.submission_id, c.n`.execute(scope.tx);
  return rows;
}
