// Where each column of the board is scrolled to; the lines listen to it, so that scrolling draws the lines and nothing else again.

export interface ColumnScrolls {
  tops: ReadonlyMap<number, number>;
  report: (rank: number, top: number) => void;
  subscribe: (listener: () => void) => () => void;
  /** Rises with every frame in which something was scrolled. */
  count: () => number;
}

export function createColumnScrolls(): ColumnScrolls {
  const tops = new Map<number, number>();
  const listeners = new Set<() => void>();
  let count = 0;
  let frame = 0;
  return {
    tops,
    report: (rank, top) => {
      tops.set(rank, top);
      if (frame !== 0) return;
      frame = window.requestAnimationFrame(() => {
        frame = 0;
        count += 1;
        for (const listener of listeners) listener();
      });
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    count: () => count,
  };
}
