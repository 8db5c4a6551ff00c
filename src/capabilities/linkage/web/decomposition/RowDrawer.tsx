// Everything of one child: its words in both languages, requirement and standard, and what the grid has no room for.
import { type ReactNode, useEffect } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { DatePicker } from '../../../../web/ui/DatePicker.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Notice } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { NumberInput, TextArea, TextInput } from '../../../../web/ui/Input.tsx';
import { PersonPicker, UnitPicker } from '../../../../web/ui/pickers.tsx';
import { Check } from '../../../../web/ui/Segmented.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import { CoUnitFields, coUnitsPlace } from './CoUnitFields.tsx';
import { type Column, spotOf } from './gridColumns.ts';
import { type Bounds, type Horizon, isFixed, isStanding, type Sheet, type SheetRow } from './sheet.ts';
import { withoutRow, withRow } from './sheetEdits.ts';
import { TargetFields } from './TargetFields.tsx';
import { useBrief } from './useBrief.ts';

interface RowDrawerProps {
  row: SheetRow | null;
  indicators: Sheet['indicators'];
  /** The part of the row for which it was opened. */
  place: 'coUnits' | null;
  bounds: Bounds;
  mayEdit: boolean;
  wrong: ReadonlyMap<string, string>;
  change: (next: (present: Sheet) => Sheet) => void;
  onClose: () => void;
}

export function RowDrawer({ row, change, onClose, mayEdit, ...rest }: RowDrawerProps) {
  const { t } = useWords();
  return (
    <Drawer
      open={row !== null}
      onClose={onClose}
      width={560}
      title={row?.title || t('decomposition:newRow')}
      subtitle={row?.code ?? undefined}
      acts={
        <>
          <Button kind="primary" onPress={onClose}>
            {t('decomposition:doneRow')}
          </Button>
          {row && mayEdit && !isStanding(row) && (
            <Button
              kind="danger"
              onPress={() => {
                change((present) => withoutRow(present, row.key));
                onClose();
              }}
            >
              {t('decomposition:delete')}
            </Button>
          )}
        </>
      }
    >
      {row && <RowFields {...rest} row={row} mayEdit={mayEdit} change={change} />}
    </Drawer>
  );
}

type FieldsProps = Omit<RowDrawerProps, 'row' | 'onClose'> & { row: SheetRow };
type Set = (change: Partial<SheetRow>) => void;

const horizons: readonly Horizon[] = ['five_year', 'mid_term', 'annual', 'task'];
const frequencies = ['week', 'month', 'quarter'] as const;

function RowFields({ row, indicators, place, bounds, mayEdit, wrong, change }: FieldsProps) {
  const { t } = useWords();
  useEffect(() => {
    if (place) document.getElementById(coUnitsPlace)?.scrollIntoView({ block: 'center' });
  }, [place]);
  const set: Set = (next) => change((present) => withRow(present, row.key, next));
  const part = { row, set, mayEdit, wrong };
  return (
    <>
      {isStanding(row) && <Notice>{t('decomposition:standingText')}</Notice>}
      {row.changes.length > 0 && <Notice>{t('decomposition:wouldChange')}</Notice>}
      <Words {...part} />
      <Charge {...part} bounds={bounds} />
      <TargetFields row={row} indicators={indicators} mayEdit={mayEdit} set={set} />
      <CoUnitFields row={row} mayEdit={mayEdit} error={wrong.get(spotOf(row.key, 'coUnits'))} set={set} />
      <Extras {...part} />
    </>
  );
}

interface PartProps {
  row: SheetRow;
  set: Set;
  mayEdit: boolean;
  wrong: ReadonlyMap<string, string>;
}

function Words({ row, set, mayEdit, wrong }: PartProps) {
  const { t } = useWords();
  const optional = t('field.optional');
  const line = (field: 'title' | 'titleEn', isOptional: boolean): ReactNode => (
    <Field
      label={t(`decomposition:field.${field}`)}
      {...(isOptional ? { optional } : {})}
      error={wrong.get(spotOf(row.key, field === 'titleEn' ? 'title' : field))}
    >
      {(control) => (
        <TextInput
          control={control}
          value={row[field]}
          disabled={!mayEdit}
          onChange={(text) => set({ [field]: text })}
        />
      )}
    </Field>
  );
  const area = (field: 'requirement' | 'standard' | 'requirementEn' | 'standardEn', isOptional: boolean): ReactNode => (
    <Field label={t(`decomposition:field.${field}`)} {...(isOptional ? { optional } : {})}>
      {(control) => (
        <TextArea
          control={control}
          rows={2}
          value={row[field]}
          disabled={!mayEdit}
          onChange={(text) => set({ [field]: text })}
        />
      )}
    </Field>
  );
  return (
    <>
      {line('title', false)}
      {area('requirement', false)}
      {area('standard', false)}
      <details className="row-twins" open={Boolean(row.titleEn || row.requirementEn || row.standardEn)}>
        <summary>{t('decomposition:twins')}</summary>
        {line('titleEn', true)}
        {area('requirementEn', true)}
        {area('standardEn', true)}
      </details>
    </>
  );
}

function Charge({ row, set, mayEdit, wrong, bounds }: PartProps & { bounds: Bounds }) {
  const { t } = useWords();
  const twin = useTwin();
  const { institution } = useMe();
  const briefOf = useBrief();
  const locked = (field: keyof SheetRow) => !mayEdit || isFixed(row, field);
  const error = (column: Column) => wrong.get(spotOf(row.key, column));
  return (
    <div className="form-row">
      <Field label={t('decomposition:column.unit')} error={error('unit')} hint={row.unknownUnit ?? undefined}>
        {(control) => (
          <UnitPicker
            control={control}
            value={row.unit?.id ?? null}
            disabled={locked('unit')}
            onChange={(id) => void briefOf('unit', id).then((unit) => set({ unit, unknownUnit: null }))}
          />
        )}
      </Field>
      <Field label={t('decomposition:column.person')} error={error('person')} hint={row.unknownPerson ?? undefined}>
        {(control) => (
          <PersonPicker
            control={control}
            value={row.person?.id ?? null}
            disabled={locked('person')}
            onChange={(id) => void briefOf('person', id).then((person) => set({ person, unknownPerson: null }))}
          />
        )}
      </Field>
      <Field label={t('decomposition:column.start')} error={error('start')}>
        {(control) => (
          <DatePicker
            control={control}
            value={row.start}
            min={bounds.start}
            max={bounds.due}
            disabled={locked('start')}
            onChange={(start) => set({ start })}
          />
        )}
      </Field>
      <Field label={t('decomposition:column.due')} error={error('due')}>
        {(control) => (
          <DatePicker
            control={control}
            value={row.due}
            min={bounds.start}
            max={bounds.due}
            disabled={locked('due')}
            onChange={(due) => set({ due })}
          />
        )}
      </Field>
      <Field label={t('decomposition:column.weight')} error={error('weight')}>
        {(control) => (
          <NumberInput
            control={control}
            value={row.weight}
            min={0.01}
            max={100}
            disabled={!mayEdit}
            onChange={(weight) => set({ weight })}
          />
        )}
      </Field>
      <Field label={t('decomposition:column.level')} error={error('level')}>
        {(control) => (
          <Select
            control={control}
            value={String(row.level)}
            disabled={locked('level')}
            onChange={(rank) => set({ level: Number(rank) })}
            choices={institution.levels
              .filter((level) => level.rank >= bounds.level)
              .map((level) => ({ value: String(level.rank), label: twin(level.name, level.nameEn) }))}
          />
        )}
      </Field>
    </div>
  );
}

function Extras({ row, set, mayEdit }: PartProps) {
  const { t } = useWords();
  return (
    <>
      <div className="form-row">
        <Field label={t('decomposition:field.horizon')}>
          {(control) => (
            <Select
              control={control}
              value={row.horizon}
              disabled={!mayEdit || isFixed(row, 'horizon')}
              onChange={(chosen) => set({ horizon: horizons.find((one) => one === chosen) ?? row.horizon })}
              choices={horizons.map((one) => ({ value: one, label: t(`horizon.${one}`) }))}
            />
          )}
        </Field>
        <Field label={t('decomposition:field.frequency')} optional={t('field.optional')}>
          {(control) => (
            <Select
              control={control}
              clearable
              value={row.frequency}
              disabled={!mayEdit || isStanding(row)}
              onChange={(chosen) => set({ frequency: frequencies.find((one) => one === chosen) ?? null })}
              choices={frequencies.map((one) => ({ value: one, label: t(`decomposition:frequency.${one}`) }))}
            />
          )}
        </Field>
        <Field label={t('decomposition:field.priority')}>
          {(control) => (
            <Select
              control={control}
              value={String(row.priority)}
              disabled={!mayEdit}
              onChange={(chosen) => set({ priority: Number(chosen) })}
              choices={[1, 2, 3].map((one) => ({ value: String(one), label: t(`decomposition:priority.${one}`) }))}
            />
          )}
        </Field>
        <Field label={t('decomposition:field.plannedMinutes')} optional={t('field.optional')}>
          {(control) => (
            <NumberInput
              control={control}
              decimals={0}
              min={0}
              value={row.plannedMinutes}
              disabled={!mayEdit}
              onChange={(plannedMinutes) => set({ plannedMinutes })}
            />
          )}
        </Field>
      </div>
      <Check
        checked={row.placeholder}
        disabled={!mayEdit || isStanding(row)}
        onChange={(placeholder) => set({ placeholder })}
      >
        {t('decomposition:field.placeholder')} <span className="small quiet">{t('decomposition:placeholderHint')}</span>
      </Check>
    </>
  );
}
