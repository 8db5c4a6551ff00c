// Dependencies as arrows between the rows that are on show: from the end of the earlier to the start of the later.
import { memo } from 'react';
import { useWords } from '../../../../web/language.ts';
import type { Arrow } from './drawingRows.ts';
import type { TimeScale } from './timeScale.ts';

/** Out of the end, down or up between the rows, into the start; where the later starts too early the way goes back. */
export function arrowPath(x1: number, y1: number, x2: number, y2: number, height: number, turn = 7): string {
  const down = y2 > y1 ? 1 : -1;
  if (x2 - x1 > turn * 2) return `M${x1} ${y1}H${x2 - turn}V${y2}H${x2}`;
  const between = y2 - (down * height) / 2;
  return `M${x1} ${y1}H${x1 + turn}V${between}H${x2 - turn}V${y2}H${x2}`;
}

interface ArrowsProps {
  arrows: readonly Arrow[];
  scale: TimeScale;
  rowHeight: number;
  /** Rows on show: arrows that touch none of them are not drawn. */
  first: number;
  last: number;
  height: number;
}

function ArrowsView({ arrows, scale, rowHeight, first, last, height }: ArrowsProps) {
  const { t } = useWords();
  const shown = arrows.filter(
    (arrow) => Math.min(arrow.fromAt, arrow.toAt) <= last && Math.max(arrow.fromAt, arrow.toAt) >= first,
  );
  if (shown.length === 0) return null;
  const y = (at: number) => at * rowHeight + rowHeight / 2;
  const look = (arrow: Arrow) =>
    arrow.contradicts
      ? 'draw-arrow draw-arrow-bad'
      : arrow.isCritical
        ? 'draw-arrow draw-arrow-critical'
        : 'draw-arrow';
  return (
    <svg className="draw-arrows" width={scale.width} height={height} role="img" aria-label={t('drawing:arrows')}>
      {shown.map((arrow) => {
        const x2 = scale.x(arrow.to.start);
        const path = arrowPath(
          scale.xEnd(arrow.from.finishedOn ?? arrow.from.due),
          y(arrow.fromAt),
          x2,
          y(arrow.toAt),
          rowHeight,
        );
        return (
          <g key={arrow.key} className={look(arrow)}>
            <path d={path} />
            <path className="draw-arrow-head" d={`M${x2} ${y(arrow.toAt)}l-7-3.5v7z`} />
          </g>
        );
      })}
    </svg>
  );
}

export const Arrows = memo(ArrowsView);
