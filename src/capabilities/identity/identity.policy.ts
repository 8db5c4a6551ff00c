// Who may manage accounts and grant roles, and who is the second person. Pure: the same answers guard the acts and fill the abilities.
import { accept, type Result, refuse } from '../../platform/result.ts';
import { type Actor, hasRole, type RoleName } from './scope.ts';

export type MyAbilities = {
  draftRoot: boolean;
  manageInstitution: boolean;
  manageAccounts: boolean;
  grantRoles: boolean;
  confirmGrants: boolean;
  import: boolean;
  importPlan: boolean;
  export: boolean;
  verify: boolean;
  readAll: boolean;
  changeNothing: boolean;
};

export const mayManage = (actor: Actor): boolean => hasRole(actor, 'office', 'administrator');

/** What the caller may do anywhere; what he may do with one thing stands beside that thing. */
export function abilitiesOf(actor: Actor): MyAbilities {
  const office = hasRole(actor, 'office');
  return {
    draftRoot: office,
    manageInstitution: mayManage(actor),
    manageAccounts: mayManage(actor),
    grantRoles: mayManage(actor),
    confirmGrants: office,
    import: mayManage(actor),
    importPlan: office,
    export: office || hasRole(actor, 'auditor') || actor.leadsFirstLevel,
    verify: hasRole(actor, 'office', 'auditor', 'administrator'),
    readAll: office || hasRole(actor, 'auditor') || actor.leadsFirstLevel,
    changeNothing: actor.roles.length === 1 && hasRole(actor, 'auditor') && actor.posts.length === 0,
  };
}

export function demandManagement(actor: Actor): Result<void> {
  return mayManage(actor) ? accept(undefined) : refuse('forbidden', 'management_needed');
}

export type GrantRequest = {
  role: RoleName;
  personId: string;
  /** A confirmed office role of today or of a day to come exists. */
  officeExists: boolean;
  /** The beneficiary holds, or is proposed for, the administrator's role. */
  beneficiaryAdministers: boolean;
};

/** Whether a grant may be made, and whether it holds at once. Only the first office role does, given by an administrator to somebody else. */
export function judgeGrant(actor: Actor, request: GrantRequest): Result<'confirmed' | 'proposed'> {
  if (!mayManage(actor)) return refuse('forbidden', 'management_needed');
  if (request.role !== 'office' || request.officeExists) return accept('proposed');
  if (request.personId === actor.personId || request.beneficiaryAdministers) {
    return refuse('forbidden', 'office_not_to_administrator');
  }
  return accept('confirmed');
}

export type Proposal = { state: string; personId: string; proposedBy: string | null };

/** The second person: of the office, neither proposer nor beneficiary. Used for role grants and for posts at the first level. */
export function judgeConfirmation(actor: Actor, proposal: Proposal): Result<void> {
  if (!hasRole(actor, 'office')) return refuse('forbidden', 'office_confirms');
  if (proposal.proposedBy === actor.personId) return refuse('forbidden', 'proposer_cannot_confirm');
  if (proposal.personId === actor.personId) return refuse('forbidden', 'beneficiary_cannot_confirm');
  if (proposal.state !== 'proposed') return refuse('conflict', 'not_proposed');
  return accept(undefined);
}

export const mayConfirm = (actor: Actor, proposal: Proposal): boolean => judgeConfirmation(actor, proposal).ok;

/** Everyone sees his own grants; those who manage, confirm or audit see all. */
export const seesAllGrants = (actor: Actor): boolean => hasRole(actor, 'office', 'administrator', 'auditor');

export type StandingGrant = {
  state: string;
  role: RoleName;
  from: string;
  to: string | null;
  /** Others hold the role today, at least as long. */
  othersRemain: boolean;
};

function judgeLeaving(grant: StandingGrant): Result<void> {
  if (grant.state !== 'confirmed' || grant.othersRemain) return accept(undefined);
  if (grant.role === 'administrator') return refuse('conflict', 'last_administrator');
  if (grant.role === 'office') return refuse('conflict', 'last_office');
  return accept(undefined);
}

/** Grants are shortened, never lengthened: a longer one is a new grant with a second person of its own. */
export function judgeGrantEnd(actor: Actor, grant: StandingGrant, to: string | null): Result<void> {
  if (!mayManage(actor)) return refuse('forbidden', 'management_needed');
  if (grant.state === 'refused') return refuse('conflict', 'grant_not_open');
  if (to !== null && to < grant.from) return refuse('invalid', 'ends_before_start', { from: grant.from });
  if (to === grant.to) return accept(undefined);
  const lengthens = grant.to !== null && (to === null || to > grant.to);
  if (grant.state === 'confirmed' && lengthens) return refuse('conflict', 'grant_not_lengthened');
  return judgeLeaving(grant);
}

/** Withdrawing a proposal, or taking a grant away. */
export function judgeGrantRemoval(actor: Actor, grant: StandingGrant): Result<void> {
  if (!mayManage(actor)) return refuse('forbidden', 'management_needed');
  if (grant.state === 'refused') return refuse('conflict', 'grant_not_open');
  return judgeLeaving(grant);
}
