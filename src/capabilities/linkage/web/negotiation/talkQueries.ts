// What the pages of negotiation ask the server for, and what they send it.
import type { z } from 'zod';
import { remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type {
  listNegotiations,
  Negotiation,
  openDecompositionNegotiation,
  proposeTerms,
  readDecompositionNegotiation,
  readItemNegotiations,
  replyToMany,
  replyToTerms,
} from '../../negotiation.contract.ts';

export type Talk = z.output<typeof Negotiation>;
export type Verdict = 'agree' | 'counter' | 'decide';

const list = remote<typeof listNegotiations>('GET', '/negotiations');
const ofItem = remote<typeof readItemNegotiations>('GET', '/items/{id}/negotiations');
const below = remote<typeof readDecompositionNegotiation>('GET', '/items/{id}/decomposition/negotiation');
export const openEndpoint = remote<typeof openDecompositionNegotiation>(
  'POST',
  '/items/{id}/decomposition/negotiation',
);
export const proposeEndpoint = remote<typeof proposeTerms>('POST', '/items/{id}/negotiations');
export const replyEndpoint = remote<typeof replyToTerms>('POST', '/items/{id}/negotiations/{n}/reply');
export const manyEndpoint = remote<typeof replyToMany>('POST', '/negotiations/replies');

/** Reads that any word in a negotiation makes stale, besides those that every act does. */
export const talkStales = ['/negotiations'] as const;

const MOST = 500;
export type Queue = 'mine' | 'sent' | 'settled';

export function queueQuery(queue: Queue, unitId: string | undefined) {
  const where =
    queue === 'settled' ? ({ queue: 'all', state: 'settled' } as const) : ({ queue, state: 'unsettled' } as const);
  return reading(list, { query: { ...where, limit: MOST, ...(unitId ? { unitId } : {}) } });
}
export const itemTalksQuery = (id: string) => reading(ofItem, { params: { id } });
export const belowQuery = (id: string) => reading(below, { params: { id } });
