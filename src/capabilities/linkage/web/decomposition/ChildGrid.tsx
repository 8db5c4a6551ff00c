// The children as a spreadsheet: arrows walk, typing edits, Ctrl-D copies down, Alt moves rows, a paste fills them.
import { useQueryClient } from '@tanstack/react-query';
import {
  type ClipboardEvent,
  Fragment,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useWords } from '../../../../web/language.ts';
import { useToast } from '../../../../web/ui/Toast.tsx';
import type { Move } from './CellEditor.tsx';
import { ChildRow, type RowHands } from './ChildRow.tsx';
import { GridFoot } from './GridFoot.tsx';
import { GridHead } from './GridHead.tsx';
import { actOf } from './gridActs.ts';
import { type Column, columnsOf, readSpot, spotOf, targetColumn } from './gridColumns.ts';
import { moveFrom, type Place } from './gridMoves.ts';
import { pastedRows } from './pasteRows.ts';
import { resolveNames } from './resolveNames.ts';
import { type Bounds, newRow, type Sheet, type SheetRow } from './sheet.ts';
import {
  isFixedCell,
  withCopiedDown,
  withEmptied,
  withoutRow,
  withPasted,
  withRow,
  withRowAfter,
  withRowMoved,
} from './sheetEdits.ts';
import { useRowWindow } from './useRowWindow.ts';

export interface Spot {
  key: string;
  column: Column;
}

interface ChildGridProps {
  sheet: Sheet;
  /** The sheet with what is being typed in it. */
  live: Sheet;
  bounds: Bounds;
  mayEdit: boolean;
  /** Sentences about a cell, by its spot. */
  wrong: ReadonlyMap<string, string>;
  active: Spot | null;
  onActive: (spot: Spot) => void;
  onLive: (key: string, change: Partial<SheetRow> | null) => void;
  change: (next: (present: Sheet) => Sheet) => void;
  undo: () => void;
  onOpenRow: (key: string, place?: 'coUnits') => void;
}

/** The columns keep their identity while nothing about indicators changed, so that rows need not be drawn again. */
function useColumns({ indicators }: Sheet) {
  const written = JSON.stringify(
    indicators.map(({ key, name, nameEn, polarity, unit }) => [key, name, nameEn, polarity, unit]),
  );
  const kept = useRef({ written: '', columns: [] as Column[], byKey: new Map<string, Sheet['indicators'][number]>() });
  if (kept.current.written !== written) {
    const byKey = new Map(indicators.map((one) => [one.key, one]));
    kept.current = { written, columns: columnsOf({ indicators }), byKey };
  }
  return kept.current;
}

export function ChildGrid(props: ChildGridProps) {
  const { sheet, bounds, mayEdit, active, onActive, change } = props;
  const { t } = useWords();
  const say = useToast();
  const frame = useRef<HTMLDivElement>(null);
  const [editing, setEditing] = useState<{ typed: string | null } | null>(null);
  const { columns, byKey: indicators } = useColumns(sheet);
  const place: Place = {
    row: Math.max(
      0,
      sheet.rows.findIndex((row) => row.key === active?.key),
    ),
    column: Math.max(0, active ? columns.indexOf(active.column) : 0),
  };
  const row = sheet.rows[place.row];
  const column = columns[place.column] ?? 'title';
  const indicatorCount = columns.filter((one) => one.startsWith('target:')).length;
  const drawn = useRowWindow(frame, sheet.rows.length, place.row);

  // The focus follows the active cell, unless a field inside the cell has it or the reader is elsewhere on the page.
  useEffect(() => {
    if (editing || !active) return;
    frame.current?.querySelector<HTMLElement>(`[data-spot="${spotOf(active.key, active.column)}"]`)?.focus();
  }, [active, editing]);

  const goTo = (next: Place | null) => {
    const target = next && sheet.rows[next.row];
    if (next && target) onActive({ key: target.key, column: columns[next.column] ?? 'title' });
  };
  const startEditing = (typed: string | null) => {
    if (!row) return;
    // Units and their shares do not fit a cell; they are written in the drawer of the row.
    if (column === 'coUnits') return props.onOpenRow(row.key, 'coUnits');
    if (mayEdit && !isFixedCell(row, column)) setEditing({ typed });
    else if (isFixedCell(row, column)) say(t('decomposition:fixed'));
  };
  const commit = (key: string, edit: Partial<SheetRow>, move: Move) => {
    setEditing(null);
    props.onLive(key, null);
    if (Object.keys(edit).length > 0) change((present) => withRow(present, key, edit));
    const size = { rows: sheet.rows.length, columns: columns.length };
    if (move === 'Enter') goTo(moveFrom(place, 'ArrowDown', false, size));
    else if (move) goTo(moveFrom(place, 'Tab', move === 'ShiftTab', size));
  };
  const addBelow = (key: string | null) => {
    const added = newRow(bounds);
    change((present) => withRowAfter(present, key, added));
    onActive({ key: added.key, column: 'title' });
  };
  const remove = (gone: SheetRow) => {
    const at = sheet.rows.indexOf(gone);
    const next = sheet.rows[at + 1] ?? sheet.rows[at - 1];
    change((present) => withoutRow(present, gone.key));
    say(t(gone.state === 'draft' ? 'decomposition:deleted' : 'decomposition:standingStays'));
    if (next && gone.state === 'draft') onActive({ key: next.key, column });
  };
  const cancel = () => {
    setEditing(null);
    if (active) props.onLive(active.key, null);
  };
  const hands = useLasting<RowHands>({ commit, cancel, live: props.onLive, open: props.onOpenRow, remove });
  const onKeyDown = (event: KeyboardEvent) => {
    const isCell = event.target instanceof Element && event.target.closest('[data-spot]');
    if (editing || !row || !isCell) return;
    const act = actOf(event);
    if (!act) {
      const next = moveFrom(place, event.key, event.shiftKey, { rows: sheet.rows.length, columns: columns.length });
      if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      return goTo(next);
    }
    if (!mayEdit) return;
    event.preventDefault();
    if (act.kind === 'edit') startEditing(act.typed);
    else if (act.kind === 'copyDown') change((present) => withCopiedDown(present, row.key, column));
    else if (act.kind === 'move') change((present) => withRowMoved(present, row.key, act.by));
    else if (act.kind === 'insert') addBelow(row.key);
    else if (act.kind === 'delete') remove(row);
    else if (act.kind === 'empty') change((present) => withEmptied(present, row.key, column));
    else props.undo();
  };
  const onClick = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-spot]') : null;
    if (!cell || (event.target instanceof Element && event.target.closest('input, select, button'))) return;
    const next = readSpot(cell.dataset.spot ?? '', columns);
    if (!next) return;
    // A press on the active cell, or a double press, begins to write.
    const isAgain = event.detail > 1 || (active?.key === next.key && active.column === next.column);
    onActive(next);
    const pressed = sheet.rows.find((one) => one.key === next.key);
    if (isAgain && next.column === 'coUnits') return props.onOpenRow(next.key, 'coUnits');
    setEditing(isAgain && mayEdit && pressed && !isFixedCell(pressed, next.column) ? { typed: null } : null);
  };
  const paste = usePaste(props, columns, indicators);
  return (
    <div className="grid-frame" ref={frame}>
      <table
        {...gridRole}
        className="grid"
        style={{ minWidth: plainWidth + targetWidth * indicatorCount }}
        aria-label={t('decomposition:grid')}
        aria-rowcount={sheet.rows.length + 1}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onPaste={(event) => !editing && paste(event, row?.key ?? null, column)}
      >
        <GridHead columns={columns} indicators={indicators} />
        <tbody>
          {drawn.map((part) => {
            if ('gap' in part) return <Gap key={`before ${part.before}`} height={part.gap} span={columns.length + 2} />;
            const one = sheet.rows[part.at];
            if (!one) return <Fragment key={part.at} />;
            return (
              <ChildRow
                key={one.key}
                row={one}
                at={part.at}
                bounds={bounds}
                columns={columns}
                indicators={indicators}
                mayEdit={mayEdit}
                wrong={props.wrong}
                activeColumn={(active ? one.key === active.key : part.at === 0) ? column : null}
                editing={active?.key === one.key ? editing : null}
                hands={hands}
              />
            );
          })}
        </tbody>
        <GridFoot columns={columns} sheet={props.live} mayEdit={mayEdit} change={change} />
      </table>
    </div>
  );
}

/** Room for the rows that are not drawn. */
function Gap({ height, span }: { height: number; span: number }) {
  return (
    <tr className="grid-gap">
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}

/** The least width of the columns that every grid has, and of one for targets. */
const plainWidth = 1010;
const targetWidth = 108;

// A table that is walked cell by cell is a grid to screen readers.
const gridRole = { role: 'grid' } as const;

/** The same object for as long as the grid stands, each call reaching the newest hands. */
function useLasting<T extends { [K in keyof T]: (...args: never[]) => void }>(present: T): T {
  const latest = useRef(present);
  latest.current = present;
  return useMemo(() => {
    const names = Object.keys(latest.current) as (keyof T)[];
    const lasting = names.map((name) => [name, (...args: never[]) => latest.current[name](...args)]);
    return Object.fromEntries(lasting) as T;
  }, []);
}

/** What was copied from a spreadsheet fills the sheet; names are looked up behind it. */
function usePaste(
  props: ChildGridProps,
  columns: readonly Column[],
  indicators: ReadonlyMap<string, Sheet['indicators'][number]>,
) {
  const { sheet, bounds, mayEdit, change } = props;
  const { t } = useWords();
  const say = useToast();
  const client = useQueryClient();
  const resolve = async (unresolved: readonly SheetRow[]) => {
    const answers = await resolveNames(client, unresolved);
    change((now) => answers.reduce((sofar, { key, ...found }) => withRow(sofar, key, found), now));
    const unknown = answers.filter((one) => one.unknownUnit || one.unknownPerson).length;
    if (unknown > 0) say(t('decomposition:unknownNames', { count: unknown }));
  };
  return (event: ClipboardEvent, rowKey: string | null, column: Column) => {
    if (!mayEdit) return;
    const named = new Map(
      [...indicators.values()].flatMap(({ key, name, nameEn }) =>
        [name, nameEn ?? name].map((one): [string, Column] => [one.trim().toLowerCase(), targetColumn(key)]),
      ),
    );
    const pasted = pastedRows(event.clipboardData.getData('text/plain'), column, { columns, named });
    if (pasted.length === 0) return;
    event.preventDefault();
    const next = withPasted(sheet, rowKey, pasted, bounds);
    change(() => next);
    const unresolved = next.rows.filter((one) => one.unknownUnit || one.unknownPerson);
    if (unresolved.length > 0) void resolve(unresolved);
    say(t('decomposition:pasted', { count: pasted.length }));
  };
}
