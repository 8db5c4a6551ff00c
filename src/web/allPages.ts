// Reads a whole list through its cursors, for short lists that a page needs at once, such as all units.
import { type QueryKey, queryOptions } from '@tanstack/react-query';
import type { ReplyOf } from '../platform/http/endpoint.ts';
import { type CallInput, call, type Described, type Remote } from './api.ts';

type ListReply = { items: unknown[]; nextCursor: string | null };
type ItemOf<R> = R extends { items: (infer I)[] } ? I : never;

const atOnce = 500;
const mostPages = 20;

/** Every row of a list; the key begins with the path, as in `reading`, so that acts make it stale. */
export function readingAll<E extends Described>(
  endpoint: Remote<E>,
  query: Record<string, unknown> = {},
  params: Record<string, string> = {},
) {
  const key: QueryKey = [endpoint.path, 'all', params, query];
  return queryOptions({
    queryKey: key,
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<ItemOf<ReplyOf<E>>[]> => {
      const rows: ItemOf<ReplyOf<E>>[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < mostPages; page += 1) {
        const input = { params, query: { ...query, limit: atOnce, ...(cursor ? { cursor } : {}) }, signal };
        // Which endpoints are lists is known to their contracts, not to this type.
        const reply = (await call(endpoint, input as unknown as CallInput<E>)) as ListReply;
        rows.push(...(reply.items as ItemOf<ReplyOf<E>>[]));
        if (reply.nextCursor === null) break;
        cursor = reply.nextCursor;
      }
      return rows;
    },
  });
}
