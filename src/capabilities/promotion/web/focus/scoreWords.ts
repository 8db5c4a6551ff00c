// What each part of a focus score looked at, in the reader's words.
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import type { ScorePart } from './focusQueries.ts';

type Fact = ScorePart['facts'][string];

const asNumber = (fact: Fact | undefined): number | null => (typeof fact === 'number' ? fact : null);
const asText = (fact: Fact | undefined): string => (typeof fact === 'string' ? fact : '');

/** The sentence behind a part: its formula with the figures that went into it. */
export function usePartWords(): (part: ScorePart) => string {
  const { t } = useWords();
  const { value, figure, fullDay } = useFormats();
  return ({ name, facts }) => {
    const amount = (key: string) => asNumber(facts[key]);
    const share = (key: string) => {
      const weight = amount(key);
      return figure(weight === null ? null : Math.round(weight * 1e6) / 1e4);
    };
    if (name === 'weight') return t('focus-list:how.weight', { weight: share('weight'), largest: share('largest') });
    if (name === 'gap') {
      const params = { planned: value(amount('planned')), actual: value(amount('actual')), gap: value(amount('gap')) };
      return t('focus-list:how.gap', params);
    }
    if (name === 'light') return t('focus-list:how.light', { light: t(`light.${asText(facts.light) || 'grey'}`) });
    if (name === 'waiting')
      return t('focus-list:how.waiting', { count: amount('items') ?? 0, n: figure(amount('items')) });
    const since = asText(facts.since);
    if (!since) return t('focus-list:how.noDays');
    return t('focus-list:how.days', { since: fullDay(since), count: amount('days') ?? 0, n: figure(amount('days')) });
  };
}
