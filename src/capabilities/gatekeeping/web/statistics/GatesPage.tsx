// What gates did in a span of days: small multiples by kind, unit or person, always in the order of names, never a ranking.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { unset, useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { DatePicker } from '../../../../web/ui/DatePicker.tsx';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { UnitPicker } from '../../../../web/ui/pickers.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { DelayBars, sharesOf } from './DelayBars.tsx';
import {
  type Figures,
  type GateStatistics,
  type GatesSearch,
  type Grouping,
  statisticsQuery,
} from './statisticsQueries.ts';
import './statistics.css';

const groupings: readonly Grouping[] = ['kind', 'unit', 'person'];

export function GatesPage() {
  const { t } = useWords();
  const search = useSearch({ from: '/shell/gates' });
  const navigate = useNavigate({ from: '/gates' });
  const { data, error, isPending, refetch } = useQuery(statisticsQuery(search));
  const set = (next: GatesSearch) => void navigate({ search: (present) => ({ ...present, ...next }), replace: true });
  return (
    <div className="gates-page">
      <p className="item-back no-print">
        <Link to="/review">← {t('nav.gate')}</Link>
      </p>
      <div className="page-head gates-head">
        <div>
          <h1>{t('gates:title')}</h1>
          <p className="page-sub">{data ? t(`gates:reach.${data.reach}`) : ' '}</p>
        </div>
      </div>
      <Filters search={search} shown={data ?? null} set={set} />
      <Refusal error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton rows={8} height={56} />}
      {data && <Whole statistics={data} />}
      {data && data.items.length === 0 && <Empty title={t('gates:none')}>{t('gates:noneText')}</Empty>}
      {data && data.items.length > 0 && <Multiples statistics={data} />}
      {data && <Meanings />}
    </div>
  );
}

interface FiltersProps {
  search: GatesSearch;
  shown: GateStatistics | null;
  set: (next: GatesSearch) => void;
}

function Filters({ search, shown, set }: FiltersProps) {
  const { t } = useWords();
  const { today } = useMe();
  return (
    <div className="gates-filters no-print">
      <Segmented
        label={t('gates:by.label')}
        value={search.by ?? 'kind'}
        onChange={(by) => set({ by: by === 'kind' ? undefined : by })}
        choices={groupings.map((value) => ({ value, label: t(`gates:by.${value}`) }))}
      />
      <DatePicker
        label={t('gates:from')}
        value={search.from ?? shown?.from ?? null}
        max={search.to ?? today}
        width={140}
        onChange={(from) => set({ from: from ?? undefined })}
      />
      <span aria-hidden="true">–</span>
      <DatePicker
        label={t('gates:to')}
        value={search.to ?? shown?.to ?? null}
        min={search.from ?? null}
        max={today}
        width={140}
        onChange={(to) => set({ to: to ?? undefined })}
      />
      {shown?.reach !== 'self' && (
        <UnitPicker
          label={t('gates:unit')}
          placeholder={t('gates:anyUnit')}
          value={search.unit ?? null}
          clearable
          width={220}
          onChange={(unit) => set({ unit: unit ?? undefined })}
        />
      )}
    </div>
  );
}

function Figure({ label, value, note }: { label: string; value: string; note?: string }) {
  return (
    <div className="gate-figure">
      <dt>{label}</dt>
      <dd>
        {value}
        {note && <span className="small quiet"> {note}</span>}
      </dd>
    </div>
  );
}

function useFigureWords(limitDays: number) {
  const { t } = useWords();
  const { count, percent } = useFormats();
  const days = (median: number | null) =>
    median === null ? unset : t('gates:days', { count: median, n: count(median) });
  return (figures: Figures) => [
    { key: 'count', label: t('gates:figure.count'), value: count(figures.count) },
    {
      key: 'median',
      label: t('gates:figure.median'),
      value: days(figures.medianDelay),
      note: t('gates:limit', { n: limitDays }),
    },
    {
      key: 'returned',
      label: t('gates:figure.returnRate'),
      value: percent(figures.returnRate),
      note: count(figures.returned),
    },
    {
      key: 'overturned',
      label: t('gates:figure.overturnRate'),
      value: percent(figures.overturnRate),
      note: count(figures.overturned),
    },
    { key: 'expired', label: t('gates:figure.expired'), value: count(figures.expired) },
    {
      key: 'waiting',
      label: t('gates:figure.waiting'),
      value: count(figures.waiting),
      note: figures.overdue > 0 ? t('gates:overdue', { n: count(figures.overdue) }) : '',
    },
  ];
}

function Whole({ statistics }: { statistics: GateStatistics }) {
  const figures = useFigureWords(statistics.limitDays);
  return (
    <dl className="gate-whole">
      {figures(statistics.whole).map(({ key, ...figure }) => (
        <Figure key={key} {...figure} />
      ))}
    </dl>
  );
}

function Multiples({ statistics }: { statistics: GateStatistics }) {
  const { t } = useWords();
  const twin = useTwin();
  const { count, percent } = useFormats();
  const highest = Math.max(0, ...statistics.items.flatMap((group) => sharesOf(group.delays)));
  const nameOf = (group: GateStatistics['items'][number]) =>
    statistics.by === 'kind' ? t(`submissionKind.${group.key}`) : twin(group.name, group.nameEn);
  return (
    <ul className="multiples" aria-label={t(`gates:by.${statistics.by}`)}>
      {statistics.items.map((group) => (
        <li key={group.key} className="multiple">
          <h2 className="clip">{nameOf(group)}</h2>
          <DelayBars delays={group.delays} highest={highest} limitDays={statistics.limitDays} />
          <p className="small multiple-line">
            <span>{t('gates:line.count', { count: group.count, n: count(group.count) })}</span>
            <span>
              {group.medianDelay === null
                ? unset
                : t('gates:line.median', { count: group.medianDelay, n: count(group.medianDelay) })}
            </span>
          </p>
          <p className="small quiet multiple-line">
            <span>{t('gates:line.returned', { rate: percent(group.returnRate) })}</span>
            <span>{t('gates:line.overturned', { rate: percent(group.overturnRate) })}</span>
            {group.expired > 0 && (
              <span className="gate-lost">
                {t('gates:line.expired', { count: group.expired, n: count(group.expired) })}
              </span>
            )}
            {group.overdue > 0 && <span className="gate-lost">{t('gates:overdue', { n: count(group.overdue) })}</span>}
            {group.notLookedAt > 0 && <span>{t('gates:line.notLookedAt', { n: count(group.notLookedAt) })}</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}

const meanings = ['bars', 'median', 'overturn', 'expired', 'looks', 'persons'] as const;

/** Every number explains itself. */
function Meanings() {
  const { t } = useWords();
  return (
    <details className="meanings">
      <summary>{t('gates:meaning.title')}</summary>
      <ul>
        {meanings.map((key) => (
          <li key={key}>{t(`gates:meaning.${key}`)}</li>
        ))}
      </ul>
    </details>
  );
}
