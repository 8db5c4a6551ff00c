// Who has reported: units by levels, a figure and a bar in each cell; a cell opens its items, arrow keys go from cell to cell.
import { type KeyboardEvent, useRef, useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { type Counts, moveIn, openOf, reportedOf, writeCell } from './cycleCounts.ts';
import type { Matrix as MatrixReply } from './cycleQueries.ts';
import { ShareBar, useShareWords } from './LevelShares.tsx';

interface MatrixProps {
  matrix: MatrixReply;
  /** Units where everything is there may be left out. */
  onlyOpen: boolean;
  onOpen: (cell: string) => void;
}

interface Line {
  id: string | null;
  name: string;
  counts: readonly Counts[];
}

export function Matrix({ matrix, onlyOpen, onOpen }: MatrixProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { day } = useFormats();
  const { today } = useMe();
  const [at, setAt] = useState<readonly [number, number]>([0, matrix.levels.length]);
  const table = useRef<HTMLTableElement>(null);
  const units = matrix.units.filter((one) => !onlyOpen || openOf(one.total) > 0);
  const lines: Line[] = [
    { id: null, name: t('cycles:matrix.all'), counts: [...matrix.totals.cells, matrix.totals.total] },
    ...units.map((one) => ({
      id: one.unit.id,
      name: twin(one.unit.name, one.unit.nameEn),
      counts: [...one.cells, one.total],
    })),
  ];
  const isFilled = lines.map((line) => line.counts.map((counts) => counts.owed > 0));
  // The one cell that Tab reaches; after a filter it may be gone, then it is the first of all.
  const stop = isFilled[at[0]]?.[at[1]] ? at : ([0, matrix.levels.length] as const);
  const onKey = (event: KeyboardEvent) => {
    const next = moveIn(isFilled, stop, event.key);
    if (!next) return;
    event.preventDefault();
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-cell="${next[0]}.${next[1]}"]`)?.focus();
  };
  return (
    <div className="matrix-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are gone through by arrow keys is a grid */}
      <table ref={table} className="matrix" role="grid" aria-label={t('cycles:matrix.label')} onKeyDown={onKey}>
        <thead>
          <tr>
            <th scope="col">{t('cycles:matrix.unit')}</th>
            {matrix.levels.map((level) => (
              <th key={level.level} scope="col" className="matrix-level">
                <i style={{ background: `var(--level-${level.level})` }} aria-hidden="true" />
                <span>{twin(level.name, level.nameEn)}</span>
                <span className={level.deadline < today ? 'matrix-day matrix-day-past' : 'matrix-day'}>
                  {t('cycles:matrix.until', { day: day(level.deadline, today) })}
                </span>
              </th>
            ))}
            <th scope="col" className="matrix-level">
              {t('cycles:matrix.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, row) => (
            <tr key={line.id ?? 'all'} className={line.id === null ? 'matrix-total' : undefined}>
              <th scope="row">{line.name}</th>
              {line.counts.map((counts, column) => {
                const level = matrix.levels[column];
                return (
                  <MatrixCell
                    key={level?.level ?? 'total'}
                    counts={counts}
                    level={level?.level}
                    name={t('cycles:matrix.cell', {
                      unit: line.name,
                      level: level ? twin(level.name, level.nameEn) : t('cycles:matrix.total'),
                    })}
                    spot={`${row}.${column}`}
                    isStop={stop[0] === row && stop[1] === column}
                    onOpen={() => {
                      setAt([row, column]);
                      onOpen(writeCell({ unitId: line.id, level: level?.level ?? null }));
                    }}
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

interface MatrixCellProps {
  counts: Counts;
  level: number | undefined;
  /** Unit and level, for those who do not see the table. */
  name: string;
  spot: string;
  isStop: boolean;
  onOpen: () => void;
}

function MatrixCell({ counts, level, name, spot, isStop, onOpen }: MatrixCellProps) {
  const { t } = useWords();
  const { count } = useFormats();
  const says = useShareWords();
  if (counts.owed === 0) {
    return (
      <td className="matrix-empty">
        <span aria-hidden="true">·</span>
        <span className="visually-hidden">{t('cycles:says.nothing')}</span>
      </td>
    );
  }
  const words = says(counts);
  return (
    <td>
      <button
        type="button"
        className={openOf(counts) > 0 ? 'matrix-cell matrix-cell-open' : 'matrix-cell'}
        tabIndex={isStop ? 0 : -1}
        data-cell={spot}
        data-tip={words}
        aria-label={t('cycles:says.level', { level: name, says: words })}
        onClick={onOpen}
      >
        <span>
          <b>{count(reportedOf(counts))}</b>
          <span className="quiet">/{count(counts.owed)}</span>
        </span>
        <ShareBar counts={counts} {...(level === undefined ? {} : { level })} />
      </button>
    </td>
  );
}
