// Asking that a value be set by hand: the value, why, until when; the superior signs.
import { useMemo } from 'react';
import { useDraft } from '../../../../web/drafts.ts';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { DatePicker } from '../../../../web/ui/DatePicker.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { NumberInput, TextArea } from '../../../../web/ui/Input.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { proposeEndpoint } from './overrideQueries.ts';
import './override.css';

interface OverrideDrawerProps {
  itemId: string;
  today: string;
  version: number;
  onClose: () => void;
}

export function OverrideDrawer({ itemId, today, version, onClose }: OverrideDrawerProps) {
  const { t } = useWords();
  const say = useToast();
  const initial = useMemo(() => ({ value: null as number | null, reason: '', until: null as string | null }), []);
  const draft = useDraft(`override.${itemId}`, initial);
  const { value, reason, until } = draft.value;
  const act = useAct(proposeEndpoint, {
    onDone: () => {
      draft.forget();
      say(t('override:done.proposed'));
      onClose();
    },
  });
  const isReady = value !== null && reason.trim() !== '' && until !== null;
  return (
    <Drawer open onClose={onClose} title={t('override:act.propose')}>
      <div className="override-form">
        <p className="small quiet">{t('override:teach')}</p>
        <Refusal error={act.error} />
        <Field label={t('override:field.value')} error={errorAt(act.error, 'value')}>
          {(control) => (
            <NumberInput
              control={control}
              value={value}
              min={0}
              max={100}
              suffix="%"
              onChange={(next) => draft.set({ value: next })}
            />
          )}
        </Field>
        <Field label={t('override:field.reason')} error={errorAt(act.error, 'reason')}>
          {(control) => (
            <TextArea control={control} rows={3} value={reason} onChange={(next) => draft.set({ reason: next })} />
          )}
        </Field>
        <Field label={t('override:field.until')} hint={t('override:hint.until')} error={errorAt(act.error, 'until')}>
          {(control) => (
            <DatePicker control={control} value={until} min={today} onChange={(next) => draft.set({ until: next })} />
          )}
        </Field>
        <div className="form-acts">
          <Button
            kind="primary"
            isBusy={act.isPending}
            disabled={!isReady}
            onPress={() =>
              isReady &&
              act.mutate({ params: { id: itemId }, body: { value, reason: reason.trim(), until }, ifMatch: version })
            }
          >
            {t('override:act.send')}
          </Button>
        </div>
      </div>
    </Drawer>
  );
}
