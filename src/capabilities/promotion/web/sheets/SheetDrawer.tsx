// One sheet in a drawer: what is asked of whom, why, how far it has climbed, what was answered, and the one act that is the reader's.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Refused } from '../../../../web/refusal.ts';
import { useMe } from '../../../../web/session.ts';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Notice, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { ClimbFigure } from './ClimbFigure.tsx';
import { JudgeForm } from './JudgeForm.tsx';
import { ReplyActs, ReplyForm } from './ReplyForm.tsx';
import { SheetFacts } from './SheetFacts.tsx';
import { SheetMark } from './SheetMark.tsx';
import { SheetStory } from './SheetStory.tsx';
import { type Sheet, sheetQuery } from './sheetQueries.ts';
import { VoidButton } from './VoidButton.tsx';
import './sheets.css';

interface SheetDrawerProps {
  /** Null while none is open. */
  id: string | null;
  onClose: () => void;
}

export function SheetDrawer({ id, onClose }: SheetDrawerProps) {
  const { t } = useWords();
  const { data, error, refetch } = useQuery({ ...sheetQuery(id ?? ''), enabled: id !== null });
  const formId = useId();
  if (id === null) return null;
  if (!data) {
    const isMissing = error instanceof Refused && error.status === 404;
    return (
      <Drawer open title={t('sheets:title')} onClose={onClose} width={640}>
        <Refusal error={error} {...(isMissing ? {} : { onRetry: () => void refetch() })} />
        {!error && <Skeleton rows={8} height={40} />}
      </Drawer>
    );
  }
  return <Opened key={`${data.id} ${data.state}`} sheet={data} formId={formId} onClose={onClose} />;
}

function Opened({ sheet, formId, onClose }: { sheet: Sheet; formId: string; onClose: () => void }) {
  const { t } = useWords();
  const twin = useTwin();
  const { reply, judge } = sheet.abilities;
  return (
    <Drawer
      open
      width={640}
      onClose={onClose}
      title={<SheetMark colour={sheet.colour} number={sheet.number} />}
      subtitle={
        <Link to="/items/$id" params={{ id: sheet.itemId }}>
          {[sheet.code, twin(sheet.title, sheet.titleEn) || t('item.placeholder')].filter(Boolean).join(' ')}
        </Link>
      }
      acts={
        <>
          {reply && <ReplyActs form={formId} sheet={sheet} />}
          <Link to="/sheets/$id/print" params={{ id: sheet.id }} className="button">
            {t('sheets:toPrint')}
          </Link>
          {sheet.abilities.void && <VoidButton sheet={sheet} />}
        </>
      }
    >
      <div className="sheets-one">
        <WhatNow sheet={sheet} />
        {judge && <Answered sheet={sheet} />}
        {judge && <JudgeForm sheet={sheet} onDone={onClose} />}
        <SheetFacts sheet={sheet} />
        {reply && <ReplyForm sheet={sheet} id={formId} onDone={onClose} />}
        <section>
          <h3>{t('sheets:part.climb')}</h3>
          <ClimbFigure sheet={sheet} />
        </section>
        <SheetStory sheet={sheet} />
      </div>
    </Drawer>
  );
}

/** What the judge has to judge, before anything else. */
function Answered({ sheet }: { sheet: Sheet }) {
  const { t } = useWords();
  const answers = [
    [t('sheets:cause.label'), sheet.causeCategory ? t(`sheets:cause.${sheet.causeCategory}`) : ''],
    [t('sheets:form.cause'), sheet.cause],
    [t('sheets:form.countermeasure'), sheet.countermeasure],
    [t('sheets:form.words'), sheet.reply],
  ].filter(([, words]) => words);
  return (
    <dl className="sheets-answer">
      {answers.map(([name, words]) => (
        <div key={name}>
          <dt className="small quiet">{name}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One sentence: whose turn it is, and until when. */
function WhatNow({ sheet }: { sheet: Sheet }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day, moment } = useFormats();
  const { today } = useMe();
  const person = twin(sheet.person.name, sheet.person.nameEn);
  const until = day(sheet.replyBy, today);
  const late = sheet.overdue ? 'Late' : '';
  const judges = sheet.judges.map((one) => twin(one.name, one.nameEn)).join(t('list.separator'));
  const isLit = ['yellow', 'orange', 'red'].includes(sheet.light);
  return (
    <>
      {sheet.state === 'open' && (
        <Notice kind={sheet.overdue ? 'warn' : 'plain'}>
          {sheet.resting
            ? t('sheets:now.resting')
            : t(`sheets:now.${sheet.abilities.reply ? 'reply' : 'waitReply'}${late}`, { day: until, person })}
        </Notice>
      )}
      {sheet.state === 'replied' && (
        <Notice>{t(`sheets:now.${sheet.abilities.judge ? 'judge' : 'waitJudge'}`, { person, judges })}</Notice>
      )}
      {(sheet.state === 'closed' || sheet.state === 'lapsed' || sheet.state === 'voided') && (
        <Notice kind={sheet.state === 'closed' ? 'good' : 'plain'}>
          {t(`sheets:now.${sheet.state}`, { day: moment(sheet.endedAt), reason: sheet.endReason ?? '' })}
        </Notice>
      )}
      {sheet.sameCauseAgain && sheet.timesNamed !== null && (
        <Notice kind="warn">{t('sheets:repeatWhy', { n: sheet.timesNamed })}</Notice>
      )}
      {!isLit && (sheet.state === 'open' || sheet.state === 'replied') && (
        <p className="small quiet">{t('sheets:now.recovered')}</p>
      )}
    </>
  );
}
