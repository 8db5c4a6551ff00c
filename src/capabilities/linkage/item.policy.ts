// Who may see an item and do what with it: pure, the same for every path. visibleTo in the store says the same in SQL.
import { accept, type Result, refuse } from '../../platform/result.ts';
import { type Actor, hasRole } from '../identity/scope.ts';
import {
  checkRequested,
  type ItemState,
  isOpen,
  mayHoldDecomposition,
  nextState,
  type RequestedKind,
} from './life-cycle.rules.ts';

/** What the policy asks of one item, seen from one person (item_standing in SQL). */
export type ItemStanding = {
  id: string;
  state: ItemState;
  level: number;
  version: number;
  placeholder: boolean;
  parentId: string | null;
  authorId: string | null;
  responsiblePersonId: string;
  supervisorId: string | null;
  leaderInChargeId: string | null;
  leadUnitId: string;
  disciplineId: string | null;
  parentState: ItemState | null;
  parentResponsibleId: string | null;
  /** Head of the parent's lead unit. */
  parentHeadId: string | null;
  wasResponsible: boolean;
  responsibleAbove: boolean;
  responsibleBelow: boolean;
  inRoute: boolean;
  /** A draft that negotiation has opened to this person. */
  openedTo: boolean;
  /** Addressed by a sheet on it. */
  told: boolean;
  coUnitIds: string[];
  namedForCoUnit: boolean;
  openChildren: number;
  pendingKinds: string[];
};

export const readsEverything = (actor: Actor): boolean => hasRole(actor, 'office', 'auditor') || actor.leadsFirstLevel;

const directlyHeaded = (actor: Actor): string[] => actor.posts.filter((post) => post.head).map((post) => post.unitId);

/** In the item's line, gate or office: may read a placeholder's texts elsewhere kept out of sight. */
export function isInLine(actor: Actor, item: ItemStanding): boolean {
  const own = item.state !== 'draft' && item.responsiblePersonId === actor.personId;
  return (
    own ||
    item.wasResponsible ||
    item.responsibleAbove ||
    item.responsibleBelow ||
    item.inRoute ||
    item.openedTo ||
    hasRole(actor, 'office') ||
    (item.state === 'draft' && item.authorId === actor.personId)
  );
}

/** What hangs on a placeholder is for its line, gate and office; to other readers it is a code, a state and a light. */
export function mayOpen(actor: Actor, item: ItemStanding): Result<true> {
  return !item.placeholder || isInLine(actor, item) ? accept(true) : refuse('forbidden', 'placeholder_closed');
}

/** A draft is not its proposed person's to see before negotiation opens it to him. */
export function mayRead(actor: Actor, item: ItemStanding): boolean {
  if (readsEverything(actor) || isInLine(actor, item)) return true;
  const headed = directlyHeaded(actor);
  return (
    item.supervisorId === actor.personId ||
    item.leaderInChargeId === actor.personId ||
    item.namedForCoUnit ||
    item.told ||
    item.coUnitIds.some((unit) => headed.includes(unit)) ||
    actor.headedUnitIds.includes(item.leadUnitId) ||
    (item.disciplineId !== null && actor.professorOf.includes(item.disciplineId))
  );
}

/** What does not exist for the actor is missing, with the same words as what never was. */
export function demandRead(actor: Actor, item: ItemStanding | null): Result<ItemStanding> {
  return item && mayRead(actor, item) ? accept(item) : refuse('missing', 'not_found');
}

const isOffice = (actor: Actor) => hasRole(actor, 'office');

/** Superior: the responsible person of the parent, or the head of its lead unit; for roots a leader of the first level, or the office. */
export function isSuperior(
  actor: Actor,
  item: Pick<ItemStanding, 'parentId' | 'parentResponsibleId' | 'parentHeadId'>,
): boolean {
  if (item.parentId === null) return isOffice(actor) || actor.leadsFirstLevel;
  return item.parentResponsibleId === actor.personId || item.parentHeadId === actor.personId;
}

/** Whoever may decompose the parent drafts below it; the office drafts roots, and below what is itself still a draft (an imported plan). */
export function mayDraftBelow(actor: Actor, parent: ItemStanding): Result<true> {
  if (parent.state === 'draft') return isOffice(actor) ? accept(true) : refuse('forbidden', 'office_drafts_plan');
  if (parent.responsiblePersonId !== actor.personId) return refuse('forbidden', 'only_responsible_decomposes');
  if (!mayHoldDecomposition(parent.state))
    return refuse('conflict', 'act_not_in_state', { act: 'decompose', state: parent.state });
  return accept(true);
}

export const mayDraftRoot = (actor: Actor): Result<true> =>
  isOffice(actor) ? accept(true) : refuse('forbidden', 'office_drafts_plan');

export function mayEditDraft(actor: Actor, item: ItemStanding): Result<true> {
  if (item.state !== 'draft') return refuse('conflict', 'not_a_draft', { state: item.state });
  if (item.parentId === null || item.parentState === 'draft') return mayDraftRoot(actor);
  if (item.parentResponsibleId !== actor.personId) return refuse('forbidden', 'only_responsible_decomposes');
  return accept(true);
}

export function mayRegister(actor: Actor, item: ItemStanding): Result<true> {
  const state = nextState(item.state, 'register');
  if (!state.ok) return state;
  if (item.parentId !== null) return refuse('conflict', 'child_registered_by_decomposition');
  return mayDraftRoot(actor);
}

export function mayAssign(actor: Actor, item: ItemStanding): Result<true> {
  const state = nextState(item.state, 'assign');
  if (!state.ok) return state;
  if (!isSuperior(actor, item)) return refuse('forbidden', 'only_superior_assigns');
  if (item.parentState === 'draft') return refuse('conflict', 'parent_is_draft');
  return accept(true);
}

/** Whoever answers for an item that is under way is the superior of what hangs below it, as is whoever stands over him. */
export function mayAssignBelow(actor: Actor, item: ItemStanding): Result<true> {
  const underWay = item.state === 'assigned' || item.state === 'in_progress';
  if (underWay && item.responsiblePersonId === actor.personId) return accept(true);
  return mayAssign(actor, isOpen(item.state) ? { ...item, state: 'registered' } : item);
}

export function mayAccept(actor: Actor, item: ItemStanding, act: 'accept' | 'return'): Result<true> {
  const state = nextState(item.state, act);
  if (!state.ok) return state;
  return item.responsiblePersonId === actor.personId ? accept(true) : refuse('forbidden', 'only_responsible_signs');
}

export function mayArchive(actor: Actor, item: ItemStanding): Result<true> {
  const state = nextState(item.state, 'archive');
  if (!state.ok) return state;
  return isOffice(actor) ? accept(true) : refuse('forbidden', 'only_office_archives');
}

/** Reports, claims and close-outs are the responsible person's own, while the item is in progress. */
export function mayReport(actor: Actor, item: ItemStanding): Result<true> {
  if (item.responsiblePersonId !== actor.personId) return refuse('forbidden', 'only_responsible_reports');
  return item.state === 'in_progress'
    ? accept(true)
    : refuse('conflict', 'act_not_in_state', { act: 'report', state: item.state });
}

export function maySubmitDecomposition(actor: Actor, item: ItemStanding): Result<true> {
  if (item.responsiblePersonId !== actor.personId) return refuse('forbidden', 'only_responsible_decomposes');
  return item.state === 'in_progress'
    ? accept(true)
    : refuse('conflict', 'act_not_in_state', { act: 'submit_decomposition', state: item.state });
}

export function mayCloseOut(actor: Actor, item: ItemStanding): Result<true> {
  const report = mayReport(actor, item);
  if (!report.ok) return report;
  return item.pendingKinds.includes('close_out')
    ? refuse('conflict', 'already_pending', { kind: 'close_out' })
    : accept(true);
}

/** Whose wish a kind may be beside the responsible person's: his superior's, and the office's. */
function mayWish(actor: Actor, item: ItemStanding, kind: RequestedKind): boolean {
  if (item.responsiblePersonId === actor.personId) return true;
  if (kind === 'cancellation' || kind === 'reopening') return isSuperior(actor, item) || isOffice(actor);
  // once signed for, what is promised and by when is the responsible person's to ask for
  if (kind === 'extension' || kind === 'change') return item.state !== 'in_progress' && isSuperior(actor, item);
  return isSuperior(actor, item);
}

/** A draft is given up by its author; everything else is asked for and decided at a gate. `agreed`: both sides of a negotiation wish it. */
export function mayRequest(actor: Actor, item: ItemStanding, kind: RequestedKind, agreed = false): Result<true> {
  if (item.state === 'draft') {
    const state = checkRequested(item.state, kind);
    if (!state.ok) return state;
    return item.authorId === actor.personId ? accept(true) : refuse('forbidden', 'only_author_gives_up');
  }
  const isParty = agreed && (item.responsiblePersonId === actor.personId || isSuperior(actor, item));
  if (!isParty && !mayWish(actor, item, kind))
    return refuse(
      'forbidden',
      kind === 'extension' || kind === 'change' ? 'only_responsible_requests' : 'only_line_requests',
    );
  const state = checkRequested(item.state, kind);
  if (!state.ok) return state;
  return item.pendingKinds.includes(kind) ? refuse('conflict', 'already_pending', { kind }) : accept(true);
}

/** Advice at any time: whoever stands above the item, gates it or leads its unit. */
export function mayGuide(actor: Actor, item: ItemStanding): boolean {
  return (
    item.responsibleAbove ||
    item.inRoute ||
    isOffice(actor) ||
    actor.leadsFirstLevel ||
    item.leaderInChargeId === actor.personId ||
    item.supervisorId === actor.personId ||
    actor.headedUnitIds.includes(item.leadUnitId) ||
    (item.disciplineId !== null && actor.professorOf.includes(item.disciplineId))
  );
}

/** The caller's abilities on an item, from the very rules that guard the acts. */
export function itemAbilities(actor: Actor, item: ItemStanding): Record<string, boolean> {
  return {
    edit: mayEditDraft(actor, item).ok,
    delete: mayEditDraft(actor, item).ok,
    register: mayRegister(actor, item).ok,
    assign: mayAssign(actor, item).ok,
    accept: mayAccept(actor, item, 'accept').ok,
    return: mayAccept(actor, item, 'return').ok,
    decompose: mayDraftBelow(actor, item).ok && !item.pendingKinds.includes('decomposition'),
    submitDecomposition: maySubmitDecomposition(actor, item).ok && !item.pendingKinds.includes('decomposition'),
    report: mayReport(actor, item).ok,
    claimNode: mayReport(actor, item).ok,
    closeOut: mayCloseOut(actor, item).ok && item.openChildren === 0,
    archive: mayArchive(actor, item).ok,
    guide: mayGuide(actor, item),
    requestExtension: mayRequest(actor, item, 'extension').ok,
    requestChange: mayRequest(actor, item, 'change').ok,
    requestSuspension: mayRequest(actor, item, 'suspension').ok,
    requestResumption: mayRequest(actor, item, 'resumption').ok,
    requestTransfer: mayRequest(actor, item, 'transfer').ok,
    requestCancellation: mayRequest(actor, item, 'cancellation').ok,
    requestReopening: mayRequest(actor, item, 'reopening').ok,
  };
}
