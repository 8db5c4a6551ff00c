// The inbox: everything that reached me, by day, narrowed to what is unread or to one kind.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import { asGroup, GROUP_NAMES } from './inboxGroups.ts';
import { type InboxSearch, inboxQuery, useReading } from './inboxQueries.ts';
import { MessageList } from './MessageList.tsx';
import './inbox.css';

export function InboxPage() {
  const { t } = useWords();
  const { count } = useFormats();
  const search = useSearch({ from: '/shell/inbox' });
  const navigate = useNavigate({ from: '/inbox' });
  const found = useInfiniteQuery({ ...inboxQuery(search), placeholderData: (before) => before });
  const { all } = useReading();
  const change = (next: Partial<InboxSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const messages = found.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = found.data?.pages[0]?.unread ?? 0;
  const said = unread > 0 ? t('inbox:sub', { count: unread, n: count(unread) }) : t('inbox:subNone');
  return (
    <div className="inbox">
      <div className="page-head">
        <div>
          <h1>{t('inbox:title')}</h1>
          <p className="page-sub">{found.data ? said : ' '}</p>
        </div>
        <Button icon="check" isBusy={all.isPending} disabled={unread === 0} onPress={() => all.mutate(search.kind)}>
          {t(search.kind ? 'inbox:readGroup' : 'inbox:readAll')}
        </Button>
      </div>
      <div className="inbox-filters no-print">
        <Segmented
          label={t('inbox:filter.show')}
          value={search.unread ? 'unread' : 'all'}
          choices={(['all', 'unread'] as const).map((value) => ({ value, label: t(`inbox:filter.${value}`) }))}
          onChange={(next) => change({ unread: next === 'unread' || undefined })}
        />
        <Select
          label={t('inbox:filter.kind')}
          placeholder={t('inbox:filter.anyKind')}
          clearable
          width={180}
          value={search.kind ?? null}
          choices={GROUP_NAMES.map((value) => ({ value, label: t(`inbox:group.${value}`) }))}
          onChange={(next) => change({ kind: asGroup(next) })}
        />
      </div>
      <Refusal error={found.error ?? all.error} onRetry={() => void found.refetch()} />
      {found.isPending && <Skeleton rows={10} height={52} />}
      {found.data && (messages.length === 0 ? <Nothing search={search} /> : <MessageList messages={messages} />)}
      {found.hasNextPage && (
        <p>
          <Button isBusy={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>
            {t('inbox:more')}
          </Button>
        </p>
      )}
    </div>
  );
}

function Nothing({ search }: { search: InboxSearch }) {
  const { t } = useWords();
  const words = search.kind ? 'filtered' : search.unread ? 'unread' : '';
  return (
    <Empty
      title={t(words ? `inbox:empty.${words}Title` : 'inbox:empty.title')}
      act={<Link to="/">{t('inbox:empty.toWorkbench')}</Link>}
    >
      <p>{t(words ? `inbox:empty.${words}Text` : 'inbox:empty.text')}</p>
    </Empty>
  );
}
