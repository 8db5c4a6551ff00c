// Negotiation as acts: open a draft to those it proposes, propose and answer in rounds, let limits pass.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { appendEvent, appendEvents, type Moment } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { nthWorkingDayAfter } from '../institution/calendar.rules.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { readSetting } from '../institution/settings.store.ts';
import { demandFeasible } from './agreed-terms.actions.ts';
import { mayDraftBelow, mayOpen } from './item.policy.ts';
import { loadNegotiatedItems, type NegotiatedItem } from './negotiated-item.store.ts';
import { mayBegin } from './negotiation.policy.ts';
import { openTalk, type Side, type Talk } from './negotiation.rules.ts';
import {
  insertNegotiations,
  insertRound,
  lastRoundOf,
  type NewNegotiation,
  passLimits,
  type StoredNegotiation,
  saveTalk,
  selectLatest,
} from './negotiation.store.ts';
import {
  changedTerms,
  saysNothing,
  type Terms,
  tabledTerms,
  withoutWords,
  withTerms,
} from './negotiation-terms.rules.ts';
import { type NegotiationView, viewNegotiations } from './negotiation-view.actions.ts';
import { lockItems, standingForUpdate } from './standing.store.ts';

export async function replyLimit(moment: Moment): Promise<string> {
  const days = await readSetting(moment, 'negotiation.limitDays');
  return nthWorkingDayAfter(await loadCalendar(moment), moment.today, days);
}

/** The item locked, with the one above it where an answer changes the draft that hangs there. */
export async function negotiatedForUpdate(
  scope: Scope,
  itemId: string,
  ifMatch: number | null,
): Promise<NegotiatedItem> {
  const standing = await standingForUpdate(scope, itemId);
  unwrap(mayOpen(scope.actor, standing));
  demandVersion(ifMatch, standing.version);
  if (standing.state === 'draft' && standing.parentId !== null) await lockItems(scope, [standing.parentId]);
  const item = (await loadNegotiatedItems(scope, [itemId])).get(itemId);
  return item ?? refuseNow('missing', 'not_found');
}

export async function viewOne(scope: Scope, itemId: string): Promise<NegotiationView> {
  const [view] = await viewNegotiations(scope, await selectLatest(scope, [itemId]));
  return view ?? refuseNow('missing', 'not_found');
}

const opened = (item: NegotiatedItem, talk: Talk, replyBy: string, note: string | null): NewNegotiation => ({
  id: uuid(),
  itemId: item.id,
  state: talk.state,
  waitsFor: talk.waitsFor,
  receiverId: item.responsiblePersonId,
  note: item.placeholder ? null : note,
  proposed: item.terms,
  replyBy,
});

const openedEvent = (made: NewNegotiation) => ({
  act: 'negotiation.opened',
  objectKind: 'negotiation',
  objectId: made.id,
  itemId: made.itemId,
  after: { receiverId: made.receiverId, replyBy: made.replyBy },
  reason: made.note,
});

/** Shows the drafts below an item to the persons they propose; those already opened, or proposed to the caller himself, are left out. */
export async function openBelow(
  scope: Scope,
  parentId: string,
  sent: { childIds?: string[] | undefined; note?: string | null | undefined },
): Promise<{ items: NegotiationView[]; nextCursor: null }> {
  const parent = await standingForUpdate(scope, parentId);
  unwrap(mayDraftBelow(scope.actor, parent));
  if (parent.pendingKinds.includes('decomposition')) refuseNow('conflict', 'decomposition_pending');
  const { rows } = await sql<{ id: string; taken: boolean }>`
    select i.id, i.responsible_person_id = ${parent.responsiblePersonId} or exists (select 1 from negotiations n where n.institution_id = i.institution_id
      and n.item_id = i.id and n.state in ('open', 'deciding')) as taken
    from items i where i.institution_id = ${scope.institutionId} and i.parent_id = ${parentId} and i.state = 'draft' order by i.position, i.id`.execute(
    scope.tx,
  );
  const drafts = new Set(rows.map((row) => row.id));
  const unknown = (sent.childIds ?? []).findIndex((id) => !drafts.has(id));
  if (unknown >= 0) refuseNow('invalid', 'child_unknown', {}, [{ path: `childIds.${unknown}`, code: 'child_unknown' }]);
  const ids = rows.filter((row) => !row.taken && (sent.childIds?.includes(row.id) ?? true)).map((row) => row.id);
  if (ids.length === 0) refuseNow('conflict', 'nothing_to_open');
  const items = await loadNegotiatedItems(scope, ids);
  const replyBy = await replyLimit(scope);
  const most = await readSetting(scope, 'negotiation.rounds');
  const made = ids.flatMap((id) => {
    const item = items.get(id);
    return item ? [opened(item, openTalk('superior', false, most), replyBy, sent.note ?? null)] : [];
  });
  await insertNegotiations(scope, made);
  await appendEvents(scope, made.map(openedEvent));
  return { items: await viewNegotiations(scope, await selectLatest(scope, ids)), nextCursor: null };
}

/** The proposal cut to what it changes of what lies on the table; a placeholder's has no words. */
export function freshTerms(item: NegotiatedItem, stored: Pick<StoredNegotiation, 'rounds'> | null, sent: Terms): Terms {
  const table = withTerms(item.terms, tabledTerms(stored?.rounds ?? []));
  return changedTerms(table, item.placeholder ? withoutWords(sent) : sent);
}

export type Put = { negotiationId: string; side: Side; proposal: Terms; reason: string | null; talk: Talk };

/** Writes a round; the limit runs anew from it. */
export async function putRound(scope: Scope, item: NegotiatedItem, put: Put): Promise<void> {
  const replyBy = await replyLimit(scope);
  const n = (await lastRoundOf(scope, item.id)) + 1;
  const reason = item.placeholder ? null : put.reason;
  const { negotiationId, side, proposal, talk } = put;
  await insertRound(scope, { itemId: item.id, negotiationId, n, side, proposal, reason, replyBy });
  await saveTalk(scope, negotiationId, { ...talk, replyBy });
  await appendEvent(scope, {
    act: talk.rounds.length === 1 && side === 'superior' ? 'negotiation.proposed' : 'negotiation.countered',
    objectKind: 'negotiation',
    objectId: negotiationId,
    itemId: item.id,
    after: { n, side, proposal, replyBy },
    reason,
  });
}

/** Begins a negotiation: the superior on a draft or a registered item, the receiver on a registered one. */
export async function begin(
  scope: Scope,
  item: NegotiatedItem,
  isFirst: boolean,
  sent: { proposal: Terms; reason: string },
): Promise<void> {
  const may = mayBegin(scope.actor, item);
  if (!may.ok && may.refusal.code === 'draft_not_opened' && !isFirst) refuseNow('conflict', 'negotiation_settled');
  const side = unwrap(may);
  if (item.heldByGate) refuseNow('conflict', 'decomposition_pending');
  const proposal = freshTerms(item, null, sent.proposal);
  const silent = saysNothing(proposal);
  if (silent && item.state !== 'draft') refuseNow('invalid', 'proposal_says_nothing', {}, NOTHING);
  await demandFeasible(scope, item, proposal);
  const most = await readSetting(scope, 'negotiation.rounds');
  const made = opened(item, openTalk(side, false, most), await replyLimit(scope), silent ? sent.reason : null);
  await insertNegotiations(scope, [made]);
  await appendEvent(scope, openedEvent(made));
  if (silent) return;
  const talk = openTalk(side, true, most);
  await putRound(scope, item, { negotiationId: made.id, side, proposal, reason: sent.reason, talk });
}

export const NOTHING = [{ path: 'proposal', code: 'proposal_says_nothing' }];

/** Midnight: where nobody answered within the limit, the superior is left to decide, and has a limit of his own. */
export async function passNegotiationLimits(moment: Moment): Promise<void> {
  const passed = await passLimits(moment, await replyLimit(moment));
  await appendEvents(
    moment,
    passed.map(({ id, itemId, waitedFor, replyBy }) => ({
      act: 'negotiation.limit_passed',
      objectKind: 'negotiation',
      objectId: id,
      itemId,
      after: { waitedFor, replyBy },
    })),
  );
}
