// A report in under a minute: nodes to claim, a light, what was done, what is in the way, what comes next.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { remote } from '../../../../web/api.ts';
import { useDraft } from '../../../../web/drafts.ts';
import { useWords } from '../../../../web/language.ts';
import { reading, useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Notice, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { NumberInput, TextArea } from '../../../../web/ui/Input.tsx';
import { Check } from '../../../../web/ui/Segmented.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import type { readReportForm, submitReport } from '../../progress.contract.ts';
import { EvidencePicker } from '../evidence/EvidencePicker.tsx';
import { LightChoice } from './LightChoice.tsx';
import { NodesToClaim } from './NodesToClaim.tsx';
import { ReadingsToGive } from './ReadingsToGive.tsx';
import { ReportHead } from './ReportHead.tsx';
import {
  asksCause,
  bodyOf,
  correctedReport,
  draftFrom,
  type FormStart,
  missingFields,
  type ReportDraft,
  replacesPending,
  secondsLeft,
} from './reportDraft.ts';
import { WordsBelow } from './WordsBelow.tsx';
import './report.css';

const formEndpoint = remote<typeof readReportForm>('GET', '/items/{id}/report-form');
const sendEndpoint = remote<typeof submitReport>('POST', '/items/{id}/reports');

interface ReportFormProps {
  itemId: string;
  onDone: () => void;
  /** Where the surroundings already name the item. */
  hidesHead?: boolean;
}

export function ReportForm({ itemId, onDone, hidesHead }: ReportFormProps) {
  // The words of a form must not change under the writer's hands: it is read once.
  const { data, error, refetch } = useQuery({
    ...reading(formEndpoint, { params: { id: itemId } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (error) return <Refusal error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={8} height={48} />;
  return <FilledForm start={data} onDone={onDone} hidesHead={hidesHead ?? false} />;
}

type SetDraft = (change: Partial<ReportDraft>) => void;

interface PartProps {
  start: FormStart;
  draft: ReportDraft;
  set: SetDraft;
  error: unknown;
}

function FilledForm({ start, onDone, hidesHead }: { start: FormStart; onDone: () => void; hidesHead: boolean }) {
  const { t } = useWords();
  const say = useToast();
  const initial = useMemo(() => draftFrom(start), [start]);
  const { value: draft, set, restored, forget } = useDraft(`report.${start.itemId}.${start.period.from}`, initial);
  const [tried, setTried] = useState(false);
  const send = useAct(sendEndpoint, {
    onDone: (reply) => {
      forget();
      const person = reply.route.find((step) => step.open)?.person;
      say(person ? t('report:sentTo', { person: person.name }) : t('report:sent'));
      onDone();
    },
  });
  const missing = missingFields(start, draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.length === 0 && !send.isPending) {
      send.mutate({ params: { id: start.itemId }, body: bodyOf(start, draft) });
    }
  };
  const parts: PartProps = { start, draft, set, error: send.error };
  const wants = (field: (typeof missing)[number]) =>
    tried && missing.includes(field) ? t(`report:missing.${field}`) : errorAt(send.error, field);
  return (
    <form className="report-form" onSubmit={submit}>
      {!hidesHead && <ReportHead itemId={start.itemId} period={start.period} />}
      {restored && <Notice>{t('field.draftKept')}</Notice>}
      {correctedReport(start) && <Notice>{t('report:corrects')}</Notice>}
      {replacesPending(start) && <Notice>{t('report:replaces')}</Notice>}
      <Refusal error={send.error} />
      <NodesToClaim
        nodes={start.nodes}
        claimed={draft.claimed}
        onChange={(claimed) => set({ claimed })}
        error={errorAt(send.error, 'nodesDone')}
      />
      {start.asksProgress && (
        <Field label={t('report:progress')} hint={t('report:progressHint')} error={wants('progress')}>
          {(control) => (
            <span className="report-number">
              <NumberInput
                control={control}
                value={draft.progress}
                min={0}
                max={100}
                suffix="%"
                onChange={(progress) => set({ progress })}
              />
            </span>
          )}
        </Field>
      )}
      <ReadingsToGive
        indicators={start.indicators}
        readings={draft.readings}
        onChange={(readings) => set({ readings })}
      />
      <Done {...parts} wrong={wants('done')} />
      <LightChoice
        value={draft.light}
        computed={start.computedLight}
        error={wants('light')}
        onChange={(light) => set({ light })}
      />
      {asksCause(start, draft) && (
        <Cause {...parts} wrongCause={wants('cause')} wrongCounter={wants('countermeasure')} />
      )}
      <Difficulties {...parts} />
      <Field label={t('report:next')} error={errorAt(send.error, 'next')}>
        {(control) => (
          <TextArea
            control={control}
            rows={2}
            value={draft.next}
            placeholder={t('report:nextPlaceholder')}
            onChange={(next) => set({ next })}
          />
        )}
      </Field>
      <EvidencePicker
        label={t('report:evidence')}
        ids={draft.evidenceIds}
        onChange={(evidenceIds) => set({ evidenceIds })}
      />
      <div className="report-send">
        <Button kind="primary" large wide submits isBusy={send.isPending}>
          {t('report:send', { seconds: secondsLeft(start, draft) })}
        </Button>
        <p className="small quiet">{t('report:once')}</p>
      </div>
    </form>
  );
}

function Done({ start, draft, set, wrong }: PartProps & { wrong: string | null }) {
  const { t } = useWords();
  const isLastTime = start.last !== null && draft.done === start.last.done && draft.done !== '';
  return (
    <>
      <Field
        label={isLastTime ? t('report:doneFromLast') : t('report:done')}
        error={wrong}
        hint={start.last?.next ? t('report:lastNext', { words: start.last.next }) : undefined}
      >
        {(control) => (
          <TextArea
            control={control}
            rows={3}
            value={draft.done}
            placeholder={t('report:donePlaceholder')}
            onChange={(done) => set({ done })}
          />
        )}
      </Field>
      <WordsBelow below={start.below} done={draft.done} onChange={(done) => set({ done })} />
    </>
  );
}

function Difficulties({ draft, set, error }: PartProps) {
  const { t } = useWords();
  return (
    <>
      <Field label={t('report:problem')} optional={t('field.optional')} error={errorAt(error, 'problem')}>
        {(control) => (
          <TextArea
            control={control}
            rows={2}
            value={draft.problem}
            placeholder={t('report:problemPlaceholder')}
            onChange={(problem) => set({ problem })}
          />
        )}
      </Field>
      <Field label={t('report:help')} optional={t('field.optional')} error={errorAt(error, 'help')}>
        {(control) => (
          <TextArea
            control={control}
            rows={1}
            value={draft.help}
            placeholder={t('report:helpPlaceholder')}
            onChange={(help) => set({ help })}
          />
        )}
      </Field>
      <Check checked={draft.majorRisk} onChange={(majorRisk) => set({ majorRisk })}>
        {t('report:majorRisk')} <span className="small quiet">{t('report:majorRiskHint')}</span>
      </Check>
    </>
  );
}

function Cause({
  draft,
  set,
  wrongCause,
  wrongCounter,
}: PartProps & Record<'wrongCause' | 'wrongCounter', string | null>) {
  const { t } = useWords();
  return (
    <div className="report-cause">
      <Field label={t('report:cause')} hint={t('report:causeHint')} error={wrongCause}>
        {(control) => <TextArea control={control} rows={2} value={draft.cause} onChange={(cause) => set({ cause })} />}
      </Field>
      <Field label={t('report:countermeasure')} error={wrongCounter}>
        {(control) => (
          <TextArea
            control={control}
            rows={2}
            value={draft.countermeasure}
            onChange={(countermeasure) => set({ countermeasure })}
          />
        )}
      </Field>
    </div>
  );
}
