// Help: what waits for my answer, what I asked for, and all that I see; one opens beside the list and is answered there.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { ListFoot } from '../../../../web/ui/ListFoot.tsx';
import { UnitPicker } from '../../../../web/ui/pickers.tsx';
import { Check, Segmented } from '../../../../web/ui/Segmented.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import { AskHelpDrawer } from './AskHelpDrawer.tsx';
import { HelpDrawer } from './HelpDrawer.tsx';
import { HelpTable } from './HelpTable.tsx';
import { type HelpSearch, helpQuery, MINE, STATES } from './helpQueries.ts';
import './help.css';

export function HelpPage() {
  const { t } = useWords();
  const search = useSearch({ from: '/shell/help' });
  const navigate = useNavigate({ from: '/help' });
  const found = useInfiniteQuery({ ...helpQuery(search), placeholderData: (before) => before });
  const change = (next: Partial<HelpSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const total = found.data?.pages[0]?.total ?? rows.length;
  return (
    <div className="help-page">
      <div className="page-head">
        <div>
          <h1>{t('help-page:title')}</h1>
          <p className="page-sub">{t('help-page:sub')}</p>
        </div>
        {found.data?.pages[0]?.abilities.ask && (
          <span className="no-print">
            <Button kind="primary" icon="plus" onPress={() => change({ ask: true })}>
              {t('help-page:ask')}
            </Button>
          </span>
        )}
      </div>
      <Filters search={search} change={change} />
      <Refusal error={found.error} onRetry={() => void found.refetch()} />
      {found.isPending && <Skeleton rows={8} height={52} />}
      {found.data && rows.length === 0 && <Nothing search={search} />}
      {found.data && rows.length > 0 && (
        <>
          <HelpTable rows={rows} onOpen={(id) => change({ id })} />
          <ListFoot total={t('help-page:total', { count: total, n: total })} list={found} />
        </>
      )}
      <HelpDrawer id={search.id ?? null} onClose={() => change({ id: undefined })} />
      {search.ask && <AskHelpDrawer onClose={() => change({ ask: undefined })} />}
    </div>
  );
}

function Filters({ search, change }: { search: HelpSearch; change: (next: Partial<HelpSearch>) => void }) {
  const { t } = useWords();
  return (
    <div className="help-filters no-print">
      <Segmented
        label={t('help-page:filter.mine')}
        value={search.mine ?? 'to_answer'}
        choices={MINE.map((value) => ({ value, label: t(`help-page:mine.${value}`) }))}
        onChange={(next) => change({ mine: next === 'to_answer' ? undefined : next })}
      />
      {search.mine !== undefined && (
        <Select
          label={t('help-page:filter.state')}
          placeholder={t('help-page:filter.anyState')}
          clearable
          width={140}
          value={search.state ?? null}
          choices={STATES.map((value) => ({ value, label: t(`help-page:state.${value}`) }))}
          onChange={(next) => change({ state: STATES.find((one) => one === next) })}
        />
      )}
      {search.mine === 'all' && (
        <UnitPicker
          label={t('help-page:filter.unit')}
          placeholder={t('help-page:filter.anyUnit')}
          clearable
          width={190}
          value={search.unit ?? null}
          onChange={(unit) => change({ unit: unit ?? undefined })}
        />
      )}
      <Check checked={search.overdue ?? false} onChange={(on) => change({ overdue: on || undefined })}>
        {t('help-page:filter.overdue')}
      </Check>
    </div>
  );
}

function Nothing({ search }: { search: HelpSearch }) {
  const { t } = useWords();
  const isFiltered = Boolean(search.state || search.overdue || search.unit);
  const words = isFiltered ? 'filtered' : (search.mine ?? 'to_answer');
  return (
    <Empty title={t(`help-page:empty.${words}`)}>
      <p>{t(`help-page:empty.${words}Text`)}</p>
    </Empty>
  );
}
