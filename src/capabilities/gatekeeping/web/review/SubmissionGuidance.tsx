// Guidance on one submission: what was said about it, and a line to say something without deciding.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDraft } from '../../../../web/drafts.ts';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextArea } from '../../../../web/ui/Input.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { GuidanceNotes } from './GuidanceNotes.tsx';
import { guidanceEndpoint, guidanceOf, type Submission } from './reviewQueries.ts';

const noText = { text: '' };

export function SubmissionGuidance({ submission }: { submission: Submission }) {
  const { t } = useWords();
  const say = useToast();
  const [isOpen, setOpen] = useState(false);
  const itemId = submission.itemId ?? '';
  const { data } = useQuery({ ...guidanceOf(itemId, submission.id), enabled: submission.itemId !== null });
  const draft = useDraft(`guide.${submission.id}`, noText);
  const send = useAct(guidanceEndpoint, {
    onDone: () => {
      draft.forget();
      setOpen(false);
      say(t('item-page:done.guide'));
    },
  });
  const notes = data?.items ?? [];
  const text = draft.value.text.trim();
  if (notes.length === 0 && !submission.abilities.decide) return null;
  return (
    <section>
      {notes.length > 0 && <h2>{t('requests:guidance')}</h2>}
      <GuidanceNotes notes={notes} />
      {submission.abilities.decide && !isOpen && (
        <Button kind="quiet" icon="plus" onPress={() => setOpen(true)}>
          {t('review:guide')}
        </Button>
      )}
      {isOpen && (
        <div className="no-print">
          <Refusal error={send.error} />
          <Field label={t('item-page:form.guidance')} hint={t('review:guideHint')}>
            {(control) => (
              <TextArea
                control={control}
                rows={2}
                autoFocus
                value={draft.value.text}
                onChange={(next) => draft.set({ text: next })}
              />
            )}
          </Field>
          <div className="form-acts">
            <Button
              isBusy={send.isPending}
              disabled={!text}
              onPress={() => send.mutate({ params: { id: itemId }, body: { text, submissionId: submission.id } })}
            >
              {t('item-page:act.guide')}
            </Button>
            <Button kind="quiet" onPress={() => setOpen(false)}>
              {t('act.cancel')}
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}
