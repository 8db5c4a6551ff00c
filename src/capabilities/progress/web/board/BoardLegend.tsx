// Says what the segments, hatches and ticks of the board mean, in one quiet line below it.
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { StripSample, stripSteps } from '../../../../web/ui/LinkageStrip.tsx';
import { ThreeValueBar } from '../../../../web/ui/ThreeValueBar.tsx';

export function BoardLegend() {
  const { t } = useWords();
  const twin = useTwin();
  const { institution } = useMe();
  const levels = institution.levels.map((level) => twin(level.name, level.nameEn)).join(t('strip.legendSeparator'));
  return (
    <div className="board-legend">
      <span>{t('strip.legend', { levels })}</span>
      {stripSteps.map((step) => (
        <span key={step} className="legend-entry">
          <StripSample step={step} /> {t(`strip.${step}`)}
        </span>
      ))}
      <span className="legend-entry legend-bar">
        <ThreeValueBar verified={46} reported={62} planned={74} hideNumber />
        {t('board:legend.bar')}
      </span>
    </div>
  );
}
