// What digests are made of, for everybody at once: one statement for the reminders, one for the news.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { DeadlineToTell, DueSpan, News, Reminder } from './digest.rules.ts';

export type Spans = { items: readonly DueSpan[]; nodes: readonly DueSpan[]; deadlines: readonly DeadlineToTell[] };

const spanRows = (spans: readonly DueSpan[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) as w(code text, "from" date, "to" date)`;

/** What was claimed, closed out or reported and waits at the gate is done as far as its doer is concerned. */
export async function selectReminders(
  { tx, institutionId }: Moment,
  { items, nodes, deadlines }: Spans,
): Promise<Reminder[]> {
  const { rows } = await sql<Reminder>`
    select found.* from (
      select i.responsible_person_id as "personId", 'to_sign' as code, i.id as "itemId", null::uuid as "nodeId", i.accept_by as day
      from items i where i.institution_id = ${institutionId} and i.state = 'assigned'
      union all
      select i.responsible_person_id, w.code, i.id, null, i.approved_due
      from ${spanRows(items)} join items i on i.institution_id = ${institutionId} and i.state = 'in_progress' and i.approved_due between w."from" and w."to"
      where not exists (select 1 from submissions s where s.institution_id = i.institution_id and s.item_id = i.id and s.state = 'pending' and s.kind = 'close_out')
      union all
      select i.responsible_person_id, w.code, i.id, n.id, n.date
      from ${spanRows(nodes)} join nodes n on n.institution_id = ${institutionId} and n.state = 'planned' and n.date between w."from" and w."to"
        join items i on i.institution_id = n.institution_id and i.id = n.item_id and i.state = 'in_progress'
      union all
      select i.responsible_person_id, w.code, i.id, null, w.deadline
      from jsonb_to_recordset(${JSON.stringify(deadlines)}::jsonb) as w(code text, kind text, "from" date, "to" date, level smallint, deadline date)
        join items i on i.institution_id = ${institutionId} and i.state = 'in_progress' and i.level = w.level and coalesce(i.frequency, 'month') = w.kind
          and i.start <= w."to" and owes_reports(i.horizon, i.placeholder)
      where not exists (
        select 1 from reports r join submissions s on s.institution_id = r.institution_id and s.id = r.id
        where r.institution_id = i.institution_id and r.item_id = i.id and r.period_kind = w.kind and r.period_from = w."from"
          and s.state in ('pending', 'passed', 'passed_with_conditions'))
    ) found
    join items i on i.institution_id = ${institutionId} and i.id = found."itemId"
    order by found."personId", found.code, found.day, i.code, found."nodeId"`.execute(tx);
  return rows;
}

/** What waited at a gate and was decided or taken back since is no news any more. */
export async function selectNews({ tx, institutionId, now }: Moment): Promise<News[]> {
  const { rows } = await sql<News>`
    select person_id as "personId", kind, sum(count)::integer as count,
      coalesce((array_agg(item_id order by at desc, id) filter (where item_id is not null)), '{}') as "itemIds"
    from notifications n
    where institution_id = ${institutionId} and urgency = 'digest' and read_at is null and told_on is null and at <= ${now}
      and not (kind = 'gate_waits' and count = 1 and object_id is not null and not exists (
        select 1 from submissions s where s.institution_id = n.institution_id and s.id = n.object_id and s.state = 'pending'
          and not exists (select 1 from gate_steps g where g.institution_id = s.institution_id and g.submission_id = s.id
            and g.verdict is not null and n.person_id in (g.person_id, g.decided_by))))
    group by person_id, kind order by person_id, min(at), kind`.execute(tx);
  return rows;
}

/** What the digests of the day have told of; and the digests of days before, which nobody need read any more. */
export async function markTold({ tx, institutionId, today, now }: Moment): Promise<void> {
  await sql`
    update notifications set told_on = ${today}::date
    where institution_id = ${institutionId} and urgency = 'digest' and read_at is null and told_on is null and at <= ${now}`.execute(
    tx,
  );
  await sql`
    update notifications old set read_at = ${now}
    where old.institution_id = ${institutionId} and old.kind = 'digest' and old.day < ${today}::date and old.read_at is null
      and exists (select 1 from notifications n where n.institution_id = old.institution_id and n.person_id = old.person_id and n.day = ${today}::date)`.execute(
    tx,
  );
}

export async function countLevels({ tx, institutionId }: Moment): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select coalesce(max(rank), 0) as n from levels where institution_id = ${institutionId}`.execute(tx);
  return rows[0]?.n ?? 0;
}

export async function dropReadNotifications({ tx, institutionId }: Moment, before: Date): Promise<void> {
  await sql`delete from notifications where institution_id = ${institutionId} and read_at < ${before}`.execute(tx);
}

export async function dropOldDeliveries({ tx, institutionId }: Moment, before: Date): Promise<void> {
  await sql`
    delete from deliveries where institution_id = ${institutionId} and created_at < ${before} and state in ('sent', 'dropped', 'failed')`.execute(
    tx,
  );
}
