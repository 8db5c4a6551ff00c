// Does it add up? Every finding of a plan, a unit or a key work, by kind or by unit, each leading to the place that mends it.
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { readingAll } from '../../../../web/allPages.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Refused } from '../../../../web/refusal.ts';
import { useMe } from '../../../../web/session.ts';
import { NotFound } from '../../../../web/shell/Troubles.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { AddsUpFilters } from './AddsUpFilters.tsx';
import { AddsUpSummary } from './AddsUpSummary.tsx';
import { type AddsUpSearch, askFor, findingsEndpoint, findingsQuery, itemQuery, unitQuery } from './addsUpQueries.ts';
import { FindingGroups } from './FindingGroups.tsx';
import { csvOf, downloadFile } from './findingsCsv.ts';
import { useFindingWords } from './useFindingWords.ts';
import './adds-up.css';

export function AddsUpPage() {
  const { t } = useWords();
  const search = useSearch({ from: '/shell/adds-up' });
  const navigate = useNavigate();
  const found = useInfiniteQuery({ ...findingsQuery(search), placeholderData: (before) => before });
  const change = (next: Partial<AddsUpSearch>) =>
    void navigate({ to: '/adds-up', search: { ...search, ...next }, replace: true });
  if (found.error instanceof Refused && found.error.status === 404) return <NotFound />;
  const first = found.data?.pages[0];
  const findings = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="adds-up-page">
      <Head search={search} isReady={findings.length > 0} />
      <AddsUpFilters search={search} change={change} />
      <Refusal error={found.error} onRetry={() => void found.refetch()} />
      {found.isPending && <Skeleton rows={12} />}
      {first && (
        <>
          <AddsUpSummary reply={first} search={search} change={change} />
          {findings.length === 0 ? (
            <Glad search={search} checked={first.checked} />
          ) : (
            <FindingGroups findings={findings} by={search.by} counts={first.counts} />
          )}
          {found.hasNextPage && (
            <p className="adds-more no-print">
              <Button isBusy={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>
                {t('adds-up:more', { count: first.total - findings.length })}
              </Button>
            </p>
          )}
        </>
      )}
    </div>
  );
}

function Head({ search, isReady }: { search: AddsUpSearch; isReady: boolean }) {
  const { t } = useWords();
  return (
    <div className="page-head">
      <div>
        <h1>{t('adds-up:title')}</h1>
        <p className="page-sub">
          <Where search={search} />
        </p>
      </div>
      <span className="adds-head no-print">
        <Link to="/load" search={loadPlace(search)}>
          {t('load:title')} →
        </Link>
        <Button icon="print" disabled={!isReady} onPress={() => window.print()}>
          {t('adds-up:print')}
        </Button>
        <ExportButton search={search} disabled={!isReady} />
      </span>
    </div>
  );
}

const loadPlace = ({ rootId, unitId }: AddsUpSearch) => ({
  ...(rootId ? { rootId } : {}),
  ...(unitId ? { unitId } : {}),
});

/** Whose findings these are, in words. */
function Where({ search }: { search: AddsUpSearch }) {
  const { t } = useWords();
  const twin = useTwin();
  const { person } = useMe();
  const item = useQuery({ ...itemQuery(search.rootId ?? ''), enabled: search.rootId !== undefined });
  const unit = useQuery({ ...unitQuery(search.unitId ?? ''), enabled: search.unitId !== undefined });
  const parts = [
    item.data && (
      <Link key="item" to="/items/$id" params={{ id: item.data.id }}>
        {`${item.data.code ?? ''} ${twin(item.data.title, item.data.titleEn) || t('item.placeholder')}`}
      </Link>
    ),
    unit.data && <span key="unit">{t('adds-up:ofUnit', { unit: twin(unit.data.name, unit.data.nameEn) })}</span>,
    search.personId && (
      <span key="person">{t(search.personId === person.id ? 'adds-up:ofMe' : 'adds-up:ofPerson')}</span>
    ),
  ].filter(Boolean);
  return parts.length > 0 ? <>{parts}</> : t('adds-up:ofAll');
}

function ExportButton({ search, disabled }: { search: AddsUpSearch; disabled: boolean }) {
  const { t } = useWords();
  const twin = useTwin();
  const { today } = useMe();
  const client = useQueryClient();
  const say = useToast();
  const words = useFindingWords();
  const write = async () => {
    const rows = await client.fetchQuery(readingAll(findingsEndpoint, askFor(search)));
    const head = ['kind', 'what', 'code', 'item', 'level', 'unit', 'person'].map((one) => t(`adds-up:export.${one}`));
    const lines = rows.map((row) => [
      words.kind(row.code),
      words.sentence(row),
      row.itemCode ?? '',
      twin(row.title, row.titleEn) || t('item.placeholder'),
      words.level(row.level),
      twin(row.unit.name, row.unit.nameEn),
      twin(row.responsiblePerson.name, row.responsiblePerson.nameEn),
    ]);
    downloadFile(`${t('adds-up:file')}-${today}.csv`, csvOf([head, ...lines]));
  };
  return (
    <Button icon="file" disabled={disabled} onPress={() => void write().catch(() => say(t('adds-up:exportFailed')))}>
      {t('adds-up:exportAct')}
    </Button>
  );
}

/** Nothing found is good news, and says what was looked at. */
function Glad({ search, checked }: { search: AddsUpSearch; checked: number }) {
  const { t } = useWords();
  if (search.code) return <Empty title={t('adds-up:noneOfKind')}>{t('adds-up:noneOfKindText')}</Empty>;
  if (checked === 0) return <Empty title={t('adds-up:nothing')}>{t('adds-up:nothingText')}</Empty>;
  return <Empty title={t('adds-up:glad')}>{t('adds-up:gladText', { count: checked })}</Empty>;
}
