// One level of the board: its cards, drawn only where they are on show.
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useEffect, useRef } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { Light } from '../../../../web/ui/Light.tsx';
import { ThreeValueBar } from '../../../../web/ui/ThreeValueBar.tsx';
import type { Names } from './boardNames.ts';
import type { BoardNode, Chain } from './boardRows.ts';
import { cardPitch, type ScrollGoal } from './columnPlaces.ts';

interface LevelColumnProps {
  rank: number;
  name: string;
  nodes: readonly BoardNode[];
  names: Names;
  chain: Chain | null;
  chosen: string | null;
  goal: ScrollGoal | undefined;
  /** The card that the keyboard has just reached. */
  focusId: string | null;
  isFirst: boolean;
  onFocused: () => void;
  onScroll: (rank: number, top: number) => void;
  onChoose: (node: BoardNode) => void;
  onKey: (node: BoardNode, event: KeyboardEvent) => void;
}

interface CardProps {
  node: BoardNode;
  names: Names;
  rank: number;
  tone: 'chosen' | 'chain' | 'plain' | 'aside';
  canTab: boolean;
  onChoose: (node: BoardNode) => void;
  onKey: (node: BoardNode, event: KeyboardEvent) => void;
}

const Card = memo(function Card({ node, names, rank, tone, canTab, onChoose, onKey }: CardProps) {
  const { t } = useWords();
  return (
    <div className={`card card-${tone}`} style={{ '--tone': `var(--level-${rank})` }}>
      <button
        type="button"
        className="card-face"
        data-card={node.id}
        tabIndex={canTab ? 0 : -1}
        aria-pressed={tone === 'chosen'}
        onClick={() => onChoose(node)}
        onKeyDown={(event) => onKey(node, event)}
      >
        <span className="card-line">
          <span className="code clip">{node.code}</span>
          <Light colour={node.light} worstBelow={node.worstBelow} markOnly />
        </span>
        <span className="card-title clip">{names.title(node)}</span>
        <span className="card-line">
          <span className="card-person clip">{names.person(node.responsiblePersonId)}</span>
          <span className="card-bar">
            <ThreeValueBar verified={node.verified} reported={node.reported} planned={node.planned} hideNumber />
          </span>
        </span>
      </button>
      {tone === 'chosen' && (
        <Link to="/items/$id" params={{ id: node.id }} className="card-open">
          {t('board:columns.open')}
        </Link>
      )}
    </div>
  );
});

export const LevelColumn = memo(function LevelColumn(props: LevelColumnProps) {
  const { rank, name, nodes, names, chain, chosen, goal, focusId, onScroll, onFocused } = props;
  const { t } = useWords();
  const { count } = useFormats();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: nodes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => cardPitch,
    overscan: 6,
  });
  useEffect(() => {
    if (!goal) return;
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    scroller.current?.scrollTo({ top: goal.top, behavior: isStill ? 'auto' : 'smooth' });
  }, [goal]);
  useEffect(() => {
    const at = focusId ? nodes.findIndex((node) => node.id === focusId) : -1;
    if (at < 0) return;
    virtual.scrollToIndex(at, { align: 'auto' });
    // The card may have to be drawn first.
    const frame = window.requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-card="${focusId}"]`)?.focus({ preventScroll: true });
      onFocused();
    });
    return () => window.cancelAnimationFrame(frame);
  }, [focusId, nodes, virtual, onFocused]);
  const toneOf = (node: BoardNode): CardProps['tone'] => {
    if (!chain) return 'plain';
    if (node.id === chosen) return 'chosen';
    return chain.above.has(node.id) || chain.below.has(node.id) ? 'chain' : 'aside';
  };
  return (
    <div className="level-column">
      <h2
        className="level-head"
        style={{ background: `var(--level-${rank})`, color: `var(--level-${rank}-ink)` }}
        aria-label={t('board:columns.listOf', { level: name, n: count(nodes.length) })}
      >
        <span className="clip">{name}</span>
        <span className="level-count">{count(nodes.length)}</span>
      </h2>
      <div ref={scroller} className="level-cards" onScroll={(event) => onScroll(rank, event.currentTarget.scrollTop)}>
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const node = nodes[item.index];
            if (!node) return null;
            return (
              <div key={node.id} className="card-place" style={{ transform: `translateY(${item.start}px)` }}>
                <Card
                  node={node}
                  names={names}
                  rank={rank}
                  tone={toneOf(node)}
                  canTab={chosen ? node.id === chosen : props.isFirst && item.index === 0}
                  onChoose={props.onChoose}
                  onKey={props.onKey}
                />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
});
