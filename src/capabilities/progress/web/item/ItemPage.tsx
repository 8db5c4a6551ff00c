// One item: what was asked, how it stands and why, the chain it hangs in, and everything that has happened to it.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Refused } from '../../../../web/refusal.ts';
import { NotFound } from '../../../../web/shell/Troubles.tsx';
import { ArriveTogether } from '../../../../web/ui/ArriveTogether.tsx';
import { Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { TrajectoryPart } from '../../../insight/web/trajectory/TrajectoryPart.tsx';
import { ItemNegotiations } from '../../../linkage/web/negotiation/ItemNegotiations.tsx';
import { ReadinessPart } from '../../../linkage/web/readiness/ReadinessPart.tsx';
import { ItemHelp } from '../../../promotion/web/help/ItemHelp.tsx';
import { ItemSheets } from '../../../promotion/web/sheets/ItemSheets.tsx';
import { DependencyList } from '../drawing/DependencyList.tsx';
import { ItemActs } from './acts/ItemActs.tsx';
import { ChainView } from './ChainView.tsx';
import { HistoryList } from './HistoryList.tsx';
import { IndicatorList } from './IndicatorList.tsx';
import { ItemFacts } from './ItemFacts.tsx';
import { ItemMeta, ItemStanding } from './ItemStanding.tsx';
import { type Item, itemQuery } from './itemQueries.ts';
import { NodeList } from './NodeList.tsx';
import { ReportList } from './ReportList.tsx';
import { ConditionList } from './requests/ConditionList.tsx';
import { GuidanceList } from './requests/GuidanceList.tsx';
import { RequestList } from './requests/RequestList.tsx';
import { SectionNav } from './SectionNav.tsx';
import './item.css';

function Wanted({ label, text }: { label: string; text: string }) {
  const { t } = useWords();
  return (
    <section>
      <h2>{label}</h2>
      {text ? <p className="wanted-text">{text}</p> : <p className="quiet">{t('item-page:wanted.none')}</p>}
    </section>
  );
}

export function ItemPage() {
  const { id } = useParams({ from: '/shell/items/$id' });
  const { asOf } = useSearch({ from: '/shell' });
  const { data: item, error, isPending, refetch } = useQuery(itemQuery(id, asOf));
  if (error instanceof Refused && error.status === 404) return <NotFound />;
  if (error) return <Refusal error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton rows={16} />;
  return (
    <ArriveTogether key={id} rows={16}>
      <ItemArticle item={item} asOf={asOf} />
    </ArriveTogether>
  );
}

/** Work that has begun to be carried; a placeholder out of sight shows no way. */
const hasTrajectory = (item: Item): boolean =>
  !['draft', 'registered', 'cancelled'].includes(item.state) && !(item.placeholder && item.title === null);

function ItemArticle({ item, asOf }: { item: Item; asOf: string | undefined }) {
  const { t } = useWords();
  const twin = useTwin();
  const { id } = item;
  const title = twin(item.title, item.titleEn) || t('item.placeholder');
  return (
    <article className="item">
      <p className="item-back no-print">
        <Link to="/board" search={(search) => ({ ...(search.asOf ? { asOf: search.asOf } : {}), chosen: id })}>
          ← {t('nav.board')}
        </Link>{' '}
        <Link to="/items/$id/drawing" params={{ id }} search={asOf ? { asOf } : {}} className="item-drawing">
          {t('drawing:open')} →
        </Link>
        <Link to="/items/$id/chain-view" params={{ id }} search={asOf ? { asOf } : {}} className="item-drawing">
          {t('chain-view:openChain')} →
        </Link>
      </p>
      <header className="page-head item-head">
        <div>
          <ItemMeta item={item} />
          <h1>{title}</h1>
        </div>
        {!asOf && <ItemActs item={item} />}
      </header>
      <ItemStanding item={item} />
      <SectionNav item={item} />
      <div className="item-body">
        <div className="item-main">
          <div className="wanted">
            <Wanted label={t('item-page:wanted.requirement')} text={twin(item.requirement, item.requirementEn)} />
            <Wanted label={t('item-page:wanted.standard')} text={twin(item.standard, item.standardEn)} />
          </div>
          <ChainView item={item} asOf={asOf} />
          <DependencyList itemId={item.id} mayChange={!asOf} />
          <NodeList item={item} />
          <ReadinessPart itemId={item.id} asOf={asOf} />
          {hasTrajectory(item) && <TrajectoryPart itemId={item.id} asOf={asOf} />}
          <IndicatorList item={item} />
          {!asOf && <ItemNegotiations item={item} />}
          {!asOf && <ItemSheets itemId={item.id} />}
          {!asOf && <ItemHelp item={item} />}
          <ConditionList item={item} />
          <GuidanceList itemId={item.id} />
          <ReportList item={item} />
          <RequestList item={item} />
          <HistoryList id={item.id} />
        </div>
        <aside className="item-side">
          <ItemFacts item={item} />
        </aside>
      </div>
    </article>
  );
}
