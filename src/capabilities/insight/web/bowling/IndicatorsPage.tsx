// Indicators by month: what was to be reached, what was, met or missed; filtered, exported, printed, opened down to the readings.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { UnitPicker } from '../../../../web/ui/pickers.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { BowlingTable, MarkShape } from './BowlingTable.tsx';
import { bowlingQuery, type IndicatorsSearch, type Mark, workbookAddress } from './bowlingQueries.ts';
import { ControlDrawer } from './ControlDrawer.tsx';
import './bowling.css';

export function IndicatorsPage() {
  const { t } = useWords();
  const search = useSearch({ from: '/shell/indicators' });
  const navigate = useNavigate({ from: '/indicators' });
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    bowlingQuery(search),
  );
  const set = (next: IndicatorsSearch) =>
    void navigate({ search: (present) => ({ ...present, ...next }), replace: true });
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  const rest = (data?.pages[0]?.total ?? 0) - rows.length;
  return (
    <div className="indicators-page">
      <div className="page-head">
        <div>
          <h1>{t('bowling:title')}</h1>
          <p className="page-sub">{t('bowling:sub')}</p>
        </div>
        <div className="no-print bowling-acts">
          <a className="button button-plain" href={workbookAddress(search)} download>
            {t('bowling:export')}
          </a>
          <Button icon="print" onPress={() => window.print()}>
            {t('bowling:print')}
          </Button>
        </div>
      </div>
      <Filters search={search} set={set} />
      <Refusal error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton rows={10} height={48} />}
      {data && rows.length === 0 && <Empty title={t('bowling:none')}>{t('bowling:noneText')}</Empty>}
      {rows.length > 0 && (
        <>
          <Legend />
          <BowlingTable rows={rows} onOpen={(row) => set({ of: row.indicatorId })} />
        </>
      )}
      {hasNextPage && (
        <p className="no-print bowling-more">
          <Button isBusy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('bowling:more', { n: rest })}
          </Button>
        </p>
      )}
      <Meanings />
      {search.of && <ControlDrawer indicatorId={search.of} onClose={() => set({ of: undefined })} />}
    </div>
  );
}

function Filters({ search, set }: { search: IndicatorsSearch; set: (next: IndicatorsSearch) => void }) {
  const { t } = useWords();
  const { today } = useMe();
  const present = Number(today.slice(0, 4));
  const marks: readonly Mark[] = ['missed', 'met', 'none'];
  return (
    <search className="bowling-filters no-print">
      <Segmented
        label={t('bowling:filter.year')}
        value={String(search.year ?? present)}
        onChange={(year) => set({ year: Number(year) === present ? undefined : Number(year) })}
        choices={[present - 1, present, present + 1].map((year) => ({ value: String(year), label: String(year) }))}
      />
      <Segmented
        label={t('bowling:filter.mark')}
        value={search.mark ?? 'all'}
        onChange={(mark) => set({ mark: mark === 'all' ? undefined : mark })}
        choices={[
          { value: 'all' as const, label: t('bowling:filter.all') },
          ...marks.map((value) => ({ value, label: t(`bowling:mark.${value}`) })),
        ]}
      />
      <UnitPicker
        label={t('bowling:filter.unit')}
        placeholder={t('bowling:filter.anyUnit')}
        value={search.unit ?? null}
        clearable
        width={220}
        onChange={(unit) => set({ unit: unit ?? undefined })}
      />
    </search>
  );
}

function Legend() {
  const { t } = useWords();
  return (
    <p className="bowling-legend small">
      {(['met', 'missed'] as const).map((mark) => (
        <span key={mark}>
          <MarkShape mark={mark} verified /> {t(`bowling:mark.${mark}`)}
        </span>
      ))}
      <span>* {t('bowling:unverified')}</span>
      <span className="quiet">{t('bowling:grey')}</span>
    </p>
  );
}

const meanings = ['marks', 'line', 'quarter', 'special'] as const;

function Meanings() {
  const { t } = useWords();
  return (
    <details className="bowling-meanings no-print">
      <summary>{t('bowling:meaning.title')}</summary>
      <ul>
        {meanings.map((key) => (
          <li key={key}>{t(`bowling:meaning.${key}`)}</li>
        ))}
      </ul>
    </details>
  );
}
