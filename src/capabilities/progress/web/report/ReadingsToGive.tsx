// One number an indicator; the latest one and the target stand beside it, an empty field sends nothing.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { FieldGroup } from '../../../../web/ui/Field.tsx';
import { NumberInput } from '../../../../web/ui/Input.tsx';
import type { FormStart } from './reportDraft.ts';

interface ReadingsToGiveProps {
  indicators: FormStart['indicators'];
  readings: Record<string, number | null>;
  onChange: (readings: Record<string, number | null>) => void;
}

export function ReadingsToGive({ indicators, readings, onChange }: ReadingsToGiveProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { count } = useFormats();
  if (indicators.length === 0) return null;
  const written = (value: number | null) => (value === null ? '—' : count(value));
  return (
    <FieldGroup legend={t('report:readings')}>
      <ul className="readings">
        {indicators.map((indicator) => {
          const name = twin(indicator.name, indicator.nameEn);
          return (
            <li key={indicator.id} className="reading">
              <span className="reading-name">
                {name}{' '}
                <span className="quiet small">
                  {t('report:readingFacts', { latest: written(indicator.latest), target: written(indicator.target) })}
                </span>
              </span>
              <span className="reading-value">
                <NumberInput
                  label={name}
                  exact
                  value={readings[indicator.id] ?? null}
                  onChange={(value) => onChange({ ...readings, [indicator.id]: value })}
                />
              </span>
              <span className="reading-unit quiet small">{indicator.unit}</span>
              <Button
                kind="quiet"
                label={t('report:sameOf', { name })}
                disabled={indicator.latest === null || readings[indicator.id] === indicator.latest}
                onPress={() => onChange({ ...readings, [indicator.id]: indicator.latest })}
              >
                {t('report:same')}
              </Button>
            </li>
          );
        })}
      </ul>
    </FieldGroup>
  );
}
