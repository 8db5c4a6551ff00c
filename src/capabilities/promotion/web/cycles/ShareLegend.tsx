// What the parts of a bar mean, each by a sample and a word.
import { useWords } from '../../../../web/language.ts';
import { shareParts } from './cycleCounts.ts';

export function ShareLegend() {
  const { t } = useWords();
  return (
    <ul className="share-legend small quiet" aria-label={t('cycles:legend.label')}>
      {shareParts.map((part) => (
        <li key={part}>
          <span className="shares share-sample" aria-hidden="true">
            <i className={`share share-${part}`} />
          </span>
          {t(`cycles:legend.${part}`)}
        </li>
      ))}
    </ul>
  );
}
