// Carrying the chosen work over: how, a preview, one act.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Check } from '../../../../web/ui/Segmented.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { Preview } from './Preview.tsx';
import { carryEndpoint, carryPreview, planStales, type Shift } from './planQueries.ts';
import { ShiftChoice } from './ShiftChoice.tsx';

interface CarryDrawerProps {
  year: number;
  ids: readonly string[];
  onClose: () => void;
  onDone: () => void;
}

export function CarryDrawer({ year, ids, onClose, onDone }: CarryDrawerProps) {
  const { t } = useWords();
  const say = useToast();
  const [subtree, setSubtree] = useState(true);
  const [shift, setShift] = useState<Shift>('workingDay');
  const body = { items: ids.map((itemId) => ({ itemId, subtree })), shift };
  const preview = useQuery({ ...carryPreview(year, body), placeholderData: keepPreviousData, gcTime: 0 });
  const act = useAct(carryEndpoint, {
    stales: [...planStales],
    onDone: (made) => {
      say(t('plan-ahead:carried', { n: made.coming, count: made.coming }));
      onDone();
    },
  });
  return (
    <Drawer open onClose={onClose} title={t('plan-ahead:carryTitle', { year })} width={560}>
      <div className="plan-form">
        <p className="small quiet">{t('plan-ahead:carryTeach')}</p>
        <Check checked={subtree} onChange={setSubtree}>
          {t('plan-ahead:subtree')}
        </Check>
        <ShiftChoice value={shift} onChange={setShift} />
        <Refusal error={preview.error ?? act.error} />
        {preview.isPending && <Skeleton rows={6} height={44} />}
        {preview.data && <Preview view={preview.data} />}
        <div className="form-acts">
          <Button
            kind="primary"
            isBusy={act.isPending}
            disabled={!preview.data || preview.data.coming === 0}
            onPress={() => act.mutate({ params: { year: String(year) }, body })}
          >
            {t('plan-ahead:draftThem', { n: preview.data?.coming ?? 0, count: preview.data?.coming ?? 0 })}
          </Button>
          <span className="small quiet">{t('plan-ahead:undoTeach')}</span>
        </div>
      </div>
    </Drawer>
  );
}
