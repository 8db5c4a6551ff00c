// A look at an item beside the board: how it stands, why, and the acts that are mine; the full page is one link away.
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { ItemActs } from './acts/ItemActs.tsx';
import { ChainView } from './ChainView.tsx';
import { ItemMeta, ItemStanding } from './ItemStanding.tsx';
import { itemQuery } from './itemQueries.ts';
import './item.css';

function PeekBody({ id }: { id: string }) {
  const { t } = useWords();
  const twin = useTwin();
  const { asOf } = useSearch({ from: '/shell' });
  const { data: item, error, refetch } = useQuery(itemQuery(id, asOf));
  if (error) return <Refusal error={error} onRetry={() => void refetch()} />;
  if (!item) return <Skeleton rows={8} />;
  return (
    <div className="peek">
      <div className="peek-acts">
        {!asOf && <ItemActs item={item} />}
        <Link to="/items/$id/drawing" params={{ id }} search={asOf ? { asOf } : {}} className="peek-open">
          {t('drawing:open')}
        </Link>
        <Link to="/items/$id" params={{ id }} search={asOf ? { asOf } : {}} className="peek-open">
          {t('item-page:openPage')} →
        </Link>
        <Link to="/adds-up" search={{ rootId: id }}>
          {t('item-page:addsUp')} →
        </Link>
      </div>
      <ItemStanding item={item} narrow />
      {twin(item.requirement, item.requirementEn) && (
        <section>
          <h2>{t('item-page:wanted.requirement')}</h2>
          <p className="wanted-text">{twin(item.requirement, item.requirementEn)}</p>
        </section>
      )}
      <ChainView item={item} asOf={asOf} narrow />
    </div>
  );
}

function PeekTitle({ id }: { id: string }) {
  const { t } = useWords();
  const twin = useTwin();
  const { asOf } = useSearch({ from: '/shell' });
  const { data: item } = useQuery(itemQuery(id, asOf));
  return <>{item ? twin(item.title, item.titleEn) || t('item.placeholder') : t('state.loading')}</>;
}

function PeekMeta({ id }: { id: string }) {
  const { asOf } = useSearch({ from: '/shell' });
  const { data: item } = useQuery(itemQuery(id, asOf));
  return item ? <ItemMeta item={item} /> : null;
}

export function ItemPeek({ id, onClose }: { id: string | null; onClose: () => void }) {
  return (
    <Drawer
      open={id !== null}
      onClose={onClose}
      width={560}
      title={id && <PeekTitle id={id} />}
      subtitle={id && <PeekMeta id={id} />}
    >
      {id && <PeekBody key={id} id={id} />}
    </Drawer>
  );
}
