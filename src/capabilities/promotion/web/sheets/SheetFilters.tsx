// What the list of sheets is narrowed to; all of it stands in the address.
import { useWords } from '../../../../web/language.ts';
import { LightMark } from '../../../../web/ui/Light.tsx';
import { UnitPicker } from '../../../../web/ui/pickers.tsx';
import { Check, Segmented } from '../../../../web/ui/Segmented.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import type { SheetsSearch, Shown, Sort } from './sheetQueries.ts';
import { COLOURS } from './sheetWords.ts';

const SHOWN: readonly Shown[] = ['open', 'replied', 'unsettled', 'ended', 'voided', 'all'];
const MINE = ['reply', 'judge', 'addressed'] as const;
const SORTS: readonly Sort[] = ['replyBy', 'issuedOn', 'number'];

interface SheetFiltersProps {
  search: SheetsSearch;
  change: (next: Partial<SheetsSearch>) => void;
}

export function SheetFilters({ search, change }: SheetFiltersProps) {
  const { t } = useWords();
  return (
    <div className="sheets-filters no-print">
      <Segmented
        label={t('sheets:filter.state')}
        value={search.show ?? 'open'}
        choices={SHOWN.map((value) => ({ value, label: t(`sheets:state.${value}`) }))}
        onChange={(next) => change({ show: next === 'open' ? undefined : next })}
      />
      <Segmented
        label={t('sheets:filter.colour')}
        value={search.colour ?? 'any'}
        choices={[
          { value: 'any' as const, label: t('sheets:filter.anyColour') },
          ...COLOURS.map((value) => ({
            value,
            label: (
              <span className="sheets-colour">
                <LightMark colour={value} />
                {t(`light.${value}`)}
              </span>
            ),
          })),
        ]}
        onChange={(next) => change({ colour: next === 'any' ? undefined : next })}
      />
      <span className="sheets-break" />
      <Select
        label={t('sheets:filter.mine')}
        placeholder={t('sheets:filter.anyMine')}
        clearable
        width={150}
        value={search.mine ?? null}
        choices={MINE.map((value) => ({ value, label: t(`sheets:filter.${value}`) }))}
        onChange={(next) => change({ mine: MINE.find((one) => one === next) })}
      />
      <UnitPicker
        label={t('sheets:filter.unit')}
        placeholder={t('sheets:filter.anyUnit')}
        clearable
        width={180}
        value={search.unit ?? null}
        onChange={(unit) => change({ unit: unit ?? undefined })}
      />
      <Check checked={search.overdue ?? false} onChange={(on) => change({ overdue: on || undefined })}>
        {t('sheets:filter.overdue')}
      </Check>
      <Check checked={search.numbered ?? false} onChange={(on) => change({ numbered: on || undefined })}>
        {t('sheets:filter.numbered')}
      </Check>
      <span className="sheets-sort">
        <Select
          label={t('sheets:filter.sort')}
          width={150}
          value={search.sort ?? 'replyBy'}
          choices={SORTS.map((value) => ({ value, label: t(`sheets:sort.${value}`) }))}
          onChange={(next) => change({ sort: next === 'issuedOn' || next === 'number' ? next : undefined })}
        />
      </span>
    </div>
  );
}
