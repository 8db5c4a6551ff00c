// The lines of the chosen card's chain, drawn behind the cards from each parent's right edge to its children's left edges.
import { useMemo, useSyncExternalStore } from 'react';
import type { BoardNode, Chain } from './boardRows.ts';
import { cardHeight, columnGap, headHeight } from './columnPlaces.ts';
import type { ColumnScrolls } from './columnScrolls.ts';

interface ChainLinesProps {
  columns: ReadonlyMap<number, readonly BoardNode[]>;
  ranks: readonly number[];
  nodes: readonly BoardNode[];
  chain: Chain | null;
  scrolls: ColumnScrolls;
  size: { width: number; height: number };
  pitch: number;
}

interface Place {
  column: number;
  index: number;
  level: number;
}

export function ChainLines({ columns, ranks, nodes, chain, scrolls, size, pitch }: ChainLinesProps) {
  useSyncExternalStore(scrolls.subscribe, scrolls.count);
  const places = useMemo(() => {
    const found = new Map<string, Place>();
    if (!chain) return found;
    for (const [level, list] of columns) {
      list.forEach((node, index) => {
        if (chain.above.has(node.id) || chain.below.has(node.id)) {
          found.set(node.id, { column: ranks.indexOf(level), index, level });
        }
      });
    }
    return found;
  }, [chain, columns, ranks]);
  if (!chain || size.width === 0 || nodes.length === 0) return null;
  const width = (size.width - columnGap * (ranks.length - 1)) / ranks.length;
  const y = (place: Place) => headHeight + place.index * pitch + cardHeight / 2 - (scrolls.tops.get(place.level) ?? 0);
  const isShown = (at: number) => at > headHeight - pitch && at < size.height + pitch;
  return (
    <svg className="chain-lines" width={size.width} height={size.height} aria-hidden="true">
      {chain.links.map(({ from, to }) => {
        const start = places.get(from);
        const end = places.get(to);
        if (!start || !end) return null;
        const [y1, y2] = [y(start), y(end)];
        if (!isShown(y1) && !isShown(y2)) return null;
        const isAbove = chain.above.has(to);
        const className = `chain-line${isAbove ? ' chain-line-above' : ''}${end.column - start.column > 1 ? ' chain-line-gap' : ''}`;
        if (end.column === start.column) {
          // Parent and child of one level: a bracket in the gap beside their column.
          const x = start.column * (width + columnGap) + width;
          const edge = start.column === ranks.length - 1 ? -6 : columnGap / 2 - 4;
          return (
            <path
              key={to}
              className={className}
              stroke={`var(--level-${end.column + 1})`}
              d={`M${x} ${y1}h${edge}V${y2}h${-edge}`}
            />
          );
        }
        const x1 = start.column * (width + columnGap) + width;
        const x2 = end.column * (width + columnGap);
        const bend = Math.min(columnGap, (x2 - x1) / 2) * 0.9;
        return (
          <path
            key={to}
            className={className}
            stroke={`var(--level-${end.column + 1})`}
            d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`}
          />
        );
      })}
    </svg>
  );
}
