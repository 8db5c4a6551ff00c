// The answer to a sheet: kind of cause, cause, countermeasure; what was typed is kept until it has been sent.
import { useDraft } from '../../../../web/drafts.ts';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { Field, FieldGroup } from '../../../../web/ui/Field.tsx';
import { TextArea } from '../../../../web/ui/Input.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { replyEndpoint, type Sheet, sheetStales } from './sheetQueries.ts';
import { CAUSES, type Cause } from './sheetWords.ts';

const NOTHING: { category: Cause | ''; cause: string; countermeasure: string; words: string } = {
  category: '',
  cause: '',
  countermeasure: '',
  words: '',
};

interface ReplyFormProps {
  sheet: Sheet;
  /** So that the button in the foot of the drawer sends it. */
  id: string;
  onDone: () => void;
}

export function ReplyForm({ sheet, id, onDone }: ReplyFormProps) {
  const { t } = useWords();
  const say = useToast();
  const draft = useDraft(`sheet.${sheet.id}`, NOTHING);
  const { category, cause, countermeasure, words } = draft.value;
  const act = useAct(replyEndpoint, {
    stales: sheetStales,
    onDone: () => {
      draft.forget();
      say(t('sheets:form.sent'));
      onDone();
    },
  });
  const send = () =>
    act.mutate({
      params: { id: sheet.id },
      body: { cause, countermeasure, causeCategory: category || 'other', ...(words.trim() ? { reply: words } : {}) },
      ifMatch: sheet.version,
    });
  return (
    <form
      id={id}
      className="sheets-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!act.isPending) send();
      }}
    >
      <h3>{t('sheets:part.reply')}</h3>
      {draft.restored && <p className="small quiet">{t('field.draftKept')}</p>}
      <Refusal error={act.error} />
      <FieldGroup legend={t('sheets:cause.label')}>
        <Segmented
          label={t('sheets:cause.label')}
          value={category}
          choices={CAUSES.map((value) => ({ value, label: t(`sheets:cause.${value}`) }))}
          onChange={(next) => draft.set({ category: next })}
        />
      </FieldGroup>
      <Field label={t('sheets:form.cause')} hint={t('sheets:form.causeHint')} error={errorAt(act.error, 'cause')}>
        {(control) => (
          <TextArea control={control} maxLength={4000} value={cause} onChange={(next) => draft.set({ cause: next })} />
        )}
      </Field>
      <Field
        label={t('sheets:form.countermeasure')}
        hint={t('sheets:form.countermeasureHint')}
        error={errorAt(act.error, 'countermeasure')}
      >
        {(control) => (
          <TextArea
            control={control}
            maxLength={4000}
            value={countermeasure}
            onChange={(next) => draft.set({ countermeasure: next })}
          />
        )}
      </Field>
      <Field label={t('sheets:form.words')} optional={t('field.optional')} error={errorAt(act.error, 'reply')}>
        {(control) => (
          <TextArea
            control={control}
            maxLength={4000}
            rows={2}
            value={words}
            onChange={(next) => draft.set({ words: next })}
          />
        )}
      </Field>
      {sheet.colour === 'red' && <p className="small quiet">{t('sheets:form.alsoRed')}</p>}
    </form>
  );
}

export function ReplyActs({ form, sheet }: { form: string; sheet: Sheet }) {
  const { t } = useWords();
  return (
    <Button key={sheet.id} kind="primary" submits form={form}>
      {t('sheets:form.send')}
    </Button>
  );
}
