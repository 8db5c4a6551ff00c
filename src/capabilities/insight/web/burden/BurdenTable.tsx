// Groups of the burden ledger; never a person.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useNarrow } from '../../../../web/ui/narrow.ts';
import { Table } from '../../../../web/ui/Table.tsx';
import type { Burden, BurdenRow } from './burdenQueries.ts';
import { BudgetBar, useTimeWords } from './LoadFigures.tsx';

function useGroupName(burden: Burden) {
  const { t } = useWords();
  const twin = useTwin();
  const { day } = useFormats();
  return (row: BurdenRow): string => {
    if (row.cycle) {
      const { kind, from, to } = row.cycle;
      return `${t(`burden:cycleKind.${kind}`)} ${day(from, burden.to)} – ${day(to, burden.to)}`;
    }
    if (row.key === 'other') return t('burden:kind.other');
    if (burden.by === 'kind') return t(`burden:kind.${row.key}`);
    return twin(row.name, row.nameEn) || t(burden.by === 'cycle' ? 'burden:noCycle' : 'burden:noUnit');
  };
}

export function BurdenTable({ burden }: { burden: Burden }) {
  const { t } = useWords();
  const { count } = useFormats();
  const time = useTimeWords();
  const nameOf = useGroupName(burden);
  const isNarrow = useNarrow();
  const figures = ['people', 'requests', 'fields'] as const;
  return (
    <Table
      label={t(`burden:by.${burden.by}`)}
      rows={burden.items}
      rowKey={(row) => row.key ?? 'none'}
      columns={[
        {
          key: 'group',
          header: t(`burden:by.${burden.by}`),
          cell: (row) => (
            <>
              {nameOf(row)}
              {row.merged > 0 && row.key !== 'other' && (
                <span className="small quiet"> {t('burden:merged', { count: row.merged, n: count(row.merged) })}</span>
              )}
            </>
          ),
        },
        ...figures.map((key) => ({
          key,
          header: t(`burden:column.${key}`),
          numbers: true,
          width: 84,
          wideOnly: true,
          cell: (row: BurdenRow) => count(row[key]),
        })),
        { key: 'time', header: t('burden:column.time'), numbers: true, width: 92, cell: (row) => time(row.seconds) },
        {
          key: 'budget',
          header: t('burden:column.budget'),
          numbers: true,
          width: 110,
          wideOnly: true,
          cell: (row) => (row.budget === null ? '—' : time(row.budget)),
        },
        {
          key: 'share',
          header: t('burden:column.share'),
          width: isNarrow ? 132 : 190,
          cell: (row) => <BudgetBar {...row} />,
        },
      ]}
    />
  );
}
