// The few items that this cycle's meeting must discuss: by an explained score, and those that leaders have pinned.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import type { Cycle } from '../cycles/cycleQueries.ts';
import { DecideDrawer, PinDrawer } from './FocusDrawers.tsx';
import { FocusRow } from './FocusRow.tsx';
import { type FocusListReply, focusQuery } from './focusQueries.ts';
import './focus.css';

export function FocusList({ cycle }: { cycle: Cycle }) {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(focusQuery(cycle.id));
  return (
    <section className="focus" aria-label={t('focus-list:title')}>
      <Refusal error={error} onRetry={() => void refetch()} />
      {!data && !error && <Skeleton rows={7} height={72} />}
      {data && <Listed list={data} />}
    </section>
  );
}

function Listed({ list }: { list: FocusListReply }) {
  const { t } = useWords();
  const { fullDay, count } = useFormats();
  const [isPinning, setPinning] = useState(false);
  const [deciding, setDeciding] = useState<string | null>(null);
  const decided = list.items.find((entry) => entry.item.id === deciding);
  const flagged = list.items.filter((entry) => entry.flagged).length;
  return (
    <>
      <div className="focus-head">
        <p className="small quiet">
          {t(list.live ? 'focus-list:live' : 'focus-list:stood', { day: fullDay(list.on), n: count(list.length) })}
          {flagged > 0 && (
            <span className="focus-flag"> {t('focus-list:flaggedCount', { count: flagged, n: count(flagged) })}</span>
          )}
        </p>
        {list.abilities.pin && (
          <span className="no-print">
            <Button icon="pin" onPress={() => setPinning(true)}>
              {t('focus-list:pin')}
            </Button>
          </span>
        )}
      </div>
      {list.items.length === 0 ? (
        <Empty title={t('focus-list:none')}>{t('focus-list:noneText')}</Empty>
      ) : (
        <ol className="focus-list">
          {list.items.map((entry) => (
            <FocusRow
              key={entry.item.id}
              cycleId={list.cycleId}
              entry={entry}
              onDecide={() => setDeciding(entry.item.id)}
            />
          ))}
        </ol>
      )}
      {isPinning && (
        <PinDrawer
          cycleId={list.cycleId}
          listed={new Set(list.items.filter((entry) => entry.pinned.length > 0).map((entry) => entry.item.id))}
          onClose={() => setPinning(false)}
        />
      )}
      {decided && <DecideDrawer cycleId={list.cycleId} entry={decided} onClose={() => setDeciding(null)} />}
    </>
  );
}
