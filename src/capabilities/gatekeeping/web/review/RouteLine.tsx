// The route of a submission as a line of steps: who decided what and when, whose turn it is, who comes after.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Icon } from '../../../../web/ui/icons.tsx';
import { LightMark } from '../../../../web/ui/Light.tsx';
import type { Step, Submission } from './reviewQueries.ts';

const stateOf = (step: Step): string =>
  step.verdict ?? (step.recused ? 'recused' : step.expired ? 'expired' : step.open ? 'open' : 'later');

function StepView({ step }: { step: Step }) {
  const { t } = useWords();
  const twin = useTwin();
  const { today, institution } = useMe();
  const { day, moment } = useFormats(institution.timeZone);
  const late = step.open && step.due !== null && step.due < today;
  return (
    <li className={`step step-${stateOf(step)}`} aria-current={step.open ? 'step' : undefined}>
      <span className="step-mark" aria-hidden="true">
        {step.verdict === 'returned' ? (
          <Icon name="back" size={12} />
        ) : step.verdict ? (
          <Icon name="check" size={12} />
        ) : null}
      </span>
      <span className="step-words">
        <span className="step-who">
          {step.person ? twin(step.person.name, step.person.nameEn) : t('review:nobody')}
          {step.light && <LightMark colour={step.light} />}
        </span>
        <span className="small quiet">{t(`review:step.${step.kind}`)}</span>
        {step.verdict && (
          <span className={`small verdict-${step.verdict}`}>
            {t(`submissionState.${step.verdict}`)} {step.decidedAt && moment(step.decidedAt)}
          </span>
        )}
        {step.decidedBy && (
          <span className="small quiet">
            {t('review:byDelegate', { person: twin(step.decidedBy.name, step.decidedBy.nameEn) })}
          </span>
        )}
        {step.open && step.due && (
          <span className={late ? 'small queue-late' : 'small quiet'}>
            {t(late ? 'review:lateSince' : 'review:until', { day: day(step.due, today) })}
          </span>
        )}
        {step.recused && <span className="small quiet">{t('requests:recused')}</span>}
        {step.expired && <span className="small queue-late">{t('review:expired')}</span>}
      </span>
    </li>
  );
}

export function RouteLine({ submission }: { submission: Submission }) {
  const { t } = useWords();
  const spoken = submission.route.filter((step) => step.reason);
  const twin = useTwin();
  return (
    <section className="route">
      <h2 className="visually-hidden">{t('review:route')}</h2>
      <ol className="route-line">
        {submission.route.map((step) => (
          <StepView key={`${step.kind} ${step.personId} ${step.due}`} step={step} />
        ))}
      </ol>
      {submission.noIndependentGate && <p className="small queue-late">{t('review:noIndependentGate')}</p>}
      {spoken.map((step) => (
        <blockquote key={`${step.personId} ${step.decidedAt}`} className="route-reason">
          <span className="small quiet">{step.person ? twin(step.person.name, step.person.nameEn) : ''}</span>{' '}
          {step.reason}
        </blockquote>
      ))}
    </section>
  );
}
