// The matrix with its filters, its legend and the drawer that a cell opens.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../../../web/language.ts';
import type { CycleSearch } from '../../../../web/searches.ts';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { UnitPicker } from '../../../../web/ui/pickers.tsx';
import { Check } from '../../../../web/ui/Segmented.tsx';
import { CycleItemsDrawer } from './CycleItemsDrawer.tsx';
import { readCell } from './cycleCounts.ts';
import { allUnits, type Cycle, matrixQuery } from './cycleQueries.ts';
import { useShareWords } from './LevelShares.tsx';
import { Matrix } from './Matrix.tsx';
import { ShareLegend } from './ShareLegend.tsx';

export function WhoReported({ cycle }: { cycle: Cycle }) {
  const { t } = useWords();
  const says = useShareWords();
  const search = useSearch({ from: '/shell/cycles/$id' });
  const navigate = useNavigate();
  const [onlyOpen, setOnlyOpen] = useState(false);
  const ask = { unitId: search.unit, mine: search.mine, asOf: search.asOf };
  const { data, error, refetch } = useQuery(matrixQuery(cycle.id, ask));
  const directory = useQuery(allUnits).data;
  const change = (next: Partial<CycleSearch>) =>
    void navigate({
      to: '/cycles/$id',
      params: { id: cycle.id },
      search: { ...search, ...next },
      replace: true,
    });
  const cell = readCell(search.cell);
  return (
    <section className="who-reported" aria-label={t('cycles:matrix.label')}>
      <search className="cycle-filters no-print">
        <span className="cycle-filter">
          <UnitPicker
            label={t('cycles:filter.unit')}
            placeholder={t('cycles:filter.unit')}
            clearable
            value={search.unit ?? null}
            onChange={(unit) => change({ unit: unit ?? undefined, cell: undefined })}
          />
        </span>
        <Check checked={search.mine ?? false} onChange={(mine) => change({ mine: mine || undefined, cell: undefined })}>
          {t('cycles:filter.mine')}
        </Check>
        <Check checked={onlyOpen} onChange={setOnlyOpen}>
          {t('cycles:filter.onlyOpen')}
        </Check>
        <ShareLegend />
      </search>
      <Refusal error={error} onRetry={() => void refetch()} />
      {!(data && directory) && !error && <Skeleton rows={10} height={44} />}
      {data && data.totals.total.owed === 0 && (
        <Empty title={t('cycles:matrix.none')}>{t('cycles:matrix.noneText')}</Empty>
      )}
      {data && directory && data.totals.total.owed > 0 && (
        <>
          <p className="cycle-says">{says(data.totals.total)}</p>
          <Matrix
            matrix={data}
            directory={directory}
            onlyOpen={onlyOpen}
            onOpen={(chosen) => change({ cell: chosen, show: undefined })}
          />
        </>
      )}
      {cell && (
        <CycleItemsDrawer
          cycle={cycle}
          matrix={data}
          directory={directory ?? []}
          cell={cell}
          choice={search.show ?? 'open'}
          ask={ask}
          onChoice={(show) => change({ show: show === 'open' ? undefined : show })}
          onClose={() => change({ cell: undefined, show: undefined })}
        />
      )}
    </section>
  );
}
