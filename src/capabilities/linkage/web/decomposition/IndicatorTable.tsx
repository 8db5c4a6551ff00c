// The item's own indicators: what is counted, from where to where, in which direction, and how the parts combine.
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { NumberInput, TextInput } from '../../../../web/ui/Input.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import { freshId, type Sheet, type SheetIndicator } from './sheet.ts';
import { withoutIndicator } from './sheetEdits.ts';

interface IndicatorTableProps {
  sheet: Sheet;
  mayEdit: boolean;
  change: (next: (present: Sheet) => Sheet) => void;
}

const polarities = ['up', 'down', 'band'] as const;
const rules = ['sum', 'mean', 'max', 'min', 'none'] as const;

const emptyIndicator = (): SheetIndicator => ({
  key: freshId(),
  id: null,
  name: '',
  unit: '',
  base: null,
  target: null,
  challenge: null,
  polarity: 'up',
  rule: 'sum',
});

export function IndicatorTable({ sheet, mayEdit, change }: IndicatorTableProps) {
  const { t } = useWords();
  const add = () => change((present) => ({ ...present, indicators: [...present.indicators, emptyIndicator()] }));
  return (
    <section className="own-nodes">
      <h2>{t('decomposition:indicators')}</h2>
      <p className="small quiet">{t('decomposition:indicatorsHint')}</p>
      {sheet.indicators.length > 0 && (
        <ol className="indicator-rows">
          {sheet.indicators.map((indicator, at) => (
            <IndicatorRow key={indicator.key} indicator={indicator} at={at} mayEdit={mayEdit} change={change} />
          ))}
        </ol>
      )}
      {mayEdit && (
        <Button icon="plus" kind="quiet" onPress={add}>
          {t('decomposition:addIndicator')}
        </Button>
      )}
    </section>
  );
}

interface IndicatorRowProps extends Omit<IndicatorTableProps, 'sheet'> {
  indicator: SheetIndicator;
  at: number;
}

type NumberField = 'base' | 'target' | 'challenge' | 'bandLow' | 'bandHigh';

function IndicatorRow({ indicator, at, mayEdit, change }: IndicatorRowProps) {
  const { t } = useWords();
  const set = (next: Partial<SheetIndicator>) =>
    change((present) => ({
      ...present,
      indicators: present.indicators.map((one) => (one.key === indicator.key ? { ...one, ...next } : one)),
    }));
  // What was asked from above is changed there, or by negotiation: else the sum there would break without a word.
  const isAsked = (indicator.parentIndicatorId ?? null) !== null;
  const asked: readonly NumberField[] = ['target'];
  const number = (field: NumberField) => (
    <span className="indicator-number">
      <span className="small quiet">{t(`decomposition:indicator.${field}`)}</span>
      <NumberInput
        label={`${indicator.name} ${t(`decomposition:indicator.${field}`)}`}
        decimals={4}
        exact
        value={indicator[field] ?? null}
        disabled={!mayEdit || (isAsked && asked.includes(field))}
        onChange={(value) => set({ [field]: value })}
      />
    </span>
  );
  const isBand = indicator.polarity === 'band';
  return (
    <li className="indicator-row">
      <span className="indicator-name">
        <TextInput
          label={t('decomposition:indicatorName', { n: at + 1 })}
          placeholder={t('decomposition:indicatorPlaceholder')}
          value={indicator.name}
          disabled={!mayEdit}
          onChange={(name) => set({ name })}
        />
      </span>
      <span className="indicator-unit">
        <TextInput
          label={t('decomposition:indicator.unit')}
          placeholder={t('decomposition:indicator.unit')}
          value={indicator.unit ?? ''}
          disabled={!mayEdit}
          maxLength={40}
          onChange={(unit) => set({ unit })}
        />
      </span>
      {number('base')}
      {isBand ? (
        <>
          {number('bandLow')}
          {number('bandHigh')}
        </>
      ) : (
        <>
          {number('target')}
          {number('challenge')}
        </>
      )}
      <span className="indicator-choice">
        <span className="small quiet">{t('decomposition:indicator.polarity')}</span>
        <Select
          label={t('decomposition:indicator.polarity')}
          value={indicator.polarity ?? 'up'}
          disabled={!mayEdit || isAsked}
          onChange={(chosen) => set({ polarity: polarities.find((one) => one === chosen) ?? 'up' })}
          choices={polarities.map((one) => ({ value: one, label: t(`decomposition:polarity.${one}`) }))}
        />
      </span>
      <span className="indicator-choice">
        <span className="small quiet">{t('decomposition:indicator.rule')}</span>
        <Select
          label={t('decomposition:indicator.rule')}
          value={indicator.rule ?? 'sum'}
          disabled={!mayEdit}
          onChange={(chosen) => set({ rule: rules.find((one) => one === chosen) ?? 'sum' })}
          choices={rules.map((one) => ({ value: one, label: t(`decomposition:rule.${one}`) }))}
        />
      </span>
      {isAsked && <span className="small quiet indicator-asked">{t('decomposition:asked')}</span>}
      {mayEdit && !isAsked && (
        <Button
          kind="quiet"
          icon="close"
          label={t('decomposition:removeIndicator', { n: at + 1 })}
          onPress={() => change((present) => withoutIndicator(present, indicator.key))}
        />
      )}
    </li>
  );
}
