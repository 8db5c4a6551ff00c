// Who may bring tables in and take them out. Pure.
import { accept, type Result, refuse } from '../../platform/result.ts';
import { mayManage } from '../identity/identity.policy.ts';
import { type Actor, hasRole } from '../identity/scope.ts';
import type { ImportKind } from './sheet-fields.rules.ts';

/** The organisation comes from the office or the administrator; a plan from the office alone. */
export function mayImport(actor: Actor, kind: ImportKind): Result<true> {
  if (kind === 'organisation') return mayManage(actor) ? accept(true) : refuse('forbidden', 'management_needed');
  return hasRole(actor, 'office') ? accept(true) : refuse('forbidden', 'office_drafts_plan');
}

/** Whole tables leave with those who may read everything; accounts and addresses also with the administrator. */
export function mayExport(actor: Actor, kind: ImportKind): Result<true> {
  const readsAll = hasRole(actor, 'office', 'auditor') || actor.leadsFirstLevel;
  if (kind === 'organisation')
    return hasRole(actor, 'office', 'auditor', 'administrator')
      ? accept(true)
      : refuse('forbidden', 'export_not_yours');
  return readsAll ? accept(true) : refuse('forbidden', 'export_not_yours');
}
