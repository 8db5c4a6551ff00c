// A tree as a table that stays smooth at ten thousand rows: only what is on show is drawn, and the arrow keys walk it.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, type ReactNode, useId, useRef, useState } from 'react';
import { useWords } from '../language.ts';
import { useNarrow } from './narrow.ts';
import { type TreeNode, type TreeRow, treeMove } from './treeRows.ts';
import './tree-table.css';

export interface TreeColumn<Node extends TreeNode> {
  key: string;
  header: ReactNode;
  /** A CSS grid track, for instance `minmax(240px, 1fr)` or `96px`. */
  width: string;
  numbers?: boolean;
  cell: (node: Node) => ReactNode;
}

export interface TreeTableProps<Node extends TreeNode> {
  label: string;
  rows: readonly TreeRow<Node>[];
  /** The first column carries the tree. */
  columns: readonly TreeColumn<Node>[];
  selectedId?: string | null;
  onToggle: (node: Node, open: boolean) => void;
  onChoose: (node: Node) => void;
  /** How a row looks on a phone: two or three short lines instead of columns. */
  narrowRow?: (node: Node) => ReactNode;
  rowHeight?: number;
  /** Below this width the table scrolls sideways instead of crushing its columns. */
  minWidth?: number;
  narrowRowHeight?: number;
  /** Shown in place of rows. */
  empty?: ReactNode;
}

interface RowProps<Node extends TreeNode> {
  id: string;
  row: TreeRow<Node>;
  at: number;
  top: number;
  height: number;
  columns: readonly TreeColumn<Node>[];
  narrowRow: ((node: Node) => ReactNode) | undefined;
  isActive: boolean;
  isSelected: boolean;
}

function Twist({ row }: { row: TreeRow<TreeNode> }) {
  return (
    <span
      className={`tree-twist${row.isOpen ? ' tree-twist-open' : ''}`}
      data-twist={row.node.hasChildren || undefined}
    >
      {row.node.hasChildren && (
        <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
          <path d="M3 1.5 7 5 3 8.5z" />
        </svg>
      )}
    </span>
  );
}

function RowView<Node extends TreeNode>(props: RowProps<Node>) {
  const { row, at, columns, narrowRow } = props;
  const className = ['tree-row', props.isSelected && 'tree-row-selected', props.isActive && 'tree-row-active'];
  return (
    // Focus stays on the grid and aria-activedescendant points here: a row may leave the page while it is the active one.
    <tr
      id={props.id}
      data-at={at}
      className={className.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${props.top}px)`, height: props.height, '--depth': row.depth }}
      aria-level={row.depth + 1}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-rowindex={at + 2}
      aria-selected={props.isSelected}
      {...(row.node.hasChildren ? { 'aria-expanded': row.isOpen } : {})}
    >
      {narrowRow ? (
        <td className="tree-cell tree-cell-tree">
          <Twist row={row} />
          <div className="tree-narrow">{narrowRow(row.node)}</div>
        </td>
      ) : (
        columns.map((column, index) => (
          <td
            key={column.key}
            className={`tree-cell${index === 0 ? ' tree-cell-tree' : ''}${column.numbers ? ' numbers' : ''}`}
          >
            {index === 0 && <Twist row={row} />}
            {column.cell(row.node)}
          </td>
        ))
      )}
    </tr>
  );
}

// A table that is walked like a tree; written apart because the two roles are one element here.
const treegrid = { role: 'treegrid', tabIndex: 0 } as const;

const Row = memo(RowView) as typeof RowView;

/** Remounts when the window crosses the phone's width, because the height of rows changes with it. */
export function TreeTable<Node extends TreeNode>(props: TreeTableProps<Node>) {
  const isNarrow = useNarrow() && props.narrowRow !== undefined;
  return <TreeGrid key={isNarrow ? 'narrow' : 'wide'} {...props} isNarrow={isNarrow} />;
}

function TreeGrid<Node extends TreeNode>(props: TreeTableProps<Node> & { isNarrow: boolean }) {
  const { rows, columns, onToggle, onChoose, isNarrow } = props;
  const { t } = useWords();
  const baseId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const narrowRow = isNarrow ? props.narrowRow : undefined;
  const height = narrowRow ? (props.narrowRowHeight ?? 76) : (props.rowHeight ?? 34);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
  });
  const found = rows.findIndex((row) => row.node.id === activeId);
  const activeAt = found >= 0 ? found : rows.findIndex((row) => row.node.id === props.selectedId);

  const act = (move: ReturnType<typeof treeMove>) => {
    const row = move && rows[move.at];
    if (!move || !row) return;
    setActiveId(row.node.id);
    virtual.scrollToIndex(move.at, { align: 'auto' });
    if (move.kind === 'open' || move.kind === 'close') onToggle(row.node, move.kind === 'open');
    if (move.kind === 'choose') onChoose(row.node);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target !== event.currentTarget && event.key !== 'Escape') return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 340) / height) - 1);
    const move = treeMove(rows, activeAt, event.key, page);
    if (!move) return;
    event.preventDefault();
    act(move);
  };
  const rowOf = (target: EventTarget) =>
    target instanceof Element ? Number(target.closest<HTMLElement>('[data-at]')?.dataset.at ?? -1) : -1;
  const onClick = (event: React.MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('a, button')) return;
    const at = rowOf(event.target);
    const row = rows[at];
    if (!row) return;
    const twisted = event.target instanceof Element && event.target.closest('[data-twist]');
    act({ kind: twisted ? (row.isOpen ? 'close' : 'open') : 'choose', at });
  };
  return (
    <div className={`tree-table${narrowRow ? ' tree-table-narrow' : ''}`}>
      <div ref={scroller} className="tree-scroll">
        <table
          {...treegrid}
          className="tree-grid"
          style={{
            '--columns': columns.map((column) => column.width).join(' '),
            ...(props.minWidth && !narrowRow ? { minWidth: props.minWidth } : {}),
          }}
          aria-label={props.label}
          aria-rowcount={rows.length + 1}
          aria-colcount={narrowRow ? 1 : columns.length}
          {...(activeAt >= 0 ? { 'aria-activedescendant': `${baseId}-${activeAt}` } : {})}
          onKeyDown={onKeyDown}
          onClick={onClick}
        >
          <thead>
            <tr className="tree-head" aria-rowindex={1}>
              {(narrowRow ? columns.slice(0, 1) : columns).map((column) => (
                <th key={column.key} scope="col" className={column.numbers ? 'tree-cell numbers' : 'tree-cell'}>
                  {column.header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="tree-body" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index];
              if (!row) return null;
              return (
                <Row
                  key={row.node.id}
                  id={`${baseId}-${item.index}`}
                  row={row}
                  at={item.index}
                  top={item.start}
                  height={height}
                  columns={columns}
                  narrowRow={narrowRow}
                  isActive={item.index === activeAt}
                  isSelected={row.node.id === props.selectedId}
                />
              );
            })}
          </tbody>
        </table>
        {rows.length === 0 && <div className="tree-empty">{props.empty ?? t('empty.nothing')}</div>}
      </div>
    </div>
  );
}
