// The drawing itself: rows that fold at the left, bars on the axis at the right; only what is on show is drawn, and keys walk it.
import { useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useId, useMemo, useRef, useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import type { TreeRow } from '../../../../web/ui/treeRows.ts';
import { Arrows } from './Arrows.tsx';
import { Axis, Backdrop } from './Axis.tsx';
import { DrawingRow } from './DrawingRow.tsx';
import { arrowsOf, type Bar, type DrawingData, type DrawingEntry } from './drawingRows.ts';
import { daysOf, outsideOf, useBox, useTodayInSight } from './gridParts.ts';
import type { Proposal } from './proposal.ts';
import { useBarWords, useNames } from './rowWords.ts';
import { scaleOf, type Zoom } from './timeScale.ts';
import { useProposing } from './useProposing.ts';
import { useWalking } from './useWalking.ts';

const ROW = 32;
const HEAD = 52;
const columns = { 'zh-CN': [340, 100, 68, 42], en: [340, 118, 104, 46] } as const;
// A table that is walked like a tree; written apart because the two roles are one element here.
const treegrid = { role: 'treegrid', tabIndex: 0 } as const;

export interface DrawingGridProps {
  label: string;
  drawing: DrawingData;
  rows: readonly TreeRow<DrawingEntry>[];
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
  onToggle: (id: string, open: boolean) => void;
  onAsk: (bar: Bar, proposal: Proposal) => void;
  asOf: string | undefined;
}

export function DrawingGrid(props: DrawingGridProps) {
  const { drawing, rows, zoom, onZoom, onToggle, onAsk, asOf } = props;
  const { t, language } = useWords();
  const twin = useTwin();
  const { fullDay } = useFormats();
  const { institution } = useMe();
  const navigate = useNavigate();
  const baseId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const box = useBox(scroller);
  const widths = columns[language];
  const headWidth = widths.reduce((sum, width) => sum + width, 0);
  const pane = Math.max(320, box.width - headWidth);
  const days = useMemo(() => daysOf(drawing), [drawing]);
  const scale = useMemo(() => scaleOf(zoom, days, pane), [zoom, days, pane]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 4,
  });
  const proposing = useProposing({ rows, scale, canvas, headWidth, onAsk });
  const names = useNames(drawing);
  const words = useBarWords();
  const outside = useMemo(() => outsideOf(drawing), [drawing]);
  const arrows = useMemo(() => arrowsOf(drawing, rows), [drawing, rows]);
  const shading = useMemo(
    () => ({ daysOff: new Set(drawing.calendar.daysOff), makeUpDays: new Set(drawing.calendar.makeUpDays) }),
    [drawing.calendar],
  );
  const row = useMemo(() => {
    const levels = new Map(institution.levels.map((level) => [level.rank, twin(level.name, level.nameEn)]));
    return {
      levelName: (rank: number) => levels.get(rank) ?? String(rank),
      groupName: (entry: DrawingEntry) => (entry.group ? twin(entry.group.name, entry.group.nameEn) : ''),
    };
  }, [institution.levels, twin]);
  const activeAt = rows.findIndex((one) => one.node.id === activeId);
  const today = drawing.asOf;

  useTodayInSight(scroller, scale, pane, today);
  const { onKeyDown, onClick } = useWalking({
    rows,
    zoom,
    onZoom,
    onToggle,
    proposing,
    activeAt,
    rowsAPage: Math.max(1, Math.floor((box.height - HEAD) / ROW) - 1),
    onMove: (at, id) => {
      setActiveId(id);
      virtual.scrollToIndex(at, { align: 'auto' });
    },
    onOpen: (id) => void navigate({ to: '/items/$id', params: { id }, search: asOf ? { asOf } : {} }),
  });
  const items = virtual.getVirtualItems();
  const total = virtual.getTotalSize();
  const said = proposing.proposal;
  const saidBar = said && rows.find((one) => one.node.id === said.itemId)?.node.bar;
  return (
    <div className="draw-frame">
      <div ref={scroller} className="draw-scroll">
        <div
          ref={canvas}
          className="draw-canvas"
          style={
            {
              width: headWidth + scale.width,
              height: HEAD + Math.max(total, box.height - HEAD),
              '--columns': `${widths.map((w) => `${w}px`).join(' ')} ${scale.width}px`,
              '--c2': `${widths[0]}px`,
              '--c3': `${widths[0] + widths[1]}px`,
              '--c4': `${widths[0] + widths[1] + widths[2]}px`,
              '--c5': `${headWidth}px`,
            } as CSSProperties
          }
          {...proposing.pointer}
        >
          <div className="draw-behind" style={{ marginLeft: headWidth }}>
            <Backdrop scale={scale} today={today} height={box.height - HEAD} {...shading} />
          </div>
          <table
            {...treegrid}
            className="draw-grid"
            aria-label={props.label}
            aria-rowcount={rows.length + 1}
            {...(activeAt >= 0 ? { 'aria-activedescendant': `${baseId}-${activeAt}` } : {})}
            onKeyDown={onKeyDown}
            onClick={onClick}
          >
            <thead>
              <tr className="draw-head" aria-rowindex={1}>
                {['item', 'unit', 'person', 'light'].map((name) => (
                  <th key={name} scope="col" className={`draw-cell draw-cell-${name}`}>
                    {t(`drawing:column.${name}`)}
                  </th>
                ))}
                <th scope="col" className="draw-cell draw-cell-bar">
                  <span className="visually-hidden">{t('drawing:column.bar')}</span>
                  <Axis scale={scale} />
                </th>
              </tr>
            </thead>
            <tbody className="draw-body" style={{ height: total }}>
              {items.map((item) => {
                const found = rows[item.index];
                if (!found) return null;
                const { bar } = found.node;
                return (
                  <DrawingRow
                    key={found.node.id}
                    id={`${baseId}-${item.index}`}
                    row={found}
                    at={item.index}
                    top={item.start}
                    isActive={item.index === activeAt}
                    scale={scale}
                    today={today}
                    asOf={asOf}
                    names={names}
                    words={words}
                    groupName={row.groupName}
                    levelName={row.levelName}
                    outside={outside}
                    proposal={bar ? proposing.barProposal(bar) : null}
                  />
                );
              })}
            </tbody>
          </table>
          <div className="draw-over" style={{ left: headWidth, top: HEAD }}>
            <Arrows
              arrows={arrows}
              scale={scale}
              rowHeight={ROW}
              first={items[0]?.index ?? 0}
              last={items.at(-1)?.index ?? 0}
              height={total}
            />
          </div>
        </div>
      </div>
      <p className="visually-hidden" aria-live="polite">
        {said && saidBar
          ? t(said.refused ? `drawing:propose.refused.${said.refused}` : 'drawing:propose.said', {
              day: fullDay(said.refused === 'beyond_parent' ? saidBar.parentDue : said.day),
              parent: saidBar.parentCode ?? '',
            })
          : ''}
      </p>
    </div>
  );
}
