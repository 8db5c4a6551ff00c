// Where the parts of a bar begin and end on the axis: what was planned, what was granted, what is real. Pure.
import type { Bar } from './drawingRows.ts';
import type { TimeScale } from './timeScale.ts';

export interface Span {
  x: number;
  width: number;
}

export interface BarShape {
  /** From the start to the due fixed at registration. */
  planned: Span;
  /** What a passed request added. */
  extension: Span | null;
  /** From acceptance to the finish, or to today. */
  real: Span | null;
  /** The verified share of the whole length; all of the real bar once finished. */
  done: Span | null;
  /** Past due and open. */
  late: Span | null;
  /** The right edge of the due in force. */
  end: number;
}

type Drawn = Pick<Bar, 'start' | 'due' | 'originalDue' | 'acceptedOn' | 'finishedOn' | 'verified' | 'state'>;
type Axis = Pick<TimeScale, 'x' | 'xEnd'>;

const span = (x: number, end: number): Span | null => (end > x ? { x, width: end - x } : null);
const ended: ReadonlySet<string> = new Set(['closed', 'archived']);

export function barShape(bar: Drawn, axis: Axis, today: string): BarShape {
  const start = axis.x(bar.start);
  const end = axis.xEnd(bar.due);
  const original = axis.xEnd(bar.originalDue ?? bar.due);
  const planned = { x: start, width: Math.max(2, Math.min(original, end) - start) };
  const isEnded = ended.has(bar.state);
  const shape: BarShape = { planned, extension: span(original, end), real: null, done: null, late: null, end };
  const begun = bar.acceptedOn === null ? null : bar.acceptedOn > bar.start ? bar.acceptedOn : bar.start;
  if (begun === null || begun > today) return shape;
  const realEnd = axis.xEnd(bar.finishedOn ?? today);
  shape.real = span(
    axis.x(begun),
    isEnded ? Math.max(realEnd, axis.xEnd(begun)) : Math.min(realEnd, Math.max(end, axis.xEnd(begun))),
  );
  if (isEnded) shape.done = shape.real;
  else if (bar.verified !== null && bar.verified > 0)
    shape.done = span(start, start + ((end - start) * bar.verified) / 100);
  if (!isEnded && bar.due < today) shape.late = span(end, axis.xEnd(today));
  return shape;
}
