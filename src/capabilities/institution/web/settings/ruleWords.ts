// Writes the value of any setting in the reader's language, whatever its shape.
import { useWords } from '../../../../web/language.ts';
import { levelKinds } from './institutionQueries.ts';

export type RuleValue = string | number | boolean | null | RuleValue[] | { [key: string]: RuleValue };

export const isFields = (value: RuleValue | undefined): value is { [key: string]: RuleValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function useRuleWords(): (key: string, value: RuleValue | undefined) => string {
  const { t, has } = useWords();
  const written = (key: string, value: RuleValue | undefined): string => {
    if (value === undefined || value === null) return '—';
    if (Array.isArray(value)) {
      return value.length === 0
        ? t('settings:rules.noTerms')
        : value.map((one) => (isFields(one) ? String(one.name ?? '') : String(one))).join(t('list.separator'));
    }
    if (isFields(value)) {
      return Object.entries(value)
        .map(([field, part]) => {
          const name = `settings:ruleField.${field}`;
          return `${has(name) ? t(name) : field} ${String(part)}`;
        })
        .join(t('list.separator'));
    }
    if (levelKinds.some((kind) => kind === value)) return t(`institution:levelKinds.${value}`);
    if (key === 'report.frequency') return t(`decomposition:frequency.${value}`);
    return String(value);
  };
  return written;
}
