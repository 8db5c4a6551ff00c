// Cycles: those that run, with what each level has reported, and those that are past, each as it stood.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { ArriveTogether } from '../../../../web/ui/ArriveTogether.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { Table, type TableColumn } from '../../../../web/ui/Table.tsx';
import { usePeriodName } from '../../../progress/web/report/periodName.ts';
import { CycleStateMark } from './CycleStateMark.tsx';
import { missingOf, reportedShare } from './cycleCounts.ts';
import { type Cycle, cyclesQuery, matrixQuery, openCyclesQuery } from './cycleQueries.ts';
import { DeadlineLine } from './DeadlineLine.tsx';
import { LevelShares, useShareWords } from './LevelShares.tsx';
import { ShareLegend } from './ShareLegend.tsx';
import './cycles.css';

const kinds = ['week', 'month', 'quarter'] as const;
const step = 12;
const most = 120;

export function CyclesPage() {
  const { t } = useWords();
  const { asOf } = useSearch({ from: '/shell/cycles' });
  const open = useQuery(openCyclesQuery(asOf));
  // What freezes next comes first: it is the one that is being reported.
  const running = [...(open.data?.items ?? [])].sort((one, other) => one.freezeOn.localeCompare(other.freezeOn));
  return (
    <div className="cycles-page">
      <div className="page-head">
        <div>
          <h1>{t('cycles:title')}</h1>
          <p className="page-sub">{t('cycles:sub')}</p>
        </div>
      </div>
      <Refusal error={open.error} onRetry={() => void open.refetch()} />
      <ArriveTogether rows={14}>
        <section className="cycles-running">
          <div className="cycles-line">
            <h2>{t('cycles:running')}</h2>
            <ShareLegend />
          </div>
          {open.isPending && <Skeleton rows={3} height={112} />}
          {open.data && running.length === 0 && <Empty title={t('cycles:noneRun')}>{t('cycles:noneRunText')}</Empty>}
          {running.map((cycle) => (
            <RunningCycle key={cycle.id} cycle={cycle} asOf={asOf} />
          ))}
        </section>
        <PastCycles />
      </ArriveTogether>
    </div>
  );
}

function RunningCycle({ cycle, asOf }: { cycle: Cycle; asOf: string | undefined }) {
  const { t } = useWords();
  const { day } = useFormats();
  const { today } = useMe();
  const nameOf = usePeriodName();
  const says = useShareWords();
  const { data } = useQuery(matrixQuery(cycle.id, { asOf }));
  const isEnded = cycle.to < today;
  return (
    <article className="running-cycle">
      <header className="running-head">
        <h3>
          <Link to="/cycles/$id" params={{ id: cycle.id }}>
            {nameOf(cycle)}
          </Link>
        </h3>
        <span className="small quiet">
          {t(isEnded ? 'cycles:reporting' : 'cycles:stillRuns', {
            day: day(isEnded ? cycle.freezeOn : cycle.to, today),
          })}
        </span>
        <span className="small running-says">{data ? says(data.totals.total) : ' '}</span>
      </header>
      <div className="running-shares">
        {data && <LevelShares levels={data.levels} cells={data.totals.cells} size="large" />}
      </div>
      {isEnded && <DeadlineLine cycle={cycle} />}
    </article>
  );
}

function PastCycles() {
  const { t } = useWords();
  const search = useSearch({ from: '/shell/cycles' });
  const { kind, asOf, shown = step } = search;
  const navigate = useNavigate();
  // Those that run stand above; the list goes on where they end.
  const { data, error, isPending, refetch, isFetching } = useQuery(cyclesQuery(kind, shown + kinds.length, asOf));
  const past = (data?.items ?? []).filter((cycle) => cycle.state !== 'open').slice(0, shown);
  const isMore = data?.nextCursor !== null && shown < most;
  return (
    <section className="cycles-past">
      <div className="cycles-line">
        <h2>{t('cycles:past')}</h2>
        <Segmented
          label={t('cycles:kind.label')}
          value={kind ?? 'all'}
          onChange={(chosen) =>
            void navigate({
              to: '/cycles',
              search: { ...search, kind: chosen === 'all' ? undefined : chosen, shown: undefined },
              replace: true,
            })
          }
          choices={(['all', ...kinds] as const).map((value) => ({ value, label: t(`cycles:kind.${value}`) }))}
        />
      </div>
      <Refusal error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton rows={step} height={40} />}
      {data && <PastTable cycles={past} asOf={asOf} />}
      {data && isMore && (
        <p className="cycles-more no-print">
          <Button
            isBusy={isFetching}
            onPress={() =>
              void navigate({
                to: '/cycles',
                search: { ...search, shown: shown + step },
                replace: true,
                resetScroll: false,
              })
            }
          >
            {t('act.showMore')}
          </Button>
        </p>
      )}
    </section>
  );
}

function PastTable({ cycles, asOf }: { cycles: readonly Cycle[]; asOf: string | undefined }) {
  const { t } = useWords();
  const nameOf = usePeriodName();
  const { day } = useFormats();
  const { today } = useMe();
  const navigate = useNavigate();
  const columns: TableColumn<Cycle>[] = [
    {
      key: 'cycle',
      header: t('cycles:column.cycle'),
      cell: (cycle) => (
        <>
          <Link to="/cycles/$id" params={{ id: cycle.id }}>
            {nameOf(cycle)}
          </Link>
          <span className="past-narrow">
            <CycleStateMark state={cycle.state} />
          </span>
        </>
      ),
    },
    {
      key: 'state',
      header: t('cycles:column.state'),
      width: 130,
      wideOnly: true,
      cell: (cycle) => <CycleStateMark state={cycle.state} />,
    },
    {
      key: 'frozen',
      header: t('cycles:column.frozen'),
      width: 110,
      wideOnly: true,
      cell: (cycle) => day(cycle.frozenDay, today),
    },
    {
      key: 'shares',
      header: t('cycles:column.shares'),
      width: 330,
      wideOnly: true,
      cell: (cycle) => <PastShares cycle={cycle} asOf={asOf} />,
    },
    {
      key: 'figures',
      header: t('cycles:column.figures'),
      width: 190,
      numbers: true,
      cell: (cycle) => <PastFigures cycle={cycle} asOf={asOf} />,
    },
  ];
  return (
    <Table
      label={t('cycles:past')}
      rows={cycles}
      rowKey={(cycle) => cycle.id}
      columns={columns}
      onChoose={(cycle) => void navigate({ to: '/cycles/$id', params: { id: cycle.id } })}
      empty={<Empty title={t('cycles:nonePast')}>{t('cycles:nonePastText')}</Empty>}
    />
  );
}

const settled = 300_000;
const usePastMatrix = (cycle: Cycle, asOf: string | undefined) =>
  useQuery({ ...matrixQuery(cycle.id, { asOf }), staleTime: settled }).data;

function PastShares({ cycle, asOf }: { cycle: Cycle; asOf: string | undefined }) {
  const data = usePastMatrix(cycle, asOf);
  return data ? <LevelShares levels={data.levels} cells={data.totals.cells} /> : <span className="level-shares" />;
}

/** How much was reported, and how much of it late or never. */
function PastFigures({ cycle, asOf }: { cycle: Cycle; asOf: string | undefined }) {
  const { t } = useWords();
  const { percent, count } = useFormats();
  const total = usePastMatrix(cycle, asOf)?.totals.total;
  if (!total) return <>&nbsp;</>;
  const parts = [
    total.late > 0 ? t('cycles:says.late', { n: count(total.late) }) : '',
    missingOf(total) > 0 ? t('cycles:says.missing', { n: count(missingOf(total)) }) : '',
  ].filter(Boolean);
  return (
    <>
      <b>{percent(reportedShare(total))}</b>
      <span className="small quiet past-figures">{parts.join(t('list.separator'))}</span>
    </>
  );
}
