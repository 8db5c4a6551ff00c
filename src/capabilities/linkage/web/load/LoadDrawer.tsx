// The items behind one row of load, with what each has left, and the way to all of them on the board.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { itemsQuery, type LoadItem, type LoadRow, type LoadSearch } from './loadQueries.ts';
import { useHours } from './useHours.ts';

interface LoadDrawerProps {
  search: LoadSearch;
  row: LoadRow | null;
  onClose: () => void;
}

export function LoadDrawer({ search, row, onClose }: LoadDrawerProps) {
  const { t } = useWords();
  const twin = useTwin();
  const named = row?.person ?? row?.unit ?? null;
  return (
    <Drawer
      open={row !== null}
      onClose={onClose}
      width={560}
      title={named ? twin(named.name, named.nameEn) : ''}
      acts={
        named && (
          <Link to="/board" search={row?.person ? { person: named.id } : { unit: named.id }}>
            {t('load:onBoard')} →
          </Link>
        )
      }
    >
      {named && <Items search={search} of={named.id} />}
    </Drawer>
  );
}

function Items({ search, of }: { search: LoadSearch; of: string }) {
  const { data, error, refetch } = useQuery(itemsQuery(search, of));
  if (error) return <Refusal error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={8} height={52} />;
  return (
    <ol className="load-items">
      {data.items.map((item) => (
        <ItemLine key={item.itemId} item={item} />
      ))}
    </ol>
  );
}

function ItemLine({ item }: { item: LoadItem }) {
  const { t } = useWords();
  const twin = useTwin();
  const hours = useHours();
  const { today } = useMe();
  const { day, percent } = useFormats();
  const facts = [
    t('load:due', { day: day(item.due, today) }),
    t('load:verified', { value: percent(item.verified) }),
    item.minutes === null
      ? t(`decomposition:priority.${item.priority}`)
      : t('load:left', { hours: hours(item.minutes) }),
    item.share < 1 ? t('load:share', { value: percent(item.share * 100) }) : '',
  ];
  return (
    <li>
      <Link to="/items/$id" params={{ id: item.itemId }}>
        {item.code && <span className="code">{item.code} </span>}
        {twin(item.title, item.titleEn) || t('item.placeholder')}
      </Link>
      <span className="small quiet">{facts.filter(Boolean).join(' · ')}</span>
    </li>
  );
}
