// One timeline of everything that happened to an item, newest first, each line somebody's act.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { type Speech, useTwin, useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { historyQuery } from './itemQueries.ts';

const firstShown = 12;

/** What was said with an act: its reason, or the advice that it gave. */
function wordsOf(event: { reason: string | null; after: unknown }): string | null {
  if (event.reason) return event.reason;
  const { after } = event;
  const text = typeof after === 'object' && after !== null && 'text' in after ? after.text : null;
  return typeof text === 'string' ? text : null;
}

type HistoryEntry = { act: string; after: unknown };

const wordAt = (after: unknown, key: string): string => {
  const value = typeof after === 'object' && after !== null ? (after as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : '';
};

/** What was done, in words; an act without words of its own still shows its name. */
function sentenceOf({ act, after }: HistoryEntry, { t, has }: Speech): string {
  const key = `item-page:history.act.${act}`;
  if (!has(key)) return act;
  const kind = wordAt(after, 'kind');
  const verdict = wordAt(after, 'verdict');
  return t(key, {
    kind: kind && has(`submissionKind.${kind}`) ? t(`submissionKind.${kind}`) : '',
    verdict: verdict ? t(`submissionState.${verdict}`) : '',
  });
}

export function HistoryList({ id }: { id: string }) {
  const speech = useWords();
  const { t } = speech;
  const twin = useTwin();
  const { moment } = useFormats();
  const [showAll, setShowAll] = useState(false);
  const { data, error, isPending } = useQuery(historyQuery(id));
  const events = data?.items ?? [];
  const shown = showAll ? events : events.slice(0, firstShown);
  return (
    <section className="item-part" id="history">
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
              {sentenceOf(event, speech)}
              {wordsOf(event) && <span className="route-reason">{wordsOf(event)}</span>}
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
