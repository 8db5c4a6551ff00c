// The terms as a form, each with what lies on the table beside it as soon as something else is typed.
import { useState } from 'react';
import { useWords } from '../../../../web/language.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { DatePicker } from '../../../../web/ui/DatePicker.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { NumberInput, TextArea, TextInput } from '../../../../web/ui/Input.tsx';
import { PersonPicker } from '../../../../web/ui/pickers.tsx';
import type { StandingTerms } from '../../negotiation-terms.rules.ts';
import { useFieldNames, useTermWords } from './TermValue.tsx';
import type { Talk } from './talkQueries.ts';
import { changedEdits, type Edits, type Field as Term, targetFields, valueAt } from './talkTerms.ts';

/** What the fields are written for: an open negotiation, or an item on which one would begin. */
export type Spoken = Pick<Talk, 'indicators' | 'people'> & {
  table: StandingTerms;
  unitId: string;
  placeholder: boolean;
};

interface TermFieldsProps {
  spoken: Spoken;
  edits: Edits;
  onChange: (change: Edits) => void;
  error: unknown;
}

const WORDS = ['title', 'requirement', 'standard'] as const;
const TWINS = ['titleEn', 'requirementEn', 'standardEn'] as const;

export function TermFields({ spoken, edits, onChange, error }: TermFieldsProps) {
  const { t } = useWords();
  const { table } = spoken;
  const nameOf = useFieldNames(spoken);
  const words = useTermWords(spoken);
  const hasWords = [...WORDS, ...TWINS].some((field) => edits[field] !== undefined);
  const [showsWords, setShowsWords] = useState(hasWords);
  const changed = changedEdits(table, edits);
  const nowAt = (field: Term) => (field in edits ? (edits[field] ?? null) : valueAt(table, field));
  const framed = (field: Term) => ({
    label: nameOf(field),
    error: errorAt(error, `proposal.${field.startsWith('target:') ? 'targets' : field}`),
    ...(field in changed ? { hint: t('talks:onTable', { value: words(field, valueAt(table, field)) }) } : {}),
  });
  const number = (field: Term, decimals: number) => (
    <Field key={field} {...framed(field)}>
      {(control) => (
        <NumberInput
          control={control}
          value={nowAt(field) as number | null}
          decimals={decimals}
          exact={decimals > 2}
          {...(field === 'weight' ? { min: 0.01, max: 100 } : {})}
          onChange={(value) => onChange({ [field]: value })}
        />
      )}
    </Field>
  );
  const day = (field: 'start' | 'due') => (
    <Field {...framed(field)}>
      {(control) => (
        <DatePicker
          control={control}
          value={nowAt(field) as string | null}
          onChange={(value) => onChange({ [field]: value })}
        />
      )}
    </Field>
  );
  const text = (field: (typeof WORDS)[number] | (typeof TWINS)[number]) => (
    <Field key={field} {...framed(field)}>
      {(control) =>
        field.startsWith('title') ? (
          <TextInput
            control={control}
            value={String(nowAt(field) ?? '')}
            onChange={(value) => onChange({ [field]: value })}
          />
        ) : (
          <TextArea
            control={control}
            value={String(nowAt(field) ?? '')}
            onChange={(value) => onChange({ [field]: value })}
          />
        )
      }
    </Field>
  );
  return (
    <div className="term-fields">
      <div className="term-pair">
        {number('weight', 2)}
        {targetFields(table.targets).map((field) => number(field, 4))}
      </div>
      <div className="term-pair">
        {day('start')}
        {day('due')}
      </div>
      <Field {...framed('responsiblePersonId')}>
        {(control) => (
          <PersonPicker
            control={control}
            unitId={spoken.unitId}
            value={nowAt('responsiblePersonId') as string | null}
            onChange={(id) => onChange({ responsiblePersonId: id })}
          />
        )}
      </Field>
      {spoken.placeholder ? null : showsWords ? (
        <>
          {WORDS.map(text)}
          {TWINS.filter((field) => table[field] !== null || edits[field] !== undefined).map(text)}
        </>
      ) : (
        <Button kind="quiet" icon="plus" onPress={() => setShowsWords(true)}>
          {t('talks:otherWords')}
        </Button>
      )}
    </div>
  );
}
