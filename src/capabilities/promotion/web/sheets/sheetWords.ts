// The fixed words of sheets in the order in which they are offered, and the reasons of one in the reader's words.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { readableInputs } from '../../../progress/web/item/LightWhy.tsx';
import type { Sheet, SheetColour } from './sheetQueries.ts';

export const COLOURS: readonly SheetColour[] = ['red', 'orange', 'yellow'];
export const CAUSES = ['people', 'money', 'equipment', 'approval', 'plan', 'outside', 'other'] as const;
export type Cause = (typeof CAUSES)[number];

/** The reasons that the light gave on the day of issue, deciding one first. */
export function useReasons(): (sheet: Sheet) => string[] {
  const { t, has } = useWords();
  const formats = useFormats();
  return ({ snapshot }) =>
    snapshot.why.map(({ rule, inputs }) => {
      const key = `item-page:why.${rule}`;
      return has(key) ? t(key, readableInputs(inputs, formats)) : rule;
    });
}

/** People's names in one line. */
export function useNames(): (people: readonly { name: string; nameEn: string | null }[]) => string {
  const { t } = useWords();
  const twin = useTwin();
  return (people) => people.map((person) => twin(person.name, person.nameEn)).join(t('list.separator'));
}
