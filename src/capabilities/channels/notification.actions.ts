// The inbox: a person reads his own messages; what they say is composed in his language as he reads.
import { sql } from 'kysely';
import { page, readCursor } from '../../platform/http/paging.ts';
import { refuseNow } from '../../platform/result.ts';
import type { Language, Say } from '../../platform/words.ts';
import type { Scope } from '../identity/scope.ts';
import { type EmailWish, linkOf, mayFollow, type NotificationKind } from './notification.rules.ts';
import {
  countUnread,
  markRead,
  readWish,
  type SeenNode,
  type StoredNotification,
  saveWish,
  selectNodeTitles,
  selectNotifications,
  selectSeenItems,
} from './notification.store.ts';
import {
  dayInWords,
  itemInWords,
  lineInWords,
  type SeenItem,
  type StoredLine,
  tellInWords,
} from './notification-text.ts';

export type InboxDeps = { say: Say; mailOn: boolean };

export type InboxQuery = {
  unread?: boolean | undefined;
  kind?: NotificationKind[] | undefined;
  limit: number;
  cursor?: string | undefined;
};

export async function listNotifications(scope: Scope, say: Say, query: InboxQuery) {
  const [at, id] = readCursor(query.cursor, 2) ?? [];
  const later =
    typeof at === 'string' && typeof id === 'string'
      ? sql`and (n.at, n.id) < (${at}::timestamptz, ${id}::uuid)`
      : sql``;
  const unread =
    query.unread === undefined ? sql`` : query.unread ? sql`and n.read_at is null` : sql`and n.read_at is not null`;
  const kinds = query.kind ? sql`and n.kind = any(${query.kind}::text[])` : sql``;
  const rows = await selectNotifications(scope, sql`${unread} ${kinds} ${later}`, query.limit + 1);
  const { items, nextCursor } = page(rows, query.limit, (row) => [row.at.toISOString(), row.id]);
  return { items: await viewAll(scope, say, items), nextCursor, unread: await countUnread(scope) };
}

export async function readOne(scope: Scope, say: Say, id: string) {
  await markRead(scope, sql`and id = ${id}`);
  const [row] = await selectNotifications(scope, sql`and n.id = ${id}`, 1);
  if (!row) return refuseNow('missing', 'not_found');
  const [view] = await viewAll(scope, say, [row]);
  return view ?? refuseNow('missing', 'not_found');
}

export async function readAll(scope: Scope, kinds: readonly NotificationKind[] | undefined) {
  const read = await markRead(scope, kinds ? sql`and kind = any(${kinds}::text[])` : sql``);
  return { read, unread: await countUnread(scope) };
}

export async function readPreferences(scope: Scope, mailOn: boolean) {
  return { email: await readWish(scope), address: scope.actor.email, mailOn };
}

export async function changePreferences(scope: Scope, mailOn: boolean, email: EmailWish) {
  await saveWish(scope, email);
  return readPreferences(scope, mailOn);
}

export type Named = { items: ReadonlyMap<string, SeenItem>; nodes: ReadonlyMap<string, SeenNode> };

/** Everything that the lines of digests name, for one reader. */
export async function nameLines(scope: Scope, lines: readonly StoredLine[]): Promise<Named> {
  const entries = lines.flatMap((line) => line.entries);
  const items = await selectSeenItems(scope, [...new Set(entries.map((entry) => entry.itemId))]);
  const nodes = entries.flatMap((entry) => (entry.nodeId && items.has(entry.itemId) ? [entry.nodeId] : []));
  return { items, nodes: await selectNodeTitles(scope, nodes) };
}

const ENTRY_WORDS: Readonly<Record<string, string>> = { to_sign: 'sign', report_0: 'report', report_2: 'report' };

export function viewLine(say: Say, language: Language, line: StoredLine, named: Named) {
  const entries = line.entries.map(({ itemId, nodeId, day }) => {
    const item = named.items.get(itemId) ?? null;
    const node = nodeId ? named.nodes.get(nodeId) : undefined;
    // A placeholder's nodes have titles too, and are no more for this page than its own.
    const title = item?.title ? node : undefined;
    const words = day === null ? null : title ? 'node' : (ENTRY_WORDS[line.code] ?? 'due');
    const label = itemInWords(say, language, itemId, item);
    const blanks = {
      item: label,
      node: (language === 'en' ? (title?.titleEn ?? title?.title) : title?.title) ?? '',
      day: dayInWords(language, day),
    };
    return {
      item,
      text: words === null ? label : say(language, `reminderEntries.${words}`, blanks),
      link: item ? `/items/${itemId}` : null,
    };
  });
  return { code: line.code, count: line.count, text: lineInWords(say, language, line), entries };
}

async function viewAll(scope: Scope, say: Say, rows: readonly StoredNotification[]) {
  const named = await nameLines(
    scope,
    rows.flatMap((row) => row.lines),
  );
  return rows.map((row) => {
    const seen = mayFollow(row);
    return {
      id: row.id,
      kind: row.kind,
      at: row.at.toISOString(),
      urgent: row.urgency === 'now',
      count: row.count,
      text: tellInWords(say, scope.language, row),
      params: row.params,
      link: seen ? linkOf(row.kind, row) : null,
      item: row.item,
      itemId: row.item === null ? null : row.itemId,
      objectKind: row.objectKind,
      objectId: seen ? row.objectId : null,
      actor: row.actor,
      day: row.day,
      lines: row.lines.map((line) => viewLine(say, scope.language, line, named)),
      readAt: row.readAt?.toISOString() ?? null,
    };
  });
}
