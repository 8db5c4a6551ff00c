// An item with what stands below and above it: what requests that reach further than one item look at and lock.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { DatesShape } from './due.rules.ts';
import type { ItemState } from './life-cycle.rules.ts';

type Place = Pick<Moment, 'tx' | 'institutionId'>;

export type TreeItem = {
  id: string;
  parentId: string | null;
  code: string | null;
  /** Null on a placeholder. */
  title: string | null;
  titleEn: string | null;
  level: number;
  state: ItemState;
  start: string;
  originalDue: string | null;
  approvedDue: string;
  finishedOn: string | null;
  responsiblePersonId: string;
  responsiblePerson: { id: string; name: string; nameEn: string | null };
  depth: number;
};

/** Who carries an item, and where. */
export type Carrier = { responsiblePersonId: string; leadUnitId: string; interim: boolean };

const COLUMNS = sql`i.id, i.parent_id as "parentId", i.code, case when i.placeholder then null else i.title end as title,
  case when i.placeholder then null else i.title_en end as "titleEn", i.level, i.state, i.start, i.original_due as "originalDue",
  i.approved_due as "approvedDue", i.finished_on as "finishedOn", i.responsible_person_id as "responsiblePersonId",
  jsonb_build_object('id', p.id, 'name', p.name, 'nameEn', p.name_en) as "responsiblePerson", cardinality(i.path) as depth`;
const PERSON = sql`join people p on p.institution_id = i.institution_id and p.id = i.responsible_person_id`;

/** One item. */
export async function loadTreeItem(place: Place, itemId: string): Promise<TreeItem> {
  const { rows } = await sql<TreeItem>`
    select ${COLUMNS} from items i ${PERSON} where i.institution_id = ${place.institutionId} and i.id = ${itemId}`.execute(
    place.tx,
  );
  const [found] = rows;
  if (!found) throw new Error('an item that is not there');
  return found;
}

/** Everything below an item, parents before their children. */
export async function loadBelow(place: Place, itemId: string): Promise<TreeItem[]> {
  const { rows } = await sql<TreeItem>`
    with recursive below as (
      select id from items where institution_id = ${place.institutionId} and parent_id = ${itemId}
      union all
      select c.id from items c join below b on c.parent_id = b.id where c.institution_id = ${place.institutionId}
    ) select ${COLUMNS} from below b join items i on i.institution_id = ${place.institutionId} and i.id = b.id ${PERSON}
    order by cardinality(i.path), i.position, i.id`.execute(place.tx);
  return rows;
}

/** Everything above an item, nearest first. */
export async function loadAbove(place: Place, itemId: string): Promise<TreeItem[]> {
  const { rows } = await sql<TreeItem>`
    select ${COLUMNS} from items own join items i on i.institution_id = own.institution_id and i.id = any (own.path) and i.id <> own.id ${PERSON}
    where own.institution_id = ${place.institutionId} and own.id = ${itemId} order by cardinality(i.path) desc`.execute(
    place.tx,
  );
  return rows;
}

/** Items that a suspension put to sleep and that still sleep, itself first: parents before their children. */
export async function loadAsleep(place: Place, itemId: string): Promise<(TreeItem & { asleepSince: string })[]> {
  const { rows } = await sql<TreeItem & { asleepSince: string }>`
    select ${COLUMNS}, s.from_day as "asleepSince" from item_suspensions s join items i on i.institution_id = s.institution_id and i.id = s.item_id ${PERSON}
    where s.institution_id = ${place.institutionId} and s.to_day is null and i.state = 'suspended' and (s.item_id = ${itemId} or s.by_item_id = ${itemId})
    order by cardinality(i.path), i.position, i.id`.execute(place.tx);
  return rows;
}

/** The dates that an item's own must fit: its parent's, its children's, its nodes'. */
export async function loadDatesShape(place: Place, itemId: string): Promise<DatesShape> {
  const { rows } = await sql<DatesShape>`
    select i.start, i.approved_due as due,
      case when p.id is not null then jsonb_build_object('code', coalesce(p.code, ''), 'start', p.start, 'due', p.approved_due) end as parent,
      (select case when count(*) > 0 then jsonb_build_object('from', min(c.start), 'to', max(c.approved_due)) end
        from items c where c.institution_id = i.institution_id and c.parent_id = i.id and c.state not in ('draft', 'cancelled')) as children,
      coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'title', n.title, 'titleEn', n.title_en, 'date', n.date, 'state', n.state) order by n.date, n.position)
        from nodes n where n.institution_id = i.institution_id and n.item_id = i.id), '[]') as nodes
    from items i left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
    where i.institution_id = ${place.institutionId} and i.id = ${itemId}`.execute(place.tx);
  const [found] = rows;
  if (!found) throw new Error('an item that is not there');
  return found;
}
