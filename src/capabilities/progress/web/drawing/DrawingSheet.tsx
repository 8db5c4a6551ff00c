// The drawing on one sheet of A3, landscape: every measure in millimetres, a title block like that of a real drawing, levels folded to fit.
import { useMemo } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { arrowPath } from './Arrows.tsx';
import { tickWordsOf } from './Axis.tsx';
import { barShape } from './barGeometry.ts';
import { arrowsOf, type Bar, type DrawingData, type DrawingEntry, entriesOf, foldToFit } from './drawingRows.ts';
import { lookOf, NodeShape } from './NodeMark.tsx';
import { type Names, useNames } from './rowWords.ts';
import { SheetTitle } from './SheetTitle.tsx';
import { axisOf, fittedScale, type TimeScale } from './timeScale.ts';

/** A sheet of 420 by 297 less the printer's margins. */
export const SHEET = { width: 392, height: 264 } as const;
const AXIS = 11;
const TITLE = 27;
const HEAD = { item: 92, unit: 30, person: 17 } as const;
const HEAD_WIDTH = HEAD.item + HEAD.unit + HEAD.person;
const ROOM = SHEET.height - AXIS - TITLE - 2;
/** Below this a row can no longer be read. */
const LEAST_ROW = 1.88;
const MOST_ROW = 6.2;
export const MOST_ROWS = Math.floor(ROOM / LEAST_ROW);

interface SheetRowProps {
  entry: DrawingEntry;
  depth: number;
  y: number;
  height: number;
  scale: TimeScale;
  today: string;
  names: Names;
  groupName: string;
}

/** SVG does not clip text by itself: so many letters fit, a Chinese one being as wide as two. */
function clipped(text: string, width: number, size: number): string {
  let room = width / (size * 0.53);
  let at = 0;
  for (const letter of text) {
    room -= letter.charCodeAt(0) > 0x2e7f ? 1.9 : 1;
    if (room < 0) return `${text.slice(0, Math.max(1, at - 1))}…`;
    at += letter.length;
  }
  return text;
}

function BarMarks({
  bar,
  hasChildren,
  y,
  height,
  scale,
  today,
}: { bar: Bar; hasChildren: boolean } & Pick<SheetRowProps, 'y' | 'height' | 'scale' | 'today'>) {
  const shape = barShape(bar, scale, today);
  const thick = height * (hasChildren ? 0.46 : 0.62);
  const top = y + (height - thick) / 2;
  const inner = thick * 0.44;
  const mid = y + (height - inner) / 2;
  const tone = { fill: `var(--level-${bar.level})` };
  const mark = Math.min(2.6, height * 0.72);
  return (
    <g transform={`translate(${HEAD_WIDTH} 0)`}>
      {shape.extension && (
        <rect className="sheet-extension" x={shape.extension.x} y={top} width={shape.extension.width} height={thick} />
      )}
      {shape.late && (
        <rect
          className="sheet-late"
          x={shape.late.x}
          y={top + thick * 0.3}
          width={shape.late.width}
          height={thick * 0.4}
        />
      )}
      {shape.real && (
        <rect className="sheet-real" style={tone} x={shape.real.x} y={mid} width={shape.real.width} height={inner} />
      )}
      {shape.done && <rect style={tone} x={shape.done.x} y={mid} width={shape.done.width} height={inner} />}
      <rect
        className={
          bar.critical
            ? 'sheet-planned sheet-critical'
            : bar.state === 'draft'
              ? 'sheet-planned sheet-draft'
              : 'sheet-planned'
        }
        x={shape.planned.x}
        y={top}
        width={shape.planned.width}
        height={thick}
      />
      {bar.nodes.map((node) => (
        <g
          key={node.id}
          transform={`translate(${scale.x(node.date) + scale.pixelsADay / 2 - mark / 2} ${y + (height - mark) / 2}) scale(${mark / 14})`}
        >
          <NodeShape look={lookOf(node)} />
        </g>
      ))}
    </g>
  );
}

function SheetRow({ entry, depth, y, height, scale, today, names, groupName }: SheetRowProps) {
  const { bar } = entry;
  const size = Math.min(2.7, height * 0.74);
  const base = y + height / 2 + size * 0.36;
  const indent = 1 + depth * 2.2;
  if (!bar)
    return (
      <g>
        <rect className="sheet-group" x="0" y={y} width={SHEET.width} height={height} />
        <text className="sheet-strong" x="1" y={base} fontSize={size}>
          {groupName}
        </text>
      </g>
    );
  const label = [bar.code, names.title(bar)].filter(Boolean).join(' ');
  const box = Math.min(2.4, height * 0.8);
  return (
    <g>
      <rect
        x={indent}
        y={y + (height - box) / 2}
        width={box}
        height={box}
        rx="0.3"
        style={{ fill: `var(--level-${bar.level})` }}
      />
      <text className={depth === 0 ? 'sheet-strong' : undefined} x={indent + box + 0.8} y={base} fontSize={size}>
        {clipped(label, HEAD.item - indent - box - 1.6, size)}
      </text>
      <text className="sheet-quiet" x={HEAD.item} y={base} fontSize={size}>
        {clipped(names.unit(bar.leadUnitId), HEAD.unit - 1, size)}
      </text>
      <text className="sheet-quiet" x={HEAD.item + HEAD.unit} y={base} fontSize={size}>
        {clipped(names.person(bar.responsiblePersonId), HEAD.person - 1, size)}
      </text>
      <BarMarks bar={bar} hasChildren={entry.hasChildren} y={y} height={height} scale={scale} today={today} />
    </g>
  );
}

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
