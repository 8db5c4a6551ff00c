// The trajectory of an item: planned against real, the range in which it may be finished, and whether its weeks are as usual.
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { Chart, type ChartTones } from '../../../../web/ui/Chart.tsx';
import { Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Table } from '../../../../web/ui/Table.tsx';
import { ControlChart } from './ControlChart.tsx';
import { useOutlookWords } from './outlookWords.ts';
import { type Trajectory, trajectoryQuery } from './trajectoryQueries.ts';
import { trajectoryOption } from './trajectoryShapes.ts';
import './trajectory.css';

export function TrajectoryPart({ itemId, asOf }: { itemId: string; asOf?: string | undefined }) {
  const { t } = useWords();
  const { data, error, isPending, refetch } = useQuery(trajectoryQuery(itemId, asOf));
  return (
    <section className="item-part trajectory-part" id="trajectory">
      <h2>{t('trajectory:section')}</h2>
      <Refusal error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton rows={1} height={330} />}
      {data && (
        <>
          <OutlookLine told={data} />
          <TrajectoryPicture told={data} />
          <Weeks told={data} />
          <How />
        </>
      )}
    </section>
  );
}

function OutlookLine({ told }: { told: Trajectory }) {
  const { t } = useWords();
  const { fullDay, count } = useFormats();
  const words = useOutlookWords();
  const { outlook } = told;
  return (
    <div className="outlook">
      {told.overtaken && (
        <p className="outlook-late">{t('trajectory:overtaken', { due: fullDay(told.approvedDue) })}</p>
      )}
      <p>{words.told(outlook)}</p>
      {outlook.state === 'forecast' && (
        <p className="small quiet">
          {!told.overtaken && outlook.inTime !== null && `${t('trajectory:outlook.inTime', { n: outlook.inTime })} · `}
          {t('trajectory:outlook.from', { count: outlook.weeks, n: count(outlook.weeks) })}
        </p>
      )}
    </div>
  );
}

const keys = [
  { key: 'verified', d: 'M0 5h22', width: 2.4, dash: '', tone: 'var(--accent)' },
  { key: 'reported', d: 'M0 5h22', width: 1.4, dash: '2 2', tone: 'var(--accent)' },
  { key: 'plan', d: 'M0 5h22', width: 1, dash: '4 3', tone: 'var(--ink-3)' },
] as const;

function Legend({ hasFan, hasNodes }: { hasFan: boolean; hasNodes: boolean }) {
  const { t } = useWords();
  return (
    <>
      {keys.map(({ key, d, width, dash, tone }) => (
        <span key={key} className="chart-key">
          <svg width="22" height="10" aria-hidden="true">
            <path d={d} stroke={tone} strokeWidth={width} strokeDasharray={dash} />
          </svg>
          {t(`trajectory:line.${key}`)}
        </span>
      ))}
      {hasNodes && (
        <span className="chart-key">
          <svg width="22" height="10" aria-hidden="true">
            <path d="M0 8h11V2h11" fill="none" stroke="var(--line-strong)" />
          </svg>
          {t('trajectory:line.step')}
        </span>
      )}
      {hasFan && (
        <span className="chart-key">
          <svg width="22" height="10" aria-hidden="true">
            <rect width="22" height="10" fill="var(--accent)" opacity="0.13" />
            <path d="M0 5h22" stroke="var(--accent)" strokeWidth="1.2" strokeDasharray="4 3" />
          </svg>
          {t('trajectory:line.fan')}
        </span>
      )}
    </>
  );
}

export function TrajectoryPicture({ told, height = 260 }: { told: Trajectory; height?: number }) {
  const { t, language } = useWords();
  const { fullDay, day, percent } = useFormats();
  const months = useMemo(
    () => new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { month: 'short', timeZone: 'UTC' }),
    [language],
  );
  const option = useCallback(
    (tones: ChartTones) =>
      trajectoryOption(
        told,
        {
          verified: t('trajectory:line.verified'),
          reported: t('trajectory:line.reported'),
          plan: t('trajectory:line.plan'),
          step: t('trajectory:line.step'),
          middle: t('trajectory:column.middle'),
          today: t('trajectory:today'),
          due: t('trajectory:due'),
          day: (time) => day(new Date(time).toISOString()),
          month: (time) => months.format(time),
          value: (value) => percent(value),
        },
        tones,
      ),
    [told, t, day, months, percent],
  );
  return (
    <Chart
      label={t('trajectory:label', { from: fullDay(told.start), to: fullDay(told.approvedDue) })}
      height={height}
      option={option}
      legend={<Legend hasFan={told.outlook.fan.length > 0} hasNodes={told.nodes.some((node) => node.weight > 0)} />}
      table={<PointTable told={told} />}
    />
  );
}

function PointTable({ told }: { told: Trajectory }) {
  const { t } = useWords();
  const { fullDay, value } = useFormats();
  const past = told.points.map((point) => ({ ...point, low: null, middle: null, high: null }));
  const coming = told.outlook.fan
    .slice(1)
    .map((point) => ({ ...point, verified: null, reported: null, planned: null }));
  const numbers = ['verified', 'reported', 'planned', 'low', 'middle', 'high'] as const;
  return (
    <Table
      label={t('trajectory:section')}
      rows={[...past, ...coming]}
      rowKey={(row) => row.day}
      columns={[
        { key: 'day', header: t('trajectory:column.day'), cell: (row) => fullDay(row.day) },
        ...numbers.map((key) => ({
          key,
          header: t(`trajectory:column.${key}`),
          numbers: true,
          cell: (row: (typeof past)[number] | (typeof coming)[number]) => value(row[key]),
        })),
      ]}
    />
  );
}

function Weeks({ told }: { told: Trajectory }) {
  const { t } = useWords();
  const { count } = useFormats();
  const { weekly } = told;
  if (weekly.points.length === 0) return null;
  const special = weekly.points.filter((point) => point.signals.length > 0).length;
  return (
    <div className="weeks">
      <h3>{t('trajectory:weekly.title')}</h3>
      <p className="small quiet">
        {weekly.limits === null
          ? t('trajectory:weekly.few', { n: weekly.needed })
          : t(special === 0 ? 'trajectory:weekly.usual' : 'trajectory:weekly.special', {
              count: special,
              n: count(special),
            })}
      </p>
      <ControlChart told={weekly} label={t('trajectory:weekly.label')} valueWord={t('trajectory:weekly.value')} />
    </div>
  );
}

const steps = ['draw', 'seed', 'line', 'fan'] as const;

/** Every number explains itself. */
function How() {
  const { t } = useWords();
  return (
    <details className="trajectory-how no-print">
      <summary>{t('trajectory:how.title')}</summary>
      <ul>
        {steps.map((key) => (
          <li key={key}>{t(`trajectory:how.${key}`)}</li>
        ))}
      </ul>
    </details>
  );
}
