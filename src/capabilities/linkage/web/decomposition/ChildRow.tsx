// One child on the grid: its cells, its lock where it stands already, what is wrong in it, and its two small buttons.
import { memo } from 'react';
import { unset, useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Icon } from '../../../../web/ui/icons.tsx';
import { RowTalkMark } from '../negotiation/SheetNegotiation.tsx';
import { CellEditor, type Move } from './CellEditor.tsx';
import { carriedBy, targetText } from './childTargets.ts';
import { leadShareOf, percentOf } from './coUnitShares.ts';
import { type Column, type FixedColumn, indicatorKeyOf, spotOf } from './gridColumns.ts';
import { type Bounds, isStanding, lacks, type SheetIndicator, type SheetRow } from './sheet.ts';
import { isFixedCell } from './sheetEdits.ts';

export interface ChildRowProps {
  row: SheetRow;
  at: number;
  bounds: Bounds;
  columns: readonly Column[];
  /** By their keys, for the columns of targets. */
  indicators: ReadonlyMap<string, SheetIndicator>;
  mayEdit: boolean;
  wrong: ReadonlyMap<string, string>;
  /** The column of the active cell, where it is in this row. */
  activeColumn: Column | null;
  editing: { typed: string | null } | null;
  hands: RowHands;
}

/** What a row may ask of its grid; the same object for as long as the grid stands. */
export interface RowHands {
  commit: (key: string, change: Partial<SheetRow>, move: Move) => void;
  cancel: () => void;
  live: (key: string, change: Partial<SheetRow> | null) => void;
  open: (key: string) => void;
  remove: (row: SheetRow) => void;
}

/** The names of the server's fields that a cell shows. */
const fieldsBehind: Record<FixedColumn, readonly string[]> = {
  title: ['title', 'titleEn', 'requirement', 'requirementEn', 'standard', 'standardEn', 'priority', 'plannedMinutes'],
  weight: ['weight'],
  unit: ['leadUnitId'],
  person: ['responsiblePersonId'],
  start: ['start'],
  due: ['due'],
  level: ['level', 'horizon'],
  coUnits: ['coUnits', 'leadShare'],
};
const changesIn = (row: SheetRow, column: Column): boolean =>
  (column in fieldsBehind ? fieldsBehind[column as FixedColumn] : ['indicators']).some((field) =>
    row.changes.includes(field),
  );

function RowView(props: ChildRowProps) {
  const { row, at, activeColumn, editing } = props;
  const { t } = useWords();
  const standing = isStanding(row);
  return (
    <tr className={standing ? 'grid-standing' : undefined} aria-rowindex={at + 2}>
      <th scope="row" className="grid-number quiet small">
        {standing ? (
          <span className="grid-lock" data-tip={t('decomposition:standing')}>
            <Icon name="lock" size={13} />
            <span className="visually-hidden">{t('decomposition:standing')}</span>
          </span>
        ) : (
          at + 1
        )}
      </th>
      {props.columns.map((column) => (
        <Cell
          key={column}
          {...props}
          column={column}
          isActive={activeColumn === column}
          editing={activeColumn === column ? editing : null}
        />
      ))}
      <td className="grid-acts">
        <RowTalkMark row={row} n={at + 1} mayEdit={props.mayEdit} />
        <button
          type="button"
          className="grid-act"
          tabIndex={-1}
          aria-label={t('decomposition:openRow', { n: at + 1 })}
          data-tip={t('decomposition:more')}
          onClick={() => props.hands.open(row.key)}
        >
          <Icon name="right" />
        </button>
        {props.mayEdit && !standing && (
          <button
            type="button"
            className="grid-act"
            tabIndex={-1}
            aria-label={t('decomposition:deleteRow', { n: at + 1 })}
            onClick={() => props.hands.remove(row)}
          >
            <Icon name="close" />
          </button>
        )}
      </td>
    </tr>
  );
}

const plain = ['row', 'at', 'bounds', 'columns', 'indicators', 'mayEdit', 'activeColumn', 'editing', 'hands'] as const;

/** A row is drawn again only when something of its own changed: walking through hundreds of rows must stay smooth. */
export const ChildRow = memo(
  RowView,
  (before, after) =>
    plain.every((key) => before[key] === after[key]) &&
    after.columns.every((column) => {
      const spot = spotOf(after.row.key, column);
      return before.wrong.get(spot) === after.wrong.get(spot);
    }),
);

// Inside a grid a cell says whether it can be written and whether something is wrong in it.
const cell = (isReadOnly: boolean, isWrong: boolean) =>
  ({ role: 'gridcell', 'aria-readonly': isReadOnly, 'aria-invalid': isWrong }) as const;

function Cell(props: ChildRowProps & { column: Column; isActive: boolean }) {
  const { row, column, isActive, editing, wrong } = props;
  const { t } = useWords();
  const trouble = wrong.get(spotOf(row.key, column));
  const indicatorKey = indicatorKeyOf(column);
  const indicator = indicatorKey === null ? null : (props.indicators.get(indicatorKey) ?? null);
  const changes = changesIn(row, column);
  const fixed = isFixedCell(row, column);
  const className = [
    indicator ? 'grid-target' : `grid-${column}`,
    isActive && 'grid-active',
    trouble && 'grid-wrong',
    changes && 'grid-changes',
    fixed && 'grid-fixed',
  ];
  const tip = trouble ?? (changes ? t('decomposition:wouldChange') : undefined);
  return (
    <td
      className={className.filter(Boolean).join(' ')}
      data-spot={spotOf(row.key, column)}
      tabIndex={isActive ? 0 : -1}
      {...cell(fixed || !props.mayEdit, trouble !== undefined)}
      {...(tip ? { 'data-tip': tip } : {})}
    >
      {editing ? (
        <CellEditor
          row={row}
          column={column}
          bounds={props.bounds}
          indicator={indicator}
          typed={editing.typed}
          onCommit={(change, move) => props.hands.commit(row.key, change, move)}
          onCancel={props.hands.cancel}
          onLive={(change) => props.hands.live(row.key, change)}
        />
      ) : (
        <CellWords row={row} column={column} indicator={indicator} />
      )}
      {trouble && <span className="visually-hidden">{trouble}</span>}
    </td>
  );
}

interface CellWordsProps {
  row: SheetRow;
  column: Column;
  indicator: SheetIndicator | null;
}

function CellWords({ row, column, indicator }: CellWordsProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { value } = useFormats();
  const { institution } = useMe();
  if (indicator) {
    return (
      targetText(carriedBy(row, indicator.key), indicator.polarity) || <span className="grid-missing">{unset}</span>
    );
  }
  if (column === 'coUnits') return <CoUnitWords row={row} />;
  const missing = <span className="grid-missing">{t(`decomposition:empty.${column}`)}</span>;
  if (column === 'title') {
    if (row.placeholder) return <span className="quiet">{t('item.placeholder')}</span>;
    return row.title ? (
      <>
        {row.code && <span className="code">{row.code} </span>}
        {twin(row.title, row.titleEn)}
      </>
    ) : (
      missing
    );
  }
  if (column === 'weight') return row.weight === null ? missing : value(row.weight);
  if (column === 'level') {
    const level = institution.levels.find((one) => one.rank === row.level);
    return level ? twin(level.name, level.nameEn) : String(row.level);
  }
  if (column === 'unit' || column === 'person') {
    const brief = row[column];
    const unknown = column === 'unit' ? row.unknownUnit : row.unknownPerson;
    if (brief) return twin(brief.name, brief.nameEn);
    return unknown ? <span className="grid-unknown">{unknown}</span> : missing;
  }
  return row[column as 'start' | 'due'] ?? missing;
}

/** How many units take part, and what that leaves the lead unit. */
function CoUnitWords({ row }: { row: SheetRow }) {
  const { t } = useWords();
  const { percent } = useFormats();
  if (row.coUnits.length === 0) return <span className="grid-missing">{unset}</span>;
  const lead = leadShareOf(row.coUnits);
  return (
    <span
      className={lacks(row).includes('coUnits') ? 'grid-unknown' : undefined}
      data-tip={t('decomposition:shares.tip')}
    >
      {`${row.coUnits.length} · ${percent(percentOf(lead))}`}
    </span>
  );
}
