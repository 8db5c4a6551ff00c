// Help requests as rows: what is asked, by whom, where it rests, until when, and how it ended.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { LightMark } from '../../../../web/ui/Light.tsx';
import { Table, type TableColumn } from '../../../../web/ui/Table.tsx';
import type { Help } from './helpQueries.ts';

interface HelpTableProps {
  rows: readonly Help[];
  onOpen: (id: string) => void;
}

export function HelpTable({ rows, onOpen }: HelpTableProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { shortDay } = useFormats();
  const { today } = useMe();
  const columns: TableColumn<Help>[] = [
    {
      key: 'asks',
      header: t('help-page:column.asks'),
      cell: (row) => (
        <>
          <button type="button" className="help-open" onClick={() => onOpen(row.id)}>
            {row.asks ?? t('help-page:silent')}
          </button>
          <span className="small quiet help-below">
            {row.item && (
              <>
                <LightMark colour={row.item.light} /> <span className="code">{row.item.code}</span>{' '}
                {twin(row.item.title, row.item.titleEn) || t('item.placeholder')} ·{' '}
              </>
            )}
            {t('help-page:askedBy', {
              name: twin(row.asker.name, row.asker.nameEn),
              day: shortDay(row.createdOn, today),
            })}
            <span className="narrow-only">
              {' · '}
              <Limit row={row} />
            </span>
          </span>
        </>
      ),
    },
    {
      key: 'rests',
      header: t('help-page:column.rests'),
      width: 168,
      wideOnly: true,
      cell: (row) => (
        <>
          {twin(row.addressee.name, row.addressee.nameEn)}
          {row.climbs > 0 && (
            <span className="small quiet help-below">
              {t('help-page:climbs', { count: row.climbs, n: row.climbs })}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'limit',
      header: t('help-page:column.limit'),
      width: 150,
      wideOnly: true,
      cell: (row) => <Limit row={row} />,
    },
    {
      key: 'state',
      header: t('help-page:column.state'),
      width: 108,
      cell: (row) => (
        <span className={row.state === 'open' ? undefined : 'quiet'}>{t(`help-page:state.${row.state}`)}</span>
      ),
    },
  ];
  return (
    <Table
      label={t('help-page:title')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={columns}
      onChoose={({ id }) => onOpen(id)}
    />
  );
}

/** The limit that runs, or what became of it; late is a word, not only a colour. */
export function Limit({ row }: { row: Help }) {
  const { t } = useWords();
  const { shortDay } = useFormats();
  const { today } = useMe();
  const late = row.daysLate > 0 && (
    <span className="small help-late help-below">{t('help-page:late', { count: row.daysLate, n: row.daysLate })}</span>
  );
  if (row.state !== 'open')
    return (
      <span className="quiet">
        {shortDay(row.endedOn, today)}
        {late}
      </span>
    );
  return (
    <span className={row.overdue || row.daysLate > 0 ? 'help-late' : undefined}>
      {shortDay(row.replyBy, today)}
      {late}
    </span>
  );
}
