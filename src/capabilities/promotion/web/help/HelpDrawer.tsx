// One help request in a drawer: what is asked, everybody who was asked and for how long it lay there, and the answer.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { Refused } from '../../../../web/refusal.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Notice, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Light } from '../../../../web/ui/Light.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import { type Help, helpStales, oneHelpQuery, withdrawEndpoint } from './helpQueries.ts';
import './help.css';

interface HelpDrawerProps {
  /** Null while none is open. */
  id: string | null;
  onClose: () => void;
}

export function HelpDrawer({ id, onClose }: HelpDrawerProps) {
  const { t } = useWords();
  const { data, error, refetch } = useQuery({ ...oneHelpQuery(id ?? ''), enabled: id !== null });
  if (id === null) return null;
  const isMissing = error instanceof Refused && error.status === 404;
  return (
    <Drawer open title={t('help-page:one')} onClose={onClose} width={600}>
      <Refusal error={error} {...(isMissing ? {} : { onRetry: () => void refetch() })} />
      {!data && !error && <Skeleton rows={6} height={40} />}
      {data && <Opened key={`${data.id} ${data.state}`} help={data} onClose={onClose} />}
    </Drawer>
  );
}

function Opened({ help, onClose }: { help: Help; onClose: () => void }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day } = useFormats();
  const { today } = useMe();
  return (
    <div className="help-one">
      <WhatNow help={help} />
      <section>
        <p className="help-asks">{help.asks ?? t('help-page:silent')}</p>
        {help.wanted && (
          <p className="small">
            <span className="quiet">{t('help-page:form.wanted')}</span> {help.wanted}
          </p>
        )}
        <p className="small quiet">
          {t('help-page:askedBy', { name: twin(help.asker.name, help.asker.nameEn), day: day(help.createdOn, today) })}
          {help.askerUnit && ` · ${twin(help.askerUnit.name, help.askerUnit.nameEn)}`}
          {help.neededBy && ` · ${t('help-page:neededBy', { day: day(help.neededBy, today) })}`}
        </p>
        {help.item && (
          <p className="help-item">
            <Light colour={help.item.light} /> <span className="code">{help.item.code}</span>{' '}
            <Link to="/items/$id" params={{ id: help.item.id }}>
              {twin(help.item.title, help.item.titleEn) || t('item.placeholder')}
            </Link>
          </p>
        )}
      </section>
      {help.abilities.answer && <AnswerForm help={help} onDone={onClose} />}
      <section>
        <h3>{t('help-page:way')}</h3>
        <Way help={help} />
      </section>
      {help.abilities.withdraw && <Withdraw help={help} onDone={onClose} />}
    </div>
  );
}

function WhatNow({ help }: { help: Help }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day } = useFormats();
  const { today, person } = useMe();
  const by = help.answeredBy ? twin(help.answeredBy.name, help.answeredBy.nameEn) : '';
  if (help.state === 'answered' || help.state === 'declined')
    return (
      <Notice kind={help.state === 'answered' ? 'good' : 'warn'}>
        {t(`help-page:now.${help.state}`, { by, day: day(help.endedOn, today) })}
        {help.answer && <q className="help-answer">{help.answer}</q>}
      </Notice>
    );
  if (help.state === 'withdrawn')
    return <Notice>{t('help-page:now.withdrawn', { day: day(help.endedOn, today) })}</Notice>;
  const own = help.addressees.find((one) => one.person.id === person.id);
  if (own && own.passedOn !== null && help.abilities.answer)
    return (
      <Notice kind="warn">
        {t('help-page:now.passedYou', {
          day: day(own.replyBy, today),
          person: twin(help.addressee.name, help.addressee.nameEn),
          count: own.daysLate,
          n: own.daysLate,
        })}
      </Notice>
    );
  const params = { person: twin(help.addressee.name, help.addressee.nameEn), day: day(help.replyBy, today) };
  const whose = help.abilities.answer ? 'yours' : 'theirs';
  return (
    <Notice kind={help.overdue ? 'warn' : 'plain'}>
      {t(`help-page:now.${whose}${help.overdue ? 'Late' : ''}`, { ...params, count: help.daysLate, n: help.daysLate })}
    </Notice>
  );
}

/** Everybody who was asked, from the first up, each at his level, with what he let pass. */
function Way({ help }: { help: Help }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day } = useFormats();
  const { today, institution } = useMe();
  return (
    <ol className="help-way">
      {help.addressees.map((one) => {
        const level = institution.levels.find((found) => found.rank === one.level);
        return (
          <li key={one.person.id}>
            <i
              className="help-level"
              style={{ background: one.level === null ? 'var(--line)' : `var(--level-${one.level})` }}
              aria-hidden="true"
            />
            <span>
              {twin(one.person.name, one.person.nameEn)}{' '}
              <span className="small quiet">
                {[level && twin(level.name, level.nameEn), t(`help-page:why.${one.why}`)].filter(Boolean).join(' · ')}
              </span>
            </span>
            <span className="small help-limit">
              {t('help-page:limit', { from: day(one.from, today), to: day(one.replyBy, today) })}
              {one.daysLate > 0 && (
                <span className="help-late"> {t('help-page:late', { count: one.daysLate, n: one.daysLate })}</span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Withdraw({ help, onDone }: { help: Help; onDone: () => void }) {
  const { t } = useWords();
  const act = useAct(withdrawEndpoint, { stales: helpStales, onDone });
  return (
    <section className="help-withdraw no-print">
      <Refusal error={act.error} />
      <p className="small quiet">{t('help-page:withdrawHint')}</p>
      <Button isBusy={act.isPending} onPress={() => act.mutate({ params: { id: help.id }, ifMatch: help.version })}>
        {t('help-page:withdraw')}
      </Button>
    </section>
  );
}
