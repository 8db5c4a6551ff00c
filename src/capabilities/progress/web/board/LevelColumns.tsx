// The board as one column a level: the chosen card's chain is drawn across the columns, up to its root and down to every person.
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import type { BoardSearch } from '../../../../web/routes.tsx';
import { useMe } from '../../../../web/session.ts';
import { useNames } from './boardNames.ts';
import { type BoardData, type BoardNode, chainOf, columnsByLevel } from './boardRows.ts';
import { ChainLines } from './ChainLines.tsx';
import { cardPitch, type ScrollGoal, scrollGoals, stepFrom } from './columnPlaces.ts';
import { createColumnScrolls } from './columnScrolls.ts';
import { LevelColumn } from './LevelColumn.tsx';
import './level-columns.css';

interface LevelColumnsProps {
  board: BoardData;
  nodes: readonly BoardNode[];
  chosen: string | null;
  change: (next: { [K in keyof BoardSearch]?: BoardSearch[K] | undefined }) => void;
  empty: ReactNode;
}

/** Follows the size of the columns' frame. */
function useFrameSize() {
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { frame, size };
}

export function LevelColumns({ board, nodes, chosen, change, empty }: LevelColumnsProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { institution } = useMe();
  const navigate = useNavigate();
  const names = useNames(board);
  const ranks = useMemo(() => institution.levels.map((level) => level.rank), [institution]);
  const columns = useMemo(() => columnsByLevel(nodes, ranks), [nodes, ranks]);
  const chain = useMemo(() => chainOf(nodes, chosen), [nodes, chosen]);
  const { frame, size } = useFrameSize();
  const [scrolls] = useState(createColumnScrolls);
  const [goals, setGoals] = useState<ReadonlyMap<number, ScrollGoal>>(new Map());
  const [focusId, setFocusId] = useState<string | null>(null);
  const height = size.height;
  useEffect(() => {
    if (chain && chosen && height > 0) setGoals(scrollGoals({ columns, chain, chosen, tops: scrolls.tops, height }));
  }, [chain, chosen, columns, scrolls, height]);

  // Columns are drawn again only for what they show, so what they call keeps its identity.
  const latest = useRef({ nodes, columns, chosen, change, navigate });
  latest.current = { nodes, columns, chosen, change, navigate };
  const choose = useCallback((node: BoardNode) => {
    latest.current.change({ chosen: node.id === latest.current.chosen ? undefined : node.id });
  }, []);
  const onFocused = useCallback(() => setFocusId(null), []);
  const onKey = useCallback((node: BoardNode, event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      void latest.current.navigate({ to: '/items/$id', params: { id: node.id } });
      return;
    }
    const next = stepFrom(latest.current.columns, latest.current.nodes, node, event.key);
    if (!next) return;
    event.preventDefault();
    setFocusId(next.id);
    latest.current.change({ chosen: next.id });
  }, []);
  if (nodes.length === 0) return <>{empty}</>;
  return (
    <section className="level-columns" aria-label={t('board:columns.label')}>
      <p className="small quiet level-hint">{t('board:columns.hint')}</p>
      <div className="level-scroll">
        <div ref={frame} className="level-frame">
          <ChainLines
            columns={columns}
            ranks={ranks}
            nodes={nodes}
            chain={chain}
            scrolls={scrolls}
            size={size}
            pitch={cardPitch}
          />
          {institution.levels.map((level) => (
            <LevelColumn
              key={level.rank}
              rank={level.rank}
              name={twin(level.name, level.nameEn)}
              nodes={columns.get(level.rank) ?? []}
              names={names}
              chain={chain}
              chosen={chosen}
              goal={goals.get(level.rank)}
              focusId={focusId}
              isFirst={level.rank === ranks[0]}
              onFocused={onFocused}
              onScroll={scrolls.report}
              onChoose={choose}
              onKey={onKey}
            />
          ))}
        </div>
      </div>
    </section>
  );
}
