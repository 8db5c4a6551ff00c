// A request while it is being written: which kinds may be asked for, what is still missing, and what is sent.
import type { z } from 'zod';
import type { RequestBody } from '../../../../gatekeeping/request.contract.ts';
import type { Item } from '../itemQueries.ts';
import { type ChangeDraft, changesOf, hasChanges, noChange } from './changes.ts';

export type RequestSent = z.input<typeof RequestBody>;

/** In the order in which they are likely to be wanted. */
export const requestKinds = [
  'extension',
  'change',
  'suspension',
  'resumption',
  'transfer',
  'cancellation',
  'reopening',
] as const;
export type RequestKind = (typeof requestKinds)[number];

export interface Ask {
  reason: string;
  due: string | null;
  noFault: boolean;
  subtree: boolean;
  ancestors: boolean;
  personId: string | null;
  unitId: string | null;
  /** New days of nodes that move with an extension, by their id. */
  nodes: Record<string, string>;
  changes: ChangeDraft;
}

export const noAsk: Ask = {
  reason: '',
  due: null,
  noFault: false,
  subtree: false,
  ancestors: false,
  personId: null,
  unitId: null,
  nodes: {},
  changes: noChange,
};

const abilityOf = (kind: RequestKind): string => `request${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;

/** The kinds that the server says the reader may ask for; nothing here decides. */
export const kindsToAsk = (item: Pick<Item, 'abilities'>): RequestKind[] =>
  requestKinds.filter((kind) => item.abilities[abilityOf(kind)] === true);

/** Whether all is there but the reason: then it can be told what would come of it. */
export function isFilled(kind: RequestKind, ask: Ask, item: Item): boolean {
  if (kind === 'extension') return ask.due !== null;
  if (kind === 'transfer') return ask.personId !== null && ask.personId !== item.responsiblePersonId;
  if (kind === 'change') return hasChanges(ask.changes, item);
  return true;
}

const filled = <T>(key: string, value: T | null | false): Record<string, T> =>
  value === null || value === false ? {} : { [key]: value };

/** Only the fields that the kind asks for are sent. */
export function requestSent(kind: RequestKind, ask: Ask, item: Item): RequestSent {
  const moved = Object.entries(ask.nodes).map(([nodeId, date]) => ({ nodeId, date }));
  const own: Record<RequestKind, object> = {
    extension: {
      ...filled('due', ask.due),
      ...filled('noFault', ask.noFault),
      ...(moved.length > 0 ? { nodes: moved } : {}),
    },
    change: { changes: changesOf(ask.changes, item) },
    suspension: filled('subtree', ask.subtree),
    resumption: { ...filled('due', ask.due), ...filled('noFault', ask.noFault) },
    transfer: { ...filled('responsiblePersonId', ask.personId), ...filled('leadUnitId', ask.unitId) },
    cancellation: filled('subtree', ask.subtree),
    reopening: filled('ancestors', ask.ancestors),
  };
  return { kind, reason: ask.reason.trim(), ...own[kind] };
}

/** A stand-in for a reason not yet written: what would come of a request does not depend on its words. */
export const foreseeSent = (kind: RequestKind, ask: Ask, item: Item): RequestSent => ({
  ...requestSent(kind, ask, item),
  reason: '…',
});
