// Walking a drawing: arrows, folding, zoom, opening, and dates moved by keys; the same by pressing rows.
import type { KeyboardEvent, MouseEvent } from 'react';
import { type TreeRow, treeMove } from '../../../../web/ui/treeRows.ts';
import type { DrawingEntry } from './drawingRows.ts';
import { type Zoom, zooms } from './timeScale.ts';
import type { useProposing } from './useProposing.ts';

const WEEK = 7;
/** With Shift: by how many days a key moves a date. */
const NUDGES: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, PageDown: WEEK, PageUp: -WEEK };
const ZOOMS: Readonly<Record<string, number>> = { '+': 1, '=': 1, '-': -1 };

interface Walking {
  rows: readonly TreeRow<DrawingEntry>[];
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
  onToggle: (id: string, open: boolean) => void;
  proposing: ReturnType<typeof useProposing>;
  activeAt: number;
  rowsAPage: number;
  onMove: (at: number, id: string) => void;
  onOpen: (id: string) => void;
}

export function useWalking(walking: Walking) {
  const { rows, proposing, activeAt, onToggle, onOpen } = walking;
  const act = (move: ReturnType<typeof treeMove>) => {
    const found = move && rows[move.at];
    if (!move || !found) return;
    walking.onMove(move.at, found.node.id);
    if (move.at !== activeAt) proposing.cancel();
    if (move.kind === 'open' || move.kind === 'close') onToggle(found.node.id, move.kind === 'open');
    if (move.kind !== 'choose') return;
    const { bar } = found.node;
    if (!bar) onToggle(found.node.id, !found.isOpen);
    else if (proposing.barProposal(bar)) proposing.give(bar);
    else onOpen(bar.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== event.currentTarget) return;
    const bar = rows[activeAt]?.node.bar;
    const days = NUDGES[event.key];
    if (event.shiftKey && days !== undefined) {
      event.preventDefault();
      if (bar?.abilities.propose) proposing.nudge(bar, days);
      return;
    }
    const step = ZOOMS[event.key];
    const zoom = step === undefined ? undefined : zooms[zooms.indexOf(walking.zoom) + step];
    const move = step === undefined ? treeMove(rows, activeAt, event.key, walking.rowsAPage) : null;
    if (!move && !zoom) return;
    event.preventDefault();
    if (zoom) walking.onZoom(zoom);
    act(move);
  };
  const onClick = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    const linked = target?.closest<HTMLElement>('a[data-item]')?.dataset.item;
    if (linked && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      onOpen(linked);
    }
    if (!target || target.closest('a, button, [data-move]')) return;
    const at = Number(target.closest<HTMLElement>('[data-at]')?.dataset.at ?? -1);
    const found = rows[at];
    if (!found) return;
    const isTwist = target.closest('[data-twist]') || !found.node.bar;
    act({ kind: isTwist ? (found.isOpen ? 'close' : 'open') : 'to', at });
  };
  return { onKeyDown, onClick };
}
