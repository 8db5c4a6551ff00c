// Every coloured sheet that one may see: what waits for an answer, what was answered, what ended; one opens beside the list.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { ListFoot } from '../../../../web/ui/ListFoot.tsx';
import { SheetDrawer } from './SheetDrawer.tsx';
import { SheetFilters } from './SheetFilters.tsx';
import { SheetTable } from './SheetTable.tsx';
import { countQuery, downloadSheets, type SheetsSearch, sheetsQuery } from './sheetQueries.ts';
import './sheets.css';

export function SheetsPage() {
  const { t } = useWords();
  const search = useSearch({ from: '/shell/sheets' });
  const navigate = useNavigate({ from: '/sheets' });
  const found = useInfiniteQuery({ ...sheetsQuery(search), placeholderData: (before) => before });
  const change = (next: Partial<SheetsSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const total = found.data?.pages[0]?.total ?? rows.length;
  return (
    <div className="sheets">
      <div className="page-head">
        <div>
          <h1>{t('sheets:title')}</h1>
          <Headline />
        </div>
        <ExportButton search={search} disabled={rows.length === 0} />
      </div>
      <SheetFilters search={search} change={change} />
      <Refusal error={found.error} onRetry={() => void found.refetch()} />
      {found.isPending && <Skeleton rows={10} height={48} />}
      {found.data &&
        (rows.length === 0 ? (
          <Nothing search={search} change={change} />
        ) : (
          <>
            <SheetTable rows={rows} onOpen={(id) => change({ id })} />
            <ListFoot total={t('sheets:total', { count: total, n: total })} list={found} />
          </>
        ))}
      <SheetDrawer id={search.id ?? null} onClose={() => change({ id: undefined })} />
    </div>
  );
}

/** How many wait, how many of them for me, how many too long. */
function Headline() {
  const { t } = useWords();
  const { count } = useFormats();
  const open = useQuery(countQuery({ show: 'unsettled' })).data?.total;
  const answer = useQuery(countQuery({ show: 'all', mine: 'reply' })).data?.total;
  const judge = useQuery(countQuery({ show: 'all', mine: 'judge' })).data?.total;
  const overdue = useQuery(countQuery({ overdue: true })).data?.total;
  const mine = (answer ?? 0) + (judge ?? 0);
  if (open === undefined) return <p className="page-sub">&nbsp;</p>;
  const parts = [t('sheets:sub', { count: open, n: count(open) })];
  if (overdue) parts.push(t('sheets:subOverdue', { count: overdue, n: count(overdue) }));
  if (mine > 0) parts.push(t('sheets:subMine', { count: mine, n: count(mine) }));
  return <p className="page-sub">{parts.join(' · ')}</p>;
}

function ExportButton({ search, disabled }: { search: SheetsSearch; disabled: boolean }) {
  const { t } = useWords();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    setError(null);
    await downloadSheets(search).catch(setError);
    setBusy(false);
  };
  return (
    <span className="sheets-export no-print">
      <Button icon="file" isBusy={isBusy} disabled={disabled} onPress={() => void take()}>
        {t('sheets:export')}
      </Button>
      <Refusal error={error} />
    </span>
  );
}

function Nothing({ search, change }: { search: SheetsSearch; change: (next: Partial<SheetsSearch>) => void }) {
  const { t } = useWords();
  const isFiltered = Boolean(search.colour || search.unit || search.mine || search.overdue || search.numbered);
  const words = isFiltered ? 'filtered' : (search.show ?? 'open');
  const clear = () =>
    change({ colour: undefined, unit: undefined, mine: undefined, overdue: undefined, numbered: undefined });
  return (
    <Empty
      title={t(`sheets:empty.${words}`)}
      act={
        isFiltered ? (
          <Button onPress={clear}>{t('sheets:filter.clear')}</Button>
        ) : (
          <Link to="/board">{t('sheets:empty.toBoard')}</Link>
        )
      }
    >
      <p>{t(`sheets:empty.${words}Text`)}</p>
    </Empty>
  );
}
