// A row of the printed sheet: level, code and title, unit, person, and the bar, all in millimetres.
import { barShape } from './barGeometry.ts';
import type { Bar, DrawingEntry } from './drawingRows.ts';
import { lookOf, NodeShape } from './NodeMark.tsx';
import type { Names } from './rowWords.ts';
import type { TimeScale } from './timeScale.ts';

/** A sheet of 420 by 297 less the printer's margins. */
export const SHEET = { width: 392, height: 264 } as const;
export const HEAD = { item: 92, unit: 30, person: 17 } as const;
export const HEAD_WIDTH = HEAD.item + HEAD.unit + HEAD.person;

interface SheetRowProps {
  entry: DrawingEntry;
  depth: number;
  y: number;
  height: number;
  scale: TimeScale;
  today: string;
  names: Names;
  groupName: string;
  /** What hangs right below the name of a group: drawn over each other where there is no room for rows. */
  grouped: readonly Bar[];
}

/** Where work lies close together the row grows dark; what is past due shows through. */
function GroupMarks({
  bars,
  y,
  height,
  scale,
  today,
}: { bars: readonly Bar[] } & Pick<SheetRowProps, 'y' | 'height' | 'scale' | 'today'>) {
  return (
    <g transform={`translate(${HEAD_WIDTH} 0)`}>
      {bars.map((bar) => {
        const shape = barShape(bar, scale, today);
        return (
          <g key={bar.id}>
            <rect
              className="sheet-dense"
              style={{ fill: `var(--level-${bar.level})` }}
              x={shape.planned.x}
              y={y + height * 0.28}
              width={shape.end - shape.planned.x}
              height={height * 0.44}
            />
            {shape.late && (
              <rect
                className="sheet-late"
                x={shape.late.x}
                y={y + height * 0.44}
                width={shape.late.width}
                height={height * 0.12}
              />
            )}
          </g>
        );
      })}
    </g>
  );
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

export function SheetRow({ entry, depth, y, height, scale, today, names, groupName, grouped }: SheetRowProps) {
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
        <GroupMarks bars={grouped} y={y} height={height} scale={scale} today={today} />
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
