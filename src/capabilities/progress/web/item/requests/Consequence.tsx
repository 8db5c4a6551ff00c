// What would come of a request if it passed: how the item would stand, what else would move, and who would decide; or why it cannot be sent.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormats } from '../../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../../web/language.ts';
import { Notice, Skeleton } from '../../../../../web/ui/Feedback.tsx';
import { Light } from '../../../../../web/ui/Light.tsx';
import { useSettled } from '../../../../../web/ui/settled.ts';
import { daysBetween } from '../../../../institution/calendar.rules.ts';
import type { Item } from '../itemQueries.ts';
import { type Ask, foreseeSent, isFilled, type RequestKind } from './ask.ts';
import { type Foreseen, foreseenQuery } from './requestQueries.ts';

const settleMs = 350;

interface ConsequenceProps {
  kind: RequestKind;
  ask: Ask;
  item: Item;
}

export function Consequence({ kind, ask, item }: ConsequenceProps) {
  const { t } = useWords();
  const isReady = isFilled(kind, ask, item);
  const sent = useSettled(JSON.stringify(foreseeSent(kind, ask, item)), settleMs);
  const { data, isFetching } = useQuery({
    ...foreseenQuery(item.id, JSON.parse(sent)),
    enabled: isReady,
    placeholderData: (before: Foreseen | undefined) => before,
  });
  if (!isReady) return <p className="ask-hint small quiet">{t(`requests:fill.${kind}`)}</p>;
  if (!data) return <Skeleton rows={3} />;
  return (
    <section className="foreseen" aria-live="polite" aria-busy={isFetching}>
      <h3>{t('requests:foreseen.title')}</h3>
      {data.refusal ? (
        <Notice kind="warn">{data.refusal.detail}</Notice>
      ) : (
        <>
          <Standing foreseen={data} />
          <Touched snapshot={data.snapshot} />
          <Deciders foreseen={data} />
        </>
      )}
    </section>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Only what would be otherwise, and beside a moved due date the one by which the item is judged. */
function Standing({ foreseen: { before, after } }: { foreseen: Foreseen }) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay } = useFormats();
  if (!after) return null;
  const moved = daysBetween(before.approvedDue, after.approvedDue);
  const isSame = before.state === after.state && before.light === after.light && moved === 0;
  const isHandedOver = before.responsiblePerson.id !== after.responsiblePerson.id;
  return (
    <dl className="foreseen-facts">
      {before.state !== after.state && (
        <Line label={t('requests:foreseen.state')}>
          {t(`itemState.${before.state}`)} → <b>{t(`itemState.${after.state}`)}</b>
        </Line>
      )}
      {isHandedOver && (
        <Line label={t('requests:foreseen.person')}>
          {twin(before.responsiblePerson.name, before.responsiblePerson.nameEn)} →{' '}
          <b>{twin(after.responsiblePerson.name, after.responsiblePerson.nameEn)}</b>
        </Line>
      )}
      {moved !== 0 && (
        <>
          <Line label={t('requests:foreseen.due')}>
            {fullDay(before.approvedDue)} → <b>{fullDay(after.approvedDue)}</b>{' '}
            <span className="quiet">
              {t(moved > 0 ? 'requests:later' : 'requests:earlier', { count: Math.abs(moved) })}
            </span>
          </Line>
          <Line label={t('requests:foreseen.judgedBy')}>
            {fullDay(after.judgedBy)}{' '}
            <span className="quiet">
              {t(
                after.judgedBy === before.judgedBy ? 'requests:foreseen.judgedStays' : 'requests:foreseen.judgedMoves',
              )}
            </span>
          </Line>
        </>
      )}
      <Line label={t('requests:foreseen.light')}>
        {before.light === after.light ? (
          <>
            <Light colour={after.light} /> <span className="quiet">{t('requests:foreseen.stays')}</span>
          </>
        ) : (
          <>
            <Light colour={before.light} /> → <Light colour={after.light} />
          </>
        )}
      </Line>
      {isSame && !isHandedOver && <Line label={t('requests:foreseen.else')}>{t('requests:foreseen.onlyFields')}</Line>}
    </dl>
  );
}

/** The items below or above that would go along. */
function Touched({ snapshot }: Pick<Foreseen, 'snapshot'>) {
  const { t } = useWords();
  const items = typeof snapshot === 'object' && snapshot !== null && 'items' in snapshot ? snapshot.items : null;
  if (!Array.isArray(items) || items.length === 0) return null;
  return <p className="small">{t('requests:foreseen.touched', { count: items.length })}</p>;
}

function Deciders({ foreseen: { route, noIndependentGate } }: { foreseen: Foreseen }) {
  const { t } = useWords();
  const twin = useTwin();
  return (
    <p className="small foreseen-route">
      {t('requests:foreseen.decidedBy')}{' '}
      {route.map((step, at) => (
        <span key={`${step.kind} ${step.person?.id}`}>
          {at > 0 && ' → '}
          <b>{step.person ? twin(step.person.name, step.person.nameEn) : t('item-page:gate.nobody')}</b>{' '}
          <span className="quiet">{t(`item-page:gate.step.${step.kind}`)}</span>
        </span>
      ))}
      {noIndependentGate && <span className="late-mark"> {t('item-page:gate.noIndependent')}</span>}
    </p>
  );
}
