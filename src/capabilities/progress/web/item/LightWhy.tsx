// The reasons of a light in words, from the rules and inputs that the server names; nothing is worked out here.
import { type Formats, useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { LightMark } from '../../../../web/ui/Light.tsx';
import type { Item } from './itemQueries.ts';

type Light = Item['light'];

/** Dates and numbers of a reason as the reader writes them. */
export function readableInputs(inputs: Record<string, unknown>, formats: Formats): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => {
      if (typeof input === 'number') return [name, /days/i.test(name) ? formats.count(input) : formats.value(input)];
      if (typeof input === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(input)) return [name, formats.fullDay(input)];
      if (input === null) return [name, formats.value(null)];
      return [name, String(input)];
    }),
  );
}

export function LightWhy({ light }: { light: Light }) {
  const { t, has } = useWords();
  const formats = useFormats();
  return (
    <ul className="why">
      {light.why.map((reason) => {
        const key = `item-page:why.${reason.rule}`;
        const inputs = readableInputs(reason.inputs, formats);
        return (
          <li key={`${reason.rule} ${reason.light} ${JSON.stringify(reason.inputs)}`} className="why-reason">
            <LightMark colour={reason.light} />
            <span>
              {has(key) ? t(key, inputs) : reason.rule}
              {reason.inputs.overridden === true && ` ${t('item-page:why.overridden')}`}
              {reason.inputs.waitingAtGate === true && ` ${t('item-page:why.waitingAtGate')}`}
            </span>
          </li>
        );
      })}
      {(light.selfRated || light.gatekeeper) && (
        <li className="why-rated">
          {light.selfRated && (
            <span>
              {t('item-page:selfRated')} <LightMark colour={light.selfRated} /> {t(`light.${light.selfRated}`)}
            </span>
          )}
          {light.gatekeeper && (
            <span>
              {t('item-page:gatekeeperRated')} <LightMark colour={light.gatekeeper} /> {t(`light.${light.gatekeeper}`)}
            </span>
          )}
        </li>
      )}
      {light.disagrees && <li className="why-alarm">{t('item-page:disagrees')}</li>}
    </ul>
  );
}
