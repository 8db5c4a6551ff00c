// What the pages of help ask the server for, and what they send it.
import { infiniteQueryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { call, remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type {
  answerHelpRequest,
  askForHelp,
  foreseeHelp,
  HelpRequest as HelpRequestShape,
  listHelpRequests,
  readHelpRequest,
  withdrawHelpRequest,
} from '../../help.contract.ts';

export type Help = z.output<typeof HelpRequestShape>;
export type Mine = 'to_answer' | 'asked' | 'all';
export const MINE: readonly Mine[] = ['to_answer', 'asked', 'all'];
export type HelpState = Help['state'];
export const STATES: readonly HelpState[] = ['open', 'answered', 'declined', 'withdrawn'];

export interface HelpSearch {
  /** Absent means what waits for the reader. */
  mine?: Exclude<Mine, 'to_answer'> | undefined;
  state?: HelpState | undefined;
  overdue?: boolean | undefined;
  unit?: string | undefined;
  /** The request that is open beside the list. */
  id?: string | undefined;
  /** The drawer to ask is open. */
  ask?: boolean | undefined;
}

const list = remote<typeof listHelpRequests>('GET', '/help-requests');
const one = remote<typeof readHelpRequest>('GET', '/help-requests/{id}');
const foreseen = remote<typeof foreseeHelp>('GET', '/help-requests/foreseen');
export const askEndpoint = remote<typeof askForHelp>('POST', '/help-requests');
export const answerEndpoint = remote<typeof answerHelpRequest>('POST', '/help-requests/{id}/answer');
export const withdrawEndpoint = remote<typeof withdrawHelpRequest>('POST', '/help-requests/{id}/withdraw');

/** Reads that any act on a request makes stale, besides those that every act does. */
export const helpStales = ['/help-requests', '/cockpit', '/delays', '/notifications'] as const;

const PAGE = 50;

export function helpQuery({ mine = undefined, state, overdue, unit }: HelpSearch) {
  const query = {
    mine: mine ?? ('to_answer' as const),
    ...(state ? { state } : {}),
    ...(overdue ? { overdue: 'true' as const } : {}),
    ...(unit ? { unitId: unit } : {}),
    sort: mine === undefined ? 'replyBy' : '-createdOn',
    limit: PAGE,
  };
  return infiniteQueryOptions({
    queryKey: [list.path, query],
    queryFn: ({ pageParam, signal }) =>
      call(list, { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export const oneHelpQuery = (id: string) => reading(one, { params: { id } });
export const itemHelpQuery = (itemId: string) => reading(list, { query: { itemId, limit: 20 } });
export const foreseenQuery = (target: { itemId?: string; addresseeId?: string; unitId?: string }) =>
  reading(foreseen, { query: target });
