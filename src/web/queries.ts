// Reading and acting with TanStack Query: reads are tried again when the network drops, acts carry one key per intention.
import {
  QueryClient,
  type QueryKey,
  queryOptions,
  type UseMutationResult,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';
import type { ReplyOf } from '../platform/http/endpoint.ts';
import { type CallInput, call, type Described, freshKey, type Remote } from './api.ts';
import { Refused, Unreachable } from './refusal.ts';

const passes = (error: unknown) => error instanceof Unreachable || (error instanceof Refused && error.status >= 502);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => passes(error) && count < 3,
      retryDelay: (count) => Math.min(8000, 600 * 2 ** count),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});

/** The first part of a key is the endpoint's path, so that acts can say which reads they made stale. */
export function reading<E extends Described>(endpoint: Remote<E>, input: CallInput<E>) {
  const key: QueryKey = [endpoint.path, input.params ?? {}, input.query ?? {}];
  return queryOptions({
    queryKey: key,
    queryFn: ({ signal }): Promise<ReplyOf<E>> => call(endpoint, { ...input, signal }),
  });
}

export interface ActOptions<Reply> {
  /** Paths of reads that the act makes stale, besides those that every act does. */
  stales?: readonly string[];
  onDone?: (reply: Reply) => void;
}

// What any act may change: lists of what to do, boards, items and counts.
const alwaysStale = ['/workbench', '/board', '/items', '/submissions'];

/** An act. A repeated press after a dropped network sends the same key, so the server does the act once. */
export function useAct<E extends Described>(
  endpoint: Remote<E>,
  options: ActOptions<ReplyOf<E>> = {},
): UseMutationResult<ReplyOf<E>, Error, CallInput<E>> {
  const client = useQueryClient();
  const intention = useRef<{ body: string; key: string } | null>(null);
  return useMutation<ReplyOf<E>, Error, CallInput<E>>({
    mutationFn: async (input) => {
      const body = JSON.stringify([input.params, input.query, input.body]);
      if (intention.current?.body !== body) intention.current = { body, key: freshKey() };
      try {
        const reply = await call(endpoint, { ...input, idempotencyKey: intention.current.key });
        intention.current = null;
        return reply;
      } catch (error) {
        // Only an unknown outcome keeps the key; an answered refusal may be mended and sent anew.
        if (!passes(error)) intention.current = null;
        throw error;
      }
    },
    onSuccess: async (reply) => {
      options.onDone?.(reply);
      await staleReads(client, [...alwaysStale, ...(options.stales ?? [])]);
    },
  });
}

export async function staleReads(client: QueryClient, paths: readonly string[]): Promise<void> {
  await client.invalidateQueries({
    predicate: (query) => {
      const path = String(query.queryKey[0]);
      return paths.some((stale) => path === stale || path.startsWith(`${stale}/`));
    },
  });
}
