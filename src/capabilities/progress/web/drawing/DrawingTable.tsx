// The drawing as a table, for those who read rather than look; on a phone each row carries a small bar instead of columns.
import { useMemo } from 'react';
import { unset, useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Light } from '../../../../web/ui/Light.tsx';
import { type TreeColumn, TreeTable } from '../../../../web/ui/TreeTable.tsx';
import type { TreeRow } from '../../../../web/ui/treeRows.ts';
import { shortCode } from '../board/boardRows.ts';
import { BarCell } from './BarCell.tsx';
import { LevelMark } from './DrawingRow.tsx';
import type { DrawingData, DrawingEntry } from './drawingRows.ts';
import { useBarWords, useNames } from './rowWords.ts';
import { fittedScale } from './timeScale.ts';

interface DrawingTableProps {
  label: string;
  drawing: DrawingData;
  rows: readonly TreeRow<DrawingEntry>[];
  onToggle: (id: string, open: boolean) => void;
  onOpen: (id: string) => void;
}

const nothingOutside = { waits: false, awaited: false };
const PHONE_BAR = 300;

function useWaitsFor(drawing: DrawingData): (id: string) => string {
  return useMemo(() => {
    const codes = new Map([...drawing.items, ...drawing.outside].map((one) => [one.id, one.code ?? one.title ?? '']));
    const found = new Map<string, string[]>();
    for (const link of drawing.dependencies) {
      const code = codes.get(link.dependsOnId);
      if (code) found.set(link.itemId, [...(found.get(link.itemId) ?? []), code]);
    }
    return (id) => (found.get(id) ?? []).join(', ');
  }, [drawing]);
}

export function DrawingTable({ label, drawing, rows, onToggle, onOpen }: DrawingTableProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { shortDay, value } = useFormats();
  const { institution } = useMe();
  const names = useNames(drawing);
  const words = useBarWords();
  const waitsFor = useWaitsFor(drawing);
  const today = drawing.asOf;
  const levelName = (rank: number) => {
    const level = institution.levels.find((one) => one.rank === rank);
    return level ? twin(level.name, level.nameEn) : String(rank);
  };
  const scale = useMemo(
    () =>
      fittedScale(
        drawing.items.flatMap((bar) => [bar.start, bar.due]),
        PHONE_BAR,
      ),
    [drawing.items],
  );
  const title = ({ bar, group }: DrawingEntry) =>
    bar ? (
      <span className="draw-table-title clip">
        <LevelMark level={bar.level} name={levelName(bar.level)} />
        <span className="code" {...(bar.code ? { 'data-tip': bar.code } : {})}>
          {shortCode(bar.code)}
        </span>
        <span className="clip" data-tip={names.title(bar)}>
          {names.title(bar)}
        </span>
      </span>
    ) : (
      <b className="clip">{group ? twin(group.name, group.nameEn) : ''}</b>
    );
  const day = (one: string | null | undefined) => (one ? shortDay(one, today) : unset);
  const columns: TreeColumn<DrawingEntry>[] = [
    { key: 'item', header: t('drawing:column.item'), width: 'minmax(340px, 1fr)', cell: title },
    {
      key: 'person',
      header: t('drawing:column.person'),
      width: '92px',
      cell: ({ bar }) => bar && names.person(bar.responsiblePersonId),
    },
    {
      key: 'light',
      header: t('drawing:column.light'),
      width: '128px',
      cell: ({ bar }) => bar && <Light colour={bar.light} />,
    },
    {
      key: 'start',
      header: t('drawing:column.start'),
      width: '88px',
      numbers: true,
      cell: ({ bar }) => bar && day(bar.start),
    },
    {
      key: 'original',
      header: t('drawing:column.original'),
      width: '96px',
      numbers: true,
      cell: ({ bar }) => bar && day(bar.originalDue),
    },
    {
      key: 'due',
      header: t('drawing:column.due'),
      width: '96px',
      numbers: true,
      cell: ({ bar }) => bar && day(bar.due),
    },
    {
      key: 'finished',
      header: t('drawing:column.finished'),
      width: '88px',
      numbers: true,
      cell: ({ bar }) => bar && day(bar.finishedOn),
    },
    {
      key: 'verified',
      header: t('drawing:column.verified'),
      width: '72px',
      numbers: true,
      cell: ({ bar }) => bar && value(bar.verified),
    },
    {
      key: 'slack',
      header: t('drawing:column.slack'),
      width: '178px',
      cell: ({ bar }) => bar && <span data-tip={words.slack(bar)}>{words.short(bar)}</span>,
    },
    { key: 'waits', header: t('drawing:column.waits'), width: '150px', cell: ({ bar }) => bar && waitsFor(bar.id) },
    {
      key: 'nodes',
      header: t('drawing:column.nodes'),
      width: '280px',
      cell: ({ bar }) => bar && <span data-tip={words.nodes(bar)}>{words.nodes(bar)}</span>,
    },
  ];
  const narrowRow = (entry: DrawingEntry) => (
    <div className="draw-phone">
      {title(entry)}
      {entry.bar && (
        <>
          <span
            className="draw-phone-bar"
            style={{ width: PHONE_BAR }}
            role="img"
            aria-label={words.sentence(entry.bar)}
          >
            <i className="draw-phone-today" style={{ left: scale.x(today) }} />
            <BarCell
              bar={{ ...entry.bar, abilities: {} }}
              hasChildren={entry.hasChildren}
              speaks={false}
              scale={scale}
              today={today}
              proposal={null}
              outside={nothingOutside}
            />
          </span>
          <span className="draw-phone-line small quiet">
            <Light colour={entry.bar.light} />
            <span className="clip">{names.person(entry.bar.responsiblePersonId)}</span>
            <span>
              {shortDay(entry.bar.start, today)} – {shortDay(entry.bar.due, today)}
            </span>
          </span>
        </>
      )}
    </div>
  );
  return (
    <TreeTable
      label={label}
      rows={rows}
      columns={columns}
      minWidth={1620}
      narrowRow={narrowRow}
      narrowRowHeight={96}
      onToggle={(entry, open) => onToggle(entry.id, open)}
      onChoose={(entry) => (entry.bar ? onOpen(entry.id) : onToggle(entry.id, true))}
    />
  );
}
