// Sheets as rows: which sheet, about what, why, who must answer by when, and how far it has climbed.
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { useNarrow } from '../../../../web/ui/narrow.ts';
import { Table, type TableColumn } from '../../../../web/ui/Table.tsx';
import { SheetMark } from './SheetMark.tsx';
import type { SheetRow } from './sheetQueries.ts';

interface SheetTableProps {
  rows: readonly SheetRow[];
  onOpen: (id: string) => void;
}

export function SheetTable({ rows, onOpen }: SheetTableProps) {
  const { t, has } = useWords();
  const twin = useTwin();
  const { shortDay } = useFormats();
  const { today } = useMe();
  const isNarrow = useNarrow();
  const because = (rule: string) => (has(`sheets:rule.${rule}`) ? t(`sheets:rule.${rule}`) : rule);
  const columns: TableColumn<SheetRow>[] = [
    {
      key: 'sheet',
      header: t('sheets:column.sheet'),
      width: 164,
      cell: (row) => (
        <button type="button" className="sheets-open" onClick={() => onOpen(row.id)}>
          <SheetMark colour={row.colour} number={row.number} />
        </button>
      ),
    },
    {
      key: 'item',
      header: t('sheets:column.item'),
      cell: (row) => (
        <>
          <span className="code">{row.code}</span>{' '}
          <Link to="/items/$id" params={{ id: row.itemId }} className="sheets-title">
            {twin(row.title, row.titleEn) || t('item.placeholder')}
          </Link>
          <span className="small quiet sheets-below">
            {twin(row.leadUnit.name, row.leadUnit.nameEn)} · {twin(row.person.name, row.person.nameEn)}
          </span>
        </>
      ),
    },
    {
      key: 'why',
      header: t('sheets:column.why'),
      width: 116,
      cell: (row) => (
        <>
          {because(row.rule)}
          {row.sameCauseAgain && row.timesNamed !== null && <Again times={row.timesNamed} />}
        </>
      ),
    },
    {
      key: 'issuedOn',
      header: t('sheets:column.issuedOn'),
      width: 84,
      numbers: true,
      cell: (row) => shortDay(row.issuedOn, today),
    },
    {
      key: 'replyBy',
      header: t('sheets:column.replyBy'),
      width: 116,
      cell: (row) => <Limit row={row} />,
    },
    {
      key: 'reached',
      header: t('sheets:column.reached'),
      width: 132,
      cell: (row) =>
        row.climbedToPerson ? (
          <>
            {twin(row.climbedToPerson.name, row.climbedToPerson.nameEn)}
            <span className="small quiet sheets-below">{t('sheets:climbs', { count: row.climbs, n: row.climbs })}</span>
          </>
        ) : (
          <span className="quiet">{t('sheets:notClimbed')}</span>
        ),
    },
    { key: 'state', header: t('sheets:column.state'), width: 116, cell: (row) => <State row={row} /> },
  ];
  if (isNarrow) return <SheetCards rows={rows} onOpen={onOpen} />;
  return (
    <Table
      label={t('sheets:title')}
      rows={rows}
      rowKey={(row) => row.id}
      onChoose={({ id }) => onOpen(id)}
      columns={columns}
    />
  );
}

/** The same on a phone: one sheet below the other. */
function SheetCards({ rows, onOpen }: SheetTableProps) {
  const { t } = useWords();
  const twin = useTwin();
  return (
    <ul className="sheets-cards" aria-label={t('sheets:title')}>
      {rows.map((row) => (
        <li key={row.id}>
          <button type="button" className="sheets-card" onClick={() => onOpen(row.id)}>
            <span className="sheets-card-head">
              <SheetMark colour={row.colour} number={row.number} />
              <span className="small">
                <State row={row} />
              </span>
            </span>
            <span>
              <span className="code">{row.code}</span> {twin(row.title, row.titleEn) || t('item.placeholder')}
            </span>
            <span className="small quiet">
              {twin(row.leadUnit.name, row.leadUnit.nameEn)} · {twin(row.person.name, row.person.nameEn)} ·{' '}
              <Limit row={row} />
            </span>
            {row.sameCauseAgain && row.timesNamed !== null && <Again times={row.timesNamed} />}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Again({ times }: { times: number }) {
  const { t } = useWords();
  return (
    <span className="small sheets-again" data-tip={t('sheets:repeatWhy', { n: times })}>
      {t('sheets:repeat', { n: times })}
    </span>
  );
}

/** The limit that runs, or ran; late is a mark, not only a colour. */
function Limit({ row }: { row: SheetRow }) {
  const { t } = useWords();
  const { shortDay } = useFormats();
  const { today } = useMe();
  if (row.resting) return <span className="quiet">{t('sheets:resting')}</span>;
  return (
    <span className={row.overdue ? 'sheets-late' : undefined}>
      {shortDay(row.replyBy, today)}
      {row.overdue && ` ${t('sheets:late')}`}
    </span>
  );
}

function State({ row }: { row: SheetRow }) {
  const { t } = useWords();
  const isReturned = row.state === 'open' && row.verdict === 'returned';
  return (
    <span className={`sheets-state sheets-state-${row.state}`}>
      {t(`sheets:stateOf.${isReturned ? 'returned' : row.state}`)}
    </span>
  );
}
