// Calendar feeds: made and revoked by their person, read by whoever holds the address, with that person's rights as of today.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { type Db, inTenant } from '../../platform/database/connect.ts';
import { appendEvent } from '../../platform/events/append.ts';
import { page, readCursor } from '../../platform/http/paging.ts';
import { refuseNow } from '../../platform/result.ts';
import type { Say } from '../../platform/words.ts';
import { openScopeFor } from '../identity/open-scope.ts';
import type { Scope } from '../identity/scope.ts';
import { selectCycles } from '../promotion/cycle.store.ts';
import { deadlinesOf, loadCycleFrame } from '../promotion/freeze.actions.ts';
import { entryOf, type FeedEntry, type FeedKind, uidOf } from './feed.rules.ts';
import {
  type FeedWhat,
  findFeed,
  findFeedByHash,
  insertFeed,
  revokeFeed,
  type Span,
  type StoredFeed,
  selectDues,
  selectFeeds,
  selectNodes,
  selectOwed,
  touchFeed,
} from './feed.store.ts';
import { writeCalendar } from './feed-calendar.ts';
import { type FeedKey, makeFeedKey } from './feed-key.ts';

const DAYS_BACK = 180;
const DAYS_AHEAD = 800;
const MOST_FEEDS = 20;
const A_DAY_MS = 86_400_000;

const shown = (feed: StoredFeed) => ({
  id: feed.id,
  what: feed.what,
  unit: feed.unit,
  kinds: feed.kinds,
  createdAt: feed.createdAt.toISOString(),
  readAt: feed.readAt?.toISOString() ?? null,
});

export type NewFeedRequest = { what: FeedWhat; unitId?: string | undefined; kinds?: FeedKind[] | undefined };

export async function createFeed(scope: Scope, publicUrl: string, asked: NewFeedRequest) {
  if ((asked.what === 'unit') !== (asked.unitId !== undefined)) refuseNow('invalid', 'feed_unit_needed');
  if (asked.unitId !== undefined) await demandUnit(scope, asked.unitId);
  const standing = await selectFeeds(scope, scope.actorId, null, MOST_FEEDS);
  if (standing.length >= MOST_FEEDS) refuseNow('conflict', 'feeds_enough', { most: MOST_FEEDS });
  const { key, hash } = makeFeedKey(scope.institutionId);
  const id = uuid();
  const kinds = [...new Set(asked.kinds ?? (['nodes', 'dues', 'reports'] as const))];
  await insertFeed(scope, { id, personId: scope.actorId, hash, what: asked.what, unitId: asked.unitId ?? null, kinds });
  const after = { what: asked.what, unitId: asked.unitId ?? null, kinds };
  await appendEvent(scope, { act: 'calendar_feed.created', objectKind: 'calendar_feed', objectId: id, after });
  const feed = (await findFeed(scope, id)) ?? refuseNow('missing', 'not_found');
  return { ...shown(feed), url: `${publicUrl}/api/exports/calendar.ics?key=${key}` };
}

async function demandUnit(scope: Scope, unitId: string): Promise<void> {
  const unit = await scope.tx
    .selectFrom('units')
    .select('id')
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', unitId)
    .executeTakeFirst();
  if (!unit) refuseNow('missing', 'not_found');
}

export async function listFeeds(scope: Scope, query: { limit: number; cursor?: string | undefined }) {
  const [createdAt, id] = readCursor(query.cursor, 2) ?? [];
  const after = typeof createdAt === 'string' && typeof id === 'string' ? { createdAt, id } : null;
  const rows = await selectFeeds(scope, scope.actorId, after, query.limit + 1);
  return page(rows.map(shown), query.limit, (feed) => [feed.createdAt, feed.id]);
}

export async function endFeed(scope: Scope, id: string): Promise<void> {
  if (!(await revokeFeed(scope, scope.actorId, id))) refuseNow('missing', 'not_found');
  await appendEvent(scope, { act: 'calendar_feed.revoked', objectKind: 'calendar_feed', objectId: id });
}

export type FeedDeps = { db: Db; say: Say; publicUrl: string };
export type ReadFeed = { text: string; etag: string; changedAt: Date | null };

const shift = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * A_DAY_MS).toISOString().slice(0, 10);

/** Null for a key that is unknown or revoked, and for a person who is here no more. */
export async function readFeed(deps: FeedDeps, key: FeedKey, now: Date): Promise<ReadFeed | null> {
  const { institutionId } = key;
  const feed = await inTenant(deps.db, institutionId, async (tx) => {
    const found = await findFeedByHash({ tx, institutionId }, key.hash);
    if (!found) return null;
    const { active } = await tx
      .selectFrom('people')
      .select('active')
      .where('institution_id', '=', institutionId)
      .where('id', '=', found.personId)
      .executeTakeFirstOrThrow();
    return active ? found : null;
  });
  if (!feed) return null;
  return openScopeFor(deps.db, { institutionId, personId: feed.personId, now }, async (scope) => {
    // Whoever holds no post and no role has left, though his account may still stand.
    if (scope.actor.posts.length === 0 && scope.actor.roles.length === 0) return null;
    const entries = await entriesOf(scope, feed, deps.say);
    await touchFeed(scope, feed.id);
    const text = writeCalendar(entries, {
      name: deps.say(scope.language, `feeds.name.${feed.what}`, { unit: nameOf(feed, scope.language) }),
      publicUrl: deps.publicUrl,
      language: scope.language,
    });
    return {
      text,
      etag: `"${createHash('sha256').update(text).digest('base64url')}"`,
      changedAt: latestOf(entries),
    };
  });
}

const nameOf = ({ unit }: StoredFeed, language: 'zh-CN' | 'en'): string =>
  (language === 'en' ? unit?.nameEn : null) ?? unit?.name ?? '';

function latestOf(entries: readonly FeedEntry[]): Date | null {
  const latest = entries.reduce((found, { changedAt }) => Math.max(found, Date.parse(changedAt)), 0);
  return latest === 0 ? null : new Date(latest);
}

async function entriesOf(scope: Scope, feed: StoredFeed, say: Say): Promise<FeedEntry[]> {
  const span: Span = { from: shift(scope.today, -DAYS_BACK), to: shift(scope.today, DAYS_AHEAD) };
  const { language } = scope;
  const words = { due: say(language, 'feeds.due'), done: '✓', separator: ' · ' };
  const rows = [
    ...(feed.kinds.includes('nodes') ? await selectNodes(scope, feed, span) : []),
    ...(feed.kinds.includes('dues') ? await selectDues(scope, feed, span) : []),
  ];
  const reports = feed.kinds.includes('reports') ? await reportEntries(scope, feed, span, say) : [];
  return [...rows.map((row) => entryOf(row, language, words)), ...reports];
}

/** One entry a cycle and level: the last day in time. */
async function reportEntries(scope: Scope, feed: StoredFeed, span: Span, say: Say): Promise<FeedEntry[]> {
  const owed = await selectOwed(scope, feed);
  if (owed.length === 0) return [];
  const cycles = await selectCycles(
    scope,
    null,
    sql`where c.freeze_on >= ${span.from}::date and c.from_day <= ${span.to}::date order by c.from_day, c.id`,
  );
  const frame = await loadCycleFrame(scope);
  return cycles.flatMap((cycle) => {
    const deadlines = deadlinesOf(cycle, frame);
    return owed
      .filter(({ kind, start }) => kind === cycle.kind && start <= cycle.to)
      .map(({ level }) => ({
        uid: uidOf('report', `${cycle.id}.${level}`),
        // Its day follows from the calendar; a cycle that is opened again raises its version.
        sequence: cycle.version - 1,
        day: deadlines[level - 1] ?? cycle.freezeOn,
        status: 'CONFIRMED' as const,
        summary: say(scope.language, 'feeds.report', { from: cycle.from, to: cycle.to, level }),
        path: '/',
        changedAt: cycle.createdAt.toISOString(),
      }));
  });
}
