// Taking a sheet back: the office alone, asked once, with a reason that stays on it.
import { useState } from 'react';
import { useDraft } from '../../../../web/drafts.ts';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Confirm } from '../../../../web/ui/Drawer.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextArea } from '../../../../web/ui/Input.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { type Sheet, sheetStales, voidEndpoint } from './sheetQueries.ts';

const NOTHING = { reason: '' };

export function VoidButton({ sheet }: { sheet: Sheet }) {
  const { t } = useWords();
  const say = useToast();
  const [isAsking, setAsking] = useState(false);
  const draft = useDraft(`sheet-void.${sheet.id}`, NOTHING);
  const act = useAct(voidEndpoint, {
    stales: sheetStales,
    onDone: () => {
      draft.forget();
      setAsking(false);
      say(t('sheets:form.voided'));
    },
  });
  const { reason } = draft.value;
  const confirm = () => act.mutate({ params: { id: sheet.id }, body: { reason }, ifMatch: sheet.version });
  return (
    <>
      <Button kind="quiet" onPress={() => setAsking(true)}>
        {t('sheets:form.void')}
      </Button>
      <Confirm
        open={isAsking}
        title={t('sheets:form.voidTitle')}
        act={t('sheets:form.void')}
        isDangerous
        isBusy={act.isPending}
        onConfirm={confirm}
        onClose={() => setAsking(false)}
      >
        <p>{sheet.number ? t('sheets:form.voidText', { number: sheet.number }) : t('sheets:form.voidTextPlain')}</p>
        <Refusal error={act.error} />
        <Field label={t('sheets:form.voidReason')} error={errorAt(act.error, 'reason')}>
          {(control) => (
            <TextArea
              control={control}
              maxLength={4000}
              rows={2}
              value={reason}
              onChange={(next) => draft.set({ reason: next })}
            />
          )}
        </Field>
      </Confirm>
    </>
  );
}
