// Next year's plan drafted while this year's runs: this year's work beside what goes on from it, chosen and drafted many at once.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import { BatchList } from './BatchList.tsx';
import { CarryDrawer } from './CarryDrawer.tsx';
import { PlanGroups } from './PlanGroups.tsx';
import { groupsOf, pairsOf } from './planPairs.ts';
import { planQuery, yearsQuery } from './planQueries.ts';
import './plan-ahead.css';

export function PlanAheadPage() {
  const { t } = useWords();
  const { today } = useMe();
  const navigate = useNavigate();
  const search = useSearch({ from: '/shell/plan-ahead' });
  const year = search.year ?? Number(today.slice(0, 4)) + 1;
  const years = useQuery(yearsQuery);
  const now = useQuery(planQuery(year - 1));
  const next = useQuery(planQuery(year));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isOpen, setOpen] = useState(false);
  const groups = useMemo(() => groupsOf(pairsOf(now.data?.items ?? [], next.data?.items ?? [])), [now.data, next.data]);
  const error = years.error ?? now.error ?? next.error;
  const drafts = years.data?.items.find((one) => one.year === year)?.drafts ?? 0;
  const choices = [...new Set([...(years.data?.items.map((one) => one.year) ?? []), year])].sort();
  const choose = (ids: readonly string[], on: boolean) =>
    setChosen((before) => {
      const after = new Set(before);
      for (const id of ids)
        if (on) after.add(id);
        else after.delete(id);
      return after;
    });
  return (
    <div className="plan-ahead">
      <div className="page-head">
        <div>
          <h1>{t('plan-ahead:title', { year })}</h1>
          <p className="page-sub">{t('plan-ahead:sub', { n: drafts, last: year - 1, year, count: drafts })}</p>
        </div>
        <div className="plan-acts">
          <Select
            width={110}
            label={t('plan-ahead:year')}
            value={String(year)}
            choices={choices.map((one) => ({ value: String(one), label: t('plan-ahead:planOf', { year: one }) }))}
            onChange={(value) => {
              setChosen(new Set());
              void navigate({ to: '/plan-ahead', search: { year: Number(value) } });
            }}
          />
          <Link className="button button-plain" to="/items/new" search={{ year, template: true }}>
            {t('plan-ahead:fromTemplate')}
          </Link>
          <Button kind="primary" disabled={chosen.size === 0} onPress={() => setOpen(true)}>
            {t('plan-ahead:carry', { n: chosen.size, count: chosen.size })}
          </Button>
        </div>
      </div>
      <Refusal error={error} onRetry={() => void Promise.all([years.refetch(), now.refetch(), next.refetch()])} />
      {!error && (now.isPending || next.isPending) && <Skeleton rows={12} height={48} />}
      {now.data && next.data && (
        <>
          <BatchList batches={next.data.batches} />
          {groups.length === 0 ? (
            <Empty title={t('plan-ahead:none')}>{t('plan-ahead:noneText')}</Empty>
          ) : (
            <PlanGroups groups={groups} year={year} chosen={chosen} onChoose={choose} />
          )}
        </>
      )}
      {isOpen && (
        <CarryDrawer
          year={year}
          ids={[...chosen]}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            setChosen(new Set());
          }}
        />
      )}
    </div>
  );
}
