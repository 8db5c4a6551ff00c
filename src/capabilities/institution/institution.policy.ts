// Who may change the institution, and who sees what of a person. Pure: the same answers guard the acts and fill the abilities.
import { accept, type Result, refuse } from '../../platform/result.ts';
import { mayConfirm, mayManage, type Proposal } from '../identity/identity.policy.ts';
import { type Actor, hasRole } from '../identity/scope.ts';

export type RowAbilities = { change: boolean; remove: boolean };

/** Levels, units, people, sectors, disciplines, closed days, settings: the administrator's and the office's. */
export const rowAbilities = (actor: Actor): RowAbilities => ({ change: mayManage(actor), remove: mayManage(actor) });

/** Account and address of a person stand only before those who manage accounts, and himself. */
export const seesAccount = (actor: Actor, personId: string): boolean => mayManage(actor) || actor.personId === personId;

export const seesProposals = (actor: Actor): boolean => hasRole(actor, 'office', 'administrator', 'auditor');
export const seesAllDelegations = (actor: Actor): boolean => hasRole(actor, 'office', 'auditor');

export type PlannedPost = {
  level: number;
  head: boolean;
  unitIsTop: boolean;
  levelKind: string;
};

/** Posts that let their holder see and lead everything wait for a second person, whoever makes them. */
export const needsSecondPerson = (post: PlannedPost): boolean =>
  post.level === 1 || post.levelKind === 'school' || (post.head && post.unitIsTop);

export type StandingPost = Proposal & { ended: boolean };

export function postAbilities(actor: Actor, post: StandingPost): RowAbilities & { confirm: boolean; end: boolean } {
  const open = post.state !== 'refused' && !post.ended && mayManage(actor);
  return { change: open, end: open && post.state === 'confirmed', remove: open, confirm: mayConfirm(actor, post) };
}

/** A delegation is one's own to give and to take back. */
export function judgeDelegation(actor: Actor, personId: string): Result<void> {
  return actor.personId === personId ? accept(undefined) : refuse('forbidden', 'delegation_own_only');
}

export type PasswordHolder = {
  personId: string;
  /** Decides as second person, reads everything, or leads the whole. */
  privileged: boolean;
  hasPassword: boolean;
};

/**
 * Managing accounts must not become a way to act as somebody who confirms or reads everything: a password that such a person
 * already has is set anew by the office alone.
 */
export function judgePasswordSetting(actor: Actor, holder: PasswordHolder): Result<void> {
  if (!mayManage(actor)) return refuse('forbidden', 'management_needed');
  const guarded = holder.privileged && holder.hasPassword && holder.personId !== actor.personId;
  return guarded && !hasRole(actor, 'office') ? refuse('forbidden', 'password_by_office') : accept(undefined);
}
