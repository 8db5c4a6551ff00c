// Delays as rows: what was let pass, by whom, since when and for how many working days; each opens what it stands on.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Table, type TableColumn } from '../../../../web/ui/Table.tsx';
import type { Delay } from './cockpitQueries.ts';

interface DelayTableProps {
  rows: readonly Delay[];
  /** On the cockpit: the unit stands below the person. */
  isShort?: boolean;
}

export function DelayTable({ rows, isShort }: DelayTableProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { shortDay, count } = useFormats();
  const { today, institution } = useMe();
  const levelOf = (row: Delay) => {
    const level = institution.levels.find((one) => one.rank === row.level);
    return level ? twin(level.name, level.nameEn) : '';
  };
  const columns: TableColumn<Delay>[] = [
    {
      key: 'what',
      header: t('cockpit:delays.what'),
      cell: (row) => (
        <>
          <Way row={row}>{t(`cockpit:kind.${row.kind}`)}</Way>
          {row.mine && <span className="small cockpit-mine">{t('cockpit:delays.mine')}</span>}
          <span className="narrow-only">
            <span className="small cockpit-below">
              {row.person ? twin(row.person.name, row.person.nameEn) : t('cockpit:delays.office')} · {levelOf(row)}
            </span>
          </span>
          {row.item && (
            <span className="small quiet cockpit-below">
              <span className="code">{row.item.code}</span>{' '}
              <Link to="/items/$id" params={{ id: row.item.id }} className="quiet">
                {twin(row.item.title ?? '', row.item.titleEn) || t('item.placeholder')}
              </Link>
            </span>
          )}
        </>
      ),
    },
    {
      key: 'who',
      header: t('cockpit:delays.who'),
      width: isShort ? 150 : 320,
      wideOnly: true,
      cell: (row) => (
        <>
          {row.person ? twin(row.person.name, row.person.nameEn) : t('cockpit:delays.office')}
          <span className="small quiet cockpit-below">
            {[isShort ? '' : levelOf(row), row.unit && twin(row.unit.name, row.unit.nameEn)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </>
      ),
    },
    {
      key: 'due',
      header: t('cockpit:delays.due'),
      width: 84,
      numbers: true,
      wideOnly: true,
      cell: (row) => shortDay(row.due, today),
    },
    {
      key: 'days',
      header: t('cockpit:delays.days'),
      width: 96,
      numbers: true,
      cell: (row) => (
        <span className={row.open ? 'cockpit-late' : undefined}>
          {t('cockpit:delays.n', { count: row.days, n: count(row.days) })}
          {!row.open && (
            <span className="small quiet cockpit-below">
              {t('cockpit:delays.ended', { day: shortDay(row.endedOn, today) })}
            </span>
          )}
        </span>
      ),
    },
  ];
  return (
    <Table
      label={t('cockpit:delays.title')}
      rows={rows}
      rowKey={(row) => `${row.kind} ${row.objectId} ${row.person?.id} ${row.due}`}
      columns={columns}
    />
  );
}

/** To the help request, the sheet or the submission; everything else is done on its item. */
function Way({ row, children }: { row: Delay; children: ReactNode }) {
  if (row.kind === 'help')
    return (
      <Link to="/help" search={{ mine: 'all', id: row.objectId }}>
        {children}
      </Link>
    );
  if (row.kind === 'sheet')
    return (
      <Link to="/sheets" search={{ show: 'all', id: row.objectId }}>
        {children}
      </Link>
    );
  if (row.item)
    return (
      <Link to="/items/$id" params={{ id: row.item.id }}>
        {children}
      </Link>
    );
  return <>{children}</>;
}
