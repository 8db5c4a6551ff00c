// A report in under a minute: nodes to claim, a light, what was done, what is in the way, what comes next.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { useDraft } from '../../../../web/drafts.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Notice, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { NumberInput } from '../../../../web/ui/Input.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { EvidencePicker } from '../evidence/EvidencePicker.tsx';
import { LightChoice } from './LightChoice.tsx';
import { NodesToClaim } from './NodesToClaim.tsx';
import { ReadingsToGive } from './ReadingsToGive.tsx';
import { ReportHead } from './ReportHead.tsx';
import { Cause, Difficulties, Done, Next, type PartProps } from './ReportTexts.tsx';
import {
  asksCause,
  bodyOf,
  draftFrom,
  type FormStart,
  missingFields,
  replacesPending,
  secondsLeft,
  wordsAtHand,
} from './reportDraft.ts';
import { formQuery, sendEndpoint } from './reportQueries.ts';
import { WordsBelow } from './WordsBelow.tsx';
import './report.css';

interface ReportFormProps {
  itemId: string;
  onDone: () => void;
  /** A cycle that was asked for, a missed one for instance; else the one that is due. */
  cycleId?: string | undefined;
  /** The rank of the item's title: a page's own, or one inside a drawer. */
  heading?: 'h1' | 'h3';
  /** Why the last one came back, where that is known. */
  said?: string | null | undefined;
  /** A lesser act beside the one that sends. */
  beside?: ReactNode;
}

export function ReportForm(props: ReportFormProps) {
  // The words of a form must not change under the writer's hands: it is read once.
  const { data, error, refetch } = useQuery({
    ...formQuery(props.itemId, props.cycleId),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (error) return <Refusal error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={8} height={48} />;
  return <FilledForm {...props} known={data} />;
}

/** Keys that work anywhere in the form: Ctrl+Enter sends, Alt+Enter takes over what lies ready. */
const keyOf = (event: KeyboardEvent): 'send' | 'take' | null => {
  if (event.key !== 'Enter') return null;
  if (event.ctrlKey || event.metaKey) return 'send';
  return event.altKey ? 'take' : null;
};

function FilledForm(props: ReportFormProps & { known: FormStart }) {
  const { t } = useWords();
  const twin = useTwin();
  const say = useToast();
  const [start] = useState(props.known);
  const initial = useMemo(() => draftFrom(start), [start]);
  const draft = useDraft(`report.${start.itemId}.${start.period.from}`, initial);
  const [isKept, setKept] = useState(draft.restored);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const send = useAct(sendEndpoint, {
    stales: ['/cycles'],
    onDone: (reply) => {
      draft.forget();
      const person = reply.route.find((step) => step.open)?.person;
      say(person ? t('report:sentTo', { person: twin(person.name, person.nameEn) }) : t('report:sent'));
      props.onDone();
    },
  });
  const missing = missingFields(start, draft.value);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.length > 0 || send.isPending) return;
    send.mutate({ params: { id: start.itemId }, body: bodyOf(start, draft.value, props.cycleId) });
  };
  const atHand = wordsAtHand(start, draft.value);
  const onKey = (event: KeyboardEvent) => {
    const key = keyOf(event);
    if (!key) return;
    event.preventDefault();
    if (key === 'send') form.current?.requestSubmit();
    else if (atHand[0]) draft.set({ done: atHand[0].done });
  };
  const wants: PartProps['wants'] = (field) =>
    tried && missing.includes(field) ? t(`report:missing.${field}`) : errorAt(send.error, field);
  const parts: PartProps = { start, draft: draft.value, set: draft.set, error: send.error, wants };
  const startAnew = () => {
    draft.set(initial);
    setKept(false);
  };
  return (
    <form ref={form} className="report-form" onSubmit={submit} onKeyDown={onKey}>
      <ReportHead itemId={start.itemId} period={start.period} heading={props.heading ?? 'h1'} />
      <Standing start={start} said={props.said ?? null} onStartAnew={isKept ? startAnew : null} />
      <Refusal error={send.error} />
      <Measured {...parts} />
      <Done {...parts}>
        <WordsBelow start={start} atHand={atHand} done={draft.value.done} onChange={(done) => draft.set({ done })} />
      </Done>
      <LightChoice
        value={draft.value.light}
        computed={start.computedLight}
        error={wants('light')}
        onChange={(light) => draft.set({ light })}
      />
      {asksCause(start, draft.value) && <Cause {...parts} />}
      <Next {...parts} />
      <Difficulties {...parts} />
      <EvidencePicker
        label={t('report:evidence')}
        ids={draft.value.evidenceIds}
        onChange={(evidenceIds) => draft.set({ evidenceIds })}
      />
      <div className="report-send">
        <div className="report-send-acts">
          <Button kind="primary" large wide submits isBusy={send.isPending}>
            {t('report:send', { seconds: secondsLeft(start, draft.value) })}
          </Button>
          {props.beside}
        </div>
        <Keys canTake={atHand.length > 0} />
      </div>
    </form>
  );
}

/** What kind of report this is, where it is not simply the one that is due. */
interface StandingProps {
  start: FormStart;
  said: string | null;
  onStartAnew: (() => void) | null;
}

function Standing({ start, said, onStartAnew }: StandingProps) {
  const { t } = useWords();
  return (
    <>
      {onStartAnew && (
        <Notice>
          {t('field.draftKept')}{' '}
          <button type="button" className="report-anew" onClick={onStartAnew}>
            {t('report:startAnew')}
          </button>
        </Notice>
      )}
      {start.last?.state === 'returned' && (
        <Notice kind="warn">{said ? t('report:returnedFor', { words: said }) : t('report:returned')}</Notice>
      )}
      {start.frozen && <Notice kind="warn">{t('report:frozen')}</Notice>}
      {start.corrects && <Notice>{t('report:corrects')}</Notice>}
      {replacesPending(start) && <Notice>{t('report:replaces')}</Notice>}
    </>
  );
}

/** What is ticked or counted rather than told. */
function Measured({ start, draft, set, error, wants }: PartProps) {
  const { t } = useWords();
  return (
    <>
      <NodesToClaim
        start={start}
        claimed={draft.claimed}
        onChange={(claimed) => set({ claimed })}
        error={errorAt(error, 'nodesDone')}
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
    </>
  );
}

function Keys({ canTake }: { canTake: boolean }) {
  const { t } = useWords();
  return (
    <p className="small quiet">
      <span className="report-keys">
        <kbd className="kbd">Ctrl Enter</kbd> {t('report:keys.send')}
        {canTake && (
          <>
            {' · '}
            <kbd className="kbd">Alt Enter</kbd> {t('report:keys.take')}
          </>
        )}
      </span>
      <span className="report-once">{t('report:once')}</span>
    </p>
  );
}
