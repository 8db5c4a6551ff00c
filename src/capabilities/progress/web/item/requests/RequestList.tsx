// What was put before the gates of an item: what waits now, with its way back, then what was decided; each with its route.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormats } from '../../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../../web/language.ts';
import { useAct } from '../../../../../web/queries.ts';
import { Button } from '../../../../../web/ui/Button.tsx';
import { Refusal } from '../../../../../web/ui/Feedback.tsx';
import { useToast } from '../../../../../web/ui/Toast.tsx';
import { type Item, submissionsQuery } from '../itemQueries.ts';
import { type SubmissionRow, withdrawEndpoint } from './requestQueries.ts';
import './requests.css';

const firstShown = 4;

/** A report that only asked for a look stands among the reports; nobody gated it. */
const isGated = (row: SubmissionRow): boolean =>
  row.kind !== 'report' || row.route.some((step) => step.kind !== 'look');

export function RequestList({ item }: { item: Item }) {
  const { t } = useWords();
  const [showAll, setShowAll] = useState(false);
  const { data, error } = useQuery(submissionsQuery(item.id));
  const rows = (data?.items ?? []).filter(isGated);
  if (rows.length === 0 && !error) return null;
  const waiting = rows.filter((row) => row.state === 'pending');
  const ended = rows.filter((row) => row.state !== 'pending');
  const shown = showAll ? ended : ended.slice(0, firstShown);
  return (
    <section className="item-part" id="gates">
      <h2>
        {t('item-page:gate.title')}
        {waiting.length > 0 && <span className="quiet"> · {t('requests:waiting', { count: waiting.length })}</span>}
      </h2>
      <Refusal error={error} />
      <ol className="gates">
        {[...waiting, ...shown].map((row) => (
          <RequestRow key={row.id} row={row} />
        ))}
      </ol>
      {shown.length < ended.length && (
        <Button kind="quiet" onPress={() => setShowAll(true)}>
          {t('requests:showPast', { count: ended.length - shown.length })}
        </Button>
      )}
    </section>
  );
}

function RequestRow({ row }: { row: SubmissionRow }) {
  const { t } = useWords();
  const twin = useTwin();
  const { moment } = useFormats();
  return (
    <li className="gate">
      <p className="report-head">
        <b>{t(`submissionKind.${row.kind}`)}</b>
        <span className={`verdict verdict-${row.state}`}>{t(`submissionState.${row.state}`)}</span>
        <span className="quiet small">
          {twin(row.submittedBy.name, row.submittedBy.nameEn)} · {moment(row.submittedAt)}
        </span>
        {row.noIndependentGate && <span className="late-mark">{t('item-page:gate.noIndependent')}</span>}
      </p>
      {row.reason && <p className="route-reason">{row.reason}</p>}
      <Route row={row} />
      <p className="asked-acts">
        <Link
          to="/review"
          search={{ id: row.id, ...(row.abilities.decide ? {} : { queue: 'sent' }) }}
          className="small"
        >
          {t(row.abilities.decide ? 'requests:decide' : 'requests:read')}
        </Link>
        {row.abilities.withdraw && <WithdrawButton row={row} />}
      </p>
    </li>
  );
}

type Step = SubmissionRow['route'][number];

const stateOf = (step: Step): string =>
  step.verdict ?? (step.recused ? 'recused' : step.open ? 'open' : step.expired ? 'expired' : 'next');

function Route({ row }: { row: SubmissionRow }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day, moment } = useFormats();
  const wordsOf = (step: Step): string => {
    if (step.verdict) return `${t(`submissionState.${step.verdict}`)} · ${moment(step.decidedAt)}`;
    if (step.recused) return t('requests:recused');
    if (step.expired) return t('item-page:gate.expired');
    if (step.open) return t(step.due ? 'item-page:gate.open' : 'item-page:gate.openLook', { day: day(step.due) });
    return t('item-page:gate.next');
  };
  return (
    <ol className="route">
      {row.route.map((step) => (
        <li key={`${step.kind} ${step.personId} ${step.due}`} className={`route-step route-${stateOf(step)}`}>
          <span className="route-who">
            {step.person ? twin(step.person.name, step.person.nameEn) : t('item-page:gate.nobody')}
            <span className="quiet small"> {t(`item-page:gate.step.${step.kind}`)}</span>
          </span>
          <span className="quiet small">
            {wordsOf(step)}
            {step.decidedBy &&
              ` · ${t('review:byDelegate', { person: twin(step.decidedBy.name, step.decidedBy.nameEn) })}`}
          </span>
          {step.reason && <span className="route-reason">{step.reason}</span>}
        </li>
      ))}
    </ol>
  );
}

/** One press; what was written is kept in the history and can be sent again. */
function WithdrawButton({ row }: { row: SubmissionRow }) {
  const { t } = useWords();
  const say = useToast();
  const withdraw = useAct(withdrawEndpoint, { onDone: () => say(t('review:withdrawn')) });
  return (
    <>
      <Button
        kind="quiet"
        isBusy={withdraw.isPending}
        onPress={() => withdraw.mutate({ params: { id: row.id }, ifMatch: row.version })}
      >
        {t('review:withdraw')}
      </Button>
      <Refusal error={withdraw.error} />
    </>
  );
}
