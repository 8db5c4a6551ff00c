// Indicators by month as a table: each cell says target and actual, and met or missed by shape, word and colour.
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { LightMark } from '../../../../web/ui/Light.tsx';
import type { Cell, Mark, Row } from './bowlingQueries.ts';

/** A disc, a square or a dash: told apart without colour. */
export function MarkShape({ mark, verified }: { mark: Mark; verified: boolean }) {
  return (
    <svg className={`bowling-mark bowling-${mark}`} width="9" height="9" viewBox="0 0 10 10" aria-hidden="true">
      {mark === 'met' && (
        <circle cx="5" cy="5" r={verified ? 4.5 : 3.8} className={verified ? 'mark-full' : 'mark-open'} />
      )}
      {mark === 'missed' && <rect x="1" y="1" width="8" height="8" className="mark-open" />}
      {mark === 'none' && <path d="M1.500 5h7" className="mark-open" />}
    </svg>
  );
}

function useCellWords() {
  const { t } = useWords();
  const { figure } = useFormats();
  return (name: string, cell: Cell): string => {
    const notes = [
      cell.actual !== null && !cell.verified && t('bowling:unverified'),
      cell.actual !== null && !cell.fresh && t('bowling:carried'),
      cell.read < cell.of && t('bowling:partly', { read: cell.read, of: cell.of }),
    ].filter(Boolean);
    return t('bowling:cell', {
      month: name,
      target: figure(cell.target),
      actual: figure(cell.actual),
      mark: t(`bowling:markOf.${cell.mark}`),
      notes: notes.length > 0 ? `${t('list.separator')}${notes.join(t('list.separator'))}` : '',
    });
  };
}

function CellView({ name, cell, quarter }: { name: string; cell: Cell; quarter?: boolean }) {
  const { t } = useWords();
  const { figure } = useFormats();
  const words = useCellWords();
  const isEmpty = cell.target === null && cell.actual === null;
  return (
    <td className={quarter ? 'numbers bowling-cell bowling-quarter' : 'numbers bowling-cell'}>
      {isEmpty ? (
        <span className="visually-hidden">{words(name, cell)}</span>
      ) : (
        <>
          <span className="visually-hidden">{words(name, cell)}</span>
          <span aria-hidden="true" data-tip={words(name, cell)}>
            <span className={cell.fresh && cell.read === cell.of ? 'bowling-actual' : 'bowling-actual quiet'}>
              {cell.mark !== 'none' && <MarkShape mark={cell.mark} verified={cell.verified} />}
              {cell.actual === null ? '·' : figure(rounded(cell.actual))}
              {cell.actual !== null && !cell.verified && '*'}
            </span>
            <span className="bowling-target">{cell.target === null ? '' : figure(rounded(cell.target))}</span>
            {quarter && cell.read < cell.of && (
              <span className="bowling-target">{t('bowling:partly', { read: cell.read, of: cell.of })}</span>
            )}
            {quarter && cell.gain !== null && (
              <span className="bowling-target">
                {t('bowling:quarterGain', { n: signed(rounded(cell.gain), figure) })}
              </span>
            )}
          </span>
        </>
      )}
    </td>
  );
}

/** A figure among many has no more digits than one reads at a glance; the tip has them all. */
const rounded = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10);
const signed = (value: number, figure: (value: number) => string): string =>
  value > 0 ? `+${figure(value)}` : figure(value);

interface BowlingTableProps {
  rows: readonly Row[];
  onOpen: (row: Row) => void;
}

export function BowlingTable({ rows, onOpen }: BowlingTableProps) {
  const { t, language } = useWords();
  const months = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { month: 'short', timeZone: 'UTC' });
  const heads = Array.from({ length: 4 }, (_, quarter) => [
    ...[1, 2, 3].map((month) => ({
      key: `m${quarter * 3 + month}`,
      words: months.format(Date.UTC(2000, quarter * 3 + month - 1, 1)),
      quarter: false,
    })),
    { key: `q${quarter + 1}`, words: t('bowling:quarter', { n: quarter + 1 }), quarter: true },
  ]).flat();
  return (
    <section className="bowling-frame" aria-label={t('bowling:scroll')}>
      <table className="table bowling-table" aria-label={t('bowling:table')}>
        <thead>
          <tr>
            <th scope="col" className="bowling-name">
              {t('bowling:column.indicator')}
            </th>
            <th scope="col" className="numbers bowling-goal">
              {t('bowling:column.target')}
            </th>
            <th scope="col" className="numbers bowling-goal">
              {t('bowling:column.attainment')}
            </th>
            {heads.map((head) => (
              <th key={head.key} scope="col" className={head.quarter ? 'numbers bowling-quarter' : 'numbers'}>
                {head.words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RowView key={row.indicatorId} row={row} names={heads.map((head) => head.words)} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RowView({ row, names, onOpen }: { row: Row; names: readonly string[]; onOpen: (row: Row) => void }) {
  const { t } = useWords();
  const twin = useTwin();
  const { figure, percent } = useFormats();
  const cells = row.quarters.flatMap((quarter, at) => [
    ...row.months.slice(at * 3, at * 3 + 3).map((cell) => ({ cell, quarter: false })),
    { cell: quarter, quarter: true },
  ]);
  const target =
    row.polarity === 'band'
      ? t('bowling:band', { low: figure(row.bandLow), high: figure(row.bandHigh) })
      : figure(row.target);
  return (
    <tr>
      <th scope="row" className="bowling-name">
        <button type="button" className="bowling-open" onClick={() => onOpen(row)}>
          {twin(row.name, row.nameEn)}
          <span className="quiet small"> {row.unit}</span>
          {row.variation === 'special' && (
            <svg width="10" height="10" className="bowling-special" role="img" aria-label={t('bowling:special')}>
              <circle cx="5" cy="5" r="3.5" />
            </svg>
          )}
        </button>
        <span className="small quiet clip bowling-item">
          <LightMark colour={row.item.light} />{' '}
          <Link to="/items/$id" params={{ id: row.item.id }} hash="indicators">
            {row.item.code} {twin(row.item.title, row.item.titleEn)}
          </Link>
        </span>
        {row.combined && <span className="small quiet">{t('bowling:combined')}</span>}
      </th>
      <td className="numbers bowling-goal">
        {target}
        {row.base !== null && (
          <span className="bowling-target">{`${t('bowling:column.base')} ${figure(row.base)}`}</span>
        )}
      </td>
      <td className="numbers bowling-goal">{percent(row.attainment === null ? null : row.attainment * 100)}</td>
      {cells.map(({ cell, quarter }, at) => (
        <CellView key={`${quarter} ${cell.to}`} name={names[at] ?? ''} cell={cell} quarter={quarter} />
      ))}
    </tr>
  );
}
