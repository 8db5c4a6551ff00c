// Copying one item, with what is below it if wanted, into a year: below the same goal, or as a piece of work of its own.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { FieldGroup } from '../../../../web/ui/Field.tsx';
import { Check, Segmented } from '../../../../web/ui/Segmented.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { Preview } from './Preview.tsx';
import { copyEndpoint, copyPreview, type PlanRow, planStales, type Shift } from './planQueries.ts';
import { ShiftChoice } from './ShiftChoice.tsx';

export function CopyDrawer({ row, year, onClose }: { row: PlanRow; year: number; onClose: () => void }) {
  const { t } = useWords();
  const say = useToast();
  const [place, setPlace] = useState<'same' | 'root'>(row.parentId === null ? 'root' : 'same');
  const [subtree, setSubtree] = useState(false);
  const [shift, setShift] = useState<Shift>('workingDay');
  const body = { year, subtree, shift, ...(place === 'root' && { parentId: null }) };
  const preview = useQuery({ ...copyPreview(row.id, body), placeholderData: keepPreviousData, gcTime: 0 });
  const act = useAct(copyEndpoint, {
    stales: [...planStales],
    onDone: (made) => {
      say(t('plan-ahead:copied', { n: made.coming, count: made.coming }));
      onClose();
    },
  });
  return (
    <Drawer
      open
      onClose={onClose}
      title={t('plan-ahead:copy.title', { year })}
      subtitle={row.title ?? undefined}
      width={560}
    >
      <div className="plan-form">
        <p className="small quiet">{t('plan-ahead:copy.teach')}</p>
        {row.parentId !== null && (
          <FieldGroup legend={t('plan-ahead:copy.place')}>
            <Segmented<'same' | 'root'>
              label={t('plan-ahead:copy.place')}
              value={place}
              onChange={setPlace}
              choices={(['same', 'root'] as const).map((value) => ({ value, label: t(`plan-ahead:copy.${value}`) }))}
            />
          </FieldGroup>
        )}
        <Check checked={subtree} onChange={setSubtree}>
          {t('plan-ahead:copy.subtree')}
        </Check>
        <ShiftChoice value={shift} onChange={setShift} />
        <Refusal error={preview.error ?? act.error} />
        {preview.isPending && <Skeleton rows={4} height={44} />}
        {preview.data && <Preview view={preview.data} />}
        <div className="form-acts">
          <Button
            kind="primary"
            isBusy={act.isPending}
            disabled={!preview.data || preview.data.coming === 0}
            onPress={() => act.mutate({ params: { id: row.id }, body })}
          >
            {t('plan-ahead:copy.act')}
          </Button>
        </div>
      </div>
    </Drawer>
  );
}
