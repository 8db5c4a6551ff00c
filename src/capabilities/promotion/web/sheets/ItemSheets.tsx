// The sheets of an item on its page: those that are not settled first, each opening in a drawer; nothing where there never was one.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { SheetDrawer } from './SheetDrawer.tsx';
import { SheetMark } from './SheetMark.tsx';
import { itemSheetsQuery, type SheetRow } from './sheetQueries.ts';
import './sheets.css';

const isLive = (row: SheetRow) => row.state === 'open' || row.state === 'replied';

export function ItemSheets({ itemId }: { itemId: string }) {
  const { t } = useWords();
  const { data } = useQuery(itemSheetsQuery(itemId));
  const [open, setOpen] = useState<string | null>(null);
  const [showsAll, setShowsAll] = useState(false);
  const rows = data?.items ?? [];
  if (rows.length === 0) return null;
  const live = rows.filter(isLive);
  const shown = showsAll ? rows : live;
  const earlier = rows.length - live.length;
  return (
    <section className="item-part" id="sheets">
      <h2>{t('sheets:item.title')}</h2>
      <ul className="sheets-of-item">
        {shown.map((row) => (
          <Line key={row.id} row={row} onOpen={() => setOpen(row.id)} />
        ))}
      </ul>
      {!showsAll && earlier > 0 && (
        <Button kind="quiet" onPress={() => setShowsAll(true)}>
          {t('sheets:item.earlier', { n: earlier })}
        </Button>
      )}
      <SheetDrawer id={open} onClose={() => setOpen(null)} />
    </section>
  );
}

function Line({ row, onOpen }: { row: SheetRow; onOpen: () => void }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day } = useFormats();
  const { today } = useMe();
  const isReturned = row.state === 'open' && row.verdict === 'returned';
  return (
    <li>
      <button type="button" className="sheets-open" onClick={onOpen}>
        <SheetMark colour={row.colour} number={row.number} />
      </button>
      <span className="small quiet">{day(row.issuedOn, today)}</span>
      <span className="small">{t(`sheets:stateOf.${isReturned ? 'returned' : row.state}`)}</span>
      {row.state === 'open' && !row.resting && (
        <span className={row.overdue ? 'small sheets-late' : 'small quiet'}>
          {t('sheets:climb.waits', { day: day(row.replyBy, today) })} {row.overdue && t('sheets:late')}
        </span>
      )}
      {row.climbedToPerson && (
        <span className="small quiet">
          {t('sheets:item.climbedTo', { person: twin(row.climbedToPerson.name, row.climbedToPerson.nameEn) })}
        </span>
      )}
    </li>
  );
}
