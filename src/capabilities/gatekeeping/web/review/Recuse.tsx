// Giving a step up for a reason: it goes on to the next who may decide, and the reason stays in the route.
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
import { recuseEndpoint, type Submission } from './reviewQueries.ts';

const noReason = { reason: '' };

export function Recuse({ submission, onDone }: { submission: Submission; onDone: () => void }) {
  const { t } = useWords();
  const say = useToast();
  const [isAsking, setAsking] = useState(false);
  const draft = useDraft(`recuse.${submission.id}`, noReason);
  const recuse = useAct(recuseEndpoint, {
    onDone: () => {
      draft.forget();
      setAsking(false);
      say(t('review:recuse.done'));
      onDone();
    },
  });
  const reason = draft.value.reason.trim();
  return (
    <>
      <Button kind="quiet" onPress={() => setAsking(true)}>
        {t('review:recuse.act')}
      </Button>
      <Confirm
        title={t('review:recuse.title')}
        open={isAsking}
        act={t('review:recuse.act')}
        isBusy={recuse.isPending}
        onConfirm={() =>
          reason && recuse.mutate({ params: { id: submission.id }, body: { reason }, ifMatch: submission.version })
        }
        onClose={() => setAsking(false)}
      >
        <Refusal error={recuse.error} />
        <p>{t('review:recuse.text')}</p>
        <Field label={t('review:recuse.reason')} error={errorAt(recuse.error, 'reason')}>
          {(control) => (
            <TextArea
              control={control}
              rows={2}
              value={draft.value.reason}
              onChange={(text) => draft.set({ reason: text })}
            />
          )}
        </Field>
      </Confirm>
    </>
  );
}
