// What the office does with a cycle: freeze, open again with a reason, review, close; each asks once and says what follows.
import { useState } from 'react';
import { useDraft } from '../../../../web/drafts.ts';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { DatePicker } from '../../../../web/ui/DatePicker.tsx';
import { Confirm, Drawer } from '../../../../web/ui/Drawer.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextArea } from '../../../../web/ui/Input.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { type Counts, openOf } from './cycleCounts.ts';
import { type Cycle, closeEndpoint, freezeEndpoint, reopenEndpoint, reviewEndpoint } from './cycleQueries.ts';

type Turn = 'freeze' | 'review' | 'close';
const turns: readonly Turn[] = ['freeze', 'review', 'close'];

export function CycleActs({ cycle, total }: { cycle: Cycle; total: Counts | undefined }) {
  const { t } = useWords();
  const [asked, setAsked] = useState<Turn | 'reopen' | null>(null);
  const end = () => setAsked(null);
  return (
    <span className="cycle-acts no-print">
      {turns
        .filter((turn) => cycle.abilities[turn])
        .map((turn) => (
          <Button key={turn} kind="primary" onPress={() => setAsked(turn)}>
            {t(`cycles:act.${turn}`)}
          </Button>
        ))}
      {cycle.abilities.reopen && <Button onPress={() => setAsked('reopen')}>{t('cycles:act.reopen')}</Button>}
      {asked && asked !== 'reopen' && <TurnConfirm cycle={cycle} turn={asked} total={total} onClose={end} />}
      {asked === 'reopen' && <ReopenDrawer cycle={cycle} onClose={end} />}
    </span>
  );
}

interface TurnConfirmProps {
  cycle: Cycle;
  turn: Turn;
  total: Counts | undefined;
  onClose: () => void;
}

function TurnConfirm({ cycle, turn, total, onClose }: TurnConfirmProps) {
  const { t } = useWords();
  const { count, day } = useFormats();
  const { today } = useMe();
  const say = useToast();
  const options = {
    stales: ['/cycles'],
    onDone: () => {
      say(t(`cycles:done.${turn}`));
      onClose();
    },
  };
  // One of the three is meant; each stands by itself because each has a contract of its own.
  const acts = {
    freeze: useAct(freezeEndpoint, options),
    review: useAct(reviewEndpoint, options),
    close: useAct(closeEndpoint, options),
  };
  const act = acts[turn];
  const open = total ? openOf(total) : 0;
  return (
    <Confirm
      open
      title={t(`cycles:ask.${turn}`)}
      act={t(`cycles:act.${turn}`)}
      isBusy={act.isPending}
      onConfirm={() => act.mutate({ params: { id: cycle.id }, ifMatch: cycle.version })}
      onClose={onClose}
    >
      <Refusal error={act.error} />
      {turn === 'freeze' && open > 0 && <p>{t('cycles:follows.missed', { count: open, n: count(open) })}</p>}
      {turn === 'freeze' && cycle.freezeOn >= today && (
        <p>{t('cycles:follows.early', { day: day(cycle.freezeOn, today) })}</p>
      )}
      <p>{t(`cycles:follows.${turn}`)}</p>
    </Confirm>
  );
}

interface Reopening {
  reason: string;
  until: string | null;
}

const nothingSaid: Reopening = { reason: '', until: null };

function ReopenDrawer({ cycle, onClose }: { cycle: Cycle; onClose: () => void }) {
  const { t } = useWords();
  const { today } = useMe();
  const say = useToast();
  const draft = useDraft(`cycle-reopen.${cycle.id}`, nothingSaid);
  const act = useAct(reopenEndpoint, {
    stales: ['/cycles'],
    onDone: () => {
      draft.forget();
      say(t('cycles:done.reopen'));
      onClose();
    },
  });
  const { reason, until } = draft.value;
  const send = () =>
    act.mutate({
      params: { id: cycle.id },
      body: { reason: reason.trim(), ...(until ? { until } : {}) },
      ifMatch: cycle.version,
    });
  return (
    <Drawer
      open
      onClose={onClose}
      title={t('cycles:ask.reopen')}
      acts={
        <Button kind="primary" isBusy={act.isPending} disabled={!reason.trim()} onPress={send}>
          {t('cycles:act.reopen')}
        </Button>
      }
    >
      <p className="cycle-lead">{t('cycles:follows.reopen')}</p>
      <Refusal error={act.error} />
      <Field label={t('cycles:form.reason')} error={errorAt(act.error, 'reason')} hint={t('cycles:form.reasonHint')}>
        {(control) => (
          <TextArea
            control={control}
            rows={3}
            autoFocus
            value={reason}
            onChange={(words) => draft.set({ reason: words })}
          />
        )}
      </Field>
      <Field
        label={t('cycles:form.until')}
        optional={t('field.optional')}
        error={errorAt(act.error, 'until')}
        hint={t('cycles:form.untilHint')}
      >
        {(control) => (
          <DatePicker
            control={control}
            value={until}
            min={today}
            clearable
            onChange={(value) => draft.set({ until: value })}
          />
        )}
      </Field>
    </Drawer>
  );
}
