// One cycle: who has reported, by unit and level, and what its meeting must discuss; a frozen one as it stood.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Refused } from '../../../../web/refusal.ts';
import { useMe } from '../../../../web/session.ts';
import { NotFound } from '../../../../web/shell/Troubles.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Notice, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { usePeriodName } from '../../../progress/web/report/periodName.ts';
import { FocusList } from '../focus/FocusList.tsx';
import { CycleActs } from './CycleActs.tsx';
import { CycleStateMark } from './CycleStateMark.tsx';
import { type Cycle, cycleQuery, matrixQuery } from './cycleQueries.ts';
import { DeadlineLine } from './DeadlineLine.tsx';
import { WhoReported } from './WhoReported.tsx';
import './cycles.css';

export function CyclePage() {
  const { t } = useWords();
  const { id } = useParams({ from: '/shell/cycles/$id' });
  const search = useSearch({ from: '/shell/cycles/$id' });
  const navigate = useNavigate();
  const { data: cycle, error, refetch } = useQuery(cycleQuery(id, search.asOf));
  if (error instanceof Refused && error.status === 404) return <NotFound />;
  return (
    <div className="cycle-page">
      <p className="item-back no-print">
        <Link to="/cycles">← {t('cycles:title')}</Link>
      </p>
      <Refusal error={error} onRetry={() => void refetch()} />
      {!cycle && !error && <Waiting />}
      {cycle && (
        <>
          <Head cycle={cycle} asOf={search.asOf} />
          <Picture cycle={cycle} />
          <DeadlineLine cycle={cycle} />
          <div className="cycle-views no-print">
            <Segmented
              label={t('cycles:view.label')}
              value={search.view ?? 'matrix'}
              onChange={(view) =>
                void navigate({
                  to: '/cycles/$id',
                  params: { id },
                  search: { ...search, view: view === 'focus' ? 'focus' : undefined, cell: undefined },
                  replace: true,
                })
              }
              choices={(['matrix', 'focus'] as const).map((value) => ({ value, label: t(`cycles:view.${value}`) }))}
            />
          </div>
          {search.view === 'focus' ? <FocusList cycle={cycle} /> : <WhoReported cycle={cycle} />}
        </>
      )}
    </div>
  );
}

/** Keeps the shape of the head, the line of days and the table while the cycle is fetched. */
function Waiting() {
  const { t } = useWords();
  return (
    <>
      <div className="page-head">
        <h1>{t('cycles:title')}</h1>
      </div>
      <Skeleton rows={12} height={44} />
    </>
  );
}

function Head({ cycle, asOf }: { cycle: Cycle; asOf: string | undefined }) {
  const { t } = useWords();
  const { fullDay } = useFormats();
  const nameOf = usePeriodName();
  const total = useQuery(matrixQuery(cycle.id, { asOf })).data?.totals.total;
  return (
    <div className="page-head">
      <div>
        <h1>{nameOf(cycle)}</h1>
        <p className="page-sub cycle-sub">
          <CycleStateMark state={cycle.state} />
          <span>{t('cycles:span', { from: fullDay(cycle.from), to: fullDay(cycle.to) })}</span>
        </p>
      </div>
      <span className="cycle-head-acts no-print">
        <Button icon="print" kind="quiet" onPress={() => window.print()}>
          {t('cycles:print')}
        </Button>
        {!asOf && <CycleActs cycle={cycle} total={total} />}
      </span>
    </div>
  );
}

/** A frozen cycle is a picture of its day; what came since stands beside it and changes nothing in it. */
function Picture({ cycle }: { cycle: Cycle }) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay, moment } = useFormats(useMe().institution.timeZone);
  const { reopened } = cycle;
  return (
    <>
      {cycle.state !== 'open' && cycle.frozenDay && (
        <Notice>{t('cycles:picture', { day: fullDay(cycle.frozenDay), at: moment(cycle.frozenAt) })}</Notice>
      )}
      {reopened && (
        <Notice kind="warn">
          {t('cycles:reopened', {
            by: reopened.by ? twin(reopened.by.name, reopened.by.nameEn) : '—',
            at: moment(reopened.at),
            reason: reopened.reason,
          })}
        </Notice>
      )}
    </>
  );
}
