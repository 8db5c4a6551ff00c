// One child on the grid: its cells, its lock where it stands already, what is wrong in it, and its two small buttons.
import { memo } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Icon } from '../../../../web/ui/icons.tsx';
import { CellEditor, type Move } from './CellEditor.tsx';
import { type Column, columns } from './pasteRows.ts';
import { type Bounds, isFixed, isStanding, type SheetRow } from './sheet.ts';

export interface ChildRowProps {
  row: SheetRow;
  at: number;
  bounds: Bounds;
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
  open: (key: string) => void;
  remove: (row: SheetRow) => void;
}

/** The names of the server's fields that a cell shows. */
const fieldsBehind: Record<Column, readonly string[]> = {
  title: ['title', 'titleEn', 'requirement', 'requirementEn', 'standard', 'standardEn', 'priority', 'plannedMinutes'],
  weight: ['weight'],
  unit: ['leadUnitId'],
  person: ['responsiblePersonId'],
  start: ['start'],
  due: ['due'],
  level: ['level', 'horizon'],
};

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
      {columns.map((column) => (
        <Cell
          key={column}
          {...props}
          column={column}
          isActive={activeColumn === column}
          editing={activeColumn === column ? editing : null}
        />
      ))}
      <td className="grid-acts">
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

const plain = ['row', 'at', 'bounds', 'mayEdit', 'activeColumn', 'editing', 'hands'] as const;

/** A row is drawn again only when something of its own changed: walking through hundreds of rows must stay smooth. */
export const ChildRow = memo(
  RowView,
  (before, after) =>
    plain.every((key) => before[key] === after[key]) &&
    columns.every((column) => {
      const spot = `${after.row.key}:${column}`;
      return before.wrong.get(spot) === after.wrong.get(spot);
    }),
);

// Inside a grid a cell says whether it can be written and whether something is wrong in it.
const cell = (isReadOnly: boolean, isWrong: boolean) =>
  ({ role: 'gridcell', 'aria-readonly': isReadOnly, 'aria-invalid': isWrong }) as const;

function Cell(props: ChildRowProps & { column: Column; isActive: boolean }) {
  const { row, column, isActive, editing, wrong } = props;
  const { t } = useWords();
  const trouble = wrong.get(`${row.key}:${column}`);
  const changes = fieldsBehind[column].some((field) => row.changes.includes(field));
  const fixed = isFixed(row, column);
  const className = [
    `grid-${column}`,
    isActive && 'grid-active',
    trouble && 'grid-wrong',
    changes && 'grid-changes',
    fixed && 'grid-fixed',
  ];
  const tip = trouble ?? (changes ? t('decomposition:wouldChange') : undefined);
  return (
    <td
      className={className.filter(Boolean).join(' ')}
      data-spot={`${row.key}:${column}`}
      tabIndex={isActive ? 0 : -1}
      {...cell(fixed || !props.mayEdit, trouble !== undefined)}
      {...(tip ? { 'data-tip': tip } : {})}
    >
      {editing ? (
        <CellEditor
          row={row}
          column={column}
          bounds={props.bounds}
          typed={editing.typed}
          onCommit={(change, move) => props.hands.commit(row.key, change, move)}
          onCancel={props.hands.cancel}
        />
      ) : (
        <CellWords row={row} column={column} />
      )}
      {trouble && <span className="visually-hidden">{trouble}</span>}
    </td>
  );
}

function CellWords({ row, column }: { row: SheetRow; column: Column }) {
  const { t } = useWords();
  const twin = useTwin();
  const { value } = useFormats();
  const { institution } = useMe();
  const missing = <span className="grid-missing">{t(`decomposition:empty.${column}`)}</span>;
  if (column === 'title') {
    if (row.placeholder) return <span className="quiet">{t('item.placeholder')}</span>;
    return row.title ? (
      <>
        {row.code && <span className="code">{row.code} </span>}
        {row.title}
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
  return row[column] ?? missing;
}
