// The answer to a request for help: what is done about it, or why not; what was typed is kept until it has been sent.
import { useDraft } from '../../../../web/drafts.ts';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextArea } from '../../../../web/ui/Input.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { answerEndpoint, type Help, helpStales } from './helpQueries.ts';

const NOTHING = { text: '' };

export function AnswerForm({ help, onDone }: { help: Help; onDone: () => void }) {
  const { t } = useWords();
  const say = useToast();
  const draft = useDraft(`help-answer.${help.id}`, NOTHING);
  const act = useAct(answerEndpoint, {
    stales: helpStales,
    onDone: (answered) => {
      draft.forget();
      say(t(`help-page:form.${answered.state === 'declined' ? 'declinedNow' : 'answeredNow'}`));
      onDone();
    },
  });
  const { text } = draft.value;
  const send = (verdict: 'answered' | 'declined') =>
    act.mutate({ params: { id: help.id }, body: { verdict, ...(text.trim() ? { text } : {}) }, ifMatch: help.version });
  const isSilent = help.asks === null;
  return (
    <section className="help-form no-print">
      <h3>{t('help-page:form.answer')}</h3>
      {draft.restored && <p className="small quiet">{t('field.draftKept')}</p>}
      <Refusal error={act.error} />
      {isSilent ? (
        <p className="small quiet">{t('help-page:form.silent')}</p>
      ) : (
        <Field
          label={t('help-page:form.words')}
          hint={t('help-page:form.wordsHint')}
          error={errorAt(act.error, 'text')}
        >
          {(control) => <TextArea control={control} value={text} onChange={(next) => draft.set({ text: next })} />}
        </Field>
      )}
      <p className="help-acts">
        <Button kind="primary" isBusy={act.isPending} onPress={() => send('answered')}>
          {t('help-page:form.send')}
        </Button>
        <Button isBusy={act.isPending} disabled={!isSilent && text.trim() === ''} onPress={() => send('declined')}>
          {t('help-page:form.decline')}
        </Button>
      </p>
    </section>
  );
}
