// The verdict on an answer: pass it and the sheet is settled, or return it with what is missing.
import { useDraft } from '../../../../web/drafts.ts';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextArea } from '../../../../web/ui/Input.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { judgeEndpoint, type Sheet, sheetStales } from './sheetQueries.ts';

const NOTHING = { reason: '' };

interface JudgeFormProps {
  sheet: Sheet;
  onDone: () => void;
}

export function JudgeForm({ sheet, onDone }: JudgeFormProps) {
  const { t } = useWords();
  const say = useToast();
  const draft = useDraft(`sheet-verdict.${sheet.id}`, NOTHING);
  const act = useAct(judgeEndpoint, {
    stales: sheetStales,
    onDone: (judged) => {
      draft.forget();
      say(t(judged.state === 'closed' ? 'sheets:form.passed' : 'sheets:form.returned'));
      onDone();
    },
  });
  const { reason } = draft.value;
  const judge = (verdict: 'passed' | 'returned') =>
    act.mutate({
      params: { id: sheet.id },
      body: { verdict, ...(reason.trim() ? { reason } : {}) },
      ifMatch: sheet.version,
    });
  return (
    <section className="sheets-form">
      <h3>{t('sheets:part.judge')}</h3>
      <Refusal error={act.error} />
      <Field label={t('sheets:form.reason')} hint={t('sheets:form.reasonHint')} error={errorAt(act.error, 'reason')}>
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
      <p className="sheets-acts">
        <Button kind="primary" isBusy={act.isPending} onPress={() => judge('passed')}>
          {t('sheets:form.pass')}
        </Button>
        <Button isBusy={act.isPending} disabled={reason.trim() === ''} onPress={() => judge('returned')}>
          {t('sheets:form.return')}
        </Button>
      </p>
    </section>
  );
}
