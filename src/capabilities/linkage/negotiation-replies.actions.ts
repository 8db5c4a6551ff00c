// Answers in a negotiation: agree, counter, decide; one by one or many at once, each done or refused by itself.
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import { refusalOfDatabaseError } from '../../platform/http/problems.ts';
import { type Refusal, Refused, refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { readSetting } from '../institution/settings.store.ts';
import { demandFeasible, type NegotiationEffects, takeEffect } from './agreed-terms.actions.ts';
import type { NegotiatedItem } from './negotiated-item.store.ts';
import { begin, freshTerms, NOTHING, negotiatedForUpdate, putRound, viewOne } from './negotiation.actions.ts';
import type { replyToMany, replyToTerms } from './negotiation.contract.ts';
import { sideOf } from './negotiation.policy.ts';
import { reply as replyInTalk, type Side } from './negotiation.rules.ts';
import { loadUnsettled, type StoredNegotiation, selectLatest, settle } from './negotiation.store.ts';
import { mergeTerms, saysNothing, type Terms, tabledTerms, withoutWords } from './negotiation-terms.rules.ts';
import { lastRound, type NegotiationView, talkOf, viewNegotiations } from './negotiation-view.actions.ts';

type Answer = z.output<(typeof replyToTerms)['body']>;

/** A proposal: begins a negotiation, or answers what is proposed in the one that is open. */
export async function propose(
  scope: Scope,
  itemId: string,
  sent: { proposal: Terms; reason: string },
  ifMatch: number | null,
): Promise<NegotiationView> {
  const item = await negotiatedForUpdate(scope, itemId, ifMatch);
  const stored = await loadUnsettled(scope, itemId);
  if (stored) await answerIn(scope, item, stored, { ...sent, verdict: 'counter' });
  else await begin(scope, item, (await selectLatest(scope, [itemId])).length === 0, sent);
  return viewOne(scope, itemId);
}

/** Whether this very answer was given already, by the same person: then it is answered as the first time. */
function isRepeat(scope: Scope, item: NegotiatedItem, latest: StoredNegotiation, n: number, given: Answer): boolean {
  const next = latest.rounds.find((round) => round.n > n);
  if (given.verdict !== 'counter') {
    const what = given.verdict === 'agree' ? 'agreed' : 'decided';
    return !next && latest.state === what && latest.settledBy?.id === scope.actorId && !latest.silent;
  }
  if (next?.by.id !== scope.actorId || latest.rounds.at(-1) !== next) return false;
  const before = { rounds: latest.rounds.slice(0, -1) };
  return isDeepStrictEqual(freshTerms(item, before, given.proposal ?? {}), next.proposal);
}

async function replyTo(
  scope: Scope,
  effects: NegotiationEffects,
  sent: { itemId: string; n: number; answer: Answer; ifMatch: number | null },
): Promise<void> {
  const { itemId, n, answer } = sent;
  const item = await negotiatedForUpdate(scope, itemId, sent.ifMatch);
  const [latest] = await selectLatest(scope, [itemId]);
  if (!latest) return refuseNow('missing', 'not_found');
  if (isRepeat(scope, item, latest, n, answer)) return;
  if (latest.settledBy) refuseNow('conflict', 'negotiation_settled');
  if (lastRound(latest) !== n) refuseNow('conflict', 'round_answered', { n: lastRound(latest) });
  await answerIn(scope, item, latest, answer, effects);
}

async function answerIn(
  scope: Scope,
  item: NegotiatedItem,
  stored: StoredNegotiation,
  answer: Answer,
  effects?: NegotiationEffects,
): Promise<void> {
  const side = sideOf(scope.actor, item) ?? refuseNow('forbidden', 'only_sides_negotiate');
  const spoke = stored.rounds.at(-1)?.by.id ?? stored.openedBy.id;
  if (answer.verdict !== 'decide' && spoke === scope.actorId) refuseNow('conflict', 'own_round');
  const most = await readSetting(scope, 'negotiation.rounds');
  const talk = unwrap(replyInTalk(talkOf(stored), side, answer.verdict, most));
  if (item.heldByGate) refuseNow('conflict', 'decomposition_pending');
  const reason = answer.reason?.trim() || null;
  if (answer.verdict !== 'agree' && reason === null)
    refuseNow('invalid', 'round_without_reason', {}, [{ path: 'reason', code: 'reason_missing' }]);
  if (answer.verdict === 'counter') {
    const proposal = freshTerms(item, stored, answer.proposal ?? {});
    if (saysNothing(proposal)) refuseNow('invalid', 'proposal_says_nothing', {}, NOTHING);
    await demandFeasible(scope, item, proposal);
    await putRound(scope, item, { negotiationId: stored.id, side, proposal, reason, talk });
  } else if (effects) await end(scope, effects, { item, stored, side, answer: { ...answer, reason } });
}

type Ending = {
  item: NegotiatedItem;
  stored: StoredNegotiation;
  side: Side;
  answer: Answer & { reason: string | null };
};

/** What holds in the end: the table as the last round left it, or the superior's own word on it, or the item as it stands. */
function endTerms({ item, stored, answer }: Ending): Terms {
  if (answer.verdict === 'decide' && answer.keep) return {};
  const own = answer.verdict === 'decide' ? (answer.proposal ?? {}) : {};
  return mergeTerms(tabledTerms(stored.rounds), item.placeholder ? withoutWords(own) : own);
}

async function end(scope: Scope, effects: NegotiationEffects, ending: Ending): Promise<void> {
  const { item, stored, side, answer } = ending;
  const terms = endTerms(ending);
  // what is signed for is not changed over the head of whoever signed
  const imposed =
    answer.verdict === 'decide' && (answer.proposal !== undefined || stored.rounds.at(-1)?.side !== 'receiver');
  if (item.state === 'in_progress' && imposed && !saysNothing(freshTerms(item, null, terms)))
    refuseNow('conflict', 'decide_needs_agreement');
  const reason = item.placeholder ? null : answer.reason;
  const otherPersonId =
    side === 'receiver' ? (stored.rounds.at(-1)?.by.id ?? stored.openedBy.id) : item.responsiblePersonId;
  const { outcome, requestIds } = await takeEffect(scope, effects, {
    item,
    terms,
    reason: reason ?? stored.rounds.at(-1)?.reason ?? null,
    endedBy: side,
    otherPersonId,
  });
  const state = answer.verdict === 'agree' ? 'agreed' : 'decided';
  await settle(scope, stored.id, { state, side, reason, silent: false, outcome, requestIds });
  await appendEvent(scope, {
    act: `negotiation.${state}`,
    objectKind: 'negotiation',
    objectId: stored.id,
    itemId: item.id,
    after: { n: lastRound(stored), side, outcome, requestIds },
    reason,
  });
}

export async function answer(
  scope: Scope,
  effects: NegotiationEffects,
  sent: { itemId: string; n: number; answer: Answer; ifMatch: number | null },
): Promise<NegotiationView> {
  await replyTo(scope, effects, sent);
  return viewOne(scope, sent.itemId);
}

type Many = z.output<(typeof replyToMany)['body']>;
export type Outcome = { itemId: string; refusal: Refusal | null; negotiation: NegotiationView | null };

/** Each row in a savepoint of its own: what is refused leaves no trace, and holds up no other. */
async function tryRow(scope: Scope, act: () => Promise<void>): Promise<Refusal | null> {
  await sql`savepoint one_reply`.execute(scope.tx);
  try {
    await act();
    await sql`release savepoint one_reply`.execute(scope.tx);
    return null;
  } catch (error) {
    const refusal = error instanceof Refused ? error.refusal : refusalOfDatabaseError(error);
    // a deadlock or a lost connection concerns the whole, which is tried again
    if (!refusal || refusal.kind === 'unavailable') throw error;
    await sql`rollback to savepoint one_reply`.execute(scope.tx);
    return refusal;
  }
}

export async function answerMany(scope: Scope, effects: NegotiationEffects, sent: Many): Promise<Outcome[]> {
  const refusals: (Refusal | null)[] = [];
  for (const { itemId, n, ...own } of sent.replies) {
    const given: Answer = { ...own, reason: own.reason?.trim() || sent.reason };
    refusals.push(await tryRow(scope, () => replyTo(scope, effects, { itemId, n, answer: given, ifMatch: null })));
  }
  const done = sent.replies.filter((_, at) => !refusals[at]).map((row) => row.itemId);
  const views = new Map(
    (await viewNegotiations(scope, await selectLatest(scope, done))).map((one) => [one.itemId, one]),
  );
  return sent.replies.map(({ itemId }, at) => {
    const refusal = refusals[at] ?? null;
    return { itemId, refusal, negotiation: refusal ? null : (views.get(itemId) ?? null) };
  });
}

/** Before a decomposition goes to the gate: where a limit passed and nobody decided, its superior goes on with the draft as it stands. */
export async function goOn(scope: Scope, parentId: string): Promise<void> {
  const { rows } = await sql<{ id: string; itemId: string }>`
    select n.id, n.item_id as "itemId" from negotiations n
      join items i on i.institution_id = n.institution_id and i.id = n.item_id and i.parent_id = ${parentId} and i.state = 'draft'
    where n.institution_id = ${scope.institutionId} and n.state = 'deciding' and n.limit_passed_on is not null order by n.id`.execute(
    scope.tx,
  );
  for (const { id, itemId } of rows) {
    await settle(scope, id, {
      state: 'decided',
      side: 'superior',
      reason: null,
      silent: true,
      outcome: {},
      requestIds: [],
    });
    await appendEvent(scope, { act: 'negotiation.went_on', objectKind: 'negotiation', objectId: id, itemId });
  }
}
