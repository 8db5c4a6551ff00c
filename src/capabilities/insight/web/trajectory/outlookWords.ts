// What a forecast says, in words: a range, or the reason why there is none.
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import type { Outlook } from './trajectoryQueries.ts';

export function useOutlookWords() {
  const { t } = useWords();
  const { fullDay, count } = useFormats();
  const range = ({ finish, beyond }: Outlook): string => {
    const [early, middle, late] = [finish?.early, finish?.middle, finish?.late].map((day) =>
      day ? fullDay(day) : null,
    );
    const words = { early, middle, late, beyond: fullDay(beyond) };
    if (!early) return t('trajectory:outlook.rangeNever', words);
    if (!middle) return t('trajectory:outlook.rangeLate', words);
    return t(late ? 'trajectory:outlook.range' : 'trajectory:outlook.rangeOpen', words);
  };
  const told = (outlook: Outlook): string =>
    outlook.state === 'forecast'
      ? range(outlook)
      : t(`trajectory:outlook.${outlook.state}`, {
          count: outlook.weeks,
          n: count(outlook.weeks),
          needed: outlook.needed,
        });
  /** How far the middle of the range lies from the due. */
  const missed = ({ missedBy, finish, state }: Outlook): string | null => {
    if (missedBy === null || state === 'no_gain') return null;
    if (!finish?.middle) return t('trajectory:missed.beyond');
    if (missedBy === 0) return t('trajectory:missed.on');
    return t(`trajectory:missed.${missedBy > 0 ? 'late' : 'early'}`, { n: count(Math.abs(missedBy)) });
  };
  return { told, missed };
}
