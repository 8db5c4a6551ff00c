// The burden ledger: what was asked of whom in fields and minutes against a budget, and what need not have been asked.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { DatePicker } from '../../../../web/ui/DatePicker.tsx';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { BurdenTable } from './BurdenTable.tsx';
import { type Burden, type BurdenSearch, burdenQuery, type Grouping, workbookAddress } from './burdenQueries.ts';
import { HeldList } from './HeldList.tsx';
import { Mine, Whole } from './LoadFigures.tsx';
import './burden.css';

const groupings: readonly Grouping[] = ['unit', 'asker', 'cycle', 'kind'];

export function BurdenPage() {
  const { t } = useWords();
  const search = useSearch({ from: '/shell/burden' });
  const navigate = useNavigate({ from: '/burden' });
  const { data, error, isPending, refetch } = useQuery({ ...burdenQuery(search), placeholderData: (before) => before });
  const set = (next: BurdenSearch) => void navigate({ search: (present) => ({ ...present, ...next }), replace: true });
  const isOwnOnly = data?.reach === 'self';
  return (
    <div className="burden-page">
      <div className="page-head">
        <div>
          <h1>{t('burden:title')}</h1>
          <p className="page-sub">
            {t('burden:sub')} {data && t(`burden:reach.${data.reach}`)}
          </p>
        </div>
        {!isOwnOnly && (
          <a className="button button-plain no-print" href={workbookAddress(search)} download>
            {t('burden:export')}
          </a>
        )}
      </div>
      <Filters search={search} shown={data ?? null} set={set} isOwnOnly={isOwnOnly} />
      <Refusal error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton rows={10} />}
      {data && <Mine burden={data} />}
      {data && !isOwnOnly && <Groups burden={data} />}
      {data && <HeldList burden={data} />}
      {data && <Meanings burden={data} />}
    </div>
  );
}

function Groups({ burden }: { burden: Burden }) {
  const { t } = useWords();
  if (burden.items.length === 0)
    return <Empty title={t('burden:none')}>{t('burden:noneText', { n: burden.leastPeople })}</Empty>;
  return (
    <section className="burden-groups">
      <h2>{t(`burden:by.${burden.by}`)}</h2>
      <Whole burden={burden} />
      <BurdenTable burden={burden} />
    </section>
  );
}

interface FiltersProps {
  search: BurdenSearch;
  shown: Burden | null;
  set: (next: BurdenSearch) => void;
  isOwnOnly: boolean;
}

function Filters({ search, shown, set, isOwnOnly }: FiltersProps) {
  const { t } = useWords();
  const { today } = useMe();
  return (
    <search className="burden-filters no-print">
      {!isOwnOnly && (
        <Segmented
          label={t('burden:by.label')}
          value={search.by ?? 'unit'}
          onChange={(by) => set({ by: by === 'unit' ? undefined : by })}
          choices={groupings.map((value) => ({ value, label: t(`burden:by.${value}`) }))}
        />
      )}
      <span className="burden-span">
        <DatePicker
          label={t('burden:from')}
          value={search.from ?? shown?.from ?? null}
          max={search.to ?? today}
          width={140}
          onChange={(from) => set({ from: from ?? undefined })}
        />
        <span aria-hidden="true">–</span>
        <DatePicker
          label={t('burden:to')}
          value={search.to ?? shown?.to ?? null}
          min={search.from ?? null}
          max={today}
          width={140}
          onChange={(to) => set({ to: to ?? undefined })}
        />
      </span>
    </search>
  );
}

/** Every number explains itself. */
function Meanings({ burden }: { burden: Burden }) {
  const { t } = useWords();
  const { minutesPerWeek, secondsPerField, leastPeople } = burden;
  return (
    <details className="burden-meanings no-print">
      <summary>{t('burden:meaning.title')}</summary>
      <ul>
        <li>{t('burden:meaning.fields')}</li>
        <li>{t('burden:meaning.seconds', secondsPerField)}</li>
        <li>{t('burden:meaning.budget', { n: minutesPerWeek })}</li>
        <li>{t('burden:meaning.people', { least: leastPeople })}</li>
        <li>
          <Link to="/settings/dignity">{t('burden:meaning.dignity')} →</Link>
        </li>
      </ul>
    </details>
  );
}
