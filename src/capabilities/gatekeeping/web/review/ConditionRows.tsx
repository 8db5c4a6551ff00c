// Conditions of a pass: each a sentence with a date; they become nodes that must be verified before closing.
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { DatePicker } from '../../../../web/ui/DatePicker.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import type { ConditionDraft } from './decision.ts';

interface ConditionRowsProps {
  rows: readonly ConditionDraft[];
  onChange: (rows: ConditionDraft[]) => void;
}

export function ConditionRows({ rows, onChange }: ConditionRowsProps) {
  const { t } = useWords();
  const change = (key: number, next: Partial<ConditionDraft>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...next } : row)));
  const nextKey = Math.max(0, ...rows.map((row) => row.key)) + 1;
  return (
    <fieldset className="field">
      <legend className="field-label">{t('review:conditions')}</legend>
      {rows.map((row, at) => (
        <div key={row.key} className="condition">
          <TextInput
            label={t('review:conditionTitle', { n: at + 1 })}
            placeholder={t('review:conditionPlaceholder')}
            value={row.title}
            onChange={(title) => change(row.key, { title })}
          />
          <DatePicker
            label={t('review:conditionDate', { n: at + 1 })}
            placeholder={t('review:conditionDatePlaceholder')}
            value={row.date}
            clearable
            width={150}
            onChange={(date) => change(row.key, { date })}
          />
          <Segmented
            label={t('review:conditionKind', { n: at + 1 })}
            value={row.asNode ? 'node' : 'note'}
            onChange={(kind) => change(row.key, { asNode: kind === 'node' })}
            choices={[
              { value: 'node', label: t('review:asNode') },
              { value: 'note', label: t('review:asNote') },
            ]}
          />
          {rows.length > 1 && (
            <Button
              kind="quiet"
              icon="close"
              label={t('review:conditionRemove', { n: at + 1 })}
              onPress={() => onChange(rows.filter((one) => one.key !== row.key))}
            />
          )}
        </div>
      ))}
      <div>
        <Button
          kind="quiet"
          icon="plus"
          onPress={() => onChange([...rows, { key: nextKey, title: '', date: null, asNode: true }])}
        >
          {t('review:conditionAdd')}
        </Button>
      </div>
      <p className="field-hint">{t('review:conditionsHint')}</p>
    </fieldset>
  );
}
