// A drawing with its controls: zoom, picture or table, critical path alone, print; rows fold, a dragged date asks for a request.
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { useWords } from '../../../../web/language.ts';
import type { DrawingSearch } from '../../../../web/routes.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { useNarrow } from '../../../../web/ui/narrow.ts';
import { Check, Segmented } from '../../../../web/ui/Segmented.tsx';
import { visibleRows } from '../../../../web/ui/treeRows.ts';
import { DrawingGrid } from './DrawingGrid.tsx';
import { DrawingLegend } from './DrawingLegend.tsx';
import { DrawingSheet } from './DrawingSheet.tsx';
import { DrawingTable } from './DrawingTable.tsx';
import { type DrawingData, entriesOf, openAtFirst } from './drawingRows.ts';
import { type Asked, ProposeDrawer } from './ProposeDrawer.tsx';
import { zooms } from './timeScale.ts';
import { usePrinting } from './usePrinting.ts';
import './drawing.css';
import './drawing-bars.css';
import './drawing-sheet.css';

interface DrawingViewProps {
  drawing: DrawingData;
  title: string;
  code: string | null;
  search: DrawingSearch;
  change: (next: Partial<DrawingSearch>) => void;
  /** What chooses the drawing, beside what changes its look. */
  chooser?: ReactNode;
}

export function DrawingView({ drawing, title, code, search, change, chooser }: DrawingViewProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const isNarrow = useNarrow();
  const isPrinting = usePrinting();
  const [asked, setAsked] = useState<Asked | null>(null);
  const zoom = search.zoom ?? 'year';
  const all = useMemo(() => entriesOf(drawing), [drawing]);
  const entries = useMemo(
    () => (search.critical ? all.filter((entry) => entry.bar === null || entry.bar.critical) : all),
    [all, search.critical],
  );
  const [open, setOpen] = useState<ReadonlySet<string>>(() => openAtFirst(all));
  const rows = useMemo(() => visibleRows(entries, open), [entries, open]);
  const toggle = (id: string, isOpen: boolean) =>
    setOpen((present) => {
      const next = new Set(present);
      if (isOpen) next.add(id);
      else next.delete(id);
      return next;
    });
  const isWhole = open.size > 0 && entries.every((entry) => !entry.hasChildren || open.has(entry.id));
  const unfold = () =>
    setOpen(isWhole ? new Set() : new Set(entries.filter((entry) => entry.hasChildren).map((entry) => entry.id)));
  const asTable = search.view === 'table' || isNarrow;
  const openItem = (id: string) =>
    void navigate({ to: '/items/$id', params: { id }, search: search.asOf ? { asOf: search.asOf } : {} });
  return (
    <>
      <div className="draw-bar-of-acts no-print">
        {chooser}
        {!asTable && (
          <Segmented
            label={t('drawing:zoom.label')}
            value={zoom}
            onChange={(next) => change({ zoom: next })}
            choices={zooms.map((value) => ({ value, label: t(`drawing:zoom.${value}`) }))}
          />
        )}
        {!isNarrow && (
          <Segmented
            label={t('drawing:view.label')}
            value={asTable ? 'table' : 'drawing'}
            onChange={(next) => change({ view: next === 'table' ? 'table' : undefined })}
            choices={[
              { value: 'drawing', label: t('drawing:view.drawing') },
              { value: 'table', label: t('drawing:view.table') },
            ]}
          />
        )}
        <Check checked={search.critical === true} onChange={(critical) => change({ critical: critical || undefined })}>
          {t('drawing:criticalOnly')}
        </Check>
        <span className="draw-acts-right">
          <Button kind="quiet" icon="tree" onPress={unfold}>
            {t(isWhole ? 'drawing:fold' : 'drawing:unfold')}
          </Button>
          {!isNarrow && (
            <Button icon="print" onPress={() => window.print()}>
              {t('drawing:print')}
            </Button>
          )}
        </span>
      </div>
      {asTable ? (
        <DrawingTable label={title} drawing={drawing} rows={rows} onToggle={toggle} onOpen={openItem} />
      ) : (
        <DrawingGrid
          label={title}
          drawing={drawing}
          rows={rows}
          zoom={zoom}
          onZoom={(next) => change({ zoom: next })}
          onToggle={toggle}
          onAsk={(bar, proposal) => setAsked({ bar, proposal })}
          asOf={search.asOf}
        />
      )}
      <DrawingLegend mayMove={drawing.items.some((bar) => bar.abilities.propose === true)} />
      <ProposeDrawer asked={asked} onClose={() => setAsked(null)} />
      {isPrinting && <DrawingSheet drawing={drawing} title={title} code={code} />}
    </>
  );
}
