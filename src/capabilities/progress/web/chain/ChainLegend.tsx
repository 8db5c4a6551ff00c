// How to read the picture: what a height, a hatched end, a dotted flow and the two rings mean.
import { useWords } from '../../../../web/language.ts';
import { MarkSign } from './ChainBox.tsx';

export function ChainLegend() {
  const { t } = useWords();
  return (
    <p className="cv-legend small quiet">
      <span>{t('chain-view:legend.height')}</span>
      <span>
        <i className="cv-share-stands" aria-hidden="true" /> {t('chain-view:legend.stands')}
      </span>
      <span>
        <i className="cv-share-kept" aria-hidden="true" /> {t('chain-view:legend.kept')}
      </span>
      <span>
        <i className="cv-share-skipped" aria-hidden="true" /> {t('chain-view:legend.skipped')}
      </span>
      <span>
        <i className="cv-share-lost" aria-hidden="true" /> {t('chain-view:legend.lost')}
      </span>
      <span>
        <MarkSign silent /> {t('chain-view:legend.silent')}
      </span>
      <span>
        <MarkSign silent={false} /> {t('chain-view:legend.slow')}
      </span>
    </p>
  );
}
