// The words of a need: as it was named, or those of its kind as a whole.
import { useTwin, useWords } from '../../../../web/language.ts';
import type { NeedView } from './readinessQueries.ts';

export function useNeedWords(): (need: NeedView) => string {
  const { t } = useWords();
  const twin = useTwin();
  return (need) => (need.text === '' ? t(`readiness:whole.${need.kind}`) : twin(need.text, need.textEn));
}
