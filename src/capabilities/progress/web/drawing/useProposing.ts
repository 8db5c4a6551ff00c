// Dragging a date, or moving it by keys: follows the pointer, gives up on Escape, and hands over what may be asked for.
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { TreeRow } from '../../../../web/ui/treeRows.ts';
import type { Bar, DrawingEntry } from './drawingRows.ts';
import { isAsking, nudged, type Proposal, propose } from './proposal.ts';
import type { TimeScale } from './timeScale.ts';

interface Proposing {
  rows: readonly TreeRow<DrawingEntry>[];
  scale: TimeScale;
  /** The element whose left edge, after the head of the rows, is the beginning of the axis. */
  canvas: RefObject<HTMLElement | null>;
  headWidth: number;
  onAsk: (bar: Bar, proposal: Proposal) => void;
}

export function useProposing({ rows, scale, canvas, headWidth, onAsk }: Proposing) {
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const drag = useRef<{ bar: Bar; nodeId: string | null } | null>(null);
  const latest = useRef<Proposal | null>(null);
  latest.current = proposal;
  const give = (bar: Bar | null) => {
    const asked = latest.current;
    if (bar && asked && isAsking(bar, asked)) {
      onAsk(bar, asked);
      setProposal(null);
    } else if (!asked?.refused) setProposal(null);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      drag.current = null;
      setProposal(null);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const dayUnder = (event: PointerEvent, nodeId: string | null): string => {
    const left = canvas.current?.getBoundingClientRect().left ?? 0;
    // The end of a bar is the end of its day: half a day back stands on the day itself.
    const back = nodeId === null ? scale.pixelsADay / 2 : 0;
    return scale.dayAt(event.clientX - left - headWidth - back);
  };
  return {
    proposal,
    cancel: () => setProposal(null),
    barProposal: (bar: Bar) => (proposal?.itemId === bar.id ? proposal : null),
    /** By keys; true where this bar may be moved. */
    nudge: (bar: Bar, days: number) => setProposal(nudged(bar, latest.current, days)),
    give,
    pointer: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        const target = event.target instanceof Element ? event.target : null;
        const handle = target?.closest<HTMLElement>('[data-move]');
        const at = Number(target?.closest<HTMLElement>('[data-at]')?.dataset.at ?? -1);
        const bar = rows[at]?.node.bar;
        if (!handle || !bar || event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { bar, nodeId: handle.dataset.move === 'due' ? null : (handle.dataset.move ?? null) };
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const { current } = drag;
        if (!current) return;
        const next = propose(current.bar, current.nodeId, dayUnder(event, current.nodeId));
        if (next.day !== latest.current?.day || next.itemId !== latest.current.itemId) setProposal(next);
      },
      onPointerUp: () => {
        const { current } = drag;
        drag.current = null;
        if (current) give(current.bar);
      },
      onPointerCancel: () => {
        drag.current = null;
        setProposal(null);
      },
    },
  };
}
