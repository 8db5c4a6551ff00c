// The bell in the top bar: how much is unread, and the latest messages in a drawer; asked for softly, never with a jump.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { listNotifications } from '../../capabilities/channels/notification.contract.ts';
import { remote } from '../api.ts';
import { useFormats } from '../formats.ts';
import { useWords } from '../language.ts';
import { reading } from '../queries.ts';
import { Icon } from '../ui/icons.tsx';

const ASKED_EVERY = 60_000;
const unreadQuery = reading(remote<typeof listNotifications>('GET', '/notifications'), { query: { limit: 1 } });

const InboxDrawer = lazy(async () => ({
  default: (await import('../../capabilities/channels/web/inbox/InboxDrawer.tsx')).InboxDrawer,
}));

export function Bell() {
  const { t } = useWords();
  const { count } = useFormats();
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery({ ...unreadQuery, refetchInterval: ASKED_EVERY });
  const unread = data?.unread ?? 0;
  return (
    <>
      <button
        type="button"
        className="top-quiet bell"
        aria-haspopup="dialog"
        aria-label={unread > 0 ? t('inbox:bellUnread', { count: unread, n: count(unread) }) : t('inbox:bell')}
        onClick={() => setOpen(true)}
      >
        <Icon name="bell" />
        {unread > 0 && (
          <span className="bell-count" aria-hidden="true">
            {unread > 99 ? '99+' : count(unread)}
          </span>
        )}
      </button>
      {isOpen && (
        <Suspense>
          <InboxDrawer onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
