// What hangs on one item: nodes, what waits at the gate, the open stay in red.
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Moment } from '../../platform/events/append.ts';
import type { Item, Node, PendingSubmission } from './item.contract.ts';

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

export async function loadRed(place: Place, itemId: string): Promise<RedView> {
  const row = await place.tx
    .selectFrom('red_spells')
    .where('institution_id', '=', place.institutionId)
    .where('item_id', '=', itemId)
    .where('left_on', 'is', null)
    .select(['since', 'cause', 'countermeasure'])
    .executeTakeFirst();
  return row ?? null;
}
