// What hangs on one item: nodes, what waits at the gate, the open stay in red.
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Moment } from '../../platform/events/append.ts';
import type { Item, ItemCondition, Node, PendingSubmission } from './item.contract.ts';

type Place = Pick<Moment, 'tx' | 'institutionId'>;
type NodeView = z.infer<typeof Node>;
type PendingView = z.infer<typeof PendingSubmission>;
type RedView = z.infer<typeof Item>['red'];

export async function loadNodes(place: Place, itemId: string): Promise<NodeView[]> {
  const rows = await place.tx
    .selectFrom('nodes')
    .where('institution_id', '=', place.institutionId)
    .where('item_id', '=', itemId)
    .orderBy('date')
    .orderBy('position')
    .selectAll()
    .execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    titleEn: row.title_en,
    date: row.date,
    originalDate: row.original_date,
    weight: row.weight,
    state: row.state as NodeView['state'],
    doneOn: row.done_on,
  }));
}

export async function loadPending(place: Place, itemId: string): Promise<PendingView[]> {
  const { rows } = await sql<{
    id: string;
    kind: string;
    submitted_on: string;
    person_id: string | null;
    name: string | null;
    name_en: string | null;
    due: string | null;
  }>`
    select s.id, s.kind, s.submitted_on, g.person_id, p.name, p.name_en, g.due
    from submissions s
    left join lateral (select * from gate_steps g where g.institution_id = s.institution_id and g.submission_id = s.id and g.verdict is null and not g.expired
      order by g.position limit 1) g on true
    left join people p on p.institution_id = s.institution_id and p.id = g.person_id
    where s.institution_id = ${place.institutionId} and s.item_id = ${itemId} and s.state = 'pending' order by s.submitted_at`.execute(
    place.tx,
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    submittedOn: row.submitted_on,
    waitsFor: row.person_id === null ? null : { id: row.person_id, name: row.name ?? '', nameEn: row.name_en },
    due: row.due,
  }));
}

type Trouble = { red: RedView; openSheet: z.infer<typeof Item>['openSheet'] };

/** The open stay in red, and the gravest sheet that is not yet ended, in one look. */
export async function loadTrouble(place: Place, itemId: string): Promise<Trouble> {
  const { rows } = await sql<Trouble>`
    select (select jsonb_build_object('since', r.since, 'cause', r.cause, 'countermeasure', r.countermeasure) from red_spells r
        where r.institution_id = ${place.institutionId} and r.item_id = ${itemId} and r.left_on is null limit 1) as red,
      (select jsonb_build_object('id', s.id, 'colour', s.colour, 'number', s.number, 'state', s.state, 'replyBy', s.reply_by) from sheets s
        where s.institution_id = ${place.institutionId} and s.item_id = ${itemId} and s.state in ('open', 'replied')
        order by array_position(array['red', 'orange', 'yellow'], s.colour) limit 1) as "openSheet"`.execute(place.tx);
  return rows[0] ?? { red: null, openSheet: null };
}

export const loadRed = async (place: Place, itemId: string): Promise<RedView> => (await loadTrouble(place, itemId)).red;

/** By which date the end is judged, and since when it sleeps. */
export async function loadTerms(
  place: Place,
  itemId: string,
): Promise<Pick<z.infer<typeof Item>, 'assessedDue' | 'suspendedOn'>> {
  const { rows } = await sql<{ assessedDue: string; suspendedOn: string | null }>`
    select case when i.excused then coalesce(i.excused_due, i.approved_due) else coalesce(i.original_due, i.approved_due) end as "assessedDue",
      case when i.state = 'suspended' then (select min(s.from_day) from item_suspensions s
        where s.institution_id = i.institution_id and s.item_id = i.id and s.to_day is null) end as "suspendedOn"
    from items i where i.institution_id = ${place.institutionId} and i.id = ${itemId}`.execute(place.tx);
  const [found] = rows;
  if (!found) throw new Error('an item that is not there');
  return found;
}

type ConditionView = z.infer<typeof ItemCondition>;

/** The dated notes of verdicts. */
export async function loadConditionNotes(
  place: Pick<Moment, 'tx' | 'institutionId' | 'today'>,
  itemId: string,
): Promise<ConditionView[]> {
  const { rows } = await sql<ConditionView>`
    select c.submission_id as "submissionId", c.n, c.title, c.title_en as "titleEn", c.date,
      jsonb_build_object('id', s.id, 'name', s.name, 'nameEn', s.name_en) as "setBy", (c.verified_at at time zone z.time_zone)::date as "verifiedOn",
      case when v.id is not null then jsonb_build_object('id', v.id, 'name', v.name, 'nameEn', v.name_en) end as "verifiedBy",
      c.verified_at is null and c.date < ${place.today}::date as overdue
    from condition_notes c join institutions z on z.id = c.institution_id join people s on s.institution_id = c.institution_id and s.id = c.set_by
      left join people v on v.institution_id = c.institution_id and v.id = c.verified_by
    where c.institution_id = ${place.institutionId} and c.item_id = ${itemId} order by c.date, c.created_at, c.n`.execute(
    place.tx,
  );
  return rows;
}
