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
import { LevelColumn } from './LevelColumn.tsx';
import './level-columns.css';

interface LevelColumnsProps {
  board: BoardData;
  nodes: readonly BoardNode[];
  chosen: string | null;
  change: (next: { [K in keyof BoardSearch]?: BoardSearch[K] | undefined }) => void;
  empty: ReactNode;
}

/** Follows the size of the columns' frame and each column's scroll, redrawing the lines once a frame at most. */
function useFrame() {
  const frame = useRef<HTMLDivElement>(null);
  const tops = useRef(new Map<number, number>());
  const [, redraw] = useState(0);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const pending = useRef(0);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const onScroll = useCallback((rank: number, top: number) => {
    tops.current.set(rank, top);
    window.cancelAnimationFrame(pending.current);
    pending.current = window.requestAnimationFrame(() => redraw((count) => count + 1));
  }, []);
  return { frame, tops: tops.current, size, onScroll };
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
  const { frame, tops, size, onScroll } = useFrame();
  const [goals, setGoals] = useState<ReadonlyMap<number, ScrollGoal>>(new Map());
  const [focusId, setFocusId] = useState<string | null>(null);
  const height = size.height;
  useEffect(() => {
    if (chain && chosen && height > 0) setGoals(scrollGoals({ columns, chain, chosen, tops, height }));
  }, [chain, chosen, columns, tops, height]);

  const choose = (node: BoardNode) => change({ chosen: node.id === chosen ? undefined : node.id });
  const open = (node: BoardNode) => void navigate({ to: '/items/$id', params: { id: node.id } });
  const onKey = (node: BoardNode, event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      open(node);
      return;
    }
    const next = stepFrom(columns, nodes, node, event.key);
    if (!next) return;
    event.preventDefault();
    setFocusId(next.id);
    change({ chosen: next.id });
  };
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
            tops={tops}
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
              onFocused={() => setFocusId(null)}
              onScroll={onScroll}
              onChoose={choose}
              onKey={onKey}
            />
          ))}
        </div>
      </div>
    </section>
  );
}
