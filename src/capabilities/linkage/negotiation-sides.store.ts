// The sides of a negotiation in SQL, held equal to sideOf by a test; and what each side must do now, for the workbench.
import { type RawBuilder, sql } from 'kysely';
import { hasRole, type Scope } from '../identity/scope.ts';
import type { Side } from './negotiation.rules.ts';

/** The sides as a condition on negotiations `n`, their items `i` and the items above `p`: what `sideOf` says in memory. */
export function onSide(scope: Scope, side: Side): RawBuilder<unknown> {
  const me = sql`${scope.actorId}::uuid`;
  const heads = scope.actor.posts.filter((post) => post.head).map((post) => post.unitId);
  const office = hasRole(scope.actor, 'office');
  const roots = office || scope.actor.leadsFirstLevel;
  const superior = sql`((i.parent_id is null and ${roots}) or (p.state = 'draft' and ${office}) or p.responsible_person_id = ${me}
    or (select h.person_id from posts h where h.institution_id = i.institution_id and h.unit_id = p.lead_unit_id and h.head and h.state = 'confirmed'
      and h.from_day <= ${scope.today}::date and (h.to_day is null or h.to_day >= ${scope.today}::date) order by h.acting limit 1) = ${me})`;
  if (side === 'superior') return sql`(i.responsible_person_id <> ${me} and coalesce(${superior}, false))`;
  return sql`(i.responsible_person_id = ${me} or (i.lead_unit_id = any(${heads}::uuid[]) and not coalesce(${superior}, false)))`;
}

/** While an item is suspended its negotiation rests; with a closed or cancelled one it is over without a word. */
export const UNDER_NEGOTIATION = sql`n.state in ('open', 'deciding') and i.state in ('draft', 'registered', 'assigned', 'in_progress')`;

export type NegotiationWork = {
  /** An answer to what is proposed to me or my unit; an answer to a counter-proposal; a decision. */
  kind: 'negotiate' | 'countered' | 'undecided';
  /** Null for several together. */
  item_id: string | null;
  due: string | null;
  blocks: number;
  reason: string | null;
  submission_id: null;
  submission_kind: null;
};

/** More than these of a kind are one line: a head with forty proposals answers them on one page. */
const SINGLY = 5;

/** What waits for me in negotiations: mine one by one while they are few, those of my unit's people together. */
export async function selectNegotiationWork(scope: Scope): Promise<NegotiationWork[]> {
  const { rows } = await sql<NegotiationWork & { mine: boolean }>`
    select case when n.waits_for = 'receiver' then 'negotiate' when n.state = 'open' then 'countered' else 'undecided' end as kind, n.item_id,
      n.reply_by as due, 1 as blocks, coalesce((select r.reason from negotiation_rounds r where r.institution_id = n.institution_id
        and r.negotiation_id = n.id order by r.n desc limit 1), n.note) as reason, null as submission_id, null as submission_kind,
      n.waits_for = 'superior' or i.responsible_person_id = ${scope.actorId} as mine
    from negotiations n join items i on i.institution_id = n.institution_id and i.id = n.item_id
      left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
    where n.institution_id = ${scope.institutionId} and ${UNDER_NEGOTIATION}
      and ((n.waits_for = 'receiver' and ${onSide(scope, 'receiver')}) or (n.waits_for = 'superior' and ${onSide(scope, 'superior')}))
    order by n.reply_by, n.id`.execute(scope.tx);
  return (['negotiate', 'countered', 'undecided'] as const).flatMap((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    const [first] = own;
    const singly = own.length <= SINGLY && own.every((row) => row.mine);
    if (!first || singly) return own.map(({ mine: _, ...row }) => row);
    const { mine: _, ...row } = first;
    return [{ ...row, item_id: null, reason: null, blocks: own.length }];
  });
}
