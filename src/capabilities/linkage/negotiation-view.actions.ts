// Negotiations as a reader gets them: the terms proposed first, every round, what stands now, and what he may say.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { page, readCursor } from '../../platform/http/paging.ts';
import type { Scope } from '../identity/scope.ts';
import { mayOpen } from './item.policy.ts';
import { loadNegotiatedItems, type NegotiatedItem } from './negotiated-item.store.ts';
import type { listNegotiations, Negotiation } from './negotiation.contract.ts';
import { mayBegin, negotiationAbilities } from './negotiation.policy.ts';
import type { Talk } from './negotiation.rules.ts';
import { loadNames, type StoredNegotiation, selectLatest, selectNegotiations } from './negotiation.store.ts';
import { onSide, UNDER_NEGOTIATION } from './negotiation-sides.store.ts';
import { differences } from './negotiation-terms.rules.ts';
import { readOpenStanding, readStanding, visibleTo } from './standing.store.ts';

export type NegotiationView = z.infer<typeof Negotiation>;
type Page = {
  items: NegotiationView[];
  nextCursor: string | null;
  total?: number;
  abilities?: Record<string, boolean>;
};
type Names = Map<string, NegotiationView['people'][number]>;

export const talkOf = (stored: Pick<StoredNegotiation, 'state' | 'waitsFor' | 'rounds'>): Talk => ({
  state: stored.state,
  waitsFor: stored.waitsFor,
  rounds: stored.rounds.map((round) => round.side),
});

/** The round that an answer names; 0 for a draft on which nothing was proposed but itself. */
export const lastRound = (stored: Pick<StoredNegotiation, 'rounds'>): number => stored.rounds.at(-1)?.n ?? 0;

function itemPart(item: NegotiatedItem, parentSeen: boolean): NegotiationView['item'] {
  const { code, state, level, leadUnit, responsiblePerson, parentId } = item;
  const parent = parentSeen
    ? { code: item.parentCode, title: item.parentTitle === '' ? null : item.parentTitle, titleEn: item.parentTitleEn }
    : null;
  const { title, titleEn } = item.terms;
  return {
    code,
    title,
    titleEn,
    state,
    level,
    leadUnit,
    responsiblePerson,
    parentId: parentSeen ? parentId : null,
    parent,
  };
}

function settledPart(stored: StoredNegotiation, item: NegotiatedItem): NegotiationView['settled'] {
  const { settledBy, settledSide, settledOn, state } = stored;
  if (!settledBy || !settledSide || !settledOn || (state !== 'agreed' && state !== 'decided')) return null;
  return {
    what: state,
    by: settledBy,
    side: settledSide,
    reason: stored.settleReason,
    on: settledOn,
    silent: stored.silent,
    outcome: stored.outcome ?? {},
    differs: stored.requestIds.length > 0 ? [] : differences(item.terms, stored.outcome ?? {}),
    requestIds: stored.requestIds,
  };
}

function peopleIn(stored: StoredNegotiation, item: NegotiatedItem): string[] {
  const proposals = [...stored.rounds.map((round) => round.proposal), stored.outcome ?? {}];
  return [
    stored.proposed.responsiblePersonId,
    item.responsiblePersonId,
    ...proposals.flatMap((one) => one.responsiblePersonId ?? []),
  ];
}

function toView(
  scope: Scope,
  stored: StoredNegotiation,
  item: NegotiatedItem,
  names: Names,
  seen: Set<string>,
): NegotiationView {
  const talk = talkOf(stored);
  return {
    id: stored.id,
    itemId: stored.itemId,
    version: item.version,
    state: stored.state,
    waitsFor: stored.waitsFor,
    n: lastRound(stored),
    item: itemPart(item, item.parentId !== null && seen.has(item.parentId)),
    openedBy: stored.openedBy,
    openedOn: stored.openedOn,
    receiver: stored.receiver,
    note: stored.note,
    proposed: stored.proposed,
    current: item.terms,
    rounds: stored.rounds.map((round, at) => ({
      ...round,
      at: round.at.toISOString(),
      what: at === 0 && round.side === 'superior' ? 'propose' : 'counter',
    })),
    replyBy: stored.replyBy,
    overdue: stored.replyBy !== null && stored.replyBy < scope.today,
    limitPassedOn: stored.limitPassedOn,
    settled: settledPart(stored, item),
    indicators: item.indicators,
    people: [...new Set(peopleIn(stored, item))].flatMap((id) => names.get(id) ?? []),
    abilities: negotiationAbilities(scope.actor, item, talk, item.heldByGate),
  };
}

export async function viewNegotiations(scope: Scope, stored: readonly StoredNegotiation[]): Promise<NegotiationView[]> {
  if (stored.length === 0) return [];
  const items = await loadNegotiatedItems(scope, [...new Set(stored.map((one) => one.itemId))]);
  const both = stored.flatMap((one) => {
    const item = items.get(one.itemId);
    return item ? [{ one, item }] : [];
  });
  const people = await loadNames(scope, [...new Set(both.flatMap(({ one, item }) => peopleIn(one, item)))]);
  const names: Names = new Map(people.map((person) => [person.id, person]));
  const above = [...new Set(both.flatMap(({ item }) => item.parentId ?? []))];
  const { rows } = await sql<{ id: string }>`
    select i.id from items i where i.institution_id = ${scope.institutionId} and i.id = any(${above}::uuid[]) and ${visibleTo(scope)}`.execute(
    scope.tx,
  );
  const seen = new Set(rows.map((row) => row.id));
  return both.map(({ one, item }) => toView(scope, one, item, names, seen));
}

export async function readItemNegotiations(scope: Scope, itemId: string): Promise<Page> {
  const standing = await readStanding(scope, itemId);
  if (!mayOpen(scope.actor, standing).ok) return { items: [], nextCursor: null, abilities: { begin: false } };
  const stored = await selectNegotiations(scope, sql`and n.item_id = ${itemId} order by n.opened_at desc, n.id desc`);
  const item = (await loadNegotiatedItems(scope, [itemId])).get(itemId);
  const under = stored.some((one) => one.state === 'open' || one.state === 'deciding');
  const begin = item !== undefined && !under && !item.heldByGate && mayBegin(scope.actor, item).ok;
  return { items: await viewNegotiations(scope, stored), nextCursor: null, abilities: { begin } };
}

export async function readBelow(scope: Scope, parentId: string): Promise<Page> {
  await readOpenStanding(scope, parentId);
  const { rows } = await sql<{ id: string }>`
    select i.id from items i where i.institution_id = ${scope.institutionId} and i.parent_id = ${parentId} and i.state <> 'cancelled' and ${visibleTo(scope)}`.execute(
    scope.tx,
  );
  const stored = await selectLatest(
    scope,
    rows.map((row) => row.id),
  );
  return { items: await viewNegotiations(scope, stored), nextCursor: null };
}

type Query = z.output<(typeof listNegotiations)['query']>;

function wanted(scope: Scope, query: Query): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`and ${visibleTo(scope)}`];
  if (query.queue === 'mine') parts.push(sql`and ${onSide(scope, 'receiver')}`);
  if (query.queue === 'sent') parts.push(sql`and ${onSide(scope, 'superior')}`);
  if (query.state !== 'all')
    parts.push(query.state === 'settled' ? sql`and n.state in ('agreed', 'decided')` : sql`and ${UNDER_NEGOTIATION}`);
  if (query.waiting)
    parts.push(
      sql`and ((n.waits_for = 'receiver' and ${onSide(scope, 'receiver')}) or (n.waits_for = 'superior' and ${onSide(scope, 'superior')}))`,
    );
  if (query.unitId)
    parts.push(sql`and i.lead_unit_id in (with recursive under as (
      select ${query.unitId}::uuid as id union select u.id from units u join under on u.parent_id = under.id where u.institution_id = ${scope.institutionId}
    ) select id from under)`);
  // whoever stands outside the line of a placeholder has no part in its talks
  parts.push(sql`and (not i.placeholder or ${onSide(scope, 'receiver')} or ${onSide(scope, 'superior')})`);
  return sql.join(parts, sql` `);
}

export async function readQueue(scope: Scope, query: Query): Promise<Page> {
  const where = wanted(scope, query);
  const day = sql`coalesce(n.reply_by, date '9999-12-31')`;
  const cursor = readCursor(query.cursor, 2);
  const after = cursor ? sql`and (${day}, n.id) > (${cursor[0]}::date, ${cursor[1]}::uuid)` : sql``;
  const rows = await selectNegotiations(scope, sql`${where} ${after} order by ${day}, n.id limit ${query.limit + 1}`);
  const paged = page(rows, query.limit, (row) => [row.replyBy ?? '9999-12-31', row.id]);
  const items = await viewNegotiations(scope, paged.items);
  if (query.cursor) return { items, nextCursor: paged.nextCursor };
  const counted = await sql<{ total: number }>`
    select count(*) as total from negotiations n join items i on i.institution_id = n.institution_id and i.id = n.item_id
      left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
    where n.institution_id = ${scope.institutionId} ${where}`.execute(scope.tx);
  return { items, nextCursor: paged.nextCursor, total: Number(counted.rows[0]?.total ?? 0) };
}

/** What a gate reads of the negotiations behind a decomposition: every round, and how each ended. What only a caller may do stays out. */
export async function negotiationsForGate(scope: Scope, childIds: readonly string[]) {
  const views = await viewNegotiations(scope, await selectLatest(scope, childIds));
  return views.map(({ abilities: _, overdue: __, ...view }) => ({ ...view, item: { ...view.item, parent: null } }));
}
