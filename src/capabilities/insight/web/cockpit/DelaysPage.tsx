// Every limit that was let pass, by whomever it bound: one list for leaders, departments, gatekeepers and everybody else.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { z } from 'zod';
import { unset, useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { ListFoot } from '../../../../web/ui/ListFoot.tsx';
import { UnitPicker } from '../../../../web/ui/pickers.tsx';
import { Check, Segmented } from '../../../../web/ui/Segmented.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import { Table } from '../../../../web/ui/Table.tsx';
import type { Delays as DelaysShape } from '../../../promotion/delay.contract.ts';
import { DELAY_KINDS } from '../../../promotion/delay.rules.ts';
import { type DelaysSearch, delaysQuery } from './cockpitQueries.ts';
import { DelayTable } from './DelayTable.tsx';
import './cockpit.css';

type Delays = z.output<typeof DelaysShape>;
const SHOWN = ['open', 'ended', 'all'] as const;

export function DelaysPage() {
  const { t } = useWords();
  const { count } = useFormats();
  const search = useSearch({ from: '/shell/delays' });
  const navigate = useNavigate({ from: '/delays' });
  const found = useInfiniteQuery({ ...delaysQuery(search), placeholderData: (before) => before });
  const change = (next: Partial<DelaysSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const first = found.data?.pages[0];
  const total = first?.total ?? rows.length;
  return (
    <div className="delays">
      <p className="item-back no-print">
        <Link to="/cockpit">← {t('nav.cockpit')}</Link>
      </p>
      <div className="page-head">
        <div>
          <h1>{t('cockpit:delays.title')}</h1>
          <p className="page-sub">{t('cockpit:delays.sub')}</p>
        </div>
      </div>
      <Filters search={search} change={change} />
      <Refusal error={found.error} onRetry={() => void found.refetch()} />
      {found.isPending && <Skeleton rows={10} height={48} />}
      {first && rows.length === 0 && <Empty title={t('cockpit:delays.none')}>{t('cockpit:delays.noneText')}</Empty>}
      {first && rows.length > 0 && (
        <>
          <Figures delays={first} />
          <DelayTable rows={rows} />
          <ListFoot total={t('cockpit:delays.total', { count: total, n: count(total) })} list={found} />
        </>
      )}
    </div>
  );
}

function Filters({ search, change }: { search: DelaysSearch; change: (next: Partial<DelaysSearch>) => void }) {
  const { t } = useWords();
  const twin = useTwin();
  const { institution } = useMe();
  return (
    <div className="delays-filters no-print">
      <Segmented
        label={t('cockpit:delays.show')}
        value={search.show ?? 'open'}
        choices={SHOWN.map((value) => ({ value, label: t(`cockpit:delays.shown.${value}`) }))}
        onChange={(next) => change({ show: next === 'open' ? undefined : next })}
      />
      <Select
        label={t('cockpit:delays.what')}
        placeholder={t('cockpit:delays.anyKind')}
        clearable
        width={180}
        value={search.kind ?? null}
        choices={DELAY_KINDS.map((value) => ({ value, label: t(`cockpit:kind.${value}`) }))}
        onChange={(next) => change({ kind: DELAY_KINDS.find((one) => one === next) })}
      />
      <Select
        label={t('cockpit:delays.level')}
        placeholder={t('cockpit:delays.anyLevel')}
        clearable
        width={150}
        value={search.level ? String(search.level) : null}
        choices={institution.levels.map((level) => ({
          value: String(level.rank),
          label: twin(level.name, level.nameEn),
        }))}
        onChange={(next) => change({ level: next ? Number(next) : undefined })}
      />
      <UnitPicker
        label={t('cockpit:delays.unit')}
        placeholder={t('cockpit:delays.anyUnit')}
        clearable
        width={190}
        value={search.unit ?? null}
        onChange={(unit) => change({ unit: unit ?? undefined })}
      />
      <Check checked={search.mine ?? false} onChange={(on) => change({ mine: on || undefined })}>
        {t('cockpit:delays.onlyMine')}
      </Check>
    </div>
  );
}

/** By level and by unit, never by person; small groups are counted with the one above. */
function Figures({ delays }: { delays: Delays }) {
  const { t } = useWords();
  const twin = useTwin();
  const { count, figure } = useFormats();
  const { institution } = useMe();
  const names = (levels: readonly number[]) =>
    institution.levels
      .filter((level) => levels.includes(level.rank))
      .map((level) => twin(level.name, level.nameEn))
      .join(t('list.separator'));
  const byLevel = (delays.byLevel ?? []).map((group) => ({
    ...group,
    key: group.levels.join(),
    name: names(group.levels),
  }));
  const byUnit = (delays.byUnit ?? []).map((group) => ({
    ...group,
    key: group.unit.id,
    name: `${twin(group.unit.name, group.unit.nameEn)}${group.withBelow ? ` ${t('cockpit:delays.withBelow')}` : ''}`,
  }));
  const columns = (header: string) => [
    { key: 'name', header, cell: (row: { name: string }) => row.name },
    {
      key: 'delays',
      header: t('cockpit:delays.count'),
      numbers: true,
      width: 90,
      cell: (row: { delays: number }) => count(row.delays),
    },
    {
      key: 'median',
      header: t('cockpit:delays.median'),
      numbers: true,
      width: 130,
      cell: (row: { medianDays: number | null }) => (row.medianDays === null ? unset : figure(row.medianDays)),
    },
  ];
  return (
    <details className="delays-figures">
      <summary>{t('cockpit:delays.figures')}</summary>
      <div className="delays-groups">
        <Table
          label={t('cockpit:delays.byLevel')}
          rows={byLevel}
          rowKey={(row) => row.key}
          columns={columns(t('cockpit:delays.level'))}
        />
        <Table
          label={t('cockpit:delays.byUnit')}
          rows={byUnit}
          rowKey={(row) => row.key}
          columns={columns(t('cockpit:delays.unit'))}
        />
      </div>
      <p className="small quiet">{t('cockpit:delays.merged')}</p>
    </details>
  );
}
