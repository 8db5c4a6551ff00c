// The amber mark of readiness: a pennant, hollow while something is asked, full where something is missing. It stands beside the light and is no light.
import { useWords } from '../../../../web/language.ts';
import type { ReadinessView } from './readinessQueries.ts';
import './readiness.css';

type Word = ReadinessView['readiness'];

/** In rows only what asks for something is marked; with words (`named`) being ready is said too. */
export function ReadinessMark({ readiness, named }: { readiness: Word; named?: boolean }) {
  const { t } = useWords();
  if (readiness === null || (readiness === 'ready' && !named)) return null;
  const word = t(`readiness:mark.${readiness}`);
  return (
    <span className={`readiness-mark readiness-${readiness}`} {...(!named && { 'data-tip': word })}>
      <svg viewBox="0 0 14 14" width="13" height="13" aria-hidden="true">
        <path className="readiness-pole" d="M3 1v12" />
        <path className="readiness-flag" d="M3 2h8.5L9 5l2.5 3H3z" />
      </svg>
      {named ? word : <span className="visually-hidden">{word}</span>}
    </span>
  );
}
