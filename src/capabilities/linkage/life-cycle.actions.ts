// The acts of the life cycle up to archiving: register, assign, accept, return. Approval acts come through gates.
import { sql } from 'kysely';
import { appendEvent, appendEvents, type Moment } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { type Result, refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { nthWorkingDayAfter } from '../institution/calendar.rules.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { readSetting } from '../institution/settings.store.ts';
import { refreshItemValues } from '../progress/rollup.store.ts';
import { nextCode } from './code.store.ts';
import { countLevels, loadParentShape } from './draft.store.ts';
import { judgedDue } from './due.rules.ts';
import { type ItemStanding, mayAccept, mayArchive, mayAssign, mayAssignBelow, mayRegister } from './item.policy.ts';
import { type ItemView, viewAfter } from './items.actions.ts';
import { type ItemState, nextState } from './life-cycle.rules.ts';
import { lockItems, standingForUpdate } from './standing.store.ts';

type Repeat = { from: ItemState; done: (item: ItemStanding) => boolean | Promise<boolean> };

/** Loads and locks; answers a repeat as the first time, to whoever could have done it; else holds policy and version before the act. */
async function begin(
  scope: Scope,
  itemId: string,
  ifMatch: number | null,
  repeat: Repeat,
  may: (item: ItemStanding) => Result<true>,
): Promise<ItemStanding | null> {
  const standing = await standingForUpdate(scope, itemId);
  if (await repeat.done(standing)) {
    unwrap(may({ ...standing, state: repeat.from }));
    return null;
  }
  unwrap(may(standing));
  demandVersion(ifMatch, standing.version);
  return standing;
}

type Change = Record<string, string | boolean | null>;

export async function setItem(moment: Moment, itemId: string, change: Change): Promise<void> {
  await moment.tx
    .updateTable('items')
    .set((eb) => ({ ...change, version: eb('version', '+', 1), changed_at: moment.now }))
    .where('institution_id', '=', moment.institutionId)
    .where('id', '=', itemId)
    .execute();
}

export async function registerRoot(scope: Scope, itemId: string, ifMatch: number | null): Promise<ItemView> {
  const standing = await begin(
    scope,
    itemId,
    ifMatch,
    { from: 'draft', done: (item) => item.state === 'registered' && item.parentId === null },
    (item) => mayRegister(scope.actor, item),
  );
  if (!standing) return viewAfter(scope, itemId);
  const shape = await loadParentShape(scope, itemId);
  if (!shape) return refuseNow('missing', 'not_found');
  if (shape.level > (await countLevels(scope)))
    refuseNow('invalid', 'level_unknown', { levels: await countLevels(scope) });
  const code = shape.code ?? (await nextCode(scope, null, shape.start));
  await setItem(scope, itemId, { state: 'registered', code, original_due: shape.due, registered_on: scope.today });
  await appendEvent(scope, {
    act: 'item.registered',
    objectKind: 'item',
    objectId: itemId,
    before: { state: 'draft' },
    after: { state: 'registered', code, originalDue: shape.due },
  });
  await refreshItemValues(scope, [itemId]);
  return viewAfter(scope, itemId);
}

/** With the subtree: everything registered below is assigned too, each to its own person. Locked from below upwards. */
async function lockRegisteredBelow(scope: Scope, itemId: string): Promise<string[]> {
  const below = sql`
    with recursive below as (
      select id, state from items where institution_id = ${scope.institutionId} and parent_id = ${itemId}
      union all
      select i.id, i.state from items i join below b on i.parent_id = b.id where i.institution_id = ${scope.institutionId}
    ) select id from below where state = 'registered'`;
  const found = await sql<{ id: string }>`${below}`.execute(scope.tx);
  await lockItems(scope, [itemId, ...found.rows.map((row) => row.id)]);
  // whoever waited sees what the other has assigned meanwhile
  const { rows } = await sql<{ id: string }>`${below}`.execute(scope.tx);
  return rows.map((row) => row.id);
}

export async function assign(
  scope: Scope,
  itemId: string,
  options: { subtree?: boolean | undefined; note?: string | null | undefined },
  ifMatch: number | null,
): Promise<ItemView> {
  const below = options.subtree ? await lockRegisteredBelow(scope, itemId) : [];
  const repeat: Repeat = { from: 'registered', done: (item) => item.state === 'assigned' && !options.subtree };
  const standing = await begin(scope, itemId, ifMatch, repeat, (item) =>
    options.subtree && item.state !== 'registered' ? mayAssignBelow(scope.actor, item) : mayAssign(scope.actor, item),
  );
  if (!standing) return viewAfter(scope, itemId);
  const ids = [...(standing.state === 'registered' ? [itemId] : []), ...below];
  const limit = await readSetting(scope, 'acceptance.limitDays');
  const acceptBy = nthWorkingDayAfter(await loadCalendar(scope), scope.today, limit);
  if (ids.length > 0) {
    await scope.tx
      .updateTable('items')
      .set((eb) => ({
        state: 'assigned',
        assigned_on: scope.today,
        accept_by: acceptBy,
        accepted_on: null,
        accepted_by: null,
        version: eb('version', '+', 1),
        changed_at: scope.now,
      }))
      .where('institution_id', '=', scope.institutionId)
      .where('id', 'in', ids)
      .execute();
  }
  await appendEvents(
    scope,
    ids.map((id) => ({
      act: 'item.assigned',
      objectKind: 'item',
      objectId: id,
      before: { state: 'registered' },
      after: { state: 'assigned', acceptBy },
      reason: options.note ?? null,
    })),
  );
  await refreshItemValues(scope, ids);
  return viewAfter(scope, itemId);
}

export async function acceptItem(scope: Scope, itemId: string, ifMatch: number | null): Promise<ItemView> {
  const repeat: Repeat = { from: 'assigned', done: (item) => item.state === 'in_progress' };
  const standing = await begin(scope, itemId, ifMatch, repeat, (item) => mayAccept(scope.actor, item, 'accept'));
  if (!standing) return viewAfter(scope, itemId);
  await setItem(scope, itemId, { state: 'in_progress', accepted_on: scope.today, accepted_by: scope.actorId });
  await appendEvent(scope, {
    act: 'item.accepted',
    objectKind: 'item',
    objectId: itemId,
    before: { state: 'assigned' },
    after: { state: 'in_progress' },
  });
  await refreshItemValues(scope, [itemId]);
  return viewAfter(scope, itemId);
}

/** Whether the last thing that happened to the item is the actor's own return. */
async function hasJustReturned(scope: Scope, itemId: string): Promise<boolean> {
  const last = await scope.tx
    .selectFrom('events')
    .where('institution_id', '=', scope.institutionId)
    .where('object_kind', '=', 'item')
    .where('object_id', '=', itemId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .select(['act', 'actor_id'])
    .executeTakeFirst();
  return last?.act === 'item.returned' && last.actor_id === scope.actorId;
}

export async function returnItem(
  scope: Scope,
  itemId: string,
  reason: string,
  ifMatch: number | null,
): Promise<ItemView> {
  const standing = await begin(
    scope,
    itemId,
    ifMatch,
    { from: 'assigned', done: (item) => item.state === 'registered' && hasJustReturned(scope, itemId) },
    (item) => mayAccept(scope.actor, item, 'return'),
  );
  if (!standing) return viewAfter(scope, itemId);
  await setItem(scope, itemId, { state: 'registered', assigned_on: null, accept_by: null });
  await appendEvent(scope, {
    act: 'item.returned',
    objectKind: 'item',
    objectId: itemId,
    before: { state: 'assigned' },
    after: { state: 'registered' },
    reason,
  });
  await refreshItemValues(scope, [itemId]);
  return viewAfter(scope, itemId);
}

export async function archive(scope: Scope, itemId: string, ifMatch: number | null): Promise<ItemView> {
  const standing = await begin(
    scope,
    itemId,
    ifMatch,
    { from: 'closed', done: (item) => item.state === 'archived' },
    (item) => mayArchive(scope.actor, item),
  );
  if (!standing) return viewAfter(scope, itemId);
  await setItem(scope, itemId, { state: 'archived' });
  await appendEvent(scope, {
    act: 'item.archived',
    objectKind: 'item',
    objectId: itemId,
    before: { state: 'closed' },
    after: { state: 'archived' },
  });
  await refreshItemValues(scope, [itemId]);
  return viewAfter(scope, itemId);
}

/** The gate let the close-out pass: the item is finished on the day of the submission. */
export async function closeItem(moment: Moment, itemId: string, finishedOn: string): Promise<void> {
  const item = await moment.tx
    .selectFrom('items')
    .where('institution_id', '=', moment.institutionId)
    .where('id', '=', itemId)
    .select(['state', 'original_due', 'approved_due', 'excused', 'excused_due', 'ever_late'])
    .executeTakeFirstOrThrow();
  const measured = judgedDue({
    excused: item.excused,
    excusedDue: item.excused_due,
    originalDue: item.original_due,
    approvedDue: item.approved_due,
  });
  unwrap(nextState(item.state as ItemState, 'close'));
  await setItem(moment, itemId, {
    state: 'closed',
    finished_on: finishedOn,
    ever_late: item.ever_late || finishedOn > measured,
  });
  await appendEvent(moment, {
    act: 'item.closed',
    objectKind: 'item',
    objectId: itemId,
    before: { state: 'in_progress' },
    after: { state: 'closed', finishedOn },
  });
  await refreshItemValues(moment, [itemId]);
}
