// What the marks of a drawing mean, in one quiet line; what one may do with it, for those who may.
import { useWords } from '../../../../web/language.ts';
import { type NodeLook, NodeMark } from './NodeMark.tsx';

const bars = ['planned', 'extension', 'real', 'verified', 'late', 'critical'] as const;
const looks: readonly NodeLook[] = ['done', 'claimed', 'open', 'late'];

export function DrawingLegend({ mayMove }: { mayMove: boolean }) {
  const { t } = useWords();
  return (
    <div className="draw-legend small no-print">
      {bars.map((name) => (
        <span key={name} className="draw-legend-one">
          <i className={`draw-sample draw-sample-${name}`} aria-hidden="true" />
          {t(`drawing:legend.${name}`)}
        </span>
      ))}
      {looks.map((look) => (
        <span key={look} className="draw-legend-one">
          <NodeMark look={look} size={12} />
          {t(`drawing:node.${look}`)}
        </span>
      ))}
      <span className="draw-legend-hint quiet">
        <span>{t('drawing:legend.keys')}</span>
        {mayMove && <span>{t('drawing:legend.move')}</span>}
      </span>
    </div>
  );
}
