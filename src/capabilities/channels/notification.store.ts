// The inbox in the database: a person's own messages, with the items that he may see now.
import { type RawBuilder, sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { Scope } from '../identity/scope.ts';
import { visibleTo } from '../linkage/standing.store.ts';
import type { EmailWish, NotificationKind, Params, Urgency } from './notification.rules.ts';
import type { SeenItem, SeenPerson, StoredLine } from './notification-text.ts';

export type StoredNotification = {
  id: string;
  kind: NotificationKind;
  urgency: Urgency;
  at: Date;
  count: number;
  params: Params;
  itemId: string | null;
  item: SeenItem | null;
  objectKind: string | null;
  objectId: string | null;
  actor: SeenPerson | null;
  day: string | null;
  lines: StoredLine[];
  readAt: Date | null;
};

/** A placeholder's title is for nobody here: a message says where to look. */
export const SEEN_ITEM = sql`jsonb_build_object('id', i.id, 'code', i.code,
  'title', case when i.placeholder then null else i.title end, 'titleEn', case when i.placeholder then null else i.title_en end)`;

/** `where` continues the condition on notifications `n`. */
export async function selectNotifications(
  scope: Scope,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<StoredNotification[]> {
  const { rows } = await sql<StoredNotification>`
    select n.id, n.kind, n.urgency, n.at, n.count, n.params, n.item_id as "itemId", n.object_kind as "objectKind", n.object_id as "objectId",
      n.day, n.lines, n.read_at as "readAt",
      (select ${SEEN_ITEM} from items i where i.institution_id = n.institution_id and i.id = n.item_id and ${visibleTo(scope)}) as item,
      (select jsonb_build_object('id', p.id, 'name', p.name, 'nameEn', p.name_en) from people p
        where p.institution_id = n.institution_id and p.id = n.actor_id) as actor
    from notifications n
    where n.institution_id = ${scope.institutionId} and n.person_id = ${scope.actorId} ${where}
    order by n.at desc, n.id desc limit ${limit}`.execute(scope.tx);
  return rows;
}

/** The items that digests name, as far as the reader may see them. */
export async function selectSeenItems(scope: Scope, ids: readonly string[]): Promise<Map<string, SeenItem>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ item: SeenItem }>`
    select ${SEEN_ITEM} as item from items i where i.institution_id = ${scope.institutionId} and i.id = any(${ids}::uuid[])
      and ${visibleTo(scope)}`.execute(scope.tx);
  return new Map(rows.map(({ item }) => [item.id, item]));
}

export type SeenNode = { title: string; titleEn: string | null };

export async function selectNodeTitles(place: Place, ids: readonly string[]): Promise<Map<string, SeenNode>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string } & SeenNode>`
    select id, title, title_en as "titleEn" from nodes where institution_id = ${place.institutionId} and id = any(${ids}::uuid[])`.execute(
    place.tx,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

type Place = Pick<Moment, 'tx' | 'institutionId'>;

export async function countUnread({ tx, institutionId, actorId }: Scope): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from notifications where institution_id = ${institutionId} and person_id = ${actorId} and read_at is null`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

/** Answers how many were unread; `where` continues the condition on notifications. */
export async function markRead(scope: Scope, where: RawBuilder<unknown>): Promise<number> {
  const { numAffectedRows } = await sql`
    update notifications set read_at = ${scope.now}
    where institution_id = ${scope.institutionId} and person_id = ${scope.actorId} and read_at is null ${where}`.execute(
    scope.tx,
  );
  return Number(numAffectedRows ?? 0);
}

export async function readWish({ tx, institutionId, actorId }: Scope): Promise<EmailWish> {
  const row = await tx
    .selectFrom('notification_preferences')
    .select('email')
    .where('institution_id', '=', institutionId)
    .where('person_id', '=', actorId)
    .executeTakeFirst();
  return (row?.email as EmailWish | undefined) ?? 'all';
}

export async function saveWish({ tx, institutionId, actorId }: Scope, email: EmailWish): Promise<void> {
  await tx
    .insertInto('notification_preferences')
    .values({ institution_id: institutionId, person_id: actorId, email })
    .onConflict((conflict) => conflict.columns(['institution_id', 'person_id']).doUpdateSet({ email }))
    .execute();
}

export type NewNotification = {
  id: string;
  personId: string;
  kind: NotificationKind;
  urgency: Urgency;
  eventId: string | null;
  actorId: string | null;
  itemId: string | null;
  objectKind: string | null;
  objectId: string | null;
  count: number;
  params: Params;
  day: string | null;
  lines: readonly StoredLine[];
  at: Date;
};

const BATCH = 1000;

/** What stands there already stays as it is; answers how many are new. People who have left are not written to. */
export async function insertNotifications(place: Place, made: readonly NewNotification[]): Promise<number> {
  let added = 0;
  for (let from = 0; from < made.length; from += BATCH) {
    const rows = JSON.stringify(made.slice(from, from + BATCH));
    const { numAffectedRows } = await sql`
      insert into notifications (institution_id, id, person_id, kind, urgency, event_id, actor_id, item_id, object_kind, object_id, count, params, day, lines, at)
      select ${place.institutionId}, m.id, m."personId", m.kind, m.urgency, m."eventId", m."actorId", m."itemId", m."objectKind", m."objectId", m.count,
        m.params, m.day, m.lines, m.at
      from jsonb_to_recordset(${rows}::jsonb) as m(id uuid, "personId" uuid, kind text, urgency text, "eventId" uuid, "actorId" uuid, "itemId" uuid,
        "objectKind" text, "objectId" uuid, count integer, params jsonb, day date, lines jsonb, at timestamptz)
      join people p on p.institution_id = ${place.institutionId} and p.id = m."personId" and p.active
      on conflict do nothing`.execute(place.tx);
    added += Number(numAffectedRows ?? 0);
  }
  return added;
}
