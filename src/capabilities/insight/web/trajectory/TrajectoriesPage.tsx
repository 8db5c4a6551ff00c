// All annual key works as small multiples, those first whose forecast misses the due by most.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { LightMark } from '../../../../web/ui/Light.tsx';
import { UnitPicker } from '../../../../web/ui/pickers.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { useOutlookWords } from './outlookWords.ts';
import { SmallTrajectory } from './SmallTrajectory.tsx';
import { type Card, type TrajectoriesSearch, trajectoriesQuery } from './trajectoryQueries.ts';
import './trajectory.css';

export function TrajectoriesPage() {
  const { t } = useWords();
  const { today } = useMe();
  const search = useSearch({ from: '/shell/trajectories' });
  const navigate = useNavigate({ from: '/trajectories' });
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    trajectoriesQuery(search),
  );
  const set = (next: TrajectoriesSearch) =>
    void navigate({ search: (present) => ({ ...present, ...next }), replace: true });
  const cards = data?.pages.flatMap((page) => page.items) ?? [];
  const rest = (data?.pages[0]?.total ?? 0) - cards.length;
  return (
    <div className="trajectories-page">
      <div className="page-head">
        <div>
          <h1>{t('trajectory:title')}</h1>
          <p className="page-sub">{t('trajectory:sub')}</p>
        </div>
      </div>
      <Filters search={search} set={set} today={today} />
      <Refusal error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton rows={6} height={150} />}
      {data && cards.length === 0 && <Empty title={t('trajectory:none')}>{t('trajectory:noneText')}</Empty>}
      {cards.length > 0 && <Cards cards={cards} today={today} />}
      {hasNextPage && (
        <p className="no-print">
          <Button isBusy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('trajectory:more', { n: rest })}
          </Button>
        </p>
      )}
    </div>
  );
}

interface FiltersProps {
  search: TrajectoriesSearch;
  set: (next: TrajectoriesSearch) => void;
  today: string;
}

function Filters({ search, set, today }: FiltersProps) {
  const { t } = useWords();
  const present = Number(today.slice(0, 4));
  const years = [present - 1, present, present + 1];
  return (
    <search className="trajectory-filters no-print">
      <Segmented
        label={t('trajectory:filter.year')}
        value={String(search.year ?? present)}
        onChange={(year) => set({ year: Number(year) === present ? undefined : Number(year) })}
        choices={years.map((year) => ({ value: String(year), label: String(year) }))}
      />
      <UnitPicker
        label={t('trajectory:filter.unit')}
        placeholder={t('trajectory:filter.anyUnit')}
        value={search.unit ?? null}
        clearable
        width={240}
        onChange={(unit) => set({ unit: unit ?? undefined })}
      />
    </search>
  );
}

function Cards({ cards, today }: { cards: readonly Card[]; today: string }) {
  const { t } = useWords();
  const starts = cards.map((card) => card.start).toSorted();
  const dues = cards.map((card) => card.approvedDue).toSorted();
  // one scale for all: from the first start to a quarter of a year after the last due
  const from = starts[0] ?? today;
  const last = dues.at(-1) ?? today;
  const to = new Date(Date.parse(`${last}T12:00:00Z`) + 90 * 86_400_000).toISOString().slice(0, 10);
  return (
    <ul className="small-multiples" aria-label={t('trajectory:title')}>
      {cards.map((card) => (
        <CardView key={card.itemId} card={card} from={from} to={to} today={today} />
      ))}
    </ul>
  );
}

interface CardViewProps {
  card: Card;
  from: string;
  to: string;
  today: string;
}

function CardView({ card, from, to, today }: CardViewProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { percent, fullDay } = useFormats();
  const { told, missed } = useOutlookWords();
  const title = twin(card.title, card.titleEn) || t('item.placeholder');
  const says = told(card.outlook);
  const far = missed(card.outlook);
  const due = fullDay(card.approvedDue);
  return (
    <li className="small-multiple">
      <h2>
        <LightMark colour={card.light} /> <span className="quiet small">{card.code}</span>{' '}
        <Link to="/items/$id" params={{ id: card.itemId }} hash="trajectory">
          {title}
        </Link>
      </h2>
      <p className="small quiet clip">
        {twin(card.unit.name, card.unit.nameEn)} · {twin(card.person.name, card.person.nameEn)}
      </p>
      <SmallTrajectory
        card={card}
        from={from}
        to={to}
        today={today}
        label={t('trajectory:card', { title, verified: percent(card.verified), due, outlook: says })}
      />
      <p className="small multiple-figures">
        <span>{t('trajectory:cardLine', { verified: percent(card.verified), planned: percent(card.planned) })}</span>
        <span className="quiet">
          {t('trajectory:due')} {due}
        </span>
      </p>
      <p className="small multiple-says">
        {card.overtaken && <b className="outlook-late">{t('trajectory:overtaken', { due })} · </b>}
        {far && <b className={(card.outlook.missedBy ?? 0) > 0 ? 'outlook-late' : undefined}>{far} · </b>}
        <span className="quiet">{says}</span>
      </p>
    </li>
  );
}
