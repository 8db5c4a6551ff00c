// The life cycle of an item: which act leads from which state to which. Approval is never a state of the item.
import { accept, type Result, refuse } from '../../platform/result.ts';

export type ItemState =
  | 'draft'
  | 'registered'
  | 'assigned'
  | 'in_progress'
  | 'suspended'
  | 'closed'
  | 'archived'
  | 'cancelled';

export type ItemAct =
  | 'register'
  | 'assign'
  | 'accept'
  | 'return'
  | 'close'
  | 'archive'
  | 'suspend'
  | 'resume'
  | 'resume_unsigned'
  | 'transfer'
  | 'hand_over'
  | 'cancel'
  | 'reopen';

/** Source: the table of the life cycle; what is not named here is refused. */
export const TRANSITIONS: Record<ItemAct, Partial<Record<ItemState, ItemState>>> = {
  register: { draft: 'registered' },
  assign: { registered: 'assigned' },
  accept: { assigned: 'in_progress' },
  return: { assigned: 'registered' },
  close: { in_progress: 'closed' },
  archive: { closed: 'archived' },
  suspend: { in_progress: 'suspended' },
  resume: { suspended: 'in_progress' },
  // handed over while it slept: the new person has not signed
  resume_unsigned: { suspended: 'assigned' },
  transfer: { in_progress: 'assigned' },
  hand_over: { registered: 'registered', assigned: 'assigned', in_progress: 'assigned', suspended: 'suspended' },
  cancel: {
    draft: 'cancelled',
    registered: 'cancelled',
    assigned: 'cancelled',
    in_progress: 'cancelled',
    suspended: 'cancelled',
  },
  reopen: { closed: 'in_progress' },
};

/** The state after the act, or a refusal that names the present state. */
export function nextState(from: ItemState, act: ItemAct): Result<ItemState> {
  const to = TRANSITIONS[act][from];
  return to === undefined ? refuse('conflict', 'act_not_in_state', { act, state: from }) : accept(to);
}

/** Active items count in means and totals: registered or later, and not cancelled. */
export const isActive = (state: ItemState): boolean => state !== 'draft' && state !== 'cancelled';

/** Open items still have work to do. */
export const isOpen = (state: ItemState): boolean =>
  state === 'registered' || state === 'assigned' || state === 'in_progress' || state === 'suspended';

/** States in which the responsible person may draft a decomposition. */
export const mayHoldDecomposition = (state: ItemState): boolean => state === 'assigned' || state === 'in_progress';

/** What is asked for on an item beside claims and close-outs. */
export type RequestedKind =
  | 'extension'
  | 'change'
  | 'suspension'
  | 'resumption'
  | 'transfer'
  | 'cancellation'
  | 'reopening';

/** The act that each kind leads to; an extension and a change leave the state as it is. */
const ACT_OF: Record<RequestedKind, ItemAct | 'extend' | 'change'> = {
  extension: 'extend',
  change: 'change',
  suspension: 'suspend',
  resumption: 'resume',
  transfer: 'transfer',
  cancellation: 'cancel',
  reopening: 'reopen',
};

/** A suspended item gets its dates with the resumption, so neither is asked for while it sleeps. */
const CHANGES_IN: readonly ItemState[] = ['registered', 'assigned', 'in_progress'];

/** Whether the kind may be asked for in this state, and still takes effect in it once the gate has spoken. */
export function checkRequested(state: ItemState, kind: RequestedKind): Result<true> {
  const act = ACT_OF[kind];
  const allowed =
    act === 'extend' || act === 'change' ? CHANGES_IN.includes(state) : TRANSITIONS[act][state] !== undefined;
  return allowed ? accept(true) : refuse('conflict', 'act_not_in_state', { act, state });
}
