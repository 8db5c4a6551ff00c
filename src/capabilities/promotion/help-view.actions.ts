// Help requests as a reader gets them: lists by whose turn it is, one with everybody who was asked.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { page, readCursor } from '../../platform/http/paging.ts';
import { refuseNow } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import type { Calendar } from '../institution/calendar.rules.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { mayOpen, mayRead } from '../linkage/item.policy.ts';
import { loadStanding } from '../linkage/standing.store.ts';
import type { HelpRequest, listHelpRequests } from './help.contract.ts';
import { mayAnswer, mayAskFor, mayWithdraw } from './help.policy.ts';
import { daysLate } from './help.rules.ts';
import { countHelp, type StoredHelp, selectHelp, waitsFor } from './help.store.ts';

export type HelpView = z.infer<typeof HelpRequest>;
type Query = z.output<(typeof listHelpRequests)['query']>;

export const standingOf = (help: StoredHelp) => ({
  state: help.state,
  askerId: help.asker.id,
  addresseeIds: help.addressees.map((one) => one.person.id),
  unitId: help.unit?.id ?? null,
});

const wordsOf = (text: string | null): string | null => text || null;

function toView(scope: Scope, calendar: Calendar, help: StoredHelp): HelpView {
  const last = help.addressees.at(-1);
  const first = help.addressees[0];
  if (!first || !last) throw new Error('a help request that nobody was asked');
  const until = help.endedOn ?? scope.today;
  const { itemSeen, createdAt, ...shown } = help;
  return {
    ...shown,
    asks: wordsOf(help.asks),
    wanted: wordsOf(help.wanted),
    answer: wordsOf(help.answer),
    itemId: itemSeen ? help.itemId : null,
    item: itemSeen ? help.item : null,
    fromReportId: itemSeen ? help.fromReportId : null,
    createdAt: createdAt.toISOString(),
    addressee: last.person,
    replyBy: last.replyBy,
    overdue: help.state === 'open' && last.replyBy < scope.today,
    daysLate: daysLate(calendar, first.replyBy, until),
    climbs: help.addressees.length - 1,
    addressees: help.addressees.map((one) => ({ ...one, daysLate: daysLate(calendar, one.replyBy, until) })),
    abilities: {
      answer: mayAnswer(scope.actor, standingOf(help)).ok,
      withdraw: mayWithdraw(scope.actor, standingOf(help)).ok,
    },
  };
}

export async function viewHelp(scope: Scope, stored: readonly StoredHelp[]): Promise<HelpView[]> {
  if (stored.length === 0) return [];
  const calendar = await loadCalendar(scope);
  return stored.map((help) => toView(scope, calendar, help));
}

/** One that the caller may not see is missing. */
export async function loadVisibleHelp(scope: Scope, id: string): Promise<StoredHelp> {
  const [found] = await selectHelp(scope, sql`and h.id = ${id}`);
  return found ?? refuseNow('missing', 'not_found');
}

export async function readHelp(scope: Scope, id: string): Promise<HelpView> {
  const [view] = await viewHelp(scope, [await loadVisibleHelp(scope, id)]);
  return view ?? refuseNow('missing', 'not_found');
}

const SORTS: Record<string, { column: RawBuilder<unknown>; of: (row: HelpView) => string }> = {
  replyBy: { column: sql`a.reply_by`, of: (row) => row.replyBy },
  createdOn: { column: sql`h.created_on`, of: (row) => row.createdOn },
};

function filters(scope: Scope, query: Query): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql``];
  if (query.mine === 'asked') parts.push(sql`and h.asker_id = ${scope.actorId}`);
  if (query.mine === 'to_answer') parts.push(sql`and ${waitsFor(scope)}`);
  if (query.state) parts.push(sql`and h.state = ${query.state}`);
  if (query.overdue !== undefined) {
    const late = sql`(h.state = 'open' and a.reply_by < ${scope.today}::date)`;
    parts.push(query.overdue ? sql`and ${late}` : sql`and not ${late}`);
  }
  if (query.itemId) parts.push(sql`and h.item_id = ${query.itemId}`);
  if (query.unitId)
    parts.push(sql`and (h.unit_id in (${below(scope, query.unitId)}) or exists (select 1 from help_addressees x join posts o
      on o.institution_id = x.institution_id and o.person_id = x.person_id and o.state = 'confirmed' and o.unit_id in (${below(scope, query.unitId)})
      and o.from_day <= ${scope.today}::date and (o.to_day is null or o.to_day >= ${scope.today}::date)
      where x.institution_id = h.institution_id and x.request_id = h.id))`);
  return sql.join(parts, sql` `);
}

const below = (scope: Scope, unitId: string) => sql`
  with recursive b as (select id from units where institution_id = ${scope.institutionId} and id = ${unitId}
    union all select u.id from units u join b on u.parent_id = b.id where u.institution_id = ${scope.institutionId}) select id from b`;

type HelpPage = {
  items: HelpView[];
  nextCursor: string | null;
  total?: number;
  abilities: Record<string, boolean>;
};

/** Whether the caller may ask: for an item he must work on it, else it takes a post. */
async function asking(scope: Scope, itemId: string | undefined): Promise<Record<string, boolean>> {
  if (itemId === undefined) return { ask: scope.actor.posts.length > 0 };
  const standing = await loadStanding(scope, itemId);
  const sees = standing !== null && mayRead(scope.actor, standing) && mayOpen(scope.actor, standing).ok;
  return { ask: sees && mayAskFor(scope.actor, standing).ok };
}

export async function listHelp(scope: Scope, query: Query): Promise<HelpPage> {
  const name = (query.sort ?? '-createdOn').replace(/^-/, '');
  const descending = query.sort?.startsWith('-') ?? query.sort === undefined;
  const sort = SORTS[name] ?? refuseNow('malformed', 'sort_invalid', { sort: name });
  const cursor = readCursor(query.cursor, 2);
  const order = descending ? sql`desc` : sql`asc`;
  const where = filters(scope, query);
  const after = cursor
    ? sql`and (${sort.column}, h.id) ${descending ? sql`<` : sql`>`} (${cursor[0]}::date, ${cursor[1]}::uuid)`
    : sql``;
  const stored = await selectHelp(
    scope,
    sql`${where} ${after} order by ${sort.column} ${order}, h.id ${order} limit ${query.limit + 1}`,
  );
  const abilities = await asking(scope, query.itemId);
  const paged = { ...page(await viewHelp(scope, stored), query.limit, (row) => [sort.of(row), row.id]), abilities };
  return query.cursor ? paged : { ...paged, total: await countHelp(scope, where) };
}

/** How much help waits for the caller, and how much he waits for. */
export async function countWaitingHelp(
  scope: Scope,
): Promise<{ toAnswer: number; toAnswerOverdue: number; askedOpen: number }> {
  const late = sql`and exists (select 1 from help_addressees y where y.institution_id = h.institution_id and y.request_id = h.id
    and y.person_id = ${scope.actorId} and y.reply_by < ${scope.today}::date)`;
  return {
    toAnswer: await countHelp(scope, sql`and ${waitsFor(scope)}`),
    toAnswerOverdue: await countHelp(scope, sql`and ${waitsFor(scope)} ${late}`),
    askedOpen: await countHelp(scope, sql`and h.state = 'open' and h.asker_id = ${scope.actorId}`),
  };
}
