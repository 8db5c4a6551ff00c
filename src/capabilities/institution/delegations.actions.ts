// What a gatekeeper lets another decide for a span of days: one's own to give and to take back, one step only.
import type { PageQuery } from '../../platform/database/list-page.ts';
import { appendEvent } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { addEntity, changeEntity, type Kind, type Patch } from './entity.actions.ts';
import { updateEntity } from './entity.store.ts';
import * as store from './groups.store.ts';
import { judgeDelegation, seesAllDelegations } from './institution.policy.ts';
import { personStanding } from './posts.store.ts';

const DELEGATION: Kind = {
  table: 'delegations',
  name: 'delegation',
  columns: { personId: 'person_id', delegateId: 'delegate_id', from: 'from_day', to: 'to_day', reason: 'reason' },
};

type DelegationFields = {
  personId?: string | undefined;
  delegateId: string;
  from: string;
  to: string;
  reason?: string | null | undefined;
};
const shownDelegation = (scope: Scope, delegation: store.StoredDelegation) => {
  const own = delegation.personId === scope.actorId;
  return { ...delegation, abilities: { change: own, remove: own } };
};

export async function listDelegations(scope: Scope, query: PageQuery & { personId?: string | undefined }) {
  const readerId = seesAllDelegations(scope.actor) ? null : scope.actorId;
  const { items, nextCursor } = await store.listDelegations(scope, { personId: query.personId, readerId }, query);
  return { items: items.map((one) => shownDelegation(scope, one)), nextCursor };
}
export async function readDelegation(scope: Scope, id: string) {
  const found = await store.findDelegation(scope, id);
  const mine = found && [found.personId, found.delegateId].includes(scope.actorId);
  return found && (mine || seesAllDelegations(scope.actor))
    ? shownDelegation(scope, found)
    : refuseNow('missing', 'not_found');
}

async function demandSpan(
  scope: Scope,
  delegation: Required<Omit<DelegationFields, 'reason'>> & { id: string },
): Promise<void> {
  const { from, to, delegateId, personId = scope.actorId } = delegation;
  if (to < from) refuseNow('invalid', 'ends_before_start', { from });
  if (delegateId === personId)
    refuseNow('invalid', 'delegate_is_self', {}, [{ path: 'delegateId', code: 'delegate_is_self' }]);
  const standing = await personStanding(scope, delegateId);
  if (standing === 'unknown')
    refuseNow('invalid', 'person_unknown', {}, [{ path: 'delegateId', code: 'person_unknown' }]);
  if (standing === 'inactive') refuseNow('conflict', 'person_inactive');
  if (await store.overlapsDelegation(scope, { id: delegation.id, personId, from, to }))
    refuseNow('conflict', 'delegation_overlaps');
}

const NO_ID = '00000000-0000-0000-0000-000000000000';

export async function addDelegation(scope: Scope, wish: DelegationFields) {
  const personId = wish.personId ?? scope.actorId;
  unwrap(judgeDelegation(scope.actor, personId));
  await demandSpan(scope, { ...wish, personId, id: NO_ID });
  return readDelegation(scope, await addEntity(scope, DELEGATION, { ...wish, personId }, { created_at: scope.now }));
}
export async function changeDelegation(
  scope: Scope,
  id: string,
  patch: Patch<DelegationFields>,
  ifMatch: number | null,
) {
  const standing = await readDelegation(scope, id);
  unwrap(judgeDelegation(scope.actor, standing.personId));
  if (patch.personId !== undefined && patch.personId !== standing.personId)
    refuseNow('forbidden', 'delegation_own_only');
  const { delegateId = standing.delegateId, from = standing.from, to = standing.to } = patch;
  await demandSpan(scope, { id, personId: standing.personId, delegateId, from, to });
  await changeEntity(scope, DELEGATION, standing, patch, ifMatch);
  return readDelegation(scope, id);
}
/** Taken back, not deleted: decisions made under it still name it. */
export async function removeDelegation(scope: Scope, id: string, ifMatch: number | null): Promise<void> {
  const standing = await readDelegation(scope, id);
  unwrap(judgeDelegation(scope.actor, standing.personId));
  demandVersion(ifMatch, standing.version);
  await updateEntity(scope, 'delegations', id, { revoked_at: scope.now });
  await appendEvent(scope, { act: 'delegation.revoked', objectKind: 'delegation', objectId: id });
}
