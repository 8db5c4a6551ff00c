// What the grid of a drawing measures before it draws: its box, the days that its axis must hold, what lies outside.
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { addDays } from '../../../institution/calendar.rules.ts';
import type { DrawingData } from './drawingRows.ts';
import type { TimeScale } from './timeScale.ts';

/** How far beyond its due a bar that may be moved can be pulled, at least. */
const ROOM_TO_PULL = 31;

/** The size of what is on show, which the axis and the backdrop fill. */
export function useBox(element: RefObject<HTMLElement | null>) {
  const [box, setBox] = useState({ width: 1180, height: 600 });
  useLayoutEffect(() => {
    const found = element.current;
    if (!found) return;
    const measure = () => setBox({ width: found.clientWidth, height: found.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(found);
    return () => observer.disconnect();
  }, [element]);
  return box;
}

/** What the axis must hold; where a date may be proposed there is room to pull it further. */
export function daysOf({ items }: DrawingData): string[] {
  return items.flatMap((bar) => [
    bar.start,
    bar.abilities.propose ? addDays(bar.due, ROOM_TO_PULL) : bar.due,
    bar.originalDue ?? bar.due,
    bar.finishedOn ?? bar.due,
  ]);
}

export function outsideOf(drawing: DrawingData): Map<string, { waits: boolean; awaited: boolean }> {
  const beyond = new Set(drawing.outside.map((one) => one.id));
  const found = new Map<string, { waits: boolean; awaited: boolean }>();
  for (const link of drawing.dependencies) {
    if (beyond.has(link.dependsOnId))
      found.set(link.itemId, { awaited: found.get(link.itemId)?.awaited ?? false, waits: true });
    if (beyond.has(link.itemId))
      found.set(link.dependsOnId, { waits: found.get(link.dependsOnId)?.waits ?? false, awaited: true });
  }
  return found;
}

/** Today stands a third from the left when the drawing opens or is zoomed; afterwards the reader's place is his own. */
export function useTodayInSight(
  scroller: RefObject<HTMLElement | null>,
  scale: TimeScale,
  pane: number,
  today: string,
): void {
  const last = useRef('');
  useEffect(() => {
    const key = `${scale.zoom} ${scale.from} ${scale.to} ${Math.round(pane)}`;
    if (!scroller.current || key === last.current) return;
    last.current = key;
    const left = scale.x(today < scale.from ? scale.from : today) - pane / 3;
    scroller.current.scrollLeft = scale.width <= pane + 1 ? 0 : Math.max(0, left);
  }, [scroller, scale, pane, today]);
}
