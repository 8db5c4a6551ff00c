// The field for one setting, by the shape of its value: a number, a choice, several numbers, hours, or teaching terms.
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { DatePicker } from '../../../../web/ui/DatePicker.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { NumberInput, TextInput } from '../../../../web/ui/Input.tsx';
import { MultiSelect, Select } from '../../../../web/ui/Select.tsx';
import { levelKinds } from './institutionQueries.ts';
import { isFields, listChoices, partsOf, type RuleValue } from './ruleWords.ts';

interface RuleEditorProps {
  settingKey: string;
  value: RuleValue;
  onChange: (value: RuleValue) => void;
}

const frequencies = ['week', 'month', 'quarter'] as const;

export function RuleEditor({ settingKey, value, onChange }: RuleEditorProps) {
  const { t } = useWords();
  const label = t('settings:rules.value');
  const listed = listChoices[settingKey];
  if (listed && Array.isArray(value)) {
    return (
      <Field label={label}>
        {(control) => (
          <MultiSelect
            control={control}
            value={value.map(String)}
            onChange={(next) => onChange(listed.choices.filter((one) => next.includes(one)))}
            choices={listed.choices.map((one) => ({ value: one, label: t(`${listed.words}.${one}`) }))}
          />
        )}
      </Field>
    );
  }
  if (Array.isArray(value)) return <TermRows terms={value.filter(isFields)} onChange={onChange} />;
  if (isFields(value)) return <Parts value={value} onChange={onChange} />;
  if (typeof value === 'number') {
    return (
      <Field label={label}>
        {(control) => (
          <NumberInput
            control={control}
            decimals={Number.isInteger(value) ? 0 : 4}
            value={value}
            onChange={(next) => onChange(next ?? value)}
          />
        )}
      </Field>
    );
  }
  if (settingKey === 'mail.from') {
    return (
      <Field label={label}>
        {(control) => (
          <TextInput
            control={control}
            kind="email"
            value={String(value ?? '')}
            onChange={(next) => onChange(next.trim())}
          />
        )}
      </Field>
    );
  }
  const choices =
    settingKey === 'carryTo'
      ? levelKinds.map((kind) => ({ value: kind, label: t(`institution:levelKinds.${kind}`) }))
      : frequencies.map((one) => ({ value: one, label: t(`decomposition:frequency.${one}`) }));
  return (
    <Field label={label}>
      {(control) => (
        <Select control={control} value={String(value)} onChange={(next) => next && onChange(next)} choices={choices} />
      )}
    </Field>
  );
}

type Fields = { [key: string]: RuleValue };

function Parts({ value, onChange }: { value: Fields; onChange: (value: Fields) => void }) {
  const { t, has } = useWords();
  return (
    <div className="form-row">
      {partsOf(value).map(([field, part]) => (
        <Field key={field} label={has(`settings:ruleField.${field}`) ? t(`settings:ruleField.${field}`) : field}>
          {(control) =>
            typeof part === 'number' ? (
              <NumberInput
                control={control}
                value={part}
                decimals={field.startsWith('nodeDays') ? 0 : 2}
                onChange={(next) => onChange({ ...value, [field]: next ?? part })}
              />
            ) : (
              <TextInput
                control={control}
                value={String(part)}
                onChange={(next) => onChange({ ...value, [field]: next })}
              />
            )
          }
        </Field>
      ))}
    </div>
  );
}

function TermRows({ terms, onChange }: { terms: readonly Fields[]; onChange: (terms: Fields[]) => void }) {
  const { t } = useWords();
  const change = (at: number, next: Fields) => onChange(terms.map((term, index) => (index === at ? next : term)));
  // A term has no id; its place in the short list is its name here.
  const placed = terms.map((term, at) => ({ term, at, key: `term ${at + 1}` }));
  const textOf = (value: RuleValue | undefined) => (typeof value === 'string' ? value : '');
  return (
    <>
      {placed.map(({ term, at, key }) => (
        <div key={key} className="professor-block">
          <div className="professor-row">
            <TextInput
              label={t('settings:rules.termName', { n: at + 1 })}
              placeholder={t('settings:rules.termPlaceholder')}
              value={textOf(term.name)}
              onChange={(name) => change(at, { ...term, name })}
            />
            <Button
              kind="quiet"
              icon="close"
              label={t('settings:rules.removeTerm', { n: at + 1 })}
              onPress={() => onChange(terms.filter((_, index) => index !== at))}
            />
          </div>
          <div className="professor-row">
            <DatePicker
              label={t('settings:rules.firstMonday')}
              placeholder={t('settings:rules.firstMonday')}
              value={textOf(term.firstMonday) || null}
              onChange={(firstMonday) => change(at, { ...term, firstMonday })}
            />
            <NumberInput
              label={t('settings:rules.weeks')}
              decimals={0}
              min={1}
              max={30}
              value={typeof term.weeks === 'number' ? term.weeks : null}
              onChange={(weeks) => change(at, { ...term, weeks })}
            />
            <span className="small quiet">{t('settings:rules.weeks')}</span>
          </div>
        </div>
      ))}
      <p>
        <Button
          kind="quiet"
          icon="plus"
          onPress={() => onChange([...terms, { name: '', firstMonday: null, weeks: 18 }])}
        >
          {t('settings:rules.addTerm')}
        </Button>
      </p>
    </>
  );
}
