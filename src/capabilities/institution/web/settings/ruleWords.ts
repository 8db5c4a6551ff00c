// Writes the value of any setting in the reader's language, whatever its shape.
import { useWords } from '../../../../web/language.ts';
import { levelKinds } from './institutionQueries.ts';

export type RuleValue = string | number | boolean | null | RuleValue[] | { [key: string]: RuleValue };

// The database keeps no order of fields; people read them in this one.
const fieldOrder = [
  'gapYellow',
  'gapRed',
  'timeLeftYellow',
  'timeLeftOrange',
  'nodeDaysYellow',
  'nodeDaysOrange',
  'from',
  'to',
  'text',
  'number',
  'choice',
  'date',
  'yellow',
  'orange',
  'red',
];

/** Settings that are a list of known words, and where those words stand. */
export const listChoices: Record<string, { choices: readonly string[]; words: string }> = {
  'sheets.numberedHorizons': { choices: ['annual', 'task'], words: 'horizon' },
  'focus.horizons': { choices: ['five_year', 'mid_term', 'annual', 'task'], words: 'horizon' },
  'cycle.kinds': { choices: ['week', 'month', 'quarter'], words: 'decomposition:frequency' },
};

/** The parts of a setting in the order in which people read them. */
export const partsOf = (value: { [key: string]: RuleValue }): [string, RuleValue][] =>
  Object.entries(value).sort(([a], [b]) => fieldOrder.indexOf(a) - fieldOrder.indexOf(b));

export const isFields = (value: RuleValue | undefined): value is { [key: string]: RuleValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function useRuleWords(): (key: string, value: RuleValue | undefined) => string {
  const { t, has } = useWords();
  const written = (key: string, value: RuleValue | undefined): string => {
    if (value === undefined || value === null || value === '') return '—';
    const listed = listChoices[key];
    if (listed && Array.isArray(value)) {
      const words = value.map((one) => t(`${listed.words}.${String(one)}`));
      return words.length === 0 ? t('settings:rules.none') : words.join(t('list.separator'));
    }
    if (Array.isArray(value)) {
      return value.length === 0
        ? t('settings:rules.noTerms')
        : value.map((one) => (isFields(one) ? String(one.name ?? '') : String(one))).join(t('list.separator'));
    }
    if (isFields(value)) {
      return partsOf(value)
        .map(([field, part]) => {
          const name = `settings:ruleField.${field}`;
          return `${has(name) ? t(name) : field} ${String(part)}`;
        })
        .join('\n');
    }
    if (levelKinds.some((kind) => kind === value)) return t(`institution:levelKinds.${value}`);
    if (key === 'report.frequency') return t(`decomposition:frequency.${value}`);
    return String(value);
  };
  return written;
}
