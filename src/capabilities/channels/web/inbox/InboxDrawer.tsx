// The latest messages beside the page that one is on; opening one leads to where it is acted on.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { latestQuery, useReading } from './inboxQueries.ts';
import { MessageList } from './MessageList.tsx';
import './inbox.css';

export function InboxDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { data, error, isPending, refetch } = useQuery(latestQuery);
  const { all } = useReading();
  return (
    <Drawer
      open
      width={440}
      title={t('inbox:title')}
      onClose={onClose}
      acts={
        <>
          <Link to="/inbox" className="button" onClick={onClose}>
            {t('inbox:all')}
          </Link>
          {data && data.unread > 0 && (
            <Button kind="quiet" isBusy={all.isPending} onPress={() => all.mutate(undefined)}>
              {t('inbox:readAll')}
            </Button>
          )}
        </>
      }
    >
      <Refusal error={error ?? all.error} onRetry={() => void refetch()} />
      {isPending && <Skeleton rows={6} height={52} />}
      {data && data.items.length === 0 && (
        <Empty title={t('inbox:empty.title')}>
          <p>{t('inbox:empty.text')}</p>
        </Empty>
      )}
      {data && data.items.length > 0 && <MessageList messages={data.items} onLeave={onClose} />}
    </Drawer>
  );
}
