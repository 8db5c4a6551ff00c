// What I drafted at once for a year, each to be taken back as a whole while nobody has changed it.
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Confirm } from '../../../../web/ui/Drawer.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { type PlanView, planStales, undoEndpoint } from './planQueries.ts';

export function BatchList({ batches }: { batches: PlanView['batches'] }) {
  const { t } = useWords();
  const say = useToast();
  const { moment } = useFormats();
  const [asked, setAsked] = useState<PlanView['batches'][number] | null>(null);
  const undo = useAct(undoEndpoint, {
    stales: [...planStales],
    onDone: () => {
      say(t('plan-ahead:undone'));
      setAsked(null);
    },
  });
  const undoable = batches.filter((batch) => batch.undoable);
  if (undoable.length === 0) return null;
  return (
    <ul className="plan-batches" aria-label={t('plan-ahead:batches')}>
      {undoable.map((batch) => (
        <li key={batch.id}>
          <span>
            {t(`plan-ahead:batch.${batch.kind}`, { n: batch.items, count: batch.items, at: moment(batch.at) })}
          </span>
          <Button
            kind="quiet"
            icon="undo"
            onPress={() => {
              undo.reset();
              setAsked(batch);
            }}
          >
            {t('plan-ahead:undo')}
          </Button>
        </li>
      ))}
      <Confirm
        open={asked !== null}
        title={t('plan-ahead:undoTitle')}
        act={t('plan-ahead:undo')}
        isDangerous
        isBusy={undo.isPending}
        onConfirm={() => asked && undo.mutate({ params: { id: asked.id } })}
        onClose={() => setAsked(null)}
      >
        <p>{t('plan-ahead:undoText', { n: asked?.items ?? 0, count: asked?.items ?? 0 })}</p>
        <Refusal error={undo.error} />
      </Confirm>
    </ul>
  );
}
