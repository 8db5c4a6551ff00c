// What the inbox asks the server for; a message that was read makes nothing stale but the inbox.
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { call, remote } from '../../../../web/api.ts';
import { reading, staleReads } from '../../../../web/queries.ts';
import type {
  listNotifications,
  Notification as NotificationShape,
  readAllNotifications,
  readNotification,
} from '../../notification.contract.ts';
import { GROUPS, type Group } from './inboxGroups.ts';

export type Message = z.output<typeof NotificationShape>;

export interface InboxSearch {
  unread?: boolean | undefined;
  /** Absent means every kind. */
  kind?: Group | undefined;
}

const list = remote<typeof listNotifications>('GET', '/notifications');
const readOne = remote<typeof readNotification>('POST', '/notifications/{id}/read');
const readAll = remote<typeof readAllNotifications>('POST', '/notifications/read-all');

const PAGE = 40;
const LATEST = 15;

/** What the bell shows before it is opened. */
export const latestQuery = reading(list, { query: { limit: LATEST } });

export function inboxQuery({ unread, kind }: InboxSearch) {
  const query = {
    limit: PAGE,
    ...(unread ? { unread: 'true' as const } : {}),
    ...(kind ? { kind: GROUPS[kind].join(',') } : {}),
  };
  return infiniteQueryOptions({
    queryKey: [list.path, query],
    queryFn: ({ pageParam, signal }) =>
      call(list, { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Puts messages down as read; a network that does not answer leaves them unread, and nothing else is lost. */
export function useReading() {
  const client = useQueryClient();
  const onSuccess = () => staleReads(client, ['/notifications']);
  const one = useMutation({ mutationFn: (id: string) => call(readOne, { params: { id } }), onSuccess });
  const all = useMutation({
    mutationFn: (kind: Group | undefined) => call(readAll, { body: kind ? { kinds: [...GROUPS[kind]] } : {} }),
    onSuccess,
  });
  return { one, all };
}
