// What a person must do now, most urgent first: one query a kind of duty, so that each says why it is there.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '../identity/scope.ts';
import { hasRole } from '../identity/scope.ts';
import type { Workbench, WorkRow } from './board.contract.ts';
import { selectConditionWork } from './condition-work.store.ts';
import type { Row } from './item-row.rules.ts';
import { selectItemRows } from './item-row.store.ts';
import { selectNegotiationWork } from './negotiation-sides.store.ts';
import { openOfNode, readinessOfNode, selectMyAskedNodes } from './readiness.store.ts';

type WorkView = z.infer<typeof WorkRow>;
export type Duty = {
  kind: WorkView['kind'];
  item_id: string | null;
  submission_id: string | null;
  submission_kind: string | null;
  /** What was said with it; most duties need no words. */
  reason?: string | null;
  due: string | null;
  blocks: number;
  node?: WorkView['node'];
  sheetId?: string | null;
  helpRequestId?: string | null;
  cycleId?: string | null;
};
/** What a later capability asks of a person, handed in where everything is wired. */
export type DutySource = (scope: Scope) => Promise<readonly Duty[]>;

const EMPTY = { submission_id: null, submission_kind: null };

/** What was said with the latest event of this kind on the item `i`. */
const saidWith = (
  scope: Scope,
  act: string,
) => sql`(select e.reason from events e where e.institution_id = ${scope.institutionId}
      and e.object_kind = 'item' and e.object_id = i.id and e.act = ${act} order by e.at desc, e.id desc limit 1)`;

/** Items handed to me and not yet signed; a return that came back to me to answer; what I have still to assign. */
async function signAndAssign(scope: Scope): Promise<Duty[]> {
  const me = scope.actorId;
  const inst = scope.institutionId;
  const roots = hasRole(scope.actor, 'office') || scope.actor.leadsFirstLevel ? sql`or i.parent_id is null` : sql``;
  const { rows } = await sql<Duty>`
    select 'sign' as kind, i.id as item_id, null::uuid as submission_id, null as submission_kind, i.accept_by as due,
      (select count(*) from items c where c.institution_id = i.institution_id and c.parent_id = i.id) as blocks, ${saidWith(scope, 'item.assigned')} as reason
    from items i where i.institution_id = ${inst} and i.responsible_person_id = ${me} and i.state = 'assigned'
    union all
    select case when ${saidWith(scope, 'item.returned')} is null then 'assign' else 'returned' end,
      i.id, null, null, i.start, 1, ${saidWith(scope, 'item.returned')}
    from items i left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
    where i.institution_id = ${inst} and i.state = 'registered' and (p.responsible_person_id = ${me} ${roots})`.execute(
    scope.tx,
  );
  return rows;
}

/** In progress, mine, above the level that must carry, and nobody below yet; or a returned decomposition. */
async function decompose(scope: Scope): Promise<Duty[]> {
  const { rows } = await sql<Duty>`
    select 'decompose' as kind, i.id as item_id, null::uuid as submission_id, null as submission_kind, i.start + 10 as due, 0 as blocks
    from items i where i.institution_id = ${scope.institutionId} and i.responsible_person_id = ${scope.actorId} and i.state in ('assigned', 'in_progress')
      and i.state = 'in_progress' and i.level < coalesce((select rank from levels where institution_id = i.institution_id and kind = 'college'), 4)
      and not exists (select 1 from items c where c.institution_id = i.institution_id and c.parent_id = i.id and c.state not in ('draft', 'cancelled'))
      and not exists (select 1 from submissions s where s.institution_id = i.institution_id and s.item_id = i.id and s.kind = 'decomposition' and s.state = 'pending')`.execute(
    scope.tx,
  );
  return rows;
}

/** Steps of gates that wait for me, mine or as a delegate. */
async function review(scope: Scope): Promise<Duty[]> {
  const me = sql`${scope.actorId}::uuid`;
  const today = sql`${scope.today}::date`;
  const noDoer = (person: RawBuilder<unknown>) =>
    sql`${person} not in (s.submitted_by, coalesce(s.on_behalf_of, s.submitted_by), coalesce(s.responsible_person_id, s.submitted_by), i.responsible_person_id)`;
  const vacant = hasRole(scope.actor, 'office') ? sql`union all select null, null` : sql``;
  const { rows } = await sql<Duty>`
    with decides as (
      select ${me} as person, null::uuid as discipline
      union all select d.person_id, null from delegations d where d.institution_id = ${scope.institutionId} and d.delegate_id = ${me} and d.revoked_at is null
        and ${today} between d.from_day and d.to_day
      union all select p.person_id, p.discipline_id from discipline_professors p where p.institution_id = ${scope.institutionId} and p.delegate_id = ${me}
        and p.from_day <= ${today} and (p.to_day is null or p.to_day >= ${today})
      ${vacant}
    )
    select distinct 'review' as kind, s.item_id, s.id as submission_id, s.kind as submission_kind, o.due, 1 as blocks
    from gate_steps mine join submissions s on s.institution_id = mine.institution_id and s.id = mine.submission_id and s.state = 'pending'
      join items i on i.institution_id = s.institution_id and i.id = s.item_id
      join lateral (select g.position, g.due from gate_steps g where g.institution_id = s.institution_id and g.submission_id = s.id and g.verdict is null and not g.expired
        order by g.position limit 1) o on o.position = mine.position
      join decides x on x.person is not distinct from mine.person_id and (x.discipline is null or (mine.kind = 'professor' and i.discipline_id = x.discipline))
    where mine.institution_id = ${scope.institutionId} and mine.verdict is null and not mine.expired
      and ${noDoer(me)} and (mine.person_id is null or ${noDoer(sql`mine.person_id`)})`.execute(scope.tx);
  return rows;
}

/** Reports owed, nodes near or past their day, a red light without a cause, work that is ready to close. */
async function carry(scope: Scope): Promise<Duty[]> {
  const mine = sql`i.institution_id = ${scope.institutionId} and i.responsible_person_id = ${scope.actorId} and i.state = 'in_progress'`;
  const today = sql`${scope.today}::date`;
  const reportRow: RawBuilder<unknown> = sql`
    select 'report' as kind, i.id as item_id, null::uuid as submission_id, null as submission_kind, x.due, 0 as blocks,
      (select c.id from cycles c where c.institution_id = i.institution_id and c.kind = coalesce(i.frequency, 'month') and c.to_day = e.ended) as "cycleId"
    from items i cross join lateral (
      select period_start(coalesce(i.frequency, 'month'), ${today}) - 1 as ended) e
    cross join lateral (select nth_working_day_after(i.institution_id, e.ended,
      deadline_after(coalesce(i.frequency, 'month'), i.level, (select count(*)::int from levels l where l.institution_id = i.institution_id))) as due) x
    where ${mine} and i.horizon in ('annual', 'task') and not i.placeholder and i.start <= e.ended
      and not exists (select 1 from reports r join submissions s on s.institution_id = r.institution_id and s.id = r.id
        where r.institution_id = i.institution_id and r.item_id = i.id and r.period_to = e.ended and s.state in ('pending', 'passed', 'passed_with_conditions', 'superseded'))`;
  const { rows } = await sql<Duty>`
    ${reportRow}
    union all
    select 'node', i.id, null, null, min(n.date), 0, null from items i join nodes n on n.institution_id = i.institution_id and n.item_id = i.id and n.state = 'planned' and n.date <= ${today} + 7
      where ${mine} group by i.id
    union all
    select 'cause', i.id, null, null, nth_working_day_after(i.institution_id, s.since, 1), 0, null from items i join red_spells s on s.institution_id = i.institution_id and s.item_id = i.id and s.left_on is null and s.recorded_at is null where ${mine}
    union all
    select 'close_out', i.id, null, null, i.approved_due, 0, null from items i join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
      where ${mine} and v.verified = 100 and not exists (select 1 from submissions s where s.institution_id = i.institution_id and s.item_id = i.id and s.kind = 'close_out' and s.state = 'pending')
        and not exists (select 1 from items c where c.institution_id = i.institution_id and c.parent_id = i.id and c.state in ('registered', 'assigned', 'in_progress', 'suspended'))`.execute(
    scope.tx,
  );
  return rows;
}

/** What I sent and got back, until it is sent again. */
async function returned(scope: Scope): Promise<Duty[]> {
  const { rows } = await sql<Duty>`
    select 'returned' as kind, s.item_id, s.id as submission_id, s.kind as submission_kind, null::date as due, 0 as blocks,
      (select g.reason from gate_steps g where g.institution_id = s.institution_id and g.submission_id = s.id and g.verdict = 'returned' limit 1) as reason
    from submissions s join items i on i.institution_id = s.institution_id and i.id = s.item_id and i.responsible_person_id = ${scope.actorId} and i.state = 'in_progress'
    where s.institution_id = ${scope.institutionId} and s.submitted_by = ${scope.actorId} and s.state = 'returned'
      and not exists (select 1 from submissions n where n.institution_id = s.institution_id and n.item_id = s.item_id and n.kind = s.kind and n.submitted_at > s.submitted_at)`.execute(
    scope.tx,
  );
  return rows;
}

/** Values to be set by hand that wait for me as superior; nobody signs for his own. */
async function overrides(scope: Scope): Promise<Duty[]> {
  const me = scope.actorId;
  const headed = scope.actor.posts.filter((post) => post.head).map((post) => post.unitId);
  const roots = hasRole(scope.actor, 'office') || scope.actor.leadsFirstLevel ? sql`or i.parent_id is null` : sql``;
  const { rows } = await sql<Duty>`
    select 'override' as kind, i.id as item_id, null::uuid as submission_id, null as submission_kind, o.until as due, 1 as blocks, o.reason
    from item_overrides o join items i on i.institution_id = o.institution_id and i.id = o.item_id and i.state in ('in_progress', 'suspended')
      left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
    where o.institution_id = ${scope.institutionId} and o.signed_at is null and o.ended_at is null and o.until >= ${scope.today}::date
      and i.responsible_person_id <> ${me} and o.proposed_by <> ${me}
      and (p.responsible_person_id = ${me} or p.lead_unit_id = any(${headed}::uuid[]) ${roots})`.execute(scope.tx);
  return rows;
}

/** Nodes that are near: mine, until all that they need is there; those right below me, where something is known to be missing. */
async function readiness(scope: Scope): Promise<Duty[]> {
  const nodes = await selectMyAskedNodes(scope);
  return nodes.flatMap((node): Duty[] => {
    const mark = readinessOfNode(node);
    if (mark === 'ready' || (!node.mine && mark !== 'unmet')) return [];
    const about = { title: node.title, titleEn: node.titleEn, date: node.date, open: openOfNode(node) };
    const kind = node.mine ? 'readiness' : 'unready';
    return [{ kind, item_id: node.itemId, due: node.date, blocks: 0, node: about, ...EMPTY }];
  });
}

/** Grants and posts that wait for a second person: the office's duty. */
async function confirm(scope: Scope): Promise<Duty[]> {
  if (!hasRole(scope.actor, 'office')) return [];
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from role_grants g where g.institution_id = ${scope.institutionId} and g.state = 'proposed' and g.granted_by <> ${scope.actorId} and g.person_id <> ${scope.actorId})
      + (select count(*) from posts p where p.institution_id = ${scope.institutionId} and p.state = 'proposed' and p.proposed_by <> ${scope.actorId} and p.person_id <> ${scope.actorId}) as count`.execute(
    scope.tx,
  );
  return Array.from({ length: rows[0]?.count ? 1 : 0 }, () => ({
    kind: 'confirm' as const,
    item_id: null,
    due: null,
    blocks: rows[0]?.count ?? 0,
    ...EMPTY,
  }));
}

const ABILITY: Record<WorkView['kind'], string> = {
  sign: 'accept',
  assign: 'assign',
  decompose: 'decompose',
  review: 'decide',
  report: 'report',
  node: 'claimNode',
  close_out: 'closeOut',
  returned: 'open',
  cause: 'report',
  confirm: 'confirm',
  readiness: 'answer',
  unready: 'open',
  override: 'sign',
  negotiate: 'negotiate',
  countered: 'negotiate',
  undecided: 'negotiate',
  condition: 'verify',
  unmet_condition: 'open',
  sheet_reply: 'reply',
  sheet_judge: 'judge',
  help: 'answer',
  cycle: 'open',
};

function toWork(duty: Duty, items: Map<string, Row>, today: string): WorkView {
  const item = duty.item_id === null ? undefined : items.get(duty.item_id);
  return {
    kind: duty.kind,
    itemId: duty.item_id,
    submissionId: duty.submission_id,
    code: item?.code ?? null,
    title: item?.title ?? null,
    titleEn: item?.titleEn ?? null,
    submissionKind: duty.submission_kind,
    reason: duty.reason ?? null,
    due: duty.due,
    node: duty.node ?? null,
    sheetId: duty.sheetId ?? null,
    helpRequestId: duty.helpRequestId ?? null,
    cycleId: duty.cycleId ?? null,
    overdue: duty.due !== null && duty.due < today,
    blocks: Number(duty.blocks),
    light: item?.light.computed ?? null,
    strip: item?.strip ?? [],
    abilities: { [ABILITY[duty.kind]]: true },
  };
}

const MOST = 200;

async function dutiesFrom(scope: Scope, sources: readonly DutySource[]): Promise<Duty[]> {
  const found: Duty[] = [];
  for (const source of sources) found.push(...(await source(scope)));
  return found;
}

export async function readMyWork(scope: Scope, later: readonly DutySource[]): Promise<z.infer<typeof Workbench>> {
  const duties = [
    ...(await signAndAssign(scope)),
    ...(await decompose(scope)),
    ...(await review(scope)),
    ...(await carry(scope)),
    ...(await returned(scope)),
    ...(await selectNegotiationWork(scope)),
    ...(await selectConditionWork(scope)),
    ...(await readiness(scope)),
    ...(await overrides(scope)),
    ...(await confirm(scope)),
    ...(await dutiesFrom(scope, later)),
  ];
  const ids = [...new Set(duties.flatMap((duty) => duty.item_id ?? []))].slice(0, 1000);
  const rows = ids.length === 0 ? [] : await selectItemRows(scope, sql`and i.id = any(${ids}::uuid[])`);
  const items = new Map(rows.map(({ position: _, ...row }): [string, Row] => [row.id, row]));
  const work = duties.map((duty) => toWork(duty, items, scope.today)).sort(byUrgency);
  const counts: Record<string, number> = {};
  for (const row of work) counts[row.kind] = (counts[row.kind] ?? 0) + 1;
  const mine = await selectItemRows(
    scope,
    sql`and i.responsible_person_id = ${scope.actorId} and i.state in ('registered', 'assigned', 'in_progress', 'suspended') order by i.approved_due, i.code limit ${MOST}`,
  );
  return { today: scope.today, items: work.slice(0, MOST), counts, mine: mine.map(({ position: _, ...row }) => row) };
}

/** By due day, what has none last; then by how many others wait. */
function byUrgency(a: WorkView, b: WorkView): number {
  const [left, right] = [a.due ?? '9999', b.due ?? '9999'];
  if (left !== right) return left < right ? -1 : 1;
  return b.blocks - a.blocks || (a.code ?? '').localeCompare(b.code ?? '');
}
