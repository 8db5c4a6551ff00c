// One bar on the axis: planned outline, granted extension, real bar with what is verified, nodes, and the date that is being proposed.
import { memo } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { type BarShape, barShape, type Span } from './barGeometry.ts';
import type { Bar } from './drawingRows.ts';
import { lookOf, NodeMark } from './NodeMark.tsx';
import type { Proposal } from './proposal.ts';
import type { TimeScale } from './timeScale.ts';

interface BarCellProps {
  bar: Bar;
  hasChildren: boolean;
  /** False where the rows below, which are on show, say it themselves. */
  speaks: boolean;
  scale: TimeScale;
  today: string;
  proposal: Proposal | null;
  /** Items outside of the drawing that this one waits for, or that wait for it. */
  outside: { waits: boolean; awaited: boolean };
}

const at = (span: Span) => ({ left: span.x, width: span.width });

function Parts({ shape, bar, hasChildren }: { shape: BarShape; bar: Bar; hasChildren: boolean }) {
  const look = ['draw-bar', hasChildren && 'draw-bar-whole', bar.state === 'draft' && 'draw-bar-draft'];
  if (bar.critical) look.push('draw-bar-critical');
  if (bar.state === 'suspended') look.push('draw-bar-asleep');
  return (
    <div className={look.filter(Boolean).join(' ')} style={{ '--tone': `var(--level-${bar.level})` }}>
      <i className="draw-planned" style={at(shape.planned)} />
      {shape.extension && <i className="draw-extension" style={at(shape.extension)} />}
      {shape.late && <i className="draw-late" style={at(shape.late)} />}
      {shape.real && <i className="draw-real" style={at(shape.real)} />}
      {shape.done && <i className="draw-done" style={at(shape.done)} />}
    </div>
  );
}

function Nodes({
  bar,
  scale,
  proposal,
  mayMove,
}: Pick<BarCellProps, 'bar' | 'scale' | 'proposal'> & { mayMove: boolean }) {
  const { t } = useWords();
  const twin = useTwin();
  const { shortDay } = useFormats();
  return bar.nodes.map((node) => {
    const look = lookOf(node);
    const day = proposal?.nodeId === node.id ? proposal.day : node.date;
    const movable = mayMove && node.state === 'planned';
    return (
      <span
        key={node.id}
        className={movable ? 'draw-node draw-movable' : 'draw-node'}
        style={{ left: scale.x(day) + scale.pixelsADay / 2 }}
        data-tip={t('drawing:node.tip', {
          title: twin(node.title, node.titleEn),
          day: shortDay(day, scale.from),
          state: t(`drawing:node.${look}`),
        })}
        {...(movable ? { 'data-move': node.id } : {})}
      >
        <NodeMark look={look} />
      </span>
    );
  });
}

const WORDS_WIDTH = 120;

/** Where words stand: after the bar, or before it where the axis ends. */
function placeOf(start: number, end: number, scale: TimeScale) {
  const isTooFar = end + WORDS_WIDTH > scale.width && start > WORDS_WIDTH;
  return isTooFar
    ? { left: start - 8, transform: 'translateX(-100%)' }
    : { left: Math.min(end + 8, scale.width - WORDS_WIDTH) };
}

/** The words beside a bar: only what must not be overlooked. */
function EndWords({ bar, shape, scale }: { bar: Bar; shape: BarShape; scale: TimeScale }) {
  const { t } = useWords();
  if (bar.slack === null || bar.slack >= 0) return null;
  const end = Math.max(shape.end, shape.late ? shape.late.x + shape.late.width : 0);
  return (
    <span
      className="draw-words draw-words-bad"
      style={placeOf(shape.planned.x, end, scale)}
      data-tip={t('drawing:slack.broken', { count: -bar.slack })}
    >
      {t('drawing:slack.short', { count: -bar.slack })}
    </span>
  );
}

function Ghost({ bar, scale, proposal }: { bar: Bar; scale: TimeScale; proposal: Proposal }) {
  const { t } = useWords();
  const { shortDay } = useFormats();
  const from = scale.x(bar.start);
  const day = shortDay(proposal.day, scale.from);
  const words = proposal.refused
    ? t(`drawing:propose.refused.${proposal.refused}`, {
        parent: bar.parentCode ?? '',
        day: shortDay(bar.parentDue, scale.from),
      })
    : day;
  return (
    <>
      {proposal.nodeId === null && (
        <i
          className={proposal.refused ? 'draw-ghost draw-ghost-refused' : 'draw-ghost'}
          style={{ left: from, width: Math.max(2, scale.xEnd(proposal.day) - from) }}
        />
      )}
      <span
        className={proposal.refused ? 'draw-words draw-words-bad draw-words-now' : 'draw-words draw-words-now'}
        style={{ left: Math.max(scale.xEnd(proposal.day) - 10, from), transform: 'translateX(-100%)' }}
      >
        {words}
      </span>
    </>
  );
}

function BarCellView({ bar, hasChildren, speaks, scale, today, proposal, outside }: BarCellProps) {
  const { t } = useWords();
  const shape = barShape(bar, scale, today);
  const mayMove = bar.abilities.propose === true;
  return (
    <>
      <Parts shape={shape} bar={bar} hasChildren={hasChildren} />
      {outside.waits && (
        <span
          className="draw-outside"
          style={{ left: shape.planned.x - 12 }}
          data-tip={t('drawing:outside.waits')}
          aria-hidden="true"
        >
          ⇠
        </span>
      )}
      {outside.awaited && (
        <span
          className="draw-outside"
          style={{ left: shape.end + 2 }}
          data-tip={t('drawing:outside.awaited')}
          aria-hidden="true"
        >
          ⇢
        </span>
      )}
      <Nodes bar={bar} scale={scale} proposal={proposal} mayMove={mayMove} />
      {mayMove && (
        <span
          className="draw-handle"
          style={{ left: Math.min(shape.end, scale.width - 6) }}
          data-move="due"
          data-tip={t('drawing:propose.handle')}
          aria-hidden="true"
        />
      )}
      {proposal ? (
        <Ghost bar={bar} scale={scale} proposal={proposal} />
      ) : (
        speaks && <EndWords bar={bar} shape={shape} scale={scale} />
      )}
    </>
  );
}

export const BarCell = memo(BarCellView);
