// Where the page looks and how it groups, all kept in the address so that a view can be sent to somebody.
import { useQuery } from '@tanstack/react-query';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { UnitPicker } from '../../../../web/ui/pickers.tsx';
import { Check, Segmented } from '../../../../web/ui/Segmented.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import { type AddsUpSearch, itemQuery, rootsQuery } from './addsUpQueries.ts';

interface AddsUpFiltersProps {
  search: AddsUpSearch;
  change: (next: Partial<AddsUpSearch>) => void;
}

const views = ['kind', 'unit', 'level', 'item'] as const;

export function AddsUpFilters({ search, change }: AddsUpFiltersProps) {
  const { t } = useWords();
  const { today, person } = useMe();
  const year = Number(today.slice(0, 4));
  const isFiltered = Boolean(search.rootId || search.unitId || search.year || search.code || search.personId);
  return (
    <search className="adds-filters no-print">
      <Segmented
        label={t('adds-up:view.label')}
        value={search.by ?? 'kind'}
        onChange={(by) => change({ by: by === 'kind' ? undefined : by })}
        choices={views.map((value) => ({ value, label: t(`adds-up:view.${value}`) }))}
      />
      <span className="adds-filter">
        <RootChoice search={search} change={change} />
      </span>
      <span className="adds-filter">
        <UnitPicker
          label={t('adds-up:filter.unit')}
          placeholder={t('adds-up:filter.unit')}
          clearable
          value={search.unitId ?? null}
          onChange={(unitId) => change({ unitId: unitId ?? undefined })}
        />
      </span>
      <span className="adds-filter adds-year">
        <Select
          label={t('adds-up:filter.year')}
          placeholder={t('adds-up:filter.year')}
          clearable
          value={search.year ? String(search.year) : null}
          onChange={(chosen) => change({ year: chosen ? Number(chosen) : undefined })}
          choices={[year - 1, year, year + 1].map((one) => ({ value: String(one), label: String(one) }))}
        />
      </span>
      <Check
        checked={search.personId === person.id}
        onChange={(mine) => change({ personId: mine ? person.id : undefined })}
      >
        {t('adds-up:filter.mine')}
      </Check>
      {isFiltered && (
        <Button
          kind="quiet"
          icon="close"
          label={t('adds-up:filter.clear')}
          tip={t('adds-up:filter.clear')}
          onPress={() =>
            change({ rootId: undefined, unitId: undefined, year: undefined, code: undefined, personId: undefined })
          }
        />
      )}
    </search>
  );
}

/** Plans and key works that hang from nothing; the item that the address names is among them even where it hangs deeper. */
function RootChoice({ search, change }: AddsUpFiltersProps) {
  const { t } = useWords();
  const twin = useTwin();
  const roots = useQuery({ ...rootsQuery, staleTime: 300_000 });
  const named = useQuery({ ...itemQuery(search.rootId ?? ''), enabled: search.rootId !== undefined });
  const rows = [...(roots.data?.items ?? [])];
  if (named.data && !rows.some((row) => row.id === named.data.id)) rows.unshift(named.data);
  return (
    <Select
      label={t('adds-up:filter.root')}
      placeholder={t('adds-up:filter.root')}
      clearable
      value={search.rootId ?? null}
      onChange={(rootId) => change({ rootId: rootId ?? undefined })}
      choices={rows.map((row) => ({
        value: row.id,
        label: `${row.code ?? ''} ${twin(row.title, row.titleEn) || t('item.placeholder')}`,
      }))}
    />
  );
}
