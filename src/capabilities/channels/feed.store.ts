// The SQL of calendar feeds: their keys, and the dated things they show with everything that is kept of their days.
import { type RawBuilder, sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { Scope } from '../identity/scope.ts';
import { readSetting } from '../institution/settings.store.ts';
import { visibleTo } from '../linkage/standing.store.ts';
import type { PeriodKind } from '../progress/period.rules.ts';
import type { FeedKind, FeedRow } from './feed.rules.ts';

type Where = Pick<Moment, 'tx' | 'institutionId'>;
export type FeedWhat = 'mine' | 'unit' | 'seen';

export type StoredFeed = {
  id: string;
  personId: string;
  what: FeedWhat;
  unit: { id: string; name: string; nameEn: string | null } | null;
  kinds: FeedKind[];
  createdAt: Date;
  readAt: Date | null;
};

const COLUMNS = sql`f.id, f.person_id as "personId", f.what, f.kinds, f.created_at as "createdAt", f.read_at as "readAt",
  case when u.id is null then null else jsonb_build_object('id', u.id, 'name', u.name, 'nameEn', u.name_en) end as unit`;
const FROM = sql`calendar_feeds f left join units u on u.institution_id = f.institution_id and u.id = f.unit_id`;

export type NewFeed = {
  id: string;
  personId: string;
  hash: Buffer;
  what: FeedWhat;
  unitId: string | null;
  kinds: FeedKind[];
};

export async function insertFeed({ tx, institutionId, now }: Where & { now: Date }, feed: NewFeed): Promise<void> {
  await tx
    .insertInto('calendar_feeds')
    .values({
      institution_id: institutionId,
      id: feed.id,
      person_id: feed.personId,
      key_hash: feed.hash,
      what: feed.what,
      unit_id: feed.unitId,
      kinds: feed.kinds,
      created_at: now,
    })
    .execute();
}

export async function selectFeeds(
  { tx, institutionId }: Where,
  personId: string,
  after: { createdAt: string; id: string } | null,
  limit: number,
): Promise<StoredFeed[]> {
  const later = after ? sql`and (f.created_at, f.id) > (${after.createdAt}::timestamptz, ${after.id}::uuid)` : sql``;
  const { rows } = await sql<StoredFeed>`select ${COLUMNS} from ${FROM}
    where f.institution_id = ${institutionId} and f.person_id = ${personId} and f.revoked_at is null ${later}
    order by f.created_at, f.id limit ${limit}`.execute(tx);
  return rows;
}

export async function findFeed({ tx, institutionId }: Where, id: string): Promise<StoredFeed | undefined> {
  const { rows } = await sql<StoredFeed>`select ${COLUMNS} from ${FROM}
    where f.institution_id = ${institutionId} and f.id = ${id} and f.revoked_at is null`.execute(tx);
  return rows[0];
}

export async function findFeedByHash({ tx, institutionId }: Where, hash: Buffer): Promise<StoredFeed | undefined> {
  const { rows } = await sql<StoredFeed>`select ${COLUMNS} from ${FROM}
    where f.institution_id = ${institutionId} and f.key_hash = ${hash} and f.revoked_at is null`.execute(tx);
  return rows[0];
}

/** Not at every fetch: programs come by several times an hour. */
export async function touchFeed({ tx, institutionId, now }: Where & { now: Date }, id: string): Promise<void> {
  await sql`update calendar_feeds set read_at = ${now} where institution_id = ${institutionId} and id = ${id}
    and (read_at is null or read_at < ${now}::timestamptz - interval '15 minutes')`.execute(tx);
}

export async function revokeFeed(
  { tx, institutionId, now }: Where & { now: Date },
  personId: string,
  id: string,
): Promise<boolean> {
  const done = await sql`update calendar_feeds set revoked_at = ${now}
    where institution_id = ${institutionId} and person_id = ${personId} and id = ${id} and revoked_at is null`.execute(
    tx,
  );
  return Number(done.numAffectedRows ?? 0) === 1;
}

/** Which items a feed is about, among those that its person sees today. */
function meant(scope: Scope, feed: Pick<StoredFeed, 'what' | 'unit'>): RawBuilder<boolean> {
  if (feed.what === 'mine') return sql<boolean>`i.responsible_person_id = ${scope.actorId}`;
  if (feed.what === 'seen') return sql<boolean>`i.horizon = 'annual' and ${visibleTo(scope)}`;
  return sql<boolean>`i.lead_unit_id in (select units_below(${scope.institutionId}, array[${feed.unit?.id ?? null}]::uuid[])) and ${visibleTo(scope)}`;
}

/** Codes mark what was registered; a draft is in nobody's calendar. */
const shownItems = (scope: Scope, feed: Pick<StoredFeed, 'what' | 'unit'>) => sql`
  shown as (
    select i.*, (
      select array_agg(x.state = 'cancelled' order by x.changed_at) from (
        select o.state, o.changed_at from item_versions o where o.institution_id = i.institution_id and o.id = i.id and o.code is not null
        union all select i.state, i.changed_at) x) as cancellations
    from items i where i.institution_id = ${scope.institutionId} and i.code is not null and i.state <> 'draft' and ${meant(scope, feed)}
  )`;

const ITEM = sql`s.id as "itemId", s.code, case when s.placeholder then null else s.title end as "itemTitle",
  case when s.placeholder then null else s.title_en end as "itemTitleEn", s.cancellations, s.state = 'suspended' as suspended`;

export type Span = { from: string; to: string };

export async function selectDues(scope: Scope, feed: StoredFeed, span: Span): Promise<FeedRow[]> {
  const { rows } = await sql<FeedRow>`with ${shownItems(scope, feed)}
    select 'due' as kind, s.id, ${ITEM}, null as title, null as "titleEn", s.approved_due as day, false as dropped,
      s.state in ('closed', 'archived') as done, to_json(s.changed_at)#>>'{}' as "changedAt", (
        select array_agg(x.due::text order by x.changed_at) from (
          select o.approved_due as due, o.changed_at from item_versions o where o.institution_id = s.institution_id and o.id = s.id and o.code is not null
          union all select s.approved_due, s.changed_at) x) as days
    from shown s where s.approved_due between ${span.from}::date and ${span.to}::date order by s.approved_due, s.code`.execute(
    scope.tx,
  );
  return rows;
}

/** Standing nodes, and those that a change of the plan dropped within the span that is kept. */
export async function selectNodes(scope: Scope, feed: StoredFeed, span: Span): Promise<FeedRow[]> {
  const days = sql`(select array_agg(x.date::text order by x.changed_at) from (
      select o.date, o.changed_at from node_versions o where o.institution_id = n.institution_id and o.id = n.id
      union all select n.date, n.changed_at) x)`;
  const { rows } = await sql<FeedRow>`with ${shownItems(scope, feed)},
    dropped as (
      select distinct on (v.id) v.* from node_versions v join shown s on s.id = v.item_id
      where v.institution_id = ${scope.institutionId} and v.valid_to >= ${span.from}::date
        and not exists (select 1 from nodes n where n.institution_id = v.institution_id and n.id = v.id)
      order by v.id, v.changed_at desc
    )
    select 'node' as kind, n.id, ${ITEM}, case when s.placeholder then null else n.title end as title,
      case when s.placeholder then null else n.title_en end as "titleEn", n.date as day, false as dropped, n.state = 'verified' as done,
      to_json(greatest(n.changed_at, s.changed_at))#>>'{}' as "changedAt", ${days} as days
    from shown s join nodes n on n.institution_id = s.institution_id and n.item_id = s.id
    where n.date between ${span.from}::date and ${span.to}::date
    union all
    select 'node', n.id, ${ITEM}, case when s.placeholder then null else n.title end, case when s.placeholder then null else n.title_en end,
      n.date, true, false, to_json(greatest(n.valid_to, s.changed_at))#>>'{}',
      (select array_agg(o.date::text order by o.changed_at) from node_versions o where o.institution_id = n.institution_id and o.id = n.id)
    from shown s join dropped n on n.item_id = s.id
    where n.date between ${span.from}::date and ${span.to}::date
    order by day, code, id`.execute(scope.tx);
  return rows;
}

export type OwedReports = { kind: PeriodKind; level: number; start: string };

/** Which kinds of cycles the meant items owe reports to, by level, and since when. */
export async function selectOwed(scope: Scope, feed: StoredFeed): Promise<OwedReports[]> {
  const usual = await readSetting(scope, 'report.frequency');
  const { rows } = await sql<OwedReports>`
    select coalesce(i.frequency, ${usual}) as kind, i.level, min(i.start) as start from items i
    where i.institution_id = ${scope.institutionId} and i.state = 'in_progress' and i.horizon in ('annual', 'task') and not i.placeholder
      and ${meant(scope, feed)}
    group by 1, 2 order by 1, 2`.execute(scope.tx);
  return rows;
}
