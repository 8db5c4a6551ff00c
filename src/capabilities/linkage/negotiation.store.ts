// Negotiations in the database: read with their rounds and the item as it stands, written one round or one end at a time.
import { type RawBuilder, sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { Side, TalkState } from './negotiation.rules.ts';
import type { StandingTerms, Terms } from './negotiation-terms.rules.ts';

type Place = Pick<Moment, 'tx' | 'institutionId'>;
type Person = { id: string; name: string; nameEn: string | null };
export type StoredRound = {
  n: number;
  by: Person;
  side: Side;
  proposal: Terms;
  reason: string | null;
  at: Date;
  replyBy: string;
};

export type StoredNegotiation = {
  id: string;
  itemId: string;
  state: TalkState;
  waitsFor: Side | null;
  receiver: Person;
  openedBy: Person;
  openedOn: string;
  note: string | null;
  proposed: StandingTerms;
  replyBy: string | null;
  limitPassedOn: string | null;
  settledBy: Person | null;
  settledSide: Side | null;
  settledOn: string | null;
  settleReason: string | null;
  silent: boolean;
  outcome: Terms | null;
  requestIds: string[];
  rounds: StoredRound[];
};

const person = (id: RawBuilder<unknown>) => sql`
  (select jsonb_build_object('id', p.id, 'name', p.name, 'nameEn', p.name_en) from people p where p.institution_id = n.institution_id and p.id = ${id})`;

/** `tail` continues the where clause on negotiations `n`, their items `i` and the items above `p`. */
export async function selectNegotiations(place: Place, tail: RawBuilder<unknown>): Promise<StoredNegotiation[]> {
  const { rows } = await sql<
    Omit<StoredNegotiation, 'rounds'> & { rounds: (Omit<StoredRound, 'at'> & { at: string })[] | null }
  >`
    select n.id, n.item_id as "itemId", n.state, n.waits_for as "waitsFor", ${person(sql`n.receiver_id`)} as receiver,
      ${person(sql`n.opened_by`)} as "openedBy", n.opened_on as "openedOn", n.note, n.proposed, n.reply_by as "replyBy", n.limit_passed_on as "limitPassedOn",
      ${person(sql`n.settled_by`)} as "settledBy", n.settled_side as "settledSide", n.settled_on as "settledOn", n.settle_reason as "settleReason",
      n.silent, n.outcome, n.request_ids as "requestIds",
      (select jsonb_agg(jsonb_build_object('n', r.n, 'by', ${person(sql`r.by_id`)}, 'side', r.side, 'proposal', r.proposal, 'reason', r.reason, 'at', r.at, 'replyBy', r.reply_by) order by r.n)
        from negotiation_rounds r where r.institution_id = n.institution_id and r.negotiation_id = n.id) as rounds
    from negotiations n join items i on i.institution_id = n.institution_id and i.id = n.item_id
      left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
    where n.institution_id = ${place.institutionId} ${tail}`.execute(place.tx);
  return rows.map((row) => ({
    ...row,
    rounds: (row.rounds ?? []).map((round) => ({ ...round, at: new Date(round.at) })),
  }));
}

/** The latest negotiation of each of these items. */
export const selectLatest = (place: Place, itemIds: readonly string[]) =>
  selectNegotiations(
    place,
    sql`and n.item_id = any(${itemIds}::uuid[]) and not exists (select 1 from negotiations later where later.institution_id = n.institution_id
      and later.item_id = n.item_id and (later.opened_at, later.id) > (n.opened_at, n.id)) order by i.position, n.id`,
  );

/** The one that is not settled; there is at most one an item. */
export async function loadUnsettled(place: Place, itemId: string): Promise<StoredNegotiation | null> {
  const [found] = await selectNegotiations(place, sql`and n.item_id = ${itemId} and n.state in ('open', 'deciding')`);
  return found ?? null;
}

export async function lastRoundOf(place: Place, itemId: string): Promise<number> {
  const row = await place.tx
    .selectFrom('negotiation_rounds')
    .where('institution_id', '=', place.institutionId)
    .where('item_id', '=', itemId)
    .select((eb) => eb.fn.max('n').as('last'))
    .executeTakeFirst();
  return row?.last ?? 0;
}

export async function loadNames(place: Place, ids: readonly string[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  return place.tx
    .selectFrom('people')
    .where('institution_id', '=', place.institutionId)
    .where('id', 'in', [...ids])
    .select(['id', 'name', 'name_en as nameEn'])
    .execute();
}

export type NewNegotiation = {
  id: string;
  itemId: string;
  state: TalkState;
  waitsFor: Side | null;
  receiverId: string;
  note: string | null;
  proposed: StandingTerms;
  replyBy: string;
};

export async function insertNegotiations(moment: Moment, made: readonly NewNegotiation[]): Promise<void> {
  if (made.length === 0 || moment.actorId === null) return;
  await moment.tx
    .insertInto('negotiations')
    .values(
      made.map((one) => ({
        institution_id: moment.institutionId,
        id: one.id,
        item_id: one.itemId,
        state: one.state,
        waits_for: one.waitsFor,
        receiver_id: one.receiverId,
        opened_by: moment.actorId ?? '',
        opened_at: moment.now,
        opened_on: moment.today,
        note: one.note,
        proposed: JSON.stringify(one.proposed),
        reply_by: one.replyBy,
      })),
    )
    .execute();
}

export type NewRound = {
  itemId: string;
  negotiationId: string;
  n: number;
  side: Side;
  proposal: Terms;
  reason: string | null;
  replyBy: string;
};

export async function insertRound(moment: Moment, round: NewRound): Promise<void> {
  await moment.tx
    .insertInto('negotiation_rounds')
    .values({
      institution_id: moment.institutionId,
      item_id: round.itemId,
      n: round.n,
      negotiation_id: round.negotiationId,
      by_id: moment.actorId ?? '',
      side: round.side,
      proposal: JSON.stringify(round.proposal),
      reason: round.reason,
      at: moment.now,
      reply_by: round.replyBy,
    })
    .execute();
}

export type Progressed = { state: TalkState; waitsFor: Side | null; replyBy: string | null };

export async function saveTalk(moment: Moment, id: string, talk: Progressed): Promise<void> {
  await moment.tx
    .updateTable('negotiations')
    .set({ state: talk.state, waits_for: talk.waitsFor, reply_by: talk.replyBy })
    .where('institution_id', '=', moment.institutionId)
    .where('id', '=', id)
    .execute();
}

export type Settlement = {
  state: 'agreed' | 'decided';
  side: Side;
  reason: string | null;
  silent: boolean;
  outcome: Terms;
  requestIds: readonly string[];
};

export async function settle(moment: Moment, id: string, end: Settlement): Promise<void> {
  await moment.tx
    .updateTable('negotiations')
    .set({
      state: end.state,
      waits_for: null,
      reply_by: null,
      settled_by: moment.actorId,
      settled_side: end.side,
      settled_at: moment.now,
      settled_on: moment.today,
      settle_reason: end.reason,
      silent: end.silent,
      outcome: JSON.stringify(end.outcome),
      request_ids: [...end.requestIds],
    })
    .where('institution_id', '=', moment.institutionId)
    .where('id', '=', id)
    .execute();
}

/** Open ones whose awaited answer is overdue: from now on only the superior is left. */
export async function passLimits(
  moment: Moment,
  decideBy: string,
): Promise<{ id: string; itemId: string; waitedFor: Side; replyBy: string }[]> {
  const { rows } = await sql<{ id: string; itemId: string; waitedFor: Side; replyBy: string }>`
    with late as (
      select n.institution_id, n.id, n.item_id, n.waits_for, n.reply_by from negotiations n join items i on i.institution_id = n.institution_id and i.id = n.item_id
      where n.institution_id = ${moment.institutionId} and n.state = 'open' and n.reply_by < ${moment.today}::date
        and i.state in ('draft', 'registered', 'assigned', 'in_progress') order by n.id for update of n
    )
    update negotiations n set state = 'deciding', waits_for = 'superior', limit_passed_on = ${moment.today}::date, reply_by = ${decideBy}::date
    from late where n.institution_id = late.institution_id and n.id = late.id
    returning n.id, n.item_id as "itemId", late.waits_for as "waitedFor", late.reply_by as "replyBy"`.execute(
    moment.tx,
  );
  return rows;
}

/** Drafts below an item whose negotiation still waits for an answer within its limit, or for the decision after the last round. */
export async function loadAwaited(
  place: Place,
  parentId: string,
): Promise<Map<string, { state: TalkState; replyBy: string | null }>> {
  const { rows } = await sql<{ itemId: string; state: TalkState; replyBy: string | null }>`
    select n.item_id as "itemId", n.state, n.reply_by as "replyBy" from negotiations n
      join items i on i.institution_id = n.institution_id and i.id = n.item_id and i.parent_id = ${parentId} and i.state = 'draft'
    where n.institution_id = ${place.institutionId} and n.state in ('open', 'deciding') and n.limit_passed_on is null`.execute(
    place.tx,
  );
  return new Map(rows.map(({ itemId, ...row }) => [itemId, row]));
}
