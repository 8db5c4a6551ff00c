// The matrix itself, a grid that arrow keys walk: heads in the middle row and column, marks in the corners.
import { type KeyboardEvent, useRef, useState } from 'react';
import { useWords } from '../../../../web/language.ts';
import { LightMark } from '../../../../web/ui/Light.tsx';
import { useNarrow } from '../../../../web/ui/narrow.ts';
import { MarkShape } from './MatrixMark.tsx';
import { MiddleX } from './MiddleX.tsx';
import { crossing, type Grid, type Head, type MatrixMark, type Place, stepInGrid } from './matrixGrid.ts';
import type { MatrixNames } from './matrixNames.ts';

interface MatrixTableProps {
  grid: Grid;
  names: MatrixNames;
  lit: ReadonlySet<string> | null;
  chosen: Head | null;
  mark: MatrixMark | null;
  onChoose: (head: Head) => void;
  onMark: (mark: MatrixMark) => void;
}

const middleHeight = 220;
/** Few columns stand wider apart. */
const cellFor = (columns: number): number => (columns > 26 ? 26 : columns > 18 ? 30 : 34);
/** What an A3 page across leaves for the matrix beside what does not meet, in pixels of print. */
const paper = { width: 1230, height: 900 };

export function MatrixTable(props: MatrixTableProps) {
  const { grid, names, lit, chosen } = props;
  const { t } = useWords();
  const columns = [...grid.west, null, ...grid.east, ...grid.units];
  const rows = [...grid.north, null, ...grid.south];
  const cell = cellFor(columns.length);
  const middle = useNarrow() ? 200 : columns.length > 26 ? 372 : 440;
  const frame = useRef<HTMLDivElement>(null);
  const middleAt = { row: grid.north.length, column: grid.west.length };
  const [place, setPlace] = useState<Place>({ row: 0, column: middleAt.column });
  const onKey = (event: KeyboardEvent, at: Place) => {
    const next = stepInGrid(grid, at, event.key);
    if (!next) return;
    event.preventDefault();
    setPlace(next);
    frame.current?.querySelector<HTMLElement>(`[data-place="${next.row} ${next.column}"]`)?.focus();
  };
  const stop = (at: Place) => ({
    'data-place': `${at.row} ${at.column}`,
    tabIndex: at.row === place.row && at.column === place.column ? 0 : -1,
    onKeyDown: (event: KeyboardEvent) => onKey(event, at),
    onFocus: () => setPlace(at),
  });
  const dim = (...ids: (string | undefined)[]) =>
    lit !== null && ids.some((id) => id && !lit.has(id)) ? ' xm-dim' : '';
  const size = { width: (columns.length - 1) * cell + middle, height: (rows.length - 1) * cell + middleHeight };
  const zoom = Math.min(1.15, paper.width / size.width, paper.height / size.height);
  return (
    <div className="xm-frame" ref={frame}>
      <table
        className="xm-table"
        aria-label={t('x-matrix:grid')}
        style={{ '--middle': `${middle}px`, '--cell': `${cell}px`, '--print-zoom': zoom }}
      >
        <tbody>
          {rows.map((row, rowAt) => (
            <tr key={row?.id ?? 'middle'} className={row === null ? 'xm-middle-row' : `xm-row-${row.kind}`}>
              {columns.map((column, columnAt) => {
                const at = { row: rowAt, column: columnAt };
                if (row === null && column === null) {
                  return (
                    <td key="middle" className="xm-x">
                      <MiddleX grid={grid} width={middle} height={middleHeight} />
                    </td>
                  );
                }
                const head = column === null ? row : row === null ? column : null;
                if (head) {
                  return (
                    <HeadCell
                      key={head.id}
                      head={head}
                      isColumn={row === null}
                      names={names}
                      isChosen={chosen?.id === head.id}
                      dim={dim(head.id)}
                      stop={stop(at)}
                      onChoose={props.onChoose}
                    />
                  );
                }
                if (!row || !column) return null;
                const isFirstUnit = column.kind === 'unit' && columns[columnAt - 1]?.kind !== 'unit';
                return (
                  <CrossCell
                    key={column.id}
                    row={row}
                    column={column}
                    mark={grid.marks.get(crossing(row.id, column.id)) ?? null}
                    open={props.mark}
                    isFirstUnit={isFirstUnit}
                    names={names}
                    dim={dim(row.id, column.id)}
                    stop={stop(at)}
                    onMark={props.onMark}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CrossCellProps {
  row: Head;
  column: Head;
  mark: MatrixMark | null;
  /** The mark whose reasons are shown. */
  open: MatrixMark | null;
  isFirstUnit: boolean;
  names: MatrixNames;
  dim: string;
  stop: Record<string, unknown>;
  onMark: (mark: MatrixMark) => void;
}

function CrossCell({ row, column, mark, open, isFirstUnit, names, dim, stop, onMark }: CrossCellProps) {
  const className = [
    'xm-cell',
    isFirstUnit && 'xm-first-unit',
    row.kind === 'goal' && column.kind === 'unit' && 'xm-no-corner',
    mark && dim.trim(),
    mark && mark === open && 'xm-open',
  ];
  return (
    <td className={className.filter(Boolean).join(' ')}>
      {mark && (
        <button
          type="button"
          className="xm-dot"
          aria-label={names.crossing(row, column, mark)}
          aria-pressed={mark === open}
          data-tip={names.crossing(row, column, mark)}
          {...stop}
          onClick={() => onMark(mark)}
        >
          <MarkShape strength={mark.strength} />
        </button>
      )}
    </td>
  );
}

interface HeadCellProps {
  head: Head;
  isColumn: boolean;
  names: MatrixNames;
  isChosen: boolean;
  dim: string;
  stop: Record<string, unknown>;
  onChoose: (head: Head) => void;
}

function HeadCell({ head, isColumn, names, isChosen, dim, stop, onChoose }: HeadCellProps) {
  const light = names.light(head.id);
  const first = head.kind === 'unit' ? ' xm-unit' : '';
  return (
    <th
      scope={isColumn ? 'col' : 'row'}
      className={`${isColumn ? 'xm-column' : 'xm-row'}${first}${dim}${isChosen ? ' xm-chosen' : ''}`}
    >
      <button
        type="button"
        className="xm-head"
        aria-pressed={isChosen}
        data-tip={names.sentence(head)}
        {...stop}
        onClick={() => onChoose(head)}
      >
        <span className="visually-hidden">{names.sentence(head)}</span>
        {light && <LightMark colour={light} />}
        {names.code(head.id) && (
          <span className="xm-code" aria-hidden="true">
            {names.code(head.id)}
          </span>
        )}
        <span className="xm-title" aria-hidden="true">
          {names.title(head.id)}
        </span>
        {!isColumn && (
          <span className="xm-person" aria-hidden="true">
            {names.person(head.id)}
          </span>
        )}
      </button>
    </th>
  );
}
