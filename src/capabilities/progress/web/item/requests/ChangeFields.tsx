// A change of what was asked: each part folded until it is wanted, showing what stands; what is altered is marked and can be taken back.
import type { ReactNode } from 'react';
import { useFormats } from '../../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../../web/language.ts';
import { errorAt } from '../../../../../web/refusal.ts';
import { Button } from '../../../../../web/ui/Button.tsx';
import { Field } from '../../../../../web/ui/Field.tsx';
import { NumberInput, TextArea, TextInput } from '../../../../../web/ui/Input.tsx';
import { UnitPicker } from '../../../../../web/ui/pickers.tsx';
import { Segmented } from '../../../../../web/ui/Segmented.tsx';
import type { Item } from '../itemQueries.ts';
import { ChangeNodes } from './ChangeNodes.tsx';
import { type ChangeDraft, changesOf, coUnitsOf, freshRowKey, hoursOf, textAt, textFields } from './changes.ts';
import type { FieldsProps } from './RequestFields.tsx';

export interface ChangePartProps {
  item: Item;
  changes: ChangeDraft;
  set: (change: Partial<ChangeDraft>) => void;
  error: unknown;
}

const parts = {
  words: [...textFields],
  effort: ['weight', 'priority', 'plannedMinutes', 'resources'],
  nodes: ['nodes'],
  targets: ['indicators'],
  coUnits: ['coUnits'],
} as const;
type Part = keyof typeof parts;

export function ChangeFields({ item, draft, error }: FieldsProps) {
  const { changes } = draft.value;
  const set = (change: Partial<ChangeDraft>) => draft.set({ changes: { ...draft.value.changes, ...change } });
  const altered = new Set(Object.keys(changesOf(changes, item)));
  const own = { item, changes, set, error };
  const isAltered = (part: Part) => parts[part].some((field) => altered.has(field));
  return (
    <div className="change-parts">
      <ChangePart part="words" isAltered={isAltered('words')} isOpen>
        <WordFields {...own} />
      </ChangePart>
      <ChangePart part="effort" isAltered={isAltered('effort')}>
        <EffortFields {...own} />
      </ChangePart>
      <ChangePart part="nodes" isAltered={isAltered('nodes')}>
        <ChangeNodes {...own} />
      </ChangePart>
      {item.indicators.length > 0 && (
        <ChangePart part="targets" isAltered={isAltered('targets')}>
          <TargetFields {...own} />
        </ChangePart>
      )}
      <ChangePart part="coUnits" isAltered={isAltered('coUnits')}>
        <CoUnitFields {...own} />
      </ChangePart>
    </div>
  );
}

interface PartProps {
  part: Part;
  isAltered: boolean;
  isOpen?: boolean;
  children: ReactNode;
}

function ChangePart({ part, isAltered, isOpen, children }: PartProps) {
  const { t } = useWords();
  return (
    <details className="change-part" open={(isOpen ?? false) || isAltered}>
      <summary>
        {t(`requests:part.${part}`)} {isAltered && <span className="change-mark">{t('requests:altered')}</span>}
      </summary>
      {children}
    </details>
  );
}

function WordFields({ item, changes, set, error }: ChangePartProps) {
  const { t } = useWords();
  return textFields.map((field) => (
    <Field
      key={field}
      label={t(`requests:field.${field}`)}
      {...(field.endsWith('En') ? { optional: t('field.optional') } : {})}
      error={errorAt(error, `changes.${field}`)}
    >
      {(control) => {
        const own = {
          control,
          value: textAt(changes, item, field),
          onChange: (text: string) => set({ [field]: text }),
        };
        return field.startsWith('title') ? <TextInput {...own} /> : <TextArea {...own} rows={3} />;
      }}
    </Field>
  ));
}

const priorities = ['1', '2', '3'] as const;

function EffortFields({ item, changes, set, error }: ChangePartProps) {
  const { t } = useWords();
  const priority = String(changes.priority ?? item.priority) as (typeof priorities)[number];
  return (
    <>
      {item.parentId !== null && (
        <Field
          label={t('requests:field.weight')}
          hint={t('requests:weightHint')}
          error={errorAt(error, 'changes.weight')}
        >
          {(control) => (
            <NumberInput
              control={control}
              value={changes.weight === undefined ? item.weight : changes.weight}
              min={0.01}
              max={100}
              suffix="%"
              onChange={(weight) => set({ weight })}
            />
          )}
        </Field>
      )}
      <Field label={t('requests:field.hours')} error={errorAt(error, 'changes.plannedMinutes')}>
        {(control) => (
          <NumberInput
            control={control}
            value={changes.hours === undefined ? hoursOf(item.plannedMinutes) : changes.hours}
            min={0}
            decimals={1}
            onChange={(hours) => set({ hours })}
          />
        )}
      </Field>
      <Segmented
        label={t('item-page:facts.priority')}
        value={priority}
        onChange={(value) => set({ priority: Number(value) })}
        choices={priorities.map((value) => ({ value, label: t(`item-page:priority.${value}`) }))}
      />
      <Field label={t('item-page:facts.resources')} error={errorAt(error, 'changes.resources')}>
        {(control) => (
          <TextArea
            control={control}
            rows={2}
            value={textAt(changes, item, 'resources')}
            onChange={(resources) => set({ resources })}
          />
        )}
      </Field>
    </>
  );
}

function TargetFields({ item, changes, set }: ChangePartProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { count } = useFormats();
  const targets = changes.targets ?? {};
  return item.indicators.map((indicator) => {
    const name = twin(indicator.name, indicator.nameEn);
    const typed = targets[indicator.id];
    return (
      <Field
        key={indicator.id}
        label={t('requests:targetOf', { name, unit: indicator.unit })}
        hint={indicator.target === null ? undefined : t('requests:stands', { value: count(indicator.target) })}
      >
        {(control) => (
          <NumberInput
            control={control}
            decimals={4}
            value={typed === undefined ? indicator.target : typed}
            onChange={(target) => set({ targets: { ...targets, [indicator.id]: target } })}
          />
        )}
      </Field>
    );
  });
}

const percent = 100;

function CoUnitFields({ item, changes, set }: ChangePartProps) {
  const { t } = useWords();
  const rows = changes.coUnits ?? coUnitsOf(item);
  const change = (at: number, next: object) =>
    set({ coUnits: rows.map((row, index) => (index === at ? { ...row, ...next } : row)) });
  return (
    <>
      {rows.map((row, at) => (
        <div key={row.key} className="ask-row">
          <UnitPicker
            label={t('requests:coUnit', { n: at + 1 })}
            value={row.unitId}
            onChange={(unitId) => change(at, { unitId, personId: null })}
          />
          <NumberInput
            label={t('requests:coShare', { n: at + 1 })}
            value={row.share === null ? null : row.share * percent}
            min={0.01}
            max={99.99}
            suffix="%"
            onChange={(share) => change(at, { share: share === null ? null : share / percent })}
          />
          <Button
            kind="quiet"
            icon="close"
            label={t('requests:coRemove', { n: at + 1 })}
            onPress={() => set({ coUnits: rows.filter((_, index) => index !== at) })}
          />
        </div>
      ))}
      <Button
        kind="quiet"
        icon="plus"
        onPress={() =>
          set({ coUnits: [...rows, { key: freshRowKey(rows), unitId: null, share: null, personId: null }] })
        }
      >
        {t('requests:coAdd')}
      </Button>
    </>
  );
}
