// One timeline of everything that happened to an item, newest first, each line somebody's act.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { historyQuery } from './itemQueries.ts';

const firstShown = 12;

export function HistoryList({ id }: { id: string }) {
  const { t, has } = useWords();
  const twin = useTwin();
  const { moment } = useFormats();
  const [showAll, setShowAll] = useState(false);
  const { data, error, isPending } = useQuery(historyQuery(id));
  const events = data?.items ?? [];
  const shown = showAll ? events : events.slice(0, firstShown);
  return (
    <section className="item-part">
      <h2>{t('item-page:history.title')}</h2>
      <Refusal error={error} />
      {isPending && <Skeleton rows={4} />}
      <ol className="timeline">
        {shown.map((event) => (
          <li key={event.id}>
            <time className="quiet small" dateTime={event.at}>
              {moment(event.at)}
            </time>
            <span>
              <b>{event.actor ? twin(event.actor.name, event.actor.nameEn) : t('item-page:history.system')}</b>{' '}
              {has(`item-page:history.act.${event.act}`) ? t(`item-page:history.act.${event.act}`) : event.act}
              {event.reason && <span className="route-reason">{event.reason}</span>}
            </span>
          </li>
        ))}
      </ol>
      {!showAll && events.length > firstShown && (
        <Button kind="quiet" onPress={() => setShowAll(true)}>
          {t('act.showMore')}
        </Button>
      )}
    </section>
  );
}
