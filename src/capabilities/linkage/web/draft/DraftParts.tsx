// The parts of a draft's form: words in both languages, carriers, dates, and what is rarely needed.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { remote } from '../../../../web/api.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { reading } from '../../../../web/queries.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { DatePicker } from '../../../../web/ui/DatePicker.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { NumberInput, TextArea, TextInput } from '../../../../web/ui/Input.tsx';
import { PersonPicker, UnitPicker } from '../../../../web/ui/pickers.tsx';
import { Check, Segmented } from '../../../../web/ui/Segmented.tsx';
import { MultiSelect, Select } from '../../../../web/ui/Select.tsx';
import type { disciplines, sectors, units } from '../../../institution/institution.contract.ts';
import type { PartProps } from './DraftPage.tsx';

const listSectors = remote<typeof sectors.list>('GET', '/sectors');
const listDisciplines = remote<typeof disciplines.list>('GET', '/disciplines');
const listUnits = remote<typeof units.list>('GET', '/units');

export function DraftWords({ draft, set, wrong }: PartProps) {
  const { t } = useWords();
  const [twins, setTwins] = useState(draft.titleEn !== '' || draft.requirementEn !== '');
  return (
    <section className="draft-part">
      <h2>{t('draft:part.what')}</h2>
      <Field label={t('draft:field.title')} error={wrong('title')}>
        {(control) => <TextInput control={control} value={draft.title} onChange={(title) => set({ title })} />}
      </Field>
      {twins && (
        <Field label={t('draft:field.titleEn')} optional={t('field.optional')} error={wrong('titleEn')}>
          {(control) => <TextInput control={control} value={draft.titleEn} onChange={(titleEn) => set({ titleEn })} />}
        </Field>
      )}
      <Field label={t('draft:field.requirement')} hint={t('draft:hint.requirement')} error={wrong('requirement')}>
        {(control) => (
          <TextArea
            control={control}
            rows={2}
            value={draft.requirement}
            onChange={(requirement) => set({ requirement })}
          />
        )}
      </Field>
      {twins && (
        <Field label={t('draft:field.requirementEn')} optional={t('field.optional')}>
          {(control) => (
            <TextArea
              control={control}
              rows={2}
              value={draft.requirementEn}
              onChange={(requirementEn) => set({ requirementEn })}
            />
          )}
        </Field>
      )}
      <Field label={t('draft:field.standard')} hint={t('draft:hint.standard')} error={wrong('standard')}>
        {(control) => (
          <TextArea control={control} rows={2} value={draft.standard} onChange={(standard) => set({ standard })} />
        )}
      </Field>
      {twins && (
        <Field label={t('draft:field.standardEn')} optional={t('field.optional')}>
          {(control) => (
            <TextArea
              control={control}
              rows={2}
              value={draft.standardEn}
              onChange={(standardEn) => set({ standardEn })}
            />
          )}
        </Field>
      )}
      {!twins && (
        <Button kind="quiet" onPress={() => setTwins(true)}>
          {t('draft:addTwins')}
        </Button>
      )}
    </section>
  );
}

export function DraftCarriers({ draft, set, wrong }: PartProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { institution } = useMe();
  const levels = institution.levels.map((level) => ({
    value: String(level.rank),
    label: `${level.rank} ${twin(level.name, level.nameEn)}`,
  }));
  return (
    <section className="draft-part">
      <h2>{t('draft:part.who')}</h2>
      <div className="draft-pair">
        <Field label={t('draft:field.level')} error={wrong('level')}>
          {(control) => (
            <Select
              control={control}
              value={draft.level}
              choices={levels}
              onChange={(level) => set({ level: level ?? '1' })}
            />
          )}
        </Field>
        <Field label={t('draft:field.leadUnit')} error={wrong('leadUnitId')}>
          {(control) => (
            <UnitPicker control={control} value={draft.leadUnitId} onChange={(leadUnitId) => set({ leadUnitId })} />
          )}
        </Field>
      </div>
      <Field
        label={t('draft:field.responsible')}
        hint={t('draft:hint.responsible')}
        error={wrong('responsiblePersonId')}
      >
        {(control) => (
          <PersonPicker
            control={control}
            value={draft.responsiblePersonId}
            onChange={(responsiblePersonId) => set({ responsiblePersonId })}
          />
        )}
      </Field>
      <Check checked={draft.interim} onChange={(interim) => set({ interim })}>
        {t('draft:field.interim')}
      </Check>
    </section>
  );
}

const HORIZONS = ['five_year', 'mid_term', 'annual', 'task'] as const;
const FREQUENCIES = ['week', 'month', 'quarter'] as const;

export function DraftDates({ draft, set, wrong }: PartProps) {
  const { t } = useWords();
  return (
    <section className="draft-part">
      <h2>{t('draft:part.when')}</h2>
      <Field label={t('draft:field.horizon')} error={wrong('horizon')}>
        {() => (
          <Segmented
            label={t('draft:field.horizon')}
            value={draft.horizon}
            onChange={(horizon) => set({ horizon })}
            choices={HORIZONS.map((value) => ({ value, label: t(`draft:horizon.${value}`) }))}
          />
        )}
      </Field>
      <div className="draft-pair">
        <Field label={t('draft:field.start')} error={wrong('start')}>
          {(control) => <DatePicker control={control} value={draft.start} onChange={(start) => set({ start })} />}
        </Field>
        <Field label={t('draft:field.due')} error={wrong('due')}>
          {(control) => (
            <DatePicker control={control} value={draft.due} min={draft.start} onChange={(due) => set({ due })} />
          )}
        </Field>
      </div>
      <Field label={t('draft:field.frequency')}>
        {() => (
          <Segmented
            label={t('draft:field.frequency')}
            value={draft.frequency}
            onChange={(frequency) => set({ frequency })}
            choices={FREQUENCIES.map((value) => ({ value, label: t(`draft:frequency.${value}`) }))}
          />
        )}
      </Field>
    </section>
  );
}

export function DraftMore(props: PartProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <details className="draft-part draft-more" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('draft:part.more')}</summary>
      {open && <DraftRest {...props} />}
    </details>
  );
}

function DraftRest({ draft, set, wrong }: PartProps) {
  const { t } = useWords();
  const twin = useTwin();
  const sectorList = useQuery(reading(listSectors, { query: { limit: 100 } }));
  const disciplineList = useQuery(reading(listDisciplines, { query: { limit: 500 } }));
  const unitList = useQuery(reading(listUnits, { query: { limit: 500 } }));
  const named = (rows: readonly { id: string; name: string; nameEn: string | null }[] | undefined) =>
    (rows ?? []).map((row) => ({ value: row.id, label: twin(row.name, row.nameEn) }));
  return (
    <>
      <div className="draft-pair">
        <Field label={t('draft:field.sector')} optional={t('field.optional')}>
          {(control) => (
            <Select
              control={control}
              clearable
              value={draft.sectorId}
              choices={named(sectorList.data?.items)}
              onChange={(sectorId) => set({ sectorId })}
            />
          )}
        </Field>
        <Field label={t('draft:field.discipline')} optional={t('field.optional')}>
          {(control) => (
            <Select
              control={control}
              clearable
              value={draft.disciplineId}
              choices={named(disciplineList.data?.items)}
              onChange={(disciplineId) => set({ disciplineId })}
            />
          )}
        </Field>
        <Field label={t('draft:field.leader')} optional={t('field.optional')}>
          {(control) => (
            <PersonPicker
              control={control}
              clearable
              value={draft.leaderInChargeId}
              onChange={(leaderInChargeId) => set({ leaderInChargeId })}
            />
          )}
        </Field>
        <Field label={t('draft:field.supervisor')} optional={t('field.optional')}>
          {(control) => (
            <PersonPicker
              control={control}
              clearable
              value={draft.supervisorId}
              onChange={(supervisorId) => set({ supervisorId })}
            />
          )}
        </Field>
      </div>
      <Field
        label={t('draft:field.coUnits')}
        optional={t('field.optional')}
        hint={t('draft:hint.coUnits')}
        error={wrong('coUnits')}
      >
        {(control) => (
          <MultiSelect
            control={control}
            value={draft.coUnitIds}
            choices={named(unitList.data?.items)}
            onChange={(coUnitIds) => set({ coUnitIds })}
          />
        )}
      </Field>
      <div className="draft-pair">
        <Field label={t('draft:field.priority')}>
          {() => (
            <Segmented
              label={t('draft:field.priority')}
              value={draft.priority}
              onChange={(priority) => set({ priority })}
              choices={(['1', '2', '3'] as const).map((value) => ({ value, label: t(`draft:priority.${value}`) }))}
            />
          )}
        </Field>
        <Field label={t('draft:field.weight')} optional={t('field.optional')} error={wrong('weight')}>
          {(control) => (
            <NumberInput
              control={control}
              value={draft.weight}
              min={0.01}
              max={100}
              onChange={(weight) => set({ weight })}
            />
          )}
        </Field>
      </div>
      <Field label={t('draft:field.resources')} optional={t('field.optional')}>
        {(control) => (
          <TextArea control={control} rows={2} value={draft.resources} onChange={(resources) => set({ resources })} />
        )}
      </Field>
      <Field label={t('draft:field.tags')} optional={t('field.optional')} hint={t('draft:hint.tags')}>
        {(control) => <TextInput control={control} value={draft.tags} onChange={(tags) => set({ tags })} />}
      </Field>
      <Check checked={draft.placeholder} onChange={(placeholder) => set({ placeholder })}>
        {t('draft:field.placeholder')}
      </Check>
    </>
  );
}
