// The drawing on one sheet of A3, landscape: every measure in millimetres, a title block like that of a real drawing, levels folded to fit.
import { useMemo } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { arrowPath } from './Arrows.tsx';
import { tickWordsOf } from './Axis.tsx';
import { arrowsOf, type DrawingData, type DrawingEntry, entriesOf, foldToFit } from './drawingRows.ts';
import { useNames } from './rowWords.ts';
import { HEAD, HEAD_WIDTH, SHEET, SheetRow } from './SheetRow.tsx';
import { SheetTitle } from './SheetTitle.tsx';
import { axisOf, fittedScale, type TimeScale } from './timeScale.ts';

const AXIS = 11;
const TITLE = 27;
const ROOM = SHEET.height - AXIS - TITLE - 2;
/** Below this a row can no longer be read. */
const LEAST_ROW = 1.88;
const MOST_ROW = 6.2;
export const MOST_ROWS = Math.floor(ROOM / LEAST_ROW);

function SheetAxis({ scale, height, today }: { scale: TimeScale; height: number; today: string }) {
  const { language } = useWords();
  const axis = axisOf(scale);
  const words = tickWordsOf(language, axis.minorUnit);
  const now = scale.x(today) + scale.pixelsADay / 2;
  return (
    <g transform={`translate(${HEAD_WIDTH} 0)`}>
      {axis.major.map((tick) => (
        <g key={tick.day}>
          <path className="sheet-line-major" d={`M${tick.x} 0V${AXIS + height}`} />
          {tick.width > 8 && (
            <text className="sheet-strong" x={tick.x + 1.2} y="3.9" fontSize="2.7">
              {words.major(tick)}
            </text>
          )}
        </g>
      ))}
      {axis.minor.map((tick) => (
        <g key={tick.day}>
          <path className="sheet-line" d={`M${tick.x} 5.4V${AXIS + height}`} />
          {tick.width > 6 && (
            <text className="sheet-quiet" x={tick.x + tick.width / 2} y="9.2" fontSize="2.4" textAnchor="middle">
              {words.minor(tick)}
            </text>
          )}
        </g>
      ))}
      {today >= scale.from && today <= scale.to && <path className="sheet-today" d={`M${now} 5.4V${AXIS + height}`} />}
    </g>
  );
}

function SheetArrows({
  drawing,
  entries,
  height,
  scale,
}: {
  drawing: DrawingData;
  entries: readonly DrawingEntry[];
  height: number;
  scale: TimeScale;
}) {
  const rows = entries.map((node) => ({ node, depth: 0, isOpen: false, position: 1, siblings: 1 }));
  const y = (at: number) => AXIS + at * height + height / 2;
  return (
    <g transform={`translate(${HEAD_WIDTH} 0)`}>
      {arrowsOf(drawing, rows).map((arrow) => {
        const x2 = scale.x(arrow.to.start);
        const look = arrow.contradicts
          ? 'sheet-arrow sheet-arrow-bad'
          : arrow.isCritical
            ? 'sheet-arrow sheet-arrow-critical'
            : 'sheet-arrow';
        return (
          <g key={arrow.key} className={look}>
            <path
              d={arrowPath(
                scale.xEnd(arrow.from.finishedOn ?? arrow.from.due),
                y(arrow.fromAt),
                x2,
                y(arrow.toAt),
                height,
                1.3,
              )}
            />
            <path className="sheet-arrow-head" d={`M${x2} ${y(arrow.toAt)}l-1.4-.7v1.4z`} />
          </g>
        );
      })}
    </g>
  );
}

export interface DrawingSheetProps {
  drawing: DrawingData;
  title: string;
  code: string | null;
}

export function DrawingSheet({ drawing, title, code }: DrawingSheetProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { institution } = useMe();
  const { fullDay } = useFormats();
  const names = useNames(drawing);
  const fold = useMemo(() => foldToFit(entriesOf(drawing), MOST_ROWS), [drawing]);
  const scale = useMemo(
    () =>
      fittedScale(
        drawing.items.flatMap((bar) => [bar.start, bar.due, bar.finishedOn ?? bar.due]),
        SHEET.width - HEAD_WIDTH,
      ),
    [drawing.items],
  );
  const height = Math.min(MOST_ROW, ROOM / Math.max(1, fold.shown.length));
  const used = height * fold.shown.length;
  const today = drawing.asOf;
  const tops = useMemo(
    () =>
      Map.groupBy(
        drawing.items.filter((bar) => bar.parentId === null),
        (bar) => bar.groupId,
      ),
    [drawing.items],
  );
  const isFolded = fold.shown.every((entry) => entry.bar === null);
  return (
    <div className="draw-sheet" aria-hidden="true">
      <svg viewBox={`0 0 ${SHEET.width} ${SHEET.height}`} aria-hidden="true">
        <rect className="sheet-frame" x="0.3" y="0.3" width={SHEET.width - 0.6} height={SHEET.height - 0.6} />
        <g>
          {[
            ['item', 1],
            ['unit', HEAD.item],
            ['person', HEAD.item + HEAD.unit],
          ].map(([name, x]) => (
            <text key={name} className="sheet-quiet" x={x} y="9.2" fontSize="2.4">
              {t(`drawing:column.${name}`)}
            </text>
          ))}
          <path className="sheet-line-major" d={`M0 ${AXIS}H${SHEET.width}`} />
        </g>
        <SheetAxis scale={scale} height={used} today={today} />
        {fold.shown.map((entry, at) => (
          <SheetRow
            key={entry.id}
            entry={entry}
            depth={fold.depthOf.get(entry.id) ?? 0}
            y={AXIS + at * height}
            height={height}
            scale={scale}
            today={today}
            names={names}
            groupName={entry.group ? twin(entry.group.name, entry.group.nameEn) : ''}
            grouped={isFolded && entry.group ? (tops.get(entry.group.id) ?? []) : []}
          />
        ))}
        <SheetArrows drawing={drawing} entries={fold.shown} height={height} scale={scale} />
        <SheetTitle
          top={SHEET.height - TITLE}
          width={SHEET.width}
          height={TITLE}
          title={title}
          code={code}
          institution={twin(institution.name, institution.nameEn)}
          asOf={fullDay(today)}
          drawing={drawing}
          folded={fold.folded}
          millimetresAMonth={scale.pixelsADay * 30}
        />
      </svg>
    </div>
  );
}
