// A finding in the reader's words, with its numbers written as the language does.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import type { Finding } from './addsUpQueries.ts';

export function useFindingWords() {
  const { t, has } = useWords();
  const twin = useTwin();
  const { figure } = useFormats();
  const { institution } = useMe();
  const level = (rank: unknown): string => {
    const found = institution.levels.find((one) => one.rank === rank);
    return found ? twin(found.name, found.nameEn) : String(rank);
  };
  const ranked = new Set(['level', 'from', 'to']);
  const sentence = ({ code, params }: Pick<Finding, 'code' | 'params'>): string => {
    const written = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        typeof value !== 'number'
          ? value
          : ranked.has(name)
            ? level(value)
            : figure(name === 'gap' || name === 'difference' ? Math.abs(value) : value),
      ]),
    );
    const isExcess = typeof params.gap === 'number' && params.gap < 0;
    const own = `adds-up:sentence.${code}${isExcess ? '_excess' : ''}`;
    return has(own) ? t(own, written) : t(`linkage:findings.${code}`, written);
  };
  return { sentence, level, kind: (code: string) => t(`adds-up:kind.${code}`) };
}
