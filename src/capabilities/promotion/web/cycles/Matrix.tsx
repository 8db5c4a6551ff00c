// Who has reported: units by levels, a figure and a bar in each cell; a cell opens its items, arrow keys go from cell to cell.
import { type KeyboardEvent, useRef, useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Icon } from '../../../../web/ui/icons.tsx';
import { useNarrow } from '../../../../web/ui/narrow.ts';
import { type Counts, moveIn, openOf, writeCell } from './cycleCounts.ts';
import type { Matrix as MatrixReply } from './cycleQueries.ts';
import { MatrixCell } from './MatrixCell.tsx';
import { type UnitPlace, type UnitRow, unitRows } from './unitRows.ts';

interface MatrixProps {
  matrix: MatrixReply;
  directory: readonly UnitPlace[];
  /** Units where everything is there may be left out. */
  onlyOpen: boolean;
  onOpen: (cell: string) => void;
}

type Spot = readonly [number, number];

/** Which place of the counts stands in which column: on a phone the total comes first, since there the rest is scrolled to. */
function useOrder(levels: number): readonly number[] {
  const isNarrow = useNarrow();
  const places = Array.from({ length: levels }, (_, at) => at);
  return isNarrow ? [levels, ...places] : [...places, levels];
}

export function Matrix({ matrix, directory, onlyOpen, onOpen }: MatrixProps) {
  const { t } = useWords();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<Spot>([0, matrix.levels.length + 1]);
  const table = useRef<HTMLTableElement>(null);
  const rows: (UnitRow | null)[] = [
    null,
    ...unitRows(matrix.units, directory, opened).filter((row) => {
      const total = row.counts.at(-1);
      return !onlyOpen || (total !== undefined && openOf(total) > 0);
    }),
  ];
  const totals: readonly Counts[] = [...matrix.totals.cells, matrix.totals.total];
  const order = useOrder(matrix.levels.length);
  const isFilled = rows.map((row) => [
    row?.canOpen ?? false,
    ...order.map((place) => ((row?.counts ?? totals)[place]?.owed ?? 0) > 0),
  ]);
  // The one spot that Tab reaches; after a filter it may be gone, then it is the whole of all.
  const stop: Spot = isFilled[at[0]]?.[at[1]] ? at : [0, order.indexOf(matrix.levels.length) + 1];
  const onKey = (event: KeyboardEvent) => {
    const next = moveIn(isFilled, stop, event.key);
    if (!next) return;
    event.preventDefault();
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-spot="${next[0]}.${next[1]}"]`)?.focus();
  };
  const toggle = (id: string) => {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  };
  return (
    <div className="matrix-frame">
      <table ref={table} className="matrix" aria-label={t('cycles:matrix.label')} onKeyDown={onKey}>
        <MatrixHead matrix={matrix} order={order} />
        <tbody>
          {rows.map((row, line) => (
            <MatrixRow
              key={row?.key ?? 'all'}
              row={row}
              counts={row?.counts ?? totals}
              levels={matrix.levels}
              order={order}
              line={line}
              stop={stop}
              isOpen={row !== null && opened.has(row.unitId)}
              onToggle={toggle}
              onOpen={(column, cell) => {
                setAt([line, column]);
                onOpen(cell);
              }}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MatrixHead({ matrix, order }: { matrix: MatrixReply; order: readonly number[] }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day } = useFormats();
  const { today } = useMe();
  return (
    <thead>
      <tr>
        <th scope="col">{t('cycles:matrix.unit')}</th>
        {order.map((place) => {
          const level = matrix.levels[place];
          return level ? (
            <th key={level.level} scope="col" className="matrix-level">
              <i style={{ background: `var(--level-${level.level})` }} aria-hidden="true" />
              <span>{twin(level.name, level.nameEn)}</span>
              <span className="matrix-day">
                {t(level.deadline < today ? 'cycles:matrix.was' : 'cycles:matrix.until', {
                  day: day(level.deadline, today),
                })}
              </span>
            </th>
          ) : (
            <th key="total" scope="col" className="matrix-level">
              {t('cycles:matrix.total')}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

interface MatrixRowProps {
  /** Null: all units together. */
  row: UnitRow | null;
  counts: readonly Counts[];
  levels: MatrixReply['levels'];
  order: readonly number[];
  line: number;
  stop: Spot;
  isOpen: boolean;
  onToggle: (unitId: string) => void;
  onOpen: (column: number, cell: string) => void;
}

function MatrixRow({ row, counts, levels, order, line, stop, isOpen, onToggle, onOpen }: MatrixRowProps) {
  const { t } = useWords();
  const twin = useTwin();
  const own = row ? twin(row.name, row.nameEn) : t('cycles:matrix.all');
  const name = row?.isOwn ? t('cycles:matrix.own', { unit: own }) : own;
  return (
    <tr className={row === null ? 'matrix-total' : undefined}>
      <th scope="row" style={{ paddingLeft: 8 + (row?.depth ?? 0) * 18 }}>
        {row?.canOpen ? (
          <button
            type="button"
            className="matrix-unit"
            aria-expanded={isOpen}
            data-spot={`${line}.0`}
            tabIndex={stop[0] === line && stop[1] === 0 ? 0 : -1}
            onClick={() => onToggle(row.unitId)}
          >
            <Icon name={isOpen ? 'down' : 'right'} size={14} />
            {name}
          </button>
        ) : (
          <span className={row === null ? undefined : 'matrix-leaf'}>{name}</span>
        )}
      </th>
      {order.map((place, at) => {
        const one = counts[place];
        const level = levels[place];
        const column = at + 1;
        if (!one) return null;
        const isStop = stop[0] === line && stop[1] === column;
        return (
          <MatrixCell
            key={level?.level ?? 'total'}
            counts={one}
            level={level?.level}
            name={t('cycles:matrix.cell', {
              unit: name,
              level: level ? twin(level.name, level.nameEn) : t('cycles:matrix.total'),
            })}
            spot={`${line}.${column}`}
            isStop={isStop}
            onOpen={() =>
              onOpen(
                column,
                writeCell({ unitId: row?.unitId ?? null, level: level?.level ?? null, isOwn: row?.isOwn ?? false }),
              )
            }
          />
        );
      })}
    </tr>
  );
}
