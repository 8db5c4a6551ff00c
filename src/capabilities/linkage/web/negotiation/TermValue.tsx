// One term in words: a weight, a target, a day, a person's name or a text.
import { unset, useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import type { Talk } from './talkQueries.ts';
import { type Field, indicatorOf } from './talkTerms.ts';

/** The name of a term; a target has the name and unit of its indicator. */
export function useFieldNames(talk: Pick<Talk, 'indicators'>): (field: Field) => string {
  const { t } = useWords();
  const twin = useTwin();
  return (field) => {
    const id = indicatorOf(field);
    const indicator = talk.indicators.find((one) => one.id === id);
    if (id === null) return t(`talks:field.${field}`);
    if (!indicator) return t('talks:field.target');
    const name = twin(indicator.name, indicator.nameEn);
    return indicator.unit ? t('talks:targetOf', { name, unit: indicator.unit }) : name;
  };
}

export function useTermWords(talk: Pick<Talk, 'people'>): (field: Field, value: string | number | null) => string {
  const twin = useTwin();
  const { value: exact, figure, day } = useFormats();
  const { today } = useMe();
  return (field, value) => {
    if (value === null || value === '') return unset;
    if (typeof value === 'number') return field === 'weight' ? exact(value) : figure(value);
    if (field === 'start' || field === 'due') return day(value, today);
    if (field !== 'responsiblePersonId') return value;
    const person = talk.people.find((one) => one.id === value);
    return person ? twin(person.name, person.nameEn) : unset;
  };
}
