// Only the rows on show are drawn, with room left for the others; the active row is always among them, so that it can have the focus.
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback } from 'react';

const rowHeight = 35;
/** Below this all rows are drawn, which is what printing and searching in the page expect. */
const fewRows = 60;

/** A row by its place, or the height of rows that are not drawn. */
export type Drawn = { at: number } | { gap: number; before: number };

export function useRowWindow(frame: RefObject<HTMLElement | null>, count: number, activeAt: number): Drawn[] {
  const isLong = count > fewRows;
  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range);
      return shown.includes(activeAt) || activeAt >= count ? shown : [...shown, activeAt].sort((a, b) => a - b);
    },
    [activeAt, count],
  );
  const virtual = useVirtualizer({
    count: isLong ? count : 0,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    rangeExtractor,
  });
  if (!isLong) return Array.from({ length: count }, (_, at) => ({ at }));
  const drawn: Drawn[] = [];
  let next = 0;
  const leaveTo = (at: number) => {
    if (at > next) drawn.push({ gap: (at - next) * rowHeight, before: at });
    next = at + 1;
  };
  for (const { index } of virtual.getVirtualItems()) {
    leaveTo(index);
    drawn.push({ at: index });
  }
  leaveTo(count);
  return drawn;
}
