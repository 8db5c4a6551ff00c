// The review queue: what waits at my gate on the left, the submission exactly as it was sent on the right.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { useWords } from '../../../../web/language.ts';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { useNarrow } from '../../../../web/ui/narrow.ts';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { DeputyNotice } from './DeputyNotice.tsx';
import { QueueList } from './QueueList.tsx';
import { neighbourOf, orderQueue } from './queueOrder.ts';
import { type Queue, queueQuery } from './reviewQueries.ts';
import { SubmissionPane } from './SubmissionPane.tsx';
import './review.css';

const queues: readonly Queue[] = ['mine', 'sent', 'decided'];

function useReviewSearch() {
  const search = useSearch({ from: '/shell/review' });
  const navigate = useNavigate({ from: '/review' });
  const go = (next: { queue?: Queue; id?: string | null }) =>
    void navigate({
      search: (present) => {
        const queue = next.queue ?? present.queue ?? 'mine';
        const id = next.id === undefined ? present.id : (next.id ?? undefined);
        return { ...(queue === 'mine' ? {} : { queue }), ...(id ? { id } : {}) };
      },
      replace: true,
    });
  return { queue: search.queue ?? ('mine' as Queue), id: search.id ?? null, go };
}

/** j and k walk the queue from anywhere but a field. */
function useWalk(ids: readonly string[], chosen: string | null, go: (id: string) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, select, [role="dialog"]')) return;
      if (event.key !== 'j' && event.key !== 'k') return;
      const at = ids.indexOf(chosen ?? '');
      const next = ids[event.key === 'j' ? Math.min(at + 1, ids.length - 1) : Math.max(at - 1, 0)];
      if (next) go(next);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [ids, chosen, go]);
}

export function ReviewPage() {
  const { t } = useWords();
  const isNarrow = useNarrow();
  const { queue, id, go } = useReviewSearch();
  const { data, error, isPending, refetch } = useQuery(queueQuery(queue));
  const rows = useMemo(() => orderQueue(data?.items ?? [], queue), [data, queue]);
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const chosen = id ?? (isNarrow ? null : (rows[0]?.id ?? null));
  useWalk(ids, chosen, (next) => go({ id: next }));
  const showsList = !isNarrow || chosen === null;
  return (
    <div className="review">
      {showsList && (
        <div className="page-head review-head">
          <div>
            <h1>{t('nav.gate')}</h1>
            <p className="page-sub">
              {data ? t(`review:count.${queue}`, { count: rows.length }) : ' '}{' '}
              <Link to="/gates">{t('review:statistics')}</Link>
            </p>
          </div>
          <Segmented
            label={t('review:queues')}
            value={queue}
            onChange={(next) => go({ queue: next, id: null })}
            choices={queues.map((value) => ({ value, label: t(`review:queue.${value}`) }))}
          />
        </div>
      )}
      {!showsList && <h1 className="visually-hidden">{t('nav.gate')}</h1>}
      {queue === 'mine' && <DeputyNotice />}
      <Refusal error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton rows={8} height={56} />}
      {data && rows.length === 0 && !id && (
        <Empty title={t(`review:empty.${queue}`)}>{t(`review:emptyText.${queue}`)}</Empty>
      )}
      {data && (rows.length > 0 || id) && (
        <div className="review-body">
          {showsList && (
            <QueueList
              rows={rows}
              queue={queue}
              chosen={chosen}
              onChoose={(next) => go({ id: next })}
              onPassed={() => go({ id: null })}
            />
          )}
          {chosen && (
            <SubmissionPane
              key={chosen}
              id={chosen}
              onBack={isNarrow ? () => go({ id: null }) : null}
              onDecided={() => go({ id: isNarrow ? null : neighbourOf(rows, chosen) })}
            />
          )}
        </div>
      )}
    </div>
  );
}
