// The units that take part in one child, each with its share; what the shares leave is the lead unit's.
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { FieldGroup } from '../../../../web/ui/Field.tsx';
import { NumberInput } from '../../../../web/ui/Input.tsx';
import { PersonPicker, UnitPicker } from '../../../../web/ui/pickers.tsx';
import {
  byDefault,
  type CoUnit,
  evenly,
  leadShareOf,
  percentOf,
  shareOf,
  shareTrouble,
  withCoUnit,
  withoutCoUnit,
} from './coUnitShares.ts';
import { freshRowKey, isFixed, type SheetRow } from './sheet.ts';

interface CoUnitFieldsProps {
  row: SheetRow;
  mayEdit: boolean;
  /** The server's sentence about these shares. */
  error: string | undefined;
  set: (change: Partial<SheetRow>) => void;
}

/** The place in the drawer to which the grid's cell leads. */
export const coUnitsPlace = 'co-units';

export function CoUnitFields({ row, mayEdit, error, set }: CoUnitFieldsProps) {
  const { t } = useWords();
  const { percent } = useFormats();
  const { coUnits } = row;
  const isOpen = mayEdit && !isFixed(row, 'coUnits');
  const put = (next: CoUnit[]) => set({ coUnits: next });
  const trouble = shareTrouble(row.unit?.id ?? null, coUnits);
  const lead = leadShareOf(coUnits);
  return (
    <div id={coUnitsPlace} className="co-units">
      <FieldGroup legend={t('decomposition:shares.title')} hint={t('decomposition:shares.hint')}>
        {coUnits.map((one, at) => (
          <CoUnitRow key={one.key} one={one} at={at} isOpen={isOpen} coUnits={coUnits} put={put} />
        ))}
        {coUnits.length > 0 && (
          <p className="co-unit-lead" role="status">
            {t('decomposition:shares.lead')} <b>{percent(percentOf(lead))}</b>
          </p>
        )}
        {(trouble || error) && (
          <p className="field-error" role="alert">
            {error ?? t(`decomposition:shares.trouble.${trouble}`)}
          </p>
        )}
        {isOpen && (
          <span className="co-unit-acts">
            <Button
              icon="plus"
              onPress={() =>
                put(withCoUnit(coUnits, { key: freshRowKey(), unitId: null, share: null, personId: null }))
              }
            >
              {t('decomposition:shares.add')}
            </Button>
            {coUnits.length > 0 && (
              <>
                <Button kind="quiet" onPress={() => put(byDefault(coUnits))}>
                  {t('decomposition:shares.byDefault')}
                </Button>
                <Button kind="quiet" onPress={() => put(evenly(coUnits))}>
                  {t('decomposition:shares.evenly')}
                </Button>
              </>
            )}
          </span>
        )}
      </FieldGroup>
    </div>
  );
}

interface CoUnitRowProps {
  one: CoUnit;
  at: number;
  isOpen: boolean;
  coUnits: readonly CoUnit[];
  put: (next: CoUnit[]) => void;
}

function CoUnitRow({ one, at, isOpen, coUnits, put }: CoUnitRowProps) {
  const { t } = useWords();
  const n = { n: at + 1 };
  const change = (next: Partial<CoUnit>) =>
    put(coUnits.map((each) => (each.key === one.key ? { ...each, ...next } : each)));
  return (
    <div className="co-unit">
      <UnitPicker
        label={t('decomposition:shares.unit', n)}
        value={one.unitId}
        disabled={!isOpen}
        onChange={(unitId) => change({ unitId })}
      />
      <PersonPicker
        label={t('decomposition:shares.person', n)}
        placeholder={t('decomposition:shares.personPlaceholder')}
        clearable
        value={one.personId}
        disabled={!isOpen}
        onChange={(personId) => change({ personId })}
        {...(one.unitId ? { unitId: one.unitId } : {})}
      />
      <NumberInput
        label={t('decomposition:shares.share', n)}
        suffix="%"
        min={0.01}
        max={99.99}
        value={percentOf(one.share)}
        disabled={!isOpen}
        onChange={(share) => change({ share: shareOf(share) })}
      />
      {isOpen && (
        <Button
          kind="quiet"
          icon="close"
          label={t('decomposition:shares.remove', n)}
          onPress={() => put(withoutCoUnit(coUnits, one.key))}
        />
      )}
    </div>
  );
}
