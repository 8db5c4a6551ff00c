// How planned minutes are written on the pages of load.
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';

/** Planned minutes as hours with one decimal. */
export function useHours(): (minutes: number | null) => string {
  const { t } = useWords();
  const { figure } = useFormats();
  return (minutes) => (minutes === null ? '—' : t('load:hours', { n: figure(Math.round(minutes / 6) / 10) }));
}
