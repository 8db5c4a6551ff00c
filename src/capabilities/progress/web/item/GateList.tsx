// What was put before the gates of an item, each with its route: who decided, when, and why it went back.
import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { type Item, submissionsQuery } from './itemQueries.ts';

export function GateList({ item }: { item: Item }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day, moment } = useFormats();
  const { data, error } = useQuery(submissionsQuery(item.id));
  const rows = data?.items ?? [];
  if (rows.length === 0 && !error) return null;
  return (
    <section className="item-part">
      <h2>{t('item-page:gate.title')}</h2>
      <Refusal error={error} />
      <ol className="gates">
        {rows.map((submission) => (
          <li key={submission.id} className="gate">
            <p className="report-head">
              <b>{t(`submissionKind.${submission.kind}`)}</b>
              <span className={`verdict verdict-${submission.state}`}>{t(`submissionState.${submission.state}`)}</span>
              <span className="quiet small">
                {twin(submission.submittedBy.name, submission.submittedBy.nameEn)} · {moment(submission.submittedAt)}
              </span>
              {submission.noIndependentGate && <span className="late-mark">{t('item-page:gate.noIndependent')}</span>}
            </p>
            <ol className="route">
              {submission.route.map((step) => (
                <li
                  key={`${step.kind} ${step.personId}`}
                  className={`route-step route-${step.verdict ?? (step.open ? 'open' : step.expired ? 'expired' : 'next')}`}
                >
                  <span className="route-who">
                    {step.person ? twin(step.person.name, step.person.nameEn) : t('item-page:gate.nobody')}
                    <span className="quiet small"> {t(`item-page:gate.step.${step.kind}`)}</span>
                  </span>
                  <span className="quiet small">
                    {step.verdict
                      ? `${t(`submissionState.${step.verdict}`)} · ${moment(step.decidedAt)}`
                      : step.expired
                        ? t('item-page:gate.expired')
                        : step.open
                          ? t(step.due ? 'item-page:gate.open' : 'item-page:gate.openLook', { day: day(step.due) })
                          : t('item-page:gate.next')}
                  </span>
                  {step.reason && <span className="route-reason">{step.reason}</span>}
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </section>
  );
}
