// The first of what needs me, each with the way to where it is done.
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { LightMark } from '../../../../web/ui/Light.tsx';
import type { Cockpit } from './cockpitQueries.ts';

type Row = Cockpit['needsMe']['items'][number];

export function WorkLines({ rows }: { rows: readonly Row[] }) {
  const { t } = useWords();
  if (rows.length === 0) return <p className="quiet">{t('cockpit:work.none')}</p>;
  return (
    <ol className="cockpit-lines">
      {rows.map((row) => (
        <Line key={`${row.kind} ${row.itemId} ${row.submissionId} ${row.sheetId} ${row.helpRequestId}`} row={row} />
      ))}
    </ol>
  );
}

function Line({ row }: { row: Row }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day } = useFormats();
  const { today } = useMe();
  const without = row.itemId === null ? t(`workbench:do.${row.kind}`) : t('item.placeholder');
  const words = twin(row.title, row.titleEn) || row.reason || without;
  return (
    <li className="cockpit-line">
      <span className="small cockpit-kind">
        {t(`workbench:kind.${row.kind}`, { kind: row.submissionKind ? t(`submissionKind.${row.submissionKind}`) : '' })}
      </span>
      <span className="clip">
        {row.light && <LightMark colour={row.light} />} <Way row={row}>{words}</Way>
      </span>
      <span className={row.overdue ? 'small cockpit-late' : 'small quiet'}>
        {row.due ? t(row.overdue ? 'workbench:lateSince' : 'workbench:until', { day: day(row.due, today) }) : ''}
      </span>
    </li>
  );
}

function Way({ row, children }: { row: Row; children: string }) {
  if (row.helpRequestId)
    return (
      <Link to="/help" search={{ id: row.helpRequestId }}>
        {children}
      </Link>
    );
  if (row.sheetId)
    return (
      <Link to="/sheets" search={{ id: row.sheetId, show: 'all' }}>
        {children}
      </Link>
    );
  if (row.kind === 'review' && row.submissionId)
    return (
      <Link to="/review" search={{ id: row.submissionId }}>
        {children}
      </Link>
    );
  if (row.cycleId)
    return (
      <Link to="/cycles/$id" params={{ id: row.cycleId }}>
        {children}
      </Link>
    );
  if (row.itemId)
    return (
      <Link to="/items/$id" params={{ id: row.itemId }}>
        {children}
      </Link>
    );
  return <Link to="/">{children}</Link>;
}
