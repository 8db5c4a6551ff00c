// What else can be done with a row of the plan: copy it, keep it as a template, open its decomposition.
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Popover } from '../../../../web/ui/Popover.tsx';
import { CopyDrawer } from './CopyDrawer.tsx';
import { KeepTemplateDrawer } from './KeepTemplateDrawer.tsx';
import type { PlanRow } from './planQueries.ts';

export function RowMenu({ row, year }: { row: PlanRow | null; year: number }) {
  const { t } = useWords();
  const twin = useTwin();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const [act, setAct] = useState<'copy' | 'keep' | null>(null);
  if (!row) return null;
  const start = (chosen: 'copy' | 'keep') => {
    setOpen(false);
    setAct(chosen);
  };
  const title = twin(row.title, row.titleEn) || t('item.placeholder');
  return (
    <div className="plan-menu">
      <Popover
        label={title}
        open={isOpen}
        onOpenChange={setOpen}
        trigger={
          <button type="button" className="plan-more" aria-label={t('plan-ahead:moreFor', { title })}>
            {t('act.more')}
          </button>
        }
      >
        <div className="plan-more-list">
          <Button kind="quiet" onPress={() => start('copy')}>
            {t('plan-ahead:copy.act')}
          </Button>
          <Button kind="quiet" onPress={() => start('keep')}>
            {t('plan-ahead:keep.act')}
          </Button>
          <Button
            kind="quiet"
            onPress={() => void navigate({ to: '/items/$id/decomposition', params: { id: row.id } })}
          >
            {t('plan-ahead:decomposition')}
          </Button>
        </div>
      </Popover>
      {act === 'copy' && <CopyDrawer row={row} year={year} onClose={() => setAct(null)} />}
      {act === 'keep' && (
        <KeepTemplateDrawer
          itemId={row.id}
          title={row.title ?? ''}
          hasParts={row.parts > 0}
          onClose={() => setAct(null)}
        />
      )}
    </div>
  );
}
