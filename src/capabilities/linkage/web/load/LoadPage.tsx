// Who has how much: what is left of the planned time by person or by unit, and the items that it comes from.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Refused } from '../../../../web/refusal.ts';
import { NotFound } from '../../../../web/shell/Troubles.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { UnitPicker } from '../../../../web/ui/pickers.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { Table, type TableColumn } from '../../../../web/ui/Table.tsx';
import { LoadDrawer } from './LoadDrawer.tsx';
import { type LoadRow, type LoadSearch, loadQuery } from './loadQueries.ts';
import { useHours } from './useHours.ts';
import './load.css';

export const idOf = (row: LoadRow): string => row.person?.id ?? row.unit?.id ?? '';

export function LoadPage() {
  const { t } = useWords();
  const search = useSearch({ from: '/shell/load' });
  const navigate = useNavigate();
  const found = useInfiniteQuery({ ...loadQuery(search), placeholderData: (before) => before });
  const change = (next: Partial<LoadSearch>) =>
    void navigate({ to: '/load', search: { ...search, ...next }, replace: true });
  if (found.error instanceof Refused && found.error.status === 404) return <NotFound />;
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const total = found.data?.pages[0]?.total ?? rows.length;
  return (
    <div className="load-page">
      <div className="page-head">
        <div>
          <h1>{t('load:title')}</h1>
          <p className="page-sub">{t('load:sub')}</p>
        </div>
      </div>
      <LoadFilters search={search} change={change} />
      <Refusal error={found.error} onRetry={() => void found.refetch()} />
      {found.isPending && <Skeleton rows={12} />}
      {found.data &&
        (rows.length === 0 ? (
          <Empty title={t('load:none')}>{t('load:noneText')}</Empty>
        ) : (
          <LoadTable rows={rows} onOpen={(of) => change({ of })} />
        ))}
      {found.hasNextPage && (
        <p className="load-more no-print">
          <Button isBusy={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>
            {t('load:more', { count: total - rows.length })}
          </Button>
        </p>
      )}
      <LoadDrawer
        search={search}
        row={rows.find((row) => idOf(row) === search.of) ?? null}
        onClose={() => change({ of: undefined })}
      />
    </div>
  );
}

function LoadFilters({ search, change }: { search: LoadSearch; change: (next: Partial<LoadSearch>) => void }) {
  const { t } = useWords();
  const sorts = ['minutes', 'items', 'unplanned'] as const;
  return (
    <search className="load-filters no-print">
      <Segmented
        label={t('load:by.label')}
        value={search.by ?? 'person'}
        onChange={(by) => change({ by: by === 'unit' ? 'unit' : undefined, of: undefined })}
        choices={(['person', 'unit'] as const).map((value) => ({ value, label: t(`load:by.${value}`) }))}
      />
      <span className="load-filter">
        <UnitPicker
          label={t('load:unit')}
          placeholder={t('load:unit')}
          clearable
          value={search.unitId ?? null}
          onChange={(unitId) => change({ unitId: unitId ?? undefined, of: undefined })}
        />
      </span>
      <Segmented
        label={t('load:sort.label')}
        value={search.sort ?? 'minutes'}
        onChange={(sort) => change({ sort: sort === 'minutes' ? undefined : sort })}
        choices={sorts.map((value) => ({ value, label: t(`load:sort.${value}`) }))}
      />
    </search>
  );
}

const nameOf = (row: LoadRow) => row.person ?? row.unit;

function LoadTable({ rows, onOpen }: { rows: readonly LoadRow[]; onOpen: (id: string) => void }) {
  const { t } = useWords();
  const twin = useTwin();
  const hours = useHours();
  const { figure } = useFormats();
  const most = Math.max(1, ...rows.map((row) => row.plannedMinutes ?? 0));
  const columns: TableColumn<LoadRow>[] = [
    {
      key: 'name',
      header: t('load:column.name'),
      width: '26%',
      cell: (row) => (
        <button type="button" className="load-name" onClick={() => onOpen(idOf(row))}>
          {twin(nameOf(row)?.name ?? '', nameOf(row)?.nameEn ?? null)}
        </button>
      ),
    },
    { key: 'bar', header: t('load:column.bar'), cell: (row) => <LoadBar row={row} most={most} /> },
    { key: 'minutes', header: t('load:column.minutes'), numbers: true, width: 104, cell: (row) => hours(row.minutes) },
    { key: 'items', header: t('load:column.items'), numbers: true, width: 76, cell: (row) => figure(row.items) },
    {
      key: 'unplanned',
      header: t('load:column.unplanned'),
      width: 190,
      wideOnly: true,
      cell: (row) => <Unplanned row={row} />,
    },
  ];
  return (
    <Table label={t('load:title')} rows={rows} rowKey={idOf} columns={columns} onChoose={(row) => onOpen(idOf(row))} />
  );
}

/** What is left, dark, within what was planned, light: the work done is the difference. */
function LoadBar({ row, most }: { row: LoadRow; most: number }) {
  const { t } = useWords();
  const hours = useHours();
  if (row.plannedMinutes === null) return <span className="quiet small">{t('load:noMinutes')}</span>;
  const share = (minutes: number | null) => `${((minutes ?? 0) / most) * 100}%`;
  const words = t('load:bar', { left: hours(row.minutes), planned: hours(row.plannedMinutes) });
  return (
    <span className="load-bar" role="img" aria-label={words} data-tip={words}>
      <i className="load-planned" style={{ '--share': share(row.plannedMinutes) }} />
      <i className="load-left" style={{ '--share': share(row.minutes) }} />
    </span>
  );
}

/** Items that say no minutes are counted by how urgent they are. */
function Unplanned({ row }: { row: LoadRow }) {
  const { t } = useWords();
  const { figure } = useFormats();
  const parts = (['first', 'second', 'third'] as const)
    .filter((one) => row.unplanned[one] > 0)
    .map((one) => t(`load:priority.${one}`, { n: figure(row.unplanned[one]) }));
  return <span className="small">{parts.length > 0 ? parts.join(t('list.separator')) : '—'}</span>;
}
