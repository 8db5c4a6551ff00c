// What one child carries of each of the item's indicators, in the drawer of its row: the grid's cells for a phone.
import { useTwin, useWords } from '../../../../web/language.ts';
import { Field, FieldGroup } from '../../../../web/ui/Field.tsx';
import { NumberInput } from '../../../../web/ui/Input.tsx';
import { carriedBy, withTarget } from './childTargets.ts';
import { gridIndicators } from './gridColumns.ts';
import type { RowIndicator, SheetIndicator, SheetRow } from './sheet.ts';

interface TargetFieldsProps {
  row: SheetRow;
  indicators: readonly SheetIndicator[];
  mayEdit: boolean;
  set: (change: Partial<SheetRow>) => void;
}

const nothing = { target: null, bandLow: null, bandHigh: null };
type Figure = keyof typeof nothing;

export function TargetFields({ row, indicators, mayEdit, set }: TargetFieldsProps) {
  const { t } = useWords();
  const twin = useTwin();
  const named = gridIndicators({ indicators });
  if (named.length === 0) return null;
  const put = (indicator: SheetIndicator, carried: RowIndicator | null, change: Partial<typeof nothing>) => {
    const { target, bandLow, bandHigh } = { ...nothing, ...carried, ...change };
    const isEmpty = target === null && bandLow === null && bandHigh === null;
    set({ indicators: withTarget(row, indicator.key, isEmpty ? null : { target, bandLow, bandHigh }).indicators });
  };
  return (
    <FieldGroup legend={t('decomposition:targets')} hint={t('decomposition:targetsHint')}>
      <div className="form-row">
        {named.map((indicator) => {
          const carried = carriedBy(row, indicator.key);
          const name = twin(indicator.name, indicator.nameEn);
          const fields: Figure[] = indicator.polarity === 'band' ? ['bandLow', 'bandHigh'] : ['target'];
          return fields.map((field) => (
            <Field
              key={`${indicator.key} ${field}`}
              label={field === 'target' ? name : `${name} ${t(`decomposition:indicator.${field}`)}`}
            >
              {(control) => (
                <NumberInput
                  control={control}
                  decimals={4}
                  exact
                  {...(indicator.unit ? { suffix: indicator.unit } : {})}
                  value={carried?.[field] ?? null}
                  disabled={!mayEdit}
                  onChange={(value) => put(indicator, carried, { [field]: value })}
                />
              )}
            </Field>
          ));
        })}
      </div>
    </FieldGroup>
  );
}
