// Granting roles with the second person: proposed by whoever manages, confirmed by somebody of the office who gains nothing by it.
import { v7 as uuid } from 'uuid';
import type { PageQuery } from '../../platform/database/list-page.ts';
import { appendEvent } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import {
  findBeneficiary,
  findGrant,
  type GrantFilter,
  insertGrant,
  lockGrants,
  officeExists,
  othersHold,
  type StoredGrant,
  listGrants as selectGrants,
  updateGrant,
} from './grants.store.ts';
import {
  judgeConfirmation,
  judgeGrant,
  judgeGrantEnd,
  judgeGrantRemoval,
  mayConfirm,
  mayManage,
  seesAllGrants,
} from './identity.policy.ts';
import type { Actor, RoleName, Scope } from './scope.ts';

const proposalOf = (grant: StoredGrant) => ({
  state: grant.state,
  personId: grant.personId,
  proposedBy: grant.grantedBy,
});

const shown = (actor: Actor, grant: StoredGrant) => {
  const open = grant.state !== 'refused';
  return {
    ...grant,
    abilities: {
      confirm: mayConfirm(actor, proposalOf(grant)),
      change: open && mayManage(actor),
      remove: open && mayManage(actor),
    },
  };
};
export type ShownGrant = ReturnType<typeof shown>;

export async function listGrants(scope: Scope, filter: Omit<GrantFilter, 'readerId'>, query: PageQuery) {
  const readerId = seesAllGrants(scope.actor) ? null : scope.actorId;
  const { items, nextCursor } = await selectGrants(scope, { ...filter, readerId }, query);
  return { items: items.map((grant) => shown(scope.actor, grant)), nextCursor };
}

async function demandGrant(scope: Scope, id: string): Promise<StoredGrant> {
  const grant = await findGrant(scope, id);
  if (!grant || (!seesAllGrants(scope.actor) && grant.personId !== scope.actorId))
    return refuseNow('missing', 'not_found');
  return grant;
}

export type GrantWish = { personId: string; role: RoleName; from?: string | undefined; to?: string | null | undefined };

/** The state of the reply says whether it holds at once or waits for the second person. */
export async function grantRole(scope: Scope, wish: GrantWish): Promise<ShownGrant> {
  const { personId, role, from = scope.today, to = null } = wish;
  await lockGrants(scope);
  if (!mayManage(scope.actor)) refuseNow('forbidden', 'management_needed');
  const beneficiary = await findBeneficiary(scope, { personId, role, from, to });
  if (!beneficiary) return refuseNow('invalid', 'person_unknown', {}, [{ path: 'personId', code: 'person_unknown' }]);
  const request = {
    role,
    personId,
    officeExists: await officeExists(scope),
    beneficiaryAdministers: beneficiary.administers,
  };
  const state = unwrap(judgeGrant(scope.actor, request));
  if (!beneficiary.active) refuseNow('conflict', 'person_inactive');
  if (to !== null && to < from) refuseNow('invalid', 'ends_before_start', { from });
  if (beneficiary.holdsAlready) refuseNow('conflict', 'role_held_already');
  const id = uuid();
  await insertGrant(scope, { id, personId, role, from, to, state, grantedBy: scope.actorId });
  const act = state === 'confirmed' ? 'role.granted' : 'role.proposed';
  await appendEvent(scope, { act, objectKind: 'role', objectId: id, after: { personId, role, from, to, state } });
  return readGrant(scope, id);
}

export async function confirmRole(scope: Scope, id: string, ifMatch: number | null): Promise<ShownGrant> {
  await lockGrants(scope);
  const grant = await demandGrant(scope, id);
  // the same act by the same person answers as the first time
  if (grant.state === 'confirmed' && grant.confirmedBy === scope.actorId) return shown(scope.actor, grant);
  unwrap(judgeConfirmation(scope.actor, proposalOf(grant)));
  demandVersion(ifMatch, grant.version);
  await updateGrant(scope, id, { state: 'confirmed', confirmed_by: scope.actorId });
  const { personId, role } = grant;
  await appendEvent(scope, {
    act: 'role.granted',
    objectKind: 'role',
    objectId: id,
    before: { state: 'proposed' },
    after: { personId, role, state: 'confirmed' },
  });
  return readGrant(scope, id);
}

export async function endGrant(
  scope: Scope,
  id: string,
  to: string | null,
  ifMatch: number | null,
): Promise<ShownGrant> {
  await lockGrants(scope);
  const grant = await demandGrant(scope, id);
  const othersRemain = await othersHold(scope, grant);
  unwrap(judgeGrantEnd(scope.actor, { ...grant, othersRemain }, to));
  demandVersion(ifMatch, grant.version);
  if (grant.to === to) return shown(scope.actor, grant);
  await updateGrant(scope, id, { to_day: to });
  await appendEvent(scope, {
    act: 'role.ended',
    objectKind: 'role',
    objectId: id,
    before: { to: grant.to },
    after: { to },
  });
  return readGrant(scope, id);
}

/** A proposal is withdrawn; a grant in force ends with yesterday, and one that began today never was. */
export async function removeGrant(scope: Scope, id: string, yesterday: string, ifMatch: number | null): Promise<void> {
  await lockGrants(scope);
  const grant = await demandGrant(scope, id);
  unwrap(judgeGrantRemoval(scope.actor, { ...grant, othersRemain: await othersHold(scope, grant) }));
  demandVersion(ifMatch, grant.version);
  const started = grant.state === 'confirmed' && grant.from <= yesterday;
  if (started && grant.to !== null && grant.to <= yesterday) return;
  await updateGrant(scope, id, started ? { to_day: yesterday } : { state: 'refused' });
  await appendEvent(scope, {
    act: grant.state === 'confirmed' ? 'role.ended' : 'role.withdrawn',
    objectKind: 'role',
    objectId: id,
    before: { state: grant.state, to: grant.to },
    after: started ? { to: yesterday } : { state: 'refused' },
  });
}

async function readGrant(scope: Scope, id: string): Promise<ShownGrant> {
  return shown(scope.actor, await demandGrant(scope, id));
}
