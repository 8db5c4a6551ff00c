// How the writer sees the work himself, as one of four lights, with the computed light beside it for comparison.
import { useId } from 'react';
import { useWords } from '../../../../web/language.ts';
import { Light, type LightColour, LightMark } from '../../../../web/ui/Light.tsx';
import { type RatedLight, ratedLights } from './reportDraft.ts';

interface LightChoiceProps {
  value: RatedLight | null;
  computed: string;
  error: string | null;
  onChange: (light: RatedLight) => void;
}

const colours: readonly LightColour[] = ['grey', 'green', 'yellow', 'orange', 'red', 'blue', 'teal'];

export function LightChoice({ value, computed, error, onChange }: LightChoiceProps) {
  const { t } = useWords();
  const name = useId();
  const computedColour = colours.find((one) => one === computed) ?? null;
  return (
    <fieldset className={error ? 'field field-wrong light-choice' : 'field light-choice'}>
      <legend className="field-label">{t('report:selfRated')}</legend>
      <div className="light-choice-row">
        {ratedLights.map((light) => (
          <label key={light} className={light === value ? 'light-option light-option-on' : 'light-option'}>
            <input
              type="radio"
              className="visually-hidden"
              name={name}
              value={light}
              checked={light === value}
              onChange={() => onChange(light)}
            />
            <LightMark colour={light} />
            {t(`light.${light}`)}
          </label>
        ))}
        <span className="light-computed quiet">
          {t('report:computed')} <Light colour={computedColour} />
        </span>
      </div>
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
