// The X-matrix of the plan: goals, objectives, key works, indicators and units on one page, and what serves what between them.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { remote } from '../../../../web/api.ts';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { reading } from '../../../../web/queries.ts';
import { Refused } from '../../../../web/refusal.ts';
import type { MatrixSearch } from '../../../../web/routes.tsx';
import { NotFound } from '../../../../web/shell/Troubles.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty, Notice, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import type { readXMatrix } from '../../x-matrix.contract.ts';
import { LooseList } from './LooseList.tsx';
import { MarkShape } from './MatrixMark.tsx';
import { MatrixTable } from './MatrixTable.tsx';
import { gridOf, type Head, type MatrixData, type MatrixMark, relatedTo } from './matrixGrid.ts';
import { useMatrixNames } from './matrixNames.ts';
import { WhyLine } from './WhyLine.tsx';
import './x-matrix.css';

const endpoint = remote<typeof readXMatrix>('GET', '/x-matrix');
/** A plan with more key works than this opens at its first goal. */
const mostAtOnce = 24;

type Change = (next: { [K in keyof MatrixSearch]?: MatrixSearch[K] | undefined }) => void;

interface FiltersProps {
  plan: MatrixData;
  goal: string | null;
  search: MatrixSearch;
  change: Change;
}

function Filters({ plan, goal, search, change }: FiltersProps) {
  const { t } = useWords();
  const twin = useTwin();
  const at = plan.goals.findIndex((one) => one.id === goal);
  const turn = (by: number) => change({ goal: plan.goals[(at + by + plan.goals.length) % plan.goals.length]?.id });
  return (
    <div className="xm-filters no-print">
      <div className="xm-filter-goal">
        <Select
          label={t('x-matrix:filter.goal')}
          value={goal ?? 'all'}
          onChange={(value) => change({ goal: value ?? 'all' })}
          choices={[
            { value: 'all', label: t('x-matrix:filter.all') },
            ...plan.goals.map((one) => ({
              value: one.id,
              label: `${one.code ?? ''} ${twin(one.title, one.titleEn) || t('item.placeholder')}`,
            })),
          ]}
        />
      </div>
      {goal !== null && plan.goals.length > 1 && (
        <span className="xm-turn">
          <Button icon="back" label={t('x-matrix:filter.before')} onPress={() => turn(-1)} />
          <Button icon="right" label={t('x-matrix:filter.next')} onPress={() => turn(1)} />
        </span>
      )}
      <div className="xm-filter-sector">
        <Select
          label={t('x-matrix:filter.sector')}
          placeholder={t('x-matrix:filter.sector')}
          clearable
          value={search.sector ?? null}
          onChange={(value) => change({ sector: value ?? undefined })}
          choices={plan.sectors.map((one) => ({ value: one.id, label: twin(one.name, one.nameEn) }))}
        />
      </div>
      {plan.years.length > 1 && (
        <div className="xm-filter-year">
          <Select
            label={t('x-matrix:filter.year')}
            value={String(plan.year)}
            onChange={(value) => change({ year: value ? Number(value) : undefined })}
            choices={plan.years.map((year) => ({ value: String(year), label: t('x-matrix:filter.ofYear', { year }) }))}
          />
        </div>
      )}
    </div>
  );
}

function Matrix({ data }: { data: MatrixData }) {
  const { t } = useWords();
  const names = useMatrixNames(data);
  const grid = useMemo(() => gridOf(data), [data]);
  const [chosen, setChosen] = useState<Head | null>(null);
  const [mark, setMark] = useState<MatrixMark | null>(null);
  const lit = useMemo(() => relatedTo(grid, chosen), [grid, chosen]);
  if (data.rows.length === 0) return <Empty title={t('x-matrix:none')}>{t('x-matrix:noneText')}</Empty>;
  const choose = (head: Head) => {
    setMark(null);
    setChosen((before) => (before?.id === head.id ? null : head));
  };
  const clear = () => {
    setMark(null);
    setChosen(null);
  };
  return (
    <>
      <WhyLine mark={mark} chosen={chosen} names={names} onClear={clear} />
      <div className="xm-sheet">
        <div>
          <MatrixTable
            grid={grid}
            names={names}
            lit={lit}
            chosen={chosen}
            mark={mark}
            onChoose={choose}
            onMark={(one) => {
              setChosen(null);
              setMark(one);
            }}
          />
          <p className="xm-legend small quiet">
            {(['strong', 'weak', 'unit_strong', 'unit_part', 'unit_weak'] as const).map((key) => (
              <span key={key}>
                <MarkShape strength={key.endsWith('strong') ? 'strong' : key.endsWith('part') ? 'part' : 'weak'} />{' '}
                {t(`x-matrix:legend.${key}`)}
              </span>
            ))}
          </p>
          {data.works > grid.north.length && (
            <Notice>{t('x-matrix:tooMany', { shown: grid.north.length, all: data.works })}</Notice>
          )}
        </div>
        <LooseList grid={grid} names={names} />
      </div>
    </>
  );
}

export function XMatrixPage() {
  const { t } = useWords();
  const { count } = useFormats();
  const search = useSearch({ from: '/shell/x-matrix' });
  const navigate = useNavigate({ from: '/x-matrix' });
  const change: Change = (next) => void navigate({ search: (present) => ({ ...present, ...next }), replace: true });
  const shared = {
    ...(search.year === undefined ? {} : { year: search.year }),
    ...(search.sector === undefined ? {} : { sectorId: search.sector }),
  };
  const plan = useQuery(reading(endpoint, { query: shared }));
  const first = plan.data && plan.data.works > mostAtOnce ? (plan.data.goals[0]?.id ?? null) : null;
  const goal = search.goal === undefined ? first : search.goal === 'all' ? null : search.goal;
  const part = useQuery({
    ...reading(endpoint, { query: { ...shared, ...(goal ? { rootId: goal } : {}) } }),
    enabled: plan.data !== undefined,
    placeholderData: (before) => before,
  });
  const error = plan.error ?? part.error;
  if (error instanceof Refused && error.status === 404) return <NotFound />;
  const data = part.data;
  const of = (arm: MatrixData['rows'][number]['arm']) => data?.rows.filter((row) => row.arm === arm).length ?? 0;
  const say = (key: string, n: number) => t(`x-matrix:of.${key}`, { count: n, n: count(n) });
  return (
    <article className="xm-page">
      <header className="page-head">
        <div>
          <h1>{t('x-matrix:title')}</h1>
          <p className="page-sub">
            {data
              ? [
                  t('x-matrix:of.year', { n: data.year }),
                  say('goal', of('goal')),
                  say('objective', of('objective')),
                  say('work', of('work')),
                  say('indicator', data.indicators.length),
                  say('unit', data.units.length),
                ].join(' · ')
              : '\u00a0'}
          </p>
        </div>
        <div className="no-print">
          <Button icon="print" onPress={() => window.print()}>
            {t('x-matrix:print')}
          </Button>
        </div>
      </header>
      {plan.data && <Filters plan={plan.data} goal={goal} search={search} change={change} />}
      <Refusal error={error} onRetry={() => void part.refetch()} />
      {data ? (
        <Matrix key={`${data.rootId} ${data.year} ${search.sector}`} data={data} />
      ) : (
        !error && <Skeleton rows={14} />
      )}
    </article>
  );
}
